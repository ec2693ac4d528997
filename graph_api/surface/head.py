"""What the head of a request must say before its body is read: to whom it speaks, from where, and in which form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from graph_api.surface.refusals import RequestRefused

LOOPBACK = frozenset({b"localhost", b"127.0.0.1", b"[::1]"})
JSON = b"application/json"
GRAPHQL_JSON = b"application/graphql-response+json"
EVERYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - compared, not listened on
#: Headers that decide something; given twice, two readers may believe two things.
SINGLE = frozenset({b"host", b"content-type", b"content-length", b"content-encoding", b"origin"})
Headers = dict[bytes, bytes]


def names(listening: str, hosts: Iterable[str]) -> frozenset[bytes]:
    """The names under which the service answers."""
    own = set() if listening in EVERYWHERE else {listening}
    given = {f"[{name}]" if name.count(":") > 1 and name[0] != "[" else name for name in {*own, *hosts}}
    return LOOPBACK | {name.lower().encode() for name in given}


def headers(scope: Mapping[str, Any]) -> Headers:
    """The headers by name; refuses those that decide something and stand twice."""
    found: Headers = {}
    for name, value in scope["headers"]:
        if name in found:
            if name in SINGLE:
                raise RequestRefused("BAD_REQUEST", close=True)
            value = found[name] + b", " + value
        found[name] = value
    return found


def check_host(found: Headers, allowed: frozenset[bytes]) -> None:
    """Refuses a request for another name than ours: a page elsewhere may have its name lead here."""
    host = found.get(b"host", b"").lower()
    name = host.partition(b"]")[0] + b"]" if host.startswith(b"[") else host.partition(b":")[0]
    if name not in allowed:
        raise RequestRefused("MISDIRECTED")


def check_origin(found: Headers, origins: frozenset[bytes]) -> bool:
    """Whether the request is of a page of an allowed other origin; refuses pages of all others."""
    origin = found.get(b"origin")
    if origin is not None:
        if origin in origins:
            return True
        if origin.partition(b"://")[2] != found.get(b"host") or origin == b"null":
            raise RequestRefused("FOREIGN_ORIGIN")
    if found.get(b"sec-fetch-site", b"none") not in (b"same-origin", b"none"):
        raise RequestRefused("FOREIGN_ORIGIN")
    return False


def check_form(found: Headers, most: int) -> None:
    """Refuses a body that is not plain JSON, and one that says it is too long."""
    if not _is_json(found.get(b"content-type", b"")):
        raise RequestRefused("UNSUPPORTED_MEDIA_TYPE", close=True)
    if found.get(b"content-encoding", b"identity").lower() != b"identity":
        raise RequestRefused("UNSUPPORTED_ENCODING", close=True)
    length = found.get(b"content-length", b"0")
    if not length.isdigit() or len(length) > 12 or int(length) > most:
        raise RequestRefused("BODY_TOO_LARGE", close=True)


@lru_cache(maxsize=64)
def _is_json(given: bytes) -> bool:
    kind, _, parameters = given.partition(b";")
    charset = parameters.strip().lower().replace(b'"', b"")
    return kind.strip().lower() == JSON and charset in (b"", b"charset=utf-8")


@lru_cache(maxsize=256)
def answer_type(accept: bytes) -> bytes:
    """The media type of the answer; plain JSON where the caller has no wish, refused where it wants neither."""
    best: tuple[float, int, bytes] | None = None
    for place, part in enumerate(accept.lower().split(b",") if accept.strip() else [b"*/*"]):
        kind, *parameters = (each.strip() for each in part.split(b";"))
        weight = _weight(parameters)
        for offered in (JSON, GRAPHQL_JSON):
            if weight > 0 and kind in (offered, b"application/*", b"*/*"):
                candidate = (weight, -place, offered)
                if best is None or candidate[:2] > best[:2]:
                    best = candidate
    if best is None:
        raise RequestRefused("NOT_ACCEPTABLE")
    return best[2]


def _weight(parameters: Iterable[bytes]) -> float:
    for each in parameters:
        if each.startswith(b"q="):
            try:
                return float(each[2:])
            except ValueError:
                return 0.0
    return 1.0
