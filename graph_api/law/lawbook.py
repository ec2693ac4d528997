"""The law made ready: closures of the vocabulary, measures by trigger, and what class of effect each may have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property

from graph_api.law.facts import FOREVER
from graph_api.law.model import (
    BARRING_LEVELS,
    Document,
    Implication,
    Level,
    Measure,
    MeasureVerdict,
    Mode,
    Trigger,
    Vocabulary,
    Word,
)
from graph_api.law.tables import DisplayRule, ListRule, Propagation, RecordKind, Scene

#: Raised with every change that can alter a verdict on the same facts and law.
KERNEL_VERSION = "2"

#: Parts of a measure whose text nobody could check and which therefore may not decide.
UNDECIDABLE = frozenset({"WHOLE", "REACHES", "CONDITION"})


class Outcome(StrEnum):
    """The strongest effect a measure may have on the office question."""

    BAR = "BAR"
    PERMISSION = "PERMISSION"
    INFERENCE = "INFERENCE"
    SELF_DISCIPLINE = "SELF_DISCIPLINE"
    REFERENCE = "REFERENCE"
    CONSEQUENCE = "CONSEQUENCE"


def closure(words: dict[str, Word], codes: Iterable[str]) -> frozenset[str]:
    """The codes with all their ancestors."""
    found: set[str] = set()
    queue = list(codes)
    while queue:
        code = queue.pop()
        if code not in found:
            found.add(code)
            word = words.get(code)
            queue.extend(word.parents if word else ())
    return frozenset(found)


@dataclass(frozen=True)
class Version:
    """One dated version of a measure, with its document and the effect its rank allows."""

    measure: Measure
    document: Document
    level: Level
    outcome: Outcome
    doubtful: bool
    until: date
    key: str
    """The version's own key, `code@from`."""

    @property
    def code(self) -> str:
        """The stable code shared by all versions."""
        return self.measure.code


def outcome_of(measure: Measure, document: Document) -> tuple[Outcome, Level]:
    """What a measure may do at most, by its verdict, force and the rank of its basis (design section 4, step 2)."""
    level = measure.basis_level or document.level
    if measure.frame or not measure.office or measure.verdict is MeasureVerdict.CONSEQUENCE:
        return Outcome.CONSEQUENCE, level
    if level is Level.SELF_REGULATION:
        return Outcome.SELF_DISCIPLINE, level
    may_bar = level in BARRING_LEVELS or (
        level is Level.LOCAL_REGULATION and bool(measure.region or document.region)
    )
    looked_up = measure.verdict is MeasureVerdict.REVIEW or measure.mode is Mode.ON_CHECK
    if looked_up or measure.force == "RECOMMENDED" or not may_bar:
        return Outcome.REFERENCE, level
    if measure.permission_zh:
        return Outcome.PERMISSION, level
    return Outcome.BAR, level


def is_doubtful(measure: Measure, document: Document, level: Level) -> bool:
    """Whether a part that nobody could check would have to decide."""
    if level is Level.SELF_REGULATION:
        return False
    unchecked = set(measure.unverified)
    if not document.text_seen or unchecked & UNDECIDABLE:
        return True
    return "TERM" in unchecked and measure.mode is not Mode.BY_DECISION


@dataclass(frozen=True)
class Law:
    """All law data of one digest, indexed for the kernel."""

    vocabulary: Vocabulary
    documents: dict[str, Document]
    lists: tuple[ListRule, ...] = ()
    propagation: tuple[Propagation, ...] = ()
    scenes: tuple[Scene, ...] = ()
    record_kinds: tuple[RecordKind, ...] = ()
    display_rules: tuple[DisplayRule, ...] = ()
    digest: str = ""
    caches: dict[str, dict[object, object]] = field(default_factory=lambda: defaultdict(dict), compare=False)

    @cached_property
    def versions(self) -> tuple[Version, ...]:
        """Every dated version of every measure, ordered by code and date."""
        found = []
        for document in self.documents.values():
            for measure in document.measure:
                outcome, level = outcome_of(measure, document)
                until = measure.until or document.until or FOREVER
                doubtful = is_doubtful(measure, document, level)
                key = f"{measure.code}@{measure.since.isoformat()}"
                found.append(Version(measure, document, level, outcome, doubtful, until, key))
        return tuple(sorted(found, key=lambda version: (version.code, version.measure.since)))

    @cached_property
    def by_trigger(self) -> dict[str, tuple[tuple[Version, Trigger], ...]]:
        """The versions that a trigger code sets off, ancestors of the code included."""
        direct: dict[str, list[tuple[Version, Trigger]]] = defaultdict(list)
        for version in self.versions:
            for trigger in version.measure.trigger:
                direct[trigger.kind].append((version, trigger))
        words = self.vocabulary.trigger
        return {
            code: tuple(pair for kind in sorted(closure(words, [code])) for pair in direct.get(kind, ()))
            for code in words
        }

    @cached_property
    def list_by_code(self) -> dict[str, ListRule]:
        """The lists by their code."""
        return {rule.code: rule for rule in self.lists}

    @cached_property
    def published_kinds(self) -> list[str]:
        """The kinds of record that are public, their document numbers masked or not."""
        return sorted(kind.code for kind in self.record_kinds if kind.public)

    @cached_property
    def published_triggers(self) -> list[str]:
        """The triggers that only public kinds of record carry: an item of no kind that has one is public."""
        kinds: dict[bool, set[str]] = {True: set(), False: set()}
        for kind in self.record_kinds:
            kinds[kind.public].update(kind.triggers)
        above = {code: closure(self.vocabulary.trigger, [code]) for code in self.vocabulary.trigger}
        return sorted(
            code for code, codes in above.items() if codes & kinds[True] and not codes & kinds[False]
        )

    def is_published(self, publicity: str | None, kind: str | None, trigger: str | None) -> bool:
        """Whether everybody may read an item: as it says itself, else as its kind or its trigger does."""
        if publicity is not None:
            return publicity.startswith("PUBLIC")
        return kind in self.published_kinds if kind is not None else trigger in self.published_triggers

    @cached_property
    def reserved_words(self) -> tuple[str, ...]:
        """The words that only licensed bodies may carry in their names."""
        return tuple(sorted({word for kind in self.vocabulary.org_kind.values() for word in kind.name_words}))

    @cached_property
    def positions(self) -> dict[str, frozenset[str]]:
        """Each position with its ancestors."""
        return {code: closure(self.vocabulary.position, [code]) for code in self.vocabulary.position}

    def positions_of(self, position: str) -> frozenset[str]:
        """A position with its ancestors; one that nobody knows stands for itself."""
        return self.positions.get(position) or frozenset({position})

    @cached_property
    def kinds(self) -> dict[str, frozenset[str]]:
        """Each kind of organization with its ancestors."""
        return {code: closure(self.vocabulary.org_kind, [code]) for code in self.vocabulary.org_kind}

    @cached_property
    def sectors(self) -> dict[str, frozenset[str]]:
        """Each sector with its ancestors."""
        return {code: closure(self.vocabulary.sector, [code]) for code in self.vocabulary.sector}

    @cached_property
    def incompatibilities(self) -> tuple[tuple[Version, Trigger], ...]:
        """The rules by which one post excludes another (不得兼任)."""
        return tuple(
            (version, trigger)
            for version in self.versions
            for trigger in version.measure.trigger
            if trigger.held is not None
        )

    def implied(self, position: str, as_of: date) -> tuple[Implication, ...]:
        """What a post presupposes on a day, in every kind of body."""
        return tuple(
            rule
            for rule in self.vocabulary.implication
            if rule.position == position and rule.since <= as_of < (rule.until or FOREVER)
        )
