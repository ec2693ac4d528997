"""Step 5, the term: from when until when a measure runs for an item (design section 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from graph_api.law.facts import DAY_ZERO, FOREVER, Item, When
from graph_api.law.lawbook import Version
from graph_api.law.logic import ALWAYS, Span, Tri, first_free_day, next_day
from graph_api.law.model import Mode, Term, Tier

#: Which date of an item each start event of the vocabulary means; the first one known counts.
START_DATES: dict[str, tuple[str, ...]] = {
    "FACT": ("event_on", "decided", "effective", "entered"),
    "SENTENCE_COMPLETED": ("sentence_completed",),
    "SENTENCE_COMPLETED_OR_PAROLE": ("paroled", "sentence_completed"),
    "POLITICAL_RIGHTS_COMPLETED": ("political_rights_completed",),
    "PROBATION_EXPIRED": ("probation_expired",),
    "LIQUIDATION_COMPLETED": ("liquidation_completed",),
    "BANKRUPTCY_PROCEEDINGS_ENDED": ("proceedings_ended",),
    "LICENCE_REVOKED": ("event_on", "decided"),
    "CLOSURE_ORDERED": ("event_on", "decided"),
    "PENALTY_DECISION": ("decided",),
    "PENALTY_EFFECTIVE": ("effective", "decided"),
    "SANCTION_RECEIVED": ("decided",),
    "REMOVED_FROM_OFFICE": ("removed_from_office", "event_on", "decided"),
    "LIST_ENTRY": ("entered",),
    "PUBLICATION": ("published", "entered"),
    "DOCUMENT_DATE": ("decided",),
    "REGISTRATION_REVOKED": ("event_on", "decided"),
    "BANNED": ("event_on", "decided"),
    "DISQUALIFIED": ("event_on", "decided"),
    "PROFESSIONAL_LICENCE_REVOKED": ("event_on", "decided"),
    "ORDER_ISSUED": ("decided", "event_on"),
    "DECISION": ("decided", "effective"),
    "PRACTICE_BAN_ENDED": ("ended",),
    "NOT_STATED": ("decided", "event_on", "effective", "entered"),
}

#: Start events that belong to one trigger where a measure lists several.
OWN_START = {
    "DEPRIVATION_OF_POLITICAL_RIGHTS": ("POLITICAL_RIGHTS_COMPLETED",),
    "CONVICTION_ECONOMIC_PROBATION": ("PROBATION_EXPIRED",),
    "BUSINESS_LICENCE_REVOKED": ("LICENCE_REVOKED",),
    "ORDERED_CLOSED": ("CLOSURE_ORDERED",),
    "PROFESSIONAL_LICENCE_REVOKED": ("PROFESSIONAL_LICENCE_REVOKED",),
    "ADMIN_DISQUALIFICATION": ("DISQUALIFIED",),
    "DISMISSED_FOR_VIOLATION": ("REMOVED_FROM_OFFICE",),
    "UNLICENSED_OPERATION_BANNED": ("BANNED",),
}

#: Start events that come after the decision; a term stated by the decision is counted from them.
_LATE_STARTS = frozenset(
    {"SENTENCE_COMPLETED", "SENTENCE_COMPLETED_OR_PAROLE", "PROBATION_EXPIRED", "POLITICAL_RIGHTS_COMPLETED"}
)

_OPEN = ("UNTIL_CURED", "NO_LIMIT_STATED", "INDEFINITE", "PER_APPLICATION")


@dataclass(frozen=True, slots=True)
class Run:
    """The span of a measure for an item, how it ends and the day its clock started."""

    span: Span
    end: str
    start: When | None = None


def fact_date(item: Item, starts: Iterable[str]) -> When | None:
    """The day on which the fact stood: effective, decided or entered; it happened on a day of its own only
    where a start event of the article is that happening, else it stood no earlier than it happened."""
    stood = item.effective or item.decided or item.entered or item.since or item.published
    if stood is not None or item.event_on is None:
        return stood
    if any("event_on" in START_DATES[start] for start in starts):
        return item.event_on
    return When(item.event_on.earliest, FOREVER)


def start_date(item: Item, starts: Iterable[str]) -> When | None:
    """The day on which a term starts, by the start events the article names."""
    names = tuple(starts)
    own = tuple(name for name in OWN_START.get(item.trigger, ()) if name in names)
    for name in own or names:
        for attribute in START_DATES[name]:
            found: When | None = getattr(item, attribute)
            if found is not None:
                return found
    return None


def qualified(item: Item, codes: Iterable[str]) -> Tri:
    """Whether the record is known to have every qualifier."""
    truth = Tri.YES
    for code in codes:
        if code in item.not_qualifiers:
            return Tri.NO
        if code not in item.qualifiers:
            truth = Tri.MAYBE
    return truth


def run_of(version: Version, item: Item) -> Run:
    """When the measure runs for this item, before rests, repair and the version's own dates cut it."""
    run = _run(version.measure.term, item)
    if item.effective is None or "FACT" in version.measure.term.starts:
        return run
    # A decision restricts nobody before it takes effect, even where its term is counted from an earlier day.
    effective = Span(item.effective.latest, FOREVER, item.effective.earliest, FOREVER)
    return replace(run, span=run.span.meet(effective))


def _run(term: Term, item: Item) -> Run:
    if item.origin == "SANCTION":
        return _as_decided(term, item)
    if term.type == "TIERED":
        return _tiered(term, item)
    if term.type == "UNTIL_LIST_REMOVAL":
        return _while_listed(item)
    if term.type in _OPEN:
        return _open(term, item)
    if term.type == "PERMANENT":
        return Run(_from_fact(item, term), "LIFE", start_date(item, term.starts))
    if term.type == "FIXED" and term.months is not None:
        return _counted(item, term, term.starts, term.months, term.months)
    return _counted(item, term, term.starts, term.min_months or 0, term.max_months)


def _from_fact(item: Item, term: Term) -> Span:
    fact = fact_date(item, term.starts)
    begin = fact if term.runs_before else start_date(item, term.starts) or fact
    if begin is None:
        return Span(FOREVER, FOREVER, DAY_ZERO, FOREVER)
    return Span(begin.latest, FOREVER, begin.earliest, FOREVER)


def _open(term: Term, item: Item) -> Run:
    span = _from_fact(item, term)
    if item.origin == "LIST_ENTRY":
        return _while_listed(item)
    start = fact_date(item, term.starts)
    return Run(span.until(item.ended), "DATE", start) if item.ended else Run(span, "OPEN", start)


def _while_listed(item: Item) -> Run:
    entered = item.entered or item.published
    left = item.left or item.until_stated
    span = Span(
        entered.latest if entered else FOREVER,
        left.earliest if left else FOREVER,
        entered.earliest if entered else DAY_ZERO,
        left.latest if left else FOREVER,
    )
    return Run(span, "DATE" if left else "OPEN", entered)


def _counted(item: Item, term: Term, starts: Iterable[str], least: int, most: int | None) -> Run:
    """A term of months from a start event; an unknown start lies on or after the fact."""
    fact, start = fact_date(item, starts), start_date(item, starts)
    if start is None:
        return _start_unknown(fact, term.runs_before, least)
    begin = start
    if term.runs_before:
        earliest = fact.earliest if fact else DAY_ZERO
        begin = When(min(earliest, start.earliest), min(fact.latest if fact else FOREVER, start.latest))
    span = Span(
        begin.latest,
        first_free_day(start.earliest, least),
        begin.earliest,
        FOREVER if most is None else first_free_day(start.latest, most),
    )
    return Run(span, "LIFE" if most is None else "DATE", start)


def _start_unknown(fact: When | None, runs_before: bool, least: int) -> Run:
    if fact is None:
        return Run(Span(FOREVER, FOREVER, DAY_ZERO, FOREVER), "UNKNOWN")
    firm_until = first_free_day(fact.earliest, least) if runs_before else DAY_ZERO
    return Run(Span(fact.latest, firm_until, fact.earliest, FOREVER), "UNKNOWN")


def _tiered(term: Term, item: Item) -> Run:
    graded = [(qualified(item, tier.requires) if tier.requires else Tri.MAYBE, tier) for tier in term.tiers]
    certain = [_tier_run(item, term, tier) for truth, tier in graded if truth is Tri.YES]
    if certain:
        return max(certain, key=lambda run: (run.span.firm_until, run.span.possible_until))
    possible = [_tier_run(item, term, tier) for truth, tier in graded if truth is Tri.MAYBE]
    if not possible:
        return Run(Span(FOREVER, FOREVER, FOREVER, DAY_ZERO), "DATE")
    shortest = min(possible, key=lambda run: run.span.firm_until)
    longest = max(possible, key=lambda run: run.span.possible_until)
    span = Span(
        max(run.span.firm_from for run in possible),
        shortest.span.firm_until,
        min(run.span.possible_from for run in possible),
        longest.span.possible_until,
    )
    return Run(span, longest.end, longest.start)


def _tier_run(item: Item, term: Term, tier: Tier) -> Run:
    starts = tier.starts or term.starts
    if tier.until_removal:
        return _while_listed(item)
    if tier.months:
        return _counted(item, term, starts, tier.months, tier.months)
    if tier.min_months:
        return _counted(item, term, starts, tier.min_months, None if tier.permanent else tier.max_months)
    tier_term = Term(type="PERMANENT", starts=tuple(starts), runs_before=term.runs_before)
    return Run(_from_fact(item, tier_term), "LIFE" if tier.permanent else "OPEN", start_date(item, starts))


def _as_decided(term: Term, item: Item) -> Run:
    """The term that a decision states, cut to what its article allows at most."""
    start = item.since or item.effective or item.decided or item.event_on
    if (
        item.since is None
        and item.until is None
        and not item.life
        and term.starts
        and set(term.starts) <= _LATE_STARTS
    ):
        months = item.months or (term.months if term.type == "FIXED" else None)
        least, most = months or term.min_months or 0, months or term.max_months
        return _counted(item, term, term.starts, least, most)
    if start is None:
        return Run(Span(FOREVER, FOREVER, DAY_ZERO, FOREVER), "UNKNOWN")
    if item.life:
        return Run(Span(start.latest, FOREVER, start.earliest, FOREVER), "LIFE", start)
    if item.until is not None:
        return Run(Span(start.latest, item.until.earliest, start.earliest, item.until.latest), "DATE", start)
    months = item.months or (term.months if term.type == "FIXED" else None)
    if months:
        months = min(months, _longest(term) or months)
        free = (first_free_day(start.earliest, months), first_free_day(start.latest, months))
        return Run(Span(start.latest, free[0], start.earliest, free[1]), "DATE", start)
    if term.type == "PERMANENT":
        return Run(Span(start.latest, FOREVER, start.earliest, FOREVER), "LIFE", start)
    firm = first_free_day(start.earliest, term.min_months) if term.min_months else DAY_ZERO
    last = first_free_day(start.latest, term.max_months) if term.max_months else FOREVER
    return Run(Span(start.latest, firm, start.earliest, last), "UNKNOWN", start)


def _longest(term: Term) -> int | None:
    if term.type == "FIXED":
        return term.months
    if term.type == "RANGE":
        return term.max_months
    return None


def version_span(version: Version, item: Item) -> Span:
    """When this version governs: a ban by decision by the day of the decision, else each day asked for."""
    since, until = version.measure.since, version.until
    if version.measure.mode is not Mode.BY_DECISION or item.origin != "SANCTION":
        return Span(since, until, since, until)
    decided = item.decided or item.effective or item.since
    if decided is None:
        return Span(FOREVER, DAY_ZERO, since, FOREVER)
    if since <= decided.earliest and decided.latest < until:
        return ALWAYS
    possible = decided.latest >= since and decided.earliest < until
    return Span(FOREVER, DAY_ZERO, DAY_ZERO, FOREVER if possible else DAY_ZERO)


def cut_by_item(span: Span, version: Version, item: Item, counts_until: date | None) -> Span:
    """The span cut where the item was withdrawn, repaired or its list ceased to count."""
    if item.withdrawn is not None or item.withdrawn_kind:
        if item.withdrawn_kind == "ANNULLED" or item.withdrawn is None:
            return Span(FOREVER, DAY_ZERO, FOREVER, DAY_ZERO)
        span = span.until(item.withdrawn)
    if item.repaired is not None and version.measure.ended_by_repair:
        span = span.until(item.repaired)
    if counts_until is not None:
        end = next_day(counts_until)
        span = span.until(When(end, end))
    return span
