"""Where a benchmark runs: one engine, one generated graph, and how long to measure."""

from __future__ import annotations

import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench.measured import Line
from graph_api.engine.db import Database
from graph_api.engine.endpoint import Endpoint
from graph_api.engine.opening import connect
from graph_api.generate import generate
from graph_api.law.lawbook import Law
from graph_api.settings import Settings
from loaders.report import Report
from loaders.run import load
from tests.engines import ENGINES

SEED = 1
WIPE = """
MATCH (node) WHERE NOT node:SchemaVersion
CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 5000 ROWS
"""
Told = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """How much is measured."""

    rounds: int = 5
    seconds: float = 2.0
    """Of each cell of a round."""
    questions: int = 2000
    batch: int = 1000
    starts: int = 3
    load_rounds: int = 3
    whole_load_rounds: int = 10_000
    """Largest number of subjects for which the load is repeated in rounds; above it there is one."""
    audit_records: int = 200_000
    """Records of the log that is checked."""
    most_upserted: int = 100_000
    """Largest number of subjects whose rows the floor keeps in memory."""


@dataclass
class Stage:
    """One engine with one graph, and the lines found there so far."""

    db: Database
    law: Law
    home: Path
    plan: Plan
    told: Told
    subjects: int = 0
    lines: list[Line] = field(default_factory=list)
    loaded: Report | None = None
    loads: list[float] = field(default_factory=list)
    """Seconds of each timed load of this graph."""

    @property
    def engine(self) -> str:
        """The name of the engine."""
        return self.db.dialect.name

    @property
    def endpoint(self) -> Endpoint:
        """Where the engine listens."""
        return self.db.endpoint

    def add(self, *lines: Line) -> None:
        """Keeps lines and shows that they were found."""
        self.lines.extend(lines)
        for each in lines:
            ratio = f", {each.ratio.text()} of {each.floor}" if each.ratio else ""
            self.told(f"  {each.name}: {each.value.text()} {each.unit}{ratio}")

    async def fill(self, subjects: int) -> None:
        """Empties the graph and loads a generated province of so many subjects."""
        self.subjects, self.loads = subjects, []
        self.told(f"{self.engine}, {subjects:,} subjects")
        if not self.bundle.exists():
            generate(subjects, SEED, self.bundle)
        await self.load()

    @property
    def bundle(self) -> Path:
        """The folder of the generated bundle."""
        return self.home / f"bundle-{self.subjects}"

    async def load(self) -> None:
        """Empties the graph and loads the bundle, timed."""
        await self.wipe()
        began = time.perf_counter()
        self.loaded = await load(
            self.db, "bundle", self.bundle, home=self.home, batch_size=self.db.settings.load_batch
        )
        self.loads.append(time.perf_counter() - began)
        if self.loaded.rejected:
            raise RuntimeError(f"{self.loaded.rejected} generated rows were rejected: {self.loaded.reasons}")

    async def wipe(self) -> None:
        """Deletes all but the schema."""
        async with self.db.driver.session(database=self.endpoint.database) as session:
            await (await session.run(WIPE)).consume()


@contextlib.asynccontextmanager
async def stage(engine: str, law: Law, home: Path, plan: Plan, told: Told) -> AsyncIterator[Stage]:
    """A stage on an engine of its own, empty but for its schema."""
    settings = Settings(home=home, read_timeout=120, write_timeout=600, slow_query=600)
    async with ENGINES[engine](home) as endpoint, connect(endpoint, settings) as db:
        yield Stage(db, law, home, plan, told)
