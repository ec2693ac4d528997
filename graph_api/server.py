"""Serves the application until it is told to stop; requests under way are answered first."""

from __future__ import annotations

import structlog
import uvicorn

from graph_api import logs
from graph_api.app import App
from graph_api.errors import EngineUnavailable
from graph_api.graphiql import NOT_BUILT_EN, is_built
from graph_api.settings import Settings

#: Seconds that requests under way may take once the service is told to stop.
GRACE = 15


async def serve(settings: Settings) -> None:
    """Listens on the address of the settings; comes back when the process is told to end."""
    logs.set_up()
    config = uvicorn.Config(
        App(settings),
        host=settings.host,
        port=settings.port,
        loop="asyncio",
        http="httptools",
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=GRACE,
    )
    server = Announcing(config)
    await server.serve()
    if not server.started:
        raise EngineUnavailable("the service did not start; the log above says why")


class Announcing(uvicorn.Server):
    """Says where it listens, once it does."""

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Starts, then says where."""
        await super().startup(sockets)  # type: ignore[arg-type]
        if self.started:
            for each in self.servers:
                for socket in each.sockets:
                    host, port = socket.getsockname()[:2]
                    address = f"http://{host}:{port}"
                    structlog.get_logger("credit_graph.api").info(
                        "serving",
                        graphql=f"{address}/graphql",
                        page=f"{address}/graphiql/" if is_built() else NOT_BUILT_EN,
                    )
