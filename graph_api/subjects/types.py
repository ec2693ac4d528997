"""Organizations and people as clients see them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import strawberry

from graph_api.access.guard import codes_of, guarded_fields
from graph_api.access.minors import is_minor
from graph_api.access.types import Masked, masked_of
from graph_api.context import Clocks, Context
from graph_api.ownership.types import HasOwners, OwnsShares
from graph_api.positions.types import HasHolders, HoldsPositions
from graph_api.records.types import HasRecords
from graph_api.restrictions.types import HasRestrictions
from graph_api.subjects.history import DatedFact, facts_of, on_the_day
from graph_api.subjects.node import Node
from graph_api.subjects.rows import SubjectRow
from graph_api.subjects.service import SubjectKind

strawberry.enum(SubjectKind, description="What a subject is (主体类别).")


@strawberry.interface(description="An organization or a person (信用主体).")
class Subject(Node, HoldsPositions, OwnsShares, HasRecords, HasRestrictions):
    """An organization or a person."""

    name: str = strawberry.field(
        description="Name on the day; where that is unknown, as last seen (名称或姓名)."
    )
    former_names: list[str] = strawberry.field(description="Former names (曾用名).")
    kind: SubjectKind = strawberry.field(description="What it is (主体类别).")
    source: str | None = strawberry.field(description="Source that told us (数据来源).")
    recorded_at: datetime | None = strawberry.field(description="When we knew (入库时间).")
    disputed: bool = strawberry.field(description="Whether somebody contests what is said (是否有异议).")
    sealed: strawberry.Private[bool]

    @strawberry.field(
        description="Which fields are not shown to this request, and why, whether or not there is anything to show "
        "(不予显示的字段)."
    )
    async def masked(self, info: strawberry.Info[Context, None]) -> list[Masked]:
        """Which fields are not shown to this request, and why."""
        access, subject_id = info.context.access, str(self.id)
        found = []
        for name, code in guarded_fields(access.policy, type(self).__name__):
            for each in codes_of(self, code):
                if not await access.sees(each, subject_id):
                    found.append(masked_of(access, name, each))
                    break
        return found


@strawberry.type(description="An organization (组织机构).")
class Organization(Subject, HasHolders, HasOwners):
    """An organization."""

    uscc: str | None = strawberry.field(description="Unified social credit code (统一社会信用代码).")
    legal_form: str | None = strawberry.field(description="Legal form as found (组织形式).")
    org_kinds: list[str] = strawberry.field(
        description="Kinds known to hold on the day, as codes (已知机构类别)."
    )
    sectors: list[str] = strawberry.field(description="Sectors on the day, as codes (行业).")
    industry: str | None = strawberry.field(description="Industry, GB/T 4754 (国民经济行业).")
    region: str | None = strawberry.field(
        description="Region on the day, GB/T 2260; null: unknown (行政区划)."
    )
    listed: bool | None = strawberry.field(description="Whether listed on the day; null: unknown (是否上市).")
    state_capital: str | None = strawberry.field(
        description="State capital on the day; null: unknown (国有资本)."
    )
    supervising_organ: str | None = strawberry.field(
        description="Supervising organ on the day; null: unknown (主管机关)."
    )
    status: str | None = strawberry.field(
        description="OPERATING, REVOKED (吊销), DEREGISTERED (注销), ANNULLED (撤销) on the day; null: unknown (状态)."
    )
    status_since: date | None = strawberry.field(description="Since when; null: unknown (状态起始日).")
    established: date | None = strawberry.field(description="Day of establishment; null: unknown (成立日期).")
    stock_code: str | None = strawberry.field(description="Stock code (证券代码).")
    history: list[DatedFact] = strawberry.field(
        description="When it was what; fields it speaks of follow it, others are as last seen (历史信息)."
    )


@strawberry.type(description="A person; numbers are shown masked only (自然人).")
class Person(Subject):
    """A person."""

    number_masked: str | None = strawberry.field(description="Masked number (脱敏证件号码).")
    birth_year: int | None = strawberry.field(description="Year of birth; null: unknown (出生年份).")
    identified: bool = strawberry.field(
        description="Known by a document number; false: known by name within a body only (是否有证件号码)."
    )
    qualifications: list[str] = strawberry.field(description="Practice licences (执业资格).")


def kind_of(labels: list[str]) -> SubjectKind:
    """What the labels of a node say it is; the narrowest holds."""
    found = set(labels)
    for kind in SubjectKind:
        if kind.value in found and kind is not SubjectKind.ORGANIZATION:
            return kind
    return SubjectKind.ORGANIZATION


def subject_of(row: SubjectRow, clocks: Clocks) -> Organization | Person:
    """The subject of a row."""
    kind = kind_of(row.labels)
    values = on_the_day(row.subject, row.history, clocks.as_of)
    shared: dict[str, Any] = {
        "clocks": clocks,
        "id": strawberry.ID(row.subject_id),
        "name": values.get("name") or "",
        "former_names": list(values.get("former_names") or ()),
        "kind": kind,
        "source": values.get("source"),
        "recorded_at": values.get("recorded_at"),
        "disputed": bool(values.get("disputed")),
        "sealed": bool(values.get("minor_sealed")) or is_minor(values.get("birth_date"), clocks.protecting),
    }
    plain = values.get
    if kind is SubjectKind.PERSON:
        born = plain("birth_date")
        return Person(
            **shared,
            number_masked=plain("number_masked"),
            birth_year=plain("birth_year") or (born.year if born else None),
            identified=bool(plain("identified")),
            qualifications=list(plain("qualifications") or ()),
        )
    names = (
        "uscc legal_form industry region listed state_capital supervising_organ status status_since established "
        "stock_code"
    )
    rest: dict[str, Any] = {name: plain(name) for name in names.split()}
    return Organization(
        **shared,
        org_kinds=list(plain("org_kinds") or ()),
        sectors=list(plain("sectors") or ()),
        history=facts_of(row.history, clocks),
        **rest,
    )
