"""A service in closed access over each engine, with a clock that tests move."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph_api.access.issuers import Issuer
from graph_api.access.viewer import Role
from graph_api.app import App, Service
from graph_api.callers.audited import RightsEntry
from graph_api.callers.making import MadeKey, NewCaller, new_row
from graph_api.callers.rights import Rights
from graph_api.callers.rows import ADD_CALLER, CHANGE_ROLES
from graph_api.callers.service import Callers
from graph_api.engine.db import Database
from graph_api.ids.keys import new_subject_id
from graph_api.law.source import the_law
from graph_api.settings import Settings
from tests.callers.signing import AUDIENCE, ISSUER, claims, key_set, signed

VIEWER = "{ viewer { callerId name role roles regions purpose strong scopes keyExpires } }"


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    at: datetime = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)
    ticks: float = 1000.0

    def now(self) -> datetime:
        """This moment."""
        return self.at

    def seconds(self) -> float:
        """Seconds of the process."""
        return self.ticks

    def forward(self, **by: float) -> None:
        """Lets time pass."""
        step = timedelta(**by)
        self.at += step
        self.ticks += step.total_seconds()


@dataclass
class Keeper:
    """An audit that remembers."""

    entries: list[RightsEntry] = field(default_factory=list)

    async def note(self, entry: RightsEntry) -> None:
        """Remembers the entry."""
        self.entries.append(entry)


class Closed:
    """A service in closed access, and the hands of its security administrator."""

    def __init__(self, db: Database, settings: Settings, clock: Clock, fetch: Any = None) -> None:
        self.db = db
        self.clock = clock
        self.settings = settings
        self.audit = Keeper()
        self.service = self.process(fetch)
        self.app = App(settings, self.service)

    def process(self, fetch: Any = None) -> Service:
        """Another process of the service over the same graph."""
        service = Service(self.db, the_law(), self.settings)
        service.callers = Callers(
            self.db, self.settings, service.number_key, self.clock.now, self.clock.seconds, fetch
        )
        return service

    async def post(
        self,
        *headers: tuple[str, str | bytes],
        query: str = VIEWER,
        path: str = "/graphql",
        client: str = "10.0.0.1",
        app: App | None = None,
    ) -> httpx.Response:
        """The response to one request with these headers."""
        transport = httpx.ASGITransport(app=app or self.app, client=(client, 1))  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            return await http.post(path, json={"query": query}, headers=list(headers))

    async def viewer(self, token: str, *headers: tuple[str, str | bytes], **more: Any) -> dict[str, Any]:
        """The viewer of a request that is answered."""
        told = (await self.post(("Authorization", f"Bearer {token}"), *headers, **more)).json()
        assert "errors" not in told, told
        viewer: dict[str, Any] = told["data"]["viewer"]
        return viewer

    async def refused(
        self, token: str, *headers: tuple[str, str | bytes], **more: Any
    ) -> tuple[int, str, str | None]:
        """Status, code and challenge of a request that is refused."""
        response = await self.post(("Authorization", f"Bearer {token}"), *headers, **more)
        code = response.json()["errors"][0]["extensions"]["code"]
        return response.status_code, code, response.headers.get("www-authenticate")

    async def caller(self, *roles: Role, subject: str | None = None, **more: Any) -> str:
        """The id of a caller with these roles, as if somebody had registered it long ago."""
        caller_id = new_subject_id()
        external = f"{ISSUER}|{subject}" if subject else None
        new = NewCaller(more.pop("name", "王经办"), external_id=external, **more)
        await self.db.write(ADD_CALLER, caller=new_row(new, caller_id, "test", self.clock.now()))
        await self.db.write(CHANGE_ROLES, caller_id=caller_id, roles=[role.value for role in roles])
        return caller_id

    def rights(self, actor: str) -> Rights:
        """What this security administrator may do."""
        return Rights(self.db, actor, self.audit, self.clock.now)

    async def key(
        self, caller_id: str, *roles: Role, days: float = 90, scopes: tuple[str, ...] = ()
    ) -> MadeKey:
        """A key of a caller."""
        return await self.rights("test").new_key(caller_id, days, roles, scopes)

    def token(self, **changes: Any) -> str:
        """A good token."""
        return signed(claims(self.clock.now().timestamp(), **changes))


@pytest.fixture
def clock() -> Clock:
    """A clock that stands still."""
    return Clock()


@pytest.fixture
def issuer(tmp_path: Path) -> Issuer:
    """The provider, its keys in a file."""
    file = tmp_path / "keys.json"
    file.write_text(json.dumps(key_set()))
    return Issuer(issuer=ISSUER, audience=AUDIENCE, keys_file=file)


@pytest.fixture
def closing(db: Database, settings: Settings, issuer: Issuer, clock: Clock) -> Callable[..., Closed]:
    """Makes a service in closed access, with changes to its provider and settings."""

    def close(fetch: Any = None, provider: dict[str, Any] | None = None, **changes: Any) -> Closed:
        its = Issuer.model_validate(issuer.model_dump() | (provider or {}))
        chosen = settings.model_copy(update={"access": "closed", "issuers": (its,), **changes})
        return Closed(db, chosen, clock, fetch)

    return close


@pytest.fixture
def closed(closing: Callable[..., Closed]) -> Closed:
    """A service in closed access."""
    return closing()
