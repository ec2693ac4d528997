"""The projection of a whole graph, in a process of its own so that its memory can be told."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson

from bench.measured import line
from bench.processes import environment, memory, start, stop
from bench.stage import Stage

LIMIT = 3600.0
LOOK = 0.05


async def measure(stage: Stage) -> None:
    """Subjects a second when nothing is projected yet and when nothing has changed, and the memory of each."""
    for name in ("project, restrictions written", "project again, nothing changed"):
        report, highest = await _project(stage)
        written = report["created"] + report["changed"] + report["removed"]
        note = f"{report['subjects']:,} subjects, {written:,} restrictions written, {report['marks']:,} marks"
        where = stage.engine, stage.subjects
        rate = report["subjects"] / report["seconds"]
        stage.add(line(name, *where, [rate], "subjects/s", note=note))
        stage.add(line(f"{name}: memory", *where, [highest], "MiB at its highest"))


async def _project(stage: Stage) -> tuple[dict[str, Any], float]:
    process = await start(
        *("-m", "graph_api.cli", "project", "--all", "--json"),
        log=stage.home / "project.log",
        environment=environment(stage.endpoint, stage.home),
    )
    highest = 0.0
    try:
        async with asyncio.timeout(LIMIT):
            while process.returncode is None:
                highest = max(highest, memory(process.pid)[1])
                await asyncio.sleep(LOOK)
        out, _ = await process.communicate()
    finally:
        if process.returncode is None:
            await stop(process)
    if process.returncode:
        raise RuntimeError(f"project failed:\n{(stage.home / 'project.log').read_text()[-2000:]}")
    return orjson.loads(out), highest
