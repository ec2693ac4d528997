"""The Cypher corpus as files, and the Query values that use them."""

import gc
import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import graph_api
import loaders
from graph_api.engine.header import Header, parse
from graph_api.engine.query import Query, corpus

STANDALONE = ("investigations", "schema")
LITERAL = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"")
CLAUSE = re.compile(r"\b(OPTIONAL MATCH|MATCH|MERGE|CREATE|WHERE|WITH|RETURN|SET|UNWIND|CALL|EXISTS|COUNT)\b")
NODE = re.compile(r"\(\s*\w*\s*:([^(){}]*?)(\{[^}]*\})?\s*\)")


@dataclass(frozen=True)
class QueryFile:
    """One .cypher file."""

    file: Path
    path: str
    """As a Query names it."""
    dialect: str
    """The engine it is for, empty for all."""
    header: Header

    def __str__(self) -> str:
        return f"{self.dialect and self.dialect + ':'}{self.path}"

    @property
    def bare(self) -> str:
        """The text without string literals."""
        return LITERAL.sub("''", self.header.text)

    def used_parameters(self) -> set[str]:
        """The parameters that the text uses."""
        return set(re.findall(r"\$`?(\w+)", self.bare))

    def anchors_on_several_labels(self) -> list[str]:
        """Node patterns of MATCH and MERGE that ArcadeDB would answer by a scan."""
        found = []
        for node in NODE.finditer(self.bare):
            clauses = CLAUSE.findall(self.bare[: node.start()])
            several = re.search(r"[:&]", node.group(1)) or ("|" in node.group(1) and node.group(2))
            if several and clauses and clauses[-1] != "CREATE":
                found.append(node.group(0))
        return found


def files() -> Iterator[QueryFile]:
    """Every file of the corpus."""
    root = corpus()
    for file in sorted(root.rglob("*.cypher")):
        relative = file.relative_to(root)
        first = relative.parts[0]
        dialect = first.removeprefix("_") if first.startswith("_") else ""
        path = relative.relative_to(first) if dialect else relative
        yield QueryFile(file, path.with_suffix("").as_posix(), dialect, parse(file))


def modules() -> list[str]:
    """The names of all modules of the product."""
    return [
        module.name
        for package in (graph_api, loaders)
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
        if not module.name.endswith("__main__")
    ]


def used_paths() -> set[str]:
    """The paths of the Query values that exist once every module is imported."""
    for module in modules():
        importlib.import_module(module)
    root = corpus()
    queries = [value for value in gc.get_objects() if isinstance(value, Query)]
    return {query.path for query in queries if (root / f"{query.path}.cypher").is_file()}
