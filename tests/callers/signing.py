"""An OpenID provider of our own: its keys, its tokens, and the tokens an attacker would write."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

from joserfc import jwt
from joserfc.jwk import ECKey, OKPKey, RSAKey

ISSUER = "https://login.example.test/realms/credit"
AUDIENCE = "credit-graph"

ED = OKPKey.generate_key("Ed25519", {"kid": "ed", "use": "sig"})
EC = ECKey.generate_key("P-256", {"kid": "ec", "use": "sig"})
RSA = RSAKey.generate_key(2048, {"kid": "rsa", "use": "sig"})
STRANGER = OKPKey.generate_key("Ed25519", {"kid": "ed", "use": "sig"})


def key_set(*keys: Any) -> dict[str, Any]:
    """The public halves, as a provider publishes them."""
    return {"keys": [key.as_dict(private=False) for key in keys or (ED, EC, RSA)]}


def claims(now: float, **changes: Any) -> dict[str, Any]:
    """The claims of a good access token; a change to None leaves one out."""
    told = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": "u-1",
        "iat": int(now) - 10,
        "exp": int(now) + 300,
        "amr": ["pwd", "mfa"],
    }
    return {name: value for name, value in (told | changes).items() if value is not None}


def signed(
    told: dict[str, Any], key: Any = ED, alg: str = "EdDSA", header: dict[str, Any] | None = None
) -> str:
    """A token as the provider signs it."""
    return jwt.encode(
        {"alg": alg, "kid": key.kid, "typ": "at+jwt", **(header or {})}, told, key, algorithms=[alg]
    )


def encoded(value: Any) -> str:
    """A part of a token."""
    text = value if isinstance(value, bytes) else json.dumps(value).encode()
    return base64.urlsafe_b64encode(text).rstrip(b"=").decode()


def handmade(header: dict[str, Any], told: Any, key: Any = None, secret: bytes | None = None) -> str:
    """A token written by hand: signed by a key with whatever header, by a shared secret, or not at all."""
    content = f"{encoded(header)}.{encoded(told)}"
    if secret is not None:
        return f"{content}.{encoded(hmac.digest(secret, content.encode(), hashlib.sha256))}"
    signature = key.private_key.sign(content.encode()) if key is not None else b""
    return f"{content}.{encoded(signature)}"


def public_pem(key: Any) -> bytes:
    """The public key as an attacker finds it."""
    return bytes(key.as_pem(private=False))
