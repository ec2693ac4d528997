"""Posts as clients see them, and the fields that subjects gain from them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph_api.context import Clocks, Context
from graph_api.lawlists.fields import AFTER, FIRST
from graph_api.lawlists.types import CodedWord, coded
from graph_api.paging import Connection
from graph_api.positions.rows import (
    PostCountsByHolder,
    PostCountsByOrganization,
    PostsByHolder,
    PostsByOrganization,
    RoleRow,
)
from graph_api.positions.service import RoleChoice, Tenure, known_days, tenure_of
from graph_api.subjects.pages import page
from graph_api.subjects.rows import SubjectsById

if TYPE_CHECKING:
    from graph_api.subjects.types import Organization, Subject

Info = strawberry.Info[Context, None]
CHOICE = "Which ones: current on the day, former or future, or all (范围)."

strawberry.enum(Tenure, description="Whether a post is held on the day asked for (任职状态).")
strawberry.enum(RoleChoice, description="Which roles are wanted (范围).")


@strawberry.type(description="When a role began and ended, as far as known (任期).")
class Days:
    """When a role began and ended, as far as known."""

    since: date | None = strawberry.field(description="Earliest possible first day (最早起始日).")
    since_latest: date | None = strawberry.field(description="Latest possible first day (最晚起始日).")
    since_known: bool = strawberry.field(description="Whether the first day is known (起始日是否确知).")
    until: date | None = strawberry.field(description="Earliest possible first free day (最早终止日).")
    until_latest: date | None = strawberry.field(description="Latest possible first free day (最晚终止日).")
    until_known: bool = strawberry.field(description="Whether the first free day is known (终止日是否确知).")
    ended: bool = strawberry.field(description="Known to be over, even if not since when (是否已终止).")
    seen: date | None = strawberry.field(description="When the source last showed it (来源显示日).")


@strawberry.type(description="A post held in a body (任职).")
class Position:
    """A post held in a body."""

    id: strawberry.ID = strawberry.field(description="Id of the fact (事实标识).")
    position: CodedWord = strawberry.field(description="The post (职务).")
    role_text: str | None = strawberry.field(description="The post as the source words it (原文职务).")
    days: Days = strawberry.field(description="When it began and ended (任期).")
    tenure: Tenure = strawberry.field(description="Whether held on the day asked for (任职状态).")
    nominated_by: str | None = strawberry.field(description="STATE, OTHER; null: unknown (提名方).")
    disputed: bool = strawberry.field(description="Whether the post is contested (是否有异议).")
    source: str | None = strawberry.field(description="Source that told us (数据来源).")
    holder_id: strawberry.Private[str]
    organization_id: strawberry.Private[str]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="Who holds it (任职人).")
    async def holder(
        self, info: Info
    ) -> Annotated[Subject, strawberry.lazy("graph_api.subjects.types")] | None:
        """Who holds it."""
        return await subject_by_id(info.context, self.clocks, self.holder_id)

    @strawberry.field(description="The body it is held in (任职机构).")
    async def organization(
        self, info: Info
    ) -> Annotated[Organization, strawberry.lazy("graph_api.subjects.types")] | None:
        """The body it is held in."""
        return await subject_by_id(info.context, self.clocks, self.organization_id)  # type: ignore[return-value]


async def subject_by_id(context: Context, clocks: Clocks, subject_id: str) -> Subject | None:
    """The subject of an id as known at the clocks, or None."""
    from graph_api.subjects.types import subject_of

    row = await SubjectsById.of(context, clocks).load(subject_id)
    return subject_of(row, clocks) if row else None


def position_of(context: Context, clocks: Clocks, row: RoleRow, holder: str, organization: str) -> Position:
    """The post of a row."""
    values = row.role
    return Position(
        id=strawberry.ID(str(values["fact_id"])),
        position=coded(context.law.vocabulary.position, str(values.get("position") or "")),
        role_text=values.get("role_text"),
        days=Days(**known_days(values)),
        tenure=tenure_of(values, clocks.as_of),
        nominated_by=values.get("nominated_by"),
        disputed=bool(values.get("disputed")),
        source=values.get("source"),
        holder_id=holder,
        organization_id=organization,
        clocks=clocks,
    )


@strawberry.type
class HoldsPositions:
    """What a subject gains: the posts it holds."""

    id: strawberry.ID
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="Posts held, oldest first, unknown beginnings last (任职).")
    async def positions(
        self,
        info: Info,
        choice: Annotated[RoleChoice, strawberry.argument(description=CHOICE)] = RoleChoice.CURRENT,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = None,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Connection[Position]:
        """Posts held, oldest first."""
        me, clocks = str(self.id), self.clocks
        return await page(
            PostsByHolder,
            PostCountsByHolder,
            info.context,
            clocks,
            (me, first, after, choice.value),
            lambda row: (row.sort,),
            lambda row: position_of(info.context, clocks, row, me, row.other),
        )


@strawberry.type
class HasHolders:
    """What an organization gains: who holds posts in it."""

    id: strawberry.ID
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="Posts in this body, oldest first, unknown beginnings last (在任人员).")
    async def holders(
        self,
        info: Info,
        choice: Annotated[RoleChoice, strawberry.argument(description=CHOICE)] = RoleChoice.CURRENT,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = None,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Connection[Position]:
        """Posts in this body, oldest first."""
        me, clocks = str(self.id), self.clocks
        return await page(
            PostsByOrganization,
            PostCountsByOrganization,
            info.context,
            clocks,
            (me, first, after, choice.value),
            lambda row: (row.sort,),
            lambda row: position_of(info.context, clocks, row, row.other, me),
        )
