"""The load beside a raw UNWIND upsert of the same nodes and relationships in batches of 10,000."""

from __future__ import annotations

from bench.measured import Target, line
from bench.processes import raw_driver
from bench.stage import Stage

BATCH = 10_000
TARGET = Target(1.0)
FLOOR = "raw UNWIND upsert"
#: Engines on which MERGE may give a node the rest of its labels.
MERGES_LABELS = frozenset({"neo4j"})


async def measure(stage: Stage) -> None:
    """Rows a second of the load, and the time of the floor over the time of the load.

    A small graph is loaded and upserted in turn, both into an empty graph of a warm engine; of a large one
    the load that filled the stage is taken, and one upsert follows it.
    """
    assert stage.loaded is not None
    rows = stage.loaded.read
    if stage.subjects > stage.plan.most_upserted:
        rates = [rows / seconds for seconds in stage.loads]
        stage.add(line("load", stage.engine, stage.subjects, rates, "rows/s", note="the floor was not run"))
        return
    again = stage.subjects <= stage.plan.whole_load_rounds
    theirs: list[float] = []
    async with raw_driver(stage.endpoint, stage.home) as floor:
        counts = await floor.ask("read_graph")
        if again:
            # The first load warmed the engine.
            stage.loads.clear()
        for _ in range(stage.plan.load_rounds if again else 1):
            await stage.wipe()
            told = await floor.ask("upsert", batch=BATCH, merges_labels=stage.engine in MERGES_LABELS)
            theirs.append(told["seconds"])
            if again:
                await stage.load()
    rates = [rows / seconds for seconds in stage.loads]
    ratios = [its / our for our, its in zip(stage.loads, theirs, strict=True)]
    elements = counts["nodes"] + counts["relationships"]
    note = (
        f"{rows:,} rows, {elements:,} nodes and relationships; floor {elements / min(theirs):,.0f} of these/s"
    )
    where = stage.engine, stage.subjects
    stage.add(line("load", *where, rates, "rows/s", ratios=ratios, floor=FLOOR, target=TARGET, note=note))
