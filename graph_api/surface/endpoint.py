"""GraphQL over HTTP: one POST of one operation, from its head to its answer."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any, Protocol

import structlog
from graphql import GraphQLError

from graph_api.access.viewer import Viewer
from graph_api.callers.answering import headers_of, status_of
from graph_api.errors import CreditGraphError
from graph_api.execution import Errors, Executor, Prepared, refused, written
from graph_api.settings import Settings
from graph_api.surface.admission import Admission
from graph_api.surface.answers import Pairs, Send, allowing, answer, refuse
from graph_api.surface.body import Asked, HungUp, Receive, asked, read_body
from graph_api.surface.documents import Documents
from graph_api.surface.head import Headers, answer_type, check_form, check_origin, headers
from graph_api.surface.limits import Allowances, Limits
from graph_api.surface.rates import BASE, Rates, caller_key
from graph_api.surface.refusals import RequestRefused

Scope = MutableMapping[str, Any]
Identify = Callable[[Scope], Awaitable[Viewer]]

log = structlog.get_logger("credit_graph.api")

#: Where the running task of a request is found by the server, to end it when the client hangs up.
TASK = "credit_graph.task"
HUNG_UP = "credit_graph.hung_up"


class Answering(Protocol):
    """What executes: the service."""

    executor: Executor
    documents: Documents

    async def execute(self, prepared: Prepared, viewer: Viewer) -> dict[str, Any]:
        """The response to one operation."""


@dataclass
class Endpoint:
    """Answers requests for /graphql; nothing is parsed for a caller that may not ask."""

    settings: Settings
    allowances: Allowances
    identify: Identify

    def __post_init__(self) -> None:
        chosen = self.settings
        self.rates = Rates()
        self.admission = Admission(chosen.in_flight, chosen.queue, chosen.queue_wait)
        self.origins = frozenset(each.encode() for each in chosen.origins)

    async def __call__(self, service: Answering, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        scope[TASK] = asyncio.current_task()
        more: Pairs = []
        try:
            found = headers(scope)
            if check_origin(found, self.origins):
                more = allowing(found[b"origin"], preflight=scope["method"] == "OPTIONS")
                if scope["method"] == "OPTIONS":
                    await answer(send, scope, 204, b"", b"application/json", more)
                    return
            if scope["method"] != "POST":
                raise RequestRefused("METHOD_NOT_ALLOWED")
            status, body, kind = await self._answered(service, scope, receive, found)
            await answer(send, scope, status, body, kind, more)
        except RequestRefused as refusal:
            await refuse(send, scope, refusal, more)
        except CreditGraphError as refusal:
            # Who asks could not be told: their credentials, their headers, or the engine that knows them.
            body = written(refused([GraphQLError(refusal.en, original_error=refusal)]))
            pairs = [*headers_of(refusal), *more]
            await answer(send, scope, status_of(refusal), body, b"application/json", pairs)
        except HungUp:
            return
        except asyncio.CancelledError:
            if not scope.get(HUNG_UP):
                raise

    async def _answered(
        self, service: Answering, scope: Scope, receive: Receive, found: Headers
    ) -> tuple[int, bytes, bytes]:
        kind = answer_type(found.get(b"accept", b""))
        viewer = await self.identify(scope)
        limits = self.allowances.of(viewer)
        check_form(found, limits.body)
        body = await read_body(receive, limits.body, self.settings.body_timeout)
        async with self.admission:
            key = caller_key(scope, viewer)
            self.rates.spend(key, BASE, limits.minute)
            prepared = self._prepared(service, asked(body, limits), limits)
            if isinstance(prepared, list):
                # Plain JSON says 200 to every well-formed request, as its clients expect.
                return 200 if kind == b"application/json" else 400, written(refused(prepared)), kind
            self.rates.spend(key, prepared.cost, limits.minute)
            return 200, await self._executed(service, prepared, viewer), kind

    def _prepared(self, service: Answering, request: Asked, limits: Limits) -> Prepared | Errors:
        text, trusted = service.documents.text(request.query, request.document_id)
        most = limits.trusted_cost if trusted else limits.cost
        return service.executor.prepare(text, request.variables, request.operation, most)

    async def _executed(self, service: Answering, prepared: Prepared, viewer: Viewer) -> bytes:
        try:
            return written(await service.execute(prepared, viewer))
        except Exception as fault:  # noqa: BLE001 - whatever it is, the client gets a masked answer
            number = uuid.uuid4().hex
            log.error("fault", id=number, kind=type(fault).__name__)
            extensions = {"code": "INTERNAL", "id": number, "zh": f"系统内部错误，请报告编号 {number}。"}
            message = f"Something went wrong on our side; report the id {number}."
            return written({"data": None, "errors": [{"message": message, "extensions": extensions}]})
