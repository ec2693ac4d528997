"""Root fields that answer an expected failure as a type of their payload."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import ParamSpec, TypeVar

from graph_api.errors import CreditGraphError
from graph_api.payloads import AnyFailure, failure_of

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def expected(
    resolve: Callable[Given, Awaitable[Answer]],
) -> Callable[Given, Awaitable[Answer | AnyFailure]]:
    """The resolver, its expected failures answered as payloads with path and a sentence that says what to do."""

    @functools.wraps(resolve)
    async def answered(*given: Given.args, **named: Given.kwargs) -> Answer | AnyFailure:
        try:
            return await resolve(*given, **named)
        except CreditGraphError as error:
            return failure_of(error)

    return answered
