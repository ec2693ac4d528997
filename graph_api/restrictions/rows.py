"""The queries of stored restrictions and the batches that fetch them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph_api.context import Batch
from graph_api.engine.query import Query
from graph_api.projection.rows import ANY_MARK, SubjectRow
from graph_api.subjects.pages import CountRow, Pages


@dataclass(frozen=True)
class RestrictionRow:
    """A stored restriction with whom it binds and what it is because of."""

    subject_id: str
    restriction: dict[str, Any]
    item_kind: str
    item_id: str


@dataclass(frozen=True)
class PlacedRestrictionRow:
    """A stored restriction on a page of a subject."""

    place: int
    subject_id: str
    restriction: dict[str, Any]
    item_kind: str
    item_id: str


@dataclass(frozen=True)
class NumberRow:
    """How many restrictions a filter lets through."""

    number: int


FILTERED = Query("restrictions/filtered", RestrictionRow)
COUNT_FILTERED = Query("restrictions/count_filtered", NumberRow)
BY_ID = Query("restrictions/by_id", RestrictionRow)
TOUCHED_THEN = Query("restrictions/touched_then", SubjectRow)


class RestrictionsBySubject(Pages[PlacedRestrictionRow]):
    """Restrictions by the subject they bind."""

    query = Query("restrictions/of_subjects", PlacedRestrictionRow)

    def more(self, choice: str) -> dict[str, Any]:
        """Restrictions are present knowledge; only the day asked for matters."""
        return {"choice": choice, "on": self.clocks.as_of}


class RestrictionCountsBySubject(Pages[CountRow]):
    """How many restrictions bind each subject."""

    query = Query("restrictions/count_of_subjects", CountRow)

    def more(self, choice: str) -> dict[str, Any]:
        """The same limits as the list that is counted."""
        return {"choice": choice, "on": self.clocks.as_of}


class StalenessByName(Batch[str, bool]):
    """Whether the projection waits for changed subjects; asked once in a request."""

    async def fetch(self, keys: list[str]) -> list[bool]:
        """The same answer for every key."""
        rows = await self.context.db.read(ANY_MARK)
        return [bool(rows and rows[0].stale)] * len(keys)
