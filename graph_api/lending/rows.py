"""The query of what a check rests on, and the batch of what is published about its subjects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph_api.engine.query import Query
from graph_api.records.rows import ItemRow, OfItems


@dataclass(frozen=True)
class CoverageRow:
    """What one source covers of one kind of fact."""

    coverage_id: str
    coverage: dict[str, Any]


COVERAGE_ON_DAY = Query("lending/coverage_on_day", CoverageRow)


class PublishedBySubject(OfItems[ItemRow]):
    """What everybody may read about each subject today, whoever asks: no right adds to it."""

    query = Query("records/items_of_subjects", ItemRow)

    async def rights(self, subject_id: str) -> dict[str, Any]:
        """Nothing shared, nothing closed."""
        return {"shared": False, "closed": False}
