"""Holdings and control as clients see them, and the fields that subjects gain from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from graph_api.context import Clocks, Context
from graph_api.lawlists.fields import AFTER, FIRST
from graph_api.ownership.parts import OwnershipDirection
from graph_api.ownership.rows import (
    HoldingCountsByHolder,
    HoldingCountsByOrganization,
    HoldingsByHolder,
    HoldingsByOrganization,
)
from graph_api.ownership.share_types import DEPTH, Ownership, ownership_of
from graph_api.paging import Connection
from graph_api.positions.rows import RoleRow
from graph_api.positions.service import RoleChoice, Tenure, known_days, tenure_of
from graph_api.positions.types import CHOICE, Days, subject_by_id
from graph_api.subjects.pages import page

if TYPE_CHECKING:
    from graph_api.subjects.types import Organization, Subject

Info = strawberry.Info[Context, None]


@strawberry.type(description="Ownership or control of an organization (持股、出资或控制).")
class Holding:
    """Ownership or control of an organization."""

    id: strawberry.ID = strawberry.field(description="Id of the fact (事实标识).")
    capacity: str = strawberry.field(
        description="SHAREHOLDER, GENERAL_PARTNER, … or CONTROLLER (出资或控制身份)."
    )
    means: str | None = strawberry.field(description="Means of control (控制方式).")
    share_min: float = strawberry.field(description="Least share, 0 to 1; 0 where unknown (最低持股比例).")
    share_max: float = strawberry.field(description="Largest share; 1 where unknown (最高持股比例).")
    share_known: bool = strawberry.field(description="Whether the share is known (比例是否确知).")
    days: Days = strawberry.field(description="When it began and ended (期间).")
    tenure: Tenure = strawberry.field(description="Whether it holds on the day asked for (状态).")
    source: str | None = strawberry.field(description="Source that told us (数据来源).")
    holder_id: strawberry.Private[str]
    organization_id: strawberry.Private[str]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="Who owns or controls (持有人).")
    async def holder(
        self, info: Info
    ) -> Annotated[Subject, strawberry.lazy("graph_api.subjects.types")] | None:
        """Who owns or controls."""
        return await subject_by_id(info.context, self.clocks, self.holder_id)

    @strawberry.field(description="The organization owned or controlled (被持有机构).")
    async def organization(
        self, info: Info
    ) -> Annotated[Organization, strawberry.lazy("graph_api.subjects.types")] | None:
        """The organization owned or controlled."""
        return await subject_by_id(info.context, self.clocks, self.organization_id)  # type: ignore[return-value]


def holding_of(clocks: Clocks, row: RoleRow, holder: str, organization: str) -> Holding:
    """The holding of a row; an unknown share is [0, 1]."""
    values = row.role
    least, most = values.get("share_min"), values.get("share_max")
    controls = row.kind.startswith("CONTROLS")
    return Holding(
        id=strawberry.ID(str(values["fact_id"])),
        capacity="CONTROLLER" if controls else str(values.get("capacity") or "SHAREHOLDER"),
        means=values.get("means"),
        share_min=0.0 if least is None else float(least),
        share_max=1.0 if most is None else float(most),
        share_known=least is not None and least == most,
        days=Days(**known_days(values)),
        tenure=tenure_of(values, clocks.as_of),
        source=values.get("source"),
        holder_id=holder,
        organization_id=organization,
        clocks=clocks,
    )


@strawberry.type
class OwnsShares:
    """What a subject gains: what it owns or controls, and who owns or controls it."""

    id: strawberry.ID
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="What it owns or controls (对外持股与控制).")
    async def holdings(
        self,
        info: Info,
        choice: Annotated[RoleChoice, strawberry.argument(description=CHOICE)] = RoleChoice.CURRENT,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = None,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Connection[Holding]:
        """What it owns or controls."""
        me, clocks = str(self.id), self.clocks
        return await page(
            HoldingsByHolder,
            HoldingCountsByHolder,
            info.context,
            clocks,
            (me, first, after, choice.value),
            lambda row: (row.sort,),
            lambda row: holding_of(clocks, row, me, row.other),
        )

    @strawberry.field(
        description="Shares over all paths and loops; of a person what it holds, of an organization who holds it, "
        "where no direction is given (股权穿透)."
    )
    async def ownership(
        self,
        info: Info,
        direction: Annotated[
            OwnershipDirection | None, strawberry.argument(description="Which way (方向).")
        ] = None,
        depth: Annotated[int | None, strawberry.argument(description=DEPTH)] = None,
    ) -> Ownership | None:
        """Shares over all paths and loops."""
        usual = OwnershipDirection.UP if isinstance(self, HasOwners) else OwnershipDirection.DOWN
        return await ownership_of(info.context, self.clocks, str(self.id), direction or usual, depth)


@strawberry.type
class HasOwners:
    """What an organization gains: who owns or controls it."""

    id: strawberry.ID
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="Who owns or controls it (股东与控制人).")
    async def owners(
        self,
        info: Info,
        choice: Annotated[RoleChoice, strawberry.argument(description=CHOICE)] = RoleChoice.CURRENT,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = None,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Connection[Holding]:
        """Who owns or controls it."""
        me, clocks = str(self.id), self.clocks
        return await page(
            HoldingsByOrganization,
            HoldingCountsByOrganization,
            info.context,
            clocks,
            (me, first, after, choice.value),
            lambda row: (row.sort,),
            lambda row: holding_of(clocks, row, row.other, me),
        )
