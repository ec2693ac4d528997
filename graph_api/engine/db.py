"""The database: shipped queries in, typed rows out, with limits, retries and counts."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from sys import maxsize
from typing import Any, TypeVar

import structlog
from neo4j import READ_ACCESS, WRITE_ACCESS, AsyncDriver, AsyncGraphDatabase, AsyncSession, unit_of_work
from neo4j import Query as Statement
from neo4j.exceptions import DriverError, Neo4jError

from graph_api.engine.endpoint import Endpoint, Login
from graph_api.engine.failures import as_ours
from graph_api.engine.query import NoRow, Query
from graph_api.engine.terminate import Terminator
from graph_api.engine.transaction import Transaction
from graph_api.engine.waiting import hasten
from graph_api.errors import ConstraintViolated, EngineError, EngineTimeout, InputInvalid
from graph_api.settings import Settings

Row = TypeVar("Row")
Result = TypeVar("Result")

log = structlog.get_logger("credit_graph.engine")


@dataclass(frozen=True)
class WatermarkRow:
    """The time of the facts."""

    at: datetime


ADVANCE_WATERMARK = Query("engine/advance_watermark", WatermarkRow)
SEAL_WATERMARK = Query("engine/seal_watermark", NoRow)


@dataclass
class Calls:
    """How many statements were sent to the engine."""

    calls: int = 0


_counter: ContextVar[Calls | None] = ContextVar("credit_graph_calls", default=None)


@contextmanager
def counting() -> Iterator[Calls]:
    """Counts the statements sent within this context and the tasks it starts."""
    calls = Calls()
    token = _counter.set(calls)
    try:
        yield calls
    finally:
        _counter.reset(token)


def _driver(endpoint: Endpoint, login: Login, settings: Settings) -> AsyncDriver:
    hasten()
    return AsyncGraphDatabase.driver(
        endpoint.uri,
        auth=login,
        connection_timeout=settings.connect_timeout,
        connection_acquisition_timeout=settings.connect_timeout,
        max_transaction_retry_time=settings.write_retry,
        max_connection_pool_size=settings.pool_size,
        liveness_check_timeout=1.0,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
        user_agent="credit-graph",
    )


class Database:
    """One engine, ready: `read`, `stream`, `write`, `transaction` and `write_facts`."""

    def __init__(self, endpoint: Endpoint, settings: Settings) -> None:
        self.endpoint = endpoint
        self.dialect = endpoint.dialect
        self.settings = settings
        self.driver = _driver(endpoint, endpoint.writer, settings)
        self._reader = _driver(endpoint, endpoint.reader, settings) if endpoint.reader else self.driver
        # In a cluster a read must wait for our last write; one machine needs no bookmark.
        routed = endpoint.uri.startswith("neo4j")
        self._bookmarks = self.driver.execute_query_bookmark_manager if routed else None
        self._facts = asyncio.Lock()
        self._terminator = Terminator(self.driver, endpoint)

    async def close(self) -> None:
        """Closes every connection."""
        await self._reader.close()
        await self.driver.close()

    @staticmethod
    def counting() -> AbstractContextManager[Calls]:
        """Counts the statements sent within: `with db.counting() as counted: … counted.calls`."""
        return counting()

    async def read(self, query: Query[Row], **parameters: Any) -> list[Row]:
        """The rows of a read query, asked once more if the engine was busy or the connection stale."""
        check(query, parameters, "read")
        try:
            return await self._read(query, parameters)
        except (Neo4jError, DriverError) as error:
            if not error.is_retryable():
                raise as_ours(error, query.path, self.settings.read_timeout) from None
        try:
            return await self._read(query, parameters)
        except (Neo4jError, DriverError) as error:
            raise as_ours(error, query.path, self.settings.read_timeout) from None

    async def _read(self, query: Query[Row], parameters: dict[str, Any]) -> list[Row]:
        limit = self.settings.read_timeout
        statement = Statement(query.text(self.dialect.name), timeout=limit)
        with self._timed(query.path):
            async with self._session(READ_ACCESS, -1) as session:

                async def work() -> list[Row]:
                    result = await session.run(statement, parameters)
                    return query.rows(result.keys(), await result.fetch(maxsize))

                return await self._guarded(session, work(), limit, query.path)

    async def stream(self, query: Query[Row], **parameters: Any) -> AsyncIterator[Row]:
        """The rows of a read of any size, a batch in memory at a time."""
        check(query, parameters, "read")
        limit = self.settings.stream_timeout
        statement = Statement(query.text(self.dialect.name), timeout=limit)
        size = self.settings.stream_batch
        try:
            async with self._session(READ_ACCESS, size) as session:
                _count()
                result = await self._guarded(session, session.run(statement, parameters), limit, query.path)
                keys = result.keys()
                while records := await self._guarded(session, result.fetch(size), limit, query.path):
                    for row in query.rows(keys, records):
                        yield row
        except (Neo4jError, DriverError) as error:
            raise as_ours(error, query.path, limit) from None

    async def write(self, query: Query[Row], **parameters: Any) -> list[Row]:
        """The rows of one write query, committed; tried again on conflict, so it must be idempotent."""
        check(query, parameters, "write")

        async def work(transaction: Transaction) -> list[Row]:
            return await transaction.run(query, **parameters)

        return await self._managed(work, query.path)

    async def transaction(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """What the function returns, all its statements committed together; it may run more than once."""
        return await self._managed(work, work.__qualname__)

    async def write_facts(self, work: Callable[[Transaction], Awaitable[Result]]) -> Result:
        """A transaction that writes facts: `recorded_at` is set first, so commit order is time order.

        Writers of facts are serial. In this process they queue here, which spares retries; between
        processes the watermark node makes the later one wait or try again. Neo4j shows a commit to
        readers piece by piece, so the time that readers know moves only after it, in a step of its own;
        should that step fail, the next writer takes it.
        """

        async def stamped(transaction: Transaction) -> Result:
            rows = await transaction.run(ADVANCE_WATERMARK, now=datetime.now(UTC))
            transaction.recorded_at = rows[0].at
            return await work(transaction)

        async with self._facts:
            result = await self._managed(stamped, work.__qualname__)
            try:
                await self.write(SEAL_WATERMARK)
            except EngineError as error:
                log.warning("watermark_not_sealed", cause=error.code)
            return result

    async def _managed(self, work: Callable[[Transaction], Awaitable[Result]], name: str) -> Result:
        limit = self.settings.write_timeout
        try:
            return await self._attempt(work, name)
        except ConstraintViolated:
            # Two writers that create one key at once: the second finds it when it looks again.
            return await self._attempt(work, name)
        except (Neo4jError, DriverError) as error:
            raise as_ours(error, name, limit) from None

    async def _attempt(self, work: Callable[[Transaction], Awaitable[Result]], name: str) -> Result:
        limit = self.settings.write_timeout

        @unit_of_work(timeout=limit)
        async def once(raw: Any) -> Result:
            return await work(Transaction(raw, self.dialect.name, _count))

        with self._timed(name, count=False):
            async with self._session(WRITE_ACCESS, -1) as session:
                try:
                    return await self._guarded(session, session.execute_write(once), limit, name)
                except (Neo4jError, DriverError) as error:
                    raise as_ours(error, name, limit) from None

    def _session(self, access: str, fetch_size: int) -> AsyncSession:
        driver = self._reader if access == READ_ACCESS else self.driver
        return driver.session(
            database=self.endpoint.database,
            default_access_mode=access,
            fetch_size=fetch_size,
            bookmark_manager=self._bookmarks,
        )

    async def _guarded(
        self, session: AsyncSession, work: Coroutine[Any, Any, Result], limit: float, name: str
    ) -> Result:
        """The result within the limit; a late or cancelled query is ended on the engine as well."""
        if self.dialect.terminate_transaction is None:
            try:
                async with asyncio.timeout(limit):
                    return await work
            except TimeoutError:
                raise EngineTimeout(name, limit) from None
        task = asyncio.ensure_future(work)
        try:
            done, _ = await asyncio.wait((task,), timeout=limit)
        except asyncio.CancelledError:
            await self._terminator.end(session, task)
            raise
        if not done:
            await self._terminator.end(session, task)
            raise EngineTimeout(name, limit)
        return task.result()

    @contextmanager
    def _timed(self, name: str, count: bool = True) -> Iterator[None]:
        if count:
            _count()
        began = time.perf_counter()
        try:
            yield
        finally:
            seconds = time.perf_counter() - began
            if seconds >= self.settings.slow_query:
                # By name only: parameters may hold personal data.
                log.warning("slow_query", query=name, milliseconds=round(seconds * 1000))


def _count() -> None:
    if (counter := _counter.get()) is not None:
        counter.calls += 1


def check(query: Query[Any], parameters: dict[str, Any], access: str) -> None:
    """Refuses a query used against its declared access or with other parameters than declared."""
    if query.header.access != access:
        raise InputInvalid(query.path, f"it is declared {query.header.access}, not {access}")
    if parameters.keys() != query.parameters:
        wrong = ", ".join(sorted(parameters.keys() ^ query.parameters))
        raise InputInvalid(query.path, f"these parameters are missing or not declared: {wrong}")
