"""The generator writes the same bytes for the same seed, chunk by chunk, in the columns of the contract."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from graph_api.generate import generate
from graph_api.generate.columns import COLUMNS

ROOT = Path(__file__).resolve().parents[2]


def digest(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}


@pytest.mark.parametrize("file_format", ["parquet", "csv"])
def test_same_seed_same_bytes_in_another_process(tmp_path: Path, file_format: str) -> None:
    script = (
        "import sys; from pathlib import Path; from graph_api.generate import generate;"
        "generate(500, 7, Path(sys.argv[1]), sys.argv[2])"
    )
    for number, hash_seed in enumerate(("0", "4711")):
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / str(number)), file_format],
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": hash_seed, "POLARS_MAX_THREADS": str(number + 1)},
        )
    assert digest(tmp_path / "0") == digest(tmp_path / "1")


def test_another_seed_gives_another_province(tmp_path: Path) -> None:
    generate(500, 1, tmp_path / "one", "csv")
    generate(500, 2, tmp_path / "two", "csv")
    ours, theirs = digest(tmp_path / "one"), digest(tmp_path / "two")
    assert ours["subjects-0001.csv"] != theirs["subjects-0001.csv"]


def test_counts_and_progress_cover_every_chunk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph_api.generate.run.CHUNK", 300)
    steps: list[tuple[int, int]] = []
    counts = generate(1000, 3, tmp_path, "csv", progress=lambda done, total: steps.append((done, total)))
    assert counts["subjects"] == 1000
    assert [path.name for path in sorted(tmp_path.glob("subjects-*"))] == [
        f"subjects-000{part}.csv" for part in (1, 2, 3, 4)
    ]
    assert steps == [(250, 1000), (500, 1000), (750, 1000), (1000, 1000)]
    for name in ("subjects", "positions", "records"):
        written = sum(pl.read_csv(path).height for path in tmp_path.glob(f"{name}-*.csv"))
        assert written == counts[name]


def test_chunks_do_not_change_a_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    generate(1000, 3, tmp_path / "whole", "csv")
    monkeypatch.setattr("graph_api.generate.run.CHUNK", 130)
    generate(1000, 3, tmp_path / "cut", "csv")
    for name in COLUMNS:
        cut, whole = (
            sorted(line for path in (tmp_path / half).glob(f"{name}-*.csv") for line in _rows(path))
            for half in ("cut", "whole")
        )
        assert cut == whole, name


def _rows(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()[1:]


def test_a_folder_with_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "kept.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        generate(500, 1, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["kept.txt"]


def test_too_few_subjects_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="at least 100"):
        generate(99, 1, tmp_path / "out")


def documented_columns() -> Iterator[tuple[str, list[str]]]:
    """The columns of docs/bundle.md; explanations in brackets are dropped."""
    for line in (ROOT / "docs" / "bundle.md").read_text(encoding="utf-8").splitlines():
        row = re.fullmatch(r"\| (\w+) \| (.+) \|", line)
        if row and row[1] != "file":
            plain = re.sub(r"\([^()]*\)", "", row[2]).replace("*", "")
            yield row[1], [column.strip() for column in plain.split(",")]


def node_properties(label: str) -> set[str]:
    """The properties of a node in docs/graph-model.md that a source gives."""
    text = (ROOT / "docs" / "graph-model.md").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith(f"| {label} |"))
    plain = re.sub(r"\([^()]*\)", "", line.split("|")[3]).split(";")[0]
    return {name.strip() for name in plain.split(",") if not name.strip().endswith("_latest")}


def test_columns_are_those_of_the_contract() -> None:
    documented = dict(documented_columns())
    assert set(COLUMNS) == set(documented)
    for name, columns in documented.items():
        label = {"records": "Record", "sanctions": "Sanction", "list_entries": "ListEntry"}.get(name)
        if label is None:
            # Optional columns may be left out; the rest stands in the order of the contract.
            assert list(COLUMNS[name]) == [column for column in columns if column in COLUMNS[name]], name
        else:
            named = {column for column in columns if re.fullmatch(r"[a-z_]+", column)}
            assert set(COLUMNS[name]) == named | node_properties(label), name


def test_every_column_is_text(bundle: Path) -> None:
    for path in bundle.glob("*.parquet"):
        assert set(pl.read_parquet_schema(path).values()) == {pl.String()}, path.name
