"""Whether a role is held on a day, as far as known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum
from typing import Any

from graph_api.law.facts import DAY_ZERO, Post
from graph_api.law.logic import Tri
from graph_api.law.reach import post_span


class Tenure(Enum):
    """Whether a role is held on a day."""

    HELD = "HELD"
    POSSIBLY_HELD = "POSSIBLY_HELD"
    FORMER = "FORMER"
    FUTURE = "FUTURE"


class RoleChoice(Enum):
    """Which roles are wanted."""

    CURRENT = "CURRENT"
    OTHER = "OTHER"
    ALL = "ALL"


def tenure_of(values: Mapping[str, Any], on: date) -> Tenure:
    """Whether the role is held on the day; what is over and nobody knows since when is former."""
    post = Post.of(values)
    if post.ended and post.until is None and (post.seen is None or post.seen <= on):
        return Tenure.FORMER
    span = post_span(post)
    held = span.at(on)
    if held is Tri.YES:
        return Tenure.HELD
    if held is Tri.MAYBE:
        return Tenure.POSSIBLY_HELD
    return Tenure.FUTURE if on < span.possible_from else Tenure.FORMER


def known_days(values: Mapping[str, Any]) -> dict[str, Any]:
    """The first and last days of a role, each with whether it is known; an unknown one is null, never today."""
    post = Post.of(values)

    def bounds(name: str) -> dict[str, Any]:
        day = getattr(post, name)
        earliest = None if day is None or day.earliest == DAY_ZERO else day.earliest
        return {
            name: earliest,
            f"{name}_latest": day.latest if day else None,
            f"{name}_known": bool(day and day.exact),
        }

    return {**bounds("since"), **bounds("until"), "ended": post.ended, "seen": post.seen}
