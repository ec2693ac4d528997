"""The floor: a process with the raw driver and none of ours, told by lines of JSON what to measure.

`python -m bench.floor` reads where the engine is from its first line (so no password is in its arguments),
then one request a line, and answers each with one line.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from datetime import UTC
from sys import maxsize
from typing import Any

import orjson
from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase, Query

from bench import floor_load
from bench.measured import Timing

Values = dict[str, Any]
LIMIT = 60.0


class Floor:
    """The raw driver on one database."""

    def __init__(self, driver: AsyncDriver, database: str) -> None:
        self.driver = driver
        self.database = database
        self.statement = Query("RETURN 1 AS one")
        self.pairs: list[tuple[str, str]] = []
        self.seen: Any = None
        self.graph = floor_load.Graph()

    async def questions(self, told: Values) -> Values:
        """Takes the statement and the (person, body) pairs to ask with; learns the time of the facts."""
        self.statement = Query(told["statement"], timeout=LIMIT)
        self.pairs = [(person, body) for person, body in told["pairs"]]
        first = await self.rows(self.pairs[:1])
        # As the service sends it; with a zone by another name Neo4j would send the coverage again each time.
        self.seen = first[0]["watermark"].to_native().replace(tzinfo=UTC)
        again = await self.rows(self.pairs[:1])
        if again[0]["coverage"]:
            raise RuntimeError("the floor fetches more than the service does")
        return {"pairs": len(self.pairs)}

    async def rows(self, pairs: list[tuple[str, str]]) -> list[Any]:
        """The rows of one call, as the service asks for them."""
        given = [{"place": at, "person": person, "body": body} for at, (person, body) in enumerate(pairs)]
        async with self.driver.session(
            database=self.database, default_access_mode=READ_ACCESS, fetch_size=-1
        ) as session:
            result = await session.run(self.statement, {"pairs": given, "seen": self.seen})
            return await result.fetch(maxsize)

    async def singles(self, told: Values) -> Values:
        """One query a question, for so many seconds at so many at a time."""
        latencies: list[float] = []
        place = int(told["start"])
        began, worked = time.perf_counter(), time.process_time()
        until = began + float(told["seconds"])

        async def work() -> None:
            nonlocal place
            while (asked := time.perf_counter()) < until:
                pair = self.pairs[place % len(self.pairs)]
                place += 1
                await self.rows([pair])
                latencies.append(time.perf_counter() - asked)

        async with asyncio.TaskGroup() as group:
            for _ in range(int(told["connections"])):
                group.create_task(work())
        return asdict(Timing.of(latencies, time.perf_counter() - began, time.process_time() - worked))

    async def together(self, told: Values) -> Values:
        """The first so many questions in one UNWIND, again and again for so many seconds."""
        latencies = []
        began, worked = time.perf_counter(), time.process_time()
        until = began + float(told["seconds"])
        while (asked := time.perf_counter()) < until:
            await self.rows(self.pairs[: int(told["questions"])])
            latencies.append(time.perf_counter() - asked)
        return asdict(Timing.of(latencies, time.perf_counter() - began, time.process_time() - worked))

    async def read_graph(self, told: Values) -> Values:
        """Keeps all facts of the graph as rows; says how many nodes and relationships there are."""
        self.graph = await floor_load.read_graph(self.driver, self.database)
        return self.graph.counts()

    async def upsert(self, told: Values) -> Values:
        """Writes those rows into the graph as it is now."""
        seconds = await floor_load.upsert(
            self.driver, self.database, self.graph, int(told["batch"]), bool(told["merges_labels"])
        )
        return {"seconds": seconds}


async def main() -> None:
    """Answers one line for each line, until there are no more."""
    told = orjson.loads(sys.stdin.readline())
    if told["hasten"]:
        # The driver with our patch of its waiting, and nothing else of ours.
        from graph_api.engine.waiting import hasten

        hasten()
    driver = AsyncGraphDatabase.driver(
        told["uri"], auth=(told["user"], told["password"]), notifications_min_severity="OFF"
    )
    async with driver:
        floor = Floor(driver, told["database"])
        commands: dict[str, Callable[[Values], Awaitable[Values]]] = {
            name: getattr(floor, name)
            for name in ("questions", "singles", "together", "read_graph", "upsert")
        }
        while text := await asyncio.to_thread(sys.stdin.readline):
            asked = orjson.loads(text)
            answer = await commands[asked["command"]](asked)
            sys.stdout.write(orjson.dumps(answer).decode() + "\n")
            sys.stdout.flush()
    assert "graph_api.engine.db" not in sys.modules


if __name__ == "__main__":
    asyncio.run(main())
