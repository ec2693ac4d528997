"""A load from its files to the graph: read, map, check, write in batches, report."""

import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from graph_api.engine.db import Database
from graph_api.engine.transaction import Transaction
from graph_api.ids.keyed_hash import NumberKey, open_number_key
from graph_api.ids.persons import check_resident_number
from graph_api.ids.sealed_numbers import open_sealed_numbers
from graph_api.law.source import the_law
from loaders.batch import Loader, Progress
from loaders.files import (
    Input,
    columns_of,
    count_rows,
    derived,
    digest_of,
    find_inputs,
    is_rejects_file,
    mended_rows,
    rows_of,
    source_name,
)
from loaders.graph import FIND_PROGRESS, SAVE_COVERAGE
from loaders.index import WorkingIndex, key_of
from loaders.mapping import FileMapping, compile_mapping
from loaders.numbers import read_number
from loaders.rehearsal import Rehearsal
from loaders.report import RejectsFile, Report
from loaders.rows import Doubt, Facts, Reject, Row, RowRefusedError
from loaders.source import FileRule, Source, find_source, rule_for
from loaders.words import Words, words_of

Told = Callable[[str, int, int], None]
RESIDENT_NUMBER = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
PERSONAL_KEY = Doubt(
    "key",
    "PERSONAL_NUMBER_IN_KEY",
    "键值含有公民身份号码",
    "the row key contains a citizen's number; use another key",
)


@dataclass
class Run:
    """One load under way."""

    loader: Loader
    report: Report
    rejects: RejectsFile
    source: Source
    words: Words
    index: WorkingIndex
    number_key: NumberKey
    batch_size: int
    told: Told
    mappings: dict[str, FileMapping] = field(default_factory=dict)
    _refused: set[tuple[str, int]] = field(default_factory=set)

    def mapping(self, rule: FileRule) -> FileMapping:
        """The compiled mapping of a rule."""
        if rule.pattern not in self.mappings:
            self.mappings[rule.pattern] = compile_mapping(rule, self.words)
        return self.mappings[rule.pattern]

    def reject(self, reject: Reject, kind: str = "") -> None:
        """Counts and keeps a rejected row, once for each row."""
        if kind:
            self.report.count(kind, "rejected")
        place = (reject.row.file, reject.row.line)
        if place in self._refused:
            return
        self._refused.add(place)
        self.report.rejected += 1
        self.report.sealed += reject.sealed
        self.report.reasons[reject.doubt.code] += 1
        self.rejects.write(reject)

    async def file(self, rows: Iterator[Row | Reject], rule: FileRule, name: str, progress_key: str) -> None:
        """Loads the rows of one file."""
        self._refused.clear()
        read = 0
        waiting: list[Facts] = []
        async for facts, read in self._mapped(rows, rule, name):
            if rule.canonical == "subjects" and any("local_to" in fact.values for fact in facts):
                # The body may stand in a later row or file.
                self.index.defer(facts)
                continue
            waiting.extend(facts)
            if len(waiting) >= self.batch_size:
                await self._write(waiting, Progress(progress_key, name, read))
                waiting = []
                self.told(name, read, self.report.rejected)
        await self._write(waiting, Progress(progress_key, name, read))
        self.told(name, read, self.report.rejected)
        await self.loader.end(progress_key)
        if read < rule.minimum:
            self.report.too_few.append(f"{name}: {read} < {rule.minimum}")

    async def deferred(self) -> None:
        """Loads the people local to a body, now that every body is in."""
        self._refused.clear()
        for facts in self.index.deferred(self.batch_size):
            await self._write(facts, Progress(f"{self.report.source}|deferred", "subjects", len(facts)))
        await self.loader.end(f"{self.report.source}|deferred")

    async def _mapped(
        self, rows: Iterator[Row | Reject], rule: FileRule, name: str
    ) -> AsyncIterator[tuple[list[Facts], int]]:
        mapping = self.mapping(rule)
        checked = False
        read, line = 0, None
        for item in rows:
            # A statement that gives several rows is one row of the file.
            place = item.row.line if isinstance(item, Reject) else item.line
            read += place != line
            self.report.read += place != line
            line = place
            if isinstance(item, Reject):
                self.reject(item)
                continue
            if not checked:
                mapping.check_headers(list(item.values), name)
                checked = True
            try:
                facts = mapping.facts(item)
                check_keys(facts)
            except RowRefusedError as error:
                self.reject(Reject(item, error.doubt, sealed=error.sealed))
                continue
            yield facts, read

    async def _write(self, facts: list[Facts], progress: Progress) -> None:
        first, again, otherwise = self.index.sort(facts)
        for fact in facts:
            self.report.count(fact.table, "read")
        for fact in again:
            self.report.count(fact.table, "duplicates")
            self.report.count(fact.table, "unchanged")
        for fact in otherwise:
            doubt = Doubt(
                "key",
                "DUPLICATE_KEY",
                f"键值“{key_of(fact)[:60]}”已用于内容不同的另一行",
                f"another row with other content has the key {key_of(fact)[:60]}",
            )
            self.reject(Reject(fact.row, doubt), fact.table)
        if not first:
            return
        outcome = await self.loader.write(first, progress)
        for kind, reject in outcome.rejects:
            self.reject(reject, kind)
        self.report.add(outcome)

    def index_identifiers(self, inputs: list[Input]) -> None:
        """Reads identifiers kept apart from their subjects first, so that subjects are found by them."""
        for one in inputs:
            if one.rule.canonical != "identifiers":
                continue
            mapping = self.mapping(one.rule)
            for item in rows_of(self.source, one):
                if isinstance(item, Row):
                    self._index(mapping, item)

    def _index(self, mapping: FileMapping, row: Row) -> None:
        try:
            values = mapping.facts(row)[0].values
            form, _, subject = values["subject"].partition(":")
            number = read_number("value", values["scheme"], values["value"], self.number_key)
        except RowRefusedError:
            return  # It is refused with its reason when the file itself is loaded.
        if form == "key" and number:
            self.index.add_identifiers([(subject, number)])


def check_keys(facts: list[Facts]) -> None:
    """Refuses row keys that hold a citizen's number, for keys are stored and shown."""
    for fact in facts:
        for match in RESIDENT_NUMBER.findall(str(fact.values.get("key", ""))):
            if check_resident_number(match).valid:
                raise RowRefusedError(PERSONAL_KEY)


def _silent(name: str, read: int, rejected: int) -> None:
    """Tells nobody."""


async def load(
    db: Database,
    source: str,
    place: Path,
    *,
    home: Path,
    rejects: Path | None = None,
    batch_size: int = 5000,
    told: Told = _silent,
    words: Words | None = None,
    dry_run: bool = False,
) -> Report:
    """Loads a folder (or one file, or a mended rejects file) of a source; a dry run reads and writes nothing.

    Raises InputInvalid or NotFound where source, folder or a file as such is no use; bad rows are rejects.
    """
    began = time.monotonic()
    found = find_source(source)
    name = source_name(found, place)
    report = Report(name, dry_run=dry_run)
    mending = is_rejects_file(place)
    inputs, report.skipped_files = ([], {}) if mending else find_inputs(found, place)
    number_key = open_number_key(home)
    words = words or words_of(the_law())
    columns = sorted({column for rule in found.files for column in columns_of(rule)})
    with ExitStack() as stack:
        index = stack.enter_context(WorkingIndex())
        file = stack.enter_context(RejectsFile(rejects or home / "rejects" / f"{name}.csv", columns))
        stack.enter_context(number_key.in_use())
        sealed_numbers = open_sealed_numbers(home, number_key.provider)
        stack.callback(sealed_numbers.keys.close)
        rehearsal = Rehearsal(db, index) if dry_run else None
        loader = Loader(db, name, words, number_key, sealed_numbers, index, rehearsal)
        run = Run(loader, report, file, found, words, index, number_key, batch_size, told)
        await (_load_mended(run, place) if mending else _load_inputs(run, inputs))
        if file.written:
            report.rejects_file = str(file.path)
    if not dry_run and not mending:
        await _cover(db, found, name, report.read)
    if report.read < found.minimum and not mending:
        report.too_few.append(f"{name}: {report.read} < {found.minimum}")
    report.seconds = time.monotonic() - began
    return report


async def _load_inputs(run: Run, inputs: list[Input]) -> None:
    run.index_identifiers(inputs)
    for place, one in enumerate(inputs):
        key = f"{run.report.source}|{one.name}|{digest_of(one.path)}"
        for row in await run.loader.db.read(FIND_PROGRESS, keys=[key]):
            run.report.resumed_from += row.rows
        await run.file(rows_of(run.source, one), one.rule, one.name, key)
        following = inputs[place + 1].rule if place + 1 < len(inputs) else None
        if one.rule.canonical == "subjects" and following is not one.rule:
            await run.deferred()


async def _load_mended(run: Run, place: Path) -> None:
    for name, rows in mended_rows(run.source, place):
        rule = rule_for(run.source, name)
        key = f"{run.report.source}|{place.name}|{name}"
        await run.file(derived(run.source, rule, rows, name), rule, name, key)
    await run.deferred()


async def _cover(db: Database, source: Source, name: str, rows: int) -> None:
    """Says what is now covered, so that 'nothing found' has a meaning."""
    given = {"since": source.covers_since, "until": source.covers_until}
    bounds = {key: value for key, value in given.items() if value}

    async def cover(transaction: Transaction) -> None:
        loaded = [
            {
                "coverage_id": f"{name}|{trigger}|",
                "source": name,
                "trigger": trigger,
                "rows": rows,
                "loaded_at": transaction.recorded_at,
                **bounds,
            }
            for trigger in source.covers
        ]
        await transaction.run(SAVE_COVERAGE, rows=loaded)

    if source.covers:
        await db.write_facts(cover)


def expected_rows(source: str, place: Path) -> int:
    """About how many rows a load will read, for its progress bar."""
    found = find_source(source)
    if is_rejects_file(place):
        return count_rows(place)
    return sum(count_rows(one.path) for one in find_inputs(found, place)[0])
