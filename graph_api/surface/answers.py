"""How answers leave: with the headers that keep browsers and caches from doing harm, on every path."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any

from graph_api.surface.refusals import RequestRefused

Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Pairs = list[tuple[bytes, bytes]]

SAFE: Pairs = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
NO_STORE = (b"cache-control", b"no-store")
NOTHING = (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'")
#: A page of ours may use what our own server gives, and nobody may frame it.
OWN = (
    b"content-security-policy",
    b"default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
)
#: The headers that a page of an allowed origin may send.
SENT = b"authorization, content-type, credit-role, credit-purpose, credit-authorisation, credit-case"
TRANSPORT = (b"strict-transport-security", b"max-age=31536000")
DATA: Pairs = [*SAFE, NO_STORE, NOTHING, (b"vary", b"origin, accept")]


async def answer(
    send: Send, scope: Mapping[str, Any], status: int, body: bytes, kind: bytes, more: Pairs | None = None
) -> None:
    """Sends a whole answer of data."""
    found = [
        *DATA,
        (b"content-type", kind + b"; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    if scope.get("scheme") == "https":
        found.append(TRANSPORT)
    if more:
        found.extend(more)
    await send({"type": "http.response.start", "status": status, "headers": found})
    await send({"type": "http.response.body", "body": body})


async def refuse(
    send: Send, scope: Mapping[str, Any], refusal: RequestRefused, more: Pairs | None = None
) -> None:
    """Sends a refusal."""
    pairs = [*refusal.headers(), *(more or ())]
    await answer(send, scope, refusal.status, refusal.body(), b"application/json", pairs)


def safe(send: Send, scope: Mapping[str, Any]) -> Send:
    """A `send` that adds what the application behind it leaves out."""

    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            given: Pairs = list(message.get("headers", ()))
            have = {name for name, _ in given}
            kind = next((value for name, value in given if name == b"content-type"), b"")
            policy = NOTHING if kind.startswith(b"application/json") else OWN
            more = [*SAFE, NO_STORE, policy, *([TRANSPORT] if scope.get("scheme") == "https" else [])]
            message = {**message, "headers": [*given, *(pair for pair in more if pair[0] not in have)]}
        await send(message)

    return sending


def allowing(origin: bytes, preflight: bool = False) -> Pairs:
    """The headers by which a page of an allowed origin may read the answer."""
    found = [(b"access-control-allow-origin", origin)]
    if preflight:
        found += [
            (b"access-control-allow-methods", b"POST"),
            (b"access-control-allow-headers", SENT),
            (b"access-control-max-age", b"600"),
        ]
    return found
