"""The tables around the measures: lists, propagation, record kinds, display terms and scenes of checks."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from graph_api.law.model import Level, Reach, Strict


class ListRule(Strict):
    """A list of dishonest subjects: who keeps it, on what basis, and until when it counts without one."""

    code: str
    name_zh: str
    name_en: str
    trigger: str
    authority_zh: str
    authority_en: str
    level: Level
    document: str
    articles: tuple[str, ...] = ()
    counts_until: date | None = None
    aliases: tuple[str, ...] = ()
    term: str | None = None
    removal_zh: str | None = None
    removal_en: str | None = None


class Propagation(Strict):
    """A rule that carries a record of an organisation onto the credit record of people (an ENTRY; it bars nothing)."""

    code: str
    name_zh: str
    name_en: str
    document: str
    articles: tuple[str, ...]
    since: date = Field(alias="from")
    until: date | None = None
    region: str | None = None
    direction: str
    effect: str
    triggers: tuple[str, ...]
    serious_only: bool = False
    reach: tuple[Reach, ...]
    text: str


class RecordKind(Strict):
    """A kind of record that the national or a regional catalogue lets us keep."""

    code: str
    name_zh: str
    name_en: str
    national_class: str
    subjects: tuple[str, ...]
    direction: str
    publicity: str
    triggers: tuple[str, ...] = ()
    display: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @property
    def public(self) -> bool:
        """Whether everybody may read it; the document number of a person is masked even then."""
        return self.publicity.startswith("PUBLIC")


class DisplayRule(Strict):
    """How long a record of some kind is shown (公示期); never how long a measure lasts."""

    code: str
    text: str
    document: str
    articles: tuple[str, ...] = ()
    min_months: int | None = None
    max_months: int | None = None
    starts: str | None = None


class Scene(Strict):
    """A scene in which an applicant and its people are looked up (64号 二)."""

    code: str
    name_zh: str
    name_en: str
    document: str
    articles: tuple[str, ...]
    since: date = Field(alias="from")
    until: date | None = None
    triggers: tuple[str, ...]
    roles: tuple[str, ...]
    consequence_applicant: str
    consequence_person: str
    text_zh: str
    text_en: str
