"""Python 3.12's `wait_for` for the driver on Python 3.11, where its own makes a task for every read.

Neo4j tells the driver a read timeout, and the driver then waits with it twice for each record. With
its copy of the old `wait_for` that is two tasks a record and costs more than half of the time of a
large result. From 3.12 on the driver takes `asyncio.wait_for`, which makes none; this is the same.
"""

import asyncio
import sys
from collections.abc import Awaitable
from typing import TypeVar

from neo4j._async_compat.network import _bolt_socket

Result = TypeVar("Result")


async def wait_for(awaited: Awaitable[Result], timeout: float | None) -> Result:  # noqa: ASYNC109
    """The result within the timeout, or TimeoutError, waited for in the task that asks."""
    if timeout is None:
        return await awaited
    async with asyncio.timeout(timeout):
        return await awaited


def hasten() -> None:
    """Gives the driver this `wait_for` where it would use its copy of the old one."""
    if sys.version_info < (3, 12) and hasattr(_bolt_socket, "wait_for"):
        _bolt_socket.wait_for = wait_for
