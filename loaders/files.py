"""The files of a source: which are read, by which rule, in which order, and mended rejects among them."""

import csv
import hashlib
import importlib
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import polars

from graph_api.errors import InputInvalid
from loaders.bundle import TABLES
from loaders.delimited import read_delimited
from loaders.readers import SUFFIXES, read_rows
from loaders.report import REASON_COLUMNS
from loaders.rows import Reject, Row
from loaders.source import FileRule, Source, rule_for

Rows = Iterator[Row | Reject]
Derive = Callable[[Rows, str], Rows]


@dataclass(frozen=True)
class Input:
    """One file to read with its rule."""

    path: Path
    name: str
    rule: FileRule


def find_inputs(source: Source, place: Path) -> tuple[list[Input], dict[str, str]]:
    """The files to read in the order of the rules, and the skipped ones with the reason.

    InputInvalid where the place is missing, holds none of the source's files, or one no rule knows.
    """
    if not place.exists():
        raise InputInvalid(str(place), "there is no such folder or file", "目录或文件不存在")
    files = sorted(place.iterdir()) if place.is_dir() else [place]
    files = [file for file in files if file.is_file() and file.suffix.lower() in SUFFIXES]
    if not files:
        raise InputInvalid(str(place), "it holds no data files", "目录内没有数据文件")
    inputs, skipped = [], {}
    for file in files:
        rule = rule_for(source, file.name)
        if rule.skipped:
            skipped[file.name] = rule.skipped
        else:
            inputs.append(Input(file, file.name, rule))
    if not inputs:
        raise InputInvalid(str(place), f"it holds no file of source {source.name}", "目录内没有该来源的文件")
    order = {id(rule): place for place, rule in enumerate(source.files)}
    return sorted(inputs, key=lambda one: (order[id(one.rule)], one.name)), skipped


def is_rejects_file(path: Path) -> bool:
    """Whether a file is one of rejects that a load wrote."""
    if not path.is_file() or path.suffix.lower() != ".csv" or path.stat().st_size == 0:
        return False
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        headers = next(csv.reader(stream), [])
    return tuple(headers[: len(REASON_COLUMNS)]) == REASON_COLUMNS


def mended_rows(source: Source, path: Path) -> Iterator[tuple[str, Rows]]:
    """The rows of a mended rejects file, as rows of the files they came from."""
    rows = (item for item in read_delimited(path, path.name))
    for name, group in groupby(rows, key=_original_file):
        if name is None:
            yield path.name, group
            continue
        wanted = columns_of(rule_for(source, name))
        yield name, (_original(item, wanted) if isinstance(item, Row) else item for item in group)


def _original_file(item: Row | Reject) -> str | None:
    return item.values["file"] if isinstance(item, Row) else None


def _original(row: Row, wanted: frozenset[str]) -> Row:
    line = row.values["row"]
    values = {column: text for column, text in row.values.items() if column in wanted}
    return Row(row.values["file"], int(line) if line.isdigit() else row.line, values)


def columns_of(rule: FileRule) -> frozenset[str]:
    """Every column a file under this rule may have."""
    if rule.canonical:
        return frozenset(TABLES[rule.canonical].columns)
    return rule.reads | rule.ignored.keys() | rule.optional | rule.aliases.keys()


def rows_of(source: Source, one: Input) -> Rows:
    """The rows of a file, its derived columns added."""
    return derived(source, one.rule, read_rows(one.path, one.name, one.rule.nested), one.name)


def derived(source: Source, rule: FileRule, rows: Rows, name: str) -> Rows:
    """The rows with the columns that the source's read.py derives, if it has one for this file."""
    if not rule.derive:
        return rows
    module = importlib.import_module(f"loaders.sources.{source.folder.name}.read")
    function: Derive = getattr(module, rule.derive)
    return function(rows, name)


def source_name(source: Source, place: Path) -> str:
    """Under which name facts are kept: the source's own, or what a bundle's bundle.toml says."""
    told = place / "bundle.toml"
    if source.name == "bundle" and told.is_file():
        name = tomllib.loads(told.read_text(encoding="utf-8")).get("name", "")
        if not isinstance(name, str) or not name or "|" in name or "=" in name:
            raise InputInvalid("bundle.toml", "it must give `name` without | and =", "应写明name，且不含|和=")
        return name
    return source.name


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def count_rows(path: Path) -> int:
    """About how many rows a file has, quickly; 0 where that cannot be told."""
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        return int(polars.scan_parquet(path).select(polars.len()).collect().item())
    if suffix == ".xlsx":
        return 0
    lines = 0
    with path.open("rb") as stream:
        while block := stream.read(1 << 20):
            lines += block.count(b"\n")
    return lines
