"""The queries that find subjects, and the batch that fetches many of them at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph_api.context import Batch
from graph_api.engine.query import Query


@dataclass(frozen=True)
class SubjectRow:
    """A subject with its labels, properties and dated facts, as known at the moment asked for."""

    subject_id: str
    labels: list[str]
    subject: dict[str, Any]
    history: list[dict[str, Any]]


@dataclass(frozen=True)
class IdRow:
    """The id of a subject."""

    subject_id: str


@dataclass(frozen=True)
class HitRow:
    """A subject that a search found."""

    subject_id: str
    score: float


@dataclass(frozen=True)
class NumberRow:
    """How many subjects a search finds."""

    number: int


BY_ID = Query("subjects/by_id", SubjectRow)
BY_USCC = Query("subjects/by_uscc", IdRow)
SEARCH = Query("subjects/search", HitRow)
COUNT_SEARCH = Query("subjects/count_search", NumberRow)


class SubjectsById(Batch[str, SubjectRow | None]):
    """Subjects by their ids; None where the graph has or knew none."""

    async def fetch(self, keys: list[str]) -> list[SubjectRow | None]:
        """The subject of each id, in the order of the ids."""
        rows = await self.context.db.read(BY_ID, subject_ids=keys, known=self.clocks.known_as_of)
        access = self.context.access
        if self.clocks.known_as_of is not None and not access.everywhere("PAST"):
            rows = [row for row in rows if await access.sees("PAST", row.subject_id)]
        for row in rows:
            if "Person" in row.labels:
                access.viewed(row.subject_id, "Person")
        found = {row.subject_id: row for row in rows}
        return [found.get(key) for key in keys]
