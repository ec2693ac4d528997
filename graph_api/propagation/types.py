"""Responsibility and propagation as clients see them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated

import strawberry

from graph_api.context import Clocks, Context
from graph_api.law.facts import DAY_ZERO, FOREVER, Post
from graph_api.law.proof import day_text
from graph_api.law.verdict import Bar, Unknown
from graph_api.lawlists.types import CodedWord, Measure, coded
from graph_api.paging import Connection
from graph_api.positions.types import subject_by_id
from graph_api.projection.restriction import state_of, version_of
from graph_api.propagation.service import NotReached, Responsibility, Responsible, Spread
from graph_api.records.types import CreditRecord
from graph_api.restrictions.types import MissingFact, ReachPath, RestrictionEffect, RestrictionState

if TYPE_CHECKING:
    from graph_api.subjects.types import Subject

Info = strawberry.Info[Context, None]
strawberry.enum(
    Responsibility,
    description="FOUND by the decision, NOT_ESTABLISHED (a role alone establishes nothing), CLEARED (责任认定).",
)
strawberry.enum(NotReached, description="Why a measure does not reach somebody (未及原因).")

WHY = {
    NotReached.NEEDS_A_DECISION_NAMING_THEM: (
        "该措施以指名本人的决定为前提，记录本身不产生限制。",
        "This measure exists only by a decision that names the person; the record alone restricts nobody.",
    ),
    NotReached.FOUND_NOT_RESPONSIBLE: (
        "决定书认定其不负责任。",
        "The decision found this person not responsible.",
    ),
    NotReached.ROLE_NOT_HELD_AT_THE_MOMENT: (
        "条文所指时点其未担任该职务。",
        "The role the article names was not held at the moment the article names.",
    ),
    NotReached.ROLE_NOT_NAMED: (
        "条文未及其所任职务，不得因关联而受限。",
        "The article does not name this person's role; nobody is restricted by adjacency.",
    ),
    NotReached.NOT_ON_THE_DAY: ("在基准日不适用。", "It does not apply on the day asked for."),
}


@strawberry.type(description="Somebody as a party to a propagation (人员).")
class Reachable:
    """Somebody as a party to a propagation."""

    subject_id: strawberry.Private[str]
    clocks: strawberry.Private[Clocks]

    @strawberry.field(description="The person (人员).")
    async def person(
        self, info: Info
    ) -> Annotated[Subject, strawberry.lazy("graph_api.subjects.types")] | None:
        """The person."""
        return await subject_by_id(info.context, self.clocks, self.subject_id)


@strawberry.type(description="As what somebody may answer for a record (责任关系).")
class ResponsibilityLink:
    """As what somebody may answer for a record."""

    record: CreditRecord | None = strawberry.field(description="The record; null where closed (信用记录).")
    responsibility: Responsibility = strawberry.field(description="How far it is established (责任认定).")
    role: CodedWord = strawberry.field(description="In which role (身份).")
    degree: str | None = strawberry.field(description="Degree, as the decision says (责任程度).")
    role_since: str | None = strawberry.field(description="When the role began, as far as known (任职起).")
    role_until: str | None = strawberry.field(description="When it ended, as far as known (任职止).")
    role_at_conduct_certain: bool = strawberry.field(
        description="Whether the role certainly fell into the conduct (行为时任职是否确定)."
    )
    unknowns: list[MissingFact] = strawberry.field(description="What is not known (未知事项).")


@strawberry.type(description="Somebody who may answer for records of an organization (责任人员).")
class ResponsiblePerson(Reachable):
    """Somebody who may answer for records of an organization."""

    links: list[ResponsibilityLink] = strawberry.field(description="As what, for which record (责任关系).")


@strawberry.type(description="Who may answer for a record or an organization's records (责任人员列表).")
class ResponsiblePersons(Connection[ResponsiblePerson]):
    """Who may answer for a record or an organization's records."""


@strawberry.type(description="Somebody whom a measure reaches (措施所及人员).")
class ReachedPerson(Reachable):
    """Somebody whom a measure reaches."""

    path: ReachPath = strawberry.field(description="How (传导路径).")
    state: RestrictionState = strawberry.field(description="How firmly (状态).")
    since: date | None = strawberry.field(description="First day it certainly holds (起始日).")
    last_barred_day: date | None = strawberry.field(description="Last day it certainly holds (末日).")
    unknowns: list[MissingFact] = strawberry.field(description="What is not known (未知事项).")


@strawberry.type(description="Somebody whom a measure does not reach (措施未及人员).")
class UnreachedPerson(Reachable):
    """Somebody whom a measure does not reach."""

    reason: NotReached = strawberry.field(description="Why not (原因).")
    text_zh: str = strawberry.field(description="Why not, in Chinese (原因说明).")
    text_en: str = strawberry.field(description="Why not, in English (原因英文说明).")


@strawberry.type(description="One measure or clause that a record sets off (措施传导).")
class MeasureSpread:
    """One measure or clause that a record sets off."""

    code: str = strawberry.field(description="Code of the measure or clause (代码).")
    effect: RestrictionEffect = strawberry.field(description="Measure or entry (效果).")
    measure: Measure | None = strawberry.field(description="The measure; null for a clause (措施).")
    reached: list[ReachedPerson] = strawberry.field(description="Whom it reaches (所及人员).")
    not_reached: list[UnreachedPerson] = strawberry.field(description="Whom not, and why not (未及人员).")


@strawberry.type(description="Whom a record reaches, measure by measure (传导结果).")
class RecordPropagation:
    """Whom a record reaches, measure by measure."""

    record: CreditRecord = strawberry.field(description="The record (信用记录).")
    measures: list[MeasureSpread] = strawberry.field(description="Each measure and clause (各措施).")
    people_looked_at: int = strawberry.field(description="People looked at on this page (本页人数).")
    end_cursor: str | None = strawberry.field(description="Give it as `after` for more people (末条游标).")
    has_more_people: bool = strawberry.field(description="Whether people follow (是否还有人员).")


def missing(unknowns: tuple[Unknown, ...]) -> list[MissingFact]:
    """What is not known, as clients see it."""
    return [
        MissingFact(code=unknown.code, subject=unknown.subject, qualifier=unknown.qualifier)
        for unknown in dict.fromkeys(unknowns)
    ]


def _days(post: Post | None) -> tuple[str | None, str | None]:
    if post is None:
        return None, None
    return day_text(post.since), day_text(post.until) if post.until or post.ended else None


def link_of(context: Context, each: Responsible, record: CreditRecord | None) -> ResponsibilityLink:
    """A link as clients see it."""
    words = context.law.vocabulary
    since, until = _days(each.post)
    return ResponsibilityLink(
        record=record,
        responsibility=each.responsibility,
        role=coded(words.position if each.post else words.role, each.role),
        degree=each.degree,
        role_since=since,
        role_until=until,
        role_at_conduct_certain=each.certain,
        unknowns=missing(each.unknowns),
    )


def _reached(context: Context, clocks: Clocks, person: str, bar: Bar) -> ReachedPerson:
    since, until = _days(bar.path.post)
    firm = bar.span.firm_from < bar.span.firm_until
    resting = any(begin <= clocks.as_of < end for begin, end in bar.rests)
    state = RestrictionState.SUSPENDED if resting else RestrictionState(state_of(bar))
    known_since = firm and bar.span.firm_from != DAY_ZERO
    known_until = firm and bar.span.firm_until != FOREVER
    return ReachedPerson(
        subject_id=person,
        clocks=clocks,
        path=ReachPath(
            role=coded(context.law.vocabulary.role, bar.path.role),
            by_finding=bar.path.finding,
            held_since=since,
            held_until=until,
            subject_id=person,
            organization_id=bar.path.post.organization if bar.path.post else None,
            clocks=clocks,
        ),
        state=state,
        since=bar.span.firm_from if known_since else None,
        last_barred_day=bar.span.firm_until - timedelta(days=1) if known_until else None,
        unknowns=missing(bar.unknowns),
    )


def spread_of(context: Context, clocks: Clocks, each: Spread) -> MeasureSpread:
    """A measure's spread as clients see it."""
    version = version_of(context.law, each.code, each.since) if each.effect == "MEASURE" else None
    return MeasureSpread(
        code=each.code,
        effect=RestrictionEffect(each.effect),
        measure=Measure.of(context.law, version) if version else None,
        reached=[_reached(context, clocks, person, bar) for person, bar in each.reached],
        not_reached=[
            UnreachedPerson(
                subject_id=person,
                clocks=clocks,
                reason=reason,
                text_zh=WHY[reason][0],
                text_en=WHY[reason][1],
            )
            for person, reason in each.not_reached
        ],
    )
