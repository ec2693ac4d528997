"""A transaction that only reads: what a load would write is remembered, so that later rows find it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar, cast

from graph_api.engine.db import Database
from graph_api.engine.query import Query
from graph_api.engine.transaction import Changes, Transaction
from loaders.graph import (
    ADD_LOCAL_NAMES,
    CHANGE_SUBJECTS,
    CREATE_IDENTIFIERS,
    CREATE_LOCAL_NAMES,
    CREATE_SUBJECTS,
    EDGES,
    FIND_IDENTIFIERS,
    FIND_LOCAL_NAMES,
    FIND_ORGANIZATIONS_BY_NAME,
    FIND_SUBJECTS,
    NODES,
    FactRow,
    IdentifierRow,
    LocalNameRow,
    NameRow,
    NodeRow,
    SubjectRow,
)
from loaders.index import WorkingIndex

Row = TypeVar("Row")
Values = dict[str, Any]
Read = Callable[[list[Any], Values], list[Any]]
Write = Callable[[Values], None]


def _as_stored(values: Mapping[str, Any]) -> Values:
    """The values as the graph would give them back: nothing for null, a list for every sequence."""
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in values.items()
        if value is not None and name != "recorded_at"
    }


class Rehearsal(Transaction):
    """Sends reads through the reader of the database and no write at all; a find also finds what was remembered."""

    def __init__(self, db: Database, index: WorkingIndex) -> None:
        # No transaction of the engine stands behind it, so the parent is not begun.
        self.changes = Changes()
        self._recorded_at = datetime.now(UTC)
        self._db = db
        self._index = index
        self._reads: dict[str, Read] = {
            FIND_IDENTIFIERS.path: self._identifiers,
            FIND_SUBJECTS.path: self._subjects,
            FIND_ORGANIZATIONS_BY_NAME.path: self._named,
            FIND_LOCAL_NAMES.path: self._local,
        }
        self._writes: dict[str, Write] = {
            CHANGE_SUBJECTS.path: self._keep_subjects(None),
            CREATE_IDENTIFIERS.path: self._keep_identifiers,
            CREATE_LOCAL_NAMES.path: self._keep_local,
            ADD_LOCAL_NAMES.path: self._keep_local,
        }
        for kind, create in CREATE_SUBJECTS.items():
            self._writes[create.path] = self._keep_subjects(kind == "PERSON")
        for table, node in NODES.items():
            self._reads[node.find.path] = self._nodes(table)
            self._writes[node.create.path] = self._writes[node.change.path] = self._keep_nodes(
                table, node.key
            )
        for name, edge in EDGES.items():
            self._reads[edge.find.path] = self._edges(name)
            self._writes[edge.create.path] = self._keep_edges(name)
            if edge.change:
                self._writes[edge.change.path] = self._change_edges(name)

    async def run(self, query: Query[Row], **parameters: Any) -> list[Row]:
        """The rows that the query would give had everything remembered been written; a write gives none."""
        if query.header.access == "read":
            rows = await self._db.read(query, **parameters)
            return cast(list[Row], self._reads[query.path](rows, parameters))
        # Marks, progress and coverage are of no concern to later rows.
        if keep := self._writes.get(query.path):
            keep(parameters)
        return []

    def _identifiers(self, rows: list[IdentifierRow], asked: Values) -> list[IdentifierRow]:
        kept = self._index.remembered("identifier", asked["keys"])
        return rows + [IdentifierRow(key, subject_id, True) for key, subject_id in kept.items()]

    def _keep_identifiers(self, given: Values) -> None:
        rows = given["rows"]
        self._index.remember("identifier", {row["identifier"]["key"]: row["subject_id"] for row in rows})
        own = [row for row in rows if row["identifier"]["scheme"] == "SOURCE"]
        self._add_to("source_keys", ((row["subject_id"], row["identifier"]["key"]) for row in own))

    def _subjects(self, rows: list[SubjectRow], asked: Values) -> list[SubjectRow]:
        found = {row.subject_id: row for row in rows}
        for key, (is_person, values) in self._index.remembered("subject", asked["subject_ids"]).items():
            person = found[key].is_person if is_person is None else is_person
            found[key] = SubjectRow(key, person, values)
        return list(found.values())

    def _keep_subjects(self, is_person: bool | None) -> Write:
        def keep(given: Values) -> None:
            rows = {row["subject_id"]: _as_stored(row) for row in given["rows"]}
            before = self._index.remembered("subject", rows)
            self._index.remember(
                "subject",
                {
                    key: (before[key][0] if key in before else is_person, values)
                    for key, values in rows.items()
                },
            )
            self._add_to("named", ((values["name"], key) for key, values in rows.items() if "uscc" in values))

        return keep

    def _named(self, rows: list[NameRow], asked: Values) -> list[NameRow]:
        named: dict[str, set[str]] = {}
        for row in rows:
            named.setdefault(row.name, set()).add(row.subject_id)
        for name, added in self._index.remembered("named", asked["names"]).items():
            named.setdefault(name, set()).update(added)
        now = self._index.remembered("subject", {one for found in named.values() for one in found})
        return [
            NameRow(name, one)
            for name, found in named.items()
            for one in sorted(found)
            if one not in now or (now[one][1].get("name") == name and "uscc" in now[one][1])
        ]

    def _local(self, rows: list[LocalNameRow], asked: Values) -> list[LocalNameRow]:
        people = [(row.key, row.subject_id, row.source, row.source_keys) for row in rows]
        for key, added in self._index.remembered("local", asked["keys"]).items():
            people += [(key, person, "", []) for person in added]
        ids = [person for _, person, _, _ in people]
        now = self._index.remembered("subject", ids)
        keys = self._index.remembered("source_keys", ids)
        return [
            LocalNameRow(
                key,
                person,
                now[person][1]["source"] if person in now else source,
                [*source_keys, *keys.get(person, ())],
            )
            for key, person, source, source_keys in people
        ]

    def _keep_local(self, given: Values) -> None:
        self._add_to("local", ((row["key"], row["person"]) for row in given["rows"]))

    def _nodes(self, table: str) -> Read:
        def read(rows: list[NodeRow], asked: Values) -> list[NodeRow]:
            found = {row.key: row.values for row in rows} | self._index.remembered(table, asked["keys"])
            return [NodeRow(key, values) for key, values in found.items()]

        return read

    def _keep_nodes(self, table: str, key: str) -> Write:
        def keep(given: Values) -> None:
            self._index.remember(table, {row[key]: _as_stored(row) for row in given["rows"]})

        return keep

    def _edges(self, name: str) -> Read:
        def read(rows: list[FactRow], asked: Values) -> list[FactRow]:
            found = {row.fact_id: row for row in rows}
            for key, (origin, target, values) in self._index.remembered(name, asked["fact_ids"]).items():
                if origin is None:
                    origin, target = found[key].origin, found[key].target
                found[key] = FactRow(key, origin, target, values)
            return list(found.values())

        return read

    def _keep_edges(self, name: str) -> Write:
        def keep(given: Values) -> None:
            self._index.remember(
                name,
                {
                    row["values"]["fact_id"]: (row["origin"], row["target"], _as_stored(row["values"]))
                    for row in given["rows"]
                },
            )

        return keep

    def _change_edges(self, name: str) -> Write:
        def keep(given: Values) -> None:
            before = self._index.remembered(name, given["fact_ids"])
            self._index.remember(
                name,
                {
                    key: (*before.get(key, (None, None))[:2], _as_stored(values))
                    for key, values in given["values"].items()
                },
            )

        return keep

    def _add_to(self, kind: str, pairs: Iterable[tuple[str, str]]) -> None:
        """Adds values to the lists remembered under keys."""
        added: dict[str, list[str]] = {}
        for key, value in pairs:
            added.setdefault(key, []).append(value)
        for key, known in self._index.remembered(kind, added).items():
            added[key] = [*known, *added[key]]
        self._index.remember(kind, added)
