"""What a caller gives: persons, offices and questions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import strawberry

from graph_api.context import Clocks
from graph_api.eligibility import asks


@strawberry.input(description="A person by the number of an identity document (证件号码).")
class DocumentInput:
    """A person by the number of an identity document."""

    type: str = strawberry.field(
        description="RESIDENT_ID 居民身份证, PASSPORT 护照, HK_MACAO_PERMIT, TAIWAN_PERMIT or FOREIGN_PERMIT."
    )
    number: str = strawberry.field(description="The number; used to look, never stored or returned (号码).")
    name: str | None = strawberry.field(
        default=None, description="The name on the document, compared (姓名)."
    )

    def plain(self) -> asks.DocumentNumber:
        """The document as a plain value."""
        return asks.DocumentNumber(self.type, self.number, self.name)


@strawberry.input(one_of=True, description="A body by one of its identifiers (机构).")
class BodyRefInput:
    """A body by one of its identifiers."""

    subject_id: str | None = strawberry.field(default=strawberry.UNSET, description="Its id here (主体标识).")
    uscc: str | None = strawberry.field(
        default=strawberry.UNSET, description="Its unified social credit code (统一社会信用代码)."
    )

    def plain(self) -> asks.BodyRef:
        """The reference as a plain value."""
        return asks.BodyRef(self.subject_id or None, self.uscc or None)


@strawberry.input(description="A person by name within a body (机构内的姓名).")
class NamedInput:
    """A person by name within a body."""

    name: str = strawberry.field(description="The name as the body's papers have it (姓名).")
    body: BodyRefInput = strawberry.field(description="The body in which the name is known (所在机构).")
    role: str | None = strawberry.field(
        default=None, description="Position code held there; tells namesakes apart (职务)."
    )


@strawberry.input(one_of=True, description="Who is asked about, in exactly one way (被查询人).")
class PersonRef:
    """Who is asked about, in exactly one way."""

    subject_id: str | None = strawberry.field(default=strawberry.UNSET, description="Id here (主体标识).")
    document: DocumentInput | None = strawberry.field(
        default=strawberry.UNSET,
        description="By document number; one not in the graph is judged on no facts (证件).",
    )
    named: NamedInput | None = strawberry.field(
        default=strawberry.UNSET, description="By name within a body (机构内的姓名)."
    )

    def plain(self) -> asks.PersonRef:
        """The reference as a plain value."""
        document, named = self.document or None, self.named or None
        return asks.PersonRef(
            self.subject_id or None,
            document.plain() if document else None,
            asks.Named(named.name, named.body.plain(), named.role) if named else None,
        )


@strawberry.input(description="The office asked for (拟任职务).")
class OfficeInput:
    """The office asked for."""

    position: str = strawberry.field(
        description="Position code, e.g. DIRECTOR 董事; see officeTypes (职务代码)."
    )
    body: BodyRefInput | None = strawberry.field(default=None, description="A body of the graph (机构).")
    body_class: list[str] | None = strawberry.field(
        default=None,
        description="Or a class of bodies: organization kind codes, e.g. COMPANY 公司 (机构类别).",
    )
    sectors: list[str] | None = strawberry.field(
        default=None, description="Sector codes, where not known of the body (行业代码)."
    )
    region: str | None = strawberry.field(
        default=None, description="Region, GB/T 2260, six digits (行政区划)."
    )
    listed: bool | None = strawberry.field(default=None, description="Whether it is listed (是否上市).")
    state_capital: str | None = strawberry.field(
        default=None, description="WHOLLY, CONTROLLED, PARTICIPATED or NONE (国有资本)."
    )
    nominated_by_state: bool | None = strawberry.field(
        default=None, description="Whether the state side sends or recommends the person (国有股权方派出)."
    )
    permissions: list[str] | None = strawberry.field(
        default=None, description="Codes of measures whose permission has been shown (已取得的批准)."
    )

    def plain(self) -> asks.OfficeRef:
        """The office as a plain value."""
        return asks.OfficeRef(
            position=self.position,
            body=self.body.plain() if self.body else None,
            body_class=tuple(self.body_class or ()),
            sectors=tuple(self.sectors or ()),
            region=self.region,
            listed=self.listed,
            state_capital=self.state_capital,
            nominated_by_state=self.nominated_by_state,
            permissions=tuple(self.permissions or ()),
        )


@strawberry.input(description="May this person hold this office? (任职资格查询)")
class OfficerEligibilityInput:
    """May this person hold this office?"""

    person: PersonRef = strawberry.field(description="Who (被查询人).")
    office: OfficeInput = strawberry.field(description="Which office (拟任职务).")
    purpose: str | None = strawberry.field(default=None, description="Why it is asked (查询目的).")
    authorisation_id: str | None = strawberry.field(
        default=None, description="The person's authorisation, where one is needed (授权编号)."
    )
    case_ref: str | None = strawberry.field(
        default=None, description="The case at the window; the answer is then stored under it (办件编号)."
    )
    keep: bool = strawberry.field(default=False, description="Store the answer without a case (保存答复).")
    as_of: date | None = strawberry.field(
        default=None, description="In a batch: the day for this question alone (查询日期)."
    )

    def plain(self, clocks: Clocks, path: str) -> asks.Ask:
        """The question as a plain value at its clocks."""
        return asks.Ask(
            self.person.plain(),
            self.office.plain(),
            clocks.as_of,
            clocks.known_as_of,
            self.purpose,
            self.authorisation_id,
            self.case_ref,
            self.keep,
            path,
        )


@strawberry.input(description="A body that is not registered yet, described in full (拟设立机构).")
class ProposedBodyInput:
    """A body that is not registered yet."""

    name: str = strawberry.field(description="Its proposed name (拟用名称).")
    org_kinds: list[str] = strawberry.field(
        description="Organization kind codes; nothing else is true of it (机构类别)."
    )
    sectors: list[str] | None = strawberry.field(default=None, description="Sector codes (行业代码).")
    region: str | None = strawberry.field(default=None, description="Region, GB/T 2260 (行政区划).")
    listed: bool = strawberry.field(default=False, description="Whether it will be listed (是否上市).")
    state_capital: str = strawberry.field(default="NONE", description="Its state capital (国有资本).")


@strawberry.input(description="One office in the proposed body (拟任职务).")
class ProposedOfficeInput:
    """One office in the proposed body."""

    person: PersonRef = strawberry.field(description="Who is to hold it (拟任人).")
    position: str = strawberry.field(description="Position code (职务代码).")
    nominated_by_state: bool | None = strawberry.field(
        default=None, description="Whether the state side nominates (国有股权方派出)."
    )


@strawberry.input(description="The officers of a body that is not registered yet (拟设立机构的任职查询).")
class ProposedOfficesInput:
    """The officers of a body that is not registered yet."""

    body: ProposedBodyInput = strawberry.field(description="The body (拟设立机构).")
    offices: list[ProposedOfficeInput] = strawberry.field(
        description="Its offices, at most 1,000 (拟任职务)."
    )
    purpose: str | None = strawberry.field(default=None, description="Why it is asked (查询目的).")
    case_ref: str | None = strawberry.field(default=None, description="The case at the window (办件编号).")

    def questions(self, clocks: Clocks) -> list[asks.Ask]:
        """One question for each office."""
        return [self._ask(office, clocks, place) for place, office in enumerate(self.offices)]

    def _ask(self, office: ProposedOfficeInput, clocks: Clocks, place: int) -> asks.Ask:
        body = self.body
        asked = asks.OfficeRef(
            position=office.position,
            body_class=tuple(body.org_kinds),
            name=body.name,
            sectors=tuple(body.sectors or ()),
            region=body.region,
            listed=body.listed,
            state_capital=body.state_capital,
            nominated_by_state=office.nominated_by_state,
        )
        return asks.Ask(
            office.person.plain(),
            asked,
            clocks.as_of,
            clocks.known_as_of,
            purpose=self.purpose,
            case_ref=self.case_ref,
            path=f"input.offices[{place}]",
        )


def own_clocks(given: OfficerEligibilityInput, clocks: Clocks, day: date) -> Clocks:
    """The clocks of one question of a batch."""
    return replace(clocks, as_of=day) if given.as_of is not None else clocks
