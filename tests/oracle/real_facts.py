"""Facts that speak to the real law: each case aims at one measure, with noise around it and gaps in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from graph_api.law.facts import (
    Body,
    Covered,
    Facts,
    Finding,
    Item,
    Office,
    Person,
    Post,
    Question,
    Remedy,
    When,
)
from graph_api.law.lawbook import Version
from graph_api.law.model import Measure, Trigger
from graph_api.law.source import the_law
from tests.oracle.dice import Dice

LAW = the_law()
WORDS = LAW.vocabulary
AIMS = tuple(version for version in LAW.versions if version.measure.office)
ORGANIZATIONS = ("o1", "o2", "o3")
DATES = ("conduct_from", "conduct_until", "event_on", "decided", "effective", "sentence_completed", "paroled",
         "probation_expired", "political_rights_completed", "liquidation_completed", "proceedings_ended",
         "removed_from_office", "published")  # fmt: skip
ADULT = Person("p", "某甲", birth_date=date(1970, 5, 5), identified=True)
COVERED = tuple(Covered("all", code) for code, word in WORDS.trigger.items() if not word.outside)


@dataclass(frozen=True)
class Asked:
    """A question and the facts to judge it on."""

    question: Question
    facts: Facts


def a_day(dice: Dice, first: int = 2016, last: int = 2026) -> date:
    return date(first, 1, 1) + timedelta(days=dice.random.randrange((last - first) * 365))


def a_when(dice: Dice, on: date) -> When | None:
    """The day: mostly known, sometimes within bounds, sometimes not at all."""
    if dice.rare():
        return None if dice.often() else When(on, on + timedelta(days=200))
    return When(on, on)


def listed(trigger: str) -> bool:
    return trigger.endswith(("_LIST", "_SUBJECT", "_BLACKLIST"))


def an_item(dice: Dice, number: int, measure: Measure, trigger: Trigger) -> Item:
    """An item that sets the measure off, or nearly."""
    by_person = trigger.carried_by == "PERSON" or (trigger.carried_by == "ANY" and dice.often())
    sanction = measure.mode == "BY_DECISION"
    days = sorted(a_day(dice) for _ in range(len(DATES)))
    known: dict[str, Any] = {name: a_when(dice, on) for name, on in zip(DATES, days, strict=True)}
    known["effective"] = None if dice.often() else known["decided"]
    if listed(trigger.kind):
        known = {"entered": a_when(dice, days[3]), "left": a_when(dice, days[9]) if dice.rare() else None}
    if sanction:
        known |= {
            "since": known.get("decided"),
            **dice.pick({"months": 24}, {"life": True}, {"open_term": True}, {}),
        }
    return Item(
        item_id=f"i{number}",
        origin="SANCTION" if sanction else "LIST_ENTRY" if listed(trigger.kind) else "RECORD",
        trigger=trigger.kind,
        carrier="PERSON" if by_person else "ORGANISATION",
        subject="p" if by_person else dice.pick(*ORGANIZATIONS),
        qualifiers=() if dice.rare() else trigger.requires,
        not_qualifiers=() if dice.rare() else trigger.excludes,
        sectors=() if dice.rare() else trigger.sectors[:1],
        documents=() if dice.rare() else trigger.documents[:1],
        articles=() if dice.rare() else trigger.articles[:1],
        findings=_findings(dice, measure) if not by_person else (),
        objections=(a_remedy(dice),) if dice.rare() else (),
        ended=When(days[-1], days[-1]) if dice.rare() else None,
        repaired=When(days[-1], days[-1]) if dice.seldom() else None,
        **known,
    )


def _findings(dice: Dice, measure: Measure) -> tuple[Finding, ...]:
    if dice.often():
        return ()
    return (Finding("", dice.pick(*measure.reach).role, None, "NOT_RESPONSIBLE" if dice.rare() else "FOUND"),)


def a_remedy(dice: Dice) -> Remedy:
    filed = a_day(dice)
    return Remedy(
        "objection",
        dice.pick("OBJECTION", "VERIFICATION", "RECONSIDERATION", "LITIGATION"),
        filed=filed,
        accepted=filed + timedelta(days=30) if dice.often() else None,
        stayed_from=filed + timedelta(days=60) if dice.rare() else None,
        decided=filed + timedelta(days=300) if dice.often() else None,
    )


def a_post(dice: Dice, number: int, role: str) -> Post:
    since = a_day(dice, 2010, 2020)
    ended = dice.often()
    return Post(
        fact_id=f"post{number}",
        organization=dice.pick(*ORGANIZATIONS),
        position=role if role in WORDS.position else dice.pick(*WORDS.position),
        since=a_when(dice, since),
        until=a_when(dice, since + timedelta(days=dice.random.randrange(100, 3000))) if ended else None,
        ended=ended,
        org_kinds=("COMPANY",) if dice.often() else (),
        accepted_dispute=a_day(dice) if dice.seldom() else None,
    )


def an_office(dice: Dice, version: Version) -> Office:
    """An office the measure restricts, in a body it restricts, or nearly."""
    line = dice.pick(*version.measure.office)
    body = Body(
        subject_id=dice.pick("", *ORGANIZATIONS, "o9"),
        org_kinds=(dice.pick(*line.org_kinds),) if line.org_kinds else ("COMPANY",),
        sectors=line.sectors[:1],
        sectors_complete=dice.often(),
        region=dice.pick(None, "320100", "110000"),
        listed=dice.pick(None, True, False),
        state_capital=dice.pick(None, "NONE", "CONTROLLED"),
        closed=dice.often(),
    )
    position = dice.pick(*WORDS.position) if dice.rare() else dice.pick(*line.positions)
    return Office(position, body, dice.pick(None, True, False))


def asked(number: int) -> Asked:
    """The case of this number: a question and facts around the same measure."""
    dice = Dice(Random(number))  # noqa: S311
    version = dice.pick(*AIMS)
    measure = version.measure
    aims = [measure, measure, *(dice.pick(*AIMS).measure for _ in range(dice.pick(0, 1, 2)))]
    items = [an_item(dice, each, aim, dice.pick(*aim.trigger)) for each, aim in enumerate(aims)]
    roles = [dice.pick(*aim.reach).role for aim in (*aims, *aims)]
    posts = [a_post(dice, each, role) for each, role in enumerate(roles)]
    question = Question(an_office(dice, version), a_day(dice, 2021, 2028))
    return Asked(question, Facts(ADULT, tuple(posts), tuple(items), COVERED))
