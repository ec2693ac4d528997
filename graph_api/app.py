"""The service: POST /graphql on a bare route, and beside it the web app, the query page, health and readiness."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from graphql import GraphQLError, GraphQLSchema

from graph_api.access.guard import guard
from graph_api.access.policy import shipped_policy
from graph_api.access.viewer import OPEN, Viewer
from graph_api.audit.log import open_audit_log
from graph_api.audit.requests import Recorder
from graph_api.audit.watch import Bounds, Watch
from graph_api.callers.answering import open_aloud
from graph_api.callers.open_access import ALOUD_EN, ALOUD_ZH, check_access
from graph_api.callers.scopes import check_scopes
from graph_api.callers.service import Callers
from graph_api.context import Context, today_in_beijing
from graph_api.eligibility.service import Eligibility
from graph_api.engine.db import Database
from graph_api.engine.opening import open_database
from graph_api.errors import AuditUnavailable, CallerRefused, CreditGraphError, Harvested
from graph_api.evidence.service import evidence_of
from graph_api.execution import Executor, Prepared, refused
from graph_api.graphiql import QueryPage
from graph_api.ids.keyed_hash import open_number_key
from graph_api.law.lawbook import Law
from graph_api.law_start import sound_law
from graph_api.quick import quickened
from graph_api.schema import schema
from graph_api.settings import Settings
from graph_api.surface.answers import Send, refuse, safe
from graph_api.surface.body import Receive
from graph_api.surface.documents import Documents, read_documents
from graph_api.surface.endpoint import Endpoint, Scope
from graph_api.surface.head import check_host, headers, names
from graph_api.surface.limits import allowances
from graph_api.surface.refusals import RequestRefused
from graph_api.webapp import PLACES, WebApp, documents


@lru_cache(maxsize=1)
def served_schema() -> GraphQLSchema:
    """The schema as the service runs it: its plain fields quick, its rights laid over it."""
    return guard(quickened(schema), shipped_policy())


@dataclass
class Service:
    """What all requests of a process share."""

    db: Database
    law: Law
    settings: Settings
    today: Callable[[], date] = today_in_beijing

    def __post_init__(self) -> None:
        self._changing: set[asyncio.Task[dict[str, Any]]] = set()
        self.number_key = open_number_key(self.settings.home)
        self.eligibility = Eligibility(self.db, self.law, self.number_key)
        self.callers = Callers(self.db, self.settings, self.number_key)
        log = open_audit_log(self.settings)
        harvest = Bounds(self.settings.harvest_alarm, self.settings.harvest_stop)
        probing = Bounds(self.settings.probe_alarm, self.settings.probe_stop)
        self.recorder = Recorder(log, Watch(log, harvest, probing))
        # What the web app asks by is always known; what the settings name comes beside it.
        known = read_documents(documents()) | read_documents(self.settings.trusted_documents)
        self.documents = Documents(known, self.settings.documents)
        texts = allowances(self.settings).texts
        trusted = self.documents.trusted.values()
        self.executor = Executor(served_schema(), texts, self.settings.production, trusted)

    def context(self, viewer: Viewer = OPEN) -> Context:
        """The values of one request."""
        return Context(
            self.db,
            self.law,
            self.settings,
            self.number_key,
            self.today,
            viewer=viewer,
            shared=self.eligibility,
            looks=self.recorder.looks,
        )

    async def execute(self, prepared: Prepared, viewer: Viewer) -> dict[str, Any]:
        """The response to one operation, if the key that asks is meant for it."""
        try:
            if viewer.scopes:
                check_scopes(prepared.document, prepared.operation, viewer.scopes)
            context = self.context(viewer)
            self.recorder.admit(viewer)
            if not prepared.changes:
                return await self._answered(prepared, context)
            await self.recorder.announce(viewer, prepared.changes, prepared.digest)
            # What was changed is put on record even where nobody waits for the answer any more.
            return await asyncio.shield(self._kept(self._answered(prepared, context)))
        except (CallerRefused, AuditUnavailable, Harvested) as refusal:
            return refused([GraphQLError(refusal.en, original_error=refusal)])

    async def _answered(self, prepared: Prepared, context: Context) -> dict[str, Any]:
        response = await self.executor.execute(prepared, context)
        await self.recorder.record(context.access, prepared.digest)
        return response

    def _kept(self, work: Coroutine[Any, Any, dict[str, Any]]) -> asyncio.Task[dict[str, Any]]:
        """The work as a task that lives until it is done, and until which the service does not close."""
        task = asyncio.create_task(work)
        self._changing.add(task)
        task.add_done_callback(self._changing.discard)
        return task

    async def close(self) -> None:
        """Waits for what is still being changed and noted, and ends the audit log with its signed head."""
        await asyncio.gather(*self._changing, return_exceptions=True)
        await self.callers.close()
        await self.recorder.close()

    async def warm(self) -> None:
        """The hot queries planned and the law indexed before the first request comes."""
        await evidence_of(self.db, [("-", None)])
        await evidence_of(self.db, [("-", None)], datetime.now(UTC))
        _ = self.law.by_trigger, self.law.incompatibilities


class App:
    """The ASGI application."""

    def __init__(self, settings: Settings, service: Service | None = None) -> None:
        self.settings = settings
        self.service = service
        self._open = AsyncExitStack()
        self.names = names(settings.host, settings.hosts)
        self.endpoint = Endpoint(settings, allowances(settings), self.viewer)
        self.web = WebApp()
        self.pages = self._pages()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.settings.access == "open":
            send = open_aloud(send)
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif scope["type"] == "websocket":
            # Nothing is subscribed to yet; closing before accepting is a refusal.
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._http(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            check_host(headers(scope), self.names)
            # The path is the one of the request line; a URL put together with the Host header is never asked.
            if scope["path"] != "/graphql":
                await self._page(scope, receive, safe(send, scope))
            elif self.service is None:
                raise RequestRefused("OVERLOADED", 1)
            else:
                await self.endpoint(self.service, scope, receive, send)
        except RequestRefused as refusal:
            await refuse(send, scope, refusal)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] in ("GET", "HEAD") and PLACES.fullmatch(scope["path"]):
            await self.web.page(scope, receive, send)
        else:
            await self.pages(scope, receive, send)

    async def start(self) -> Service:
        """Opens the database and reads the law, unless a service was given."""
        check_access(self.settings)
        if self.service is None:
            law = sound_law()
            db = await self._open.enter_async_context(open_database(self.settings))
            self.service = Service(db, law, self.settings)
        await self.service.warm()
        # What lives from start to end need not be looked at by the collector again.
        gc.collect()
        gc.freeze()
        return self.service

    async def stop(self) -> None:
        """Closes what was opened."""
        if self.service is not None:
            await self.service.close()
        await self._open.aclose()

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                try:
                    await self.start()
                except CreditGraphError as error:
                    await self.stop()
                    await send({"type": "lifespan.startup.failed", "message": str(error)})
                    return
                await send({"type": "lifespan.startup.complete"})
            elif message["type"] == "lifespan.shutdown":
                await self.stop()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def viewer(self, scope: Scope) -> Viewer:
        """Who asks."""
        assert self.service is not None
        return await self.service.callers.viewer(scope)

    def _pages(self) -> FastAPI:
        pages = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
        pages.mount("/app", self.web)
        if not self.settings.production:
            pages.mount("/graphiql", QueryPage())

        @pages.get("/healthz")
        async def healthz() -> JSONResponse:
            aloud = {"zh": ALOUD_ZH, "en": ALOUD_EN} if self.settings.access == "open" else {}
            return JSONResponse({"status": "ok", "access": self.settings.access, **aloud})

        @pages.get("/readyz")
        async def readyz() -> JSONResponse:
            if self.service is None:
                return JSONResponse({"status": "starting"}, status_code=503)
            try:
                await evidence_of(self.service.db, [("-", None)])
            except CreditGraphError as error:
                return JSONResponse({"status": "not ready", "code": error.code}, status_code=503)
            return JSONResponse({"status": "ready", "law": self.service.law.digest})

        return pages
