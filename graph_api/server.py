"""Serves the application until it is told to stop; requests under way are answered first."""

from __future__ import annotations

import structlog
import uvicorn

from graph_api import logs
from graph_api.app import App
from graph_api.callers.first_run import first_secret
from graph_api.callers.open_access import ALOUD_EN, ALOUD_ZH, check_access, is_loopback
from graph_api.errors import EngineUnavailable, ListeningRefused
from graph_api.graphiql import NOT_BUILT_EN
from graph_api.settings import Settings
from graph_api.surface.connection import guarded
from graph_api.webapp import is_built

#: Seconds that requests under way may take once the service is told to stop.
GRACE = 15

FIRST_RUN = """
Nobody can give rights yet. Within 30 minutes, and once: 尚无安全管理员。请在 30 分钟内执行一次：
  credit-graph user first --name NAME --secret -
and type this secret 并输入此密文:
  {secret}
"""


async def serve(settings: Settings) -> None:
    """Listens on the address of the settings; comes back when the process is told to end."""
    logs.set_up()
    check_access(settings)
    check_listening(settings)
    app = App(settings)
    server = Announcing(configuration(settings, app), app)
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


class Announcing(uvicorn.Server):
    """Says where it listens and who may ask, once it does."""

    def __init__(self, config: uvicorn.Config, app: App) -> None:
        super().__init__(config)
        self.app = app

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Starts, then says where."""
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            await self.say_who_may_ask()
            for each in self.servers:
                for socket in each.sockets:
                    host, port = socket.getsockname()[:2]
                    scheme = "https" if self.config.is_ssl else "http"
                    address = f"{scheme}://{host}:{port}"
                    structlog.get_logger("credit_graph.api").info(
                        "serving",
                        graphql=f"{address}/graphql",
                        page=f"{address}/" if is_built() else NOT_BUILT_EN,
                    )

    async def say_who_may_ask(self) -> None:
        """Open access aloud; in closed access the secret of the first run, while nobody can give rights."""
        settings = self.app.settings
        log = structlog.get_logger("credit_graph.api")
        if settings.access == "open":
            log.warning("open_access", en=ALOUD_EN, zh=ALOUD_ZH)
            return
        if not self.config.is_ssl and not is_loopback(settings.host):
            log.warning("no_tls", en="A proxy in front must end TLS: tokens and keys would travel readable.")
        if self.app.service is not None and (secret := await first_secret(self.app.service.db)):
            # The console is the one place that is shown it; no log and no file.
            print(FIRST_RUN.format(secret=secret.get_secret_value()), flush=True)
