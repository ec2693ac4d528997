"""A source: a folder under `sources/` whose source.toml says how its columns become bundle rows."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from graph_api.errors import InputInvalid, NotFound

PLACE = re.compile(r"\{([^{}]+)\}")
SOURCES = Path(__file__).parent / "sources"


@dataclass(frozen=True)
class RowRule:
    """How one row of a file becomes one row of a bundle table."""

    table: str
    columns: Mapping[str, Any]
    when: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True)
class FileRule:
    """Which files of a folder are read, which of their columns are kept, and what each row gives."""

    pattern: str
    rules: tuple[RowRule, ...]
    ignored: Mapping[str, str]
    optional: frozenset[str]
    aliases: Mapping[str, str]
    empty: frozenset[str]
    minimum: int = 0
    nested: bool = False
    derive: str = ""
    skipped: str = ""
    canonical: str = ""

    @property
    def reads(self) -> frozenset[str]:
        """The columns that the row rules read."""
        found: set[str] = set()
        for rule in self.rules:
            found.update(condition["column"] for condition in rule.when)
            for described in rule.columns.values():
                text = described if isinstance(described, str) else described["from"]
                found.update(PLACE.findall(text))
        return frozenset(found)


@dataclass(frozen=True)
class Source:
    """A source of facts: what it is called, how far it is trusted, what it covers, and its files."""

    name: str
    folder: Path
    title_zh: str
    title_en: str
    precedence: int
    minimum: int
    covers: tuple[str, ...]
    covers_since: date | None
    covers_until: date | None
    files: tuple[FileRule, ...]
    names: tuple[str, ...] = ()


def _file_rule(given: Mapping[str, Any], empty: frozenset[str]) -> FileRule:
    rules = tuple(
        RowRule(row["table"], row["columns"], tuple(row.get("when", ()))) for row in given.get("row", ())
    )
    return FileRule(
        pattern=given["pattern"],
        rules=rules,
        ignored=given.get("ignored", {}),
        optional=frozenset(given.get("optional", ())),
        aliases=given.get("aliases", {}),
        empty=frozenset(given.get("empty", ())) | empty,
        minimum=given.get("minimum", 0),
        nested=given.get("nested", False),
        derive=given.get("derive", ""),
        skipped=given.get("skipped", ""),
        canonical=given.get("canonical", ""),
    )


def read_source(folder: Path) -> Source:
    """The source described by a folder's source.toml."""
    given = tomllib.loads((folder / "source.toml").read_text(encoding="utf-8"))
    empty = frozenset(given.get("empty", ()))
    return Source(
        name=given["name"],
        folder=folder,
        title_zh=given["title_zh"],
        title_en=given["title_en"],
        precedence=given.get("precedence", 50),
        minimum=given.get("minimum", 1),
        covers=tuple(given.get("covers", ())),
        covers_since=given.get("covers_since"),
        covers_until=given.get("covers_until"),
        files=tuple(_file_rule(file, empty) for file in given["file"]),
        names=(folder.name, folder.name.replace("_", "-"), given["name"], *given.get("names", ())),
    )


@cache
def shipped_sources() -> Mapping[str, Source]:
    """Every source we ship, by its folder's name."""
    folders = sorted(file.parent for file in SOURCES.glob("*/source.toml"))
    return {folder.name: read_source(folder) for folder in folders}


def find_source(name: str) -> Source:
    """The source of this name or short name; NotFound lists the known ones."""
    for source in shipped_sources().values():
        if name in source.names:
            return source
    known = ", ".join(shipped_sources())
    raise NotFound(
        "source", f"no source is called {name}; known: {known}", f"没有名为 {name} 的来源，可用：{known}"
    )


def precedence_of(source_name: str) -> int:
    """How far a source is trusted where two state different values: the smaller number wins."""
    for source in shipped_sources().values():
        if source.name == source_name:
            return source.precedence
    return shipped_sources()["bundle"].precedence if "bundle" in shipped_sources() else 50


def rule_for(source: Source, file: str) -> FileRule:
    """The rule by which a file of this name is read; InputInvalid where there is none."""
    for rule in source.files:
        if any(Path(file).match(pattern) for pattern in rule.pattern.split("|")):
            return rule
    raise InputInvalid(file, f"source {source.name} reads no such file", f"来源 {source.name} 不读取此文件")
