"""Whom credentials prove, before it is said in which role the request is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from graph_api.access.viewer import HOME, Role


@dataclass(frozen=True, slots=True)
class Identity:
    """A caller as its credentials prove it."""

    caller_id: str
    name: str
    roles: tuple[Role, ...]
    organ: str | None = None
    regions: tuple[str, ...] = ()
    subject_ids: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    strong: bool = False
    key_id: str | None = None
    key_expires: datetime | None = None
    country: str = HOME
