"""The body of a request: read within limits of size and time, and turned into values that are not ambiguous."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from graph_api.surface.limits import Limits
from graph_api.surface.refusals import RequestRefused

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
LONGEST_NAME = 200
SURROGATE = re.compile("[\ud800-\udfff]")
#: How half a character is written in JSON; UTF-8 itself cannot hold one.
WRITTEN_HALF = (b"\\ud", b"\\uD")


class HungUp(Exception):
    """The client is gone; there is nothing to answer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request says: a document or the id of one, variables and the name of an operation."""

    query: str | None
    document_id: str | None
    variables: dict[str, Any] | None
    operation: str | None


async def read_body(receive: Receive, most: int, seconds: float) -> bytes:
    """The whole body; refuses one that is too long as soon as it is, and one that takes too long."""
    try:
        async with asyncio.timeout(seconds):
            return await _whole(receive, most)
    except TimeoutError:
        raise RequestRefused("BODY_TOO_SLOW", close=True) from None


async def _whole(receive: Receive, most: int) -> bytes:
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise HungUp
        part = message.get("body", b"")
        size += len(part)
        if size > most:
            # The rest is not read, so the connection cannot be used again.
            raise RequestRefused("BODY_TOO_LARGE", close=True)
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


def asked(body: bytes, limits: Limits) -> Asked:
    """What the body asks; refuses what is no single GraphQL request in plain JSON."""
    if body.count(b",") + body.count(b"[") + body.count(b"{") > limits.values:
        # Counted before anything is made of it.
        raise RequestRefused("VARIABLES_TOO_LARGE")
    try:
        given = DECODER.decode(body.decode())
        if any(half in body for half in WRITTEN_HALF) and SURROGATE.search(
            json.dumps(given, ensure_ascii=False)
        ):
            raise ValueError("half a character")
    except (ValueError, RecursionError):
        raise RequestRefused("BAD_REQUEST") from None
    if isinstance(given, list):
        raise RequestRefused("BATCHING_REFUSED")
    if not isinstance(given, dict):
        raise RequestRefused("BAD_REQUEST")
    found = Asked(
        _text(given.get("query")),
        _name(given.get("documentId")),
        given.get("variables"),
        _name(given.get("operationName")),
    )
    if found.query is None and found.document_id is None:
        raise RequestRefused("BAD_REQUEST")
    if found.variables is not None:
        if not isinstance(found.variables, dict):
            raise RequestRefused("BAD_REQUEST")
        check_values(found.variables, limits)
    return found


def _text(value: Any) -> str | None:
    if value is not None and not isinstance(value, str):
        raise RequestRefused("BAD_REQUEST")
    return value


def _name(value: Any) -> str | None:
    text = _text(value)
    if text is not None and len(text) > LONGEST_NAME:
        raise RequestRefused("BAD_REQUEST")
    return text


def check_values(variables: dict[str, Any], limits: Limits) -> int:
    """The number of values; refuses too many, too deep and too long ones."""
    level: list[Any] = [variables]
    count = depth = 0
    while level:
        depth += 1
        if depth > limits.nesting:
            raise RequestRefused("VARIABLES_TOO_LARGE")
        below: list[Any] = []
        for each in level:
            values = each.values() if isinstance(each, dict) else each
            count += len(values)
            for value in values:
                if isinstance(value, str):
                    if len(value) > limits.text:
                        raise RequestRefused("VARIABLES_TOO_LARGE")
                elif isinstance(value, dict | list):
                    below.append(value)
        level = below
    if count > limits.values:
        raise RequestRefused("VARIABLES_TOO_LARGE")
    return count


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        # Whoever looked at the request before us may have read the other one.
        raise ValueError("a name stands twice")
    return found


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_constant)
