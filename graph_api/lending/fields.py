"""The root field a lender asks."""

from __future__ import annotations

from typing import Annotated

import strawberry

from graph_api.context import Clocks, Context
from graph_api.errors import CreditGraphError, Forbidden, InputInvalid
from graph_api.lending.asks import CreditAsk
from graph_api.lending.service import MOST, check_all
from graph_api.lending.types import CreditCheck, CreditCheckInput
from graph_api.payloads import AnyFailure, failure_of
from graph_api.refusals import TooManyInputs
from graph_api.subjects.fields import AsOf, KnownAsOf

Info = strawberry.Info[Context, None]
CreditCheckResult = Annotated[CreditCheck | AnyFailure, strawberry.union("CreditCheckResult")]
#: What a caller may meet and mend; anything else is a fault of the engine or ours.
EXPECTED = (InputInvalid, Forbidden)


def clocks_of(context: Context, as_of: AsOf, known_as_of: KnownAsOf) -> Clocks:
    """The clocks of all checks; the past is for who may see it of everybody."""
    clocks = context.clocks(as_of, known_as_of)
    if clocks.known_as_of is not None and not context.access.everywhere("PAST"):
        raise context.access.refusal("PAST", "knownAsOf")
    return clocks


@strawberry.type
class LendingQuery:
    """The root field a lender asks."""

    @strawberry.field(
        description="What is published about each of up to 1,000, and with their consent what binds them: usable but "
        "not visible; each fails on its own, none says what to decide (授信信用核查，可用不可见)."
    )
    async def credit_check(
        self,
        info: Info,
        inputs: Annotated[
            list[CreditCheckInput], strawberry.argument(description="The checks, at most 1,000 (核查对象).")
        ],
        as_of: AsOf = None,
        known_as_of: KnownAsOf = None,
    ) -> list[CreditCheckResult]:
        """What is published about each, and with their consent what binds them."""
        context = info.context
        try:
            clocks = clocks_of(context, as_of, known_as_of)
            if len(inputs) > MOST:
                raise TooManyInputs("inputs", len(inputs), MOST)
        except EXPECTED as refusal:
            return [failure_of(refusal)]
        results: dict[int, CreditCheckResult] = {}
        asks: dict[int, CreditAsk] = {}
        for place, given in enumerate(inputs):
            try:
                asks[place] = given.plain(f"inputs[{place}]")
            except InputInvalid as refusal:
                results[place] = failure_of(refusal)
        checked = await check_all(context, list(asks.values()), clocks)
        for place, each in zip(asks, checked, strict=True):
            if isinstance(each, CreditGraphError):
                results[place] = failure_of(each)
            else:
                results[place] = CreditCheck(checked=each, clocks=clocks)
        return [results[place] for place in range(len(inputs))]
