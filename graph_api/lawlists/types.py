"""What clients see of the law data."""

from __future__ import annotations

from datetime import date

import strawberry

from graph_api.law.facts import FOREVER
from graph_api.law.lawbook import Law, Version
from graph_api.law.model import Document, Word
from graph_api.law.tables import RecordKind


@strawberry.type(description="A code of the law data with its names (代码及其名称).")
class CodedWord:
    """A code of the law data with its names."""

    code: str = strawberry.field(description="The code, for programs (代码).")
    name_zh: str = strawberry.field(description="Name in Chinese (中文名称).")
    name_en: str = strawberry.field(description="Name in English (英文名称).")


def coded(words: dict[str, Word], code: str) -> CodedWord:
    """A code with its names; a code the law lacks is its own name."""
    word = words.get(code)
    return CodedWord(code=code, name_zh=word.zh if word else code, name_en=(word.en if word else "") or code)


@strawberry.type(description="A legal document (法律文件).")
class LegalDocument:
    """A legal document."""

    code: str = strawberry.field(description="Its code in the law data (代码).")
    title: str = strawberry.field(description="Title (标题).")
    number: str = strawberry.field(description="Number or edition (文号).")
    level: CodedWord = strawberry.field(description="Rank (效力位阶).")
    effective: date = strawberry.field(description="First day of effect (施行日期).")
    until: date | None = strawberry.field(description="First day no longer in force, if known (失效日期).")
    region: str | None = strawberry.field(description="Region it holds in; null: nationwide (适用地区).")
    text_seen: bool = strawberry.field(description="Whether its text could be checked (原文是否核对).")

    @classmethod
    def of(cls, law: Law, document: Document) -> LegalDocument:
        """The document of the law data."""
        return cls(
            code=document.id,
            title=document.title,
            number=document.number,
            level=coded(law.vocabulary.level, document.level.value),
            effective=document.effective,
            until=document.until,
            region=document.region,
            text_seen=document.text_seen,
        )


@strawberry.type(description="An article or clause that measures cite (条款).")
class LegalProvision:
    """An article or clause that measures cite."""

    code: str = strawberry.field(description="`document:article` (代码).")
    article: str = strawberry.field(description="Article, paragraph and item (条、款、项).")
    document: LegalDocument | None = strawberry.field(description="Where it stands (所属文件).")


@strawberry.type(description="Posts in bodies that a measure restricts (限制的职务).")
class RestrictedOffice:
    """Posts in bodies that a measure restricts."""

    positions: list[CodedWord] = strawberry.field(description="Posts (职务).")
    org_kinds: list[CodedWord] = strawberry.field(description="Kinds of body; empty: any (机构类别).")
    sectors: list[CodedWord] = strawberry.field(description="Sectors; empty: any (行业).")


@strawberry.type(description="One dated version of a measure (惩戒措施).")
class Measure:
    """One dated version of a measure."""

    id: strawberry.ID = strawberry.field(description="`measure:code@from` (标识).")
    code: str = strawberry.field(description="Code shared by all versions (代码).")
    name_zh: str = strawberry.field(description="Name in Chinese (名称).")
    name_en: str = strawberry.field(description="Name in English (英文名称).")
    category: CodedWord = strawberry.field(description="Category (类别).")
    force: str = strawberry.field(description="MANDATORY or RECOMMENDED (强制或推荐).")
    mode: str = strawberry.field(description="AUTOMATIC_BY_LAW, BY_DECISION or ON_CHECK (发生方式).")
    verdict: str = strawberry.field(description="What it says to the office question (对任职的效果).")
    outcome: str = strawberry.field(description="The strongest effect its rank allows (位阶允许的最强效果).")
    since: date = strawberry.field(description="First day of this version (起始日).")
    until: date | None = strawberry.field(description="First day it is no longer in force (失效日).")
    articles: list[str] = strawberry.field(description="Articles it rests on (依据条款).")
    document: LegalDocument = strawberry.field(description="Document it rests on (依据文件).")
    offices: list[RestrictedOffice] = strawberry.field(description="Offices it restricts (限制职务).")
    in_office: CodedWord = strawberry.field(description="What happens to who is in office (在任者的处理).")

    @classmethod
    def of(cls, law: Law, version: Version) -> Measure:
        """The version of the law data."""
        measure, words = version.measure, law.vocabulary
        return cls(
            id=strawberry.ID(f"measure:{version.key}"),
            code=measure.code,
            name_zh=measure.name_zh,
            name_en=measure.name_en,
            category=coded(words.category, measure.category),
            force=measure.force,
            mode=measure.mode.value,
            verdict=measure.verdict.value,
            outcome=version.outcome.value,
            since=measure.since,
            until=None if version.until == FOREVER else version.until,
            articles=list(measure.articles),
            document=LegalDocument.of(law, version.document),
            offices=[
                RestrictedOffice(
                    positions=[coded(words.position, code) for code in office.positions],
                    org_kinds=[coded(words.org_kind, code) for code in office.org_kinds],
                    sectors=[coded(words.sector, code) for code in office.sectors],
                )
                for office in measure.office
            ],
            in_office=coded(words.in_office, measure.in_office.effect),
        )


@strawberry.type(description="A kind of office the question may name (职务类型).")
class OfficeType:
    """A kind of office the question may name."""

    code: str = strawberry.field(description="Code of the position (代码).")
    name_zh: str = strawberry.field(description="Name in Chinese (名称).")
    name_en: str = strawberry.field(description="Name in English (英文名称).")
    parents: list[CodedWord] = strawberry.field(description="Wider kinds of office (上位职务).")

    @classmethod
    def of(cls, law: Law, code: str) -> OfficeType:
        """The office of the vocabulary."""
        words = law.vocabulary.position
        word = words[code]
        parents = [coded(words, parent) for parent in word.parents]
        return cls(code=code, name_zh=word.zh, name_en=word.en or code, parents=parents)


@strawberry.type(description="A kind of record that a catalogue lets us keep (信用信息种类).")
class RecordKindType:
    """A kind of record that a catalogue lets us keep."""

    code: str = strawberry.field(description="Code (代码).")
    name_zh: str = strawberry.field(description="Name in Chinese (名称).")
    name_en: str = strawberry.field(description="Name in English (英文名称).")
    national_class: str = strawberry.field(description="Class of the national catalogue (国家目录分类).")
    subjects: list[str] = strawberry.field(description="Whom it may be about (归集对象).")
    direction: str = strawberry.field(description="Adverse, neutral or good (信息性质).")
    publicity: str = strawberry.field(description="Whether it may be published (公开属性).")
    triggers: list[CodedWord] = strawberry.field(description="Triggers of measures it may be (触发情形).")
    regions: list[str] = strawberry.field(description="Regions of its catalogue; empty: national (地区).")

    @classmethod
    def of(cls, law: Law, kind: RecordKind) -> RecordKindType:
        """The kind of the catalogue."""
        return cls(
            code=kind.code,
            name_zh=kind.name_zh,
            name_en=kind.name_en,
            national_class=kind.national_class,
            subjects=list(kind.subjects),
            direction=kind.direction,
            publicity=kind.publicity,
            triggers=[coded(law.vocabulary.trigger, code) for code in kind.triggers],
            regions=list(kind.regions),
        )
