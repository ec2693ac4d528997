"""Single questions that come at the same time share one call to the database."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime

from graph_api.engine.db import Database
from graph_api.evidence.service import CoverageSeen, Found, evidence_of

Pair = tuple[str, str | None]
Waiting = list[tuple[Pair, "asyncio.Future[tuple[Found, datetime | None]]"]]
#: Calls in flight below which a question is sent at once.
AT_ONCE = 2
LARGEST = 100


@dataclass
class Coalescer:
    """Sends a question at once while fewer than two calls are in flight; the others wait and go together.

    There is no timer: what waits is sent the moment a call returns. Facts do not depend on the day asked
    about, so questions of different days share a call; those known as of different moments do not.
    """

    db: Database

    def __post_init__(self) -> None:
        self._waiting: dict[Hashable, Waiting] = {}
        self._in_flight = 0
        self.seen = CoverageSeen()
        self._tasks: set[asyncio.Task[None]] = set()

    async def facts(self, pair: Pair, known_as_of: datetime | None) -> tuple[Found, datetime | None]:
        """The facts of one pair and the time of the facts."""
        if self._in_flight < AT_ONCE and not self._waiting:
            self._in_flight += 1
            try:
                evidence = await evidence_of(self.db, [pair], known_as_of, self.seen)
            finally:
                self._in_flight -= 1
                self._send()
            return evidence.found[0], evidence.watermark
        future: asyncio.Future[tuple[Found, datetime | None]] = asyncio.get_running_loop().create_future()
        self._waiting.setdefault(known_as_of, []).append((pair, future))
        return await future

    def _send(self) -> None:
        while self._waiting and self._in_flight < AT_ONCE:
            known_as_of = next(iter(self._waiting))
            waiting = self._waiting.pop(known_as_of)
            now, later = waiting[:LARGEST], waiting[LARGEST:]
            if later:
                self._waiting[known_as_of] = later
            self._in_flight += 1
            task = asyncio.create_task(self._together(now, known_as_of))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _together(self, waiting: Waiting, known_as_of: Hashable) -> None:
        asking = [(pair, future) for pair, future in waiting if not future.done()]
        try:
            assert known_as_of is None or isinstance(known_as_of, datetime)
            evidence = await evidence_of(self.db, [pair for pair, _ in asking], known_as_of, self.seen)
        except BaseException as error:
            for _, future in asking:
                if not future.done():
                    future.set_exception(error)
            if not isinstance(error, Exception):
                raise
        else:
            for (_, future), found in zip(asking, evidence.found, strict=True):
                if not future.done():
                    future.set_result((found, evidence.watermark))
        finally:
            self._in_flight -= 1
            self._send()
