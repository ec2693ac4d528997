"""`python -m bench.holders FOLDER`: what ownership finds among the holders of a folder, and how long it takes.

Loads the folder into an engine, asks who holds each organization that has holders and who controls it, and holds every
exact share against the independent solver of the tests. `--province N` takes a generated province instead.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from statistics import quantiles

from rich.console import Console

from bench.stage import Plan, Stage, stage
from graph_api.context import Clocks, Context
from graph_api.ids.keyed_hash import open_number_key
from graph_api.law_start import sound_law
from graph_api.ownership.control import ControlTest, ultimate_controllers
from graph_api.ownership.gathering import Direction, Reason
from graph_api.ownership.loops import components
from graph_api.ownership.marks import HolderMark
from graph_api.ownership.service import Answered, ownership
from graph_api.settings import Settings
from loaders.run import load
from tests.ownership.solver import dense

HELD = (
    "MATCH (body:Organization) WHERE EXISTS { (body)<-[:OWNS]-() } RETURN body.subject_id AS id ORDER BY id"
)


def contexts(at: Stage) -> Callable[[], Context]:
    """Makes the context of each question: everybody on this machine, with time enough."""
    settings = Settings(home=at.home, ownership_seconds=120)
    number_key = open_number_key(at.home)
    return lambda: Context(db=at.db, law=at.law, settings=settings, number_key=number_key)


async def held(at: Stage) -> list[str]:
    """The organizations that have holders."""
    async with at.db.driver.session(database=at.db.endpoint.database) as session:
        return [row["id"] for row in await (await session.run(HELD)).data()]


class Findings:
    """What was found, company by company."""

    def __init__(self) -> None:
        self.numbers: Counter[str] = Counter()
        self.tests: Counter[str] = Counter()
        self.stakes: set[tuple[str, str]] = set()
        self.loops: set[tuple[str, ...]] = set()
        self.own: set[str] = set()
        self.marked: dict[HolderMark, set[str]] = {mark: set() for mark in HolderMark}
        self.milliseconds: list[float] = []
        self.calls: Counter[int] = Counter()
        self.checked = 0

    def take(self, answered: Answered) -> None:
        """Takes in the answer about one company."""
        gathered = answered.gathered
        stakes = gathered.stakes
        rings = max(gathered.rings.values())
        self.numbers["longest chain"] = max(self.numbers["longest chain"], rings)
        self.numbers["most holders"] = max(self.numbers["most holders"], len(answered.held.holdings))
        self.numbers["with holders behind holders"] += any(
            gathered.rings[each.holder] > 1 for each in answered.held.holdings
        )
        self.numbers["with a nominee above"] += any(Reason.NOMINEE in each for each in gathered.cuts.values())
        self.numbers["cut by us"] += not answered.complete
        self.numbers["overstated"] += gathered.subject_id in stakes.overstated
        self.stakes |= {(each.holder, each.organization) for held in stakes.of.values() for each in held}
        for members in components(stakes.of, lambda key: [each.holder for each in stakes.of.get(key, ())]):
            if len(members) > 1:
                self.loops.add(members)
        self.own |= {key for key, held in stakes.of.items() if any(each.holder == key for each in held)}
        for key, marks in gathered.marks.items():
            for mark in marks:
                self.marked[mark].add(key)
        self._check(answered)

    def _check(self, answered: Answered) -> None:
        """Every exact share against the independent solver."""
        stakes = answered.gathered.stakes
        every = [each for held in stakes.of.values() for each in held]
        if not all(each.share.known for each in every):
            return
        triples = [(each.holder, each.organization, each.share.least) for each in every]
        for each in answered.held.holdings:
            wanted = dense(triples, each.holder).get(each.organization, Fraction(0))
            assert each.share.least == each.share.most == wanted, (each, wanted)
            self.checked += 1


async def look(at: Stage, clocks: Clocks, every: int) -> Findings:
    """Asks about every organization that has holders, or one in so many."""
    found, fresh = Findings(), contexts(at)
    for company in (await held(at))[::every]:
        context = fresh()
        start = time.perf_counter()
        with at.db.counting() as counted:
            answered = await ownership(context, clocks, company, Direction.UP, None)
        found.milliseconds.append((time.perf_counter() - start) * 1000)
        found.calls[counted.calls] += 1
        found.take(answered)
        gathered = answered.gathered
        at_top = ultimate_controllers(gathered.stakes, company, gathered.nominees)
        best = min(
            at_top, key=lambda each: (not each.certain, list(ControlTest).index(each.test)), default=None
        )
        found.tests[
            "nobody" if best is None else f"{best.test.value}{'' if best.certain else ', not certain'}"
        ] += 1
    return found


def show(found: Findings, told: Console) -> None:
    """Prints what was found."""
    parts = quantiles(found.milliseconds, n=100)
    told.print(
        f"companies {len(found.milliseconds)}, stakes {len(found.stakes)}, shares checked {found.checked}"
    )
    told.print(
        f"loops of several {sorted(map(len, found.loops))}, companies holding themselves {len(found.own)}"
    )
    for name, number in sorted(found.numbers.items()):
        told.print(f"{name}: {number}")
    told.print("marks: " + ", ".join(f"{mark.value} {len(keys)}" for mark, keys in found.marked.items()))
    told.print("controllers: " + ", ".join(f"{name}: {number}" for name, number in found.tests.most_common()))
    told.print(
        f"milliseconds p50 {parts[49]:.1f}, p95 {parts[94]:.1f}, p99 {parts[98]:.1f}; calls {dict(found.calls)}"
    )


async def main(given: argparse.Namespace) -> None:
    """Loads what is given and shows what is found."""
    told = Console(stderr=False, width=200)
    with tempfile.TemporaryDirectory(prefix="credit-graph-holders-") as place:
        async with stage(given.engine, sound_law(), Path(place), Plan(), told.print) as at:
            if given.province:
                await at.fill(given.province)
            else:
                await load(at.db, given.source, given.folder, home=at.home)
            show(await look(at, Clocks(given.on), given.every), told)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench.holders", description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--province", type=int, metavar="N", help="a generated province of N subjects")
    parser.add_argument("--source", default="listed_companies_2020", help="the source that reads the folder")
    parser.add_argument(
        "--on", type=date.fromisoformat, default=date(2020, 10, 1), help="the day asked about"
    )
    parser.add_argument("--every", type=int, default=1, help="look at one organization in so many")
    parser.add_argument("--engine", default="arcadedb")
    asyncio.run(main(parser.parse_args()))
