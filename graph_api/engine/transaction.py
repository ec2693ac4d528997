"""A transaction as its function sees it: shipped queries only, rows typed, changes counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from sys import maxsize
from typing import Any, TypeVar

from neo4j import AsyncManagedTransaction, SummaryCounters

from graph_api.engine.query import Query
from graph_api.errors import InputInvalid

Row = TypeVar("Row")


@dataclass
class Changes:
    """What the statements of a transaction changed, as the engine counts it."""

    nodes_created: int = 0
    nodes_deleted: int = 0
    relationships_created: int = 0
    relationships_deleted: int = 0
    properties_set: int = 0

    def add(self, counters: SummaryCounters) -> None:
        """Adds the counts of one statement."""
        self.nodes_created += counters.nodes_created
        self.nodes_deleted += counters.nodes_deleted
        self.relationships_created += counters.relationships_created
        self.relationships_deleted += counters.relationships_deleted
        self.properties_set += counters.properties_set


class Transaction:
    """One attempt of a managed transaction; never keep it past its function."""

    def __init__(self, raw: AsyncManagedTransaction, dialect: str, count: Callable[[], None]) -> None:
        self._raw = raw
        self._dialect = dialect
        self._count = count
        self._recorded_at: datetime | None = None
        self.changes = Changes()

    @property
    def recorded_at(self) -> datetime:
        """When the facts of this transaction become known; set by `write_facts` only."""
        if self._recorded_at is None:
            raise InputInvalid("recorded_at", "facts are written in `write_facts`, which sets the time")
        return self._recorded_at

    @recorded_at.setter
    def recorded_at(self, at: datetime) -> None:
        self._recorded_at = at

    async def run(self, query: Query[Row], **parameters: Any) -> list[Row]:
        """The rows of a read or write query within this transaction."""
        if query.header.access == "schema":
            raise InputInvalid(query.path, "schema statements run on their own")
        if parameters.keys() != query.parameters:
            wrong = ", ".join(sorted(parameters.keys() ^ query.parameters))
            raise InputInvalid(query.path, f"these parameters are missing or not declared: {wrong}")
        self._count()
        result = await self._raw.run(query.text(self._dialect), parameters)
        keys = result.keys()
        records = await result.fetch(maxsize)
        if query.header.access == "write":
            self.changes.add((await result.consume()).counters)
        return query.rows(keys, records)
