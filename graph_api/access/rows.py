"""The queries that say how near a subject is to a viewer, and whether an answer may leave the country."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph_api.engine.query import Query


@dataclass(frozen=True)
class ReachRow:
    """How near a subject is: by region, by authorisations and by releases, each its id and the classes it opens."""

    subject_id: str
    in_region: bool
    consented: list[list[Any]]
    approved: list[list[Any]]


REACH_OF_SUBJECTS = Query("access/reach_of_subjects", ReachRow)


@dataclass(frozen=True)
class NumberRow:
    """The number of an approval."""

    number: str


@dataclass(frozen=True)
class BorderRow:
    """An approval under which answers may go to a caller abroad."""

    caller_id: str
    number: str
    until: datetime
    recorded_at: datetime
    recorded_by: str
    ended_at: datetime | None


BORDER_APPROVALS = Query("access/border_approvals", NumberRow)
ALLOW_BORDER = Query("access/allow_border", BorderRow)
END_BORDER = Query("access/end_border", BorderRow)
ALL_BORDERS = Query("access/all_borders", BorderRow)
