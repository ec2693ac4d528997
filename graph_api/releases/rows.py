"""The queries of releases."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph_api.engine.query import Query


@dataclass(frozen=True)
class ReleaseRow:
    """One release: what an officer asked for, and what a second one decided."""

    approval_id: str
    grantee: str
    requested_by: str
    requested_at: datetime
    reason: str
    purpose: str
    case_ref: str
    classes: list[str]
    subject_ids: list[str]
    days: int
    approved_by: str | None
    approved_at: datetime | None
    until: datetime | None
    refused_by: str | None
    refused_at: datetime | None
    refusal: str | None
    ended_by: str | None
    ended_at: datetime | None


REQUEST = Query("releases/request", ReleaseRow)
BY_ID = Query("releases/by_id", ReleaseRow)
APPROVE = Query("releases/approve", ReleaseRow)
REFUSE = Query("releases/refuse", ReleaseRow)
END = Query("releases/end", ReleaseRow)
OF_ORGAN = Query("releases/of_organ", ReleaseRow)
ALL = Query("releases/all", ReleaseRow)
