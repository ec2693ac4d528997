"""Asks a GraphQL question of the shipped slices on a real engine, and counts what it cost."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from graphql import execute, parse, validate

from graph_api.access.viewer import OPEN, Viewer
from graph_api.app import served_schema
from graph_api.context import Context, present_moment
from graph_api.engine.db import Database
from graph_api.ids.keyed_hash import open_number_key
from graph_api.law.lawbook import Law
from graph_api.law.source import the_law
from graph_api.settings import Settings

TODAY = date(2025, 6, 1)


@dataclass(frozen=True)
class Answer:
    """What came back, and the number of database calls."""

    data: dict[str, Any]
    calls: int


async def ask(
    db: Database,
    question: str,
    *,
    law: Law | None = None,
    viewer: Viewer = OPEN,
    now: Callable[[], datetime] = present_moment,
    settings: Settings | None = None,
    **variables: Any,
) -> Answer:
    """The answer to a question; a GraphQL error fails the test."""
    context = Context(
        db=db,
        law=law or the_law(),
        settings=settings or Settings(home=db.settings.home),
        number_key=open_number_key(db.settings.home),
        today=lambda: TODAY,
        viewer=viewer,
        now=now,
    )
    with db.counting() as counted:
        document = parse(question)
        assert validate(served_schema(), document) == []
        running = execute(served_schema(), document, context_value=context, variable_values=variables)
        result = await running if inspect.isawaitable(running) else running
    assert result.errors is None, result.errors
    assert result.data is not None
    return Answer(result.data, counted.calls)
