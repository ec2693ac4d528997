"""From settings to a database that answers: started or connected, schema applied."""

import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager

from neo4j.exceptions import DriverError, Neo4jError

from graph_api.engine import schema
from graph_api.engine.db import Database
from graph_api.engine.embedded import embedded
from graph_api.engine.endpoint import Endpoint
from graph_api.engine.failures import as_ours
from graph_api.engine.neo4j import NEO4J
from graph_api.settings import Settings


@contextlib.asynccontextmanager
async def remote(settings: Settings) -> AsyncIterator[Endpoint]:
    """Neo4j where the settings say it is."""
    yield Endpoint(
        dialect=NEO4J,
        uri=settings.neo4j_uri,
        database=settings.neo4j_database,
        writer=(settings.neo4j_user, settings.neo4j_password.get_secret_value()),
    )


ENGINES: Mapping[str, Callable[[Settings], AbstractAsyncContextManager[Endpoint]]] = {
    "embedded": embedded,
    "neo4j": remote,
}


@contextlib.asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The database of the settings, its schema up to date; closed, and the engine released, at the end."""
    async with ENGINES[settings.engine](settings) as endpoint, connect(endpoint, settings) as db:
        yield db


@contextlib.asynccontextmanager
async def connect(endpoint: Endpoint, settings: Settings) -> AsyncIterator[Database]:
    """The database at an endpoint, its schema up to date."""
    db = Database(endpoint, settings)
    try:
        await schema.apply(db)
        yield db
    finally:
        await db.close()


async def version(db: Database) -> str:
    """The engine and its version, for people."""
    if db.endpoint.version:
        return f"{db.dialect.name} {db.endpoint.version}"
    try:
        told = (await db.driver.get_server_info()).agent
    except (Neo4jError, DriverError) as error:
        raise as_ours(error, "version", db.settings.connect_timeout) from None
    return f"{db.dialect.name} {told.rpartition('/')[2]}"
