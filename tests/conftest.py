"""Real engines for every test that touches the graph: `db` runs each test on both."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from graph_api.engine.db import Database
from graph_api.engine.endpoint import Endpoint
from graph_api.engine.opening import connect, version
from graph_api.settings import Settings
from tests.engines import ENGINES, EngineMissingError

pytest_plugins = ("tests.leaks",)

WIPE = """
MATCH (node) WHERE NOT node:SchemaVersion
CALL (node) { DETACH DELETE node } IN TRANSACTIONS OF 5000 ROWS
"""
RAN = pytest.StashKey[dict[str, str]]()


def demanded() -> list[str]:
    """The engines whose absence is a failure and not a skip."""
    return [name for name in os.environ.get("CREDIT_GRAPH_TEST_ENGINES", "").split(",") if name]


def pytest_configure(config: pytest.Config) -> None:
    config.stash[RAN] = {}
    config.addinivalue_line(
        "markers", "notyet(engine, raises, reason): the engine cannot do this; fails the day it can"
    )
    config.addinivalue_line("markers", "engines(*names): run on these engines only")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" not in metafunc.fixturenames:
        return
    only = metafunc.definition.get_closest_marker("engines")
    names = only.args if only else tuple(ENGINES)
    gaps = {mark.args[0]: mark.kwargs for mark in metafunc.definition.iter_markers("notyet")}
    metafunc.parametrize(
        "engine",
        [
            pytest.param(name, marks=pytest.mark.xfail(strict=True, **gaps[name]) if name in gaps else ())
            for name in names
        ],
        indirect=True,
        scope="session",
    )


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, exitstatus: int, config: pytest.Config
) -> None:
    ran = config.stash[RAN]
    if ran or demanded():
        terminalreporter.write_line(f"engines: {', '.join(ran[name] for name in sorted(ran)) or 'none'}")


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Endpoint]:
    """One running engine, empty but for its schema."""
    name = request.param
    home = tmp_path_factory.mktemp(name)
    try:
        running = ENGINES[name](home)
        endpoint = await running.__aenter__()
    except EngineMissingError as missing:
        if name in demanded():
            pytest.fail(f"{name} is demanded: {missing}")
        pytest.skip(str(missing))
    # Imported here, so that pytest itself imports the plugin first.
    from tests.leaks import SECRETS

    request.config.stash[SECRETS] |= {user[1] for user in (endpoint.writer, endpoint.reader) if user}
    try:
        async with connect(endpoint, Settings(home=home)) as db:
            request.config.stash[RAN][name] = await version(db)
        yield endpoint
    finally:
        await running.__aexit__(None, None, None)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A folder for all state of one test."""
    return tmp_path / "home"


@pytest.fixture
def settings(home: Path) -> Settings:
    """The settings of a test: short limits, all state in its own folder."""
    return Settings(home=home, read_timeout=10, write_timeout=30)


@pytest_asyncio.fixture(loop_scope="session")
async def db(engine: Endpoint, settings: Settings) -> AsyncIterator[Database]:
    """A clean graph with its schema, on each engine in turn."""
    database = Database(engine, settings)
    try:
        await wipe(database)
        yield database
    finally:
        await database.close()


async def wipe(db: Database) -> None:
    """Deletes every node but the schema's versions."""
    async with db.driver.session(database=db.endpoint.database) as session:
        await (await session.run(WIPE)).consume()
