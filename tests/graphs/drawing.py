"""Draws a small graph in a test, property by property, and writes it to a real engine."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self

from graph_api.engine.db import Database
from graph_api.ids.names import search_text

KNOWN = datetime(2026, 1, 1, tzinfo=UTC)
KEYS = {
    "Subject": "subject_id",
    "Record": "record_id",
    "Sanction": "sanction_id",
    "ListEntry": "entry_id",
    "Decision": "decision_id",
    "Objection": "objection_id",
    "Characteristic": "characteristic_id",
    "ClosedCharacteristic": "characteristic_id",
    "Identifier": "key",
}
ENDS = {
    "HOLDS": ("Subject", "Subject"),
    "OWNS": ("Subject", "Subject"),
    "CONTROLS": ("Subject", "Subject"),
    "SUPERVISED_BY": ("Subject", "Subject"),
    "AGAINST": ("Record", "Subject"),
    "FINDS_RESPONSIBLE": ("Record", "Subject"),
    "ON": ("Sanction", "Subject"),
    "LISTS": ("ListEntry", "Subject"),
    "OF": ("Record", "Decision"),
    "DESCRIBES": ("Characteristic", "Subject"),
    "IDENTIFIED_BY": ("Subject", "Identifier"),
    "BASED_ON": ("ListEntry", "Decision"),
}
Rows = list[dict[str, Any]]


@dataclass
class Drawing:
    """A graph to be written: nodes by their labels, relationships by type and the labels of their ends."""

    nodes: dict[str, Rows] = field(default_factory=lambda: defaultdict(list))
    links: dict[tuple[str, str, str], Rows] = field(default_factory=lambda: defaultdict(list))
    known: datetime = KNOWN

    def _fact(self, values: dict[str, Any]) -> dict[str, Any]:
        row = {"source": "test", "recorded_at": self.known, "usable": True, **values}
        return {name: value for name, value in row.items() if value is not None}

    def node(self, labels: str, **values: Any) -> Self:
        """A node with these labels and properties."""
        self.nodes[labels].append(self._fact(values))
        return self

    def link(
        self, kind: str, start: str, end: str, *, ends: tuple[str, str] | None = None, **values: Any
    ) -> Self:
        """A relationship between two nodes named by their keys."""
        places = ends or ENDS.get(kind.removesuffix("_CLOSED"), ("", ""))
        fact = self._fact({"fact_id": values.pop("fact_id", f"{kind}:{start}:{end}"), **values})
        self.links[(kind, *places)].append({"start": start, "end": end, "fact": fact})
        return self

    def person(self, subject_id: str, name: str, **values: Any) -> Self:
        """A person."""
        values = {"identified": True, **values}
        return self.node(
            "Subject:Person", subject_id=subject_id, name=name, search_text=search_text([name]), **values
        )

    def identified(self, subject_id: str, scheme: str, key: str) -> Self:
        """The identifier by whose key a subject is found."""
        self.node("Identifier", key=key, scheme=scheme, valid=True)
        return self.link("IDENTIFIED_BY", subject_id, key)

    def organization(self, subject_id: str, name: str, label: str = "Enterprise", **values: Any) -> Self:
        """An organization of a kind."""
        kind = f"Subject:Organization:{label}"
        return self.node(kind, subject_id=subject_id, name=name, search_text=search_text([name]), **values)

    def holds(self, holder: str, organization: str, position: str, **values: Any) -> Self:
        """A post."""
        key = values.pop("fact_id", f"{holder}>{organization}:{position}")
        return self.link("HOLDS", holder, organization, fact_id=key, position=position, **values)

    def record(self, record_id: str, subject: str, trigger: str, **values: Any) -> Self:
        """A record against a subject."""
        given = {"stage": "DECISION", "carrier": "ORGANISATION", **values}
        self.node("Record", record_id=record_id, trigger=trigger, **given)
        return self.link("AGAINST", record_id, subject)

    def finding(self, record_id: str, person: str, role: str, **values: Any) -> Self:
        """A finding that a person is responsible in a role."""
        return self.link("FINDS_RESPONSIBLE", record_id, person, state="FOUND", **{"as": role}, **values)

    def sanction(self, sanction_id: str, subject: str, trigger: str, **values: Any) -> Self:
        """A sanction on a subject."""
        self.node("Sanction", sanction_id=sanction_id, trigger=trigger, stage="DECISION", **values)
        return self.link("ON", sanction_id, subject)

    def entry(self, entry_id: str, subject: str, trigger: str, **values: Any) -> Self:
        """An entry in a list."""
        given = {"carrier": "ORGANISATION", **values}
        self.node("ListEntry", entry_id=entry_id, trigger=trigger, **given)
        return self.link("LISTS", entry_id, subject)

    def dated(self, organization: str, name: str, value: str, **values: Any) -> Self:
        """A dated fact about an organization."""
        key = values.pop("characteristic_id", f"{organization}:{name}:{value}")
        self.node("Characteristic", characteristic_id=key, name=name, value=value, **values)
        return self.link("DESCRIBES", key, organization)

    def objection(self, objection_id: str, target: str, label: str, **values: Any) -> Self:
        """An objection against a record, sanction or list entry."""
        self.node("Objection", objection_id=objection_id, **values)
        return self.link("CONTESTS", objection_id, target, ends=("Objection", label))

    async def write(self, db: Database) -> None:
        """Writes the whole drawing, and the time of the facts."""
        for labels, rows in self.nodes.items():
            await run(db, f"UNWIND $rows AS row CREATE (node:{labels}) SET node = row", rows=rows)
        for (kind, start, end), rows in self.links.items():
            await run(
                db,
                f"UNWIND $rows AS row MATCH (a:{start} {{{KEYS[start]}: row.start}}) "
                f"MATCH (b:{end} {{{KEYS[end]}: row.end}}) CREATE (a)-[fact:{kind}]->(b) SET fact = row.fact",
                rows=rows,
            )
        await run(db, "MERGE (w:Watermark {name: 'facts'}) SET w.at = $at, w.pending = $at", at=self.known)


async def run(db: Database, statement: str, **parameters: Any) -> list[dict[str, Any]]:
    """The rows of a statement that only a test needs."""
    async with db.driver.session(database=db.endpoint.database) as session:
        return await (await session.run(statement, parameters)).data()
