"""Who is responsible for what a record says, and whom its measures reach or not, by the steps of the kernel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from graph_api.law.candidates import is_decision, matches
from graph_api.law.facts import Facts, Item, Post
from graph_api.law.lawbook import Law, Version
from graph_api.law.logic import Span, Tri
from graph_api.law.model import Mode, Reach, RoleAt
from graph_api.law.projection import bars, propagates
from graph_api.law.reach import role_held
from graph_api.law.term import cut_by_item, run_of, version_span
from graph_api.law.verdict import Bar, Unknown

#: Posts by which nobody directs a body.
NOT_DIRECTING = frozenset({"STAFF", "MEMBER", "PARTY_MEMBER", "DELEGATE"})


class Responsibility(Enum):
    """How far somebody is responsible for what a record says."""

    FOUND = "FOUND"
    NOT_ESTABLISHED = "NOT_ESTABLISHED"
    CLEARED = "CLEARED"


@dataclass(frozen=True)
class Responsible:
    """Somebody who may answer for a record: by a finding, or by a role at the conduct that establishes nothing."""

    person: str
    responsibility: Responsibility
    role: str
    degree: str | None
    post: Post | None
    certain: bool
    unknowns: tuple[Unknown, ...]


def responsible(facts: Facts, item: Item) -> Iterator[Responsible]:
    """As what the person may answer for the item; a role alone never establishes it."""
    person = facts.person.subject_id
    if item.subject == person:
        yield Responsible(person, Responsibility.FOUND, "SUBJECT_ITSELF", None, None, True, ())
        return
    findings = [finding for finding in item.findings if finding.state in ("FOUND", "NOT_RESPONSIBLE")]
    for finding in findings:
        state = Responsibility.FOUND if finding.state == "FOUND" else Responsibility.CLEARED
        yield Responsible(person, state, finding.as_role, finding.degree, None, True, ())
    if findings:
        return
    for post in facts.posts:
        if post.organization != item.subject or _owns(post) or post.position in NOT_DIRECTING:
            continue
        held, unknowns = role_held(post, item, RoleAt.CONDUCT)
        if held is not Tri.NO:
            certain = held is Tri.YES
            yield Responsible(
                person, Responsibility.NOT_ESTABLISHED, post.position, None, post, certain, unknowns
            )


def _owns(post: Post) -> bool:
    return post.position.endswith("SHAREHOLDER") or post.position in (
        "SOLE_INVESTOR",
        "LIMITED_PARTNER",
        "MEMBER",
    )


class NotReached(Enum):
    """Why a measure does not reach somebody."""

    NEEDS_A_DECISION_NAMING_THEM = "NEEDS_A_DECISION_NAMING_THEM"
    FOUND_NOT_RESPONSIBLE = "FOUND_NOT_RESPONSIBLE"
    ROLE_NOT_HELD_AT_THE_MOMENT = "ROLE_NOT_HELD_AT_THE_MOMENT"
    ROLE_NOT_NAMED = "ROLE_NOT_NAMED"
    NOT_ON_THE_DAY = "NOT_ON_THE_DAY"


@dataclass(frozen=True)
class Spread:
    """One measure or clause, with whom it reaches and whom not."""

    code: str
    since: date
    effect: str
    reached: tuple[tuple[str, Bar], ...]
    not_reached: tuple[tuple[str, NotReached], ...]


@dataclass(frozen=True)
class _Rule:
    code: str
    since: date
    effect: str
    reach: tuple[Reach, ...]
    by_decision: bool


def _in_force(law: Law, version: Version, item: Item) -> Span:
    rule = law.list_by_code.get(item.list or "")
    counts_until = rule.counts_until if rule else None
    span = cut_by_item(run_of(version, item).span, version, item, counts_until)
    return span.meet(version_span(version, item))


def _rules(law: Law, item: Item, on: date) -> Iterator[_Rule]:
    """The measures and clauses that the item sets off on the day."""
    for version, trigger in law.by_trigger.get(item.trigger, ()):
        if (
            matches(law, version, trigger, item)[0] is Tri.NO
            or _in_force(law, version, item).at(on) is Tri.NO
        ):
            continue
        measure = version.measure
        named = measure.mode is Mode.BY_DECISION and item.origin != "SANCTION" and bool(measure.office)
        yield _Rule(version.code, measure.since, "MEASURE", measure.reach, named)
    for rule in law.propagation:
        if propagates(rule, item) and rule.since <= on and (rule.until is None or on < rule.until):
            yield _Rule(rule.code, rule.since, "ENTRY", rule.reach, False)


def spread(law: Law, people: list[tuple[Facts, Item]], on: date) -> list[Spread]:
    """Each measure and clause that an item sets off on a day, with whom it reaches and whom not."""
    if not people or not is_decision(people[0][1]):
        return []
    rules = {(rule.effect, rule.code, rule.since): rule for rule in _rules(law, people[0][1], on)}
    found = []
    reaching = [
        {(bar.effect, bar.measure, bar.version): bar for bar in _strongest_last(law, facts, item)}
        for facts, item in people
    ]
    for key in sorted(rules):
        reached, missed = [], []
        for (facts, item), by_rule in zip(people, reaching, strict=True):
            person, bar = facts.person.subject_id, by_rule.get(key)
            if bar is not None and bar.span.at(on) is not Tri.NO:
                reached.append((person, bar))
            else:
                missed.append((person, _why_not(law, rules[key], facts, item, bar)))
        rule = rules[key]
        found.append(Spread(rule.code, rule.since, rule.effect, tuple(reached), tuple(missed)))
    return found


def _strongest_last(law: Law, facts: Facts, item: Item) -> list[Bar]:
    return sorted(bars(law, replace(facts, items=(item,))), key=lambda bar: bar.certainty)


def _why_not(law: Law, rule: _Rule, facts: Facts, item: Item, bar: Bar | None) -> NotReached:
    if bar is not None:
        return NotReached.NOT_ON_THE_DAY
    if rule.by_decision:
        return NotReached.NEEDS_A_DECISION_NAMING_THEM
    if any(finding.state == "NOT_RESPONSIBLE" for finding in item.findings):
        return NotReached.FOUND_NOT_RESPONSIBLE
    roles = {reach.role for reach in rule.reach}
    for post in facts.posts:
        held = law.positions.get(post.position, frozenset({post.position})) | {post.position}
        if post.organization == item.subject and not roles.isdisjoint(held):
            return NotReached.ROLE_NOT_HELD_AT_THE_MOMENT
    return NotReached.ROLE_NOT_NAMED
