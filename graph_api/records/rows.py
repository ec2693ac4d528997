"""The queries of records, sanctions and list entries, and the batches that fetch them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from graph_api.access.minors import is_minor
from graph_api.context import Batch
from graph_api.engine.query import Query
from graph_api.subjects.pages import CountRow, Pages, PlacedRow

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
    joined_by: str | None
    """Why it was joined to its subject, where the source gave a name and no number."""


@dataclass(frozen=True)
class ItemByIdRow:
    """A record, sanction or list entry found by its id, and whether it is about a minor."""

    item_id: str
    kind: str
    subject_id: str
    item: dict[str, Any]
    decision: dict[str, Any] | None
    joined_by: str | None
    sealed: bool
    born: date | None


BY_ID = {
    "record": Query("records/records_by_id", ItemByIdRow),
    "sanction": Query("records/sanctions_by_id", ItemByIdRow),
    "entry": Query("records/list_entries_by_id", ItemByIdRow),
}


class OfItems(Pages[PlacedRow]):
    """Pages of items, each with what may be shown of its subject: list and count have the same limits."""

    def more(self, choice: str) -> dict[str, Any]:
        """The clocks, and which triggers are published where an item does not say."""
        return {
            "known": self.clocks.known_as_of,
            "on": self.clocks.displaying,
            "kinds": self.context.law.published_kinds,
            "triggers": self.context.law.published_triggers,
        }

    async def rights(self, subject_id: str) -> dict[str, Any]:
        """Whether items that are shared and not public, and those repaired or expired, may be shown."""
        access = self.context.access
        return {
            "shared": await access.sees("SHARED", subject_id),
            "closed": await access.sees("CLOSED", subject_id),
        }


class ItemsBySubject(OfItems[ItemRow]):
    """Records, sanctions and list entries by the subject they are about."""

    query = Query("records/items_of_subjects", ItemRow)


class ItemCountsBySubject(OfItems[CountRow]):
    """How many records, sanctions and list entries each subject has."""

    query = Query("records/count_items_of_subjects", CountRow)


class ItemsById(Batch[str, ItemByIdRow | None]):
    """Records, sanctions and list entries by `record:…`, `sanction:…` and `entry:…`; one call for each kind."""

    async def fetch(self, keys: list[str]) -> list[ItemByIdRow | None]:
        """The item of each key, None where there is or was none, or where it is no longer to be shown."""
        found: dict[str, ItemByIdRow] = {}
        for kind, query in BY_ID.items():
            ids = [key.partition(":")[2] for key in keys if key.startswith(f"{kind}:")]
            if ids:
                for row in await self.context.db.read(query, ids=ids, known=self.clocks.known_as_of):
                    if await self._shown(row):
                        found[f"{kind}:{row.item_id}"] = row
        return [found.get(key) for key in keys]

    async def _shown(self, row: ItemByIdRow) -> bool:
        access, item = self.context.access, row.item
        displayed = item.get("display_until") is None or self.clocks.displaying < item["display_until"]
        stands = all(item.get(name) is None for name in ("repaired", "withdrawn", "withdrawn_kind"))
        opened = item.get("usable") is not False and stands and displayed
        needed = [
            *(() if opened else ("CLOSED",)),
            *(() if self._published(item) else ("SHARED",)),
            *(("PAST",) if self.clocks.known_as_of else ()),
            *(("SEALED",) if row.sealed or is_minor(row.born, self.clocks.protecting) else ()),
        ]
        return await access.sees_all(needed, row.subject_id)

    def _published(self, item: dict[str, Any]) -> bool:
        return self.context.law.is_published(item.get("publicity"), item.get("kind"), item.get("trigger"))
