"""The root field that finds officers who must leave."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph_api.conflicts.rows import PostRow
from graph_api.conflicts.service import EVERY_KIND, Conflict, Kind, Moment, Radar, Wanted, kind_of
from graph_api.context import Clocks, Context
from graph_api.errors import InputInvalid
from graph_api.law.facts import Post
from graph_api.law.proof import day_text
from graph_api.law.verdict import Ground
from graph_api.lawlists.types import CodedWord, Measure, coded
from graph_api.paging import Connection, Edge, PageInfo, cursor_of, key_of, page_size
from graph_api.payloads import AnyFailure
from graph_api.positions.rows import RoleRow
from graph_api.positions.types import Position, position_of, subject_by_id
from graph_api.projection.restriction import version_of
from graph_api.propagation.fields import ORIGINS
from graph_api.records.rows import ItemsById
from graph_api.records.types import CreditRecord, record_of
from graph_api.refusals import InvalidOffice
from graph_api.restrictions.rows import StalenessByName
from graph_api.restrictions.types import COMPUTED
from graph_api.subjects.failures import expected
from graph_api.subjects.fields import After, AsOf, First, KnownAsOf
from graph_api.subjects.service import region_prefix

if TYPE_CHECKING:
    from graph_api.subjects.types import Organization

Info = strawberry.Info[Context, None]


@strawberry.enum(description="What kind of reason bars somebody from their office (冲突类别).")
class ConflictKind(Enum):
    """What kind of reason bars somebody from their office."""

    FACT = strawberry.enum_value("FACT", description="A record, sanction or list entry (信用信息).")
    OTHER_POST = strawberry.enum_value(
        "OTHER_POST", description="Another post of the same person excludes it (不得兼任)."
    )
    AGE = strawberry.enum_value("AGE", description="Want of full capacity by age (年龄).")


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
    kinds: list[ConflictKind] | None = strawberry.field(
        default=None, description="Only where a reason of one of these kinds is among the grounds (冲突类别)."
    )


@strawberry.type(description="A post that excludes another (不得兼任的另一职务).")
class ExcludingPost:
    """A post that excludes another."""

    id: strawberry.ID = strawberry.field(description="Id of the post (任职标识).")
    position: CodedWord = strawberry.field(description="The post (职务).")
    since: str | None = strawberry.field(description="When it began, as far as known (任职起).")
    until: str | None = strawberry.field(description="When it ended, as far as known (任职止).")
    organization_id: strawberry.Private[str]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="The body it is held in (任职机构).")
    async def organization(
        self, info: Info
    ) -> Annotated[Organization, strawberry.lazy("graph_api.subjects.types")] | None:
        """The body it is held in."""
        return await subject_by_id(info.context, self.clocks, self.organization_id)  # type: ignore[return-value]


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
    kind: ConflictKind = strawberry.field(description="What kind of reason it is (冲突类别).")
    item_key: strawberry.Private[str | None]
    post: strawberry.Private[Post | None]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(
        description="Because of which record; null for an incompatibility, for age, and where it may no longer be "
        "shown (缘由)."
    )
    async def because(self, info: Info) -> CreditRecord | None:
        """Because of which record."""
        if self.item_key is None:
            return None
        row = await ItemsById.of(info.context, self.clocks).load(self.item_key)
        return record_of(info.context, self.clocks, row) if row else None

    @strawberry.field(
        description="For an incompatibility: the other post that excludes this one (不得兼任的职务)."
    )
    def excluded_by(self, info: Info) -> ExcludingPost | None:
        """The other post that excludes this one."""
        if self.kind is not ConflictKind.OTHER_POST or self.post is None:
            return None
        post, words = self.post, info.context.law.vocabulary.position
        return ExcludingPost(
            id=strawberry.ID(post.fact_id),
            position=coded(words, post.position),
            since=day_text(post.since),
            until=day_text(post.until) if post.until or post.ended else None,
            organization_id=post.organization,
            clocks=self.clocks,
        )


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
    computed: bool = strawberry.field(description=COMPUTED)


ConflictsPayload = Annotated[OfficersInConflict | AnyFailure, strawberry.union("OfficersInConflictPayload")]


def _ground(context: Context, clocks: Clocks, ground: Ground) -> ConflictGround:
    law, item = context.law, ground.item
    version = version_of(law, ground.measure, ground.version)
    kind = ConflictKind[kind_of(ground).value]
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
        kind=kind,
        item_key=f"{ORIGINS[item.origin]}:{item.item_id}" if item and kind is ConflictKind.FACT else None,
        post=ground.path.post,
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
    kinds = EVERY_KIND if given.kinds is None else frozenset(Kind[each.name] for each in given.kinds)
    return Wanted(
        region_prefix(given.registered_in), given.supervised_by, given.body_class, given.office, kinds
    )


async def _uncounted() -> int | None:
    raise InputInvalid(
        "totalCount", "conflicts are judged page by page; go on while hasNextPage", "冲突逐页判断，不提供总数"
    )


@strawberry.type
class ConflictsQuery:
    """Who is in office and must leave."""

    @strawberry.field(
        description="Who is in office and must leave: by a record, by another post of the same person, by age; post, "
        "body, ground, clause, since when, what happens in office, organ competent to remove (任职冲突)."
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
        size = page_size(first)
        start = key_of(after, 2) if after else ("", "")
        place = (str(start[0]), str(start[1]))
        wanted = _wanted(context, filter or ConflictFilter())
        context.access.demand_list(wanted.region, "filter.registeredIn")
        moment = Moment(clocks.as_of, clocks.known_as_of)
        found = await Radar(context.db, context.law, wanted, moment).page(place, size)
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
        computed = clocks.known_as_of is not None
        stale = not computed and await StalenessByName.of(context, clocks).load("projection")
        return OfficersInConflict(
            edges=edges, page_info=info_of_page, count=_uncounted, stale=stale, computed=computed
        )
