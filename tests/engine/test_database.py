"""What the database promises, on each engine."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
import structlog

from graph_api.engine.db import Database
from graph_api.engine.endpoint import Endpoint
from graph_api.engine.neo4j import NEO4J
from graph_api.engine.query import Query
from graph_api.engine.schema import APPLIED_VERSIONS, apply
from graph_api.engine.transaction import Transaction
from graph_api.errors import (
    ConstraintViolated,
    EngineTimeout,
    EngineUnavailable,
    InputInvalid,
    QueryFailed,
    WriteRefused,
)
from graph_api.settings import Settings

Statement = Callable[..., Query[Any]]


@dataclass(frozen=True)
class NumberRow:
    number: int


@dataclass(frozen=True)
class TimesRow:
    day: date | None
    at: datetime
    days: tuple[date, ...]
    facts: dict[str, Any]


CROSS = (
    "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b "
    "WITH a, b WHERE a = b * 2 RETURN count(*) AS number"
)


async def test_the_schema_is_applied_once(db: Database) -> None:
    assert await apply(db) == []
    assert [row.version for row in await db.read(APPLIED_VERSIONS)] == [
        f"{number:04}" for number in range(1, 11)
    ]


async def test_temporal_values_come_back_as_python_wrote_them(db: Database, statement: Statement) -> None:
    beijing = timezone(timedelta(hours=8))
    at = datetime(2024, 2, 29, 7, 30, 15, 123456, tzinfo=beijing)
    write = statement(
        "param at: datetime; param day: date",
        "CREATE (:Coverage {coverage_id: 'c', at: $at, day: $day, days: [$day]})",
        access="write",
    )
    read = statement(
        "column day: date; column at: datetime; column days: list<date>; column facts: map",
        "MATCH (c:Coverage) "
        "RETURN c.day AS day, c.at AS at, c.days AS days, c {.at, inner: [c.day]} AS facts",
        TimesRow,
    )
    await db.write(write, at=at.astimezone(UTC), day=date(1949, 10, 1))
    day, instant = date(1949, 10, 1), at.astimezone(UTC)
    assert await db.read(read) == [
        TimesRow(day=day, at=instant, days=(day,), facts={"at": instant, "inner": [day]})
    ]
    assert (await db.read(read))[0].at.tzinfo is UTC


async def test_columns_may_come_in_any_order_and_nulls_stay(db: Database, statement: Statement) -> None:
    @dataclass(frozen=True)
    class PairRow:
        first: str
        second: date | None

    read = statement(
        "column first: string; column second: date", "RETURN null AS second, 'a' AS first", PairRow
    )
    assert await db.read(read) == [PairRow("a", None)]


async def test_an_undeclared_parameter_is_refused_before_the_engine_sees_it(
    db: Database, statement: Statement
) -> None:
    read = statement("param wanted: int; column number: int", "RETURN $wanted AS number", NumberRow)
    with db.counting() as counted, pytest.raises(InputInvalid, match="other, wanted"):
        await db.read(read, other=1)
    assert counted.calls == 0
    with pytest.raises(InputInvalid, match="declared read"):
        await db.write(read, wanted=1)


async def test_statements_are_counted_by_context(db: Database, statement: Statement) -> None:
    read = statement("column number: int", "RETURN 1 AS number", NumberRow)
    with db.counting() as counted:
        await asyncio.gather(db.read(read), db.read(read))
        with db.counting() as inner:
            await db.read(read)
    assert (counted.calls, inner.calls) == (2, 1)


async def test_a_read_query_cannot_write(db: Database, statement: Statement) -> None:
    sly = statement(
        "column number: int", "CREATE (:Coverage {coverage_id: 'x'}) RETURN 1 AS number", NumberRow
    )
    count = statement("column number: int", "MATCH (c:Coverage) RETURN count(c) AS number", NumberRow)
    with pytest.raises(WriteRefused):
        await db.read(sly)
    assert await db.read(count) == [NumberRow(0)]


async def test_a_taken_key_is_told_without_its_value(db: Database, statement: Statement) -> None:
    create = statement(
        "param key: string", "CREATE (:Identifier {key: $key, scheme: 's', value: 'v'})", access="write"
    )
    await db.write(create, key="resident:secret")
    with pytest.raises(ConstraintViolated) as failure:
        await db.write(create, key="resident:secret")
    assert "secret" not in str(failure.value)
    assert failure.value.__cause__ is None


async def test_a_malformed_query_is_our_defect(db: Database, statement: Statement) -> None:
    with pytest.raises(QueryFailed, match="SyntaxError"):
        await db.read(statement("column number: int", "RETRUN 1 AS number", NumberRow))


async def test_a_transaction_is_one_commit(db: Database, statement: Statement) -> None:
    create = statement("param key: string", "CREATE (:StaleMark {subject_id: $key})", access="write")
    count = statement("column number: int", "MATCH (m:StaleMark) RETURN count(m) AS number", NumberRow)

    async def fails_at_the_end(transaction: Transaction) -> None:
        await transaction.run(create, key="a")
        assert await transaction.run(count) == [NumberRow(1)]
        raise ValueError("no")

    async def counts_its_changes(transaction: Transaction) -> int:
        await transaction.run(create, key="a")
        await transaction.run(create, key="b")
        return transaction.changes.nodes_created

    with pytest.raises(ValueError, match="no"):
        await db.transaction(fails_at_the_end)
    assert await db.read(count) == [NumberRow(0)]
    assert await db.transaction(counts_its_changes) == 2
    assert await db.read(count) == [NumberRow(2)]


async def test_a_stream_holds_one_batch_and_may_be_left(
    db: Database, statement: Statement, settings: Settings
) -> None:
    numbers = statement("column number: int", "UNWIND range(1, 12345) AS number RETURN number", NumberRow)
    total = 0
    async for row in db.stream(numbers):
        total += row.number
    assert total == 12345 * 12346 // 2
    stream = db.stream(numbers)
    assert await anext(stream) == NumberRow(1)
    await stream.aclose()  # type: ignore[attr-defined]
    assert len(await db.read(numbers)) == 12345


async def test_a_cross_product_is_gone_two_seconds_after_its_limit(
    engine: Any, settings: Settings, statement: Statement
) -> None:
    hasty = Database(engine, settings.model_copy(update={"read_timeout": 1.0, "write_timeout": 1.0}))
    cross = statement("column number: int", CROSS, NumberRow)
    written = statement("column number: int", CROSS, NumberRow, access="write")
    try:
        for ask in (hasty.read(cross), hasty.write(written)):
            began = time.monotonic()
            with pytest.raises(EngineTimeout):
                await ask
            assert await _gone(hasty, began + 3.0)
            assert time.monotonic() - began < 3.0
    finally:
        await hasty.close()


async def test_a_cancelled_request_leaves_no_query_behind(db: Database, statement: Statement) -> None:
    task = asyncio.create_task(db.read(statement("column number: int", CROSS, NumberRow)))
    await asyncio.sleep(0.5)
    assert not await _gone(db, 0)
    task.cancel()
    began = time.monotonic()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await _gone(db, began + 2.0)


async def _gone(db: Database, deadline: float) -> bool:
    """Whether no cross product runs on the engine by then, as the engine itself tells it."""
    while True:
        async with db.driver.session(database=db.endpoint.database) as session:
            running = await (await session.run("SHOW TRANSACTIONS")).fetch(1000)
        if not any("1000000" in (row["currentQuery"] or "") for row in running):
            return True
        if time.monotonic() > deadline:
            return False
        await asyncio.sleep(0.05)


async def test_a_slow_query_is_logged_by_name_without_its_parameters(
    engine: Any, settings: Settings, statement: Statement
) -> None:
    db = Database(engine, settings.model_copy(update={"slow_query": 0.0}))
    read = statement("param name: string; column number: int", "RETURN size($name) AS number", NumberRow)
    try:
        with structlog.testing.capture_logs() as logged:
            await db.read(read, name="张三")
    finally:
        await db.close()
    assert [(line["event"], line["query"]) for line in logged] == [("slow_query", read.path)]
    assert "张三" not in str(logged)


async def test_an_engine_that_is_down_is_told_within_its_limit(
    settings: Settings, statement: Statement
) -> None:

    nowhere = Endpoint(dialect=NEO4J, uri="bolt://127.0.0.1:1", database="neo4j", writer=("a", "b"))
    db = Database(nowhere, settings)
    began = time.monotonic()
    with pytest.raises(EngineUnavailable):
        await db.read(statement("column number: int", "RETURN 1 AS number", NumberRow))
    assert time.monotonic() - began < 8
    await db.close()


async def test_an_engine_that_accepts_and_never_answers_is_told_within_its_limit(
    settings: Settings, statement: Statement
) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    endpoint = Endpoint(dialect=NEO4J, uri=f"bolt://127.0.0.1:{port}", database="neo4j", writer=("a", "b"))
    db = Database(endpoint, settings.model_copy(update={"connect_timeout": 1.0}))
    began = time.monotonic()
    with pytest.raises(EngineUnavailable):
        await db.read(statement("column number: int", "RETURN 1 AS number", NumberRow))
    assert time.monotonic() - began < 5
    await db.close()
    server.close()
