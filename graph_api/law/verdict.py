"""What the kernel answers: a verdict with its grounds, unknowns, gaps, ways out and proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph_api.law.facts import Item, Post
from graph_api.law.logic import Span, Tri


class VerdictKind(StrEnum):
    """The answer to the office question (design section 4)."""

    ELIGIBLE = "ELIGIBLE"
    INELIGIBLE = "INELIGIBLE"
    CONDITIONAL = "CONDITIONAL"
    SUSPENDED = "SUSPENDED"
    UNDETERMINED = "UNDETERMINED"
    INSUFFICIENT_IDENTIFICATION = "INSUFFICIENT_IDENTIFICATION"


class ConditionKind(StrEnum):
    """Why an answer is conditional."""

    PERMISSION = "PERMISSION"
    REFERENCE = "REFERENCE"
    INFERENCE = "INFERENCE"
    SELF_DISCIPLINE = "SELF_DISCIPLINE"
    PROOF = "PROOF"


class Effect(StrEnum):
    """What the verdict or ground means for the appointment today."""

    BARRED = "BARRED"
    NOT_BARRED = "NOT_BARRED"
    ORGAN_DECIDES = "ORGAN_DECIDES"


class GroundState(StrEnum):
    """How firmly a ground stands on the day asked for."""

    PROVEN = "PROVEN"
    UNPROVEN = "UNPROVEN"
    SUSPENDED = "SUSPENDED"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the proof: the step of design section 4 and what was found, worded from a template."""

    step: int
    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Unknown:
    """A fact that is missing and could turn the answer, with what would settle it."""

    code: str
    subject: str = ""
    qualifier: str | None = None


@dataclass(frozen=True, slots=True)
class WayOut:
    """How a ground ends: by itself on a day, or sooner by a step that somebody decides."""

    kind: str
    on: date | None = None
    by_zh: str = ""
    by_en: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """A source the law looks to that was not loaded or asked, with the evidence that would close the gap."""

    trigger: str
    outside: bool


@dataclass(frozen=True, slots=True)
class Path:
    """How the item reaches the person: in a role, through a post or a finding."""

    role: str
    post: Post | None = None
    finding: bool = False


@dataclass(frozen=True, slots=True)
class Ground:
    """One measure set off by one item, on one path, against the office asked for."""

    measure: str
    version: date
    document: str
    articles: tuple[str, ...]
    name_zh: str
    name_en: str
    force: str
    condition_kind: ConditionKind | None
    effect: Effect
    state: GroundState
    item: Item | None
    path: Path
    span: Span
    since: date | None
    last_barred_day: date | None
    end: str
    in_office: str
    in_office_text: str | None
    competent_zh: str
    competent_en: str
    unknowns: tuple[Unknown, ...]
    ways_out: tuple[WayOut, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class NotGround:
    """A fact that was looked at and does not bar, with the reason."""

    code: str
    item: Item | None = None
    measure: str | None = None
    values: tuple[tuple[str, str], ...] = ()
    post: Post | None = None
    unknowns: tuple[Unknown, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """The whole answer; `grounds` are ordered as they decide."""

    verdict: VerdictKind
    condition_kind: ConditionKind | None
    effect: Effect
    as_of: date
    grounds: tuple[Ground, ...]
    unknowns: tuple[Unknown, ...]
    not_checked: tuple[Gap, ...]
    checked: tuple[str, ...]
    ends_on: date | None
    competent_zh: str
    competent_en: str
    meanwhile: str
    lines: tuple[Line, ...]

    @property
    def deciding(self) -> tuple[Ground, ...]:
        """The grounds that give the verdict."""
        if not self.grounds:
            return ()
        first = rank_of(self.grounds[0])
        return tuple(ground for ground in self.grounds if rank_of(ground) == first)


#: The order of design section 4; smaller decides.
_CONDITIONS = {
    ConditionKind.PERMISSION: 2,
    ConditionKind.INFERENCE: 4,
    ConditionKind.SELF_DISCIPLINE: 4,
    ConditionKind.PROOF: 4,
    ConditionKind.REFERENCE: 5,
}


def rank_of(ground: Ground) -> int:
    """Where a ground stands in the order in which grounds decide."""
    if ground.condition_kind is not None:
        return _CONDITIONS[ground.condition_kind]
    return {GroundState.PROVEN: 0, GroundState.UNPROVEN: 1, GroundState.SUSPENDED: 3}[ground.state]


@dataclass(frozen=True, slots=True)
class Bar:
    """A measure that reaches the person, before any office is asked for: what the projection writes."""

    measure: str
    version: date
    effect: str
    item: Item | None
    path: Path
    span: Span
    certainty: Tri
    outcome: str
    rests: tuple[tuple[date, date], ...]
    unknowns: tuple[Unknown, ...]
