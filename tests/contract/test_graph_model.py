"""The model page, the table in code and the constraints say the same."""

import re

from graph_api.engine.graph_model import FACT, NODES, RELATIONSHIPS
from graph_api.engine.query import corpus
from tests.contract.model import documented_nodes, documented_relationships


def test_the_page_and_the_table_name_the_same_labels_and_properties() -> None:
    table: dict[str, tuple[set[str], set[str]]] = {}
    for node in NODES:
        told = {*node.properties, *((node.key,) if node.key else ())}
        for label in (node.label, *node.kinds):
            table[label] = (told, set(node.internal))
    page = documented_nodes()
    assert set(page) == set(table)
    # A closed version has the properties of its live one, which the page does not repeat.
    closed = {label for label in table if label.startswith("Closed")}
    wrong = {
        label: page[label] ^ told
        for label, (told, internal) in table.items()
        if label not in closed and (page[label] - internal) != told
    }
    assert wrong == {}


def test_the_page_and_the_table_name_the_same_relationships() -> None:
    page = documented_relationships()
    table = {live.type: live for live in RELATIONSHIPS}
    assert set(page) == set(table)
    wrong = {
        name: page[name] ^ set(live.properties) - set(FACT)
        for name, live in table.items()
        if page[name] != set(live.properties) - set(FACT)
    }
    assert wrong == {}


def test_every_key_and_every_fact_is_unique_by_a_constraint() -> None:
    files = sorted((corpus() / "schema").glob("V*.cypher"))
    keys = "\n".join(file.read_text(encoding="utf-8") for file in files)
    unique = re.findall(r"\(node:(\w+)\) REQUIRE node\.(\w+) IS UNIQUE", keys)
    # A receipt is drawn and not derived: beside its key it is what people hold in hand.
    nodes = dict(pair for pair in unique if pair != ("Problem", "receipt"))
    assert len(nodes) == len(unique) - 1
    facts = set(re.findall(r"\[fact:(\w+)\]-\(\) REQUIRE fact\.fact_id IS UNIQUE", keys))
    assert nodes == {node.label: node.key for node in NODES if node.key}
    assert facts == {live.type for live in RELATIONSHIPS if live.fact}
