"""The plain values the kernel judges: a question, and the facts about one person and the bodies around them.

Nothing here knows a database or a clock. `None` always means unknown, never "no" and never "always".
Property names are those of docs/graph-model.md, so a row becomes a fact without translation.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Self

DAY_ZERO = date.min
FOREVER = date.max


@dataclass(frozen=True, slots=True)
class When:
    """A day known to lie between two days, both included; exact when they are equal."""

    earliest: date
    latest: date

    @property
    def exact(self) -> bool:
        """Whether the day is known."""
        return self.earliest == self.latest


@lru_cache(maxsize=65_536)
def _exactly(day: date) -> When:
    return When(day, day)


def when(values: Mapping[str, Any], name: str) -> When | None:
    """The date property `name` of a row with its `_latest` companion, or None where it is unknown."""
    earliest: date | None = values.get(name)
    latest: date | None = values.get(name + "_latest")
    if earliest is None:
        return None if latest is None else When(DAY_ZERO, latest)
    if latest is None or latest == earliest:
        return _exactly(earliest)
    return When(earliest, latest)


_FIELD_KINDS: dict[type, tuple[tuple[str, str], ...]] = {}


def _kinds(cls: type) -> tuple[tuple[str, str], ...]:
    known = _FIELD_KINDS.get(cls)
    if known is None:
        known = _FIELD_KINDS[cls] = tuple(
            (f.name, "when" if "When" in str(f.type) else "tuple" if "tuple" in str(f.type) else "plain")
            for f in fields(cls)
        )
    return known


class FromRow:
    """A fact that can be read from a map of properties."""

    __slots__ = ()

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """The fact whose properties are `values`; unknown keys are ignored, missing ones are unknown."""
        given: dict[str, Any] = {}
        for name, kind in _kinds(cls):
            if kind == "when":
                given[name] = when(values, name)
            elif kind == "tuple":
                found = values.get(name)
                if found:
                    given[name] = tuple(found)
            elif (value := values.get(name)) is not None:
                given[name] = value
        return cls(**given)


@dataclass(frozen=True, slots=True)
class Characteristic(FromRow):
    """What an organization was called, was or belonged to between two days; `name` says which of its properties."""

    name: str = ""
    value: str = ""
    since: When | None = None
    until: When | None = None
    seen: date | None = None


@dataclass(frozen=True, slots=True)
class Body(FromRow):
    """What is known of the body whose office is asked for, or of an organization on a path.

    `org_kinds` are known to hold, `not_org_kinds` known not to, `open_kinds` may hold; of the rest the kernel
    says "unknown" only where a name or a missing fact gives reason to (see `body_is`).
    With a `history` these are what was last seen, and `history.body_on` says what holds on a day.
    `closed` is true for a class of bodies (`bodyClass`) and for a body described in full by the caller:
    then nothing is true of it that is not said.
    """

    subject_id: str = ""
    name: str = ""
    org_kinds: tuple[str, ...] = ()
    not_org_kinds: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    sectors_complete: bool = False
    region: str | None = None
    listed: bool | None = None
    state_capital: str | None = None
    status: str | None = None
    supervising_organ: str | None = None
    closed: bool = False
    other_names: tuple[str, ...] = ()
    open_kinds: tuple[str, ...] = ()
    open_sectors: tuple[str, ...] = ()
    history: tuple[Characteristic, ...] = ()


@dataclass(frozen=True, slots=True)
class Post(FromRow):
    """A role of the person in an organization: an office, a holding or control."""

    fact_id: str = ""
    organization: str = ""
    organization_name: str = ""
    position: str = ""
    since: When | None = None
    until: When | None = None
    ended: bool = False
    seen: date | None = None
    nominated_by: str | None = None
    accepted_dispute: date | None = None
    dispute_ended: date | None = None
    disputed: bool = False
    org_kinds: tuple[str, ...] = ()
    not_org_kinds: tuple[str, ...] = ()
    listed: bool | None = None
    state_capital: str | None = None
    history: tuple[Characteristic, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Finding(FromRow):
    """A finding, in a decision, that the person is (or is not) responsible in a role."""

    record_id: str = ""
    as_role: str = ""
    degree: str | None = None
    state: str = "FOUND"


@dataclass(frozen=True, slots=True)
class Remedy(FromRow):
    """An objection, verification, reconsideration, suit or impersonation case against a fact."""

    objection_id: str = ""
    kind: str = ""
    filed: date | None = None
    accepted: date | None = None
    stayed_from: date | None = None
    stayed_until: date | None = None
    decided: date | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Item(FromRow):
    """A record, a sanction or a list entry: anything that may set a measure off.

    `origin` is RECORD, SANCTION or LIST_ENTRY; `subject` is the carrier, a person or an organization.
    """

    item_id: str = ""
    origin: str = "RECORD"
    trigger: str = ""
    carrier: str = "PERSON"
    subject: str = ""
    subject_name: str = ""
    subject_region: str | None = None
    subject_history: tuple[Characteristic, ...] = ()
    name: str = ""
    kind: str = ""
    stage: str = "DECISION"
    severity: str | None = None
    qualifiers: tuple[str, ...] = ()
    not_qualifiers: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    authority: str | None = None
    number: str | None = None
    conduct_from: When | None = None
    conduct_until: When | None = None
    event_on: When | None = None
    decided: When | None = None
    effective: When | None = None
    sentence_completed: When | None = None
    paroled: When | None = None
    probation_expired: When | None = None
    political_rights_completed: When | None = None
    liquidation_completed: When | None = None
    proceedings_ended: When | None = None
    removed_from_office: When | None = None
    published: When | None = None
    ended: When | None = None
    withdrawn: When | None = None
    withdrawn_kind: str | None = None
    repaired: When | None = None
    # list entries
    list: str | None = None
    entered: When | None = None
    left: When | None = None
    until_stated: When | None = None
    removal_conditions: str | None = None
    remedies: str | None = None
    notice: str | None = None
    basis: str | None = None
    publicity: str | None = None
    ground: str | None = None
    measures_told: str | None = None
    # sanctions
    positions: tuple[str, ...] = ()
    org_kinds: tuple[str, ...] = ()
    region: str | None = None
    listed_only: bool = False
    since: When | None = None
    until: When | None = None
    months: int | None = None
    life: bool = False
    open_term: bool = False
    disputed: bool = False
    source: str = ""
    source_row: str = ""
    findings: tuple[Finding, ...] = ()
    objections: tuple[Remedy, ...] = ()


@dataclass(frozen=True, slots=True)
class Person(FromRow):
    """The person asked about, as far as known."""

    subject_id: str = ""
    name: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    identified: bool = False
    known: bool = True
    candidates: int = 1


@dataclass(frozen=True, slots=True)
class Covered(FromRow):
    """A kind of trigger that a loaded source covers."""

    source: str = ""
    trigger: str = ""
    region: str | None = None
    since: date | None = None
    until: date | None = None
    loaded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Office:
    """The office asked for: a position in a body or in a class of bodies.

    `told` is what the caller says of the body; it counts where nothing is known on the day.
    """

    position: str
    body: Body
    nominated_by_state: bool | None = None
    permissions: tuple[str, ...] = ()
    told: Body | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the kernel may look at for one person, known at one moment."""

    person: Person
    posts: tuple[Post, ...] = ()
    items: tuple[Item, ...] = ()
    coverage: tuple[Covered, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Question:
    """May this person hold this office on this day, as known at that moment?"""

    office: Office
    as_of: date
    known_as_of: datetime | None = None
