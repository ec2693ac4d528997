"""Attacks with tokens, each through the service in closed access: none is taken for the public either."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from typing import Any

import pytest
from joserfc.jwk import OctKey, OKPKey, RSAKey

from graph_api.access.issuers import Issuer
from graph_api.access.viewer import Role
from graph_api.callers.keysets import usable
from tests.callers.conftest import Closed
from tests.callers.signing import (
    EC,
    ED,
    ISSUER,
    RSA,
    STRANGER,
    claims,
    encoded,
    handmade,
    key_set,
    public_pem,
    signed,
)

HEADER = {"alg": "EdDSA", "kid": "ed", "typ": "at+jwt"}
HS256 = {"alg": "HS256", "kid": "rsa", "typ": "at+jwt"}
Forged = Callable[[dict[str, Any], float], str]

ATTACKS: dict[str, tuple[str, Forged]] = {
    "algorithm none": ("algorithm", lambda told, _: handmade(HEADER | {"alg": "none"}, told)),
    "algorithm None in capitals": ("algorithm", lambda told, _: handmade(HEADER | {"alg": "NONE"}, told)),
    "HS256 with the public PEM": ("algorithm", lambda told, _: handmade(HS256, told, secret=public_pem(RSA))),
    "HS256 with the public JWK": (
        "algorithm",
        lambda told, _: handmade(HS256, told, secret=json.dumps(RSA.as_dict(private=False)).encode()),
    ),
    "an algorithm that is not listed": ("algorithm", lambda told, _: signed(told, RSA, "RS512")),
    "an algorithm of another key": ("algorithm", lambda told, _: handmade(HEADER | {"kid": "rsa"}, told, ED)),
    "a critical header": ("header", lambda told, _: handmade(HEADER | {"crit": ["exp"]}, told, ED)),
    "an empty critical header": ("header", lambda told, _: handmade(HEADER | {"crit": []}, told, ED)),
    "an embedded jwk": (
        "header",
        lambda told, _: handmade(HEADER | {"jwk": STRANGER.as_dict(private=False)}, told, STRANGER),
    ),
    "an embedded jku": (
        "header",
        lambda told, _: handmade(HEADER | {"jku": "https://e.test"}, told, STRANGER),
    ),
    "an embedded x5u": (
        "header",
        lambda told, _: handmade(HEADER | {"x5u": "https://e.test"}, told, STRANGER),
    ),
    "an embedded x5c": ("header", lambda told, _: handmade(HEADER | {"x5c": ["MIIB"]}, told, STRANGER)),
    "an unknown header": ("malformed", lambda told, _: handmade(HEADER | {"more": "x"}, told, ED)),
    "another's key under the same id": ("signature", lambda told, _: signed(told, STRANGER)),
    "claims changed after signing": ("signature", lambda told, _: _changed(signed(told))),
    "no signature": ("signature", lambda told, _: handmade(HEADER, told)),
    "an unknown key id": ("key_id", lambda told, _: handmade(HEADER | {"kid": "../ed"}, told, ED)),
    "a key id that is no text": ("key_id", lambda told, _: handmade(HEADER | {"kid": ["ed"]}, told, ED)),
    "another audience": ("audience", lambda told, _: signed(told | {"aud": "another"})),
    "an audience that only begins like ours": (
        "audience",
        lambda told, _: signed(told | {"aud": ["credit-graph-test", "credit"]}),
    ),
    "another issuer": ("issuer", lambda told, _: signed(told | {"iss": ISSUER + "/"})),
    "an issuer that is no text": ("issuer", lambda told, _: signed(told | {"iss": [ISSUER]})),
    "expired": ("expired", lambda told, now: signed(told | {"exp": int(now) - 31})),
    "an end that is no number": ("claims", lambda told, _: signed(told | {"exp": "2099"})),
    "an end that is NaN": ("claims", lambda told, _: signed(told | {"exp": float("nan")})),
    "an end that is endless": ("claims", lambda told, _: handmade(HEADER, _raw(told, "1e999"), ED)),
    "not before later": ("not_yet", lambda told, now: signed(told | {"nbf": int(now) + 31})),
    "issued later": ("not_yet", lambda told, now: signed(told | {"iat": int(now) + 31})),
    "no end": ("claims", lambda told, _: signed({k: v for k, v in told.items() if k != "exp"})),
    "no subject": ("claims", lambda told, _: signed({k: v for k, v in told.items() if k != "sub"})),
    "an empty subject": ("claims", lambda told, _: signed(told | {"sub": ""})),
    "no kind": ("type", lambda told, _: handmade({"alg": "EdDSA", "kid": "ed"}, told, ED)),
    "a logout token": ("type", lambda told, _: signed(told, header={"typ": "logout+jwt"})),
    "too long": ("too_long", lambda told, _: signed(told | {"x": "y" * 9000})),
    "claims nested five thousand deep": ("malformed", lambda told, _: handmade(HEADER, b"[" * 5000, ED)),
    "a header nested five thousand deep": ("malformed", lambda told, _: "Ww" + "tb" * 2500 + ".e30.e30"),
    "claims that are a list": ("malformed", lambda told, _: handmade(HEADER, [told], ED)),
    "no token at all": ("malformed", lambda told, _: "abc"),
    "three dots and nothing": ("malformed", lambda told, _: ".."),
}


def _changed(token: str) -> str:
    head, body, signature = token.split(".")
    told = json.loads(base64.urlsafe_b64decode(body + "=="))
    return f"{head}.{encoded(told | {'sub': 'u-2'})}.{signature}"


def _raw(told: dict[str, Any], end: str) -> bytes:
    return json.dumps(told | {"exp": "END"}).replace('"END"', end).encode()


@pytest.mark.parametrize("attack", ATTACKS)
async def test_a_forged_token_is_refused_for_what_is_wrong_with_it(closed: Closed, attack: str) -> None:
    await closed.caller(Role.APPROVER, subject="u-1")
    reason, forge = ATTACKS[attack]
    now = closed.clock.now().timestamp()
    token = forge(claims(now), now)
    challenge = f'Bearer realm="credit-graph", error="invalid_token", error_description="{reason}"'
    assert await closed.refused(token) == (401, "CREDENTIALS_REFUSED", challenge)


@pytest.mark.parametrize(
    ("key", "alg"), [(ED, "EdDSA"), (ED, "Ed25519"), (EC, "ES256"), (RSA, "RS256"), (RSA, "PS256")]
)
async def test_a_good_token_of_each_algorithm_is_its_caller(closed: Closed, key: Any, alg: str) -> None:
    caller_id = await closed.caller(Role.APPROVER, subject="u-1", organ="9132", regions=("32",))
    token = signed(claims(closed.clock.now().timestamp()), key, alg)
    assert await closed.viewer(token) == {
        "callerId": caller_id,
        "name": "王经办",
        "role": "APPROVER",
        "roles": ["APPROVER"],
        "regions": ["32"],
        "purpose": None,
        "strong": True,
        "scopes": [],
        "keyExpires": None,
    }


async def test_two_tokens_at_once_are_refused(closed: Closed) -> None:
    token = closed.token()
    again = ("Authorization", f"Bearer {token}")
    assert (await closed.refused(token, again))[:2] == (401, "CREDENTIALS_REFUSED")


async def test_a_token_checked_a_moment_ago_still_ends_when_it_ends(closed: Closed) -> None:
    await closed.caller(Role.APPROVER, subject="u-1")
    token = closed.token(exp=int(closed.clock.now().timestamp()) + 5)
    await closed.viewer(token)
    closed.clock.forward(seconds=36)
    assert (await closed.refused(token))[2].endswith('"expired"')  # type: ignore[union-attr]


async def test_a_flood_of_unknown_key_ids_reads_the_key_set_once_a_minute(
    closing: Callable[..., Closed],
) -> None:
    reads = []

    def fetch(issuer: Issuer) -> bytes:
        reads.append(issuer.issuer)
        return json.dumps(key_set()).encode()

    closed = closing(fetch, provider={"keys_file": None, "keys_url": "https://login.example.test/keys"})
    await closed.caller(Role.APPROVER, subject="u-1")
    await closed.viewer(closed.token())
    told = claims(closed.clock.now().timestamp())
    for place in range(200):
        token = handmade(HEADER | {"kid": f"k{place}"}, told, STRANGER)
        assert (await closed.refused(token, client=f"10.0.1.{place}"))[0] == 401
    assert len(reads) == 1
    closed.clock.forward(seconds=61)
    for place in range(200):
        token = handmade(HEADER | {"kid": f"m{place}"}, claims(closed.clock.now().timestamp()), STRANGER)
        await closed.refused(token, client=f"10.0.2.{place}")
    assert len(reads) == 2


async def test_a_new_key_of_the_provider_is_found_within_a_minute(
    closing: Callable[..., Closed],
) -> None:
    published = [key_set(EC)]
    closed = closing(lambda _: json.dumps(published[0]).encode())
    await closed.caller(Role.APPROVER, subject="u-1")
    assert (await closed.refused(closed.token()))[0] == 401
    published[0] = key_set(EC, ED)
    closed.clock.forward(seconds=61)
    assert (await closed.viewer(closed.token()))["role"] == "APPROVER"


async def test_a_provider_that_is_down_is_not_the_callers_fault(closing: Callable[..., Closed]) -> None:
    up = [True]

    def fetch(_: Issuer) -> bytes:
        if not up[0]:
            raise OSError("unreachable")
        return json.dumps(key_set()).encode()

    closed = closing(fetch)
    await closed.caller(Role.APPROVER, subject="u-1")
    up[0] = False
    assert (await closed.refused(closed.token()))[:2] == (503, "KEYS_UNAVAILABLE")
    up[0] = True
    closed.clock.forward(seconds=6)
    assert (await closed.viewer(closed.token()))["role"] == "APPROVER"
    up[0] = False
    closed.clock.forward(hours=23)
    assert (await closed.viewer(closed.token()))["role"] == "APPROVER"
    closed.clock.forward(hours=2)
    assert (await closed.refused(closed.token()))[:2] == (503, "KEYS_UNAVAILABLE")


def test_keys_that_are_secret_weak_nameless_or_double_are_left_out() -> None:
    shared = OctKey.generate_key(256, {"kid": "oct"}).as_dict(private=True)
    weak = RSAKey.generate_key(1024, {"kid": "weak"}).as_dict(private=False)
    private = OKPKey.generate_key("Ed25519", {"kid": "private"}).as_dict(private=True)
    nameless = {name: value for name, value in ED.as_dict(private=False).items() if name != "kid"}
    sealing = EC.as_dict(private=False) | {"kid": "enc", "use": "enc"}
    double = STRANGER.as_dict(private=False)
    given = [
        shared,
        weak,
        private,
        nameless,
        sealing,
        ED.as_dict(private=False),
        double,
        {"kty": "EC", "kid": "x"},
    ]
    assert set(usable({"keys": [*given, RSA.as_dict(private=False)]})) == {"rsa"}


def test_a_set_of_a_thousand_keys_is_no_key_set() -> None:
    one = ED.as_dict(private=False)
    with pytest.raises(ValueError):
        usable({"keys": [one | {"kid": str(number)} for number in range(1000)]})
