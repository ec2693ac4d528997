"""The queries of records, sanctions and list entries, and the batches that fetch them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph_api.context import Batch
from graph_api.engine.query import Query
from graph_api.subjects.pages import CountRow, Pages

#: How the relationship to the subject names the kind of item.
KINDS = {"AGAINST": "record", "ON": "sanction", "LISTS": "entry"}
KEYS = {"record": "record_id", "sanction": "sanction_id", "entry": "entry_id"}


@dataclass(frozen=True)
class ItemRow:
    """A record, sanction or list entry on a page of a subject."""

    place: int
    sort: str
    kind: str
    subject_id: str
    item: dict[str, Any]
    decision: dict[str, Any] | None


@dataclass(frozen=True)
class ItemByIdRow:
    """A record, sanction or list entry found by its id."""

    item_id: str
    kind: str
    subject_id: str
    item: dict[str, Any]
    decision: dict[str, Any] | None


BY_ID = {
    "record": Query("records/records_by_id", ItemByIdRow),
    "sanction": Query("records/sanctions_by_id", ItemByIdRow),
    "entry": Query("records/list_entries_by_id", ItemByIdRow),
}


class ItemsBySubject(Pages[ItemRow]):
    """Records, sanctions and list entries by the subject they are about."""

    query = Query("records/items_of_subjects", ItemRow)

    def more(self, choice: str) -> dict[str, Any]:
        """Repaired items and those past their display term are for who says what for."""
        return {
            "known": self.clocks.known_as_of,
            "on": self.clocks.as_of,
            "closed_too": self.context.purpose is not None,
        }


class ItemCountsBySubject(Pages[CountRow]):
    """How many records, sanctions and list entries each subject has."""

    query = Query("records/count_items_of_subjects", CountRow)

    def more(self, choice: str) -> dict[str, Any]:
        """The same limits as the list that is counted."""
        return {
            "known": self.clocks.known_as_of,
            "on": self.clocks.as_of,
            "closed_too": self.context.purpose is not None,
        }


class ItemsById(Batch[str, ItemByIdRow | None]):
    """Records, sanctions and list entries by `record:…`, `sanction:…` and `entry:…`; one call for each kind."""

    async def fetch(self, keys: list[str]) -> list[ItemByIdRow | None]:
        """The item of each key, None where there is or was none, or where it is no longer to be shown."""
        found: dict[str, ItemByIdRow] = {}
        for kind, query in BY_ID.items():
            ids = [key.partition(":")[2] for key in keys if key.startswith(f"{kind}:")]
            if ids:
                for row in await self.context.db.read(query, ids=ids, known=self.clocks.known_as_of):
                    if self._shown(row.item):
                        found[f"{kind}:{row.item_id}"] = row
        return [found.get(key) for key in keys]

    def _shown(self, item: dict[str, Any]) -> bool:
        if self.context.purpose is not None:
            return True
        displayed = item.get("display_until") is None or self.clocks.as_of < item["display_until"]
        return item.get("usable") is not False and item.get("repaired") is None and displayed
