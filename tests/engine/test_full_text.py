"""Chinese names are found by their parts, the same on each engine."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from graph_api.engine.db import Database
from graph_api.engine.query import Query

Statement = Callable[..., Query[Any]]
NAMES = {"a": "青岛海尔股份有限公司", "b": "海信视像科技股份有限公司", "c": "张三", "d": "海尔智家 青岛海尔"}


@dataclass(frozen=True)
class HitRow:
    subject_id: str


@pytest.mark.parametrize(
    ("asked", "found"), [("海尔", ["a", "d"]), ("张三", ["c"]), ("青岛海尔", ["a", "d"]), ("李四", [])]
)
async def test_a_name_is_found_by_its_parts(
    db: Database, statement: Statement, asked: str, found: list[str]
) -> None:
    create = statement(
        "param key: string; param text: string",
        "CREATE (:Subject:Organization:Enterprise {subject_id: $key, search_text: $text})",
        access="write",
    )
    search = statement(
        "param index: string; param asked: string; column subject_id: string",
        "CALL db.index.fulltext.queryNodes($index, $asked) YIELD node, score "
        "RETURN node.subject_id AS subject_id ORDER BY subject_id",
        HitRow,
    )
    for key, text in NAMES.items():
        await db.write(create, key=key, text=text)
    # Quoted: the parts of a word must stand together.
    rows = await db.read(search, index=db.dialect.full_text_index, asked=f'"{asked}"')
    assert [row.subject_id for row in rows] == found
