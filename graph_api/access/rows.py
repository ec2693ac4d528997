"""The query that says how near a subject is to a viewer."""

from __future__ import annotations

from dataclasses import dataclass

from graph_api.engine.query import Query


@dataclass(frozen=True)
class ReachRow:
    """How near a subject is: by region, by consent and by release, the last two for these classes."""

    subject_id: str
    in_region: bool
    consented: list[str]
    approved: list[str]
    authorisations: list[str]


REACH_OF_SUBJECTS = Query("access/reach_of_subjects", ReachRow)
