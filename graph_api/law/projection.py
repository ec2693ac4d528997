"""What holds whatever the office asked for: the measures and entries that reach a person, and when an answer turns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from graph_api.law.candidates import AGE, candidates, incompatible, is_decision, turning_days
from graph_api.law.facts import DAY_ZERO, FOREVER, Body, Facts, Item, Question
from graph_api.law.history import carrier_region
from graph_api.law.history import turning_days as history_days
from graph_api.law.kernel import judge
from graph_api.law.lawbook import Law
from graph_api.law.logic import Span, Tri
from graph_api.law.office import in_region
from graph_api.law.reach import ways_reached
from graph_api.law.tables import Propagation
from graph_api.law.term import fact_date
from graph_api.law.verdict import Bar, Verdict


def timeline(law: Law, question: Question, facts: Facts) -> tuple[tuple[date, Verdict], ...]:
    """The days on which the answer turns, oldest first, each with the verdict from that day on."""
    days = {DAY_ZERO}
    for version in law.versions:
        days |= {version.measure.since, version.until}
    changes = {day for post in facts.posts for day in history_days(post.history)}
    days |= {*changes, *history_days(question.office.body.history)}
    held = [each for day in {question.as_of, *changes} for each in incompatible(law, facts, day)]
    for candidate in (*held, *candidates(law, facts)):
        days.update(turning_days(candidate))
    turns: list[tuple[date, Verdict]] = []
    for day in sorted(days - {FOREVER}):
        verdict = judge(law, replace(question, as_of=day), facts)
        if not turns or _gist(turns[-1][1]) != _gist(verdict):
            turns.append((day, verdict))
    return tuple(turns)


def _gist(verdict: Verdict) -> tuple[object, ...]:
    return (
        verdict.verdict,
        verdict.condition_kind,
        tuple((g.measure, g.version, g.state, g.item) for g in verdict.deciding),
    )


def bars(law: Law, facts: Facts) -> tuple[Bar, ...]:
    """Every measure and every entry that reaches the person, whatever the office: what the projection writes down."""
    found: dict[tuple[str, ...], Bar] = {}
    for entry in _entries(law, facts):
        _keep_strongest(found, entry)
    for candidate in candidates(law, facts):
        item = candidate.item
        if item is None or item.item_id == AGE:
            continue  # Age follows from the birth date on every day asked; no record stands behind it.
        bar = Bar(
            measure=candidate.version.code,
            version=candidate.version.measure.since,
            effect="MEASURE",
            item=item,
            path=candidate.path,
            span=candidate.span,
            certainty=candidate.truth,
            outcome=candidate.version.outcome.value,
            rests=candidate.rests,
            unknowns=candidate.unknowns,
        )
        _keep_strongest(found, bar)
    return tuple(found[key] for key in sorted(found))


def _keep_strongest(found: dict[tuple[str, ...], Bar], bar: Bar) -> None:
    """Keeps, of several ways to one restriction, the one that says most."""
    key = _bar_key(bar)
    known = found.get(key)
    if known is None or _strength(bar) > _strength(known):
        found[key] = bar


def _strength(bar: Bar) -> tuple[int, int, int]:
    span = bar.span
    firm = max(0, (span.firm_until - span.firm_from).days)
    return int(bar.certainty), firm, (span.possible_until - span.possible_from).days


def _bar_key(bar: Bar) -> tuple[str, ...]:
    item, post = bar.item, bar.path.post
    return (
        bar.effect,
        bar.measure,
        bar.version.isoformat(),
        item.item_id if item else "",
        bar.path.role,
        post.fact_id if post else "",
    )


def _entries(law: Law, facts: Facts) -> Iterator[Bar]:
    """Entries on the person's own record by the propagation clauses; an entry bars nothing and ends with its source."""
    for item in facts.items:
        if item.subject == facts.person.subject_id or not is_decision(item):
            continue
        for rule in law.propagation:
            if propagates(rule, item):
                yield from _entries_of(law, rule, item, facts)


def propagates(rule: Propagation, item: Item) -> bool:
    """Whether a clause carries the item onto the records of people."""
    if (
        rule.direction != "ORGANISATION_TO_PERSON"
        or rule.effect != "ENTRY"
        or item.trigger not in rule.triggers
    ):
        return False
    if rule.region and in_region(Body(region=carrier_region(item)), rule.region) is not Tri.YES:
        return False
    return not rule.serious_only or item.severity == "SERIOUS" or item.origin == "LIST_ENTRY"


def _entries_of(law: Law, rule: Propagation, item: Item, facts: Facts) -> Iterator[Bar]:
    begin = fact_date(item, ("FACT",))
    end = item.withdrawn or item.repaired or item.left or item.until_stated
    span = Span(
        begin.latest if begin else FOREVER,
        end.earliest if end else FOREVER,
        begin.earliest if begin else DAY_ZERO,
        end.latest if end else FOREVER,
    ).during(rule.since, rule.until or FOREVER)
    if span.empty:
        return
    for reached in ways_reached(law, rule.reach, item, facts):
        days = span.meet(reached.days)
        if reached.truth is not Tri.NO and not days.empty:
            yield Bar(
                measure=rule.code,
                version=rule.since,
                effect="ENTRY",
                item=item,
                path=reached.path,
                span=days,
                certainty=reached.truth,
                outcome="ENTRY",
                rests=(),
                unknowns=reached.unknowns,
            )


__all__ = ["bars", "propagates", "timeline"]
