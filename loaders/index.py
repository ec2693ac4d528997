"""A working index on disk for one load, so that memory stays flat: what was seen, and what names whom."""

import hashlib
import json
import os
import pickle
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graph_api.secrets.suite import SUITES
from loaders.numbers import NumberedKey, shown_again
from loaders.rows import Facts

CHUNK = 900
SEALING = SUITES["international"]


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


class WorkingIndex:
    """Keys seen in this load, identifiers given apart from their subjects, and decisions by their row keys."""

    def __init__(self) -> None:
        # Numbers lie on disk only sealed, under a key that ends with this process.
        self._key = os.urandom(SEALING.key_size)
        self._folder = tempfile.TemporaryDirectory(prefix="credit-graph-load-")
        # One transaction that is never committed: nobody else reads the file, and it goes with this load.
        self._base = sqlite3.connect(Path(self._folder.name) / "index.sqlite", isolation_level=None)
        self._base.executescript(
            """
            PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
            CREATE TABLE seen (place INTEGER PRIMARY KEY, content INTEGER) WITHOUT ROWID;
            CREATE TABLE identifier (subject TEXT, scheme TEXT, value TEXT, key TEXT, told BLOB);
            CREATE INDEX identifier_subject ON identifier (subject);
            CREATE TABLE deferred (facts BLOB);
            CREATE TABLE decision (row_key TEXT PRIMARY KEY, decision_id TEXT) WITHOUT ROWID;
            CREATE TABLE remembered (kind TEXT, key TEXT, value BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID;
            BEGIN;
            """
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()
        self._folder.cleanup()

    def sort(self, facts: Sequence[Facts]) -> tuple[list[Facts], list[Facts], list[Facts]]:
        """The facts told for the first time, told again alike, and told otherwise under a key already used."""
        marked = [(_number(f"{fact.table}\x1f{key_of(fact)}"), _number(repr(fact.values))) for fact in facts]
        seen = self._seen({place for place, _ in marked})
        first, again, otherwise, added = [], [], [], []
        for fact, (place, content) in zip(facts, marked, strict=True):
            if place not in seen:
                seen[place] = content
                added.append((place, content))
                first.append(fact)
            elif seen[place] == content:
                again.append(fact)
            else:
                otherwise.append(fact)
        self._base.executemany("INSERT INTO seen VALUES (?, ?)", added)
        return first, again, otherwise

    def _seen(self, places: set[int]) -> dict[int, int]:
        found: dict[int, int] = {}
        wanted = list(places)
        for begin in range(0, len(wanted), CHUNK):
            some = wanted[begin : begin + CHUNK]
            marks = ",".join("?" * len(some))
            rows = self._base.execute(f"SELECT place, content FROM seen WHERE place IN ({marks})", some)  # noqa: S608
            found.update(rows.fetchall())
        return found

    def add_identifiers(self, rows: Iterable[tuple[str, NumberedKey]]) -> None:
        """Keeps identifiers by subject key, for the subjects read later; personal numbers only sealed."""
        self._base.executemany(
            "INSERT INTO identifier VALUES (?, ?, ?, ?, ?)",
            (
                (subject, number.scheme, number.value, number.key, self._sealed(_told(number)))
                for subject, number in rows
            ),
        )

    def identifiers(self, subject: str) -> list[NumberedKey]:
        """The identifiers kept for a subject key."""
        rows = self._base.execute(
            "SELECT scheme, value, key, told FROM identifier WHERE subject = ?", (subject,)
        ).fetchall()
        found = []
        for scheme, value, key, told in rows:
            shown, former, clear = json.loads(self._opened(told))
            found.append(NumberedKey(scheme, value, key, None, shown_again(shown), tuple(former), clear))
        return found

    def defer(self, facts: Sequence[Facts]) -> None:
        """Keeps rows that can only be loaded after others."""
        self._base.executemany(
            "INSERT INTO deferred VALUES (?)", ((self._sealed(pickle.dumps(fact)),) for fact in facts)
        )

    def deferred(self, size: int) -> Iterator[list[Facts]]:
        """The rows kept for later, in the order they came, so many at a time."""
        last = 0
        while rows := self._base.execute(
            "SELECT rowid, facts FROM deferred WHERE rowid > ? ORDER BY rowid LIMIT ?", (last, size)
        ).fetchall():
            last = rows[-1][0]
            # Written by this process into its own private folder a moment ago.
            yield [pickle.loads(self._opened(facts)) for _, facts in rows]  # noqa: S301
        self._base.execute("DELETE FROM deferred")

    def _sealed(self, clear: bytes) -> bytes:
        return SEALING.seal(self._key, clear)

    def _opened(self, sealed: bytes) -> bytes:
        return SEALING.open(self._key, sealed)

    def add_decision(self, row_key: str, decision_id: str) -> None:
        """Keeps under which id a decision row is known."""
        self._base.execute("INSERT OR REPLACE INTO decision VALUES (?, ?)", (row_key, decision_id))

    def decision(self, row_key: str) -> str | None:
        """The id of a decision row read in this load."""
        row = self._base.execute("SELECT decision_id FROM decision WHERE row_key = ?", (row_key,)).fetchone()
        return None if row is None else str(row[0])

    def remember(self, kind: str, values: Mapping[str, Any]) -> None:
        """Keeps what a rehearsal would have written, by kind and key; the last value of a key stands."""
        self._base.executemany(
            "INSERT OR REPLACE INTO remembered VALUES (?, ?, ?)",
            ((kind, key, pickle.dumps(value)) for key, value in values.items()),
        )

    def remembered(self, kind: str, keys: Iterable[str]) -> dict[str, Any]:
        """What was kept under these keys."""
        found: dict[str, Any] = {}
        wanted = list(dict.fromkeys(keys))
        for begin in range(0, len(wanted), CHUNK):
            some = wanted[begin : begin + CHUNK]
            marks = ",".join("?" * len(some))
            query = f"SELECT key, value FROM remembered WHERE kind = ? AND key IN ({marks})"  # noqa: S608 - only marks
            for key, value in self._base.execute(query, [kind, *some]):
                # Written by this process into its own private folder a moment ago.
                found[key] = pickle.loads(value)  # noqa: S301
        return found


def _told(number: NumberedKey) -> bytes:
    return json.dumps([dict(number.shown), number.former, number.clear], default=str).encode()


def key_of(fact: Facts) -> str:
    """The row key of a fact: its `key`, or for rows without one what they say."""
    if "key" in fact.values:
        return str(fact.values["key"])
    if fact.table == "identifiers":
        return f"{fact.values['subject']}|{fact.values['scheme']}|{fact.values['value']}"
    return f"{fact.values['source']}|{fact.values['trigger']}|{fact.values.get('region', '')}"
