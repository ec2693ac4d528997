"""The floor of a load: the nodes and relationships of a graph, upserted again by UNWIND and MERGE on their keys."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from neo4j import AsyncDriver, AsyncManagedTransaction

KEYS = {
    "Subject": "subject_id",
    "Identifier": "key",
    "LocalName": "key",
    "Decision": "decision_id",
    "Record": "record_id",
    "Sanction": "sanction_id",
    "ListEntry": "entry_id",
    "Objection": "objection_id",
    "Repair": "repair_id",
    "Coverage": "coverage_id",
    "Characteristic": "characteristic_id",
}
EDGES = """
MATCH (origin)-[fact]->(target) WHERE fact.fact_id IS NOT NULL
RETURN type(fact) AS kind, labels(origin) AS origin_labels, labels(target) AS target_labels,
  properties(fact) AS values,
  coalesce(origin.subject_id, origin.decision_id, origin.record_id, origin.sanction_id, origin.entry_id,
    origin.objection_id, origin.repair_id, origin.characteristic_id, origin.key) AS origin,
  coalesce(target.subject_id, target.decision_id, target.record_id, target.sanction_id, target.entry_id,
    target.objection_id, target.repair_id, target.characteristic_id, target.key) AS target
"""
Row = dict[str, Any]


@dataclass
class Graph:
    """Rows by what they make: nodes by their labels, relationships by their type and the labels of their ends."""

    nodes: dict[tuple[str, tuple[str, ...]], list[Row]] = field(default_factory=lambda: defaultdict(list))
    edges: dict[tuple[str, str, str], list[Row]] = field(default_factory=lambda: defaultdict(list))

    def counts(self) -> dict[str, int]:
        """How many nodes and relationships there are."""
        return {
            "nodes": sum(map(len, self.nodes.values())),
            "relationships": sum(map(len, self.edges.values())),
        }


def _base(labels: list[str]) -> str:
    return next(label for label in KEYS if label in labels)


async def read_graph(driver: AsyncDriver, database: str) -> Graph:
    """All facts of the graph."""
    graph = Graph()
    async with driver.session(database=database, fetch_size=5000) as session:
        for label, key in KEYS.items():
            found = await session.run(
                f"MATCH (node:{label}) RETURN labels(node) AS labels, properties(node) AS values"
            )
            async for labels, values in found:
                others = tuple(sorted(set(labels) - {label}))
                graph.nodes[label, others].append({"key": values[key], "values": values})
        async for record in await session.run(EDGES):
            kind, origin, target = record["kind"], record["origin_labels"], record["target_labels"]
            graph.edges[kind, _base(origin), _base(target)].append(
                {
                    "fact_id": record["values"]["fact_id"],
                    "origin": record["origin"],
                    "target": record["target"],
                    "values": record["values"],
                }
            )
    return graph


def _merge_node(label: str, others: tuple[str, ...], merges_labels: bool) -> str:
    key = KEYS[label]
    if others and not merges_labels:
        # This engine cannot give a node further labels, and a MERGE on several scans the type.
        together = ":".join((label, *others))
        return (
            f"UNWIND $rows AS row OPTIONAL MATCH (found:{label} {{{key}: row.key}}) "
            f"WITH row, found WHERE found IS NULL CREATE (node:{together}) SET node = row.values"
        )
    further = f"ON CREATE SET node:{':'.join(others)} " if others else ""
    return f"UNWIND $rows AS row MERGE (node:{label} {{{key}: row.key}}) {further}SET node += row.values"


def _merge_edge(kind: str, origin: str, target: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (origin:{origin} {{{KEYS[origin]}: row.origin}}) "
        f"MATCH (target:{target} {{{KEYS[target]}: row.target}}) "
        f"MERGE (origin)-[fact:{kind} {{fact_id: row.fact_id}}]->(target) SET fact += row.values"
    )


def statements(graph: Graph, merges_labels: bool) -> Iterator[tuple[str, list[Row]]]:
    """Each statement with its rows, nodes first."""
    for (label, others), rows in graph.nodes.items():
        yield _merge_node(label, others, merges_labels), rows
    for (kind, origin, target), rows in graph.edges.items():
        yield _merge_edge(kind, origin, target), rows


async def upsert(driver: AsyncDriver, database: str, graph: Graph, batch: int, merges_labels: bool) -> float:
    """Seconds to write the graph, one transaction for each batch of one statement."""

    async def write(transaction: AsyncManagedTransaction, statement: str, rows: list[Row]) -> None:
        await (await transaction.run(statement, rows=rows)).consume()

    began = time.perf_counter()
    async with driver.session(database=database) as session:
        for statement, rows in statements(graph, merges_labels):
            for start in range(0, len(rows), batch):
                await session.execute_write(write, statement, rows[start : start + batch])
    return time.perf_counter() - began
