"""An OpenID provider whose tokens are believed, and for what."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from graph_api.access.viewer import SEPARATED, Role

Algorithm = Literal["EdDSA", "Ed25519", "ES256", "RS256", "PS256"]
#: Keys come over TLS; in the clear only from this machine.
KEYS_URL = re.compile(r"https://.+|http://(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(/.*)?")


class Issuer(BaseModel):
    """One provider: its name in tokens, its keys by file or address, and what its claims prove."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    issuer: str = Field(
        min_length=1, pattern=r"^[^|]+$", description="The `iss` of its tokens, letter by letter."
    )
    audience: str = Field(min_length=1, description="The `aud` its tokens have when they are for us.")
    keys_file: Path | None = Field(
        None, description="Its key set (JWKS) as a file, where there is no network."
    )
    keys_url: str | None = Field(None, description="Its key set (JWKS) by address, https.")
    keys_max_age: float = Field(300.0, ge=1, description="Seconds after which its keys are read again.")
    algorithms: tuple[Algorithm, ...] = Field(
        ("EdDSA", "Ed25519", "ES256", "RS256", "PS256"), min_length=1, description="Signatures accepted."
    )
    leeway: int = Field(30, ge=0, le=120, description="Seconds by which clocks may differ.")
    strong_acr: frozenset[str] = Field(frozenset(), description="Values of `acr` that say: two factors.")
    strong_amr: frozenset[str] = Field(
        frozenset({"mfa"}), description="Values of `amr` that say: two factors."
    )
    number_claim: str | None = Field(
        None, description="The claim with a citizen number that this provider has verified."
    )
    number_hashed: bool = Field(
        False, description="The claim carries our keyed hash of the number and not the number."
    )
    roles_claim: str | None = Field(
        None, description="The claim whose values `roles` maps; unset: tokens say no roles."
    )
    roles: dict[str, Role] = Field(
        default_factory=dict, description="Which value of the claim is which role."
    )

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.keys_file is None) == (self.keys_url is None):
            raise ValueError("name its keys by keys_file or by keys_url, and not by both")
        if self.keys_url and not KEYS_URL.fullmatch(self.keys_url):
            raise ValueError("keys_url must begin with https://, or lead to this machine")
        given = set(self.roles.values())
        if given & (SEPARATED | {Role.PUBLIC, Role.OPEN, Role.SUBJECT}):
            raise ValueError("a token never makes an administrator or auditor, PUBLIC, OPEN or SUBJECT")
        return self
