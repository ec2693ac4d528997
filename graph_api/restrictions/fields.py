"""The root field that lists restrictions across subjects."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import strawberry

from graph_api.access.minors import grown_before
from graph_api.context import Clocks, Context
from graph_api.errors import InputInvalid
from graph_api.paging import Connection, Edge, PageInfo, connection, cursor_of, key_of, page_size
from graph_api.payloads import AnyFailure
from graph_api.restrictions.rows import COUNT_FILTERED, FILTERED, StalenessByName
from graph_api.restrictions.service import Computed, Wanted, computed, place_of
from graph_api.restrictions.types import (
    COMPUTED,
    Restriction,
    RestrictionChoice,
    RestrictionEffect,
    RestrictionState,
    restriction_of,
)
from graph_api.subjects.failures import expected
from graph_api.subjects.fields import After, AsOf, First, KnownAsOf
from graph_api.subjects.service import region_prefix

Info = strawberry.Info[Context, None]


@strawberry.input(description="Which restrictions are wanted (筛选条件).")
class RestrictionFilter:
    """Which restrictions are wanted."""

    measure: str | None = strawberry.field(default=None, description="Code of the measure (措施代码).")
    effect: RestrictionEffect | None = strawberry.field(default=None, description="Measure or entry (效果).")
    state: RestrictionState | None = strawberry.field(
        default=None, description="As projected: firm, possible, or resting with no end in sight (状态)."
    )
    position: str | None = strawberry.field(default=None, description="A post it names (职务).")
    region: str | None = strawberry.field(default=None, description="Region of whom it binds (所在地区).")
    choice: RestrictionChoice = strawberry.field(
        default=RestrictionChoice.ON_THE_DAY, description="Those of the day, or all (范围)."
    )


@strawberry.type(description="Restrictions across subjects (限制列表).")
class RestrictionList(Connection[Restriction]):
    """Restrictions across subjects; a computed page may hold fewer rows than asked for while more follow."""

    stale: bool = strawberry.field(description="Facts changed since some were projected (是否待更新).")
    computed: bool = strawberry.field(description=COMPUTED)


RestrictionsPayload = Annotated[RestrictionList | AnyFailure, strawberry.union("RestrictionsPayload")]


def _wanted(context: Context, clocks: Clocks, given: RestrictionFilter) -> Wanted:
    words = context.law.vocabulary.position
    if given.position is not None and given.position not in words:
        raise InputInvalid(
            "filter.position", "no such post; see officeTypes", "没有该职务代码，见 officeTypes"
        )
    return Wanted(
        on=None if given.choice is RestrictionChoice.ALL else clocks.as_of,
        measure=given.measure,
        effect=str(given.effect.value) if given.effect else None,
        state=str(given.state.value) if given.state else None,
        position=given.position,
        region=region_prefix(given.region),
        grown=None if context.access.everywhere("SEALED") else grown_before(clocks.protecting),
    )


async def _stored(
    context: Context, clocks: Clocks, wanted: Wanted, size: int, after: str | None
) -> RestrictionList:
    """A page of the restrictions that the projection wrote."""
    start = str(key_of(after, 1)[0]) if after else ""
    rows = await context.db.read(FILTERED, after=start, size=size + 1, **asdict(wanted))

    async def count() -> int | None:
        return context.access.counted((await context.db.read(COUNT_FILTERED, **asdict(wanted)))[0].number)

    page = connection(
        rows,
        size,
        lambda row: (row.restriction["restriction_id"],),
        lambda row: restriction_of(context, clocks, row),
        after,
        count,
    )
    stale = await StalenessByName.of(context, clocks).load("projection")
    return RestrictionList(
        edges=page.edges, page_info=page.page_info, count=count, stale=stale, computed=False
    )


async def _uncounted() -> int | None:
    raise InputInvalid(
        "totalCount",
        "the restrictions of a past moment are computed page by page; go on while hasNextPage",
        "过去时点的限制逐页推算，不提供总数",
    )


async def _computed(
    context: Context, clocks: Clocks, wanted: Wanted, size: int, after: str | None
) -> RestrictionList:
    """A page of the restrictions that follow from what was known then."""
    assert clocks.known_as_of is not None
    start = key_of(after, 2) if after else ("", "")
    place = (str(start[0]), str(start[1]))
    found: Computed = await computed(context.db, context.law, wanted, clocks.known_as_of, place, size)
    edges = [
        Edge(cursor=cursor_of(place_of(row)), node=restriction_of(context, clocks, row)) for row in found.rows
    ]
    info = PageInfo(
        has_next_page=found.more,
        has_previous_page=after is not None,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=cursor_of(found.last) if found.last else None,
    )
    return RestrictionList(edges=edges, page_info=info, count=_uncounted, stale=False, computed=True)


@strawberry.type
class RestrictionsQuery:
    """Restrictions across subjects."""

    @strawberry.field(
        description="Restrictions across subjects: as projected from present knowledge, in the order of their ids; "
        "for a past `knownAsOf` computed from the facts known then, in the order of whom they bind (限制)."
    )
    @expected
    async def restrictions(
        self,
        info: Info,
        filter: RestrictionFilter | None = None,
        first: First = None,
        after: After = None,
        as_of: AsOf = None,
        known_as_of: KnownAsOf = None,
    ) -> RestrictionsPayload:
        """Restrictions across subjects."""
        context = info.context
        clocks = context.clocks(as_of, known_as_of)
        wanted = _wanted(context, clocks, filter or RestrictionFilter())
        context.access.demand_list(wanted.region, "filter.region")
        listed = _stored if clocks.known_as_of is None else _computed
        return await listed(context, clocks, wanted, page_size(first), after)
