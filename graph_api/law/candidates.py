"""Steps 1-5 for every item and measure: what reaches the person, before an office is asked for."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from datetime import date

from graph_api.law.facts import FOREVER, Facts, Item, Post, When
from graph_api.law.history import body_of, body_on, days_around
from graph_api.law.kinds import body_is
from graph_api.law.lawbook import Law, Outcome, Version
from graph_api.law.logic import Span, Tri, add_months, next_day
from graph_api.law.model import Mode, Trigger
from graph_api.law.reach import Reached, post_span, ways_reached
from graph_api.law.rest import rests_of
from graph_api.law.term import Run, cut_by_item, qualified, run_of, version_span
from graph_api.law.verdict import Path, Unknown

#: 民法典第十八至二十条: full capacity at eighteen; from sixteen on, those who live on their own work count as adults.
#: The id of the item that stands for the want of full capacity by age.
AGE = "birth-date"

CAPACITY_MONTHS = (16 * 12, 18 * 12)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A measure set off by an item that reaches the person, with the days on which it runs."""

    version: Version
    trigger: Trigger
    item: Item | None
    path: Path
    truth: Tri
    span: Span
    run: Run
    rests: tuple[tuple[date, date], ...]
    unknowns: tuple[Unknown, ...]


def with_age(facts: Facts) -> tuple[Item, ...]:
    """The items, and the want of full capacity that follows from a known birth date."""
    born = facts.person.birth_date
    if born is None:
        return facts.items
    ends = When(add_months(born, CAPACITY_MONTHS[0]), add_months(born, CAPACITY_MONTHS[1]))
    age = Item(
        item_id=AGE,
        trigger="INCAPACITY",
        subject=facts.person.subject_id,
        event_on=When(born, born),
        ended=ends,
        name="未满十八周岁",
    )
    return (*facts.items, age)


def is_decision(item: Item) -> bool:
    """Whether the item is decided: a prior notice (事先告知) or a report of one is not."""
    return item.stage == "DECISION"


def _overlap(
    given: tuple[str, ...], wanted: tuple[str, ...], closures: dict[str, frozenset[str]] | None = None
) -> Tri:
    if not wanted or "ALL" in wanted:
        return Tri.YES
    if not given:
        return Tri.MAYBE
    own = {ancestor for code in given for ancestor in (closures or {}).get(code, (code,))}
    return Tri.NO if own.isdisjoint(wanted) else Tri.YES


def _articles(given: tuple[str, ...], wanted: tuple[str, ...]) -> Tri:
    if not wanted:
        return Tri.YES
    if not given:
        return Tri.MAYBE
    cited = any(article == want or article.startswith(want + " ") for article in given for want in wanted)
    return Tri.YES if cited else Tri.NO


def _of_another_industry(law: Law, version: Version, trigger: Trigger, item: Item) -> bool:
    """Whether a record that cites no document concerns an industry with which the law asked for has nothing to do."""
    if item.origin != "RECORD" or item.documents or not item.sectors or not trigger.documents:
        return False
    own = [office.sectors for office in version.measure.office]
    if not all(own):
        return False
    return all(_overlap(item.sectors, sectors, law.sectors) is Tri.NO for sectors in own)


def matches(law: Law, version: Version, trigger: Trigger, item: Item) -> tuple[Tri, tuple[Unknown, ...]]:
    """Step 2: whether an item is what the trigger speaks of, with what is missing to know."""
    if trigger.carried_by not in (item.carrier, "ANY") or trigger.held is not None:
        return Tri.NO, ()
    if _of_another_industry(law, version, trigger, item):
        return Tri.NO, ()
    truth, unknowns = Tri.YES, []
    for found, code in (
        (_overlap(item.sectors, trigger.sectors, law.sectors), "RECORD_SECTOR"),
        (_overlap(item.documents, trigger.documents), "RECORD_DOCUMENT"),
        (_articles(item.articles, trigger.articles), "RECORD_ARTICLE"),
    ):
        if found is Tri.MAYBE:
            unknowns.append(Unknown(code, item.item_id))
        truth = min(truth, found)
    for qualifier in trigger.requires:
        found = qualified(item, (qualifier,))
        if found is Tri.MAYBE:
            unknowns.append(Unknown("QUALIFIER", item.item_id, qualifier))
        truth = min(truth, found)
    for qualifier in trigger.excludes:
        found = Tri(2 - qualified(item, (qualifier,)))
        if found is Tri.MAYBE:
            unknowns.append(Unknown("QUALIFIER", item.item_id, qualifier))
        truth = min(truth, found)
    return truth, tuple(unknowns) if truth is not Tri.NO else ()


def candidates(law: Law, facts: Facts, only: Container[str] | None = None) -> Iterator[Candidate]:
    """Every way in which a measure may reach the person; nothing that certainly does not.

    With `only`, the versions of these keys: those that may restrict the office asked for.
    """
    for item in with_age(facts):
        if not is_decision(item):
            continue
        for version, trigger in law.by_trigger.get(item.trigger, ()):
            if only is not None and version.key not in only:
                continue
            by_decision = version.measure.mode is Mode.BY_DECISION
            if by_decision and item.origin != "SANCTION" and version.measure.office:
                continue
            yield from _of_item(law, version, trigger, item, facts)


def _of_item(law: Law, version: Version, trigger: Trigger, item: Item, facts: Facts) -> Iterator[Candidate]:
    truth, unknowns = matches(law, version, trigger, item)
    if truth is Tri.NO:
        return
    run = run_of(version, item)
    rule = law.list_by_code.get(item.list or "")
    counts_until = rule.counts_until if rule else None
    span = cut_by_item(run.span, version, item, counts_until).meet(version_span(version, item))
    if span.empty:
        return
    for reached in ways_reached(law, version.measure.reach, item, facts):
        if reached.truth is Tri.NO:
            continue
        days = span.meet(reached.days)
        if not days.empty:
            yield _candidate(version, trigger, item, reached, run, days, min(truth, reached.truth), unknowns)


def _candidate(
    version: Version,
    trigger: Trigger,
    item: Item,
    reached: Reached,
    run: Run,
    span: Span,
    truth: Tri,
    unknowns: tuple[Unknown, ...],
) -> Candidate:
    missing = (*unknowns, *reached.unknowns)
    # A look-up bars nobody, so an unchecked text does no harm there; the answer still names it.
    if version.doubtful and version.outcome is Outcome.REFERENCE:
        missing = (*missing, Unknown("TEXT_NOT_CHECKED", version.key))
    elif version.doubtful:
        truth, missing = min(truth, Tri.MAYBE), (*missing, Unknown("TEXT_NOT_CHECKED", version.key))
    return Candidate(
        version, trigger, item, reached.path, truth, span, run, rests_of(version, item, reached.path), missing
    )


def incompatible(law: Law, facts: Facts, on: date) -> Iterator[Candidate]:
    """Posts whose holding excludes another post (不得兼任), for as long as they are held in such a body.

    The law looks at the body as it is while the post is held, so at the body of the day asked about.
    """
    for version, trigger in law.incompatibilities:
        held = trigger.held
        assert held is not None
        for post in facts.posts:
            if law.positions.get(post.position, frozenset()).isdisjoint(held.positions):
                continue
            truth, unknowns = _body_of_post(law, post, held.org_kinds, on), []
            if truth is Tri.NO:
                continue
            if truth is Tri.MAYBE:
                unknowns.append(Unknown("BODY_KIND", post.organization))
            if not facts.person.identified:
                # Two posts under one name are no proof of one person.
                truth = Tri.MAYBE
                unknowns.append(Unknown("IDENTITY_BY_NAME", post.fact_id))
            span = _days_in_such_a_body(law, post, held.org_kinds, on)
            span = span.during(version.measure.since, version.until)
            if not span.empty:
                yield Candidate(
                    version,
                    trigger,
                    None,
                    Path("INCOMPATIBLE", post),
                    truth,
                    span,
                    Run(span, "OPEN"),
                    (),
                    tuple(unknowns),
                )


def _body_of_post(law: Law, post: Post, org_kinds: tuple[str, ...], on: date) -> Tri:
    if not org_kinds:
        return Tri.YES
    body = body_on(body_of(post), on)
    return max(body_is(law, body, kind) for kind in org_kinds)


def _days_in_such_a_body(law: Law, post: Post, org_kinds: tuple[str, ...], on: date) -> Span:
    held = post_span(post)
    if not org_kinds or not post.history:
        return held
    return held.meet(days_around(post.history, on, lambda day: _body_of_post(law, post, org_kinds, day)))


def last_barred_day(span: Span, run: Run) -> tuple[date | None, str]:
    """The last day on which a bar certainly or at most runs, and how it ends: DATE, OPEN, LIFE or UNKNOWN."""
    if span.possible_until == FOREVER:
        return None, run.end if run.end != "DATE" else "OPEN"
    last = span.firm_until if span.firm_until == span.possible_until else span.possible_until
    return date.fromordinal(
        last.toordinal() - 1
    ), "DATE" if span.firm_until == span.possible_until else "UNKNOWN"


def turning_days(candidate: Candidate) -> Iterator[date]:
    """The days on which what this candidate says may change."""
    span = candidate.span
    yield from (span.firm_from, span.firm_until, span.possible_from, span.possible_until)
    for since, until in candidate.rests:
        yield from (since, until)
    if candidate.item is not None and candidate.item.effective is not None:
        yield next_day(candidate.item.effective.latest)
