"""A query file and its row model agree, or the import says which line is wrong."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Literal

import pytest
from pydantic import BaseModel

from graph_api.engine.query import NoRow, Query
from graph_api.errors import QueryFileInvalid

GOOD = """\
// Posts held by these persons on a date, oldest first.
// The explanation may go on.
// param subject_ids: list<string>
// param on: date
// column subject_id: string
// column since: date
// access: read
// law: company-law-2023 (178)
UNWIND $subject_ids AS subject_id
// A reason, which the engine need not read.
MATCH (person:Subject {subject_id: subject_id})-[post:HOLDS]->(:Organization)
WHERE post.since <= $on
RETURN subject_id, post.since AS since
"""


@dataclass(frozen=True)
class PostRow:
    subject_id: str
    since: date | None


def written(folder: Path, text: str, name: str = "held") -> Path:
    file = folder / f"{name}.cypher"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return folder


def test_a_file_gives_its_header_and_its_text(tmp_path: Path) -> None:
    query = Query("held", PostRow, written(tmp_path, GOOD))
    assert query.header.gives == "Posts held by these persons on a date, oldest first."
    assert query.header.parameters == {"subject_ids": "list<string>", "on": "date"}
    assert query.header.columns == {"subject_id": "string", "since": "date"}
    assert query.header.access == "read"
    assert query.header.law == ("company-law-2023 (178)",)
    assert "//" not in query.text("neo4j")
    assert query.text("neo4j").startswith("UNWIND $subject_ids")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        (GOOD.split("// param")[0], "", "first line must be a comment"),
        ("list<string>", "list<text>", "line 3: list<text> is not a type"),
        ("// param on: date", "// param on date", "line 4"),
        ("// param on: date", "// param subject_ids: date", "declared twice"),
        ("// access: read\n", "", "one access"),
        ("// access: read", "// access: admin", "one access"),
        ("// column since: date", "// column until: date", "are not PostRow"),
        ("// column since: date", "// column since: int", "does not fit PostRow.since"),
        ("// column since: date\n", "", "are not PostRow"),
    ],
)
def test_a_wrong_header_is_told(tmp_path: Path, old: str, new: str, reason: str) -> None:
    with pytest.raises(QueryFileInvalid, match=reason):
        Query("held", PostRow, written(tmp_path, GOOD.replace(old, new)))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(QueryFileInvalid, match="does not exist"):
        Query("held", PostRow, tmp_path)


def test_an_override_repeats_the_header(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    written(tmp_path, GOOD.replace("<= $on", "< $on"), "_arcadedb/held")
    query = Query("held", PostRow, tmp_path)
    assert "< $on" in query.text("arcadedb")
    assert "<= $on" in query.text("neo4j")
    written(tmp_path, GOOD.replace("on: date", "on: datetime"), "_arcadedb/held")
    with pytest.raises(QueryFileInvalid, match="differs"):
        Query("held", PostRow, tmp_path)


def header(columns: str) -> str:
    lines = "".join(f"// column {column}\n" for column in columns.split("; "))
    return f"// What the test asks.\n{lines}// access: read\nRETURN 1"


class Kind(StrEnum):
    PERSON = "PERSON"


class ModelRow(BaseModel):
    kind: Kind
    names: list[str]
    facts: list[dict[str, object]]


@dataclass(frozen=True)
class ShapesRow:
    state: Literal["OPEN", "CLOSED"] | None
    names: tuple[str, ...]
    share: float | None


def test_rows_are_models_or_dataclasses(tmp_path: Path) -> None:
    columns = "kind: string; names: list<string>; facts: list<map>"
    models = Query("models", ModelRow, written(tmp_path, header(columns), "models"))
    assert models.rows(["kind", "names", "facts"], [("PERSON", ["a"], [{"b": 1}])]) == [
        ModelRow(kind=Kind.PERSON, names=["a"], facts=[{"b": 1}])
    ]
    columns = "state: string; names: list<string>; share: float"
    shapes = Query("shapes", ShapesRow, written(tmp_path, header(columns), "shapes"))
    assert shapes.rows(["share", "names", "state"], [(0.5, ["a", "b"], "OPEN")]) == [
        ShapesRow("OPEN", ("a", "b"), 0.5)
    ]


def test_a_result_with_other_columns_is_refused(tmp_path: Path) -> None:
    query = Query("held", PostRow, written(tmp_path, GOOD))
    with pytest.raises(QueryFileInvalid, match="returns subject, since"):
        query.rows(["subject", "since"], [("a", None)])
    assert query.rows([], []) == []


def test_a_write_may_return_nothing(tmp_path: Path) -> None:
    text = "// Forgets everything.\n// access: write\nMATCH (n) DETACH DELETE n"
    assert Query("forget", NoRow, written(tmp_path, text, "forget")).columns == ()
