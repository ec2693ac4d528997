"""Pages of what hangs on many subjects at once: one call to the database, whatever the number of subjects."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, Protocol, TypeVar

from graph_api.access.types import Masked
from graph_api.context import Batch, Clocks, Context
from graph_api.engine.query import Query
from graph_api.paging import Connection, Count, connection, key_of, page_size


class Placed(Protocol):
    """A row that says to which of the pages asked for it belongs."""

    @property
    def place(self) -> int: ...


PlacedRow = TypeVar("PlacedRow", bound=Placed)
Node = TypeVar("Node")


class PageKey(NamedTuple):
    """A page of what hangs on one subject: after which sort key, how many, and of which choice."""

    subject_id: str
    after: str = ""
    size: int = 0
    choice: str = "ALL"


@dataclass(frozen=True)
class CountRow:
    """How many rows a whole list has."""

    place: int
    number: int


class Pages(Batch[PageKey, list[PlacedRow]]):
    """The rows of each page; pages of one size and choice are fetched together."""

    query: ClassVar[Query[Any]]

    def more(self, choice: str) -> dict[str, Any]:
        """The further parameters of the query."""
        return {"choice": choice, "on": self.clocks.as_of, "known": self.clocks.known_as_of}

    async def rights(self, subject_id: str) -> dict[str, Any]:
        """What else a page says of its subject to the query: what may be shown of it."""
        return {}

    async def fetch(self, keys: list[PageKey]) -> list[list[PlacedRow]]:
        """The rows of each page in the order of the keys."""
        found: list[list[PlacedRow]] = [[] for _ in keys]
        alike: dict[tuple[int, str], list[int]] = defaultdict(list)
        rights = await asyncio.gather(*(self.rights(key.subject_id) for key in keys))
        for place, key in enumerate(keys):
            alike[key.size, key.choice].append(place)
        for (size, choice), places in alike.items():
            pages = [
                {"place": place, "subject_id": keys[place].subject_id, "after": keys[place].after}
                | rights[place]
                for place in places
            ]
            sized = {"size": size} if size else {}
            for row in await self.context.db.read(self.query, pages=pages, **sized, **self.more(choice)):
                found[row.place].append(row)
        return found


async def page(
    batch: type[Pages[PlacedRow]],
    counts: type[Pages[CountRow]],
    context: Context,
    clocks: Clocks,
    asked: tuple[str, int | None, str | None, str],
    sort: Callable[[PlacedRow], Sequence[Any]],
    node: Callable[[PlacedRow], Node],
    masked: Masked | None = None,
) -> Connection[Node]:
    """One page of what hangs on a subject; `asked` is subject id, first, after and choice."""
    subject_id, first, after, choice = asked
    size = page_size(first)
    start = str(key_of(after, 1)[0]) if after else ""
    rows = await batch.of(context, clocks).load(PageKey(subject_id, start, size + 1, choice))

    async def count() -> int | None:
        counted = await counts.of(context, clocks).load(PageKey(subject_id, choice=choice))
        return counted[0].number if counted else 0

    counting: Count = count
    return connection(rows, size, sort, node, after, counting, masked)
