"""Who makes a request: its credentials, its role and its purpose become the viewer, or it is refused."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import structlog
from pydantic import SecretStr

from graph_api.access.viewer import OPEN, PUBLIC, Purpose, Role, Viewer
from graph_api.callers.api_keys import REFRESH, ApiKeys
from graph_api.callers.credentials import Stated, refuse_in_url, stated
from graph_api.callers.duties import ALONE
from graph_api.callers.failures import Failures
from graph_api.callers.identity import Identity
from graph_api.callers.kept import Clock, Fresh
from graph_api.callers.keysets import Fetch
from graph_api.callers.refusals import (
    CallerUnknown,
    CredentialsRefused,
    RoleNotHeld,
    RoleNotStated,
    SecondFactorMissing,
)
from graph_api.callers.rows import CALLERS_BY_LOGIN, SUBJECTS_OF_NUMBER, CallerRow
from graph_api.callers.tokens import Login, Tokens
from graph_api.engine.db import Database
from graph_api.ids.keyed_hash import NumberKey
from graph_api.settings import Settings

log = structlog.get_logger("credit_graph.callers")

#: What is wrong with a token that nobody signed for us; one that merely ended is no attempt to guess.
GUESSES = frozenset({"MALFORMED", "ALGORITHM", "HEADER", "TYPE", "ISSUER", "KEY_ID", "SIGNATURE"})


def now_in_utc() -> datetime:
    """This moment."""
    return datetime.now(UTC)


class Callers:
    """Makes the viewer of each request; one for the whole process."""

    def __init__(
        self,
        db: Database,
        settings: Settings,
        number_key: NumberKey,
        now: Callable[[], datetime] = now_in_utc,
        clock: Clock = time.monotonic,
        fetch: Fetch | None = None,
    ) -> None:
        self._db = db
        self._settings = settings
        self._number_key = number_key
        self.failures = Failures(clock)
        self.keys = ApiKeys(db, self.failures, now, clock)
        self.tokens = Tokens(settings.issuers, number_key, clock, lambda: now().timestamp(), fetch)
        self._logins: Fresh[str, list[CallerRow]] = Fresh(self._callers_of_login, REFRESH, clock)
        self._numbers: Fresh[str, tuple[str, ...]] = Fresh(self._subjects_of_number, REFRESH, clock)

    async def viewer(self, scope: Mapping[str, Any]) -> Viewer:
        """The viewer of an ASGI request; no credentials are the public, bad ones are refused."""
        refuse_in_url(scope.get("query_string", b""))
        said = stated(scope["headers"])
        if self._settings.access == "open":
            return _speaking(OPEN, said)
        if said.credentials is None:
            if said.role not in (None, Role.PUBLIC):
                raise CredentialsRefused("MISSING")
            return _speaking(PUBLIC, said)
        identity = await self._identity(said.credentials, place_of(scope))
        return self._in_a_role(identity, said)

    async def close(self) -> None:
        """Waits for what is still being noted."""
        await self.keys.close()

    async def _identity(self, credentials: SecretStr, place: str) -> Identity:
        text = credentials.get_secret_value()
        try:
            if text.startswith("cg_"):
                return await self.keys.identity(credentials, place)
            if text.count(".") != 2:
                self.failures.check(place)
                raise CredentialsRefused("MALFORMED")
            login = self.tokens.checked(credentials)
            if login is None:
                self.failures.check(place)
                login = await self.tokens.check(credentials)
            return await self._of_login(login)
        except CredentialsRefused as refused:
            if text.startswith("cg_") or refused.reason in GUESSES:
                self.failures.note(place)
            log.warning("credentials_refused", reason=refused.reason)
            raise

    async def _of_login(self, login: Login) -> Identity:
        found = await self._logins.get(login.external_id)
        subjects = await self._numbers.get(login.number_key) if login.number_key else ()
        roles = set(login.roles) | ({Role.SUBJECT} if login.number_key else set())
        if len(found) == 1:
            if found[0].disabled_at is not None:
                raise CredentialsRefused("DISABLED")
            return _registered(found[0], login, subjects, roles)
        if found or not roles:
            # Two callers of one login would be a guess between them.
            raise CallerUnknown()
        digest = self._number_key.digest(f"login:{login.external_id}")
        return Identity(
            f"login-{digest[:32]}", login.name, _ordered(roles), subject_ids=subjects, strong=login.strong
        )

    async def _callers_of_login(self, external_id: str) -> list[CallerRow]:
        return await self._db.read(CALLERS_BY_LOGIN, external_id=external_id)

    async def _subjects_of_number(self, key: str) -> tuple[str, ...]:
        return tuple(row.subject_id for row in await self._db.read(SUBJECTS_OF_NUMBER, key=key))

    def _in_a_role(self, identity: Identity, said: Stated) -> Viewer:
        role = said.role
        if role is None:
            if len(identity.roles) > 1:
                raise RoleNotStated(identity.roles)
            if not identity.roles:
                raise RoleNotHeld(())
            role = identity.roles[0]
        if role not in identity.roles:
            raise RoleNotHeld(identity.roles)
        if role in self._settings.strong_roles and not identity.strong:
            raise SecondFactorMissing(role)
        oneself = Purpose.SELF if role is Role.SUBJECT else None
        viewer = Viewer(
            caller_id=identity.caller_id,
            role=role,
            roles=identity.roles,
            name=identity.name,
            organ=identity.organ,
            regions=identity.regions,
            subject_ids=identity.subject_ids,
            scopes=identity.scopes,
            strong=identity.strong,
            key_id=identity.key_id,
            purpose=oneself,
            key_expires=identity.key_expires,
            country=identity.country,
        )
        return _speaking(viewer, said)


def place_of(scope: Mapping[str, Any]) -> str:
    """Where a request comes from, as far as the server saw it."""
    client = scope.get("client")
    return str(client[0]) if client else "-"


def _speaking(viewer: Viewer, said: Stated) -> Viewer:
    """The viewer with the purpose, authorisation and case that the request states."""
    if said.purpose is None and said.authorisation_id is None and said.case_ref is None:
        return viewer
    return replace(
        viewer,
        purpose=said.purpose or viewer.purpose,
        authorisation_id=said.authorisation_id,
        case_ref=said.case_ref,
    )


def _registered(caller: CallerRow, login: Login, subjects: tuple[str, ...], more: set[Role]) -> Identity:
    if ALONE.intersection(caller.held):
        # Who gives rights or reads the audit has no other role from a token either.
        more = more & {Role.SUBJECT}
    return Identity(
        caller_id=caller.caller_id,
        name=caller.name,
        roles=_ordered({*caller.held, *more}),
        organ=caller.organ,
        regions=tuple(caller.regions),
        subject_ids=subjects,
        strong=login.strong,
        country=caller.country,
    )


def _ordered(roles: set[Role]) -> tuple[Role, ...]:
    return tuple(role for role in Role if role in roles)
