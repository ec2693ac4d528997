"""Walks over all subjects in the order of their ids, a bounded number in one look."""

from __future__ import annotations

from dataclasses import dataclass

from graph_api.engine.db import Database
from graph_api.engine.query import Query

#: Subjects of one look; what is sought among them is found by a range of their key.
SUBJECTS = 2_000


@dataclass(frozen=True)
class EndRow:
    """Where the subjects of one look end, and how many they are."""

    last: str | None
    number: int


END_OF_WINDOW = Query("subjects/end_of_window", EndRow)


async def end_of_window(db: Database, after: str) -> tuple[str, bool]:
    """The id at which the next look ends, and whether subjects may follow it."""
    [row] = await db.read(END_OF_WINDOW, after=after, size=SUBJECTS)
    return row.last or after, row.number == SUBJECTS
