"""The embedded engine: private, shared, stopped with its last user, and safe against kill -9."""

import asyncio
import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from graph_api.engine.db import Database
from graph_api.engine.embedded import embedded
from graph_api.engine.keeper import started_at
from graph_api.engine.opening import open_database
from graph_api.engine.query import Query
from graph_api.settings import Settings

Statement = Callable[..., Query[Any]]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
USER = """
import asyncio, sys
from pathlib import Path
from graph_api.engine.embedded import embedded
from graph_api.settings import Settings

async def main():
    async with embedded(Settings(home=Path(sys.argv[1]))) as endpoint:
        print(endpoint.uri, flush=True)
        await asyncio.to_thread(sys.stdin.read)

asyncio.run(main())
"""


@dataclass(frozen=True)
class NumberRow:
    number: int


def state(home: Path) -> dict[str, Any]:
    told: dict[str, Any] = json.loads((home / "engine" / "state.json").read_text())
    return told


async def until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    # Another process changes what is waited for, so there is no event to wait on.
    while not condition() and time.monotonic() < deadline:  # noqa: ASYNC110
        await asyncio.sleep(0.05)
    return condition()


def gone(*processes: int) -> bool:
    return all(started_at(process) is None for process in processes)


def of_process(pid: int, source: str) -> str:
    return Path(f"/proc/{pid}/{source}").read_bytes().decode(errors="replace")


def files_with(folder: Path, secret: str) -> list[Path]:
    written = [file for file in folder.rglob("*") if file.is_file()]
    return [file for file in written if secret.encode() in file.read_bytes()]


class User:
    """Another process that uses the engine until it is told to leave."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.uri = self.process.stdout.readline().strip()

    def leave(self) -> None:
        self.process.communicate()

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
async def users(home: Path) -> AsyncIterator[Callable[[], User]]:
    started: list[User] = []

    def start() -> User:
        started.append(User(home))
        return started[-1]

    yield start
    for user in started:
        if user.process.poll() is None:
            user.kill()


@LINUX
async def test_every_listener_is_on_loopback(settings: Settings, home: Path) -> None:
    async with embedded(settings):
        told = state(home)
        listeners = [address for pid in (told["engine"], told["keeper"]) for address in listening(pid)]
    assert len(listeners) == 2
    assert all(address in LOOPBACK for address in listeners)


LOOPBACK = ("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F")


def listening(pid: int) -> list[str]:
    """The addresses, as the kernel writes them, on which the process accepts connections."""
    held = {os.readlink(entry) for entry in Path(f"/proc/{pid}/fd").iterdir() if entry.exists()}
    sockets = {link[8:-1] for link in held if link.startswith("socket:[")}
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]
    ]
    return [row[1].split(":")[0] for row in rows if row[3] == "0A" and row[9] in sockets]


@LINUX
async def test_the_passwords_are_only_in_files_their_owner_can_read(settings: Settings, home: Path) -> None:
    async with open_database(settings) as db:
        told = state(home)
        assert db.endpoint.reader is not None
        secrets = [db.endpoint.writer[1], db.endpoint.reader[1]]
        seen = [
            of_process(told[name], source)
            for name in ("engine", "keeper")
            for source in ("cmdline", "environ")
        ]
        assert not any(secret in repr(db.endpoint) for secret in secrets)
    assert not any(secret in text for secret in secrets for text in seen)
    holders = {file for secret in secrets for file in files_with(home, secret)}
    assert {file.name for file in holders} == {"root.password", "reader.password"}
    assert {stat.S_IMODE(file.stat().st_mode) for file in holders} == {0o600}
    assert stat.S_IMODE((home / "engine").stat().st_mode) == 0o700


@LINUX
async def test_our_own_secrets_do_not_reach_the_engine(
    settings: Settings, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDIT_GRAPH_NEO4J_PASSWORD", "kept-to-ourselves")
    async with embedded(settings):
        environment = of_process(state(home)["engine"], "environ")
    assert "kept-to-ourselves" not in environment


async def test_a_second_process_joins_and_the_last_one_stops_the_engine(
    settings: Settings, home: Path, users: Callable[[], User]
) -> None:
    async with embedded(settings) as endpoint:
        first = state(home)
        other = await asyncio.to_thread(users)
        assert other.uri == endpoint.uri
    assert state(home) == first
    await asyncio.to_thread(other.leave)
    assert gone(first["engine"], first["keeper"])
    assert not (home / "engine" / "state.json").exists()


async def test_the_engine_ends_when_its_only_user_is_killed(home: Path, users: Callable[[], User]) -> None:
    user = await asyncio.to_thread(users)
    told = state(home)
    user.kill()
    assert await until(lambda: gone(told["engine"], told["keeper"]))


async def test_the_engine_outlives_the_one_who_started_it(
    settings: Settings, home: Path, users: Callable[[], User]
) -> None:
    starter = await asyncio.to_thread(users)
    async with embedded(settings) as endpoint:
        told = state(home)
        starter.kill()
        await asyncio.sleep(0.5)
        assert not gone(told["engine"])
        assert endpoint.uri == starter.uri
    assert gone(told["engine"], told["keeper"])


@LINUX
async def test_the_engine_ends_with_its_keeper(settings: Settings, home: Path) -> None:
    async with embedded(settings):
        told = state(home)
        os.kill(told["keeper"], signal.SIGKILL)
        assert await until(lambda: gone(told["engine"]))
    async with open_database(settings) as db:
        assert db.endpoint.version


async def test_a_state_file_of_a_strange_process_is_not_believed(settings: Settings, home: Path) -> None:
    async with embedded(settings):
        told = state(home)
    strange = told | {"engine": os.getpid(), "keeper": os.getpid()}
    (home / "engine" / "state.json").write_text(json.dumps(strange))
    async with embedded(settings):
        assert state(home)["engine"] != os.getpid()


async def test_an_engine_that_dies_is_started_again_where_it_was(
    settings: Settings, home: Path, statement: Statement
) -> None:
    read = statement("column number: int", "RETURN 1 AS number", NumberRow)
    async with open_database(settings) as db:
        told = state(home)
        # The keeper restarts only what had been steady, so that a broken one does not spin.
        await asyncio.sleep(max(0.0, 10.5 - (time.time() - (home / "engine" / "state.json").stat().st_mtime)))
        os.kill(told["engine"], signal.SIGKILL)
        assert await until(lambda: state(home)["engine"] != told["engine"])
        assert await _answers(db, read)


async def _answers(db: Database, read: Query[NumberRow]) -> bool:
    for _ in range(100):
        try:
            return await db.read(read) == [NumberRow(1)]
        except Exception:  # noqa: BLE001 - any failure means "not yet"
            await asyncio.sleep(0.1)
    return False


async def test_everything_acknowledged_survives_kill_9(
    settings: Settings, home: Path, statement: Statement
) -> None:
    add = statement("param number: int", "CREATE (:LoadProgress {key: toString($number)})", access="write")
    count = statement("column number: int", "MATCH (p:LoadProgress) RETURN count(p) AS number", NumberRow)
    keys = statement(
        "column number: int", "MATCH (p:LoadProgress) RETURN toInteger(p.key) AS number", NumberRow
    )
    acknowledged: list[int] = []

    async def write_without_end(db: Database, start: int) -> None:
        number = start
        while True:
            await db.write(add, number=number)
            acknowledged.append(number)
            number += 1

    quick = settings.model_copy(update={"write_retry": 0.0, "write_timeout": 3.0})
    for round_number in range(3):
        async with open_database(quick) as db:
            [row] = await db.read(count)
            assert row.number >= len(acknowledged)
            writers = [
                asyncio.create_task(write_without_end(db, 1_000_000 * round_number + 100_000 * lane))
                for lane in range(4)
            ]
            await asyncio.sleep(0.6)
            os.kill(state(home)["engine"], signal.SIGKILL)
            await asyncio.gather(*writers, return_exceptions=True)
    async with open_database(quick) as db:
        present = {row.number for row in await db.read(keys)}
    assert len(acknowledged) > 100
    assert set(acknowledged) <= present
