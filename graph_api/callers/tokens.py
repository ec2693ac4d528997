"""Signed tokens (JWT): what one proves, once its header, signature and claims are checked."""

from __future__ import annotations

import json
import time
import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from joserfc import jws, jwt
from joserfc.errors import (
    BadSignatureError,
    ExpiredTokenError,
    InvalidClaimError,
    JoseError,
    MissingClaimError,
    SecurityWarning,
)
from joserfc.jwk import ECKey, OKPKey, RSAKey
from joserfc.jwt import JWTClaimsRegistry
from pydantic import SecretStr

from graph_api.access.issuers import Issuer
from graph_api.access.viewer import Role
from graph_api.callers.kept import Clock, Digests, Kept
from graph_api.callers.keysets import Fetch, IssuerKeys, Key
from graph_api.callers.refusals import CredentialsRefused
from graph_api.ids.identifiers import check, identifier_key
from graph_api.ids.keyed_hash import NumberKey
from graph_api.ids.problems import Checked

# RFC 9864 renames EdDSA; providers still sign with the old name, which settings may leave out.
warnings.filterwarnings("ignore", category=SecurityWarning, message="EdDSA")

#: Seconds for which a token that was checked need not be checked again.
CHECKED = 60.0
TYPES = frozenset({"at+jwt", "application/at+jwt", "jwt"})
#: Keys that a token brings along are keys of whoever wrote it.
FOREIGN = frozenset({"crit", "jwk", "jku", "x5u", "x5c"})
KEY_TYPES: dict[str, type[Any]] = {
    "EdDSA": OKPKey,
    "Ed25519": OKPKey,
    "ES256": ECKey,
    "RS256": RSAKey,
    "PS256": RSAKey,
}
WRONG_CLAIMS = {"aud": "AUDIENCE", "nbf": "NOT_YET", "iat": "NOT_YET", "iss": "ISSUER"}


@dataclass(frozen=True, slots=True)
class Login:
    """What a token proves: a login at a provider, and what we let its claims say."""

    issuer: str
    subject: str = field(repr=False)
    name: str
    strong: bool
    expires: float
    roles: tuple[Role, ...] = ()
    """Only what the settings map."""
    number_key: str | None = field(default=None, repr=False)
    """The key of the Identifier of a verified citizen number; the number itself is gone."""

    @property
    def external_id(self) -> str:
        """How the graph names this login."""
        return f"{self.issuer}|{self.subject}"


class Tokens:
    """Knows the tokens of the providers of the settings."""

    def __init__(
        self,
        issuers: Sequence[Issuer],
        number_key: NumberKey,
        clock: Clock,
        now: Callable[[], float] = time.time,
        fetch: Fetch | None = None,
    ) -> None:
        self._issuers = {issuer.issuer: (issuer, IssuerKeys(issuer, clock, fetch)) for issuer in issuers}
        self._number_key = number_key
        self._now = now
        self._digests = Digests()
        self._checked: Kept[bytes, Login] = Kept(clock=clock)

    def checked(self, token: SecretStr) -> Login | None:
        """What a token proves, if it was checked a moment ago."""
        found = self._checked.get(self._digests.of(token.get_secret_value()))
        return found if found is not None and found.expires > self._now() else None

    async def check(self, token: SecretStr) -> Login:
        """What a token proves; refused with the first thing that is wrong with it."""
        text = token.get_secret_value()
        header, claimed = _unverified(text)
        issuer, keys = self._issuers.get(str(claimed.get("iss")), (None, None))
        if issuer is None or keys is None:
            raise CredentialsRefused("ISSUER")
        algorithm = _algorithm(header, issuer)
        key = await keys.key(header["kid"])
        if key is None:
            raise CredentialsRefused("KEY_ID")
        login = self._login(issuer, self._verified(text, key, algorithm, issuer))
        self._checked.put(self._digests.of(text), login, CHECKED)
        return login

    def _verified(self, text: str, key: Key, algorithm: str, issuer: Issuer) -> dict[str, Any]:
        if not isinstance(key, KEY_TYPES[algorithm]) or key.get("alg", algorithm) != algorithm:
            raise CredentialsRefused("ALGORITHM")
        registry = JWTClaimsRegistry(
            now=lambda: int(self._now()),
            leeway=issuer.leeway,
            iss={"essential": True, "value": issuer.issuer},
            aud={"essential": True, "value": issuer.audience},
            exp={"essential": True},
            iat={"essential": True},
            sub={"essential": True},
        )
        try:
            claims = jwt.decode(text, key, algorithms=[algorithm]).claims
            registry.validate(claims)
        except BadSignatureError:
            raise CredentialsRefused("SIGNATURE") from None
        except ExpiredTokenError:
            raise CredentialsRefused("EXPIRED") from None
        except MissingClaimError:
            raise CredentialsRefused("CLAIMS") from None
        except InvalidClaimError as error:
            raise CredentialsRefused(WRONG_CLAIMS.get(error.claim, "CLAIMS")) from None
        except (JoseError, ValueError, TypeError, OverflowError, RecursionError):
            raise CredentialsRefused("MALFORMED") from None
        return claims

    def _login(self, issuer: Issuer, claims: dict[str, Any]) -> Login:
        subject = claims["sub"]
        if not subject or len(subject) > 255:
            raise CredentialsRefused("CLAIMS")
        return Login(
            issuer=issuer.issuer,
            subject=subject,
            name=_text(claims.get("name")),
            strong=_text(claims.get("acr")) in issuer.strong_acr
            or not issuer.strong_amr.isdisjoint(_texts(claims.get("amr"))),
            expires=float(claims["exp"]) + issuer.leeway,
            roles=_mapped(issuer, claims),
            number_key=self._number_of(issuer, claims),
        )

    def _number_of(self, issuer: Issuer, claims: dict[str, Any]) -> str | None:
        """The Identifier key of the number a provider verified, hashed here and kept nowhere."""
        value = claims.get(issuer.number_claim) if issuer.number_claim else None
        if value is None:
            return None
        if not isinstance(value, str):
            raise CredentialsRefused("NUMBER")
        if issuer.number_hashed:
            if len(value) != 64 or not set(value) <= set("0123456789abcdef"):
                raise CredentialsRefused("NUMBER")
            return f"RESIDENT_ID:{value}"
        checked: Checked = check("RESIDENT_ID", value)
        if checked.problem is not None:
            raise CredentialsRefused("NUMBER")
        return identifier_key(checked, self._number_key)


def _unverified(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Header and claims as written, to find the key by; nothing of them is believed yet."""
    try:
        parts = jws.extract_compact(text.encode())
        claims = json.loads(parts.payload)
    except (JoseError, ValueError, TypeError, RecursionError):
        raise CredentialsRefused("MALFORMED") from None
    header = parts.headers()
    if not isinstance(header, dict) or not isinstance(claims, dict):
        raise CredentialsRefused("MALFORMED")
    return header, claims


def _algorithm(header: dict[str, Any], issuer: Issuer) -> str:
    """The algorithm of a header that carries nothing it should not."""
    algorithm = header.get("alg")
    if not isinstance(algorithm, str) or algorithm not in issuer.algorithms:
        raise CredentialsRefused("ALGORITHM")
    if FOREIGN & header.keys():
        raise CredentialsRefused("HEADER")
    if not isinstance(header.get("typ"), str) or header["typ"].lower() not in TYPES:
        raise CredentialsRefused("TYPE")
    if not isinstance(header.get("kid"), str):
        raise CredentialsRefused("KEY_ID")
    return algorithm


def _mapped(issuer: Issuer, claims: dict[str, Any]) -> tuple[Role, ...]:
    said = set(_texts(claims.get(issuer.roles_claim))) if issuer.roles_claim else set()
    given = {role for value, role in issuer.roles.items() if value in said}
    return tuple(role for role in Role if role in given)


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return value.split()
    return [each for each in value if isinstance(each, str)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return value[:100] if isinstance(value, str) and value.isprintable() else ""
