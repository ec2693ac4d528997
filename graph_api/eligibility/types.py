"""The verdict as clients see it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

import strawberry

from graph_api.answers.seal import answer_id_of, digest_of
from graph_api.eligibility.asks import Judged
from graph_api.eligibility.grounds import GroundType
from graph_api.eligibility.not_grounds import NotGroundType
from graph_api.eligibility.parts import (
    CoverageType,
    Meanwhile,
    NotChecked,
    Note,
    ProofLine,
    UnknownFact,
    WayOutType,
    Worded,
)
from graph_api.law.lawbook import Law
from graph_api.law.left_out import without_ground
from graph_api.law.verdict import ConditionKind, Effect, NotGround, VerdictKind
from graph_api.law.wording import Words
from graph_api.payloads import AnyFailure

#: Reasons that tell of a record that is no longer to be shown.
CLOSED_REASONS = frozenset({"REPAIRED", "WITHDRAWN"})


def classes_of(law: Law, found: NotGround) -> frozenset[str]:
    """The data classes that have to be open for a fact which restricts nothing to be told all the same."""
    published = found.item is None or law.is_published(
        found.item.publicity, found.item.kind or None, found.item.trigger
    )
    return frozenset(
        code
        for code, needed in (
            ("CLOSED", found.code in CLOSED_REASONS),
            ("SHARED", not published),
            ("SEALED", found.item is not None),
        )
        if needed
    )


@strawberry.type(
    description="May this person hold this office on this day: the answer with its proof (任职资格判断)."
)
class OfficeVerdict:
    """The answer with its proof."""

    judged: strawberry.Private[Judged]
    words: strawberry.Private[Words]

    @strawberry.field(description="The answer (结论).")
    def verdict(self) -> VerdictKind:
        """The answer."""
        return self.judged.verdict.verdict

    @strawberry.field(description="Why the answer is conditional, if it is (附条件原因).")
    def condition_kind(self) -> ConditionKind | None:
        """Why the answer is conditional."""
        return self.judged.verdict.condition_kind

    @strawberry.field(description="What it means for the appointment today (效果).")
    def effect(self) -> Effect:
        """What it means for the appointment."""
        return self.judged.verdict.effect

    @strawberry.field(description="The day asked about (查询日期).")
    def as_of(self) -> date:
        """The day asked about."""
        return self.judged.question.as_of

    @strawberry.field(description="Up to when facts are known to this answer (所知截止时刻).")
    def known_as_of(self) -> datetime | None:
        """Up to when facts are known."""
        return self.judged.known_as_of

    @strawberry.field(description="The subject asked about, where the graph has it (被查询主体).")
    def person_id(self) -> strawberry.ID | None:
        """The subject asked about."""
        person = self.judged.facts.person
        return strawberry.ID(person.subject_id) if person.known and person.candidates == 1 else None

    @strawberry.field(description="The position asked for (拟任职务).")
    def position(self) -> str:
        """The position asked for."""
        return self.judged.question.office.position

    @strawberry.field(description="The body asked for, where the graph has it (所任职机构).")
    def body_id(self) -> strawberry.ID | None:
        """The body asked for."""
        return strawberry.ID(self.judged.body.subject_id) if self.judged.body.subject_id else None

    @strawberry.field(description="The organ that decides or acts (有权机关).")
    def competent_authority(self) -> str:
        """The organ that decides or acts."""
        return self.judged.verdict.competent_zh

    @strawberry.field(description="What the window may lawfully do now (当前可以采取的处理).")
    def meanwhile(self) -> Meanwhile:
        """What the window may lawfully do now."""
        code = self.judged.verdict.meanwhile
        text = self.words.plain("meanwhile", code)
        return Meanwhile(code=code, text_zh=text.zh, text_en=text.en, clause=self.words.clause(code))

    @strawberry.field(description="Every ground, those that decide first (限制理由).")
    def grounds(self) -> list[GroundType]:
        """Every ground."""
        return [GroundType(of=Worded(each, self.words)) for each in self.judged.verdict.grounds]

    @strawberry.field(
        description="Facts that were looked at and restrict nothing here; repaired, withdrawn and unpublished ones "
        "only to whom the table of rights opens them (不构成限制的事实)."
    )
    def not_grounds(self) -> list[NotGroundType]:
        """Facts that restrict nothing here."""
        judged = self.judged
        found = without_ground(judged.law, judged.question, judged.facts, judged.verdict)
        return [
            NotGroundType.of(each, self.words)
            for each in found
            if not classes_of(judged.law, each) & judged.hidden
        ]

    @strawberry.field(description="What is missing to know, and what would settle it (待查清事项).")
    def unknowns(self) -> list[UnknownFact]:
        """What is missing to know."""
        return [UnknownFact.of(each, self.words) for each in self.judged.verdict.unknowns]

    @strawberry.field(description="The last day on which the deciding grounds run, where known (终止日).")
    def ends_on(self) -> date | None:
        """The last day on which the deciding grounds run."""
        return self.judged.verdict.ends_on

    @strawberry.field(description="How the deciding grounds end (终止或者救济途径).")
    def ways_out(self) -> list[WayOutType]:
        """How the deciding grounds end."""
        ways = dict.fromkeys(way for ground in self.judged.verdict.deciding for way in ground.ways_out)
        return [WayOutType.of(each, self.words) for each in ways]

    @strawberry.field(description="What the law looks to and was not looked at (未核查事项).")
    def not_checked(self) -> list[NotChecked]:
        """What was not looked at."""
        return [NotChecked.of(each, self.words) for each in self.judged.not_checked]

    @strawberry.field(description="The loaded sources that were looked at (已核查的数据来源).")
    def coverage(self) -> list[CoverageType]:
        """The loaded sources that were looked at."""
        looked = set(self.judged.verdict.checked)
        return [CoverageType.of(each) for each in self.judged.facts.coverage if each.trigger in looked]

    @strawberry.field(description="How the question was understood (说明).")
    def notes(self) -> list[Note]:
        """How the question was understood."""
        return [Note.of(code, self.words) for code in (*self.judged.notes, "DECISION")]

    @strawberry.field(description="The closing sentence of the proof (推理结论).")
    def proof(self) -> list[ProofLine]:
        """The closing sentence of the proof."""
        return [ProofLine.of(each, self.words) for each in self.judged.verdict.lines]

    @strawberry.field(description="Digest of the law data applied (法律数据版本).")
    def law_version(self) -> str:
        """Digest of the law data applied."""
        return self.judged.law.digest

    @strawberry.field(description="Version of the kernel that judged (判定内核版本).")
    def kernel_version(self) -> str:
        """Version of the kernel."""
        return self.judged.kernel_version

    @strawberry.field(description="The whole answer in Chinese, as the affected person reads it (答复全文).")
    def text_zh(self) -> str:
        """The whole answer in Chinese."""
        return self.words.verdict(self.judged.verdict, self.judged.not_checked).zh

    @strawberry.field(description="The whole answer in English (答复全文).")
    def text_en(self) -> str:
        """The whole answer in English."""
        return self.words.verdict(self.judged.verdict, self.judged.not_checked).en

    @strawberry.field(
        description="Address of this answer: kept-… is stored, sealed-… can be recomputed (答复编号)."
    )
    def answer_id(self) -> strawberry.ID:
        """Address of this answer."""
        return strawberry.ID(answer_id_of(self.judged))

    @strawberry.field(description="SHA-256 of the answer in canonical form (答复摘要).")
    def digest(self) -> str:
        """SHA-256 of the answer."""
        return digest_of(self)


EligibilityResult = Annotated[OfficeVerdict | AnyFailure, strawberry.union("EligibilityResult")]
