"""The queries that find posts which something may bar, now or by what was known at a past moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph_api.engine.query import Query


@dataclass(frozen=True)
class PostRow:
    """A post held on the day that something may bar."""

    holder: str
    fact_id: str
    organization: str
    role: dict[str, Any]


CANDIDATE_POSTS = Query("conflicts/candidate_posts", PostRow)
CANDIDATE_POSTS_KNOWN_THEN = Query("conflicts/candidate_posts_known_then", PostRow)
