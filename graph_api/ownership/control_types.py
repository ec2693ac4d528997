"""Control as clients see it: controllers at the top, chains, groups."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph_api.access.types import Masked
from graph_api.context import Clocks, Context
from graph_api.errors import InputInvalid
from graph_api.lawlists.fields import AFTER, FIRST
from graph_api.ownership.control import Controller, ControlTest, Step
from graph_api.ownership.controlling import Chain, Controllers, Group
from graph_api.ownership.gathering import Gathered
from graph_api.ownership.marks import HolderMark
from graph_api.ownership.parts import Part, part_of
from graph_api.ownership.share_types import OwnershipCut, cuts_of, hides
from graph_api.paging import Connection, connection, key_of, page_size
from graph_api.positions.types import subject_by_id

if TYPE_CHECKING:
    from graph_api.subjects.types import Organization, Subject

Info = strawberry.Info[Context, None]

strawberry.enum(
    ControlTest,
    name="ControlTest",
    description="By which test somebody is said to control. DECLARED: a source declares it. AGREEMENT: by agreement. "
    "MAJORITY: more than half of the votes, with those of whom it controls. LARGEST_HOLDER, OFFICE: what is looked "
    "at where nothing else is known; they establish nothing (控制认定方式).",
)


@strawberry.enum(description="How firmly control stands (控制是否确立).")
class ControlStanding(Enum):
    """How firmly control stands."""

    CERTAIN = strawberry.enum_value("CERTAIN", description="By what is known for certain (确定).")
    POSSIBLE = strawberry.enum_value("POSSIBLE", description="Something unknown decides (可能).")
    NOT_ESTABLISHED = strawberry.enum_value(
        "NOT_ESTABLISHED", description="By a test that establishes nothing, or not at all (未确立)."
    )


@strawberry.type(description="One step of a chain of control (控制环节).")
class ControlStep:
    """One step of a chain of control."""

    test: ControlTest = strawberry.field(description="By which test (认定方式).")
    votes: Part = strawberry.field(
        description="Votes there of the controller and all it controls, together (合计表决权)."
    )
    step: strawberry.Private[Step]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="Who controls in this step (控制方).")
    async def holder(
        self, info: Info
    ) -> Annotated[Subject, strawberry.lazy("graph_api.subjects.types")] | None:
        """Who controls in this step."""
        return await subject_by_id(info.context, self.clocks, self.step.holder)

    @strawberry.field(description="What is controlled (被控制方).")
    async def organization(
        self, info: Info
    ) -> Annotated[Organization, strawberry.lazy("graph_api.subjects.types")] | None:
        """What is controlled."""
        return await subject_by_id(info.context, self.clocks, self.step.organization)  # type: ignore[return-value]

    @strawberry.field(description="Whose votes were counted beside the holder's (合并计算的持有人).")
    async def with_others(
        self, info: Info
    ) -> list[Annotated[Subject, strawberry.lazy("graph_api.subjects.types")]]:
        """Whose votes were counted beside the holder's."""
        found = [await subject_by_id(info.context, self.clocks, each) for each in self.step.with_others[:20]]
        return [each for each in found if each is not None]


def steps_of(clocks: Clocks, steps: tuple[Step, ...]) -> list[ControlStep]:
    """The steps of a chain as clients see them."""
    return [
        ControlStep(test=each.test, votes=part_of(each.votes), step=each, clocks=clocks) for each in steps
    ]


@strawberry.type(description="Somebody at the top of a chain of control, computed (实际控制人，推算).")
class UltimateController:
    """Somebody at the top of a chain of control."""

    standing: ControlStanding = strawberry.field(description="How firmly it stands (是否确立).")
    test: ControlTest = strawberry.field(description="The weakest test in its chain (认定方式).")
    chain: list[ControlStep] = strawberry.field(description="From the controller down (控制链).")
    in_a_loop: bool = strawberry.field(
        description="It is in turn controlled by what it controls, and by nobody else (是否循环控制)."
    )
    share: Part = strawberry.field(description="Its share over all paths (穿透持股比例).")
    marks: list[HolderMark] = strawberry.field(description="What it is by its name (持有人性质).")
    somebody_may_be_above: bool = strawberry.field(
        description="Not all its own holders were looked at (其上是否可能另有控制人)."
    )
    holder_id: strawberry.Private[str]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="The controller (控制人).")
    async def holder(
        self, info: Info
    ) -> Annotated[Subject, strawberry.lazy("graph_api.subjects.types")] | None:
        """The controller."""
        return await subject_by_id(info.context, self.clocks, self.holder_id)


@strawberry.type(
    description="Who controls an organization at the top: computed, no finding of any organ (实际控制人，推算，非认定)."
)
class UltimateControllers:
    """Who controls an organization at the top."""

    controllers: list[UltimateController] = strawberry.field(
        description="The certain ones, the possible ones, those by tests that establish nothing (控制人)."
    )
    complete: bool = strawberry.field(
        description="Whether nothing was cut for want of depth, number or time (完整)."
    )
    cuts: list[OwnershipCut] = strawberry.field(
        description="Of whom not everything was looked at, the largest 20 (未尽查看的主体)."
    )
    masked: Masked | None = strawberry.field(description="Who is not shown to this request (不予显示).")


def _standing(certain: bool, test: ControlTest) -> ControlStanding:
    if certain:
        return ControlStanding.CERTAIN
    weak = test in (ControlTest.LARGEST_HOLDER, ControlTest.OFFICE)
    return ControlStanding.NOT_ESTABLISHED if weak else ControlStanding.POSSIBLE


def _noted(context: Context, gathered: Gathered, subject_id: str, shown: str) -> None:
    if subject_id in gathered.people:
        context.access.viewed(subject_id, shown)


def controllers_of(context: Context, clocks: Clocks, found: Controllers) -> UltimateControllers:
    """The controllers as clients see them, each person among them on record."""
    gathered, masked = found.gathered, hides(context, clocks, "controllers")

    def shown(each: Controller) -> UltimateController:
        if each.test is ControlTest.OFFICE:
            context.access.viewed(each.holder, "UltimateController")
        _noted(context, gathered, each.holder, "UltimateController")
        return UltimateController(
            standing=_standing(each.certain, each.test),
            test=each.test,
            chain=steps_of(clocks, each.chain),
            in_a_loop=each.in_a_loop,
            share=part_of(found.answered.share_at(each.holder)),
            marks=sorted(gathered.marks.get(each.holder, ()), key=list(HolderMark).index),
            somebody_may_be_above=each.holder in gathered.cuts
            or (masked is not None and each.holder not in gathered.people),
            holder_id=each.holder,
            clocks=clocks,
        )

    return UltimateControllers(
        controllers=[shown(each) for each in found.found],
        complete=found.answered.complete,
        cuts=cuts_of(clocks, found.answered, None),
        masked=masked,
    )


@strawberry.type(
    description="The chain of control from a holder to an organization, computed (控制链，推算)."
)
class ControlChain:
    """The chain of control from a holder to an organization."""

    standing: ControlStanding = strawberry.field(description="How firmly it stands (是否确立).")
    steps: list[ControlStep] = strawberry.field(
        description="From the holder down; empty: none is known (各环节)."
    )
    complete: bool = strawberry.field(description="Whether nothing was cut on the way up (是否完整).")


def chain_of(clocks: Clocks, found: Chain) -> ControlChain:
    """A chain as clients see it."""
    certain = ControlStanding.CERTAIN if found.certain else ControlStanding.POSSIBLE
    return ControlChain(
        standing=certain if found.steps else ControlStanding.NOT_ESTABLISHED,
        steps=steps_of(clocks, found.steps),
        complete=not found.gathered.cuts,
    )


@strawberry.type(description="An organization of a group (集团成员).")
class GroupMember:
    """An organization of a group."""

    standing: ControlStanding = strawberry.field(description="How firmly it is controlled (是否确立).")
    step: ControlStep = strawberry.field(
        description="The last step of the chain of control to it (控制环节)."
    )
    rings: int = strawberry.field(description="How many steps below the head at the nearest (层级).")
    organization_id: strawberry.Private[str]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="The organization (机构).")
    async def organization(
        self, info: Info
    ) -> Annotated[Organization, strawberry.lazy("graph_api.subjects.types")] | None:
        """The organization."""
        return await subject_by_id(info.context, self.clocks, self.organization_id)  # type: ignore[return-value]


@strawberry.type(description="A controller and all it controls, computed (企业集团，推算).")
class CorporateGroup:
    """A controller and all it controls."""

    complete: bool = strawberry.field(description="Whether nothing was cut (是否完整).")
    masked: Masked | None = strawberry.field(description="Who is not shown to this request (不予显示).")
    group: strawberry.Private[Group]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(
        description="Who leads it: whoever is at the top, two who control each other, or the organization itself "
        "where several control it together or nobody certainly does (集团控制人)."
    )
    async def heads(
        self, info: Info
    ) -> list[Annotated[Subject, strawberry.lazy("graph_api.subjects.types")]]:
        """Who leads it."""
        found = [await subject_by_id(info.context, self.clocks, each) for each in self.group.heads]
        return [each for each in found if each is not None]

    @strawberry.field(description="What the head controls, the certain ones and the nearest first (成员).")
    def members(
        self,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = None,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Connection[GroupMember]:
        """What the head controls."""
        size, rows = page_size(first), self.group.members
        keys = [each[0] for each in rows]
        start = 0
        if after:
            key = key_of(after, 1)[0]
            if key not in keys:
                raise InputInvalid("after", "it is not a cursor of this list", "不是本列表给出的游标")
            start = keys.index(str(key)) + 1

        async def count() -> int | None:
            return len(rows)

        def node(each: tuple[str, bool, Step]) -> GroupMember:
            key, certain, step = each
            return GroupMember(
                standing=ControlStanding.CERTAIN if certain else ControlStanding.POSSIBLE,
                step=steps_of(self.clocks, (step,))[0],
                rings=self.group.gathered.rings[key],
                organization_id=key,
                clocks=self.clocks,
            )

        return connection(rows[start : start + size + 1], size, lambda each: (each[0],), node, after, count)


def group_of(context: Context, clocks: Clocks, found: Group) -> CorporateGroup:
    """A group as clients see it; a person who leads it is on record."""
    if found.led_by_a_person:
        context.access.viewed(found.heads[0], "CorporateGroup")
    return CorporateGroup(
        complete=not (found.gathered.cuts or found.above.cuts.keys() - found.above.nominees),
        masked=hides(context, clocks, "heads"),
        group=found,
        clocks=clocks,
    )
