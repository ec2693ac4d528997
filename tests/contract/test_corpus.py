"""Every query file is used, valid on a real Neo4j, and asks for things that exist."""

from collections.abc import AsyncIterator

import neo4j
import pytest

from graph_api.engine.db import Database
from graph_api.engine.endpoint import Endpoint
from tests.contract.corpus import STANDALONE, QueryFile, files, used_paths
from tests.contract.model import everything

FILES = [file for file in files() if not file.dialect or file.dialect == "neo4j"]
EXPLAINED = [file for file in FILES if file.header.access != "schema"]
ACCESS = {"r": "read", "rw": "write", "w": "write"}
REFUSED = {
    "01N50": "unknown label",
    "01N51": "unknown relationship type",
    "01N52": "unknown property",
    "03N90": "cartesian product",
}


def test_every_file_is_used() -> None:
    """At import each Query finds its file and compares the columns with its row model."""
    present = {file.path for file in files() if not file.path.startswith("schema/V")}
    free = {path for path in present if path.split("/")[0] in STANDALONE}
    assert present - used_paths() - free == set()


def test_an_override_has_a_file_to_replace() -> None:
    general = {file.path for file in files() if not file.dialect}
    assert {str(file) for file in files() if file.path not in general} == set()


@pytest.mark.parametrize("file", list(files()), ids=str)
def test_parameters_declared_are_parameters_used(file: QueryFile) -> None:
    assert file.used_parameters() == set(file.header.parameters)


@pytest.mark.parametrize("file", list(files()), ids=str)
def test_no_anchor_has_more_than_one_label(file: QueryFile) -> None:
    assert file.anchors_on_several_labels() == []


@pytest.fixture(scope="module")
async def explainer(engine: Endpoint) -> AsyncIterator[neo4j.AsyncSession]:
    """A session on a graph that holds every label, type and property of the model."""
    driver = neo4j.AsyncGraphDatabase.driver(engine.uri, auth=engine.writer)
    async with driver, driver.session(database=engine.database) as session:
        await (await session.run("MATCH (node) WHERE NOT node:SchemaVersion DETACH DELETE node")).consume()
        for statement in everything():
            await (await session.run(statement)).consume()
        yield session


@pytest.mark.engines("neo4j")
@pytest.mark.parametrize("file", EXPLAINED, ids=str)
async def test_a_query_is_what_its_header_says(explainer: neo4j.AsyncSession, file: QueryFile) -> None:
    result = await explainer.run(f"EXPLAIN {file.header.text}")
    columns = list(result.keys())
    summary = await result.consume()
    assert columns == list(file.header.columns)
    assert ACCESS[summary.query_type] == file.header.access
    noticed = [
        f"{REFUSED[status.gql_status]}: {status.status_description}"
        for status in summary.gql_status_objects
        if status.gql_status in REFUSED
    ]
    assert noticed == []


@pytest.fixture(scope="module")
async def planner(engine: Endpoint) -> AsyncIterator[neo4j.AsyncSession]:
    """A session on the embedded engine."""
    driver = neo4j.AsyncGraphDatabase.driver(engine.uri, auth=engine.writer)
    async with driver, driver.session(database=engine.database) as session:
        yield session


@pytest.mark.engines("arcadedb")
@pytest.mark.parametrize("file", EXPLAINED, ids=str)
async def test_a_query_is_planned_by_the_embedded_engine(
    planner: neo4j.AsyncSession, file: QueryFile
) -> None:
    """Its EXPLAIN tells no columns, so each is at least parsed and planned there."""
    parameters = dict.fromkeys(file.header.parameters)
    await (await planner.run(f"EXPLAIN {_for_arcadedb(file)}", parameters)).consume()


def _for_arcadedb(file: QueryFile) -> str:
    overrides = {other.path: other for other in files() if other.dialect == "arcadedb"}
    return overrides.get(file.path, file).header.text


@pytest.mark.engines("neo4j")
async def test_the_explainer_refuses_what_does_not_exist(explainer: neo4j.AsyncSession) -> None:
    """The guard itself is guarded: a misspelt label, type and property are noticed."""
    text = "MATCH (s:Subjekt)-[:HOLD]->() RETURN s.naem AS name"
    summary = await (await explainer.run(f"EXPLAIN {text}")).consume()
    noticed = {status.gql_status for status in summary.gql_status_objects}
    assert {"01N50", "01N51", "01N52"} <= noticed


async def test_the_graph_of_everything_fits_the_constraints(db: Database) -> None:
    async with db.driver.session(database=db.endpoint.database) as session:
        for statement in everything():
            await (await session.run(statement)).consume()
