"""The queries of posts and the batches that fetch them for many subjects at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph_api.engine.query import Query
from graph_api.subjects.pages import CountRow, Pages


@dataclass(frozen=True)
class RoleRow:
    """A role between two subjects: a post, a holding or control; `other` is the far end."""

    place: int
    sort: str
    kind: str
    other: str
    role: dict[str, Any]


class PostsByHolder(Pages[RoleRow]):
    """Posts by who holds them."""

    query = Query("positions/held_by_subjects", RoleRow)


class PostsByOrganization(Pages[RoleRow]):
    """Posts by the body they are held in."""

    query = Query("positions/holders_in_organizations", RoleRow)


class _Counts(Pages[CountRow]):
    """Counts take no size."""


class PostCountsByHolder(_Counts):
    """How many posts each holds."""

    query = Query("positions/count_held_by_subjects", CountRow)


class PostCountsByOrganization(_Counts):
    """How many posts are held in each body."""

    query = Query("positions/count_holders_in_organizations", CountRow)
