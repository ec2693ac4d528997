"""The root field about oneself."""

from __future__ import annotations

from typing import Annotated

import strawberry

from graph_api.context import Context
from graph_api.me.types import Me
from graph_api.payloads import AnyFailure
from graph_api.subjects.failures import expected
from graph_api.subjects.fields import AsOf

Info = strawberry.Info[Context, None]
MePayload = Annotated[Me | AnyFailure, strawberry.union("MePayload")]


@strawberry.type
class MeQuery:
    """Oneself."""

    @strawberry.field(
        description="What is kept about oneself, what one authorised, and who looked; free, as often as one likes "
        "(本人查询)."
    )
    @expected
    async def me(self, info: Info, as_of: AsOf = None) -> MePayload:
        """What is kept about oneself."""
        context = info.context
        return Me(subject_ids=context.viewer.subject_ids, clocks=context.clocks(as_of))
