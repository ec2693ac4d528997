"""Restrictions of a past moment of knowledge: the kernel on the facts as known then, nothing of it stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from graph_api.context import Batch, grouped
from graph_api.engine.db import Database
from graph_api.evidence.service import facts_of
from graph_api.law.lawbook import Law
from graph_api.projection.restriction import Restriction, restrictions_of
from graph_api.restrictions.rows import TOUCHED_THEN, RestrictionRow
from graph_api.subjects.windows import end_of_window

#: Subjects judged with one call to the database, and looks for one page.
JUDGED = 200
ROUNDS = 25
#: Sorts behind every id of a restriction: all of a subject was looked at.
ALL_OF_SUBJECT = "\uffff"
ITEM_KINDS = {"RECORD": "record", "SANCTION": "sanction", "LIST_ENTRY": "entry"}


@dataclass(frozen=True)
class Wanted:
    """Which restrictions are wanted; `on` is None for those of any day."""

    on: date | None = None
    measure: str | None = None
    effect: str | None = None
    state: str | None = None
    position: str | None = None
    region: str | None = None
    grown: date | None = None
    """The last birthday of those whose restrictions may be shown, for what is kept about minors is sealed."""

    def lets_through(self, stored: dict[str, Any]) -> bool:
        """Whether a restriction is wanted, by the conditions that the queries of stored ones have; region aside."""
        return (
            _may_hold(stored, self.on)
            and self.measure in (None, stored["measure"])
            and self.effect in (None, stored["effect"])
            and self.state in (None, stored["state"])
            and (self.position is None or self.position in stored.get("positions", ()))
        )


def _may_hold(stored: dict[str, Any], on: date | None) -> bool:
    if on is None:
        return True
    since, until = stored.get("possible_since"), stored.get("possible_until")
    return (since is None or since <= on) and (until is None or on < until)


@dataclass(frozen=True)
class Computed:
    """A page of computed restrictions, the place looked at last, and whether subjects remain."""

    rows: tuple[RestrictionRow, ...]
    last: tuple[str, str] | None
    more: bool


def _row(each: Restriction) -> RestrictionRow:
    return RestrictionRow(each.subject, each.stored, ITEM_KINDS[each.origin], each.item)


async def known_then(
    db: Database, law: Law, subject_ids: Sequence[str], known: datetime
) -> list[RestrictionRow]:
    """What restricted each of these subjects by what was known then, in the order of subject and restriction."""
    found = await facts_of(db, [(each, None) for each in subject_ids], known)
    rows: Iterable[RestrictionRow] = (
        _row(each) for one in found for each in restrictions_of(law, one.facts).values()
    )
    return sorted(rows, key=place_of)


class RestrictionsKnownThen(Batch[str, list[RestrictionRow]]):
    """What restricted each subject by what was known at the clocks' moment."""

    size = JUDGED

    async def fetch(self, keys: list[str]) -> list[list[RestrictionRow]]:
        """The restrictions of each subject, in the order of their ids."""
        assert self.clocks.known_as_of is not None
        rows = await known_then(self.context.db, self.context.law, keys, self.clocks.known_as_of)
        return grouped(rows, keys, lambda row: row.subject_id)


def place_of(row: RestrictionRow) -> tuple[str, str]:
    """The place of a computed restriction in the list: whom it binds, then its id."""
    return row.subject_id, str(row.restriction["restriction_id"])


async def computed(
    db: Database, law: Law, wanted: Wanted, known: datetime, after: tuple[str, str], size: int
) -> Computed:
    """Restrictions after a place, at most `size`; a page may be short while subjects remain to be looked at."""
    found: list[RestrictionRow] = []
    end, follow = await end_of_window(db, after[0])
    for _ in range(ROUNDS):
        rows = await db.read(
            TOUCHED_THEN,
            after=after[0],
            last=end,
            size=JUDGED,
            known=known,
            region=wanted.region,
            grown=wanted.grown,
        )
        subjects = [row.subject_id for row in rows]
        for row in await known_then(db, law, subjects, known):
            if place_of(row) <= after or not wanted.lets_through(row.restriction):
                continue
            if len(found) == size:
                return Computed(tuple(found), place_of(found[-1]), True)
            found.append(row)
        if len(rows) == JUDGED:
            after = (subjects[-1], ALL_OF_SUBJECT)
        elif follow:
            after = (end, ALL_OF_SUBJECT)
            end, follow = await end_of_window(db, end)
        else:
            return Computed(tuple(found), place_of(found[-1]) if found else None, False)
    return Computed(tuple(found), after, True)
