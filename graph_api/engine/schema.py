"""The schema as numbered files under cypher/schema/, each applied once and recorded in the graph."""

import re
from dataclasses import dataclass
from pathlib import Path

from neo4j.exceptions import DriverError, Neo4jError

from graph_api.engine.db import Database
from graph_api.engine.failures import as_ours
from graph_api.engine.header import parse
from graph_api.engine.query import NoRow, Query, corpus
from graph_api.engine.sql import run_sql
from graph_api.errors import QueryFileInvalid

FILE_NAME = re.compile(r"^V(\d{4})__[a-z0-9_]+\.cypher$")


@dataclass(frozen=True)
class VersionRow:
    """One applied version."""

    version: str


APPLIED_VERSIONS = Query("schema/applied_versions", VersionRow)
RECORD_VERSION = Query("schema/record_version", NoRow)


def versions() -> list[tuple[str, Path]]:
    """The schema files in their order."""
    found = []
    for file in sorted((corpus() / "schema").glob("V*.cypher")):
        if not (match := FILE_NAME.match(file.name)):
            raise QueryFileInvalid(file, "schema files are named V0001__what_they_do.cypher")
        found.append((match.group(1), file))
    return found


def statements(file: Path, dialect: str) -> tuple[list[str], bool]:
    """What the file runs on this engine, and whether it is SQL that replaces the Cypher there."""
    replaced = corpus() / f"_{dialect}" / "schema" / file.name
    if (script := replaced.with_suffix(".sql")).is_file():
        lines = script.read_text(encoding="utf-8").splitlines()
        return _split("\n".join(line for line in lines if not line.startswith("--"))), True
    header = parse(replaced if replaced.is_file() else file)
    if header.access != "schema":
        raise QueryFileInvalid(file, "its access must be schema")
    return _split(header.text), False


def _split(text: str) -> list[str]:
    return [statement.strip() for statement in text.split(";") if statement.strip()]


async def apply(db: Database) -> list[str]:
    """The versions applied now; none when the graph is up to date."""
    present = {row.version for row in await db.read(APPLIED_VERSIONS)}
    missing = [(version, file) for version, file in versions() if version not in present]
    for version, file in missing:
        # Every statement says IF NOT EXISTS, so a start that died half way is simply run again.
        await _apply_file(db, file)
        await db.write(RECORD_VERSION, version=version)
    return [version for version, _ in missing]


async def _apply_file(db: Database, file: Path) -> None:
    runs, is_sql = statements(file, db.dialect.name)
    if is_sql:
        for statement in runs:
            await run_sql(db.endpoint, statement, file.name)
        return
    waits = [db.dialect.await_indexes] if db.dialect.await_indexes else []
    try:
        async with db.driver.session(database=db.endpoint.database) as session:
            for statement in [*runs, *waits]:
                await (await session.run(statement)).consume()
    except (Neo4jError, DriverError) as error:
        raise as_ours(error, file.name, db.settings.write_timeout) from None
