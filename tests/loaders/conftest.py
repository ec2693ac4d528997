"""Small fictional bundles, and the graph as plain values to compare."""

import csv
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from graph_api.engine.db import Database
from graph_api.ids.organizations import org_code_check_digit, uscc_check_digit
from loaders.report import Report
from loaders.run import load

Rows = Sequence[Mapping[str, str]]
Loading = Callable[..., Awaitable[Report]]
Asking = Callable[..., Awaitable[list[dict[str, Any]]]]
DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"


def uscc(number: int) -> str:
    """A fictional code with valid check digits."""
    stem = f"{number:08d}"
    body = "91990101" + stem + org_code_check_digit(stem)
    return body + uscc_check_digit(body)


def write_table(folder: Path, name: str, rows: Rows) -> Path:
    """A CSV file of these rows."""
    folder.mkdir(parents=True, exist_ok=True)
    columns = list(dict.fromkeys(column for row in rows for column in row))
    with (folder / name).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return folder / name


def write_bundle(folder: Path, **tables: Rows) -> Path:
    """A bundle folder of these tables."""
    for name, rows in tables.items():
        write_table(folder, f"{name}.csv", rows)
    return folder


def real_folder(name: str) -> Path:
    """A folder of real data; the test skips where it is absent."""
    folder = DATA / name
    if not folder.is_dir():
        pytest.skip(f"the real data of {name} are not beside this repository")
    return folder


@pytest.fixture
def loaded(db: Database, home: Path) -> Loading:
    """Loads a folder of a source into the test's graph."""

    async def loading(source: str, folder: Path, **options: Any) -> Report:
        return await load(db, source, folder, home=home, **options)

    return loading


@pytest.fixture
def ask(db: Database) -> Asking:
    """Asks the graph in Cypher."""

    async def asking(cypher: str, **parameters: Any) -> list[dict[str, Any]]:
        async with db.driver.session(database=db.endpoint.database) as session:
            return await (await session.run(cypher, parameters)).data()

    return asking


@pytest.fixture
def everything(ask: Asking) -> Callable[[], Awaitable[tuple[list[str], list[str]]]]:
    """All nodes and facts without ids and times, sorted: two equal graphs give equal values."""

    async def told() -> tuple[list[str], list[str]]:
        nodes = await ask(
            "MATCH (node) WHERE NOT node:SchemaVersion AND NOT node:Watermark AND NOT node:StaleMark "
            "AND NOT node:Coverage RETURN labels(node) AS labels, properties(node) AS values"
        )
        facts = await ask(
            "MATCH (a)-[fact]->(b) RETURN type(fact) AS type, properties(fact) AS values, "
            "coalesce(a.name, a.key, a.record_id) AS origin, coalesce(b.name, b.value, b.record_id) AS target"
        )
        return (
            sorted(f"{sorted(row['labels'])} {_plain(row['values'])}" for row in nodes),
            sorted(f"{row['type']} {row['origin']} {row['target']} {_plain(row['values'])}" for row in facts),
        )

    return told


# A ciphertext is another each time: its key belongs to the minted subject, and its nonce is random.
MINTED = {"subject_id", "recorded_at", "superseded_at", "authority_id", "at", "cipher"}


def _plain(values: Mapping[str, Any]) -> str:
    local = "|" in str(values.get("key", "")) and "name" in values
    hidden = MINTED | ({"key"} if local else set())
    if values.get("fact_id", "").split(":")[1:2] in (["WITHIN"], ["NAMES"]):
        hidden = hidden | {"fact_id"}
    return str(sorted((name, str(value)) for name, value in values.items() if name not in hidden))
