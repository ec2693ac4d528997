"""Beneficial owners as clients see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import strawberry

from graph_api.access.types import Masked
from graph_api.context import Clocks, Context
from graph_api.ownership.control_types import ControlStanding, ControlStep, steps_of
from graph_api.ownership.controlling import Owner, Owners, OwnerTest
from graph_api.ownership.parts import Part, part_of
from graph_api.ownership.share_types import OwnershipCut, cuts_of, hides
from graph_api.positions.types import subject_by_id

if TYPE_CHECKING:
    from graph_api.subjects.types import Person

Info = strawberry.Info[Context, None]
BASIS = "受益所有人信息管理办法（中国人民银行 国家市场监督管理总局令〔2024〕第3号）第六条、第七条"

strawberry.enum(
    OwnerTest,
    description="Why somebody is a beneficial owner: SHARE, VOTES, CONTROL, or OFFICE where nobody else certainly is "
    "(受益所有人认定标准).",
)


@strawberry.type(
    description="A natural person who owns an organization in the end, computed (受益所有人，推算)."
)
class BeneficialOwner:
    """A natural person who owns an organization in the end."""

    standing: ControlStanding = strawberry.field(
        description="CERTAIN: by a test that is met; POSSIBLE: something unknown decides (是否确立)."
    )
    tests: list[OwnerTest] = strawberry.field(description="Tests that are met (符合的标准).")
    possible_tests: list[OwnerTest] = strawberry.field(description="Tests that may be met (可能符合的标准).")
    share: Part = strawberry.field(description="Share over all paths (穿透持股比例).")
    votes: Part = strawberry.field(description="Votes it can cast (可行使表决权).")
    chain: list[ControlStep] = strawberry.field(description="How it controls, where it does (控制链).")
    person_id: strawberry.Private[str]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="The person (自然人).")
    async def person(
        self, info: Info
    ) -> Annotated[Person, strawberry.lazy("graph_api.subjects.types")] | None:
        """The person."""
        return await subject_by_id(info.context, self.clocks, self.person_id)  # type: ignore[return-value]


@strawberry.type(
    description="The natural persons who own an organization in the end: computed, no filing (受益所有人，推算非备案)."
)
class BeneficialOwners:
    """The natural persons who own an organization in the end."""

    owners: list[BeneficialOwner] = strawberry.field(description="The certain ones first (受益所有人).")
    others_may_be: bool = strawberry.field(
        description="What is left open is large enough for somebody who is not named (是否可能另有受益所有人)."
    )
    basis: str = strawberry.field(description="The rule whose tests these are (依据).")
    left_open: Part | None = strawberry.field(
        description="The part that arrives at nobody shown (未穿透部分)."
    )
    complete: bool = strawberry.field(
        description="Whether nothing was cut for want of depth, number or time (完整)."
    )
    cuts: list[OwnershipCut] = strawberry.field(
        description="Of whom not everything was looked at, the largest 20 (未尽查看的主体)."
    )
    masked: Masked | None = strawberry.field(description="Who is not shown to this request (不予显示).")


def owners_of(context: Context, clocks: Clocks, found: Owners) -> BeneficialOwners:
    """The beneficial owners as clients see them, each on record."""

    def shown(each: Owner) -> BeneficialOwner:
        context.access.viewed(each.person, "BeneficialOwner")
        return BeneficialOwner(
            standing=ControlStanding.CERTAIN if each.certain else ControlStanding.POSSIBLE,
            tests=list(each.certain),
            possible_tests=list(each.possible),
            share=part_of(each.share),
            votes=part_of(each.votes),
            chain=steps_of(clocks, each.chain),
            person_id=each.person,
            clocks=clocks,
        )

    answered = found.answered
    return BeneficialOwners(
        owners=[shown(each) for each in found.found],
        others_may_be=found.others_may_be,
        basis=BASIS,
        left_open=part_of(answered.left_open) if answered.left_open else None,
        complete=answered.complete,
        cuts=cuts_of(clocks, answered, None),
        masked=hides(context, clocks, "owners"),
    )
