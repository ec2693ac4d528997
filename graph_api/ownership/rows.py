"""The queries of holdings and control, and the batches that fetch them for many subjects at once."""

from __future__ import annotations

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
