"""A ground as clients see it."""

from __future__ import annotations

from datetime import date

import strawberry

from graph_api.eligibility.parts import (
    EN,
    ZH,
    GroundItem,
    GroundPath,
    PathPost,
    ProofLine,
    UnknownFact,
    WayOutType,
    Worded,
)
from graph_api.law.facts import DAY_ZERO, FOREVER
from graph_api.law.verdict import ConditionKind, Effect, GroundState, VerdictKind

strawberry.enum(VerdictKind, name="VerdictKind", description="The answer (结论).")
strawberry.enum(ConditionKind, name="ConditionKind", description="Why it is conditional (附条件原因).")
strawberry.enum(Effect, name="Effect", description="What it means for the appointment (效果).")
strawberry.enum(GroundState, name="GroundState", description="How firmly a ground stands (状态).")


@strawberry.type(description="One measure set off by one fact, on one path, against the office (限制理由).")
class GroundType:
    """One measure set off by one fact."""

    of: strawberry.Private[Worded]

    @strawberry.field(description="Stable code of the measure (措施代码).")
    def measure(self) -> str:
        """Stable code of the measure."""
        return self.of.ground.measure

    @strawberry.field(description="The dated version that applies, by its first day (适用版本).")
    def version(self) -> date:
        """The dated version that applies."""
        return self.of.ground.version

    @strawberry.field(description="Name of the measure in Chinese (措施名称).")
    def name_zh(self) -> str:
        """Name of the measure in Chinese."""
        return self.of.ground.name_zh

    @strawberry.field(description="Name of the measure in English (措施名称).")
    def name_en(self) -> str:
        """Name of the measure in English."""
        return self.of.ground.name_en

    @strawberry.field(description="Code of the legal document (法律文件代码).")
    def document(self) -> str:
        """Code of the legal document."""
        return self.of.ground.document

    @strawberry.field(description="Title and number of the legal document (法律文件名称).")
    def document_title(self) -> str:
        """Title of the legal document."""
        return self.of.words.document(self.of.ground.document).zh

    @strawberry.field(description="The articles (条款).")
    def articles(self) -> list[str]:
        """The articles."""
        return list(self.of.ground.articles)

    @strawberry.field(description="MANDATORY 强制 or RECOMMENDED 推荐.")
    def force(self) -> str:
        """Mandatory or recommended."""
        return self.of.ground.force

    @strawberry.field(description="Why this ground is conditional, if it is (附条件原因).")
    def condition_kind(self) -> ConditionKind | None:
        """Why this ground is conditional."""
        return self.of.ground.condition_kind

    @strawberry.field(description="What it means for the appointment today (效果).")
    def effect(self) -> Effect:
        """What it means for the appointment today."""
        return self.of.ground.effect

    @strawberry.field(description="How firmly it stands (状态).")
    def state(self) -> GroundState:
        """How firmly it stands."""
        return self.of.ground.state

    @strawberry.field(
        description="The record, sanction or list entry; null where one post excludes another (触发事实)."
    )
    def item(self) -> GroundItem | None:
        """The fact that sets it off."""
        return GroundItem.of(self.of.ground.item) if self.of.ground.item else None

    @strawberry.field(description="Person -> role with its dates -> organization -> record (路径).")
    def path(self) -> GroundPath:
        """How it reaches the person."""
        path = self.of.ground.path
        post = PathPost.of(path.post) if path.post else None
        return GroundPath(role=path.role, finding=path.finding, post=post)

    @strawberry.field(name="from", description="First day on which it certainly runs (起始日).")
    def since(self) -> date | None:
        """First day on which it certainly runs."""
        return self.of.ground.since

    @strawberry.field(description="The last barred day, counted in (最后受限制日).")
    def last_barred_day(self) -> date | None:
        """The last barred day."""
        return self.of.ground.last_barred_day

    @strawberry.field(
        description="First day on which it may run, where that is not certain (最早可能起始日)."
    )
    def possible_from(self) -> date | None:
        """First day on which it may run."""
        day = self.of.ground.span.possible_from
        return None if day == DAY_ZERO else day

    @strawberry.field(description="First day on which it can no longer run (最晚可能终止日).")
    def possible_until(self) -> date | None:
        """First day on which it can no longer run."""
        day = self.of.ground.span.possible_until
        return None if day == FOREVER else day

    @strawberry.field(description="How it ends: DATE, OPEN, LIFE or UNKNOWN (终止方式).")
    def end(self) -> str:
        """How it ends."""
        return self.of.ground.end

    @strawberry.field(description="What happens to somebody in office already, as a code (在任处理).")
    def in_office(self) -> str:
        """What happens to somebody in office already."""
        return self.of.ground.in_office

    @strawberry.field(description="The same in the words of the text or of the vocabulary (在任处理说明).")
    def in_office_text_zh(self) -> str:
        """What happens to somebody in office, in words."""
        ground = self.of.ground
        word = self.of.words.law.vocabulary.in_office.get(ground.in_office)
        return ground.in_office_text or (word.zh if word else "")

    @strawberry.field(description="The organ that acts (有权机关).")
    def competent_authority(self) -> str:
        """The organ that acts."""
        return self.of.ground.competent_zh

    @strawberry.field(description="What is missing to know about this ground (待查清事项).")
    def unknowns(self) -> list[UnknownFact]:
        """What is missing to know."""
        return [UnknownFact.of(each, self.of.words) for each in self.of.ground.unknowns]

    @strawberry.field(description="How it ends, and who decides (终止或者救济途径).")
    def ways_out(self) -> list[WayOutType]:
        """How it ends."""
        return [WayOutType.of(each, self.of.words) for each in self.of.ground.ways_out]

    @strawberry.field(description="The proof, step by step (推理过程).")
    def proof(self) -> list[ProofLine]:
        """The proof, step by step."""
        return [ProofLine.of(each, self.of.words) for each in self.of.ground.lines]

    @strawberry.field(description=ZH)
    def text_zh(self) -> str:
        """The ground in Chinese."""
        return self.of.text().zh

    @strawberry.field(description=EN)
    def text_en(self) -> str:
        """The ground in English."""
        return self.of.text().en
