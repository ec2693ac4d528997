"""The queries of reported problems, and those that put the mark of a contest on a fact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph_api.engine.query import Query


@dataclass(frozen=True)
class ProblemRow:
    """One problem with the subject that reported it; `fact` names what it contests, `post:…` for a post."""

    subject_id: str
    problem_id: str
    receipt: str
    kind: str
    target: str
    fact: str
    candidate_id: str | None
    words: str
    case_ref: str | None
    state: str
    filed_at: datetime
    closed_at: datetime | None
    reason: str | None
    sealed: bool
    born: date | None
    filed_by: str | None


@dataclass(frozen=True)
class LinkRow:
    """How a subject is tied to what it names."""

    subject_id: str
    link: str
    fact_id: str


@dataclass(frozen=True)
class RestingRow:
    """What a restriction rests on; `path` is JSON text."""

    subject_id: str
    path: str
    origin: str
    item_id: str


@dataclass(frozen=True)
class FactRow:
    """The id of a fact."""

    fact_id: str


@dataclass(frozen=True)
class StandingRow:
    """How many problems with a fact are not refused, and whether the mark on it is ours."""

    standing: int
    ours: bool


@dataclass(frozen=True)
class NumberRow:
    """A count."""

    number: int


@dataclass(frozen=True)
class WrittenRow:
    """How many were written."""

    written: int


OWN_ITEMS = Query("problems/own_items", LinkRow)
OWN_ROLES = Query("problems/own_roles", LinkRow)
OWN_RESTRICTIONS = Query("problems/own_restrictions", RestingRow)
JOINS_OF = Query("problems/joins_of", FactRow)
OF_TARGET = Query("problems/of_target", ProblemRow)
OF_SUBJECTS = Query("problems/of_subjects", ProblemRow)
BY_RECEIPT = Query("problems/by_receipt", ProblemRow)
TO_WORK_ON = Query("problems/to_work_on", ProblemRow)
COUNT_TO_WORK_ON = Query("problems/count_to_work_on", NumberRow)
COUNT_SINCE = Query("problems/count_since", NumberRow)
FILE_PROBLEM = Query("problems/file_problem", WrittenRow)
CLOSE_PROBLEM = Query("problems/close_problem", WrittenRow)
STANDING_ON = Query("problems/standing_on", StandingRow)
FORGET_MARKS = Query("problems/forget_marks", WrittenRow)
#: What puts the mark on a fact of each kind, or takes it off.
MARKS = {
    "record": Query("problems/mark_record", WrittenRow),
    "sanction": Query("problems/mark_sanction", WrittenRow),
    "entry": Query("problems/mark_list_entry", WrittenRow),
    "finding": Query("problems/mark_finding", WrittenRow),
    "post": Query("problems/mark_post", WrittenRow),
    "holding": Query("problems/mark_holding", WrittenRow),
    "control": Query("problems/mark_control", WrittenRow),
    "join": Query("problems/mark_join", WrittenRow),
}
