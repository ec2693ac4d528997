"""docs/graph-model.md read as a table, and a graph that holds everything the model knows."""

import re
from collections.abc import Iterator
from pathlib import Path

from graph_api.engine import graph_model
from graph_api.engine.graph_model import NODES, RELATIONSHIPS, closed

PAGE = Path(__file__).resolve().parents[2] / "docs" / "graph-model.md"


def without_brackets(text: str) -> str:
    """The text without what stands in round brackets, however deep."""
    while (shorter := re.sub(r"\([^()]*\)", "", text)) != text:
        text = shorter
    return text


def names(text: str, pattern: str) -> list[str]:
    """The words of a cell that are names, its explanations in brackets left out."""
    told = [part for part in without_brackets(text).split(";") if not part.strip().startswith("the ")]
    parts = re.split(r"[,+]| of ", ",".join(told))
    return [part.strip() for part in parts if re.fullmatch(pattern, part.strip())]


def rows(heading: str) -> Iterator[list[str]]:
    """The rows of the table under a heading, cell by cell."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {heading}")[1].split("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    for line in lines[2:]:
        yield [cell.strip() for cell in line.replace("`|`", "").strip("|").split("|")]


def documented_nodes() -> dict[str, set[str]]:
    """Each label of the page with its properties."""
    found: dict[str, set[str]] = {}
    for cells in rows("Nodes"):
        label_cell, key_cell, properties_cell = "|".join(cells[:1]), cells[1], "|".join(cells[2:])
        labels = names(label_cell.replace(" one ", ", "), r"[A-Z][A-Za-z]+")
        properties = set(names(key_cell, r"[a-z_]+")) | set(names(properties_cell, r"[a-z_]+"))
        if "*fact*" in properties_cell:
            properties |= set(graph_model.FACT)
        for label in labels:
            found[label] = properties
    return found


def documented_relationships() -> dict[str, set[str]]:
    """Each relationship type of the page with its properties."""
    found: dict[str, set[str]] = {}
    for cells in rows("Relationships"):
        pattern, properties_cell = cells[0], "|".join(cells[1:])
        properties = set(names(properties_cell, r"[a-z_]+")) - {"none"}
        for inner in re.findall(r"\[:([^\]]+)\]", pattern):
            for type_ in re.split(r"[,|]\s*", inner):
                found[type_] = properties
    return found


def everything() -> Iterator[str]:
    """Statements that create every label, property and type of the model once."""
    # The versions of the schema are there already, and later tests want them right.
    for number, node in enumerate(node for node in NODES if node.label != "SchemaVersion"):
        labels = ":".join([*((node.beside,) if node.beside else ()), node.label, *node.kinds])
        own = dict.fromkeys(node.all_properties, "x") | {"n": str(number)}
        if node.key:
            own[node.key] = f"{node.label}"
        if node.beside:
            own["subject_id"] = f"{node.label}"
        written = ", ".join(f"`{name}`: '{value}'" for name, value in own.items())
        yield f"CREATE (:{labels} {{{written}}})"
    types = {live.type: live for live in RELATIONSHIPS}
    types |= {closed(live).type: closed(live) for live in RELATIONSHIPS if live.fact}
    for live in types.values():
        written = ", ".join(f"`{name}`: 'x'" for name in live.properties)
        yield f"CREATE (:Anything)-[:{live.type} {{{written}}}]->(:Anything)"
