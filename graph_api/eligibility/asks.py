"""A question as plain values: who, which office, when, and whether the answer is kept."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any

from graph_api.law.asked import office_on
from graph_api.law.facts import Body, Facts, Question
from graph_api.law.lawbook import KERNEL_VERSION, Law
from graph_api.law.verdict import Gap, Verdict


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A person by the number of an identity document; the number never leaves the request."""

    type: str
    number: str = field(repr=False)
    name: str | None = None


@dataclass(frozen=True, slots=True)
class BodyRef:
    """A body by its subject id or its USCC."""

    subject_id: str | None = None
    uscc: str | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A person by name within a body, and the role held there where it is known."""

    name: str
    body: BodyRef
    role: str | None = None


@dataclass(frozen=True, slots=True)
class PersonRef:
    """Exactly one way to say who is meant."""

    subject_id: str | None = None
    document: DocumentNumber | None = None
    named: Named | None = None


@dataclass(frozen=True, slots=True)
class OfficeRef:
    """The office asked for: a position in a body of the graph, in a class of bodies, or in a body described."""

    position: str
    body: BodyRef | None = None
    body_class: tuple[str, ...] = ()
    name: str = ""
    sectors: tuple[str, ...] = ()
    region: str | None = None
    listed: bool | None = None
    state_capital: str | None = None
    nominated_by_state: bool | None = None
    permissions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ask:
    """One question with everything its answer depends on."""

    person: PersonRef
    office: OfficeRef
    as_of: date
    known_as_of: datetime | None = None
    purpose: str | None = None
    authorisation_id: str | None = None
    case_ref: str | None = None
    keep: bool = False
    path: str = "input"


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict with everything it was made from."""

    ask: Ask
    law: Law
    verdict: Verdict
    question: Question
    facts: Facts
    watermark: datetime | None
    notes: tuple[str, ...]
    person_key: str = ""
    kernel_version: str = KERNEL_VERSION
    hidden: frozenset[str] = frozenset({"CLOSED", "SHARED"})
    """The data classes that are not open to who asked: facts of theirs that restrict nothing are left out."""

    @property
    def body(self) -> Body:
        """The body asked about as it was on the day, with what the caller told of it."""
        return office_on(self.question.office, self.question.as_of).body

    @property
    def not_checked(self) -> tuple[Gap, ...]:
        """What was not looked at: the kernel's gaps, and records that only a number would find."""
        person = self.facts.person
        if person.known and not person.identified:
            return (*self.verdict.not_checked, Gap("UNMATCHED_NUMBER", False))
        return self.verdict.not_checked

    @property
    def known_as_of(self) -> datetime | None:
        """The moment of knowledge of this answer, never later than the facts."""
        asked, facts = self.ask.known_as_of, self.watermark
        if asked is None or facts is None:
            return asked or facts
        return min(asked, facts)

    @property
    def kept(self) -> bool:
        """Whether the caller wants the answer stored."""
        return self.ask.keep or bool(self.ask.case_ref)

    def inputs(self) -> dict[str, Any]:
        """What was asked, without any document number: the subject found stands in its place."""
        person, body = self.facts.person, self.body
        given: dict[str, Any] = {
            "person": person.subject_id,
            "person_key": self.person_key,
            "candidates": person.candidates,
            "known": person.known,
            "position": self.question.office.position,
            "nominated_by_state": self.question.office.nominated_by_state,
            "permissions": list(self.question.office.permissions),
            "body": {each.name: getattr(body, each.name) for each in fields(body)},
            "as_of": self.question.as_of.isoformat(),
            "case_ref": self.ask.case_ref,
        }
        return given
