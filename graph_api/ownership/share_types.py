"""Shares over all paths as clients see them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph_api.access.types import Masked, masked_of
from graph_api.context import Clocks, Context
from graph_api.errors import InputInvalid
from graph_api.lawlists.fields import AFTER, FIRST
from graph_api.ownership.control import votes_of
from graph_api.ownership.gathering import Direction, Reason
from graph_api.ownership.marks import HolderMark
from graph_api.ownership.parts import (
    OwnershipCutReason,
    OwnershipDirection,
    OwnershipPath,
    Part,
    part_of,
    step_of,
)
from graph_api.ownership.paths import paths
from graph_api.ownership.service import Answered, ownership
from graph_api.ownership.shares import Holding as Found
from graph_api.ownership.stakes import WHOLE
from graph_api.paging import Connection, connection, key_of, page_size
from graph_api.positions.types import subject_by_id

if TYPE_CHECKING:
    from graph_api.subjects.types import Organization, Subject

Info = strawberry.Info[Context, None]
DEPTH = "How many rings of holders are followed; as far as the service looks where not given (层数)."
WAYS = "How many, 1 to 20, 3 where not said (条数)."
MOST_WAYS = 20
#: Organizations named whose figures add up to too much.
FEW = 20


@strawberry.type(description="The share of a holder in an organization over all paths and loops (穿透持股).")
class OwnershipShare:
    """The share of a holder in an organization over all paths and loops."""

    share: Part = strawberry.field(
        description="The part of what the organization distributes that arrives at the holder (穿透比例)."
    )
    could_be: float = strawberry.field(
        description="The most it could be if all that was not looked at were the holder's (计入未查看部分的上限)."
    )
    cut_can_change_it: bool = strawberry.field(
        description="Whether what was not looked at can change it (未查看部分是否影响)."
    )
    rings: int = strawberry.field(description="How many steps away at the nearest (最短层级).")
    marks: list[HolderMark] = strawberry.field(description="What the holder is by its name (持有人性质).")
    answered: strawberry.Private[Answered]
    at: strawberry.Private[Found]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="Direct share; null where there is none (直接持股).")
    def direct(self) -> Part | None:
        """The direct share."""
        for each in self.answered.gathered.stakes.of.get(self.at.organization, ()):
            if each.holder == self.at.holder:
                return part_of(each.share)
        return None

    @strawberry.field(
        description="Votes it can cast there: its own, and those of organizations it controls (可行使表决权)."
    )
    def votes(self) -> Part:
        """Votes it can cast there."""
        gathered = self.answered.gathered
        return part_of(votes_of(gathered.stakes, self.at.holder, self.at.organization, gathered.nominees))

    @strawberry.field(description="The ways by which it holds, the largest first (持股路径).")
    def paths(
        self, first: Annotated[int | None, strawberry.argument(description=WAYS)] = None
    ) -> list[OwnershipPath]:
        """The ways by which it holds."""
        number = 3 if first is None else first
        if not 1 <= number <= MOST_WAYS:
            raise InputInvalid("first", f"it is 1 to {MOST_WAYS}", f"应为 1 至 {MOST_WAYS}")
        found = paths(self.answered.gathered.stakes, self.at.holder, self.at.organization, number)
        return [
            OwnershipPath(
                share=part_of(each.share), steps=[step_of(self.clocks, stake) for stake in each.stakes]
            )
            for each in found
        ]

    @strawberry.field(description="The holder (持有人).")
    async def holder(
        self, info: Info
    ) -> Annotated[Subject, strawberry.lazy("graph_api.subjects.types")] | None:
        """The holder."""
        return await subject_by_id(info.context, self.clocks, self.at.holder)

    @strawberry.field(description="The organization held (被持有机构).")
    async def organization(
        self, info: Info
    ) -> Annotated[Organization, strawberry.lazy("graph_api.subjects.types")] | None:
        """The organization held."""
        return await subject_by_id(info.context, self.clocks, self.at.organization)  # type: ignore[return-value]


@strawberry.type(description="A subject of which not everything was looked at (未尽查看的主体).")
class OwnershipCut:
    """A subject of which not everything was looked at."""

    reasons: list[OwnershipCutReason] = strawberry.field(description="Why (原因).")
    share: Part = strawberry.field(
        description="Upwards: the part that arrives there, which whoever stands behind it may have. Downwards: the "
        "part of it that is held (涉及比例)."
    )
    subject_id: strawberry.Private[str]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="The subject (主体).")
    async def subject(
        self, info: Info
    ) -> Annotated[Subject, strawberry.lazy("graph_api.subjects.types")] | None:
        """The subject."""
        return await subject_by_id(info.context, self.clocks, self.subject_id)


@strawberry.type(description="Shares over all paths around a subject (股权穿透).")
class Ownership:
    """Shares over all paths around a subject."""

    direction: OwnershipDirection = strawberry.field(description="Which way (方向).")
    left_open: Part | None = strawberry.field(
        description="The part that arrives at nobody shown: unknown, not looked at, or not shown to this request; "
        "null downwards (未穿透部分)."
    )
    complete: bool = strawberry.field(
        description="Whether nothing was left out for want of depth, number or time (是否完整)."
    )
    subjects_looked_at: int = strawberry.field(description="How many subjects were looked at (查看主体数).")
    rings_looked_at: int = strawberry.field(description="How many rings were looked at (查看层数).")
    bounded_loops: int = strawberry.field(
        description="Loops too large to be solved exactly; their shares are bounds that hold (近似环路数)."
    )
    masked: Masked | None = strawberry.field(
        description="Which holders are not shown to this request, whether or not there are any; null: all are "
        "(不予显示)."
    )
    answered: strawberry.Private[Answered]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="The shares, the largest first (各持股比例).")
    def shares(
        self,
        info: Info,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = None,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Connection[OwnershipShare]:
        """The shares, the largest first."""
        size, rows, answered = page_size(first), self.answered.held.holdings, self.answered
        keys = [_key(each) for each in rows]
        start = 0
        if after:
            key = key_of(after, 2)
            if key not in keys:
                raise InputInvalid("after", "it is not a cursor of this list", "不是本列表给出的游标")
            start = keys.index(key) + 1

        async def count() -> int | None:
            people = answered.gathered.people
            number = len(rows)
            return info.context.access.counted(number) if people else number

        return connection(
            rows[start : start + size + 1],
            size,
            _key,
            lambda each: _share(info.context, self.clocks, answered, each),
            after,
            count,
        )

    @strawberry.field(
        description="Of whom not everything was looked at, the largest part first (未尽查看的主体)."
    )
    def cuts(
        self, first: Annotated[int | None, strawberry.argument(description=FIRST)] = None
    ) -> list[OwnershipCut]:
        """Of whom not everything was looked at."""
        return cuts_of(self.clocks, self.answered, first)

    @strawberry.field(
        description="Organizations of which the sources give away more than the whole; their figures are taken for "
        "bounds (比例合计超过百分之百的机构)."
    )
    async def overstated(
        self, info: Info
    ) -> list[Annotated[Organization, strawberry.lazy("graph_api.subjects.types")]]:
        """Organizations of which the sources give away more than the whole."""
        ids = sorted(self.answered.gathered.stakes.overstated)
        found = await asyncio.gather(*(subject_by_id(info.context, self.clocks, each) for each in ids[:FEW]))
        return [each for each in found if each is not None]  # type: ignore[misc]  # they have holders


def _key(holding: Found) -> tuple[str, str]:
    return holding.holder, holding.organization


def _share(context: Context, clocks: Clocks, answered: Answered, holding: Found) -> OwnershipShare:
    gathered = answered.gathered
    upwards = gathered.direction is Direction.UP
    other = holding.holder if upwards else holding.organization
    if holding.holder in gathered.people:
        context.access.viewed(holding.holder, "OwnershipShare")
    return OwnershipShare(
        share=part_of(holding.share),
        could_be=float(holding.could_be),
        cut_can_change_it=holding.could_be > holding.share.most,
        rings=gathered.rings[other] or 1,
        marks=sorted(gathered.marks.get(holding.holder, ()), key=list(HolderMark).index),
        answered=answered,
        at=holding,
        clocks=clocks,
    )


def cuts_of(clocks: Clocks, answered: Answered, first: int | None) -> list[OwnershipCut]:
    """Of whom not everything was looked at, the largest part first."""
    order = sorted(answered.gathered.cuts, key=lambda key: (-answered.share_at(key).most, key))
    return [_cut(clocks, answered, key) for key in order[: page_size(first)]]


def _cut(clocks: Clocks, answered: Answered, subject_id: str) -> OwnershipCut:
    gathered = answered.gathered
    share = answered.share_at(subject_id)
    if subject_id == gathered.subject_id:
        share = answered.left_open or WHOLE
    reasons = sorted(gathered.cuts[subject_id], key=list(Reason).index)
    return OwnershipCut(
        reasons=[OwnershipCutReason(each.value) for each in reasons],
        share=part_of(share),
        subject_id=subject_id,
        clocks=clocks,
    )


def hides(context: Context, clocks: Clocks, name: str) -> Masked | None:
    """What is not shown where people put together with others are not open to the request."""
    past = ("PAST",) if clocks.known_as_of is not None else ()
    closed = (code for code in ("NETWORK", *past, "SEALED") if not context.access.everywhere(code))
    return next((masked_of(context.access, name, code) for code in closed), None)


async def ownership_of(
    context: Context, clocks: Clocks, subject_id: str, direction: OwnershipDirection, depth: int | None
) -> Ownership:
    """The shares around a subject as clients see them."""
    answered = await ownership(context, clocks, subject_id, Direction(direction.value), depth)
    gathered = answered.gathered
    return Ownership(
        direction=direction,
        left_open=part_of(answered.left_open) if answered.left_open else None,
        complete=answered.complete,
        subjects_looked_at=len(gathered.rings),
        rings_looked_at=max(gathered.rings.values()),
        bounded_loops=len(answered.held.bounded),
        masked=hides(context, clocks, "shares") if direction is OwnershipDirection.UP else None,
        answered=answered,
        clocks=clocks,
    )
