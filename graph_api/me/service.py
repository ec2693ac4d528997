"""Finds what a subject may learn about itself; nothing of anybody else is in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph_api.context import Clocks, Context
from graph_api.me.rows import NAMESAKES, ORGANS_OF_CALLERS, NamesakeRow
from graph_api.restrictions.rows import PlacedRestrictionRow, RestrictionsBySubject
from graph_api.subjects.pages import PageKey

#: Restrictions of one subject that are shown at once.
MOST = 100


@dataclass(frozen=True)
class Look:
    """One act on record about a subject: the organ that did it, never the name of its officer."""

    at: datetime
    organ: str
    role: str | None
    purpose: str | None
    authorisation: str | None
    case_ref: str | None
    action: str
    outcome: str
    fields: tuple[str, ...]


async def looks(
    context: Context, subject_ids: Sequence[str], since: datetime | None, most: int
) -> list[Look]:
    """Who was shown these subjects, newest first."""
    if context.looks is None:
        return []
    rows: list[dict[str, Any]] = []
    for subject_id in subject_ids:
        rows += await context.looks(subject_id, since, most)
    rows.sort(key=lambda row: str(row["time"]), reverse=True)
    callers = sorted({row["caller"] for row in rows})
    organs = {
        row.caller_id: row.organ for row in await context.db.read(ORGANS_OF_CALLERS, caller_ids=callers)
    }
    return [_look(row, organs) for row in rows[:most]]


def _look(row: dict[str, Any], organs: dict[str, str | None]) -> Look:
    # A caller without an organ is somebody of their own; whoever signed in as nobody is the public.
    organ = organs.get(row["caller"]) or ("public" if row["caller"] in ("public", "open") else row["caller"])
    return Look(
        at=datetime.fromisoformat(row["time"]),
        organ=organ,
        role=row["role"],
        purpose=row["purpose"],
        authorisation=row["authorisation"],
        case_ref=row["case"],
        action=row["action"],
        outcome=row["outcome"],
        fields=tuple(row["fields"]),
    )


async def namesakes(context: Context, subject_ids: Sequence[str]) -> list[NamesakeRow]:
    """Where people of the same name are known without a number: perhaps oneself, perhaps not."""
    return await context.db.read(NAMESAKES, subject_ids=list(subject_ids))


async def restrictions_of(
    context: Context, clocks: Clocks, subject_ids: Sequence[str]
) -> list[PlacedRestrictionRow]:
    """The restrictions that bind these subjects on the day, those of each in the order of their keys."""
    batch = RestrictionsBySubject.of(context, clocks)
    pages = await batch.load_many([PageKey(each, "", MOST, "CURRENT") for each in subject_ids])
    return [row for page in pages for row in page]
