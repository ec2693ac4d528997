"""The mutations by which a subject authorises, and ends what it authorised."""

from __future__ import annotations

from typing import Annotated

import strawberry

from graph_api.consent import service
from graph_api.consent.types import Authorisation, GrantInput
from graph_api.context import Context, UnreadableDate
from graph_api.payloads import AnyFailure
from graph_api.refusals import InvalidDate
from graph_api.subjects.failures import expected

Info = strawberry.Info[Context, None]
AuthorisationPayload = Annotated[Authorisation | AnyFailure, strawberry.union("AuthorisationPayload")]


@strawberry.type
class ConsentMutation:
    """What a subject decides about its own data."""

    @strawberry.mutation(
        description="Authorise one named body for one purpose and a term; by the subject alone, effective at once "
        "(作出授权)."
    )
    @expected
    async def grant_authorisation(self, info: Info, input: GrantInput) -> AuthorisationPayload:
        """Authorise one named body for one purpose."""
        for name in ("until", "since"):
            if isinstance(getattr(input, name), UnreadableDate):
                raise InvalidDate(f"input.{name}")
        context = info.context
        return Authorisation.of(await service.grant(context, input.plain()), context.now())

    @strawberry.mutation(
        description="End an authorisation one gave; effective at once, and what was answered before stays answered "
        "(撤回授权)."
    )
    @expected
    async def revoke_authorisation(self, info: Info, id: strawberry.ID) -> AuthorisationPayload:
        """End an authorisation one gave."""
        context = info.context
        return Authorisation.of(await service.revoke(context, str(id)), context.now())
