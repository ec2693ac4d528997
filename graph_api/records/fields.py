"""The root field that says which sources were loaded or asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

import strawberry

from graph_api.context import Context
from graph_api.engine.query import Query
from graph_api.lawlists.fields import AFTER, FIRST
from graph_api.lawlists.types import CodedWord, coded
from graph_api.paging import Connection, connection, key_of, page_size

Info = strawberry.Info[Context, None]


@dataclass(frozen=True)
class SourceRow:
    """What one source covers of one kind of fact."""

    coverage_id: str
    coverage: dict[str, Any]


@dataclass(frozen=True)
class NumberRow:
    """How many there are."""

    number: int


SOURCES = Query("records/sources", SourceRow)
COUNT_SOURCES = Query("records/count_sources", NumberRow)


@strawberry.type(description="What one source covers of one kind of fact (数据覆盖).")
class SourceCoverage:
    """What one source covers of one kind of fact."""

    source: str = strawberry.field(description="The source (数据来源).")
    trigger: CodedWord = strawberry.field(description="The kind of fact (触发情形).")
    region: str | None = strawberry.field(description="Region; null: everywhere (地区).")
    since: date | None = strawberry.field(description="First day covered; null: not said (起始日).")
    until: date | None = strawberry.field(description="First day not covered; null: not said (终止日).")
    loaded_at: datetime | None = strawberry.field(description="When it was loaded (入库时间).")
    rows: int | None = strawberry.field(description="Rows of the source (行数).")


def coverage_of(context: Context, values: dict[str, Any]) -> SourceCoverage:
    """What one source covers, of its properties."""
    return SourceCoverage(
        source=values.get("source") or "",
        trigger=coded(context.law.vocabulary.trigger, values.get("trigger") or ""),
        **{name: values.get(name) for name in ("region", "since", "until", "loaded_at", "rows")},
    )


@strawberry.type
class SourcesQuery:
    """What can be said "nothing found" about."""

    @strawberry.field(description="What was loaded or asked: of what “nothing found” can be said (数据覆盖).")
    async def sources(
        self,
        info: Info,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = None,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Connection[SourceCoverage]:
        """What was loaded or asked."""
        context, size = info.context, page_size(first)
        start = str(key_of(after, 1)[0]) if after else ""
        rows = await context.db.read(SOURCES, after=start, size=size + 1)

        async def count() -> int:
            return (await context.db.read(COUNT_SOURCES))[0].number

        return connection(
            rows,
            size,
            lambda row: (row.coverage_id,),
            lambda row: coverage_of(context, row.coverage),
            after,
            count,
        )
