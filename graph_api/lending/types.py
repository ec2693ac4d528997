"""Credit checks as clients see them."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph_api.context import Clocks, Context
from graph_api.eligibility.inputs import DocumentInput
from graph_api.errors import InputInvalid
from graph_api.lawlists.types import CodedWord, coded
from graph_api.lending.asks import CreditAsk, CreditLevel, CreditStatus, Lack
from graph_api.lending.findings import purpose_of
from graph_api.lending.service import Checked
from graph_api.lending.telling import not_covered
from graph_api.lending.words import how, said, verified
from graph_api.positions.types import subject_by_id
from graph_api.records.fields import SourceCoverage, coverage_of
from graph_api.records.types import CreditRecord, record_of
from graph_api.restrictions.types import Restriction, restriction_of

if TYPE_CHECKING:
    from graph_api.subjects.types import Subject

Info = strawberry.Info[Context, None]

strawberry.enum(
    CreditLevel,
    description="PUBLIC: what law makes public, which needs no consent. WITH_CONSENT: besides, what the subject "
    "authorised this body to see for this purpose (查询层级).",
)
strawberry.enum(
    CreditStatus,
    description="HIT_PUBLIC: something published was found. HIT_CONSENTED: nothing published, but measures that hold, "
    "in what was authorised. CLEAR_IN_COVERAGE: nothing within the sources named. CONSENT_NEEDED: nothing published, "
    "and no authorisation to look further, on record or not. NOT_ENOUGH_DATA: `lack` says what is missing (核查结果).",
)
strawberry.enum(
    Lack,
    name="CreditLack",
    description="NAME_DIFFERS: the number is on record under another name; said only where something is public or "
    "authorised. SHARED_NUMBER: more than one subject is on record under it. NOT_REGISTERED: no register loaded has "
    "the organization. COVERAGE: no source covers the day (缺少什么).",
)


@strawberry.input(description="One check: of a person, or of an organization (核查对象).")
class CreditCheckInput:
    """One check: of a person, or of an organization."""

    person: DocumentInput | None = strawberry.field(
        default=None, description="A person by document number and the name on it, both needed (自然人)."
    )
    organization: str | None = strawberry.field(
        default=None, description="Or an organization by unified social credit code (统一社会信用代码)."
    )
    level: CreditLevel = strawberry.field(
        default=CreditLevel.PUBLIC, description="How far to look (查询层级)."
    )
    purpose: str | None = strawberry.field(
        default=None, description="Why it is asked: LENDING or PROCUREMENT (查询目的)."
    )

    def plain(self, path: str) -> CreditAsk:
        """The check as a plain value."""
        if (self.person is None) == (self.organization is None):
            raise InputInvalid(
                path, "give `person` or `organization`", "请提供 person 或者 organization 之一"
            )
        return CreditAsk(self.person.plain() if self.person else None, self.organization, self.level, path)


@strawberry.type(description="Something published that was found, and where to verify it (公示信息).")
class PublishedItem:
    """Something published that was found, and where to verify it."""

    record: CreditRecord = strawberry.field(
        description="The record, sanction or list entry with its document, organ and dates (信用信息)."
    )
    verify_zh: str = strawberry.field(description="Where to verify it, in Chinese (核实途径).")
    verify_en: str = strawberry.field(description="Where to verify it, in English (核实途径).")

    @classmethod
    def of(cls, record: CreditRecord) -> PublishedItem:
        """The record with the words that say where to verify it."""
        words = verified(record.authority, record.number, record.source, record.joined_by)
        return cls(record=record, verify_zh=words.zh, verify_en=words.en)


@strawberry.type(description="Whose consent would open more, and how it is given (所需授权).")
class NeededConsent:
    """Whose consent would open more, and how it is given."""

    grantee: str = strawberry.field(description="Whom it has to name: this body (被授权机构).")
    purpose: str = strawberry.field(description="For which purpose (用途).")
    classes: list[str] = strawberry.field(description="Which data classes it would open (数据类别).")
    text_zh: str = strawberry.field(description="From whom and how, in Chinese (中文说明).")
    text_en: str = strawberry.field(description="From whom and how, in English (英文说明).")

    @classmethod
    def of(cls, context: Context, checked: Checked) -> NeededConsent | None:
        """What consent would add to an answer; the same whether or not there is anything to add."""
        if not checked.missing:
            return None
        access, person = context.access, checked.target.ask.person is not None
        purpose = purpose_of(context)
        words = how(person, access.grantee, purpose, ", ".join(checked.missing))
        return cls(
            grantee=access.grantee,
            purpose=purpose.value,
            classes=list(checked.missing),
            text_zh=words.zh,
            text_en=words.en,
        )


@strawberry.type(
    description="What was found about one whom a lender asks about, and what was looked at: never a decision, a score "
    "or advice on one (信用核查)."
)
class CreditCheck:
    """What was found about one whom a lender asks about, and what was looked at."""

    checked: strawberry.Private[Checked]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="What was found (核查结果).")
    def status(self) -> CreditStatus:
        """What was found."""
        return self.checked.status

    @strawberry.field(description="What is missing, where there is not enough data (缺少什么).")
    def lack(self) -> Lack | None:
        """What is missing."""
        return self.checked.lack

    @strawberry.field(description="How far was looked (查询层级).")
    def level(self) -> CreditLevel:
        """How far was looked."""
        return self.checked.target.ask.level

    @strawberry.field(description="The day asked about (基准日).")
    def as_of(self) -> date:
        """The day asked about."""
        return self.clocks.as_of

    @strawberry.field(description="The moment of knowledge; null: present knowledge (知悉时点).")
    def known_as_of(self) -> datetime | None:
        """The moment of knowledge."""
        return self.clocks.known_as_of

    @strawberry.field(description="What is published of it and in effect on the day, at most 50 (公示信息).")
    def published(self, info: Info) -> list[PublishedItem]:
        """What is published of it and in effect on the day."""
        return [PublishedItem.of(record_of(info.context, self.clocks, row)) for row in self.checked.published]

    @strawberry.field(
        description="Measures that hold on the day, where MEASURE was authorised, at most 50 (限制措施)."
    )
    def restrictions(self, info: Info) -> list[Restriction]:
        """Measures that hold on the day."""
        return [restriction_of(info.context, self.clocks, row) for row in self.checked.bound]

    @strawberry.field(
        description="Measures of which something is unknown, at most 50: not established, no hit, and nothing follows "
        "from them (未经确定的措施)."
    )
    def unsettled(self, info: Info) -> list[Restriction]:
        """Measures of which something is unknown."""
        return [restriction_of(info.context, self.clocks, row) for row in self.checked.unsettled]

    @strawberry.field(description="Whether there are more than are named (是否还有).")
    def has_more(self) -> bool:
        """Whether there are more than are named."""
        return self.checked.more

    @strawberry.field(
        description="Facts changed since some restrictions were projected; asked WITH_CONSENT only (是否待更新)."
    )
    def stale(self) -> bool:
        """Whether facts changed since some restrictions were projected."""
        return self.checked.findings.stale

    @strawberry.field(
        description="Whom it is about, where something of it is public or authorised; its fields are weighed each on "
        "its own (主体)."
    )
    async def subject(
        self, info: Info
    ) -> Annotated[Subject, strawberry.lazy("graph_api.subjects.types")] | None:
        """Whom it is about."""
        subject_id = self.checked.subject_id
        return await subject_by_id(info.context, self.clocks, subject_id) if subject_id else None

    @strawberry.field(description="Data classes behind consent that are open here (已开放的数据类别).")
    def opened(self) -> list[str]:
        """Data classes behind consent that are open here."""
        return list(self.checked.opened)

    @strawberry.field(description="The authorisations that opened them (授权编号).")
    def authorisations(self) -> list[strawberry.ID]:
        """The authorisations that opened them."""
        return [strawberry.ID(each) for each in self.checked.authorisations]

    @strawberry.field(
        description="Whose consent would open more; null where nothing more is asked for (所需授权)."
    )
    def consent(self, info: Info) -> NeededConsent | None:
        """Whose consent would open more."""
        return NeededConsent.of(info.context, self.checked)

    @strawberry.field(
        description="What nothing-found rests on: the sources that cover the day, and when they were loaded (数据覆盖)."
    )
    def coverage(self, info: Info) -> list[SourceCoverage]:
        """The sources that cover the day."""
        return [coverage_of(info.context, each) for each in self.checked.findings.coverage]

    @strawberry.field(
        description="Published kinds of fact that no source covers everywhere: nothing is said of them (未覆盖)."
    )
    def not_covered(self, info: Info) -> list[CodedWord]:
        """Published kinds of fact that no source covers everywhere."""
        law = info.context.law
        return [
            coded(law.vocabulary.trigger, code) for code in not_covered(law, self.checked.findings.covered)
        ]

    @strawberry.field(description="The answer in words, in Chinese (中文说明).")
    def text_zh(self) -> str:
        """The answer in Chinese."""
        return said(self.checked).zh

    @strawberry.field(description="The answer in words, in English (英文说明).")
    def text_en(self) -> str:
        """The answer in English."""
        return said(self.checked).en
