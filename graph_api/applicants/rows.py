"""The query that finds the people of an applicant."""

from __future__ import annotations

from dataclasses import dataclass

from graph_api.engine.query import Query


@dataclass(frozen=True)
class PersonRow:
    """Somebody who holds or controls the applicant."""

    subject_id: str


PEOPLE_OF_APPLICANT = Query("applicants/people_of_applicant", PersonRow)
