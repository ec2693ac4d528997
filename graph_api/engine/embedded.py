"""The embedded engine: ArcadeDB from its wheel, started when first used and shared by later processes."""

import asyncio
import contextlib
import fcntl
import importlib.metadata
import importlib.util
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from neo4j import AsyncGraphDatabase
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph_api.engine import sql
from graph_api.engine.arcadedb import ARCADEDB
from graph_api.engine.endpoint import Endpoint
from graph_api.engine.keeper import started_at, write_private
from graph_api.errors import EngineUnavailable
from graph_api.settings import Settings

DATABASE = "credit"
WRITER = "root"
READER = "reader"
STARTS = 3
#: Seconds during which a start that fails at once is tried again.
PATIENCE = 15.0
LEAVE_SECONDS = 25
KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "TZ", "TMPDIR")
GROUPS = {
    "databases": {
        "*": {
            "groups": {
                "admin": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
                    "types": {
                        "*": {"access": ["createRecord", "readRecord", "updateRecord", "deleteRecord"]}
                    },
                },
                "reader": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": [],
                    "types": {"*": {"access": ["readRecord"]}},
                },
                "*": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": [],
                    "types": {"*": {"access": []}},
                },
            }
        }
    },
    "version": 2,
}


@dataclass(frozen=True)
class Running:
    """An engine process that is ours, and where it listens."""

    keeper: int
    engine: int
    bolt: int
    http: int


@contextlib.asynccontextmanager
async def embedded(settings: Settings) -> AsyncIterator[Endpoint]:
    """The embedded engine, started or joined; it stops when its last user leaves."""
    folder = settings.home / "engine"
    _prepare(folder)
    with _lock_file(folder, "users") as users:
        deadline = time.monotonic() + settings.embedded_start_timeout
        await _locked(users, fcntl.LOCK_SH, deadline)
        with _lock_file(folder, "start") as starting:
            await _locked(starting, fcntl.LOCK_EX, deadline)
            endpoint = await _join(folder, deadline) or await _start(folder, settings, deadline)
        try:
            yield endpoint
        finally:
            await _leave(folder, users)


def _prepare(folder: Path) -> None:
    config = folder / "data" / "config"
    config.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    for name in (WRITER, READER):
        if not (file := folder / f"{name}.password").exists():
            write_private(file, secrets.token_urlsafe(32))
    if not (groups := config / "server-groups.json").exists():
        write_private(groups, json.dumps(GROUPS, indent=2))


def _lock_file(folder: Path, name: str) -> IO[str]:
    return (folder / f"{name}.lock").open("a")


async def _locked(file: IO[str], kind: int, deadline: float) -> None:
    while True:
        try:
            return fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise EngineUnavailable("another process is starting or stopping it") from None
            await asyncio.sleep(0.05)


def _running(folder: Path) -> Running | None:
    """The engine the state file names, if those very processes are alive."""
    try:
        state: dict[str, Any] = json.loads((folder / "state.json").read_text())
    except (OSError, ValueError):
        return None
    if started_at(state["engine"]) != state["engine_started"]:
        return None
    if started_at(state["keeper"]) != state["keeper_started"]:
        # An engine without its keeper would never be stopped.
        with contextlib.suppress(ProcessLookupError):
            os.kill(state["engine"], signal.SIGKILL)
        return None
    options = dict(part[2:].split("=", 1) for part in state["command"] if part.startswith("-Darcadedb"))
    return Running(
        keeper=state["keeper"],
        engine=state["engine"],
        bolt=int(options["arcadedb.bolt.port"]),
        http=int(options["arcadedb.server.httpIncomingPort"]),
    )


async def _join(folder: Path, deadline: float) -> Endpoint | None:
    while (running := _running(folder)) and time.monotonic() < deadline:
        endpoint = _endpoint(folder, running)
        if await _answers(endpoint):
            return endpoint
        await asyncio.sleep(0.1)
    return None


async def _start(folder: Path, settings: Settings, deadline: float) -> Endpoint:
    patience = min(deadline, time.monotonic() + PATIENCE)
    starts = 0
    # One that was killed may still hold its files for a moment, and a port may be taken meanwhile.
    while starts < STARTS or time.monotonic() < patience:
        starts += 1
        keeper = _launch(folder, settings)
        while keeper.poll() is None and time.monotonic() < deadline:
            running = _running(folder)
            if running and running.keeper == keeper.pid and await _answers(_endpoint(folder, running)):
                return _endpoint(folder, running)
            await asyncio.sleep(0.05)
        keeper.terminate()
        await asyncio.to_thread(keeper.wait)
        await asyncio.sleep(0.2)
    raise EngineUnavailable(f"the embedded engine does not start; see {folder / 'engine.log'}")


def _launch(folder: Path, settings: Settings) -> "subprocess.Popen[bytes]":
    keeper = Path(__file__).with_name("keeper.py")
    command = [sys.executable, "-I", str(keeper), str(folder), *_java(folder, settings)]
    environment = {name: os.environ[name] for name in KEPT_ENVIRONMENT if name in os.environ}
    with os.fdopen(
        os.open(folder / "engine.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w"
    ) as output:
        # A session of its own: Ctrl-C on the terminal reaches us, and we stop it in order.
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment,
            cwd=folder,
            start_new_session=True,
        )


def _java(folder: Path, settings: Settings) -> list[str]:
    """The command of the engine: every listener on loopback, no password in it."""
    found = importlib.util.find_spec("arcadedb_embedded")
    if found is None or found.origin is None:
        raise EngineUnavailable("the package arcadedb-embedded is not installed")
    wheel = Path(found.origin).parent
    bolt, http, https = _free_ports(3)
    options = {
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.rootPath": folder / "data",
        "server.rootPasswordPath": folder / f"{WRITER}.password",
        "server.defaultDatabases": f"{DATABASE}[]",
        "server.mode": "production",
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": http,
        "server.httpsIncomingPort": https,
        "serverMetrics": "false",
        "bolt.host": "127.0.0.1",
        "bolt.port": bolt,
        "command.timeout": int(settings.stream_timeout * 1000),
        "txWalFlush": 2 if settings.embedded_fsync else 0,
    }
    return [
        str(wheel / "jre" / "bin" / "java"),
        f"-Xmx{settings.embedded_heap}",
        "-XX:+ExitOnOutOfMemoryError",
        *("--add-opens", "java.base/java.nio=ALL-UNNAMED", "--add-modules", "jdk.incubator.vector"),
        *("-cp", str(wheel / "jars" / "*")),
        *(f"-Darcadedb.{name}={value}" for name, value in options.items()),
        "com.arcadedb.server.ArcadeDBServer",
    ]


def _free_ports(count: int) -> list[int]:
    with contextlib.ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def _endpoint(folder: Path, running: Running) -> Endpoint:
    return Endpoint(
        dialect=ARCADEDB,
        uri=f"bolt://127.0.0.1:{running.bolt}",
        database=DATABASE,
        writer=(WRITER, (folder / f"{WRITER}.password").read_text()),
        reader=(READER, (folder / f"{READER}.password").read_text()),
        sql_address=f"http://127.0.0.1:{running.http}",
        version=importlib.metadata.version("arcadedb-embedded"),
    )


async def _answers(endpoint: Endpoint) -> bool:
    """Whether the database answers both logins; the driver connects before it would."""
    assert endpoint.reader is not None
    for login in (endpoint.writer, endpoint.reader):
        driver = AsyncGraphDatabase.driver(
            endpoint.uri, auth=login, connection_timeout=2, connection_acquisition_timeout=2
        )
        try:
            async with asyncio.timeout(3), driver, driver.session(database=endpoint.database) as session:
                await (await session.run("RETURN 1 AS one")).consume()
        except AuthError:
            if login is endpoint.writer:
                return False
            await sql.create_reader(endpoint)
        except (DriverError, Neo4jError, OSError, TimeoutError):
            return False
    return True


async def _leave(folder: Path, users: IO[str]) -> None:
    """Gives up the engine; the last user waits until it is down, so that its files are at rest."""
    running = _running(folder)
    fcntl.flock(users, fcntl.LOCK_UN)
    deadline = time.monotonic() + LEAVE_SECONDS
    while running and started_at(running.keeper) and time.monotonic() < deadline:
        # Not exclusive but shared can be had: other users hold it. Neither: the keeper is stopping it.
        if not _try(users, fcntl.LOCK_EX) and _try(users, fcntl.LOCK_SH):
            return
        await asyncio.sleep(0.05)


def _try(file: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(file, fcntl.LOCK_UN)
    return True
