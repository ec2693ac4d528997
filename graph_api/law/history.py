"""What a body was on a day: its dated facts, read where there are any instead of what was last seen of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from graph_api.law.facts import DAY_ZERO, FOREVER, Body, Characteristic, Item, Post
from graph_api.law.logic import ALWAYS, Span, Tri
from graph_api.law.term import fact_date

#: Properties of which a body has one value at a time, by the name a characteristic gives them.
SINGLE = {
    "STATE_CAPITAL": "state_capital",
    "REGION": "region",
    "STATUS": "status",
    "SUPERVISING_ORGAN": "supervising_organ",
}
FLAGS = {"true": True, "false": False}
#: Kinds that say the same as another property, with what remains of them where that property was otherwise.
FOLLOWING = {
    "listed": {"LISTED_COMPANY": "JOINT_STOCK_COMPANY", "SECURITIES_ISSUER": "COMPANY"},
    "state_capital": {
        "WHOLLY_STATE_OWNED_ENTERPRISE": "NON_COMPANY_ENTERPRISE_LEGAL_PERSON",
        "WHOLLY_STATE_OWNED_COMPANY": "COMPANY",
        "STATE_CONTROLLED_COMPANY": "COMPANY",
        "STATE_PARTICIPATED_COMPANY": "COMPANY",
        "CENTRAL_SOE": "ENTERPRISE_ANY",
    },
}


def days_of(fact: Characteristic) -> Span:
    """The days on which a characteristic certainly and possibly holds; an open end still holds."""
    if fact.since is not None:
        firm_from, possible_from = fact.since.latest, fact.since.earliest
    else:
        firm_from, possible_from = fact.seen or FOREVER, DAY_ZERO
    if fact.until is None:
        return Span(firm_from, FOREVER, possible_from, FOREVER)
    return Span(firm_from, fact.until.earliest, possible_from, fact.until.latest)


def turning_days(history: Iterable[Characteristic]) -> tuple[date, ...]:
    """The days on which what is known of a body may change, in their order."""
    days: set[date] = set()
    for fact in history:
        span = days_of(fact)
        days |= {span.firm_from, span.firm_until, span.possible_from, span.possible_until}
    return tuple(sorted(days - {DAY_ZERO, FOREVER}))


def body_of(post: Post) -> Body:
    """The organization of a post, as far as rules about posts look at it."""
    return Body(
        post.organization,
        post.organization_name,
        post.org_kinds,
        post.not_org_kinds,
        listed=post.listed,
        state_capital=post.state_capital,
        history=post.history,
    )


def body_on(body: Body, day: date) -> Body:
    """The body as it was on a day; a property whose history leaves the day open is unknown, never as last seen."""
    if not body.history:
        return body
    held: dict[str, tuple[set[str], set[str]]] = {fact.name: (set(), set()) for fact in body.history}
    for fact in body.history:
        truth = days_of(fact).at(day)
        if truth is not Tri.NO:
            held[fact.name][truth is Tri.MAYBE].add(fact.value)
    changes: dict[str, Any] = {"history": ()}
    for name, (certain, possible) in held.items():
        if name in SINGLE:
            changes[SINGLE[name]] = _only(certain, possible)
    if "LISTED" in held:
        changes["listed"] = FLAGS.get(_only(*held["LISTED"]) or "")
    if "NAME" in held:
        changes |= _name(body, *held["NAME"])
    if "ORG_KIND" in held:
        known, maybe = _several(body, "ORG_KIND", body.org_kinds, *held["ORG_KIND"])
        changes |= {"org_kinds": known, "open_kinds": maybe}
    if "SECTOR" in held:
        known, maybe = _several(body, "SECTOR", body.sectors, *held["SECTOR"])
        complete = body.sectors_complete and bool(known)
        changes |= {"sectors": known, "open_sectors": maybe, "sectors_complete": complete}
    return _followed(body, replace(body, **changes))


def _only(certain: set[str], possible: set[str]) -> str | None:
    """The one value that certainly holds, where nothing else may hold beside it."""
    return next(iter(certain)) if len(certain) == 1 and possible <= certain else None


def _name(body: Body, certain: set[str], possible: set[str]) -> dict[str, Any]:
    """The name; where it is open, what was last seen with every name that it may have borne."""
    only = _only(certain, possible)
    if only is not None:
        return {"name": only}
    return {"other_names": tuple(sorted((certain | possible) - {body.name}))}


def _several(
    body: Body, name: str, last_seen: tuple[str, ...], certain: set[str], possible: set[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The values that hold side by side, and those that may.

    A value that was last seen and that nobody dates may hold on any day; where nothing certainly holds,
    no value is excluded.
    """
    dated = {fact.value for fact in body.history if fact.name == name}
    undated = set(last_seen) - dated
    may = undated | ((possible - certain) if certain else dated)
    return tuple(sorted(certain)), tuple(sorted(may))


def _followed(body: Body, then: Body) -> Body:
    """The body without the kinds that only say how its listing or its state capital was last seen."""
    for name, kinds in FOLLOWING.items():
        if getattr(then, name) != getattr(body, name):
            held = tuple(dict.fromkeys(kinds.get(kind, kind) for kind in then.org_kinds))
            denied = tuple(kind for kind in then.not_org_kinds if kind not in kinds)
            then = replace(then, org_kinds=held, not_org_kinds=denied)
    return then


def with_told(body: Body, told: Body | None) -> Body:
    """The body with what the caller says of it where nothing is known."""
    if told is None:
        return body
    return replace(
        body,
        sectors=body.sectors or told.sectors,
        region=body.region or told.region,
        listed=told.listed if body.listed is None else body.listed,
        state_capital=body.state_capital or told.state_capital,
    )


def days_around(history: Iterable[Characteristic], day: date, truth_on: Callable[[date], Tri]) -> Span:
    """The unbroken days around a day on which something about a body holds that is not false on that day."""
    turns = turning_days(history)
    if not turns:
        return ALWAYS
    now = truth_on(day)
    later = [(turn, truth_on(turn)) for turn in turns if turn > day]
    until = [next((turn for turn, truth in later if truth < least), FOREVER) for least in (now, Tri.MAYBE)]
    since = [_begin([turn for turn in turns if turn <= day], truth_on, least) for least in (now, Tri.MAYBE)]
    if now is Tri.MAYBE:
        return Span(since[1], until[1], since[1], until[1])
    return Span(since[0], until[0], since[1], until[1])


def _begin(turns: list[date], truth_on: Callable[[date], Tri], least: Tri) -> date:
    """The first of the unbroken days up to the last of these turns that are true enough."""
    begins = [DAY_ZERO, *turns]
    for place in range(len(begins) - 1, 0, -1):
        if truth_on(begins[place - 1]) < least:
            return begins[place]
    return DAY_ZERO


def carrier_region(item: Item) -> str | None:
    """Where the carrier of an item lay when the item took effect; None where that is not known."""
    if not item.subject_history:
        return item.subject_region
    stood = fact_date(item, ("FACT",))
    if stood is None:
        return None
    body = Body(region=item.subject_region, history=item.subject_history)
    days = {stood.earliest, stood.latest}
    days |= {turn for turn in turning_days(body.history) if stood.earliest < turn < stood.latest}
    regions = {body_on(body, day).region for day in days}
    return regions.pop() if len(regions) == 1 else None
