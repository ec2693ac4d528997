"""Records, sanctions and list entries as clients see them."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from graph_api.access.types import masked_of
from graph_api.context import Clocks, Context
from graph_api.law.facts import When, when
from graph_api.lawlists.fields import AFTER, FIRST
from graph_api.lawlists.types import CodedWord, coded
from graph_api.paging import Connection, no_page
from graph_api.positions.types import subject_by_id
from graph_api.records.rows import KEYS, KINDS, ItemByIdRow, ItemCountsBySubject, ItemRow, ItemsBySubject
from graph_api.subjects.node import Node
from graph_api.subjects.pages import page

if TYPE_CHECKING:
    from graph_api.subjects.types import Subject

Info = strawberry.Info[Context, None]


@strawberry.enum(description="Where an item comes from (信息类型).")
class Origin(Enum):
    """Where an item comes from."""

    RECORD = strawberry.enum_value("record", description="A record (信用记录).")
    SANCTION = strawberry.enum_value("sanction", description="A sanction on a named subject (对人处罚).")
    LIST_ENTRY = strawberry.enum_value("entry", description="An entry in a list (名单).")


@strawberry.enum(description="Whether an item stands on the day asked for (信息状态).")
class ItemState(Enum):
    """Whether an item stands on the day asked for."""

    IN_EFFECT = strawberry.enum_value("IN_EFFECT", description="In effect (有效).")
    NOT_YET = strawberry.enum_value("NOT_YET", description="Not in effect yet (尚未生效).")
    NOT_DECIDED = strawberry.enum_value(
        "NOT_DECIDED", description="A notice or proposal only (仅为告知或拟议)."
    )
    LEFT = strawberry.enum_value("LEFT", description="Left the list (已移出).")
    REPAIRED = strawberry.enum_value("REPAIRED", description="Repaired (已修复).")
    WITHDRAWN = strawberry.enum_value("WITHDRAWN", description="Withdrawn or annulled (已撤销).")
    UNKNOWN = strawberry.enum_value("UNKNOWN", description="Nobody knows since or until when (不明).")


@strawberry.type(description="A record, a sanction or a list entry (信用信息).")
class CreditRecord(Node):
    """A record, a sanction or a list entry."""

    origin: Origin = strawberry.field(description="Where it comes from (信息类型).")
    trigger: CodedWord = strawberry.field(description="What it is in the law data (触发情形).")
    name: str | None = strawberry.field(description="Name as found (名称).")
    kind: str | None = strawberry.field(description="Kind in the catalogue, as a code (信息种类).")
    stage: str = strawberry.field(description="DECISION, PROPOSAL or REPORT (阶段).")
    severity: str | None = strawberry.field(description="Severity; null: unknown (严重程度).")
    state: ItemState = strawberry.field(description="Whether it stands on the day asked for (状态).")
    since: date | None = strawberry.field(
        description="Effective, decided or entered; null: unknown (生效日)."
    )
    since_known: bool = strawberry.field(description="Whether that day is known (生效日是否确知).")
    conduct_from: date | None = strawberry.field(description="First day of the conduct (行为起始日).")
    conduct_until: date | None = strawberry.field(description="First day after the conduct (行为终止日).")
    conduct_known: bool = strawberry.field(description="Whether the conduct is dated (行为期间是否确知).")
    left: date | None = strawberry.field(description="Day of leaving the list (移出日).")
    authority: str | None = strawberry.field(description="Who decided (作出机关).")
    number: str | None = strawberry.field(description="Number of the document (文号).")
    basis: str | None = strawberry.field(description="Legal basis as found (依据).")
    disputed: bool = strawberry.field(description="Whether it is contested (是否有异议).")
    source: str | None = strawberry.field(description="Source that told us (数据来源).")
    joined_by: str | None = strawberry.field(
        description="Why it was joined to its subject, where the source gave a name and no number; null: the source "
        "identifies the subject (归集依据)."
    )
    subject_id: strawberry.Private[str]

    @strawberry.field(description="Whom it is about (相对人).")
    async def subject(
        self, info: Info
    ) -> Annotated[Subject, strawberry.lazy("graph_api.subjects.types")] | None:
        """Whom it is about."""
        return await subject_by_id(info.context, self.clocks, self.subject_id)


def _begin(item: dict[str, Any]) -> When | None:
    for name in ("effective", "since", "entered", "decided", "event_on", "published"):
        if (day := when(item, name)) is not None:
            return day
    return None


def state_of(item: dict[str, Any], on: date) -> ItemState:
    """Whether the item stands on a day."""
    if item.get("stage", "DECISION") != "DECISION":
        return ItemState.NOT_DECIDED
    for name, state in (
        ("withdrawn", ItemState.WITHDRAWN),
        ("repaired", ItemState.REPAIRED),
        ("left", ItemState.LEFT),
    ):
        day = when(item, name)
        if day is not None and day.latest <= on:
            return state
    if item.get("withdrawn_kind") and item.get("withdrawn") is None:
        return ItemState.WITHDRAWN
    begin = _begin(item)
    if begin is None or begin.earliest <= on < begin.latest:
        return ItemState.UNKNOWN
    return ItemState.NOT_YET if on < begin.earliest else ItemState.IN_EFFECT


def record_of(context: Context, clocks: Clocks, row: ItemRow | ItemByIdRow) -> CreditRecord:
    """The item of a row."""
    item, origin = row.item, KINDS[row.kind]
    decision = row.decision or {}
    begin = _begin(item)
    return CreditRecord(
        clocks=clocks,
        id=strawberry.ID(f"{origin}:{item[KEYS[origin]]}"),
        origin=Origin(origin),
        trigger=coded(context.law.vocabulary.trigger, str(item.get("trigger") or "")),
        name=item.get("name"),
        kind=item.get("kind"),
        stage=item.get("stage") or "DECISION",
        severity=item.get("severity"),
        state=state_of(item, clocks.as_of),
        since=begin.earliest if begin else None,
        since_known=bool(begin and begin.exact),
        conduct_from=item.get("conduct_from"),
        conduct_until=item.get("conduct_until"),
        conduct_known=item.get("conduct_from") is not None and item.get("conduct_until") is not None,
        left=item.get("left"),
        authority=decision.get("authority") or item.get("authority"),
        number=decision.get("number"),
        basis=item.get("basis"),
        disputed=bool(item.get("disputed")),
        source=item.get("source"),
        joined_by=row.joined_by,
        subject_id=row.subject_id,
    )


@strawberry.type
class HasRecords:
    """What a subject gains: the records, sanctions and list entries about it."""

    id: strawberry.ID
    clocks: strawberry.Private[Clocks]
    sealed: strawberry.Private[bool]

    @strawberry.field(
        description="Records, sanctions and list entries about it: the published ones to everybody, others, repaired "
        "ones and those past their display term to whom the table of rights opens them (信用记录)."
    )
    async def records(
        self,
        info: Info,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = None,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Connection[CreditRecord]:
        """Records, sanctions and list entries about it."""
        clocks, access = self.clocks, info.context.access
        if self.sealed and not await access.sees("SEALED", str(self.id)):
            return no_page(access, "records", "SEALED")
        shared = await access.sees("SHARED", str(self.id))
        return await page(
            ItemsBySubject,
            ItemCountsBySubject,
            info.context,
            clocks,
            (str(self.id), first, after, "ALL"),
            lambda row: (row.sort,),
            lambda row: record_of(info.context, clocks, row),
            None if shared else masked_of(access, "records", "SHARED"),
        )
