"""A naive evaluator of facts that leave nothing open, written from the specification and from nothing else.

It asks, measure by measure and fact by fact, what section 4 of the design asks, for one day. `worlds` makes
facts that leave something open into every set of facts that leaves nothing open.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from graph_api.law.facts import Facts, Finding, Item, Post, Question, When
from graph_api.law.lawbook import Law
from graph_api.law.model import Document, Level, Measure, Reach, Term, Tier, Trigger
from tests.oracle.offices import is_a, office_weight

NEVER = date.max
ALWAYS = date.min

#: Smaller decides; the order of the design, section 4.
ORDER = {
    "BAR": 0,
    "DOUBT": 1,
    "PERMISSION": 2,
    "SUSPENDED": 3,
    "INFERENCE": 4,
    "SELF_DISCIPLINE": 4,
    "REFERENCE": 5,
}
RANKS_THAT_BAR = {Level.LAW, Level.ADMIN_REGULATION, Level.CENTRAL_POLICY}
START_OF = {
    "PENALTY_DECISION": "decided",
    "LICENCE_REVOKED": "decided",
    "CLOSURE_ORDERED": "decided",
    "SENTENCE_COMPLETED": "sentence_completed",
    "LIQUIDATION_COMPLETED": "liquidation_completed",
    "PROBATION_EXPIRED": "probation_expired",
    "LIST_ENTRY": "entered",
    "FACT": "event_on",
}


@dataclass(frozen=True)
class Found:
    """A measure that speaks to the question, and how heavily."""

    weight: str
    measure: str


def day(value: When | None, otherwise: date = NEVER) -> date:
    """The day itself; facts that leave nothing open know it or say that it has not come."""
    if value is None:
        return otherwise
    assert value.exact, "the oracle judges only what is known"
    return value.earliest


def corresponding_day(start: date, months: int) -> date:
    """The last day of a term of months: the same day of the month, or that month's last (Civil Code 202)."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(start.day, monthrange(year, month)[1]))


# ---------------------------------------------------------------- steps 1 and 4: in force, resting


def effective_day(item: Item) -> date:
    """The day from which a fact has effect."""
    if item.origin == "LIST_ENTRY":
        return day(item.entered)
    own = (item.since,) if item.origin == "SANCTION" else ()
    return next((day(known) for known in (*own, item.effective, item.decided) if known is not None), NEVER)


def stands(measure: Measure, item: Item, on: date) -> bool:
    """Whether the fact is a decision that has effect on the day and was not taken back.

    A measure that runs from the fact itself looks at the day of the fact, not at that of the paper about it.
    """
    first = day(item.event_on) if "FACT" in measure.term.starts else effective_day(item)
    if item.stage != "DECISION" or on < first:
        return False
    if item.withdrawn is None:
        return True
    return item.withdrawn_kind != "ANNULLED" and on < day(item.withdrawn)


def list_counts(law: Law, item: Item, on: date) -> bool:
    """Whether the list the entry stands on still counts: one without a basis in law did for a time only."""
    return all(
        rule.counts_until is None or on <= rule.counts_until for rule in law.lists if rule.code == item.list
    )


def rests(measure: Measure, item: Item, on: date) -> bool:
    """Whether an accepted verification or a recorded stay rests this measure on the day."""
    for remedy in item.objections:
        accepted, stayed = remedy.accepted or NEVER, remedy.stayed_from or NEVER
        verifies = "ACCEPTED_VERIFICATION" in measure.rests and remedy.kind == "VERIFICATION"
        if verifies and accepted <= on < (remedy.decided or NEVER):
            return True
        if "RECORDED_STAY" in measure.rests and stayed <= on < (
            remedy.stayed_until or remedy.decided or NEVER
        ):
            return True
    return False


# ---------------------------------------------------------------- step 2: the measure


def in_force(measure: Measure, document: Document, item: Item | None, on: date) -> bool:
    """Whether this version governs: the law of the decision for what a decision imposes, else that of the day."""
    governing = on
    if measure.mode == "BY_DECISION" and item is not None:
        governing = day(item.decided, effective_day(item))
    return measure.since <= governing < (measure.until or document.until or NEVER)


def weight_of(measure: Measure, document: Document) -> str | None:
    """The most a measure may do, by verdict, force and rank; None where it is no ground at all."""
    level = measure.basis_level or document.level
    if measure.frame or measure.verdict == "CONSEQUENCE" or not measure.office:
        return None
    if level == Level.SELF_REGULATION:
        return "SELF_DISCIPLINE"
    local = level == Level.LOCAL_REGULATION and (measure.region or document.region)
    if measure.verdict == "REVIEW" or measure.mode == "ON_CHECK" or measure.force == "RECOMMENDED":
        return "REFERENCE"
    if level not in RANKS_THAT_BAR and not local:
        return "REFERENCE"
    return "PERMISSION" if measure.permission_zh else "BAR"


def is_set_off(law: Law, trigger: Trigger, item: Item) -> bool:
    """Whether the fact is of the kind, carrier, matter and document the trigger names."""
    words = law.vocabulary
    return (
        is_a(words.trigger, item.trigger, [trigger.kind])
        and trigger.carried_by in ("ANY", item.carrier)
        and all(code in item.qualifiers for code in trigger.requires)
        and not any(code in item.qualifiers for code in trigger.excludes)
        and (not trigger.sectors or any(is_a(words.sector, s, trigger.sectors) for s in item.sectors))
        and (not trigger.documents or any(d in trigger.documents for d in item.documents))
    )


# ---------------------------------------------------------------- step 3: reach


def held_on(post: Post, on: date) -> bool:
    """Whether the post was held on a day."""
    return day(post.since, ALWAYS) <= on < day(post.until)


def held_within(post: Post, first: date, last: date) -> bool:
    """Whether the post was held on some day from the first to the last, both included."""
    return day(post.since, ALWAYS) <= last and first < day(post.until)


def held_at(post: Post, item: Item, moment: str, on: date) -> bool:
    """Whether the post was held at the moment the law names; a list entry knows its period and no other past."""
    if item.origin == "LIST_ENTRY" and moment != "NOW":
        moment = "LIST_PERIOD"
    if moment == "CONDUCT":
        last = day(item.conduct_until, day(item.decided))
        return held_within(post, day(item.conduct_from, last), last)
    if moment == "LIST_PERIOD":
        return held_within(post, day(item.entered), min(on, day(item.left)))
    return held_on(post, {"EVENT": day(item.event_on), "DECISION": day(item.decided), "NOW": on}[moment])


def reaches(law: Law, reach: Reach, item: Item, facts: Facts, on: date, moment: str) -> Iterator[Post | None]:
    """The paths by which the fact comes to the person: itself or a finding (None), or a post."""
    if reach.role == "SUBJECT_ITSELF":
        if item.carrier == "PERSON" and item.subject == facts.person.subject_id:
            yield None
        return
    if item.carrier != "ORGANISATION":
        return
    if any(_finds(law, finding, reach.role) for finding in item.findings):
        yield None
    responsible = any(finding.state == "FOUND" for finding in item.findings)
    for post in facts.posts:
        in_role = post.organization == item.subject and is_a(
            law.vocabulary.position, post.position, [reach.role]
        )
        named = moment if reach.at in (None, "UNSETTLED") else str(reach.at)
        if in_role and held_at(post, item, named, on) and (responsible or not reach.responsibility):
            yield post


def _finds(law: Law, finding: Finding, role: str) -> bool:
    if finding.state != "FOUND":
        return False
    return finding.as_role == role or (
        finding.as_role in law.vocabulary.position and is_a(law.vocabulary.position, finding.as_role, [role])
    )


# ---------------------------------------------------------------- step 5: the term


def runs(measure: Measure, item: Item, on: date) -> bool:
    """Whether the term of the measure covers the day; the fact is known to stand on it."""
    term = measure.term
    if measure.ended_by_repair and on >= day(item.repaired):
        return False
    if measure.mode == "BY_DECISION":
        return _runs_as_decided(item, on)
    if term.type == "TIERED":
        tiers = [tier for tier in term.tiers if all(code in item.qualifiers for code in tier.requires)]
        return any(_step_runs(term, tier, item, on) for tier in tiers)
    if term.type == "UNTIL_LIST_REMOVAL":
        return on < day(item.left)
    if term.type == "UNTIL_CURED":
        return on < day(item.ended)
    return _step_runs(term, Tier(months=term.months, permanent=term.type == "PERMANENT"), item, on)


def _step_runs(term: Term, step: Tier, item: Item, on: date) -> bool:
    start = min(day(getattr(item, START_OF[code])) for code in step.starts or term.starts)
    if on < start:
        return term.runs_before
    return step.permanent or on <= corresponding_day(start, step.months or 0)


def _runs_as_decided(item: Item, on: date) -> bool:
    if item.life:
        return True
    if item.until is not None:
        return on < day(item.until)
    return on <= corresponding_day(effective_day(item), item.months or 0)


# ---------------------------------------------------------------- step 7: combine


def evaluate(law: Law, question: Question, facts: Facts, moment: str = "CONDUCT") -> frozenset[Found]:
    """Every measure that speaks to the question; `moment` stands for what the law leaves unsettled."""
    return frozenset(
        found
        for document in law.documents.values()
        for measure in document.measure
        for item in facts.items
        for found in _measure_on_item(law, document, measure, item, question, facts, moment)
    )


def _measure_on_item(
    law: Law, document: Document, measure: Measure, item: Item, question: Question, facts: Facts, moment: str
) -> Iterator[Found]:
    on, weight = question.as_of, weight_of(measure, document)
    if weight is None or not in_force(measure, document, item, on):
        return
    if not stands(measure, item, on) or not list_counts(law, item, on) or not runs(measure, item, on):
        return
    if (measure.mode == "BY_DECISION") != (item.origin == "SANCTION"):
        return
    if not any(is_set_off(law, trigger, item) for trigger in measure.trigger):
        return
    reading = office_weight(law, measure, question, item)
    paths = [post for reach in measure.reach for post in reaches(law, reach, item, facts, on, moment)]
    if reading is None or not paths or not _in_region(measure.region or document.region, question):
        return
    if weight == "BAR":
        weight = reading
    if not document.text_seen and weight not in ("REFERENCE", "SELF_DISCIPLINE"):
        if weight != "BAR":
            return
        weight = "DOUBT"
    resting = rests(measure, item, on) or all(_disputed(post, on) for post in paths)
    if not resting:
        yield Found(weight, measure.code)
    elif weight in ("BAR", "DOUBT"):
        yield Found("SUSPENDED", measure.code)


def _disputed(post: Post | None, on: date) -> bool:
    return post is not None and post.accepted_dispute is not None and post.accepted_dispute <= on


def _in_region(region: str | None, question: Question) -> bool:
    asked = question.office.body.region
    return region is None or (asked is not None and asked[:2] == region[:2])


def deciding(found: Iterable[Found]) -> tuple[str, frozenset[str]]:
    """The verdict's kind and the measures that give it."""
    ranked = sorted(found, key=lambda each: ORDER[each.weight])
    if not ranked:
        return "ELIGIBLE", frozenset()
    first = ORDER[ranked[0].weight]
    kind = {0: "INELIGIBLE", 1: "UNDETERMINED", 3: "SUSPENDED"}.get(first, "CONDITIONAL")
    return kind, frozenset(each.measure for each in ranked if ORDER[each.weight] == first)
