"""The service: POST /graphql on a bare route, and beside it health, readiness and the query page."""

from __future__ import annotations

import gc
from collections.abc import Awaitable, Callable, MutableMapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import structlog
from fastapi import FastAPI
from fastapi.responses import JSONResponse
from graphql import GraphQLError, GraphQLSchema
from pydantic_core import from_json

from graph_api.access.guard import guard
from graph_api.access.policy import shipped_policy
from graph_api.access.viewer import OPEN, Viewer
from graph_api.callers.answering import headers_of, open_aloud, status_of
from graph_api.callers.open_access import ALOUD_EN, ALOUD_ZH, check_access
from graph_api.callers.scopes import check_scopes
from graph_api.callers.service import Callers
from graph_api.context import Context, today_in_beijing
from graph_api.eligibility.service import Eligibility
from graph_api.engine.db import Database
from graph_api.engine.opening import open_database
from graph_api.errors import CallerRefused, CreditGraphError
from graph_api.evidence.service import evidence_of
from graph_api.execution import Executor, shaped, written
from graph_api.graphiql import QueryPage
from graph_api.ids.keyed_hash import open_number_key
from graph_api.law.lawbook import Law
from graph_api.law_start import sound_law
from graph_api.limits import Limits
from graph_api.quick import quickened
from graph_api.schema import schema
from graph_api.settings import Settings

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

log = structlog.get_logger("credit_graph.api")

BODY = 256 * 1024
BATCH_BODY = 1024 * 1024
JSON = [(b"content-type", b"application/json; charset=utf-8"), (b"cache-control", b"no-store")]


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
        self.number_key = open_number_key(self.settings.home)
        self.eligibility = Eligibility(self.db, self.law, self.number_key)
        self.callers = Callers(self.db, self.settings, self.number_key)
        self.executor = Executor(served_schema(), Limits(), self.settings.production)

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
        )

    async def run(
        self,
        query: str,
        variables: dict[str, Any] | None = None,
        operation: str | None = None,
        viewer: Viewer = OPEN,
    ) -> Any:
        """The response to one document."""
        document = self.executor.document(query) if viewer.scopes else []
        if not isinstance(document, list):
            try:
                check_scopes(document, operation, viewer.scopes)
            except CallerRefused as refused:
                return {
                    "data": None,
                    "errors": [shaped(GraphQLError(refused.en, original_error=refused))],
                }
        return await self.executor.run(query, variables, operation, self.context(viewer))

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
        self.pages = self._pages()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self.settings.access == "open":
            send = open_aloud(send)
        if scope["type"] == "http" and scope["path"] == "/graphql":
            await self._graphql(scope, receive, send)
        elif scope["type"] == "lifespan":
            await self._lifespan(receive, send)
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
            await self.service.callers.close()
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

    async def _graphql(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "POST":
            await _answer(
                send, 405, _refusal("METHOD_NOT_ALLOWED", "Send a POST request.", "请以 POST 方式提交。")
            )
            return
        if self.service is not None:
            try:
                scope["viewer"] = await self.service.callers.viewer(scope)
            except CreditGraphError as refused:
                told = _refusal(refused.code, refused.en, refused.zh)
                await _answer(send, status_of(refused), told, headers_of(refused))
                return
        body = await _body(receive, self.largest_body(scope))
        if body is None:
            await _answer(
                send, 413, _refusal("BODY_TOO_LARGE", "Split the request.", "请求过大，请分次提交。")
            )
            return
        request = _request(body)
        if request is None or self.service is None:
            await _answer(
                send, 400, _refusal("BAD_REQUEST", "Send JSON with a `query`.", "请提交含 query 的 JSON。")
            )
            return
        await _answer(send, 200, written(await self.service.run(*request, scope["viewer"])))

    def largest_body(self, scope: Scope) -> int:
        """How long the body may be: 256 KiB; 1 MiB for a batch of a caller that is known."""
        viewer: Viewer = scope.get("viewer", OPEN)
        return BATCH_BODY if viewer.known else BODY

    def _pages(self) -> FastAPI:
        pages = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
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


async def _body(receive: Receive, most: int) -> bytes | None:
    parts, size = [], 0
    while True:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size > most or message["type"] == "http.disconnect":
            return None
        parts.append(part)
        if not message.get("more_body"):
            return b"".join(parts)


def _request(body: bytes) -> tuple[str, dict[str, Any] | None, str | None] | None:
    try:
        given = from_json(body)
    except ValueError:
        return None
    if not isinstance(given, dict):
        return None
    query, variables, operation = given.get("query"), given.get("variables"), given.get("operationName")
    if not isinstance(query, str) or not isinstance(variables, dict | None):
        return None
    return (query, variables, operation) if isinstance(operation, str | None) else None


def _refusal(code: str, en: str, zh: str) -> bytes:
    return written({"errors": [{"message": en, "extensions": {"code": code, "zh": zh, "en": en}}]})


async def _answer(
    send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]] | None = None
) -> None:
    length = (b"content-length", str(len(body)).encode())
    told = [*JSON, *(headers or ()), length]
    await send({"type": "http.response.start", "status": status, "headers": told})
    await send({"type": "http.response.body", "body": body})
