"""Step 3, the reach: whether an item reaches the person, in which role and on which path (design section 4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph_api.law.facts import DAY_ZERO, FOREVER, Facts, Finding, Item, Post, When
from graph_api.law.lawbook import Law
from graph_api.law.logic import ALWAYS, Span, Tri, between, on_the_day
from graph_api.law.model import Reach, RoleAt
from graph_api.law.verdict import Path, Unknown


@dataclass(frozen=True, slots=True)
class Reached:
    """One way on which an item reaches the person; `days` limits it where the article says "now"."""

    truth: Tri
    path: Path
    unknowns: tuple[Unknown, ...] = ()
    days: Span = ALWAYS


def post_span(post: Post) -> Span:
    """When a post was certainly and possibly held; an unknown start is unknown, an open end is still held."""
    if post.since is not None:
        firm_from, possible_from = post.since.latest, post.since.earliest
    else:
        firm_from, possible_from = (post.seen if post.seen and not post.ended else FOREVER), DAY_ZERO
    if post.until is not None:
        return Span(firm_from, post.until.earliest, possible_from, post.until.latest)
    if post.ended:
        return Span(firm_from, DAY_ZERO, possible_from, post.seen or FOREVER)
    return Span(firm_from, FOREVER, possible_from, FOREVER)


def conduct_span(item: Item) -> Span:
    """When the conduct took place; unknown, it lies somewhere before the decision."""
    end = item.conduct_until or item.conduct_from
    decided = item.decided or item.effective or item.event_on or item.entered
    latest = When(DAY_ZERO, decided.latest) if decided else None
    if item.conduct_from is None and item.conduct_until is None:
        possible = on_the_day(latest) if latest else Span(FOREVER, DAY_ZERO, DAY_ZERO, FOREVER)
        return possible
    begin = item.conduct_from or When(DAY_ZERO, end.latest if end else FOREVER)
    assert end is not None
    last = on_the_day(end)
    return Span(begin.latest, last.firm_until, begin.earliest, last.possible_until)


def _moment(item: Item, at: RoleAt) -> Span | None:
    if at is RoleAt.CONDUCT:
        return conduct_span(item)
    if at is RoleAt.EVENT:
        day = item.event_on or item.effective or item.decided or item.entered
    elif at is RoleAt.DECISION:
        day = item.decided or item.effective or item.entered
    elif at is RoleAt.LIST_PERIOD:
        return between(item.entered or item.published, item.left or item.until_stated)
    else:
        return None
    return on_the_day(day) if day else Span(FOREVER, DAY_ZERO, DAY_ZERO, FOREVER)


def _held_at(post: Post, item: Item, at: RoleAt) -> Tri:
    held, moment = post_span(post), _moment(item, at)
    return Tri.YES if moment is None else held.overlaps(moment)


def _moments(item: Item) -> tuple[RoleAt, ...]:
    if item.origin == "LIST_ENTRY":
        return (RoleAt.CONDUCT, RoleAt.EVENT, RoleAt.DECISION, RoleAt.LIST_PERIOD)
    return (RoleAt.CONDUCT, RoleAt.EVENT, RoleAt.DECISION)


def role_held(post: Post, item: Item, at: RoleAt | None) -> tuple[Tri, tuple[Unknown, ...]]:
    """Whether the post was held at the moment the article names; an unsettled moment is tried at each."""
    if at is None or at is RoleAt.UNSETTLED:
        truths = {_held_at(post, item, moment) for moment in _moments(item)}
        if len(truths) == 1 and Tri.MAYBE not in truths:
            return truths.pop(), ()
        if Tri.YES in truths or len(truths) > 1:
            return Tri.MAYBE, (Unknown("ROLE_MOMENT_UNSETTLED", post.fact_id),)
        return Tri.MAYBE, (Unknown("POST_DATES", post.fact_id),)
    truth = _held_at(post, item, at)
    if truth is not Tri.MAYBE:
        return truth, ()
    conduct_unknown = at is RoleAt.CONDUCT and item.conduct_from is None and item.conduct_until is None
    return truth, (
        Unknown(
            "CONDUCT_PERIOD" if conduct_unknown else "POST_DATES",
            item.item_id if conduct_unknown else post.fact_id,
        ),
    )


def _findings(item: Item) -> tuple[Finding | None, bool]:
    found = next((finding for finding in item.findings if finding.state == "FOUND"), None)
    cleared = found is None and any(finding.state == "NOT_RESPONSIBLE" for finding in item.findings)
    return found, cleared


def _days(post: Post, at: RoleAt | None) -> Span:
    """The days on which a role can reach its holder: while held, or never before it was taken up."""
    held = post_span(post)
    if at is RoleAt.NOW:
        return held
    if at in (RoleAt.LIST_PERIOD, RoleAt.UNSETTLED):
        return Span(held.firm_from, FOREVER, held.possible_from, FOREVER)
    return ALWAYS


def _or_now(
    post: Post, truth: Tri, unknowns: tuple[Unknown, ...], days: Span
) -> tuple[Tri, tuple[Unknown, ...], Span]:
    """The reach where the text may also mean whoever holds the role now: firm only on days on which all agree."""
    held, unsettled = post_span(post), Unknown("ROLE_MOMENT_UNSETTLED", post.fact_id)
    if truth is Tri.NO:
        return Tri.MAYBE, (unsettled,), held
    if truth is Tri.MAYBE or held.firm_until == FOREVER:
        return truth, unknowns, days
    firm_while_held = Span(held.firm_from, held.firm_until, days.possible_from, days.possible_until)
    return truth, (*unknowns, unsettled), firm_while_held


def _by_post(reach: Reach, post: Post, item: Item) -> Reached:
    truth, unknowns = role_held(post, item, reach.at)
    days = _days(post, reach.at)
    if RoleAt.NOW in reach.or_at:
        truth, unknowns, days = _or_now(post, truth, unknowns, days)
    found, cleared = _findings(item)
    if reach.responsibility and found is None:
        if cleared:
            return Reached(Tri.NO, Path(reach.role, post))
        missing = Unknown("RESPONSIBILITY_NOT_ESTABLISHED", item.item_id)
        return Reached(min(truth, Tri.MAYBE), Path(reach.role, post), (*unknowns, missing), days)
    return Reached(truth, Path(reach.role, post, found is not None), unknowns, days)


def ways_reached(law: Law, reaches: tuple[Reach, ...], item: Item, facts: Facts) -> Iterator[Reached]:
    """Every way on which the item reaches the person by these reaches, impossible ones included with Tri.NO."""
    if item.subject == facts.person.subject_id:
        if item.origin == "SANCTION" or any(reach.role == "SUBJECT_ITSELF" for reach in reaches):
            yield Reached(Tri.YES, Path("SUBJECT_ITSELF"))
        return
    for reach in reaches:
        if reach.role == "SUBJECT_ITSELF":
            continue
        for finding in item.findings:
            if finding.state == "FOUND" and _covers(law, finding.as_role, reach.role):
                yield Reached(Tri.YES, Path(reach.role, finding=True))
        for post in facts.posts:
            if post.organization == item.subject and _covers(law, post.position, reach.role):
                yield _by_post(reach, post, item)


def _covers(law: Law, held: str, role: str) -> bool:
    return held == role or role in law.positions.get(held, ())
