"""The log as callers see it: `await append(...)` returns once it is on disk, or refuses."""

from __future__ import annotations

import asyncio
import sqlite3
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, SimpleQueue

import structlog

from graph_api.audit.entry import Clock, Entry, encoded, now, whole_text
from graph_api.audit.heads import Signer
from graph_api.audit.subjects import Subjects
from graph_api.audit.writer import Record, Writer
from graph_api.errors import AuditUnavailable, KeyUnavailable
from graph_api.secrets.opening import open_provider, open_subject_keys
from graph_api.secrets.provider import KeyProvider
from graph_api.settings import Settings

log = structlog.get_logger("credit_graph.audit")

#: Seconds after which an idle log looks whether the day is over.
IDLE = 30.0
MOST = 4096


@dataclass(frozen=True, slots=True)
class Waiting:
    """Records of one append, and who waits for them; no records end the thread."""

    records: list[Record]
    loop: asyncio.AbstractEventLoop
    done: asyncio.Future[None]


class AuditLog:
    """The audit log of one process: a thread writes, many waiters share one flush."""

    def __init__(
        self,
        folder: Path,
        subjects: Subjects,
        signer: Signer,
        suite: str = "international",
        *,
        head_every: int = 10_000,
        clock: Clock = now,
    ) -> None:
        self.folder = folder
        self.subjects = subjects
        self._writer = Writer(folder, subjects, signer, suite, head_every, clock)
        self._queue: SimpleQueue[Waiting] = SimpleQueue()
        self._thread: threading.Thread | None = None
        self._closed = False

    async def append(self, entries: Sequence[Entry]) -> None:
        """Returns when all entries are on disk; AuditUnavailable if they are not, and then none is."""
        records = [(whole_text(entry.subject or ""), encoded(entry)) for entry in entries]
        if records:
            await self._submit(records)

    async def close(self) -> None:
        """Ends the file of this process with its signed head."""
        if self._closed:
            return
        if self._thread is not None:
            await self._submit([])
        self._closed = True

    async def _submit(self, records: list[Record]) -> None:
        if self._closed:
            raise AuditUnavailable("日志已关闭", "it was closed")
        if self._thread is None:
            self._thread = threading.Thread(target=self._serve, name="audit", daemon=True)
            self._thread.start()
        loop = asyncio.get_running_loop()
        waiting = Waiting(records, loop, loop.create_future())
        self._queue.put(waiting)
        await waiting.done

    def _serve(self) -> None:
        ending: list[Waiting] = []
        while not ending:
            batch = self._batch()
            ending = [each for each in batch if not each.records]
            writing = [each for each in batch if each.records]
            if writing:
                _tell(writing, self._written([record for each in writing for record in each.records]))
            elif not batch:
                self._guarded(self._writer.roll)
        _tell(ending, self._guarded(self._writer.finish))

    def _batch(self) -> list[Waiting]:
        batch: list[Waiting] = []
        try:
            batch.append(self._queue.get(timeout=IDLE))
            while len(batch) < MOST:
                batch.append(self._queue.get_nowait())
        except Empty:
            return batch
        return batch

    def _written(self, records: list[Record]) -> AuditUnavailable | None:
        """Why the records are not on disk; None if they are."""
        return self._guarded(lambda: self._writer.write(records))

    def _guarded(self, work: Callable[[], None]) -> AuditUnavailable | None:
        try:
            work()
        except OSError as error:
            # The number says what is wrong without naming a path.
            reason = error.strerror or type(error).__name__
            return AuditUnavailable(reason, reason)
        except sqlite3.Error as error:
            return AuditUnavailable(
                "主体密钥无法读写", f"the keys of subjects cannot be used: {type(error).__name__}"
            )
        except KeyUnavailable as error:
            return AuditUnavailable(error.zh, error.en)
        except Exception as error:  # noqa: BLE001 the waiters are refused, not left waiting
            # A defect must refuse its waiters and not leave them waiting for ever.
            # A traceback would show the values of callers, so it is not logged.
            log.error("audit_writer_failed", cause=type(error).__name__)
            return AuditUnavailable("内部错误", f"a defect: {type(error).__name__}")
        return None


def _tell(batch: Sequence[Waiting], failure: AuditUnavailable | None) -> None:
    """Wakes the waiters, those of one loop in one step."""
    loops: dict[asyncio.AbstractEventLoop, list[asyncio.Future[None]]] = {}
    for waiting in batch:
        loops.setdefault(waiting.loop, []).append(waiting.done)
    for loop, futures in loops.items():
        try:
            loop.call_soon_threadsafe(_settle, futures, failure)
        except RuntimeError:
            continue  # The loop is closed: nobody waits any more.


def _settle(futures: Sequence[asyncio.Future[None]], failure: AuditUnavailable | None) -> None:
    for future in futures:
        if future.done():
            continue  # Its waiter was cancelled; the record stands all the same.
        if failure is None:
            future.set_result(None)
        else:
            future.set_exception(AuditUnavailable(*failure.reasons))


def audit_folder(settings: Settings) -> Path:
    """Where the log is."""
    return settings.home / "audit"


def open_audit_log(settings: Settings, provider: KeyProvider | None = None, clock: Clock = now) -> AuditLog:
    """The audit log of this process; its file is made at the first entry."""
    provider = provider or open_provider(settings)
    subjects = Subjects(open_subject_keys(settings, provider), provider, settings.crypto)
    return AuditLog(
        audit_folder(settings),
        subjects,
        Signer(provider),
        settings.crypto,
        head_every=settings.audit_head_every,
        clock=clock,
    )
