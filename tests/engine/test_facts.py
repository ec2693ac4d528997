"""Writers of facts are serial and their commit order is time order, whoever they are."""

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest

from graph_api.engine.db import Database
from graph_api.engine.endpoint import Endpoint
from graph_api.engine.query import Query
from graph_api.engine.transaction import Transaction
from graph_api.errors import InputInvalid
from graph_api.settings import Settings

Statement = Callable[..., Query[Any]]


@dataclass(frozen=True)
class CountRow:
    number: int


@dataclass(frozen=True)
class AtRow:
    at: datetime


async def test_recorded_at_rises_strictly_with_every_transaction(db: Database) -> None:
    async def at(transaction: Transaction) -> datetime:
        return transaction.recorded_at

    times = [await db.write_facts(at) for _ in range(20)]
    assert times == sorted(set(times))
    assert all(time.utcoffset() is not None for time in times)


async def test_readers_know_the_time_of_the_last_commit(db: Database, statement: Statement) -> None:
    known = statement("column at: datetime", "MATCH (w:Watermark {name: 'facts'}) RETURN w.at AS at", AtRow)

    async def at(transaction: Transaction) -> datetime:
        return transaction.recorded_at

    recorded = await db.write_facts(at)
    assert await db.read(known) == [AtRow(recorded)]


async def test_a_watermark_ahead_of_our_clock_still_rises(db: Database, statement: Statement) -> None:
    ahead = statement(
        "column at: datetime",
        "MERGE (w:Watermark {name: 'facts'}) "
        "SET w.pending = datetime() + duration('PT1H') RETURN w.pending AS at",
        AtRow,
        access="write",
    )

    async def at(transaction: Transaction) -> datetime:
        return transaction.recorded_at

    [before] = await db.write(ahead)
    assert await db.write_facts(at) > before.at
    assert await db.write_facts(at) < await db.write_facts(at)


async def test_recorded_at_is_for_writers_of_facts_only(db: Database) -> None:
    async def at(transaction: Transaction) -> datetime:
        return transaction.recorded_at

    with pytest.raises(InputInvalid, match="write_facts"):
        await db.transaction(at)


async def test_two_processes_that_touch_one_organization_lose_nothing(
    engine: Endpoint, db: Database, settings: Settings, statement: Statement
) -> None:
    """Each writer reads what restricts the organization and writes what follows from both facts.

    Two Database values stand for two processes: they share neither lock nor connection. The first to
    read waits until the other has had every chance to commit in between.
    """
    seed = statement("", "CREATE (:Subject:Organization:Enterprise {subject_id: 'o'})", access="write")
    add = statement(
        "param key: string; param at: datetime",
        "MATCH (o:Subject {subject_id: 'o'}) "
        "CREATE (r:Record {record_id: $key, recorded_at: $at})-[:AGAINST {fact_id: $key}]->(o)",
        access="write",
    )
    seen = statement(
        "column number: int",
        "MATCH (:Subject {subject_id: 'o'})<-[:AGAINST]-(r:Record) RETURN count(r) AS number",
        CountRow,
    )
    project = statement(
        "param number: int",
        "MERGE (r:Restriction {restriction_id: 'both'}) SET r.rows = $number",
        access="write",
    )
    projected = statement("column number: int", "MATCH (r:Restriction) RETURN r.rows AS number", CountRow)
    both_inside = asyncio.Event()
    attempts: list[str] = []
    other = Database(engine, settings)

    def writer(key: str) -> Callable[[Transaction], Any]:
        async def work(transaction: Transaction) -> datetime:
            attempts.append(key)
            if len(set(attempts)) == 2:
                both_inside.set()
            await transaction.run(add, key=key, at=transaction.recorded_at)
            [row] = await transaction.run(seen)
            # Whoever is first inside gives the other time to come in, which a lock rightly prevents.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(both_inside.wait(), 0.5)
            await transaction.run(project, number=row.number)
            return transaction.recorded_at

        return work

    await db.write(seed)
    try:
        first, second = await asyncio.gather(db.write_facts(writer("a")), other.write_facts(writer("b")))
    finally:
        await other.close()
    assert first != second
    assert await db.read(seen) == [CountRow(2)]
    assert await db.read(projected) == [CountRow(2)]


async def test_in_commit_order_recorded_times_rise(
    engine: Endpoint, db: Database, settings: Settings, statement: Statement
) -> None:
    """No fact stamped before the watermark somebody read may appear after that reading.

    Neo4j applies a commit to its store piece by piece: with the watermark written in the same
    transaction only, this test finds a reader who saw the new time and not yet the new fact.
    """
    add = statement(
        "param key: string; param at: datetime",
        "CREATE (:Record {record_id: $key, recorded_at: $at})",
        access="write",
    )
    look = statement(
        "column at: datetime; column number: int",
        "MATCH (w:Watermark {name: 'facts'}) WITH w.at AS at "
        "OPTIONAL MATCH (r:Record) WHERE r.recorded_at <= at RETURN at, count(r) AS number",
        _Look,
    )
    recheck = statement(
        "param at: datetime; column number: int",
        "OPTIONAL MATCH (r:Record) WHERE r.recorded_at <= $at RETURN count(r) AS number",
        CountRow,
    )
    databases = [Database(engine, settings) for _ in range(3)]

    async def write(database: Database, name: int) -> None:
        for number in range(15):

            async def work(transaction: Transaction, key: str = f"{name}-{number}") -> None:
                await transaction.run(add, key=key, at=transaction.recorded_at)

            await database.write_facts(work)

    writers = asyncio.gather(*(write(database, name) for name, database in enumerate(databases)))
    looks = []
    while not writers.done():
        looks += await db.read(look)
        await asyncio.sleep(0.01)
    await writers
    for database in databases:
        await database.close()
    assert len(looks) > 5
    for seen in looks:
        assert await db.read(recheck, at=seen.at) == [CountRow(seen.number)]


@dataclass(frozen=True)
class _Look:
    at: datetime
    number: int
