"""The query that finds whom a fact about an organization may reach."""

from __future__ import annotations

from dataclasses import dataclass

from graph_api.engine.query import Query


@dataclass(frozen=True)
class PersonRow:
    """Somebody whom a fact about the organization may reach."""

    subject_id: str


PEOPLE_OF_ORGANIZATION = Query("propagation/people_of_organization", PersonRow)
