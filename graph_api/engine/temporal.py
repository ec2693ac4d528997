"""Temporal values as Python knows them: plain dates, and datetimes that are always aware and UTC."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from neo4j import time as bolt


def to_date(value: bolt.Date) -> date:
    """The same day as a Python date."""
    return date(*value.year_month_day)


def to_datetime(value: bolt.DateTime) -> datetime:
    """The same instant, aware and in UTC.

    ArcadeDB stores an instant without its zone; everything we write is UTC, so a bare one is UTC.
    """
    native = value.to_native()
    return native.replace(tzinfo=UTC) if native.tzinfo is None else native.astimezone(UTC)


def to_native(value: Any) -> Any:
    """A value of any shape with its temporal values made native, however deep they lie."""
    convert = _NATIVE.get(type(value))
    return convert(value) if convert else value


def _list(value: list[Any]) -> list[Any]:
    return [to_native(item) for item in value]


def _map(value: dict[str, Any]) -> dict[str, Any]:
    return {key: to_native(item) for key, item in value.items()}


_NATIVE: dict[type, Callable[[Any], Any]] = {
    bolt.Date: to_date,
    bolt.DateTime: to_datetime,
    list: _list,
    dict: _map,
}


def converter(declared: str, as_tuple: bool = False) -> Callable[[Any], Any] | None:
    """How a value of the declared column type becomes native, or None where it already is."""
    if declared.startswith("list<"):
        inner = converter(declared[5:-1])
        if as_tuple:
            return (lambda value: tuple(map(to_native, value))) if inner else tuple
        return to_native if inner else None
    return to_native if declared in ("date", "datetime", "map", "any") else None
