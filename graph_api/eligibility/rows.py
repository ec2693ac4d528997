"""The query that finds whom and what a question speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph_api.engine.query import Query


@dataclass(frozen=True)
class FoundRow:
    """The subjects a reference may mean; `named` holds [subject id, position or null] of the body's people."""

    place: int
    subject_ids: list[str]
    names: list[str]
    body_id: str | None
    named: list[list[Any]]


FIND_SUBJECTS = Query("eligibility/find_subjects", FoundRow)


@dataclass(frozen=True)
class PersonRow:
    """A person of an organization."""

    subject_id: str


@dataclass(frozen=True)
class PeopleRow:
    """How many people an organization has."""

    number: int


PEOPLE_OF_ORGANIZATION = Query("eligibility/people_of_organization", PersonRow)
COUNT_PEOPLE_OF_ORGANIZATION = Query("eligibility/count_people_of_organization", PeopleRow)
