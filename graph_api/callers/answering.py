"""How a refusal of a caller is answered over HTTP, and how open access is said on every response."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from graph_api.callers.open_access import HEADER
from graph_api.callers.refusals import CredentialsRefused, TooManyFailures
from graph_api.errors import CallerRefused, CreditGraphError, EngineError

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


def status_of(error: CreditGraphError) -> int:
    """The HTTP status of a refusal; an engine that does not answer is 503."""
    if isinstance(error, CallerRefused):
        return error.status
    return 503 if isinstance(error, EngineError) else 400


def headers_of(error: CreditGraphError) -> list[tuple[bytes, bytes]]:
    """What a refusal says in headers: how to sign in, or when to come again."""
    if isinstance(error, CredentialsRefused):
        missing = error.reason == "MISSING"
        why = "" if missing else f', error="invalid_token", error_description="{error.reason.lower()}"'
        return [(b"www-authenticate", f'Bearer realm="credit-graph"{why}'.encode())]
    if isinstance(error, TooManyFailures):
        return [(b"retry-after", str(error.retry_after).encode())]
    return []


def open_aloud(send: Send) -> Send:
    """Sends with a header that says everybody on this machine sees everything."""

    async def aloud(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", ()), HEADER]
        await send(message)

    return aloud
