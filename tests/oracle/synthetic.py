"""Facts that leave nothing open about an invented law, and questions; one number gives one case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from graph_api.law.facts import Body, Facts, Finding, Item, Office, Person, Post, Question, Remedy, When
from graph_api.law.lawbook import Law
from tests.oracle.dice import Dice
from tests.oracle.invented_law import (
    CHILD,
    KINDS,
    LISTS,
    MONTHS,
    ORGANIZATIONS,
    POOL,
    POSITIONS,
    QUALIFIERS,
    RESTRICTED,
    ROLES,
    SECTORS,
    SETTLED,
    a_law,
)
from tests.oracle.oracle import corresponding_day


@dataclass(frozen=True)
class Case:
    """A law, a question and the facts to judge."""

    law: Law
    question: Question
    facts: Facts


def exactly(on: date) -> When:
    return When(on, on)


def a_post(dice: Dice, number: int) -> Post:
    since, until = sorted(dice.some(POOL, 2, 2))
    ended = dice.often()
    return Post(
        fact_id=f"post{number}",
        organization=dice.pick(*ORGANIZATIONS),
        position=dice.pick(*POSITIONS),
        since=exactly(dice.pick(POOL[0], since)),
        until=exactly(until) if ended else None,
        ended=ended,
        accepted_dispute=POOL[5] if dice.seldom() else None,
        disputed=dice.often(),
    )


def a_remedy(dice: Dice, number: int) -> Remedy:
    """An objection only filed, a verification accepted, or a suit with a recorded stay."""
    kind = dice.pick("OBJECTION", "VERIFICATION", "LITIGATION")
    first, second, last = sorted(dice.some(POOL, 3, 3))
    over = dice.often()
    return Remedy(
        objection_id=f"objection{number}",
        kind=kind,
        filed=first,
        accepted=second if kind == "VERIFICATION" else None,
        stayed_from=second if kind == "LITIGATION" else None,
        stayed_until=last if kind == "LITIGATION" and over else None,
        decided=last if kind == "VERIFICATION" and over else None,
        outcome="REJECTED" if over else None,
    )


def a_finding(dice: Dice) -> Finding:
    """What the decision says of the person's own responsibility: facts that leave nothing open say it."""
    role = dice.pick(*ROLES, "OTHER_RESPONSIBLE", "CHAIRMAN")
    return Finding("", role, None, dice.pick("FOUND", "FOUND", "NOT_RESPONSIBLE"))


def the_days(dice: Dice, trigger: str) -> dict[str, When]:
    """The dates of an item in the order in which they come in life."""
    order = sorted(dice.pick(*POOL) for _ in range(6))
    values: dict[str, date | None] = {
        "ended": order[5] if dice.often() else None,
        "repaired": order[5] if dice.rare() else None,
        "withdrawn": order[5] if dice.seldom() else None,
    }
    if trigger in LISTS:
        values |= {"entered": order[2], "left": order[4] if order[4] > order[2] and dice.often() else None}
    else:
        values |= {
            "conduct_from": order[0],
            "conduct_until": order[1],
            "decided": order[2],
            "effective": order[2],
        }
        values |= {"event_on": order[2] if trigger == "OVERDUE_LARGE_DEBT" else order[1]}
    own = {
        "CONVICTION_ECONOMIC": {"sentence_completed": order[4]},
        "BANKRUPTCY_LIQUIDATION": {"liquidation_completed": order[4]},
        "ADMIN_MARKET_BAN": {"since": order[3]},
    }
    values |= own.get(trigger, {})
    return {name: exactly(on) for name, on in values.items() if on is not None}


def a_scope(dice: Dice) -> dict[str, Any]:
    """What a sanction says of its own term and office."""
    term = dice.pick(
        {"until": exactly(dice.pick(*POOL[-2:]) + timedelta(days=1))},
        {"months": dice.pick(*MONTHS)},
        {"life": True},
    )
    scope = {
        "positions": dice.rarely(RESTRICTED[:3]),
        "org_kinds": dice.rarely(KINDS),
        "listed_only": dice.rare(),
    }
    return {**term, **scope}


def an_item(dice: Dice, number: int, carried: tuple[tuple[str, bool], ...]) -> Item:
    """A record, a sanction or a list entry, every date in its order."""
    trigger, personal = dice.pick(*carried)
    sanction, listed = trigger == "ADMIN_MARKET_BAN", trigger in LISTS
    held = {code: dice.often() for code in QUALIFIERS}
    dated = the_days(dice, trigger)
    return Item(
        item_id=f"item{number}",
        origin="SANCTION" if sanction else "LIST_ENTRY" if listed else "RECORD",
        trigger=trigger,
        carrier="PERSON" if personal else "ORGANISATION",
        subject=dice.pick(*ORGANIZATIONS) if not personal else "q" if dice.seldom() else "p",
        stage="PROPOSAL" if dice.seldom() else "DECISION",
        qualifiers=tuple(code for code, true in held.items() if true),
        not_qualifiers=(*(code for code, true in held.items() if not true), "MISMANAGEMENT"),
        sectors=dice.some(SECTORS, 1, 2),
        documents=dice.some(("d1", "d2"), 1, 2),
        withdrawn_kind=dice.pick("ANNULLED", "WITHDRAWN") if "withdrawn" in dated else None,
        list=dice.pick("old-list", "jd", "jd") if listed else None,
        findings=() if personal else (a_finding(dice),),
        objections=(a_remedy(dice, number),) if dice.rare() else (),
        **dated,
        **(a_scope(dice) if sanction else {}),
    )


def set_off_by(law: Law) -> tuple[tuple[str, bool], ...]:
    """What sets the measures of a law off, each with whether a person carries it; a stranger among them."""
    triggers = [t for document in law.documents.values() for m in document.measure for t in m.trigger]
    found = [(CHILD.get(trigger.kind, trigger.kind), trigger.carried_by == "PERSON") for trigger in triggers]
    return (*found, ("OVERDUE_LARGE_DEBT", True))


def known_facts(dice: Dice, law: Law) -> Facts:
    """A person with posts and items around them, nothing left open."""
    carried = set_off_by(law)
    return Facts(
        person=Person(subject_id="p", name="某甲", identified=True),
        posts=tuple(a_post(dice, number) for number in range(dice.pick(0, 1, 2, 3, 4))),
        items=tuple(an_item(dice, number, carried) for number in range(dice.pick(1, 2, 3, 4))),
    )


def a_question(dice: Dice, law: Law) -> Question:
    """An office in a body that is described in full, on a day near the edges of terms."""
    company = not dice.rare()
    body = Body(
        subject_id=dice.pick(*ORGANIZATIONS, "o9"),
        org_kinds=("COMPANY",) if company else ("PARTNERSHIP",),
        sectors=dice.some(SECTORS, 0, 2),
        sectors_complete=True,
        region=dice.pick("320100", "320000", "110000"),
        listed=company and dice.often(),
        state_capital=dice.pick("NONE", "CONTROLLED") if company else "NONE",
        closed=dice.often(),
    )
    near = corresponding_day(dice.pick(*POOL[2:]), dice.pick(0, *MONTHS))
    on = near + timedelta(days=dice.pick(0, 0, 1, -1))
    position = dice.pick(*POSITIONS)
    if position == "LEGAL_REPRESENTATIVE" and _lines_differ(law):
        position = "DIRECTOR"
    return Question(Office(position, body, dice.often()), on)


def _lines_differ(law: Law) -> bool:
    """Whether some measure names posts in lines of unlike conditions, which Company Law 10 would have to join."""
    return any(
        len({(line.org_kinds, line.sectors, line.requires, line.reading, line.relation) for line in m.office})
        > 1
        for document in law.documents.values()
        for m in document.measure
    )


def known_case(number: int, moments: tuple[str, ...] = SETTLED) -> Case:
    """The case of this number: a law, a question and facts that leave nothing open."""
    dice = Dice(Random(number))  # noqa: S311
    law = a_law(dice, moments)
    return Case(law, a_question(dice, law), known_facts(dice, law))
