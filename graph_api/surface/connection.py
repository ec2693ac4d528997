"""One connection of the HTTP server, with the limits that uvicorn's own lacks.

The head of a request must arrive in time and within a length; a client that hangs up ends its work; connections
beyond a number are told to come back. httptools itself bounds neither head nor time.
"""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from graph_api.surface.answers import DATA
from graph_api.surface.endpoint import HUNG_UP, TASK
from graph_api.surface.refusals import RequestRefused

LONGEST_HEAD = 32 * 1024
MOST_HEADERS = 100


def guarded(connections: int, head_timeout: float) -> type[HttpToolsProtocol]:
    """The protocol class for these limits."""
    return type("Guarded", (Connection,), {"most": connections, "head_timeout": head_timeout})


class Connection(HttpToolsProtocol):
    """A connection that does not wait for ever."""

    most = 1000
    head_timeout = 10.0

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._head = 0
        self._in_head = True
        self._timer: asyncio.TimerHandle | None = None
        self._running: list[Any] = []

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Waits for a head, unless there are too many connections."""
        super().connection_made(transport)
        if len(self.connections) > self.most:
            self._refuse(503, RequestRefused("OVERLOADED", 1))
        else:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Ends the work for a client that is gone."""
        self._rest()
        super().connection_lost(exc)
        for scope in self._running:
            task = scope.get(TASK)
            if task is not None and not task.done():
                scope[HUNG_UP] = True
                task.cancel()
        self._running.clear()

    def data_received(self, data: bytes) -> None:
        """Reads on; refuses a head that is too long."""
        super().data_received(data)
        if self._in_head and not self.transport.is_closing():
            self._head += len(data)
            if self._head > LONGEST_HEAD:
                self._refuse(431, None)

    def on_message_begin(self) -> None:
        """A head begins."""
        super().on_message_begin()
        self._in_head = True
        if self._timer is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """The head is there."""
        self._rest()
        self._in_head, self._head = False, 0
        if len(self.headers) > MOST_HEADERS:
            self._refuse(431, None)
            return
        super().on_headers_complete()
        self._running.append(self.scope)

    def on_message_complete(self) -> None:
        """The request is there; another head may follow."""
        if not self.transport.is_closing():
            super().on_message_complete()
        self._in_head = True

    def on_body(self, body: bytes) -> None:
        """Part of a body; what follows a refused head is not looked at."""
        if not self.transport.is_closing():
            super().on_body(body)

    def on_response_complete(self) -> None:
        """One answer is out; the oldest request is done."""
        if self._running:
            self._running.pop(0)
        super().on_response_complete()

    def send_400_response(self, msg: str) -> None:
        """What is no HTTP is refused as everything else is."""
        self._refuse(400, RequestRefused("BAD_REQUEST", close=True))

    def _unsupported_upgrade_warning(self) -> None:
        """An upgrade is answered as the plain request it also is; there is nothing to warn of."""

    def _wait(self) -> None:
        self._timer = self.loop.call_later(self.head_timeout, self._too_slow)

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_slow(self) -> None:
        self._timer = None
        if not self.transport.is_closing():
            self.transport.close()

    def _refuse(self, status: int, refusal: RequestRefused | None) -> None:
        self._rest()
        body = refusal.body() if refusal else b""
        pairs = [*DATA, *(refusal.headers() if refusal else ()), (b"content-type", b"application/json")]
        lines = [b"HTTP/1.1 %d %s" % (status, REASONS[status]), *(b"%s: %s" % pair for pair in pairs)]
        lines += [b"content-length: %d" % len(body), b"connection: close", b"", body]
        self.transport.write(b"\r\n".join(lines))
        self.transport.close()


REASONS = {400: b"Bad Request", 431: b"Request Header Fields Too Large", 503: b"Service Unavailable"}
