"""Leaves things open in known facts, and lists the ways in which what is open may turn out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product
from math import prod
from typing import Any

from graph_api.law.facts import Body, Finding, Item, Post, Question, When
from tests.oracle.dice import Dice
from tests.oracle.invented_law import POOL, QUALIFIERS, SECTORS
from tests.oracle.oracle import NEVER, day
from tests.oracle.synthetic import Case, exactly

#: Days before, among and after all days of a case; the last says that the event has not come.
CANDIDATES = (date(1990, 1, 1), *POOL, date(2022, 3, 1), date(2029, 1, 1), NEVER)
FEW = (date(1990, 1, 1), POOL[1], POOL[4], POOL[6], POOL[8], NEVER)

Option = Callable[[Case], Case]


@dataclass(frozen=True)
class Open:
    """A case with something left open, and the ways to close it again."""

    case: Case
    options: tuple[Option, ...]


def with_item(case: Case, number: int, **values: Any) -> Case:
    items = list(case.facts.items)
    items[number] = replace(items[number], **values)
    return replace(case, facts=replace(case.facts, items=tuple(items)))


def with_post(case: Case, number: int, **values: Any) -> Case:
    posts = list(case.facts.posts)
    posts[number] = replace(posts[number], **values)
    return replace(case, facts=replace(case.facts, posts=tuple(posts)))


def with_body(case: Case, **values: Any) -> Case:
    office = case.question.office
    asked = replace(office, body=replace(office.body, **values))
    return replace(case, question=replace(case.question, office=asked))


def _on(change: Callable[..., Case], *place: Any) -> Callable[..., Option]:
    def chosen(**values: Any) -> Option:
        return lambda case: change(case, *place, **values)

    return chosen


def _days(
    dice: Dice, known: When | None, candidates: tuple[date, ...]
) -> tuple[When | None, list[When | None]]:
    """A date left open, wholly or within bounds, and the days it may have been."""
    if known is None or not known.exact or dice.often():
        return None, [None if each == NEVER else exactly(each) for each in candidates]
    around = When(day(known) - timedelta(days=40), day(known) + timedelta(days=400))
    within = [each for each in candidates if around.earliest <= each <= around.latest]
    return around, [exactly(each) for each in {*within, around.earliest, around.latest}]


DATES = (
    "decided",
    "conduct_from",
    "conduct_until",
    "event_on",
    "sentence_completed",
    "liquidation_completed",
)


def leave_open(dice: Dice, case: Case, candidates: tuple[date, ...]) -> Open | None:
    """The case with one thing left open, chosen at random; None where the choice does not apply."""
    ways: list[Callable[[Dice, Case, tuple[date, ...]], Open | None]] = [_item_date, _post_date, _qualifier]
    return dice.pick(*ways, _item_date, _item_date, _post_date, _finding, _listing, _capital, _sectors)(
        dice, case, candidates
    )


def _item_date(dice: Dice, case: Case, candidates: tuple[date, ...]) -> Open | None:
    number = dice.random.randrange(len(case.facts.items))
    item = case.facts.items[number]
    if item.origin == "SANCTION":
        return None
    known = [each for each in (*DATES, "entered") if getattr(item, each) is not None]
    if not known:
        return None
    name = dice.pick(*known)
    unknown, days = _days(dice, getattr(item, name), candidates)
    if name == "event_on" and unknown is None:
        # An event without a day is taken to be the decision itself, as it is in every article that names it.
        return None
    change = _on(with_item, number)
    if name == "decided":
        options = tuple(change(decided=each, effective=each) for each in days if each is not None)
        return Open(with_item(case, number, decided=unknown, effective=None), options)
    may_never_come = name in ("sentence_completed", "liquidation_completed")
    options = tuple(change(**{name: each}) for each in days if each is not None or may_never_come)
    return Open(with_item(case, number, **{name: unknown}), options)


def _post_date(dice: Dice, case: Case, candidates: tuple[date, ...]) -> Open | None:
    if not case.facts.posts:
        return None
    number = dice.random.randrange(len(case.facts.posts))
    post = case.facts.posts[number]
    name = "until" if post.ended and dice.often() else "since"
    unknown, days = _days(dice, getattr(post, name), candidates)
    change = _on(with_post, number)
    options = tuple(change(**{name: each}) for each in days if each is not None)
    return Open(with_post(case, number, **{name: unknown}), options)


def _qualifier(dice: Dice, case: Case, _: tuple[date, ...]) -> Open | None:
    number = dice.random.randrange(len(case.facts.items))
    item, code = case.facts.items[number], dice.pick(*QUALIFIERS, "MISMANAGEMENT")
    held = tuple(each for each in item.qualifiers if each != code)
    absent = tuple(each for each in item.not_qualifiers if each != code)

    def settle(true: bool) -> Option:
        def close(case: Case) -> Case:
            now = case.facts.items[number]
            name = "qualifiers" if true else "not_qualifiers"
            return with_item(case, number, **{name: (*getattr(now, name), code)})

        return close

    opened = with_item(case, number, qualifiers=held, not_qualifiers=absent)
    return Open(opened, (settle(True), settle(False)))


def _finding(dice: Dice, case: Case, _: tuple[date, ...]) -> Open | None:
    """No finding: whether the holder of a role is responsible is open, and no role follows from it."""
    number = dice.random.randrange(len(case.facts.items))
    if case.facts.items[number].carrier == "PERSON":
        return None
    change = _on(with_item, number)
    states = ("FOUND", "NOT_RESPONSIBLE")
    options = tuple(change(findings=(Finding("", "OTHER_RESPONSIBLE", None, state),)) for state in states)
    return Open(with_item(case, number, findings=()), options)


def _listing(dice: Dice, case: Case, _: tuple[date, ...]) -> Open | None:
    if _said(case.question):
        return None
    change = _on(with_body)
    return Open(with_body(case, listed=None), (change(listed=True), change(listed=False)))


def _capital(dice: Dice, case: Case, _: tuple[date, ...]) -> Open | None:
    if _said(case.question):
        return None
    change = _on(with_body)
    capitals = ("NONE", "CONTROLLED", "PARTICIPATED", "WHOLLY")
    return Open(with_body(case, state_capital=None), tuple(change(state_capital=each) for each in capitals))


def _sectors(dice: Dice, case: Case, _: tuple[date, ...]) -> Open | None:
    if _said(case.question):
        return None
    known = case.question.office.body.sectors
    more = [tuple({*known, *extra}) for extra in ((), *((each,) for each in SECTORS), SECTORS)]
    options = tuple(_on(with_body)(sectors=each, sectors_complete=True) for each in more)
    return Open(with_body(case, sectors_complete=False), options)


def _said(question: Question) -> bool:
    """Whether nothing can be open about the body: it is described in full, or is no company."""
    body: Body = question.office.body
    return body.closed or "COMPANY" not in body.org_kinds


def worlds(opened: Case, options: list[tuple[Option, ...]]) -> Iterator[Case]:
    """Every way in which what is open may turn out, as far as the order of life allows it."""
    for choice in product(*options):
        case = opened
        for option in choice:
            case = option(case)
        if all(map(_item_in_order, case.facts.items)) and all(map(_post_in_order, case.facts.posts)):
            yield case


def _item_in_order(item: Item) -> bool:
    if item.origin == "LIST_ENTRY":
        return day(item.entered) < day(item.left)
    last = day(item.decided)
    first, until = day(item.conduct_from, last), day(item.conduct_until, last)
    ends = (item.sentence_completed, item.liquidation_completed)
    in_time = first <= until <= last and first <= day(item.event_on, last) <= last
    return in_time and all(last <= day(each) for each in ends)


def _post_in_order(post: Post) -> bool:
    return day(post.since) < day(post.until)


@dataclass(frozen=True)
class Opened:
    """A case with things left open, its worlds, and whether these are all that could be thought of."""

    case: Case
    worlds: list[Case]
    every: bool


def open_case(dice: Dice, case: Case, things: int, candidates: tuple[date, ...]) -> Opened:
    """The case with at most so many things left open."""
    options: list[tuple[Option, ...]] = []
    on = case.question.as_of
    candidates = (*candidates, on, on + timedelta(days=1), on - timedelta(days=1))
    for _ in range(things):
        found = leave_open(dice, case, candidates)
        if found is not None:
            case = found.case
            options.append(found.options)
    possible = list(worlds(case, options))
    return Opened(case, possible, len(possible) == prod(map(len, options)))
