"""The query that finds posts held by restricted people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from graph_api.engine.query import Query


@dataclass(frozen=True)
class PostRow:
    """A post held on the day by somebody whom a firm restriction binds."""

    holder: str
    fact_id: str
    organization: str
    role: dict[str, Any]


POSTS_OF_RESTRICTED = Query("conflicts/posts_of_restricted", PostRow)
