"""What was looked at without becoming a ground, and what could not be looked at."""

from __future__ import annotations

from datetime import date

from graph_api.law.candidates import Candidate, candidates, is_decision
from graph_api.law.facts import DAY_ZERO, FOREVER, Facts, Item
from graph_api.law.lawbook import Law
from graph_api.law.logic import Tri
from graph_api.law.verdict import Gap, NotGround, Verdict


def not_grounds(law: Law, facts: Facts, verdict: Verdict) -> tuple[NotGround, ...]:
    """The items that were looked at and give the verdict no ground, each with the first reason why not."""
    used = {ground.item.item_id for ground in verdict.grounds if ground.item}
    reaching, as_of = tuple(candidates(law, facts)), verdict.as_of
    return tuple(
        NotGround(_reason(item, facts, reaching, as_of), item)
        for item in facts.items
        if item.item_id not in used
    )


def _reason(item: Item, facts: Facts, reaching: tuple[Candidate, ...], as_of: date) -> str:
    if not is_decision(item):
        return "NOT_A_DECISION"
    for code, ended in (
        ("WITHDRAWN", item.withdrawn),
        ("REPAIRED", item.repaired),
        ("LEFT_THE_LIST", item.left),
    ):
        if ended is not None and ended.latest <= as_of:
            return code
    if item.withdrawn_kind == "ANNULLED":
        return "WITHDRAWN"
    of_item = [
        candidate
        for candidate in reaching
        if candidate.item is not None and candidate.item.item_id == item.item_id
    ]
    if not of_item:
        return "NO_MEASURE" if item.subject == facts.person.subject_id else "DOES_NOT_REACH_THE_PERSON"
    running = any(each.span.at(as_of) is not Tri.NO for each in of_item)
    return "NO_MEASURE_FOR_THIS_OFFICE" if running else "TERM_NOT_RUNNING"


def coverage(
    law: Law, triggers: tuple[str, ...], as_of: date, facts: Facts
) -> tuple[tuple[Gap, ...], tuple[str, ...]]:
    """Which of the triggers the law looks to were covered by a loaded source, and which were not."""
    key = (triggers, facts.coverage, as_of)
    cache = law.caches["coverage"]
    found = cache.get(key)
    if found is None:
        covered = {
            source.trigger
            for source in facts.coverage
            if (source.since or DAY_ZERO) <= as_of < (source.until or FOREVER)
        }
        words = law.vocabulary.trigger
        gaps = tuple(Gap(code, words[code].outside) for code in triggers if code not in covered)
        found = gaps, tuple(code for code in triggers if code in covered)
        if len(cache) > 4096:
            cache.clear()
        cache[key] = found
    return found  # type: ignore[return-value]
