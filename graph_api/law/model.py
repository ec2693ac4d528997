"""The law as typed data: what a TOML file under `graph_api/law/documents/` may say.

Every model refuses unknown keys, so a misspelt word of law stops the service at start with file, line and reason.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import BaseModel, ConfigDict, Field


class Strict(BaseModel):
    """A frozen model that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Level(StrEnum):
    """Rank of a document (效力位阶)."""

    LAW = "LAW"
    ADMIN_REGULATION = "ADMIN_REGULATION"
    CENTRAL_POLICY = "CENTRAL_POLICY"
    LOCAL_REGULATION = "LOCAL_REGULATION"
    JUDICIAL_INTERPRETATION = "JUDICIAL_INTERPRETATION"
    DEPT_RULE = "DEPT_RULE"
    NORMATIVE_DOCUMENT = "NORMATIVE_DOCUMENT"
    LOCAL_NORMATIVE = "LOCAL_NORMATIVE"
    STANDARD = "STANDARD"
    SELF_REGULATION = "SELF_REGULATION"


#: Ranks on which a person may be barred from office nationwide (49号 (九); design section 4, step 2).
BARRING_LEVELS = frozenset({Level.LAW, Level.ADMIN_REGULATION, Level.CENTRAL_POLICY})


class Mode(StrEnum):
    """How a measure comes into being."""

    AUTOMATIC_BY_LAW = "AUTOMATIC_BY_LAW"
    BY_DECISION = "BY_DECISION"
    ON_CHECK = "ON_CHECK"


class MeasureVerdict(StrEnum):
    """What the measure says to the office question."""

    PROHIBITED = "PROHIBITED"
    PROHIBITED_IF_DECIDED = "PROHIBITED_IF_DECIDED"
    REVIEW = "REVIEW"
    CONSEQUENCE = "CONSEQUENCE"


class RoleAt(StrEnum):
    """The moment at which a reached role must have been held (roleAt)."""

    CONDUCT = "CONDUCT"
    EVENT = "EVENT"
    DECISION = "DECISION"
    LIST_PERIOD = "LIST_PERIOD"
    NOW = "NOW"
    UNSETTLED = "UNSETTLED"


class Held(Strict):
    """Posts whose holding makes another post incompatible (不得兼任)."""

    positions: tuple[str, ...]
    org_kinds: tuple[str, ...] = ()
    same_body: bool = False


class Trigger(Strict):
    """The record, sanction or list entry that sets a measure off."""

    kind: str
    carried_by: str
    requires: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    held: Held | None = None
    detail: str | None = None


class Reach(Strict):
    """Who is reached: the carrier itself, or a holder of a role at a moment, perhaps only if found responsible."""

    role: str
    at: RoleAt | None = None
    or_at: tuple[RoleAt, ...] = ()
    """Further moments at which the text may be read where `at` is UNSETTLED; NOW is one only where it says so."""
    responsibility: bool = False


class Office(Strict):
    """Posts in bodies that a measure restricts; a question matches when any of a measure's offices matches."""

    positions: tuple[str, ...]
    org_kinds: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    reading: str = "EXPLICIT"
    relation: str = "ANY"


class Tier(Strict):
    """One step of a tiered term, chosen by qualifiers of the record."""

    requires: tuple[str, ...] = ()
    when: str | None = None
    months: int | None = None
    min_months: int | None = None
    max_months: int | None = None
    permanent: bool = False
    until_removal: bool = False
    starts: tuple[str, ...] = ()


class Term(Strict):
    """How long a measure lasts; months, counted as Civil Code 201-202 say."""

    type: str
    months: int | None = None
    min_months: int | None = None
    max_months: int | None = None
    starts: tuple[str, ...] = ()
    runs_before: bool = False
    tiers: tuple[Tier, ...] = ()
    text: str | None = None


class InOffice(Strict):
    """What happens to somebody who is in the restricted office already."""

    effect: str = "NOT_STATED"
    text_zh: str | None = None
    text: str | None = None


class Also(Strict):
    """A further legal basis in another document."""

    document: str
    articles: tuple[str, ...]


class Measure(Strict):
    """One dated version of one measure under one document."""

    code: str
    name_zh: str
    name_en: str
    category: str
    force: str
    mode: Mode
    verdict: MeasureVerdict
    since: date = Field(alias="from")
    until: date | None = None
    articles: tuple[str, ...]
    also: tuple[Also, ...] = ()
    basis_level: Level | None = None
    region: str | None = None
    frame: bool = False
    permission_zh: str | None = None
    permission_en: str | None = None
    rests: tuple[str, ...] = ()
    ended_by_repair: bool = False
    trigger: tuple[Trigger, ...]
    reach: tuple[Reach, ...]
    office: tuple[Office, ...] = ()
    term: Term
    in_office: InOffice = InOffice()
    competent_zh: str | None = None
    competent_en: str | None = None
    condition: str | None = None
    unverified: tuple[str, ...] = ()
    note: str | None = None
    base_list_kind: str = "NONE"
    carried_out_by: str | None = None


class Document(Strict):
    """A legal document with its measures, in one file."""

    id: str
    title: str
    number: str
    level: Level
    effective: date
    until: date | None = None
    region: str | None = None
    status: str = "IN_FORCE"
    status_note: str | None = None
    text_seen: bool = True
    seen: str | None = None
    recorded: date
    measure: tuple[Measure, ...] = ()


class Word(Strict):
    """One code of the vocabulary with its names and, where it has them, its parents."""

    zh: str
    en: str = ""
    parents: tuple[str, ...] = ()
    name_words: tuple[str, ...] = ()
    settled_zh: str | None = None
    settled_en: str | None = None
    derived: tuple[str, ...] = ()
    finding_only: bool = False
    outside: bool = False
    rank: int | None = None


class Implication(Strict):
    """A post that presupposes one of other posts (公司法第十条)."""

    org_kind: str
    position: str
    requires_one_of: tuple[str, ...]
    document: str
    articles: tuple[str, ...]
    since: date = Field(alias="from")
    until: date | None = None


class Vocabulary(Strict):
    """Every code that law, facts and questions may use."""

    position: dict[str, Word]
    org_kind: dict[str, Word]
    sector: dict[str, Word]
    role: dict[str, Word]
    trigger: dict[str, Word]
    qualifier: dict[str, Word]
    term_start: dict[str, Word]
    term_type: dict[str, Word]
    category: dict[str, Word]
    in_office: dict[str, Word]
    relation: dict[str, Word]
    reading: dict[str, Word]
    level: dict[str, Word]
    remedy: dict[str, Word]
    implication: tuple[Implication, ...] = ()
