"""The parts of a verdict as clients see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import strawberry

from graph_api.law.facts import Covered, Item, Post, When
from graph_api.law.verdict import Gap, Ground, Line, Unknown, WayOut
from graph_api.law.wording import Text, Words

ZH = "The sentence in Chinese (中文)."
EN = "The sentence in English (英文)."


@strawberry.type(
    description="A day known to lie between two days; equal where it is exact (可能不精确的日期)."
)
class Day:
    """A day known to lie between two days."""

    earliest: date = strawberry.field(description="The earliest possible day (最早).")
    latest: date = strawberry.field(description="The latest possible day (最晚).")

    @classmethod
    def of(cls, day: When | None) -> Day | None:
        """The day as clients see it, or None where it is unknown."""
        return cls(earliest=day.earliest, latest=day.latest) if day else None


@strawberry.type(
    description="A sentence of the proof and the step of the judgement it belongs to (推理步骤)."
)
class ProofLine:
    """A sentence of the proof."""

    step: int = strawberry.field(description="Step 1 to 7 of the judgement (步骤).")
    code: str = strawberry.field(description="Code of the sentence (代码).")
    text_zh: str = strawberry.field(description=ZH)
    text_en: str = strawberry.field(description=EN)

    @classmethod
    def of(cls, line: Line, words: Words) -> ProofLine:
        """The line in words."""
        text = words.line(line)
        return cls(step=line.step, code=line.code, text_zh=text.zh, text_en=text.en)


@strawberry.type(description="A record, sanction or list entry that sets a measure off (触发事实).")
class GroundItem:
    """A record, sanction or list entry."""

    id: strawberry.ID = strawberry.field(description="Its id (标识).")
    origin: str = strawberry.field(description="RECORD 记录, SANCTION 处罚或者禁入, LIST_ENTRY 名单.")
    trigger: str = strawberry.field(description="Trigger code of the law's vocabulary (触发代码).")
    name: str = strawberry.field(description="As its source names it (名称).")
    number: str | None = strawberry.field(description="Number of the document (文号).")
    authority: str | None = strawberry.field(description="The deciding organ (决定机关).")
    subject_id: strawberry.ID = strawberry.field(description="Whom it was made against (记录主体).")
    subject_name: str = strawberry.field(description="The name of that subject (主体名称).")
    decided: Day | None = strawberry.field(description="Day of the decision (决定日期).")
    effective: Day | None = strawberry.field(description="Day on which it took effect (生效日期).")
    entered: Day | None = strawberry.field(description="Day of entry on the list (列入日期).")
    left: Day | None = strawberry.field(description="Day of removal from the list (移出日期).")
    event_on: Day | None = strawberry.field(description="Day of the event itself (事件日期).")
    disputed: bool = strawberry.field(description="Whether somebody contests it (是否有异议).")
    source: str = strawberry.field(description="The source it was loaded from (来源).")
    missing: list[str] = strawberry.field(
        description="What a list entry must state and does not: basis, notice, remedies … (应载明而未载明的事项)."
    )

    @classmethod
    def of(cls, item: Item) -> GroundItem:
        """The item as clients see it."""
        return cls(
            id=strawberry.ID(item.item_id),
            origin=item.origin,
            trigger=item.trigger,
            name=item.name,
            number=item.number,
            authority=item.authority,
            subject_id=strawberry.ID(item.subject),
            subject_name=item.subject_name,
            decided=Day.of(item.decided),
            effective=Day.of(item.effective),
            entered=Day.of(item.entered),
            left=Day.of(item.left),
            event_on=Day.of(item.event_on),
            disputed=item.disputed,
            source=item.source,
            missing=missing_of(item),
        )


#: What a list entry must say (国办发〔2020〕49号 (八)).
DEMANDED = ("basis", "ground", "notice", "measures_told", "removal_conditions", "remedies")


def missing_of(item: Item) -> list[str]:
    """What a list entry must state and does not."""
    if item.origin != "LIST_ENTRY":
        return []
    return [name for name in DEMANDED if getattr(item, name) in (None, "")]


@strawberry.type(description="A role of the person in an organization, with its dates (任职).")
class PathPost:
    """A role of the person in an organization."""

    fact_id: str = strawberry.field(description="Id of the fact (事实标识).")
    position: str = strawberry.field(description="Position code (职务代码).")
    organization_id: strawberry.ID = strawberry.field(description="The organization (机构标识).")
    organization_name: str = strawberry.field(description="Its name (机构名称).")
    since: Day | None = strawberry.field(description="When it began; null is unknown (任职起始).")
    until: Day | None = strawberry.field(
        description="First day after it; null with ended = false is still held (任职终止)."
    )
    ended: bool = strawberry.field(
        description="Whether it is over, though the day may be unknown (是否已终止)."
    )
    disputed: bool = strawberry.field(description="Whether somebody contests it (是否有异议).")

    @classmethod
    def of(cls, post: Post) -> PathPost:
        """The post as clients see it."""
        return cls(
            fact_id=post.fact_id,
            position=post.position,
            organization_id=strawberry.ID(post.organization),
            organization_name=post.organization_name,
            since=Day.of(post.since),
            until=Day.of(post.until),
            ended=post.ended,
            disputed=post.disputed,
        )


@strawberry.type(
    description="How the item reaches the person: itself, by a finding, or in a role (及于该人的路径)."
)
class GroundPath:
    """How the item reaches the person."""

    role: str = strawberry.field(description="The role the law names (条文所称角色).")
    finding: bool = strawberry.field(
        description="Whether the document finds the person responsible (责任认定)."
    )
    post: PathPost | None = strawberry.field(description="The post by which it reaches, if by a post (任职).")


@strawberry.type(description="A fact that is missing and could turn the answer (待查清事项).")
class UnknownFact:
    """A fact that is missing and could turn the answer."""

    code: str = strawberry.field(description="Code of what is missing (代码).")
    subject: str = strawberry.field(description="The record, post or body it concerns (所涉对象).")
    qualifier: str | None = strawberry.field(description="The quality in doubt, if one (待定性质).")
    text_zh: str = strawberry.field(description=ZH)
    text_en: str = strawberry.field(description=EN)
    settled_by_zh: str = strawberry.field(description="What would settle it, in Chinese (可以查清的材料).")
    settled_by_en: str = strawberry.field(description="What would settle it, in English (可以查清的材料).")

    @classmethod
    def of(cls, unknown: Unknown, words: Words) -> UnknownFact:
        """The unknown in words."""
        text, settles = words.unknown(unknown), words.settles(unknown)
        return cls(
            code=unknown.code,
            subject=unknown.subject,
            qualifier=unknown.qualifier,
            text_zh=text.zh,
            text_en=text.en,
            settled_by_zh=settles.zh,
            settled_by_en=settles.en,
        )


@strawberry.type(description="A way in which a ground ends (终止或者救济途径).")
class WayOutType:
    """A way in which a ground ends."""

    kind: str = strawberry.field(description="Code of the way (代码).")
    on: date | None = strawberry.field(description="The last barred day, where it ends by itself (期满日).")
    text_zh: str = strawberry.field(description=ZH)
    text_en: str = strawberry.field(description=EN)

    @classmethod
    def of(cls, way: WayOut, words: Words) -> WayOutType:
        """The way out in words."""
        text = words.way_out(way)
        return cls(kind=way.kind, on=way.on, text_zh=text.zh, text_en=text.en)


@strawberry.type(description="A source the law looks to that was not looked at (未核查事项).")
class NotChecked:
    """A source the law looks to that was not looked at."""

    trigger: str = strawberry.field(description="What would have been looked for (触发代码).")
    outside: bool = strawberry.field(
        description="Whether it lies outside public-credit data (是否在公共信用信息之外)."
    )
    text_zh: str = strawberry.field(description=ZH)
    text_en: str = strawberry.field(description=EN)
    closed_by_zh: str = strawberry.field(
        description="The evidence that closes the gap, in Chinese (可以补足的证明)."
    )
    closed_by_en: str = strawberry.field(
        description="The evidence that closes the gap, in English (可以补足的证明)."
    )

    @classmethod
    def of(cls, gap: Gap, words: Words) -> NotChecked:
        """The gap in words."""
        text, closes = words.gap(gap)
        return cls(
            trigger=gap.trigger,
            outside=gap.outside,
            text_zh=text.zh,
            text_en=text.en,
            closed_by_zh=closes.zh,
            closed_by_en=closes.en,
        )


@strawberry.type(description="What the window may lawfully do now, with the clause (当前可以采取的处理).")
class Meanwhile:
    """What the window may lawfully do now."""

    code: str = strawberry.field(description="Code of the advice (代码).")
    text_zh: str = strawberry.field(description=ZH)
    text_en: str = strawberry.field(description=EN)
    clause: str = strawberry.field(description="The clause it rests on (依据条款).")


@strawberry.type(description="Something to know about how the question was understood (说明).")
class Note:
    """Something to know about how the question was understood."""

    code: str = strawberry.field(description="Code of the note (代码).")
    text_zh: str = strawberry.field(description=ZH)
    text_en: str = strawberry.field(description=EN)

    @classmethod
    def of(cls, code: str, words: Words) -> Note:
        """The note in words."""
        text = words.plain("note", code)
        return cls(code=code, text_zh=text.zh, text_en=text.en)


@strawberry.type(description="What a loaded source covers (数据覆盖范围).")
class CoverageType:
    """What a loaded source covers."""

    source: str = strawberry.field(description="The source (来源).")
    trigger: str = strawberry.field(description="What it holds (触发代码).")
    region: str | None = strawberry.field(description="For which region (地区).")
    since: date | None = strawberry.field(description="From when (起始).")
    until: date | None = strawberry.field(description="Until when (截止).")
    loaded_at: datetime | None = strawberry.field(description="When it was loaded (载入时间).")

    @classmethod
    def of(cls, covered: Covered) -> CoverageType:
        """The coverage as clients see it."""
        return cls(**{name: getattr(covered, name) for name in Covered.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class Worded:
    """A ground with the words of its law."""

    ground: Ground
    words: Words

    def text(self) -> Text:
        """The ground in a sentence."""
        return self.words.ground(self.ground)
