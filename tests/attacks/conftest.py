"""Services set up for the public: one whose engine cannot be reached, one on each engine, one on the network."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from graph_api.access.viewer import OPEN
from graph_api.engine.db import Database
from graph_api.engine.endpoint import Endpoint
from graph_api.engine.neo4j import NEO4J
from graph_api.server import Announcing, configuration
from graph_api.settings import Settings
from tests.attacks.attacking import Attacker


@asynccontextmanager
async def nowhere(home: Path, **changes: Any) -> AsyncIterator[Attacker]:
    """A service without an engine: what is refused must be refused before one is asked."""
    chosen: dict[str, Any] = {"production": True, "rate_public": 0, **changes}
    settings = Settings(home=home, connect_timeout=0.5, **chosen)
    endpoint = Endpoint(dialect=NEO4J, uri="bolt://127.0.0.1:9", database="neo4j", writer=("none", "none"))
    db = Database(endpoint, settings)
    try:
        yield Attacker(db, settings)
    finally:
        await db.close()


@pytest_asyncio.fixture(loop_scope="session")
async def attack(home: Path) -> AsyncIterator[Attacker]:
    """A public service without an engine."""
    async with nowhere(home) as attacker:
        yield attacker


@pytest.fixture
def probe(db: Database) -> Attacker:
    """A public service on each engine in turn, asked by somebody who may see everything: no right stops a text."""
    settings = db.settings.model_copy(update={"production": True, "rate_public": 0})
    return Attacker(db, settings, OPEN)


Listening = Callable[..., Any]


@pytest.fixture
def listening() -> Listening:
    """Puts a service on a port of loopback: `async with listening(attacker, **settings) as port`."""

    @asynccontextmanager
    async def serving(attacker: Attacker, **changes: Any) -> AsyncIterator[int]:
        settings = attacker.settings.model_copy(update={"port": 0, **changes})
        config = configuration(settings, attacker.app)
        # The application is started already, on an engine that may not be there.
        config.lifespan = "off"
        server = Announcing(config, attacker.app)
        task = asyncio.create_task(server._serve())
        while not server.started:  # noqa: ASYNC110 - uvicorn tells by an attribute only
            await asyncio.sleep(0.01)
        try:
            yield server.servers[0].sockets[0].getsockname()[1]
        finally:
            server.should_exit = True
            await task

    return serving
