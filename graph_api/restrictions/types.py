"""Restrictions as clients see them."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from enum import Enum
from typing import TYPE_CHECKING, Annotated, Any

import strawberry

from graph_api.context import Clocks, Context
from graph_api.lawlists.fields import AFTER, FIRST
from graph_api.lawlists.types import CodedWord, Measure, coded
from graph_api.paging import Connection, connection, key_of, page_size
from graph_api.positions.types import subject_by_id
from graph_api.projection.restriction import version_of
from graph_api.records.rows import ItemsById
from graph_api.records.types import CreditRecord, record_of
from graph_api.restrictions.rows import (
    PlacedRestrictionRow,
    RestrictionCountsBySubject,
    RestrictionRow,
    RestrictionsBySubject,
    StalenessByName,
)
from graph_api.restrictions.service import RestrictionsKnownThen, Wanted
from graph_api.subjects.node import Node
from graph_api.subjects.pages import page

if TYPE_CHECKING:
    from graph_api.subjects.types import Organization, Subject

Info = strawberry.Info[Context, None]
#: What else null means where somebody's posts are not open to who asks.
UNSEEN = ", or not told where its posts are not open to this request"
COMPUTED = "Computed from the facts known at `knownAsOf`, not read from the projection (是否即时推算)."


@strawberry.enum(description="How firmly a restriction stands on the day asked for (限制状态).")
class RestrictionState(Enum):
    """How firmly a restriction stands."""

    FIRM = strawberry.enum_value("FIRM", description="Certain (确定).")
    POSSIBLE = strawberry.enum_value("POSSIBLE", description="Something it needs is unknown (待定).")
    SUSPENDED = strawberry.enum_value("SUSPENDED", description="It rests meanwhile (暂停).")


@strawberry.enum(description="A measure, or an entry on the person's own record (限制效果).")
class RestrictionEffect(Enum):
    """What a restriction does."""

    MEASURE = strawberry.enum_value("MEASURE", description="A measure with its own basis (惩戒措施).")
    ENTRY = strawberry.enum_value(
        "ENTRY", description="An entry on the record; it bars nothing (记入信用记录)."
    )


@strawberry.enum(description="Which restrictions are wanted (范围).")
class RestrictionChoice(Enum):
    """Which restrictions are wanted."""

    ON_THE_DAY = strawberry.enum_value(
        "CURRENT", description="Those that hold or may hold on the day (当日)."
    )
    ALL = strawberry.enum_value("ALL", description="Past and coming ones too (全部).")


@strawberry.type(description="How a restriction reaches the subject (传导路径).")
class ReachPath:
    """How a restriction reaches the subject."""

    role: CodedWord = strawberry.field(description="In which role (身份).")
    by_finding: bool = strawberry.field(description="By a finding in the decision (决定书认定).")
    held_since: strawberry.Private[str | None]
    held_until: strawberry.Private[str | None]
    subject_id: strawberry.Private[str]
    organization_id: strawberry.Private[str | None]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description=f"When the role began, as far as known{UNSEEN} (任职起).")
    async def since(self, info: Info) -> str | None:
        """When the role began."""
        return self.held_since if await self.is_shown(info.context) else None

    @strawberry.field(description=f"When it ended, as far as known{UNSEEN} (任职止).")
    async def until(self, info: Info) -> str | None:
        """When it ended."""
        return self.held_until if await self.is_shown(info.context) else None

    async def is_shown(self, context: Context) -> bool:
        """Whether where the subject holds or held a post may be told: a measure does not tell it by the way."""
        return self.organization_id is None or await context.access.sees("NETWORK", self.subject_id)

    @strawberry.field(description=f"Through which organization; null: directly{UNSEEN} (经由机构).")
    async def organization(
        self, info: Info
    ) -> Annotated[Organization, strawberry.lazy("graph_api.subjects.types")] | None:
        """Through which organization."""
        if self.organization_id is None or not await self.is_shown(info.context):
            return None
        return await subject_by_id(info.context, self.clocks, self.organization_id)  # type: ignore[return-value]


@strawberry.type(description="Something unknown that could turn the answer (未知事项).")
class MissingFact:
    """Something unknown that could turn the answer."""

    code: str = strawberry.field(description="What is unknown, as a code (代码).")
    subject: str = strawberry.field(description="Of what it is unknown (对象).")
    qualifier: str | None = strawberry.field(description="Which circumstance (情节).")


@strawberry.type(description="A measure or entry that reaches a subject, as projected (限制).")
class Restriction(Node):
    """A measure or entry that reaches a subject, as projected."""

    code: str = strawberry.field(description="Code of the measure or clause (措施代码).")
    effect: RestrictionEffect = strawberry.field(description="Measure or entry (效果).")
    outcome: str = strawberry.field(description="The strongest effect its rank allows (位阶允许的最强效果).")
    state: RestrictionState = strawberry.field(description="How firmly it stands on the day (状态).")
    since: date | None = strawberry.field(description="First day it certainly holds (确定起始日).")
    last_barred_day: date | None = strawberry.field(description="Last day it certainly holds (末日).")
    possible_since: date | None = strawberry.field(description="First day it may hold (可能起始日).")
    possible_last_day: date | None = strawberry.field(description="Last day it may hold (可能末日).")
    positions: list[CodedWord] = strawberry.field(description="Posts it covers (职务).")
    org_kinds: list[CodedWord] = strawberry.field(description="Kinds of body; empty: any (机构类别).")
    sectors: list[CodedWord] = strawberry.field(description="Sectors; empty: any (行业).")
    path: ReachPath = strawberry.field(description="How it reaches the subject (传导路径).")
    measure: Measure | None = strawberry.field(description="The measure; null for an entry (措施).")
    computed: bool = strawberry.field(description=COMPUTED)
    subject_id: strawberry.Private[str]
    item_key: strawberry.Private[str]
    missing: strawberry.Private[list[MissingFact]]

    @strawberry.field(description="What is not known (未知事项).")
    async def unknowns(self, info: Info) -> list[MissingFact]:
        """What is not known; of what, only where posts may be told."""
        if await self.path.is_shown(info.context):
            return self.missing
        return [replace(each, subject="") for each in self.missing]

    @strawberry.field(description="Whom it binds (受限主体).")
    async def subject(
        self, info: Info
    ) -> Annotated[Subject, strawberry.lazy("graph_api.subjects.types")] | None:
        """Whom it binds."""
        return await subject_by_id(info.context, self.clocks, self.subject_id)

    @strawberry.field(description="Because of what; null where it may no longer be shown (缘由).")
    async def because(self, info: Info) -> CreditRecord | None:
        """Because of what."""
        if not await self.path.is_shown(info.context):
            return None
        row = await ItemsById.of(info.context, self.clocks).load(self.item_key)
        return record_of(info.context, self.clocks, row) if row else None

    @strawberry.field(description="Facts changed since some restrictions were projected (是否待更新).")
    async def stale(self, info: Info) -> bool:
        """Whether facts changed since some restrictions were projected; what is computed never waits."""
        if self.clocks.known_as_of is not None:
            return False
        return await StalenessByName.of(info.context, self.clocks).load("projection")


def _last(until: date | None) -> date | None:
    return until - timedelta(days=1) if until else None


def state_on(stored: dict[str, Any], path: dict[str, Any], on: date) -> RestrictionState:
    """How firmly a stored restriction stands on a day."""
    day = on.isoformat()
    if any(since <= day < until for since, until in path.get("rests", ())):
        return RestrictionState.SUSPENDED
    since, until = stored.get("since"), stored.get("until")
    firm = (since is not None or until is not None or stored.get("state") != "POSSIBLE") and path.get(
        "certain"
    )
    holds = (since is None or since <= on) and (until is None or on < until)
    return RestrictionState.FIRM if firm and holds else RestrictionState.POSSIBLE


def restriction_of(
    context: Context, clocks: Clocks, row: RestrictionRow | PlacedRestrictionRow
) -> Restriction:
    """The restriction of a row."""
    stored, law = row.restriction, context.law
    words, path = law.vocabulary, json.loads(stored["path"])
    version = version_of(law, stored["measure"], stored["version"])
    return Restriction(
        clocks=clocks,
        id=strawberry.ID(f"restriction:{stored['restriction_id']}"),
        code=stored["measure"],
        effect=RestrictionEffect(stored["effect"]),
        outcome=stored["outcome"],
        state=state_on(stored, path, clocks.as_of),
        since=stored.get("since"),
        last_barred_day=_last(stored.get("until")),
        possible_since=stored.get("possible_since"),
        possible_last_day=_last(stored.get("possible_until")),
        positions=[coded(words.position, code) for code in stored.get("positions") or ()],
        org_kinds=[coded(words.org_kind, code) for code in stored.get("org_kinds") or ()],
        sectors=[coded(words.sector, code) for code in stored.get("sectors") or ()],
        path=ReachPath(
            role=coded(words.role, path["role"]),
            by_finding=bool(path.get("finding")),
            held_since=path.get("since"),
            held_until=path.get("until"),
            subject_id=row.subject_id,
            organization_id=path.get("organization"),
            clocks=clocks,
        ),
        missing=[
            MissingFact(code=code, subject=subject, qualifier=qualifier or None)
            for code, subject, qualifier in path.get("unknowns", ())
        ],
        measure=Measure.of(law, version) if version else None,
        computed=clocks.known_as_of is not None,
        subject_id=row.subject_id,
        item_key=f"{row.item_kind}:{row.item_id}",
    )


async def _known_then(
    context: Context, clocks: Clocks, subject_id: str, on: date | None, first: int | None, after: str | None
) -> Connection[Restriction]:
    """A page of what bound a subject by what was known then; the order and cursors are those of the stored ones."""
    size = page_size(first)
    start = str(key_of(after, 1)[0]) if after else ""
    every = await RestrictionsKnownThen.of(context, clocks).load(subject_id)
    rows = [row for row in every if Wanted(on).lets_through(row.restriction)]

    async def count() -> int | None:
        return len(rows)

    return connection(
        [row for row in rows if row.restriction["restriction_id"] > start],
        size,
        lambda row: (row.restriction["restriction_id"],),
        lambda row: restriction_of(context, clocks, row),
        after,
        count,
    )


@strawberry.type
class HasRestrictions:
    """What a subject gains: the restrictions that bind it."""

    id: strawberry.ID
    clocks: strawberry.Private[Clocks]

    @strawberry.field(
        description="Restrictions that bind it: as projected from present knowledge, or computed from what was "
        "known at `knownAsOf` (限制)."
    )
    async def restrictions(
        self,
        info: Info,
        choice: Annotated[
            RestrictionChoice, strawberry.argument(description="Which ones (范围).")
        ] = RestrictionChoice.ON_THE_DAY,
        first: Annotated[int | None, strawberry.argument(description=FIRST)] = None,
        after: Annotated[str | None, strawberry.argument(description=AFTER)] = None,
    ) -> Connection[Restriction]:
        """Restrictions that bind it."""
        clocks = self.clocks
        if clocks.known_as_of is not None:
            on = None if choice is RestrictionChoice.ALL else clocks.as_of
            return await _known_then(info.context, clocks, str(self.id), on, first, after)
        return await page(
            RestrictionsBySubject,
            RestrictionCountsBySubject,
            info.context,
            clocks,
            (str(self.id), first, after, str(choice.value)),
            lambda row: (row.restriction["restriction_id"],),
            lambda row: restriction_of(info.context, clocks, row),
        )
