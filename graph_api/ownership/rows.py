"""The queries of holdings and control, and the batches that fetch them for many subjects at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from graph_api.engine.query import Query
from graph_api.positions.rows import RoleRow
from graph_api.subjects.pages import CountRow, Pages


class HoldingsByHolder(Pages[RoleRow]):
    """What each owns or controls."""

    query = Query("ownership/held_by_subjects", RoleRow)


class HoldingsByOrganization(Pages[RoleRow]):
    """Who owns or controls each."""

    query = Query("ownership/owners_of_organizations", RoleRow)


class HoldingCountsByHolder(Pages[CountRow]):
    """How many each owns or controls."""

    query = Query("ownership/count_held_by_subjects", CountRow)


class HoldingCountsByOrganization(Pages[CountRow]):
    """How many own or control each."""

    query = Query("ownership/count_owners_of_organizations", CountRow)


@dataclass(frozen=True)
class StakeRow:
    """A stake or declared control between a subject asked about and another, with what the other is."""

    subject_id: str
    name: str | None
    other: str
    other_name: str | None
    other_labels: list[str]
    sealed: bool
    born: date | None
    kind: str
    role: dict[str, Any]


STAKES_IN_ORGANIZATIONS = Query("ownership/stakes_in_organizations", StakeRow)
STAKES_OF_HOLDERS = Query("ownership/stakes_of_holders", StakeRow)


@dataclass(frozen=True)
class HeadRow:
    """Somebody who holds a post at the head of an organization."""

    subject_id: str
    other: str
    other_labels: list[str]
    sealed: bool
    born: date | None
    role: dict[str, Any]


HEADS_OF_ORGANIZATIONS = Query("ownership/heads_of_organizations", HeadRow)
