"""Asks a GraphQL question of the shipped slices on a real engine, and counts what it cost."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import strawberry
from strawberry.schema.config import StrawberryConfig

from graph_api.applicants.fields import ApplicantsQuery
from graph_api.conflicts.fields import ConflictsQuery
from graph_api.context import Context
from graph_api.engine.db import Database
from graph_api.ids.keyed_hash import open_number_key
from graph_api.law.lawbook import Law
from graph_api.law.source import the_law
from graph_api.lawlists.fields import LawListsQuery
from graph_api.propagation.fields import PropagationQuery
from graph_api.records.fields import SourcesQuery
from graph_api.restrictions.fields import RestrictionsQuery
from graph_api.scalars import SCALARS
from graph_api.settings import Settings
from graph_api.subjects.fields import SubjectsQuery


@strawberry.type
class Query(
    SubjectsQuery,
    LawListsQuery,
    SourcesQuery,
    RestrictionsQuery,
    PropagationQuery,
    ConflictsQuery,
    ApplicantsQuery,
):
    """The slices under test."""


SCHEMA = strawberry.Schema(query=Query, config=StrawberryConfig(scalar_map=SCALARS))
TODAY = date(2025, 6, 1)


@dataclass(frozen=True)
class Answer:
    """What came back, and the number of database calls."""

    data: dict[str, Any]
    calls: int


async def ask(
    db: Database, question: str, *, law: Law | None = None, purpose: str | None = None, **variables: Any
) -> Answer:
    """The answer to a question; a GraphQL error fails the test."""
    context = Context(
        db=db,
        law=law or the_law(),
        settings=Settings(home=db.settings.home),
        number_key=open_number_key(db.settings.home),
        today=lambda: TODAY,
        purpose=purpose,
    )
    with db.counting() as counted:
        result = await SCHEMA.execute(question, variable_values=variables, context_value=context)
    assert result.errors is None, result.errors
    assert result.data is not None
    return Answer(result.data, counted.calls)
