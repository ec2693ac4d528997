"""The root fields of ownership and control."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Annotated

import strawberry

from graph_api.access.guard import codes_of
from graph_api.context import Clocks, Context
from graph_api.errors import Forbidden, InputInvalid
from graph_api.ownership.control_types import (
    ControlChain,
    CorporateGroup,
    UltimateControllers,
    chain_of,
    controllers_of,
    group_of,
)
from graph_api.ownership.controlling import chain, controllers, group, owners
from graph_api.ownership.owner_types import BeneficialOwners, owners_of
from graph_api.ownership.parts import OwnershipDirection
from graph_api.ownership.share_types import DEPTH, Ownership, ownership_of
from graph_api.payloads import AnyFailure
from graph_api.subjects.failures import expected
from graph_api.subjects.fields import AsOf, KnownAsOf, found_subject
from graph_api.subjects.types import Organization, Person

Info = strawberry.Info[Context, None]
OwnershipPayload = Annotated[Ownership | AnyFailure, strawberry.union("OwnershipPayload")]
ControllersPayload = Annotated[
    UltimateControllers | AnyFailure, strawberry.union("UltimateControllersPayload")
]
OwnersPayload = Annotated[BeneficialOwners | AnyFailure, strawberry.union("BeneficialOwnersPayload")]
ChainPayload = Annotated[ControlChain | AnyFailure, strawberry.union("ControlChainPayload")]
GroupPayload = Annotated[CorporateGroup | AnyFailure, strawberry.union("CorporateGroupPayload")]
Organ = Annotated[strawberry.ID, strawberry.argument(description="Id of an organization (机构标识).")]
Depth = Annotated[int | None, strawberry.argument(description=DEPTH)]
THRESHOLD = "From which part on, above 0 and at most 1; a quarter, as the law has it, where not given (门槛)."
SUBJECT = "Id of an organization or person (主体标识)."


async def seen_together(
    context: Context, clocks: Clocks, subject_id: str, shown: str, path: str = "subject"
) -> Organization | Person:
    """The subject of an id; of a person only to who may see what it holds put together; on record, refused or not."""
    found = await found_subject(context, clocks, subject_id, path)
    if isinstance(found, Person):
        try:
            await context.access.demand(codes_of(found, "NETWORK"), subject_id, path)
        except Forbidden:
            context.access.refuse(subject_id, shown, subject_id)
            raise
        context.access.viewed(subject_id, shown)
    return found


async def found_organization(context: Context, clocks: Clocks, subject_id: str) -> Organization:
    """The organization of an id."""
    found = await found_subject(context, clocks, subject_id, "organization")
    if not isinstance(found, Organization):
        raise InputInvalid("organization", "it is a person; give an organization", "应为机构，而非自然人")
    return found


def checked_threshold(threshold: float) -> Fraction:
    """The threshold as it was written."""
    if not 0 < threshold <= 1:
        raise InputInvalid("threshold", "it is above 0 and at most 1", "应大于 0 且不超过 1")
    return Fraction(Decimal(repr(threshold)))


@strawberry.type
class OwnershipQuery:
    """Who owns and controls whom, through others."""

    @strawberry.field(description="Shares over all paths and loops, up or down (股权穿透).")
    @expected
    async def ownership(
        self,
        info: Info,
        subject: Annotated[strawberry.ID, strawberry.argument(description=SUBJECT)],
        direction: Annotated[
            OwnershipDirection, strawberry.argument(description="Which way (方向).")
        ] = OwnershipDirection.UP,
        depth: Depth = None,
        as_of: AsOf = None,
        known_as_of: KnownAsOf = None,
    ) -> OwnershipPayload:
        """Shares over all paths and loops."""
        context = info.context
        clocks = context.clocks(as_of, known_as_of)
        found = await seen_together(context, clocks, str(subject), "Ownership")
        return await ownership_of(context, clocks, str(found.id), direction, depth)

    @strawberry.field(
        description="Who controls an organization at the top, by which test and along which chain; computed, no "
        "finding of any organ (实际控制人，推算).",
    )
    @expected
    async def ultimate_controllers(
        self,
        info: Info,
        organization: Organ,
        depth: Depth = None,
        as_of: AsOf = None,
        known_as_of: KnownAsOf = None,
    ) -> ControllersPayload:
        """Who controls an organization at the top."""
        context = info.context
        clocks = context.clocks(as_of, known_as_of)
        about = await found_organization(context, clocks, str(organization))
        return controllers_of(context, clocks, await controllers(context, clocks, str(about.id), depth))

    @strawberry.field(
        description="The natural persons who own an organization in the end; computed, no filing (受益所有人，推算)."
    )
    @expected
    async def beneficial_owners(
        self,
        info: Info,
        organization: Organ,
        threshold: Annotated[float, strawberry.argument(description=THRESHOLD)] = 0.25,
        depth: Depth = None,
        as_of: AsOf = None,
        known_as_of: KnownAsOf = None,
    ) -> OwnersPayload:
        """The natural persons who own an organization in the end."""
        context = info.context
        clocks = context.clocks(as_of, known_as_of)
        part = checked_threshold(threshold)
        about = await found_organization(context, clocks, str(organization))
        found = await owners(context, clocks, str(about.id), about.state_capital, part, depth)
        return owners_of(context, clocks, found)

    @strawberry.field(
        description="The chain of control from a holder to an organization; computed (控制链，推算)."
    )
    @expected
    async def control_chain(
        self,
        info: Info,
        holder: Annotated[strawberry.ID, strawberry.argument(description=SUBJECT)],
        organization: Organ,
        depth: Depth = None,
        as_of: AsOf = None,
        known_as_of: KnownAsOf = None,
    ) -> ChainPayload:
        """The chain of control from a holder to an organization."""
        context = info.context
        clocks = context.clocks(as_of, known_as_of)
        above = await seen_together(context, clocks, str(holder), "ControlChain", "holder")
        about = await found_organization(context, clocks, str(organization))
        return chain_of(clocks, await chain(context, clocks, str(above.id), str(about.id), depth))

    @strawberry.field(
        description="The group an organization belongs to: whoever is at its top and all that one controls; computed "
        "(企业集团，推算)."
    )
    @expected
    async def corporate_group(
        self,
        info: Info,
        organization: Organ,
        depth: Depth = None,
        as_of: AsOf = None,
        known_as_of: KnownAsOf = None,
    ) -> GroupPayload:
        """The group an organization belongs to."""
        context = info.context
        clocks = context.clocks(as_of, known_as_of)
        about = await found_organization(context, clocks, str(organization))
        return group_of(context, clocks, await group(context, clocks, str(about.id), depth))
