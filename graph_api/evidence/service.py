"""The one place that fetches what the kernel judges: facts of persons and the bodies asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from graph_api.engine.db import Database
from graph_api.evidence.facts import body_of, coverage_of, facts_of_row
from graph_api.evidence.rows import FACTS_KNOWN_THEN, FACTS_OF_PERSONS, EvidenceRow
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


@dataclass(slots=True)
class CoverageSeen:
    """What the sources covered at a time of the facts, so that it is fetched again only when that has moved on."""

    last: tuple[datetime | None, tuple[Covered, ...]] = (None, ())


async def evidence_of(
    db: Database,
    questions: Sequence[tuple[str, str | None]],
    known_as_of: datetime | None = None,
    seen: CoverageSeen | None = None,
) -> Evidence:
    """The facts of each (person, body) pair in the order of the pairs, in one round trip."""
    pairs = [
        # A key that cannot exist instead of null: an index is asked for a value on both engines.
        {"place": place, "person": person, "body": body or ""}
        for place, (person, body) in enumerate(questions)
    ]
    if not pairs:
        return Evidence((), None)
    seen = seen or CoverageSeen()
    # Held by this call: while it runs, another may see the facts move on.
    at, held = seen.last
    if known_as_of is None:
        rows = await db.read(FACTS_OF_PERSONS, pairs=pairs, seen=at)
    else:
        rows = await db.read(FACTS_KNOWN_THEN, pairs=pairs, known_as_of=known_as_of)
    now = rows[0].watermark
    if now is not None and any(row.unsealed for row in rows):
        # A commit was on its way; its facts are not known yet, so the last sealed state is read.
        rows = await db.read(FACTS_KNOWN_THEN, pairs=pairs, known_as_of=now)
        return Evidence(_found(rows, questions, coverage_of(rows[0].coverage)), now)
    if known_as_of is not None:
        return Evidence(_found(rows, questions, coverage_of(rows[0].coverage)), now)
    coverage = held if now is not None and now == at else coverage_of(rows[0].coverage)
    seen.last = (now, coverage)
    return Evidence(_found(rows, questions, coverage), now)


def _found(
    rows: Sequence[EvidenceRow], questions: Sequence[tuple[str, str | None]], coverage: tuple[Covered, ...]
) -> tuple[Found, ...]:
    return tuple(
        Found(facts_of_row(row, person, coverage), body_of(row))
        for row, (person, _) in zip(rows, questions, strict=True)
    )


async def facts_of(
    db: Database, questions: Sequence[tuple[str, str | None]], known_as_of: datetime | None = None
) -> list[Found]:
    """The facts of each (person, body) pair and the body where the graph has it, in the order of the pairs."""
    return list((await evidence_of(db, questions, known_as_of)).found)
