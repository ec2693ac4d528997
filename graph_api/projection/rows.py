"""The queries of the projection and the models of their rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph_api.engine.query import NoRow, Query


@dataclass(frozen=True)
class SubjectRow:
    """A subject to project."""

    subject_id: str


@dataclass(frozen=True)
class StoredRow:
    """A restriction as the graph has it."""

    subject_id: str
    stored: dict[str, Any]
    items: list[str]
    measures: list[str]


@dataclass(frozen=True)
class UnboundRow:
    """A restriction that binds nobody."""

    restriction_id: str


@dataclass(frozen=True)
class WrittenRow:
    """How many rows a write took."""

    written: int


@dataclass(frozen=True)
class MarkRow:
    """A subject whose facts changed since it was projected."""

    subject_id: str
    at: datetime
    organization: bool
    concerned: bool


@dataclass(frozen=True)
class LatestRow:
    """When the latest mark was set."""

    at: datetime | None


@dataclass(frozen=True)
class StaleRow:
    """Whether any subject waits to be projected."""

    stale: bool


@dataclass(frozen=True)
class MirroredRow:
    """A document, provision or measure as the graph has it."""

    stored: dict[str, Any]
    links: list[str]


HOLD_WRITERS = Query("projection/hold_writers", NoRow)
TOUCHED_SUBJECTS = Query("projection/touched_subjects", SubjectRow)
STORED_RESTRICTIONS = Query("projection/stored_restrictions", StoredRow)
UNBOUND_RESTRICTIONS = Query("projection/unbound_restrictions", UnboundRow)
RESTRICT_BY = {
    "RECORD": Query("projection/restrict_by_record", WrittenRow),
    "SANCTION": Query("projection/restrict_by_sanction", WrittenRow),
    "LIST_ENTRY": Query("projection/restrict_by_list_entry", WrittenRow),
}
CHANGE_RESTRICTIONS = Query("projection/change_restrictions", WrittenRow)
REMOVE_RESTRICTIONS = Query("projection/remove_restrictions", NoRow)
STALE_MARKS = Query("projection/stale_marks", MarkRow)
PEOPLE_AROUND = Query("projection/people_around", SubjectRow)
CLEAR_MARKS = Query("projection/clear_marks", NoRow)
LATEST_MARK = Query("projection/latest_mark", LatestRow)
ANY_MARK = Query("projection/any_mark", StaleRow)


@dataclass(frozen=True)
class MirrorQueries:
    """How one label of the law mirror is read, written, unlinked and removed."""

    read: Query[MirroredRow]
    write: Query[NoRow]
    remove: Query[NoRow]
    unlink: Query[NoRow] | None = None


MIRROR = {
    "documents": MirrorQueries(
        Query("projection/mirrored_documents", MirroredRow),
        Query("projection/mirror_documents", NoRow),
        Query("projection/remove_documents", NoRow),
    ),
    "provisions": MirrorQueries(
        Query("projection/mirrored_provisions", MirroredRow),
        Query("projection/mirror_provisions", NoRow),
        Query("projection/remove_provisions", NoRow),
        Query("projection/unlink_provisions", NoRow),
    ),
    "measures": MirrorQueries(
        Query("projection/mirrored_measures", MirroredRow),
        Query("projection/mirror_measures", NoRow),
        Query("projection/remove_measures", NoRow),
        Query("projection/unlink_measures", NoRow),
    ),
}
