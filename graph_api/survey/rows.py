"""The query of the survey and its row."""

from __future__ import annotations

from dataclasses import dataclass

from graph_api.engine.query import Query


@dataclass(frozen=True)
class CurrentPostRow:
    """An office held now."""

    person: str
    body: str
    position: str


CURRENT_POSTS = Query("survey/current_posts", CurrentPostRow)
