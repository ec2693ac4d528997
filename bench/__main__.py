"""`python -m bench --size small|medium|large`: measures and prints the table."""

from __future__ import annotations

import argparse
import asyncio
import logging
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import structlog
from rich.console import Console

from bench import auditing, eligibility, kernel, loading, projecting, trust
from bench.measured import Line
from bench.questions import questions_about
from bench.report import save, show
from bench.stage import SEED, Plan, Stage, Told, stage
from graph_api.law.lawbook import Law
from graph_api.law_start import sound_law
from tests.engines import ENGINES, EngineMissingError

SIZES = {"small": (10_000,), "medium": (10_000, 100_000), "large": (10_000, 100_000, 1_000_000)}
PARTS = ("single", "batch", "process", "trust", "kernel", "project", "load", "audit")
SERVED = frozenset({"single", "batch", "process"})


async def measure(at: Stage, subjects: int, wanted: frozenset[str]) -> None:
    """All that is wanted of one graph; the load last, for it empties the graph."""
    await at.fill(subjects)
    if wanted & {*SERVED, "trust", "kernel"}:
        asked = await questions_about(at.db, at.plan.questions, SEED)
        if "kernel" in wanted:
            await kernel.measure(at, asked)
        if wanted & SERVED:
            await eligibility.measure(at, asked, wanted & SERVED)
        if "trust" in wanted:
            await trust.measure(at, asked)
    if "project" in wanted:
        await projecting.measure(at)
    if "load" in wanted:
        await loading.measure(at)


async def run(
    engines: Sequence[str], sizes: Sequence[int], wanted: frozenset[str], plan: Plan, told: Told, law: Law
) -> list[Line]:
    """The lines of every engine that is on this machine."""
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="credit-graph-bench-") as place:
        if "audit" in wanted:
            lines.extend(await auditing.measure(Path(place) / "audit", plan, told))
        if not wanted - {"audit"}:
            return lines
        for engine in engines:
            home = Path(place) / engine
            os.makedirs(home)
            try:
                async with stage(engine, law, home, plan, told) as at:
                    for subjects in sizes:
                        await measure(at, subjects, wanted)
                    lines.extend(at.lines)
            except EngineMissingError as missing:
                told(f"{engine} is left out: {missing}")
    return lines


def arguments() -> argparse.Namespace:
    """What is asked on the command line."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--size", choices=SIZES, default="small")
    parser.add_argument("--engines", default="neo4j,arcadedb", help="comma-separated")
    parser.add_argument("--only", action="append", choices=PARTS, help="may be given several times")
    parser.add_argument("--rounds", type=int, default=Plan.rounds)
    parser.add_argument("--seconds", type=float, default=Plan.seconds, help="of each cell of a round")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the lines there")
    given = parser.parse_args()
    if unknown := set(given.engines.split(",")) - ENGINES.keys():
        parser.error(f"no such engine: {', '.join(sorted(unknown))}")
    return given


def main() -> None:
    """Measures, prints the table and writes the file."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
    given = arguments()
    console, errors = Console(width=200, soft_wrap=False), Console(stderr=True, highlight=False)
    plan = Plan(rounds=given.rounds, seconds=given.seconds)
    wanted = frozenset(given.only or PARTS)

    def told(text: str) -> None:
        errors.print(text, markup=False)

    engines = given.engines.split(",")
    lines = asyncio.run(run(engines, SIZES[given.size], wanted, plan, told, sound_law()))
    show(lines, console)
    if given.json:
        save(lines, given.json)


if __name__ == "__main__":
    main()
