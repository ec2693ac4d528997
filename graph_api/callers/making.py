"""Callers and keys as they are made: the values, and the rows that keep them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import SecretStr

from graph_api.access.viewer import HOME, Role
from graph_api.callers.rows import ADD_KEY, CallerRow
from graph_api.callers.secrets import hashed, new_key
from graph_api.engine.transaction import Transaction
from graph_api.errors import InputInvalid


@dataclass(frozen=True, slots=True)
class NewCaller:
    """A caller as it is to be registered."""

    name: str
    kind: str = "PERSON"
    organ: str | None = None
    regions: tuple[str, ...] = ()
    external_id: str | None = None
    owner_id: str | None = None
    country: str = HOME
    """Where its answers go (ISO 3166)."""


@dataclass(frozen=True, slots=True)
class MadeKey:
    """A key just made; its text is shown once and kept nowhere."""

    key_id: str
    caller_id: str
    text: SecretStr
    expires_at: datetime
    roles: tuple[Role, ...]
    scopes: tuple[str, ...]


def new_row(new: NewCaller, caller_id: str, made_by: str, now: datetime) -> dict[str, Any]:
    """A caller as the graph keeps it; what is unknown is left out."""
    given = {
        "caller_id": caller_id,
        "kind": new.kind,
        "name": new.name,
        "organ": new.organ,
        "regions": list(new.regions),
        "roles": [],
        "external_id": new.external_id,
        "owner_id": new.owner_id,
        "country": new.country,
        "made_at": now,
        "made_by": made_by,
    }
    return {name: value for name, value in given.items() if value is not None}


async def add_key(
    transaction: Transaction,
    caller: CallerRow,
    roles: Sequence[Role],
    scopes: Sequence[str],
    expires_at: datetime,
    made_by: str,
    now: datetime,
) -> MadeKey:
    """A key made within a transaction."""
    if not roles:
        raise InputInvalid("caller", "it has no role; give it one first", "该调用方没有角色，请先授予")
    key_id, secret, text = new_key()
    row = {
        "key_id": key_id,
        "secret_hash": hashed(secret),
        "roles": [role.value for role in roles],
        "scopes": list(scopes),
        "made_at": now,
        "made_by": made_by,
        "expires_at": expires_at,
    }
    await transaction.run(ADD_KEY, caller_id=caller.caller_id, key=row)
    return MadeKey(key_id, caller.caller_id, text, expires_at, tuple(roles), tuple(scopes))
