"""The root field that finds officers who must leave."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import strawberry

from graph_api.conflicts.rows import PostRow
from graph_api.conflicts.service import Conflict, Wanted, conflicts
from graph_api.context import Clocks, Context
from graph_api.errors import InputInvalid
from graph_api.law.verdict import Ground
from graph_api.lawlists.types import CodedWord, Measure, coded
from graph_api.paging import Connection, Edge, PageInfo, cursor_of, key_of, page_size
from graph_api.payloads import AnyFailure
from graph_api.positions.rows import RoleRow
from graph_api.positions.types import Position, position_of
from graph_api.projection.restriction import version_of
from graph_api.propagation.fields import ORIGINS
from graph_api.records.rows import ItemsById
from graph_api.records.types import CreditRecord, record_of
from graph_api.refusals import InvalidOffice
from graph_api.restrictions.fields import present_only
from graph_api.restrictions.rows import StalenessByName
from graph_api.subjects.failures import expected
from graph_api.subjects.fields import After, AsOf, First, KnownAsOf
from graph_api.subjects.service import region_prefix

Info = strawberry.Info[Context, None]


@strawberry.input(description="Which officers are looked at (筛选条件).")
class ConflictFilter:
    """Which officers are looked at."""

    registered_in: str | None = strawberry.field(
        default=None, description="Region of the body and all within it, GB/T 2260 (登记地)."
    )
    supervised_by: str | None = strawberry.field(
        default=None, description="Id or name of the supervising organ (主管机关)."
    )
    body_class: str | None = strawberry.field(default=None, description="Kind of body (机构类别).")
    office: str | None = strawberry.field(default=None, description="Post, narrower ones included (职务).")


@strawberry.type(description="Why somebody must leave an office (应当离任的依据).")
class ConflictGround:
    """Why somebody must leave an office."""

    measure: Measure | None = strawberry.field(description="The measure (措施).")
    document: str = strawberry.field(description="Code of the document (依据文件).")
    articles: list[str] = strawberry.field(description="The clause (条款).")
    since: date | None = strawberry.field(description="From when it bars (起始日).")
    last_barred_day: date | None = strawberry.field(description="Last day it bars; null: open (末日).")
    condition_kind: str | None = strawberry.field(
        description="PERMISSION: barred unless a permission is shown; null: barred (条件)."
    )
    in_office: CodedWord = strawberry.field(description="What happens to who is in office (在任者的处理).")
    in_office_text: str | None = strawberry.field(description="What the article says on it (条文).")
    competent_zh: str = strawberry.field(description="Organ competent to remove (有权机关).")
    competent_en: str = strawberry.field(description="Organ competent to remove, in English (有权机关英文).")
    role: CodedWord = strawberry.field(description="In which role it reaches the person (身份).")
    item_key: strawberry.Private[str]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="Because of what; null where it may no longer be shown (缘由).")
    async def because(self, info: Info) -> CreditRecord | None:
        """Because of what."""
        row = await ItemsById.of(info.context, self.clocks).load(self.item_key)
        return record_of(info.context, self.clocks, row) if row else None


@strawberry.type(description="Somebody in an office that the law bars them from (任职冲突).")
class OfficerInConflict:
    """Somebody in an office that the law bars them from."""

    position: Position = strawberry.field(description="The post with its holder and body (任职).")
    since: date | None = strawberry.field(
        description="From when they should not have been in it; null: unknown (冲突起始日)."
    )
    grounds: list[ConflictGround] = strawberry.field(description="Why (依据).")


@strawberry.type(description="Officers who must leave (任职冲突列表).")
class OfficersInConflict(Connection[OfficerInConflict]):
    """Officers who must leave; a page may hold fewer rows than asked for while more follow."""

    stale: bool = strawberry.field(description="Facts changed since some were projected (是否待更新).")


ConflictsPayload = Annotated[OfficersInConflict | AnyFailure, strawberry.union("OfficersInConflictPayload")]


def _ground(context: Context, clocks: Clocks, ground: Ground) -> ConflictGround:
    law, item = context.law, ground.item
    version = version_of(law, ground.measure, ground.version)
    return ConflictGround(
        measure=Measure.of(law, version) if version else None,
        document=ground.document,
        articles=list(ground.articles),
        since=ground.since,
        last_barred_day=ground.last_barred_day,
        condition_kind=ground.condition_kind.value if ground.condition_kind else None,
        in_office=coded(law.vocabulary.in_office, ground.in_office),
        in_office_text=ground.in_office_text,
        competent_zh=ground.competent_zh,
        competent_en=ground.competent_en,
        role=coded(law.vocabulary.role, ground.path.role),
        item_key=f"{ORIGINS[item.origin]}:{item.item_id}" if item else "",
        clocks=clocks,
    )


def _post(row: PostRow) -> RoleRow:
    return RoleRow(0, row.fact_id, "HOLDS", row.organization, row.role)


def _node(context: Context, clocks: Clocks, conflict: Conflict) -> OfficerInConflict:
    row = conflict.row
    return OfficerInConflict(
        position=position_of(context, clocks, _post(row), row.holder, row.organization),
        since=conflict.since,
        grounds=[_ground(context, clocks, ground) for ground in conflict.grounds],
    )


def _wanted(context: Context, given: ConflictFilter) -> Wanted:
    words = context.law.vocabulary
    if given.office is not None and given.office not in words.position:
        raise InvalidOffice(
            "filter.office", "no such post; see officeTypes", "没有该职务代码，见 officeTypes"
        )
    if given.body_class is not None and given.body_class not in words.org_kind:
        raise InvalidOffice("filter.bodyClass", "no such kind of body", "没有该机构类别代码")
    return Wanted(region_prefix(given.registered_in), given.supervised_by, given.body_class, given.office)


async def _uncounted() -> int | None:
    raise InputInvalid(
        "totalCount", "conflicts are judged page by page; go on while hasNextPage", "冲突逐页判断，不提供总数"
    )


@strawberry.type
class ConflictsQuery:
    """Who is in office and must leave."""

    @strawberry.field(
        description="Who is in office and must leave: post, body, ground, clause, since when, what happens in "
        "office, organ competent to remove (任职冲突)."
    )
    @expected
    async def officers_in_conflict(
        self,
        info: Info,
        filter: ConflictFilter | None = None,
        first: First = None,
        after: After = None,
        as_of: AsOf = None,
        known_as_of: KnownAsOf = None,
    ) -> ConflictsPayload:
        """Who is in office and must leave."""
        context = info.context
        clocks = context.clocks(as_of, known_as_of)
        present_only(clocks)
        size = page_size(first)
        start = key_of(after, 2) if after else ("", "")
        place = (str(start[0]), str(start[1]))
        wanted = _wanted(context, filter or ConflictFilter())
        context.access.demand_list(wanted.region, "filter.registeredIn")
        found = await conflicts(context.db, context.law, wanted, clocks.as_of, place, size)
        edges = [
            Edge(cursor=cursor_of((each.row.holder, each.row.fact_id)), node=_node(context, clocks, each))
            for each in found.found
        ]
        info_of_page = PageInfo(
            has_next_page=found.more,
            has_previous_page=after is not None,
            start_cursor=edges[0].cursor if edges else None,
            end_cursor=cursor_of(found.last) if found.last else None,
        )
        stale = await StalenessByName.of(context, clocks).load("projection")
        return OfficersInConflict(edges=edges, page_info=info_of_page, count=_uncounted, stale=stale)
