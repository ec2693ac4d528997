"""The sample of the demo, written once and read by file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from graph_api.generate import sample

Table = list[dict[str, Any]]
Read = Callable[[str], Table]


@pytest.fixture(scope="session")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, written once."""
    out = tmp_path_factory.mktemp("generate") / "sample"
    sample(out)
    return out


@pytest.fixture(scope="session")
def read(bundle: Path) -> Read:
    """Reads all parts of one file of the sample."""
    kept: dict[str, Table] = {}

    def table(name: str) -> Table:
        if name not in kept:
            kept[name] = [
                row
                for path in sorted(bundle.glob(f"{name}-*.parquet"))
                if re.fullmatch(rf"{name}-\d{{4}}", path.stem)
                for row in pl.read_parquet(path).to_dicts()
            ]
        return kept[name]

    return table
