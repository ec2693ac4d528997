"""The bench runs and reports every line; how fast anything is is asserted nowhere."""

import asyncio

import orjson
from rich.console import Console

from bench.__main__ import PARTS, run
from bench.measured import Spread, Target, line
from bench.report import save, show
from bench.stage import Plan
from graph_api.law.source import the_law

TINY = Plan(rounds=1, seconds=0.2, questions=30, batch=10, starts=1, load_rounds=1, audit_records=2000)
NAMES = {
    "single @1",
    "single @16",
    "trust @1",
    "trust @16",
    "batch of 10",
    "API process after load",
    "process start to first answer",
    "kernel, offices never asked before",
    "kernel, the same offices again",
    "kernel, 0 items",
    "kernel, 1 items",
    "kernel, 5 items",
    "project, restrictions written",
    "project, restrictions written: memory",
    "project again, nothing changed",
    "project again, nothing changed: memory",
    "load",
}


def test_the_bench_runs_and_reports_every_line(tmp_path, capsys) -> None:
    wanted = frozenset(PARTS) - {"audit"}
    lines = asyncio.run(run(["arcadedb"], [1_000], wanted, TINY, lambda text: None, the_law()))

    assert {each.name for each in lines} == NAMES
    assert {(each.engine, each.subjects) for each in lines} == {("arcadedb", 1_000)}
    assert all(each.value.median > 0 for each in lines)
    # Two floors for single questions, and each of them twice for a batch.
    assert {each.name: sum(each.name == other.name for other in lines) for each in lines if each.ratio} == {
        "single @1": 2,
        "single @16": 2,
        "trust @1": 1,
        "trust @16": 1,
        "batch of 10": 4,
        "load": 1,
    }

    show(lines, Console(width=200))
    shown = capsys.readouterr().out
    assert all(each.engine in shown for each in lines)
    save(lines, tmp_path / "lines.json")
    assert len(orjson.loads((tmp_path / "lines.json").read_bytes())["lines"]) == len(lines)


def test_the_audit_log_is_measured_under_both_suites_without_an_engine() -> None:
    lines = asyncio.run(run(["arcadedb"], [1_000], frozenset({"audit"}), TINY, lambda text: None, the_law()))

    names = {
        "audit append @1 p50",
        "audit append @1 p99",
        "audit append @16 p50",
        "audit append @16 p99",
        "audit append @1 of a subject never seen p99",
        "audit verify",
        "audit who looked at a subject",
    }
    assert {(each.name, each.engine) for each in lines} == {
        (name, suite) for name in names for suite in ("international", "sm")
    }
    assert all(each.value.median > 0 for each in lines)
    assert {each.name for each in lines if each.target} == {
        "audit append @1 p99",
        "audit append @16 p99",
        "audit verify",
        "audit who looked at a subject",
    }


def test_a_target_binds_the_median_of_the_ratio_where_there_is_one() -> None:
    ratios = [0.2, 0.4, 0.9]
    of_ratio = line("single", "neo4j", 10, [100.0], "q/s", ratios=ratios, target=Target(0.35))
    of_value = line("memory", "neo4j", 10, [161.0], "MiB", target=Target(160, at_least=False))

    assert (of_ratio.ratio, of_ratio.target, of_ratio.met) == (Spread(0.2, 0.4, 0.9, 3), ">= 0.35", True)
    assert (of_value.ratio, of_value.target, of_value.met) == (None, "<= 160", False)
