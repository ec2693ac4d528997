"""What a request costs for knowing who makes it: microseconds of a token and of an API key, known and new.

    python -m bench.callers

Over the embedded engine in a folder that is thrown away.
"""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey

from bench.trust import Silent
from graph_api.access.issuers import Issuer
from graph_api.access.viewer import Role
from graph_api.callers.making import NewCaller
from graph_api.callers.rights import Rights
from graph_api.callers.service import Callers
from graph_api.engine.opening import open_database
from graph_api.ids.keyed_hash import open_number_key
from graph_api.settings import Settings

ISSUER = "https://login.example.test"
KEYS: dict[str, Any] = {
    "EdDSA": OKPKey.generate_key("Ed25519", {"kid": "EdDSA"}),
    "ES256": ECKey.generate_key("P-256", {"kid": "ES256"}),
    "RS256": RSAKey.generate_key(2048, {"kid": "RS256"}),
    "PS256": RSAKey.generate_key(2048, {"kid": "PS256"}),
}


def scope_of(credentials: str) -> dict[str, Any]:
    """A request as the server hands it over."""
    headers = [(b"host", b"test"), (b"authorization", f"Bearer {credentials}".encode())]
    return {"headers": headers, "query_string": b"", "client": ("127.0.0.1", 1)}


def token(algorithm: str, number: int) -> str:
    """A token nobody has sent before."""
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": "a", "sub": "u", "iat": now, "exp": now + 600, "jti": str(number)}
    header = {"alg": algorithm, "kid": algorithm, "typ": "at+jwt"}
    return jwt.encode(header, claims, KEYS[algorithm], algorithms=[algorithm])


async def measured(name: str, times: int, once: Callable[[int], Awaitable[Any]]) -> None:
    """Prints the least, the median and the 99th percentile of one thing, and its processor time."""
    taken = []
    worked = time.process_time()
    for number in range(times):
        began = time.perf_counter()
        await once(number)
        taken.append((time.perf_counter() - began) * 1e6)
    worked = (time.process_time() - worked) / times * 1e6
    taken.sort()
    shown = (taken[0], statistics.median(taken), taken[int(len(taken) * 0.99)], worked)
    print(f"{name:<36}", *(f"{each:>10.1f}" for each in shown))


def asking(callers: Callers, scopes: Sequence[dict[str, Any]]) -> Callable[[int], Awaitable[Any]]:
    """Who makes each of these requests, in turn."""
    return lambda number: callers.viewer(scopes[number % len(scopes)])


async def main() -> None:
    """Measures each way once."""
    with tempfile.TemporaryDirectory() as place:
        keys = Path(place) / "keys.json"
        keys.write_text(json.dumps({"keys": [key.as_dict(private=False) for key in KEYS.values()]}))
        issuer = Issuer(issuer=ISSUER, audience="a", keys_file=keys)
        settings = Settings(home=Path(place), access="closed", issuers=(issuer,))
        async with open_database(settings) as db:
            rights = Rights(db, "bench", Silent())
            caller = await rights.add(NewCaller("bench", external_id=f"{ISSUER}|u"))
            await rights.give(caller, Role.APPROVER)
            made = [await rights.new_key(caller, 1, (), ()) for _ in range(20)]
            callers = Callers(db, settings, open_number_key(settings.home))
            scopes = [scope_of(each.text.get_secret_value()) for each in made]
            print(f"{'microseconds':<36} {'least':>10} {'median':>10} {'p99':>10} {'processor':>10}")
            bare: dict[str, Any] = {"headers": [(b"host", b"test")], "query_string": b""}
            await measured("no credentials", 5000, asking(callers, [bare]))
            for algorithm in KEYS:
                tokens = [scope_of(token(algorithm, number)) for number in range(500)]
                await measured(f"JWT {algorithm}, new", 500, asking(callers, tokens))
                await measured(f"JWT {algorithm}, checked before", 5000, asking(callers, tokens[:1]))
            await measured("API key, new (argon2 and one read)", 20, asking(callers, scopes))
            await measured("API key, compared before", 5000, asking(callers, scopes[:1]))
            await callers.close()


if __name__ == "__main__":
    asyncio.run(main())
