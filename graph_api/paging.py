"""Relay connections with keyset cursors: a cursor is the sort key of a row, opaque to the client."""

from __future__ import annotations

import base64
import binascii
import json
import math
from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime
from typing import Any, Generic, TypeVar

import strawberry

from graph_api.access.access import Access
from graph_api.access.types import Masked, masked_of
from graph_api.errors import InputInvalid

Node = TypeVar("Node")
Row = TypeVar("Row")

LARGEST_PAGE = 100
DEFAULT_PAGE = 20
LONGEST_CURSOR = 2000
#: Integers that both engines can hold.
LARGEST = 2**63 - 1
SortKey = tuple[str | int | float | bool | None, ...]


def cursor_of(key: Sequence[Any]) -> str:
    """The cursor that stands for a sort key."""
    plain = [value.isoformat() if isinstance(value, date | datetime) else value for value in key]
    text = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def key_of(cursor: str, places: int, path: str = "after") -> SortKey:
    """The sort key in a cursor; refuses what was not made by `cursor_of` with this many places."""
    try:
        if len(cursor) > LONGEST_CURSOR:
            raise ValueError("no cursor of ours is so long")
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode()
        values = json.loads(text)
    except (binascii.Error, UnicodeDecodeError, json.JSONDecodeError, RecursionError, ValueError):
        values = None
    plain = isinstance(values, list) and all(_is_key(value) for value in values)
    if not plain or len(values) != places:
        raise InputInvalid(path, "it is not a cursor of this list", "不是本列表给出的游标")
    return tuple(values)


def moment_of(cursor: str | None, path: str = "after") -> tuple[datetime | None, str]:
    """The moment and the id in a cursor of a list ordered by time; nothing for the first page."""
    if cursor is None:
        return None, ""
    at, key = key_of(cursor, 2, path)
    try:
        moment = datetime.fromisoformat(str(at))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        raise InputInvalid(path, "it is not a cursor of this list", "不是本列表给出的游标")
    return moment, str(key)


def _is_key(value: object) -> bool:
    if isinstance(value, str):
        return not any("\ud800" <= each <= "\udfff" for each in value)
    if isinstance(value, float):
        return math.isfinite(value)
    return value is None or (isinstance(value, int) and abs(value) <= LARGEST)


def page_size(first: int | None, path: str = "first") -> int:
    """The number of rows on a page, 1 to 100."""
    size = DEFAULT_PAGE if first is None else first
    if not 1 <= size <= LARGEST_PAGE:
        raise InputInvalid(path, f"a page has 1 to {LARGEST_PAGE} rows", f"每页 1 至 {LARGEST_PAGE} 条")
    return size


@strawberry.type(description="Where a page stands in its list (分页信息).")
class PageInfo:
    """Where a page stands in its list."""

    has_next_page: bool = strawberry.field(description="Whether rows follow (是否有下一页).")
    has_previous_page: bool = strawberry.field(description="Whether rows precede (是否有上一页).")
    start_cursor: str | None = strawberry.field(description="Cursor of the first row (首条游标).")
    end_cursor: str | None = strawberry.field(description="Cursor of the last row (末条游标).")


@strawberry.type(description="One row of a page with its cursor (列表中的一条).")
class Edge(Generic[Node]):
    """One row of a page with its cursor."""

    cursor: str = strawberry.field(description="Give it as `after` to go on from here (游标).")
    node: Node = strawberry.field(description="The row itself (内容).")


Count = Callable[[], Awaitable[int | None]]


async def _no_count() -> int | None:
    return 0


async def _hidden_count() -> int | None:
    return None


@strawberry.type(description="One page of a list (分页列表).")
class Connection(Generic[Node]):
    """One page of a list."""

    edges: list[Edge[Node]] = strawberry.field(description="The rows of this page (本页各条).")
    page_info: PageInfo = strawberry.field(description="Where this page stands (分页信息).")
    masked: Masked | None = strawberry.field(
        default=None, description="Which rows are not shown to this request, and why; null: none (不予显示)."
    )
    count: strawberry.Private[Count] = _no_count

    @strawberry.field(
        description="Number of the rows that may be shown, counted only when asked for; null where none may or the "
        "number would point at somebody (总数)."
    )
    async def total_count(self) -> int | None:
        """Number of rows of the whole list."""
        return await self.count()


def connection(
    rows: Sequence[Row],
    size: int,
    sort_key: Callable[[Row], Sequence[Any]],
    node: Callable[[Row], Node],
    after: str | None = None,
    count: Count = _no_count,
    masked: Masked | None = None,
) -> Connection[Node]:
    """A page made of rows that were asked for with `limit = size + 1`."""
    shown = rows[:size]
    edges = [Edge(cursor=cursor_of(sort_key(row)), node=node(row)) for row in shown]
    info = PageInfo(
        has_next_page=len(rows) > size,
        has_previous_page=after is not None,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=edges[-1].cursor if edges else None,
    )
    return Connection(edges=edges, page_info=info, count=count, masked=masked)


def no_page(access: Access, name: str, code: str) -> Connection[Any]:
    """The page that stands where a list is not shown."""
    info = PageInfo(has_next_page=False, has_previous_page=False, start_cursor=None, end_cursor=None)
    return Connection(edges=[], page_info=info, count=_hidden_count, masked=masked_of(access, name, code))
