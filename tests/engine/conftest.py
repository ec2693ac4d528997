"""Statements that only these tests need, as files like any other query."""

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph_api.engine.query import NoRow, Query

Statement = Callable[..., Query[Any]]


@pytest.fixture
def statement(tmp_path: Path) -> Statement:
    """Makes a query of a header and a text: `statement("column n: int", "RETURN 1 AS n", Row)`."""
    numbers = itertools.count()

    def make(header: str, text: str, model: type[Any] = NoRow, access: str = "read") -> Query[Any]:
        name = f"query_{next(numbers)}"
        lines = ["What the test asks.", *filter(None, header.split("; ")), f"access: {access}"]
        written = "\n".join([*(f"// {line}" for line in lines), text])
        (tmp_path / f"{name}.cypher").write_text(written)
        return Query(name, model, tmp_path)

    return make
