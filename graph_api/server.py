"""Serves the application until it is told to stop; requests under way are answered first."""

from __future__ import annotations

import ipaddress

import structlog
import uvicorn

from graph_api import logs
from graph_api.app import App
from graph_api.errors import EngineUnavailable, ListeningRefused
from graph_api.graphiql import NOT_BUILT_EN, is_built
from graph_api.settings import Settings
from graph_api.surface.connection import guarded

#: Seconds that requests under way may take once the service is told to stop.
GRACE = 15


async def serve(settings: Settings) -> None:
    """Listens on the address of the settings; comes back when the process is told to end."""
    logs.set_up()
    check_listening(settings)
    server = Announcing(configuration(settings, App(settings)))
    await server.serve()
    if not server.started:
        raise EngineUnavailable("the service did not start; the log above says why")


def configuration(settings: Settings, app: App) -> uvicorn.Config:
    """How the server listens: HTTP/1.1 without WebSocket, forwarded addresses believed of named proxies only."""
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop="asyncio",
        http=guarded(settings.connections, settings.head_timeout),
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        ssl_certfile=settings.tls_certificate,
        ssl_keyfile=settings.tls_key,
        timeout_graceful_shutdown=GRACE,
    )


def check_listening(settings: Settings) -> None:
    """Refuses to be reached from elsewhere in clear text."""
    if (settings.tls_certificate is None) != (settings.tls_key is None):
        raise ListeningRefused(
            "`tls_certificate` and `tls_key` are given together or not at all",
            "tls_certificate 与 tls_key 须同时设置",
        )
    if not (is_loopback(settings.host) or settings.tls_certificate or settings.behind_proxy):
        raise ListeningRefused(
            "an address beyond loopback needs TLS: set `tls_certificate` and `tls_key`, or `behind_proxy` "
            "where a proxy terminates it",
            "监听本机以外地址须启用 TLS：请设置 tls_certificate 与 tls_key，由代理终止 TLS 的设置 behind_proxy",
        )


def is_loopback(host: str) -> bool:
    """Whether an address is reached from this machine alone."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


class Announcing(uvicorn.Server):
    """Says where it listens, once it does."""

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Starts, then says where."""
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            for each in self.servers:
                for socket in each.sockets:
                    host, port = socket.getsockname()[:2]
                    scheme = "https" if self.config.is_ssl else "http"
                    address = f"{scheme}://{host}:{port}"
                    structlog.get_logger("credit_graph.api").info(
                        "serving",
                        graphql=f"{address}/graphql",
                        page=f"{address}/graphiql/" if is_built() else NOT_BUILT_EN,
                    )
