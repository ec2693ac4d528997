"""A small HTTP client that keeps its connections: it costs little, so that the service is what is measured."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Sequence
from typing import Self

from bench.measured import Timing

WAIT = 60.0
LARGEST_ANSWER = 64 * 1024 * 1024


class AnswerRefusedError(Exception):
    """The service answered with an error, which no measurement may count."""


class Connection:
    """One connection to the service, used for one question at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def to(cls, port: int) -> Self:
        """A new connection to the service on loopback."""
        return cls(*await asyncio.open_connection("127.0.0.1", port, limit=LARGEST_ANSWER))

    async def ask(self, request: bytes) -> bytes:
        """The body of the answer."""
        self._writer.write(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        length = int(head.partition(b"content-length:")[2].partition(b"\r\n")[0])
        body = await self._reader.readexactly(length)
        if not head.startswith(b"http/1.1 200") or b'"errors":' in body:
            raise AnswerRefusedError(body[:500].decode(errors="replace"))
        return body

    async def close(self) -> None:
        """Closes the connection."""
        self._writer.close()
        await self._writer.wait_closed()


async def hammer(
    port: int, requests: Sequence[bytes], connections: int, seconds: float, start: int = 0
) -> Timing:
    """Asks the requests in turn over so many connections for so long, each waiting for its answer."""
    latencies: list[float] = []
    place = start
    opened = [await Connection.to(port) for _ in range(connections)]
    began = time.perf_counter()
    until = began + seconds

    async def work(connection: Connection) -> None:
        nonlocal place
        while (asked := time.perf_counter()) < until:
            request = requests[place % len(requests)]
            place += 1
            await connection.ask(request)
            latencies.append(time.perf_counter() - asked)

    try:
        async with asyncio.timeout(seconds + WAIT), asyncio.TaskGroup() as group:
            for connection in opened:
                group.create_task(work(connection))
        return Timing.of(latencies, time.perf_counter() - began)
    finally:
        for connection in opened:
            await connection.close()
