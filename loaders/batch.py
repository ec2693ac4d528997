"""One batch of bundle rows into the graph in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph_api.engine.db import Database
from graph_api.engine.transaction import Transaction
from graph_api.ids.keyed_hash import NumberKey
from graph_api.ids.keys import local_name_key
from graph_api.ids.names import normalize_name
from graph_api.ids.sealed_numbers import SealedNumbers
from loaders.attempt import Attempt, Outcome
from loaders.facts import SUBJECT_LINK, Drafts, draft
from loaders.graph import END_PROGRESS, SAVE_COVERAGE, SAVE_PROGRESS
from loaders.index import WorkingIndex
from loaders.minors import is_adverse, seal_if_minor
from loaders.numbers import numbers_of, read_number
from loaders.people import find_local_names, settle_local
from loaders.references import ReferenceReader
from loaders.rehearsal import Rehearsal
from loaders.resolve import Named, prepare, reference_columns, resolve
from loaders.rows import Facts, RowRefusedError
from loaders.subjects import (
    Candidate,
    find_known,
    find_numbers,
    find_stored,
    hear_name,
    settle,
    settle_found,
)
from loaders.words import Words
from loaders.writing import mark_stale, write_drafts, write_subjects

# Rows may point at rows of the tables before theirs.
ORDER = (
    "decisions",
    "positions",
    "ownership",
    "control",
    "relations",
    "characteristics",
    "records",
    "findings",
    "sanctions",
    "list_entries",
    "objections",
    "repairs",
    "decision_relations",
    "same_as",
)


@dataclass(frozen=True)
class Progress:
    """How far the file has come with this batch."""

    key: str
    file: str
    rows: int


@dataclass(frozen=True)
class Loader:
    """What every batch of a load needs."""

    db: Database
    source: str
    words: Words
    number_key: NumberKey
    sealed_numbers: SealedNumbers
    index: WorkingIndex
    rehearsal: Rehearsal | None = None
    """Where it stands, nothing is written and every batch says what it would do."""

    async def write(self, facts: Sequence[Facts], progress: Progress) -> Outcome:
        """What a batch did, committed, or would do where it is rehearsed."""
        if self.rehearsal is not None:
            return (await self._attempt(self.rehearsal, facts)).outcome

        async def load_batch(transaction: Transaction) -> Outcome:
            attempt = await self._attempt(transaction, facts)
            await transaction.run(
                SAVE_PROGRESS,
                key=progress.key,
                source=self.source,
                file=progress.file,
                rows=progress.rows,
                recorded_at=attempt.recorded_at,
            )
            return attempt.outcome

        return await self.db.write_facts(load_batch)

    async def end(self, key: str) -> None:
        """Notes that the file of this progress is in."""
        if self.rehearsal is None:
            await self.db.write(END_PROGRESS, key=key)

    async def _attempt(self, transaction: Transaction, facts: Sequence[Facts]) -> Attempt:
        attempt = Attempt(self.source, transaction.recorded_at)
        reader = ReferenceReader(self.source, self.number_key)
        candidates = self._candidates(attempt, facts)
        named = self._named(attempt, facts, reader)
        await find_numbers(transaction, attempt, [n for one in candidates for n in one.numbers])
        await find_stored(transaction, attempt, attempt.known.values())
        for candidate in candidates:
            if "local_to" not in candidate.fact.values:
                settle(attempt, candidate)
        await prepare(transaction, attempt, named)
        await self._settle_local(transaction, attempt, candidates, reader)
        await self._attach_identifiers(transaction, attempt, facts, reader)
        drafts = await self._drafts(transaction, attempt, named)
        await write_subjects(transaction, attempt, None if self.rehearsal else self.sealed_numbers)
        await write_drafts(transaction, attempt, drafts)
        await self._cover(transaction, attempt, facts)
        await mark_stale(transaction, attempt)
        return attempt

    def _candidates(self, attempt: Attempt, facts: Sequence[Facts]) -> list[Candidate]:
        found = []
        for fact in facts:
            if fact.table != "subjects":
                continue
            try:
                numbers = numbers_of(fact.values, self.source, self.number_key)
            except RowRefusedError as error:
                attempt.outcome.reject(fact, error.doubt)
                continue
            apart = self.index.identifiers(str(fact.values["key"]))
            known = {number.key for number in numbers}
            numbers += [number for number in apart if number.key not in known]
            found.append(Candidate(fact, sorted(numbers, key=lambda number: number.rank)))
        return found

    def _named(self, attempt: Attempt, facts: Sequence[Facts], reader: ReferenceReader) -> list[Named]:
        named = []
        for fact in facts:
            columns = [column for column in reference_columns(fact.table) if column in fact.values]
            if fact.table in ("subjects", "identifiers", "coverage"):
                continue
            try:
                references = {column: reader.read(column, fact.values[column]) for column in columns}
            except RowRefusedError as error:
                attempt.outcome.reject(fact, error.doubt)
                continue
            named.append(Named(fact, references))
        return sorted(named, key=lambda one: ORDER.index(one.fact.table))

    async def _settle_local(
        self,
        transaction: Transaction,
        attempt: Attempt,
        candidates: Sequence[Candidate],
        reader: ReferenceReader,
    ) -> None:
        local = [candidate for candidate in candidates if "local_to" in candidate.fact.values]
        bodies: list[tuple[Candidate, str]] = []
        if not local:
            return
        rows = []
        for candidate in local:
            try:
                rows.append(
                    Named(
                        candidate.fact,
                        {"local_to": reader.read("local_to", candidate.fact.values["local_to"])},
                    )
                )
            except RowRefusedError as error:
                attempt.outcome.reject(candidate.fact, error.doubt)
        await prepare(transaction, attempt, rows)
        by_fact = {id(row.fact): row.references["local_to"] for row in rows}
        for candidate in local:
            reference = by_fact.get(id(candidate.fact))
            if reference is None:
                continue
            try:
                bodies.append((candidate, resolve(attempt, reference, candidate.fact, "local_to")))
            except RowRefusedError as error:
                attempt.outcome.reject(candidate.fact, error.doubt)
        keys = [local_name_key(body, normalize_name(one.fact.values["name"])) for one, body in bodies]
        await find_local_names(transaction, attempt, keys)
        await find_stored(transaction, attempt, [p.subject_id for key in keys for p in attempt.local[key]])
        for candidate, body in bodies:
            settle_local(attempt, candidate, body)

    async def _attach_identifiers(
        self, transaction: Transaction, attempt: Attempt, facts: Sequence[Facts], reader: ReferenceReader
    ) -> None:
        rows = []
        for fact in (fact for fact in facts if fact.table == "identifiers"):
            try:
                number = read_number("value", fact.values["scheme"], fact.values["value"], self.number_key)
                rows.append((fact, number, reader.read("subject", fact.values["subject"])))
            except RowRefusedError as error:
                attempt.outcome.reject(fact, error.doubt)
        await find_numbers(transaction, attempt, [number for _, number, _ in rows if number])
        await find_known(transaction, attempt, [key for _, _, ref in rows for key in ref.keys])
        await find_stored(
            transaction,
            attempt,
            [attempt.known[key] for _, _, ref in rows for key in ref.keys if key in attempt.known],
        )
        for fact, number, reference in rows:
            if number is None:
                continue
            try:
                subject_id = resolve(attempt, reference, fact, "subject")
            except RowRefusedError as error:
                attempt.outcome.reject(fact, error.doubt)
                continue
            settle_found(attempt, subject_id, dict(number.shown), [number], fact)

    async def _drafts(self, transaction: Transaction, attempt: Attempt, named: Sequence[Named]) -> Drafts:
        resolved: list[tuple[Facts, dict[str, str]]] = []
        for one in named:
            try:
                ids = {
                    column: resolve(attempt, reference, one.fact, column)
                    for column, reference in one.references.items()
                }
            except RowRefusedError as error:
                attempt.outcome.reject(one.fact, error.doubt)
                continue
            resolved.append((one.fact, ids))
        weighed = [
            ids.get("subject") or ids.get("person") or ids["organization"]
            for fact, ids in resolved
            if fact.table in SUBJECT_LINK or fact.table in ("findings", "characteristics")
        ]
        await find_stored(transaction, attempt, weighed)
        drafts = Drafts()
        for fact, ids in resolved:
            try:
                if fact.table == "characteristics":
                    hear_name(attempt, ids["organization"], fact)
                draft(attempt, drafts, self._with_carrier(attempt, fact, ids), ids, self.index)
            except RowRefusedError as error:
                attempt.outcome.reject(fact, error.doubt, error.sealed)
        return drafts

    def _with_carrier(self, attempt: Attempt, fact: Facts, ids: dict[str, str]) -> Facts:
        """The fact, refused if it is adverse to a minor, with its carrier's kind if the row was silent."""
        column = "subject" if fact.table in SUBJECT_LINK else "person"
        if column not in ids or fact.table == "same_as":
            return fact
        subject: dict[str, Any] = (
            attempt.fresh[ids[column]].values
            if ids[column] in attempt.fresh
            else attempt.stored.get(ids[column], {})
        )
        fresh = attempt.fresh.get(ids[column])
        person = fresh.kind == "PERSON" if fresh else bool(subject.get("_is_person"))
        if person and is_adverse(fact, self.words):
            seal_if_minor(fact, subject, column)
        if fact.table in ("records", "list_entries") and "carrier" not in fact.values:
            carrier = "PERSON" if person else "ORGANISATION"
            return Facts(fact.table, {**fact.values, "carrier": carrier}, fact.row)
        return fact

    async def _cover(self, transaction: Transaction, attempt: Attempt, facts: Sequence[Facts]) -> None:
        rows = []
        for fact in (fact for fact in facts if fact.table == "coverage"):
            values = fact.values
            identity = f"{values['source']}|{values['trigger']}|{values.get('region', '')}"
            rows.append({**values, "coverage_id": identity, "loaded_at": attempt.recorded_at})
            attempt.outcome.unchanged["coverage"] += 1
        if rows:
            await transaction.run(SAVE_COVERAGE, rows=rows)
