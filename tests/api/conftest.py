"""A client of a service over each engine."""

from collections.abc import AsyncIterator

import pytest_asyncio

from graph_api.engine.db import Database
from tests.api.asking import Client


@pytest_asyncio.fixture(loop_scope="session")
async def ask(db: Database) -> AsyncIterator[Client]:
    """Asks a service over a clean graph."""
    client = Client(db)
    yield client
    await client.service.close()
