"""The keys of an OpenID provider: read from a file or an address, kept a while, never asked for in a flood."""

from __future__ import annotations

import asyncio
import json
import urllib.request
from collections.abc import Callable
from typing import Any

import structlog
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, OKPKey, RSAKey, import_key

from graph_api.access.issuers import Issuer
from graph_api.callers.kept import Clock
from graph_api.callers.refusals import KeysUnavailable

log = structlog.get_logger("credit_graph.callers")

Key = OKPKey | ECKey | RSAKey
Fetch = Callable[[Issuer], bytes]

#: Seconds between two readings for want of a key, whoever asks for it.
UNKNOWN_KEY_GAP = 60.0
#: Seconds between two attempts while there is none at all.
NO_KEYS_GAP = 5.0
#: Seconds for which keys are still believed when they cannot be read again.
STALE = 86_400.0
LARGEST_SET = 256 * 1024
MOST_KEYS = 64
SMALLEST_RSA = 2048


class IssuerKeys:
    """The keys of one provider by their id."""

    def __init__(self, issuer: Issuer, clock: Clock, fetch: Fetch | None = None) -> None:
        self._issuer = issuer
        self._clock = clock
        self._fetch = fetch or fetched
        self._keys: dict[str, Key] = {}
        self._read_at: float | None = None
        self._tried_at: float | None = None
        self._lock = asyncio.Lock()

    async def key(self, key_id: str) -> Key | None:
        """The key of this id, read again if it is new; None where the provider has no such key."""
        if self._too_old():
            await self._again(lambda: self._too_old() and self._may_try())
        if key_id not in self._keys and self._may_try():
            await self._again(lambda: key_id not in self._keys and self._may_try())
        if self._read_at is None or self._clock() - self._read_at > STALE:
            raise KeysUnavailable()
        return self._keys.get(key_id)

    def _too_old(self) -> bool:
        return self._read_at is None or self._clock() - self._read_at > self._issuer.keys_max_age

    def _may_try(self) -> bool:
        gap = UNKNOWN_KEY_GAP if self._keys else NO_KEYS_GAP
        return self._tried_at is None or self._clock() - self._tried_at >= gap

    async def _again(self, needed: Callable[[], bool]) -> None:
        async with self._lock:
            if not needed():
                return
            self._tried_at = self._clock()
            try:
                found = usable(json.loads(await asyncio.to_thread(self._fetch, self._issuer)))
            except (OSError, ValueError, RecursionError) as error:
                log.warning("keys_not_read", issuer=self._issuer.issuer, cause=type(error).__name__)
                return
            self._keys, self._read_at = found, self._clock()


def usable(given: Any) -> dict[str, Key]:
    """The public signing keys of a set by their id; what is secret, weak, nameless or double is left out."""
    listed = given.get("keys") if isinstance(given, dict) else None
    if not isinstance(listed, list) or len(listed) > MOST_KEYS:
        raise ValueError("no key set of a reasonable size")
    found: dict[str, Key] = {}
    double: set[str] = set()
    for each in listed:
        key = _usable_key(each)
        if key is None:
            continue
        if each["kid"] in found:
            double.add(each["kid"])
        found[each["kid"]] = key
    return {kid: key for kid, key in found.items() if kid not in double}


def _usable_key(given: Any) -> Key | None:
    if not isinstance(given, dict) or not isinstance(given.get("kid"), str) or not given["kid"]:
        return None
    # A private part that is published, or a shared secret, proves nothing.
    if given.get("kty") not in ("OKP", "EC", "RSA") or "d" in given or given.get("use", "sig") != "sig":
        return None
    try:
        key = import_key(given)
    except (JoseError, ValueError, TypeError):
        return None
    if isinstance(key, RSAKey):
        return key if key.public_key.key_size >= SMALLEST_RSA else None
    if isinstance(key, ECKey):
        return key if key.curve_name == "P-256" else None
    return key if isinstance(key, OKPKey) and given.get("crv") == "Ed25519" else None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Keys come from the address of the settings and from nowhere it may point to."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        """No other address."""
        return None


def fetched(issuer: Issuer) -> bytes:
    """The key set as bytes, from the file or the address of the settings."""
    if issuer.keys_file is not None:
        with issuer.keys_file.open("rb") as stream:
            return _bounded(stream.read(LARGEST_SET + 1))
    assert issuer.keys_url is not None
    opener = urllib.request.build_opener(_NoRedirect)
    with opener.open(issuer.keys_url, timeout=5) as answer:
        return _bounded(answer.read(LARGEST_SET + 1))


def _bounded(text: bytes) -> bytes:
    if len(text) > LARGEST_SET:
        raise ValueError("the key set is too large")
    return text
