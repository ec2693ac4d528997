"""Ending a query on an engine that does not notice that its client has gone."""

import asyncio
import re
from typing import Any

import structlog
from neo4j import AsyncDriver, AsyncSession
from neo4j.exceptions import DriverError, Neo4jError

from graph_api.engine.endpoint import Endpoint

log = structlog.get_logger("credit_graph.engine")

TRANSACTION_ID = re.compile(r"^[\w.-]+$")
LOOKS = 3
PAUSE = 0.05


class Terminator:
    """Finds a session's transaction by the local port of its connection and ends it."""

    def __init__(self, driver: AsyncDriver, endpoint: Endpoint) -> None:
        self.driver = driver
        self.endpoint = endpoint

    async def end(self, session: AsyncSession, task: asyncio.Future[Any]) -> None:
        """The task is cancelled and its transaction gone from the engine, or a warning is logged."""
        # Shielded: a second cancellation must not leave the query running.
        await asyncio.shield(asyncio.ensure_future(self._end(session, task)))

    async def _end(self, session: AsyncSession, task: asyncio.Future[Any]) -> None:
        port = _local_port(session)
        try:
            # Ended before the connection is closed: a closed connection's port could be another's.
            async with asyncio.timeout(2.0):
                await self._terminate(port, task)
        except (TimeoutError, Neo4jError, DriverError) as error:
            log.warning("query_not_terminated", cause=type(error).__name__)
        task.cancel()
        await asyncio.wait((task,), timeout=1.0)
        if task.done() and not task.cancelled():
            # Read, so that the loop does not report an error nobody waits for.
            task.exception()

    async def _terminate(self, port: int | None, task: asyncio.Future[Any]) -> None:
        dialect = self.endpoint.dialect
        if port is None or not dialect.show_transactions or not dialect.terminate_transaction:
            return
        async with self.driver.session(database=self.endpoint.database) as session:
            for _ in range(LOOKS):
                running = await (await session.run(dialect.show_transactions)).fetch(10_000)
                ours = [row["transactionId"] for row in running if row["clientAddress"].endswith(f":{port}")]
                for identity in filter(TRANSACTION_ID.match, ours):
                    ending = dialect.terminate_transaction.format(identity)
                    await (await session.run(ending)).consume()
                if ours or task.done():
                    return
                # The statement may be on its way still.
                await asyncio.sleep(PAUSE)


def _local_port(session: AsyncSession) -> int | None:
    """The port our side of the session's connection uses; the driver has no public name for it."""
    port = getattr(getattr(session, "_connection", None), "local_port", None)
    return port if isinstance(port, int) else None
