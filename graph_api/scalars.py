"""Dates as the caller writes them: one that is none becomes a typed failure where it is used, not a refused request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

import strawberry
from strawberry.types.scalar import ScalarDefinition

from graph_api.context import UnreadableDate


def read_date(value: Any) -> date | UnreadableDate:
    """The day a text names, or the text as unreadable."""
    try:
        return date.fromisoformat(value) if len(value) == 10 else UnreadableDate()
    except (TypeError, ValueError):
        return UnreadableDate()


def read_datetime(value: Any) -> datetime | UnreadableDate:
    """The moment a text names; without a zone it is Beijing's, which the clocks add."""
    try:
        return datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return UnreadableDate()


def write_date(value: date) -> str:
    """A day as YYYY-MM-DD."""
    return value.isoformat()


def write_datetime(value: datetime) -> str:
    """A moment in UTC."""
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


SCALARS: Mapping[object, ScalarDefinition] = {
    date: strawberry.scalar(
        name="Date",
        description="A calendar day, YYYY-MM-DD (日期).",
        serialize=write_date,
        parse_value=read_date,
    ),
    datetime: strawberry.scalar(
        name="DateTime",
        description="A moment, ISO 8601; without a zone it is Beijing time (时刻).",
        serialize=write_datetime,
        parse_value=read_datetime,
    ),
}
