"""Attacks a service as it is set up for the public, and measures what the refusal costs."""

from __future__ import annotations

import json
import time
import tracemalloc
from dataclasses import dataclass
from typing import Any

import httpx

from graph_api.access.viewer import PUBLIC, Viewer
from graph_api.app import App, Service
from graph_api.engine.db import Database
from graph_api.law.source import the_law
from graph_api.settings import Settings
from graph_api.surface.endpoint import Identify
from tests.api.asking import TODAY

NUMBER = "11010119900307803X"
DIGITS = "110101199003078054"
MOST_MEMORY = 50 * 1024 * 1024
MOST_SECONDS = 2.0
"""A soft wall, in seconds of processor time: the bounds that matter count work, not time."""


@dataclass(frozen=True)
class Refusal:
    """What came back to an attack."""

    status: int
    headers: httpx.Headers
    body: dict[str, Any]
    text: str
    queries: int

    @property
    def code(self) -> str:
        """The code of the first error, or of the one payload."""
        if "errors" in self.body:
            code: str = self.body["errors"][0]["extensions"]["code"]
            return code
        (payload,) = self.body["data"].values()
        return str(payload["code"])

    @property
    def seen(self) -> tuple[int, str]:
        """Status and code."""
        return self.status, self.code


class Attacker:
    """Sends what it likes to one service over ASGI; each answer must be cheap."""

    def __init__(self, db: Database, settings: Settings, viewer: Viewer | None = None) -> None:
        self.db = db
        self.settings = settings
        self.service = Service(db, the_law(), settings, today=lambda: TODAY)
        self.app = App(settings, self.service)
        if viewer is None and settings.production:
            viewer = PUBLIC
        if viewer is not None:
            self.app.endpoint.identify = self._always(viewer)
        self.client = ("203.0.113.7", 4711)

    @staticmethod
    def _always(viewer: Viewer) -> Identify:
        async def identify(_: object) -> Viewer:
            return viewer

        return identify

    async def send(self, method: str = "POST", path: str = "/graphql", **given: Any) -> Refusal:
        """The answer to any request; it stays below the bounds of memory and time."""
        transport = httpx.ASGITransport(app=self.app, client=self.client)  # type: ignore[arg-type]
        headers = {"content-type": "application/json", **given.pop("headers", {})}
        headers = {name: value for name, value in headers.items() if value is not None}
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as http:
            tracemalloc.start()
            began = time.process_time()
            try:
                with self.db.counting() as counted:
                    response = await http.request(method, path, headers=headers, **given)
                spent, peak = time.process_time() - began, tracemalloc.get_traced_memory()[1]
            finally:
                tracemalloc.stop()
        assert peak < MOST_MEMORY
        assert spent < MOST_SECONDS
        is_json = response.headers.get("content-type", "").startswith("application/")
        body = response.json() if is_json and response.content else {}
        return Refusal(response.status_code, response.headers, body, response.text, counted.calls)

    async def ask(self, query: str, variables: Any = None, **more: Any) -> Refusal:
        """The answer to a document."""
        return await self.raw(json.dumps({"query": query, "variables": variables, **more}))

    async def raw(self, body: str | bytes, **headers: str) -> Refusal:
        """The answer to a body."""
        return await self.send(content=body, headers={k.replace("_", "-"): v for k, v in headers.items()})
