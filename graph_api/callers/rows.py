"""The queries that keep callers, their keys and the first run."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from graph_api.access.viewer import Role
from graph_api.engine.query import NoRow, Query


@dataclass(frozen=True)
class CallerRow:
    """One caller."""

    caller_id: str
    kind: str
    name: str
    organ: str | None
    regions: list[str]
    roles: list[str]
    external_id: str | None
    owner_id: str | None
    country: str
    made_at: datetime
    made_by: str
    disabled_at: datetime | None

    @property
    def held(self) -> tuple[Role, ...]:
        """Its roles, in the order of the law of roles."""
        return tuple(role for role in Role if role.value in self.roles)


@dataclass(frozen=True)
class KeyRow:
    """One API key and its caller."""

    key_id: str
    secret_hash: str = field(repr=False)
    roles: list[str]
    scopes: list[str]
    made_at: datetime
    made_by: str
    expires_at: datetime
    revoked_at: datetime | None
    replaced_by: str | None
    last_used_on: date | None
    caller: dict[str, Any]

    @property
    def held(self) -> tuple[Role, ...]:
        """The roles it may ask in: its own, as far as its caller still has them."""
        return tuple(role for role in Role if role.value in self.roles and role.value in self.caller["roles"])


@dataclass(frozen=True)
class CallerIdRow:
    """The id of a caller."""

    caller_id: str


@dataclass(frozen=True)
class SubjectIdRow:
    """The id of a subject."""

    subject_id: str


@dataclass(frozen=True)
class FirstRunRow:
    """The secret of the first run."""

    secret_hash: str | None = field(repr=False)
    expires_at: datetime | None
    used_at: datetime | None


CALLERS_BY_LOGIN = Query("callers/callers_by_login", CallerRow)
CALLER_BY_ID = Query("callers/caller_by_id", CallerRow)
ALL_CALLERS = Query("callers/all_callers", CallerRow)
ADD_CALLER = Query("callers/add_caller", NoRow)
CHANGE_ROLES = Query("callers/change_roles", NoRow)
DISABLE_CALLER = Query("callers/disable_caller", NoRow)
HOLD_RIGHTS = Query("callers/hold_rights", NoRow)
SECURITY_ADMINISTRATORS = Query("callers/security_administrators", CallerIdRow)
KEY_BY_ID = Query("callers/key_by_id", KeyRow)
ALL_KEYS = Query("callers/all_keys", KeyRow)
ADD_KEY = Query("callers/add_key", NoRow)
END_KEY = Query("callers/end_key", NoRow)
NOTE_USE = Query("callers/note_use", NoRow)
FIRST_RUN = Query("callers/first_run", FirstRunRow)
KEEP_FIRST_RUN = Query("callers/keep_first_run", NoRow)
SUBJECTS_OF_NUMBER = Query("callers/subjects_of_number", SubjectIdRow)
