"""The root field that lists restrictions across subjects."""

from __future__ import annotations

from typing import Annotated, Any

import strawberry

from graph_api.context import Clocks, Context
from graph_api.errors import InputInvalid
from graph_api.paging import Connection, connection, key_of, page_size
from graph_api.payloads import AnyFailure
from graph_api.restrictions.rows import COUNT_FILTERED, FILTERED, StalenessByName
from graph_api.restrictions.types import (
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
    """Restrictions across subjects."""

    stale: bool = strawberry.field(description="Facts changed since some were projected (是否待更新).")


RestrictionsPayload = Annotated[RestrictionList | AnyFailure, strawberry.union("RestrictionsPayload")]


def _conditions(context: Context, clocks: Clocks, wanted: RestrictionFilter) -> dict[str, Any]:
    words = context.law.vocabulary.position
    if wanted.position is not None and wanted.position not in words:
        raise InputInvalid(
            "filter.position", "no such post; see officeTypes", "没有该职务代码，见 officeTypes"
        )
    return {
        "on": None if wanted.choice is RestrictionChoice.ALL else clocks.as_of,
        "measure": wanted.measure,
        "effect": wanted.effect.value if wanted.effect else None,
        "state": wanted.state.value if wanted.state else None,
        "position": wanted.position,
        "region": region_prefix(wanted.region),
    }


def present_only(clocks: Clocks) -> None:
    """Refuses a past moment of knowledge: the projection is of present knowledge."""
    if clocks.known_as_of is not None:
        raise InputInvalid(
            "knownAsOf",
            "restrictions are projected from present knowledge; ask officerEligibility for a past moment",
            "限制由现时所知推算，查询过去所知请用 officerEligibility",
        )


@strawberry.type
class RestrictionsQuery:
    """Restrictions across subjects."""

    @strawberry.field(description="Restrictions across subjects, as projected from present knowledge (限制).")
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
        present_only(clocks)
        size = page_size(first)
        conditions = _conditions(context, clocks, filter or RestrictionFilter())
        context.access.demand_list(conditions["region"], "filter.region")
        start = str(key_of(after, 1)[0]) if after else ""
        rows = await context.db.read(FILTERED, after=start, size=size + 1, **conditions)

        async def count() -> int | None:
            return context.access.counted((await context.db.read(COUNT_FILTERED, **conditions))[0].number)

        page = connection(
            rows,
            size,
            lambda row: (row.restriction["restriction_id"],),
            lambda row: restriction_of(context, clocks, row),
            after,
            count,
        )
        stale = await StalenessByName.of(context, clocks).load("projection")
        return RestrictionList(edges=page.edges, page_info=page.page_info, count=count, stale=stale)
