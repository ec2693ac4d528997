"""The office question over HTTP beside the raw driver running the same Cypher, one query a question."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack
from dataclasses import replace

from bench.client import Connection, hammer
from bench.measured import Spread, Target, Timing, line
from bench.processes import FloorHandle, Served, memory, processor, raw_driver, service
from bench.questions import Asked, batch, single, verdicts
from bench.stage import Stage
from graph_api.evidence.rows import FACTS_OF_PERSONS

TARGETS = {1: Target(0.35), 16: Target(0.5)}
BATCH_TARGET = Target(0.3)
MEMORY_TARGET = Target(160, at_least=False)
START_TARGET = Target(3, at_least=False)
STOCK = "raw driver"
#: The driver as installed, and with graph_api.engine.waiting, which the service has and most callers lack.
FLOORS = {STOCK: False, "raw driver patched": True}
WARM = 1.5
PAUSE = 0.2
Cell = Callable[[int], Awaitable[Timing]]


class Sides:
    """The service and the floors at work on one graph."""

    def __init__(
        self, stage: Stage, asked: Sequence[Asked], served: Served, floors: Mapping[str, FloorHandle]
    ) -> None:
        self.stage = stage
        self.plan = stage.plan
        self.served = served
        self.floors = floors
        self.requests = [single(each) for each in asked]
        self.many = batch(asked[: stage.plan.batch])

    async def warm(self) -> None:
        """Every side has run for a while, and the service has answered with verdicts."""
        connection = await Connection.to(self.served.port)
        told: Counter[str] = Counter()
        for request in self.requests[:500]:
            told += verdicts(await connection.ask(request))
        await connection.close()
        self.stage.told(f"  verdicts: {', '.join(f'{name} {count}' for name, count in told.most_common())}")
        seconds = min(WARM, self.plan.seconds)
        for connections in (1, 16):
            await hammer(self.served.port, self.requests, connections, seconds)
            for floor in self.floors.values():
                await floor.timed("singles", connections=connections, seconds=seconds, start=0)
        await hammer(self.served.port, [self.many], 1, seconds)

    async def asked(
        self, requests: Sequence[bytes], connections: int, start: int = 0, other: Served | None = None
    ) -> Timing:
        """Requests to the service, or to another, with the processor time they took there."""
        served = other or self.served
        before = processor(served.process.pid)
        timing = await hammer(served.port, requests, connections, self.plan.seconds, start)
        return replace(timing, cpu=1000 * (processor(served.process.pid) - before) / timing.count)

    def singles_of(self, floor: FloorHandle, connections: int) -> Cell:
        """One query a question over the raw driver."""
        seconds = self.plan.seconds
        return lambda start: floor.timed("singles", connections=connections, seconds=seconds, start=start)

    def unwind_of(self, floor: FloorHandle) -> Cell:
        """A batch in one UNWIND over the raw driver."""
        size, seconds = self.plan.batch, self.plan.seconds
        return lambda start: floor.timed("together", questions=size, seconds=seconds)

    async def rounds(self, cells: Mapping[str, Cell]) -> dict[str, list[Timing]]:
        """The timings of each cell; a round runs every cell once, on the same questions."""
        found: dict[str, list[Timing]] = {name: [] for name in cells}
        for place in range(self.plan.rounds):
            for name, cell in cells.items():
                found[name].append(await cell(place * 997))
                await asyncio.sleep(PAUSE)
        return found

    async def singles(self, connections: int) -> None:
        """Single questions at so many connections."""
        cells: dict[str, Cell] = {"ours": lambda start: self.asked(self.requests, connections, start)}
        cells |= {name: self.singles_of(floor, connections) for name, floor in self.floors.items()}
        found = await self.rounds(cells)
        ours = found.pop("ours")
        for name, theirs in found.items():
            target = TARGETS[connections] if name == STOCK else None
            self.add(f"single @{connections}", ours, theirs, name, target)

    async def batches(self) -> None:
        """Batches, beside one query a question and beside all in one UNWIND."""
        size = self.plan.batch
        cells: dict[str, Cell] = {"ours": lambda start: self.asked([self.many], 1)}
        for name, floor in self.floors.items():
            cells[f"{name}, one query a question"] = self.singles_of(floor, 1)
            cells[f"{name}, one UNWIND"] = self.unwind_of(floor)
        found = await self.rounds(cells)
        ours = found.pop("ours")
        for name, theirs in found.items():
            target = BATCH_TARGET if name == f"{STOCK}, one query a question" else None
            each = size if name.endswith("UNWIND") else 1
            self.add(f"batch of {size:,}", ours, theirs, name, target, (size, each))

    def add(
        self,
        name: str,
        ours: Sequence[Timing],
        theirs: Sequence[Timing],
        floor: str,
        target: Target | None,
        questions: tuple[int, int] = (1, 1),
    ) -> None:
        """A line: questions a second, and their ratio to those of the floor."""
        our_rates, its_rates = (
            [each.rate * size for each in timings]
            for timings, size in zip((ours, theirs), questions, strict=True)
        )
        ratios = [our / its for our, its in zip(our_rates, its_rates, strict=True)]
        note = f"{_costs(ours, questions[0])}; floor {Spread.of(its_rates).text(0)} q/s, {_costs(theirs, questions[1])}"
        where = self.stage.engine, self.stage.subjects
        unit = "q/s, sealed"
        self.stage.add(
            line(name, *where, our_rates, unit, ratios=ratios, floor=floor, target=target, note=note)
        )


def _costs(timings: Sequence[Timing], questions: int) -> str:
    p50, p99, cpu = (
        Spread.of([getattr(each, name) for each in timings]).median for name in ("p50", "p99", "cpu")
    )
    return f"p50/p99 {p50:.1f}/{p99:.1f} ms, processor {cpu / questions:.2f} ms a question"


async def measure(stage: Stage, asked: Sequence[Asked], wanted: frozenset[str]) -> None:
    """What of `single`, `batch` and `process` is wanted, with one service."""
    pairs = [(each.person, each.body) for each in asked]
    statement = FACTS_OF_PERSONS.text(stage.engine)
    async with AsyncExitStack() as running:
        served = await running.enter_async_context(service(stage.endpoint, stage.home, single(asked[0])))
        began = memory(served.process.pid)[0]
        floors = {}
        for name, hasten in FLOORS.items():
            floors[name] = await running.enter_async_context(raw_driver(stage.endpoint, stage.home, hasten))
            await floors[name].ask("questions", statement=statement, pairs=pairs)
        sides = Sides(stage, asked, served, floors)
        await sides.warm()
        if "single" in wanted:
            await sides.singles(1)
            await sides.singles(16)
        if "batch" in wanted:
            await sides.batches()
        if "process" in wanted:
            now, highest = memory(served.process.pid)
            note = f"{began:.0f} MiB before the load, {highest:.0f} MiB at its highest"
            where = stage.engine, stage.subjects
            stage.add(line("API process after load", *where, [now], "MiB", target=MEMORY_TARGET, note=note))
    if "process" in wanted:
        await _starts(stage, single(asked[0]))


async def _starts(stage: Stage, question: bytes) -> None:
    seconds = []
    for _ in range(stage.plan.starts):
        async with service(stage.endpoint, stage.home, question) as served:
            seconds.append(served.first_answer)
    where = stage.engine, stage.subjects
    stage.add(line("process start to first answer", *where, seconds, "s", target=START_TARGET))
