"""The one place that fetches what the kernel judges: facts of persons and the bodies asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from graph_api.engine.db import Database
from graph_api.evidence.facts import body_of, coverage_of, facts_of_row
from graph_api.evidence.rows import FACTS_OF_PERSONS
from graph_api.law.facts import Body, Covered, Facts


class Asked(NamedTuple):
    """Whose facts are wanted, and of which body."""

    person_id: str
    body_id: str | None = None


class Found(NamedTuple):
    """The facts of one person, and the body asked about where the graph has it."""

    facts: Facts
    body: Body | None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The facts of several persons as known at one moment."""

    found: tuple[Found, ...]
    watermark: datetime | None
    coverage: tuple[Covered, ...]


async def evidence_of(
    db: Database, questions: Sequence[tuple[str, str | None]], known_as_of: datetime | None = None
) -> Evidence:
    """The facts of each (person, body) pair in the order of the pairs, in one round trip."""
    pairs = [
        # A key that cannot exist instead of null: an index is asked for a value on both engines.
        {"place": place, "person": person, "body": body or ""}
        for place, (person, body) in enumerate(questions)
    ]
    if not pairs:
        return Evidence((), None, ())
    rows = await db.read(FACTS_OF_PERSONS, pairs=pairs, seen=None)
    coverage = coverage_of(rows[0].coverage)
    found = tuple(
        Found(facts_of_row(row, person, coverage), body_of(row))
        for row, (person, _) in zip(rows, questions, strict=True)
    )
    return Evidence(found, rows[0].watermark, coverage)


async def facts_of(
    db: Database, questions: Sequence[tuple[str, str | None]], known_as_of: datetime | None = None
) -> list[Found]:
    """The facts of each (person, body) pair and the body where the graph has it, in the order of the pairs."""
    return list((await evidence_of(db, questions, known_as_of)).found)
