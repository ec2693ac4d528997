"""Makes the bundle: chunk by chunk, so that memory does not grow with the number of subjects."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import polars as pl

from graph_api.generate import acts, disputes, histories, holdings, lists, records, stories, subjects, tenure
from graph_api.generate.days import AS_OF
from graph_api.generate.tables import PROVINCE_CODE
from graph_api.generate.world import World
from graph_api.generate.writer import BundleWriter, Format

#: Subjects in one chunk, that is in one part of each file.
CHUNK = 100_000
SAMPLE_SUBJECTS, SAMPLE_SEED = 2_000, 1
SOURCE = "chengling-credit-platform"
COVERED_SINCE = "2004-01-01"
#: Triggers that no record source answers: they are rules about combinations of posts, or sums over records.
NOT_RECORDED = frozenset(
    {
        "INCOMPATIBLE_OFFICE_HELD",
        "NOT_DIRECTOR_OR_MANAGER",
        "POST_OFFICE_PERIOD",
        "OTHER_LAW",
        "NO_BAD_RECORD_3Y",
    }
)

Progress = Callable[[int, int], None]


def generate(
    subjects: int, seed: int, out: Path, format: Format = "parquet", progress: Progress | None = None
) -> dict[str, int]:
    """Write a fictional province of so many subjects into an empty folder; the row counts by file come back.

    `progress` is told, after each chunk, how many of how many subjects are written.
    """
    return _write(World(seed, subjects), BundleWriter(out, format), progress, told=False)


def sample(out: Path, format: Format = "parquet", progress: Progress | None = None) -> dict[str, int]:
    """Write the small province of the demo, with the persons and bodies of the told cases."""
    return _write(World(SAMPLE_SEED, SAMPLE_SUBJECTS), BundleWriter(out, format), progress, told=True)


def _write(world: World, writer: BundleWriter, progress: Progress | None, *, told: bool) -> dict[str, int]:
    chunks = -(-world.subjects // CHUNK)
    for chunk in range(chunks):
        for name, frames in _chunk(world, chunk, chunks).items():
            writer.write(name, chunk + 1, frames)
        if progress:
            progress(world.subjects * (chunk + 1) // chunks, world.subjects)
    if told:
        for name, rows in stories.rows().items():
            writer.write(name, chunks + 1, [pl.DataFrame(rows, infer_schema_length=None)])
    writer.write("coverage", 1, [_coverage()])
    return dict(writer.counts)


def _chunk(world: World, chunk: int, chunks: int) -> dict[str, list[pl.DataFrame]]:
    """All rows of one chunk: a run of organisations and a run of persons."""

    def bounds(total: int) -> tuple[int, int]:
        return total * chunk // chunks, total * (chunk + 1) // chunks

    bodies = subjects.bodies(world, *bounds(world.organisations))
    people = subjects.persons(world, *bounds(world.persons))
    posts = tenure.posts(world, bodies)
    return {
        "subjects": [subjects.body_rows(world, bodies), subjects.person_rows(world, people)],
        "identifiers": [subjects.identifier_rows(world, bodies, people)],
        "positions": [tenure.position_rows(world, posts)],
        "ownership": [holdings.ownership_rows(world, bodies)],
        "control": [holdings.control_rows(world, bodies)],
        "relations": [holdings.relation_rows(world, bodies)],
        "characteristics": histories.characteristic_rows(world, bodies),
        "same_as": [disputes.same_as_rows(world, people)],
        **_chunk_of_acts(world, bodies, people, posts),
    }


def _chunk_of_acts(
    world: World, bodies: pl.DataFrame, people: pl.DataFrame, posts: pl.DataFrame
) -> dict[str, list[pl.DataFrame]]:
    """The rows of what was decided about the subjects of one chunk."""
    body_records, person_records = records.body_records(world, bodies), records.person_records(world, people)
    body_entries = lists.entries(world, bodies, "body")
    person_entries = lists.entries(world, people, "person")
    sanctions = lists.sanctions(world, people)
    decided = {
        "body-record": body_records,
        "person-record": person_records,
        "body-entry": body_entries,
        "person-entry": person_entries,
        "sanction": sanctions,
    }
    objections = [disputes.objection_rows(world, frame, name) for name, frame in decided.items()]
    return {
        "records": [
            records.record_rows(world, body_records, "ORGANISATION"),
            records.record_rows(world, person_records, "PERSON"),
        ],
        "findings": [records.finding_rows(world, body_records)],
        "list_entries": [
            lists.entry_rows(world, body_entries, "body"),
            lists.entry_rows(world, person_entries, "person"),
        ],
        "sanctions": [lists.sanction_rows(world, sanctions)],
        "decisions": [acts.decision_rows(world, frame, name) for name, frame in decided.items()],
        "decision_relations": [acts.decision_relation_rows(frame) for frame in decided.values()],
        "repairs": [acts.repair_rows(world, frame, name) for name, frame in decided.items()],
        "objections": [*objections, disputes.impersonation_rows(world, posts)],
    }


def _coverage() -> pl.DataFrame:
    """Every trigger of public-credit data: what the fictional platform can say "nothing found" about."""
    vocabulary = tomllib.loads((files("graph_api") / "law" / "vocabulary.toml").read_text(encoding="utf-8"))
    covered = [
        code
        for code, trigger in sorted(vocabulary["trigger"].items())
        if not trigger.get("outside") and code not in NOT_RECORDED
    ]
    return pl.DataFrame({"trigger": covered}).with_columns(
        source=pl.lit(SOURCE),
        region=pl.lit(PROVINCE_CODE),
        since=pl.lit(COVERED_SINCE),
        until=pl.lit(AS_OF.isoformat()),
    )
