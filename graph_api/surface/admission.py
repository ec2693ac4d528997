"""How many requests are worked on at once: a few more wait in order, the rest are told to come back.

Whether one may wait is told from how fast places came free of late, so that a refusal comes at once and not
after the wait was in vain.
"""

from __future__ import annotations

import asyncio
from collections import deque
from types import TracebackType

from graph_api.surface.refusals import RequestRefused

RETRY_AFTER = 1
#: How much the latest interval between two free places counts.
SMOOTH = 0.1


class Admission:
    """Lets in at most `at_once` requests; `queue` more wait for at most `seconds`, the others are refused at once."""

    def __init__(self, at_once: int, queue: int, seconds: float) -> None:
        self.at_once = at_once
        self.queue = queue
        self.seconds = seconds
        self.working = 0
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._pace = 0.0
        self._freed = 0.0

    async def __aenter__(self) -> None:
        if self.working < self.at_once and not self._waiting:
            self.working += 1
            return
        before = len(self._waiting)
        if before >= self.queue or before * self._pace > self.seconds:
            raise RequestRefused("OVERLOADED", RETRY_AFTER)
        loop = asyncio.get_running_loop()
        if not before:
            self._freed = loop.time()
        turn: asyncio.Future[None] = loop.create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(self.seconds):
                await turn
        except BaseException as stopped:
            if turn.done() and not turn.cancelled():
                # Its turn came in the same moment; it goes to the next.
                self._next()
            else:
                self._waiting.remove(turn)
            if isinstance(stopped, TimeoutError):
                raise RequestRefused("OVERLOADED", RETRY_AFTER) from None
            raise

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._next()

    def _next(self) -> None:
        """Gives the place to the one that waited longest, or leaves it free."""
        while self._waiting:
            turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)
                now = asyncio.get_running_loop().time()
                self._pace += (now - self._freed - self._pace) * SMOOTH
                self._freed = now
                return
        self.working -= 1
