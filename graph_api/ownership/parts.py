"""Parts of a whole, stakes and ways of ownership as clients see them."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph_api.context import Clocks, Context
from graph_api.ownership.marks import HolderMark
from graph_api.ownership.stakes import Share, Stake
from graph_api.positions.types import subject_by_id

if TYPE_CHECKING:
    from graph_api.subjects.types import Organization, Subject

Info = strawberry.Info[Context, None]
#: Digits up to which a fraction is written out.
LONGEST_FRACTION = 80


@strawberry.enum(description="Which way holdings are followed (方向).")
class OwnershipDirection(Enum):
    """Which way holdings are followed."""

    UP = strawberry.enum_value("UP", description="Who holds it (向上：股东).")
    DOWN = strawberry.enum_value("DOWN", description="What it holds (向下：对外投资).")


@strawberry.enum(description="Why something was not looked at (未查看的原因).")
class OwnershipCutReason(Enum):
    """Why something was not looked at."""

    DEPTH = strawberry.enum_value("DEPTH", description="It lies beyond the depth asked for (超过层数).")
    NUMBER = strawberry.enum_value("NUMBER", description="There were too many subjects (主体过多).")
    LONG_LIST = strawberry.enum_value(
        "LONG_LIST", description="Its list is too long; the smallest stakes were left out (名单过长)."
    )
    TIME = strawberry.enum_value("TIME", description="The time was up; ask again with less depth (超时).")
    NOMINEE = strawberry.enum_value(
        "NOMINEE", description="It holds for others, who are not known (名义持有)."
    )


strawberry.enum(
    HolderMark,
    description="What a holder is, read from its name: NOMINEE 名义持有人, FUND 基金或资管产品, OWN_SHARES 回购账户, "
    "STATE 国资 (持有人性质).",
)


@strawberry.type(description="A part of a whole, known within bounds (比例).")
class Part:
    """A part of a whole, known within bounds."""

    min: float = strawberry.field(description="Least part, 0 to 1 (下限).")
    max: float = strawberry.field(description="Largest part, 0 to 1 (上限).")
    known: bool = strawberry.field(description="Whether it is known exactly (是否确知).")
    exact_min: str | None = strawberry.field(
        description="Least part as a fraction; null where it is too long to write (下限分数)."
    )
    exact_max: str | None = strawberry.field(
        description="Largest part as a fraction; null where it is too long to write (上限分数)."
    )


def _written(part: Fraction) -> str | None:
    text = str(part) if part.denominator.bit_length() < LONGEST_FRACTION * 4 else ""
    return text if 0 < len(text) <= LONGEST_FRACTION else None


def part_of(share: Share) -> Part:
    """A share as clients see it."""
    return Part(
        min=float(share.least),
        max=float(share.most),
        known=share.known,
        exact_min=_written(share.least),
        exact_max=_written(share.most),
    )


@strawberry.type(description="One stake on a way of ownership (持股环节).")
class OwnershipStep:
    """One stake on a way of ownership."""

    share: Part = strawberry.field(description="The direct share (直接比例).")
    facts: list[strawberry.ID] = strawberry.field(description="Ids of the facts behind it (事实标识).")
    holder_id: strawberry.Private[str]
    organization_id: strawberry.Private[str]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="Who holds (持有人).")
    async def holder(
        self, info: Info
    ) -> Annotated[Subject, strawberry.lazy("graph_api.subjects.types")] | None:
        """Who holds."""
        return await subject_by_id(info.context, self.clocks, self.holder_id)

    @strawberry.field(description="What is held (被持有机构).")
    async def organization(
        self, info: Info
    ) -> Annotated[Organization, strawberry.lazy("graph_api.subjects.types")] | None:
        """What is held."""
        return await subject_by_id(info.context, self.clocks, self.organization_id)  # type: ignore[return-value]


def step_of(clocks: Clocks, stake: Stake) -> OwnershipStep:
    """A stake as clients see it."""
    return OwnershipStep(
        share=part_of(stake.share),
        facts=[strawberry.ID(each) for each in stake.facts],
        holder_id=stake.holder,
        organization_id=stake.organization,
        clocks=clocks,
    )


@strawberry.type(description="One way by which a holder holds an organization (持股路径).")
class OwnershipPath:
    """One way by which a holder holds an organization."""

    share: Part = strawberry.field(description="Product of its stakes (路径比例).")
    steps: list[OwnershipStep] = strawberry.field(description="From the holder down (各环节).")
