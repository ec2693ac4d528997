"""The processes beside ours: the service as `credit-graph serve` runs it, and the floor."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from bench.client import Connection
from bench.measured import Timing
from graph_api.engine.endpoint import Endpoint

ROOT = Path(__file__).resolve().parent.parent
START_LIMIT = 120.0
STOP_LIMIT = 30.0
FLOOR_LIMIT = 3600.0
LINE_LIMIT = 16 * 1024 * 1024
#: How the two services are started: ours, and the one with nothing of trust in it.
OURS = ("-m", "graph_api.cli", "serve")
BARE = ("-m", "bench.bare")
Process = asyncio.subprocess.Process


def environment(endpoint: Endpoint, home: Path) -> dict[str, str]:
    """The settings under which a process of ours joins this engine."""
    given = {"CREDIT_GRAPH_HOME": str(home), "CREDIT_GRAPH_ENGINE": "embedded"}
    if endpoint.dialect.name == "neo4j":
        user, password = endpoint.writer
        given |= {
            "CREDIT_GRAPH_ENGINE": "neo4j",
            "CREDIT_GRAPH_NEO4J_URI": endpoint.uri,
            "CREDIT_GRAPH_NEO4J_USER": user,
            "CREDIT_GRAPH_NEO4J_PASSWORD": password,
            "CREDIT_GRAPH_NEO4J_DATABASE": endpoint.database,
        }
    return {**os.environ, **given, "CREDIT_GRAPH_READ_TIMEOUT": "60", "CREDIT_GRAPH_WRITE_TIMEOUT": "600"}


async def start(*arguments: str, log: Path, environment: dict[str, str] | None = None) -> Process:
    """A Python process of ours, its errors in a file."""
    with log.open("ab") as errors:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            *arguments,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=errors,
            cwd=ROOT,
            env=environment,
            limit=LINE_LIMIT,
        )


async def stop(process: Process) -> None:
    """Ends a process in order, or at once where it does not."""
    with contextlib.suppress(ProcessLookupError):
        process.terminate()
        try:
            await asyncio.wait_for(process.communicate(), STOP_LIMIT)
        except TimeoutError:
            process.kill()
            await process.communicate()


def memory(process_id: int) -> tuple[float, float]:
    """Memory of a process now and at its highest, in MiB; zeros once it is gone."""
    found = {"VmRSS": 0.0, "VmHWM": 0.0}
    with contextlib.suppress(OSError):
        for text in Path(f"/proc/{process_id}/status").read_text().splitlines():
            name, _, value = text.partition(":")
            if name in found:
                found[name] = int(value.split()[0]) / 1024
    return found["VmRSS"], found["VmHWM"]


def processor(process_id: int) -> float:
    """Seconds of processor time a process has used; zero where the system does not tell."""
    with contextlib.suppress(OSError):
        fields = Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return 0.0


@dataclass(frozen=True)
class Served:
    """The service, running and having answered once."""

    process: Process
    port: int
    first_answer: float
    """Seconds from the start of the process."""


@contextlib.asynccontextmanager
async def service(
    endpoint: Endpoint,
    home: Path,
    question: bytes,
    started: tuple[str, ...] = OURS,
    more: Mapping[str, str] | None = None,
) -> AsyncIterator[Served]:
    """The service on an engine that runs already, with more settings than it needs where they are given."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    began = time.perf_counter()
    process = await start(
        *started,
        *("--port", str(port)),
        log=home / "service.log",
        environment=environment(endpoint, home) | dict(more or {}),
    )
    try:
        await _first_answer(process, port, question, home / "service.log")
        yield Served(process, port, time.perf_counter() - began)
    finally:
        await stop(process)


async def _first_answer(process: Process, port: int, question: bytes, log: Path) -> None:
    async with asyncio.timeout(START_LIMIT):
        while process.returncode is None:
            try:
                connection = await Connection.to(port)
            except OSError:
                await asyncio.sleep(0.005)
                continue
            await connection.ask(question)
            await connection.close()
            return
    raise RuntimeError(f"the service does not start; see {log}")


class FloorHandle:
    """The process with the raw driver."""

    def __init__(self, process: Process, log: Path) -> None:
        self._process = process
        self._log = log

    async def ask(self, command: str, **given: Any) -> dict[str, Any]:
        """The answer to one command."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(orjson.dumps({"command": command, **given}) + b"\n")
        await self._process.stdin.drain()
        text = await asyncio.wait_for(self._process.stdout.readline(), FLOOR_LIMIT)
        if not text:
            raise RuntimeError(f"the raw driver failed at {command}:\n{self._log.read_text()[-2000:]}")
        answer: dict[str, Any] = orjson.loads(text)
        return answer

    async def timed(self, command: str, **given: Any) -> Timing:
        """The timing a command gives."""
        return Timing(**await self.ask(command, **given))


@contextlib.asynccontextmanager
async def raw_driver(endpoint: Endpoint, home: Path, hasten: bool = False) -> AsyncIterator[FloorHandle]:
    """The raw driver as it is installed, or with our patch of its waiting."""
    user, password = endpoint.writer
    process = await start("-m", "bench.floor", log=home / "floor.log")
    assert process.stdin is not None
    where = {"uri": endpoint.uri, "database": endpoint.database, "user": user, "password": password}
    process.stdin.write(orjson.dumps({**where, "hasten": hasten}) + b"\n")
    try:
        yield FloorHandle(process, home / "floor.log")
    finally:
        process.stdin.close()
        await stop(process)
