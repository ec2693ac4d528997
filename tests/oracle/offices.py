"""Step 6 of the naive evaluator: does a measure restrict this position in this body?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from graph_api.law.facts import Body, Item, Question
from graph_api.law.lawbook import Law
from graph_api.law.model import Measure, Office, Word

KIND_OF_CAPITAL = {
    "CONTROLLED": "STATE_CONTROLLED_COMPANY",
    "PARTICIPATED": "STATE_PARTICIPATED_COMPANY",
    "WHOLLY": "WHOLLY_STATE_OWNED_COMPANY",
}


def is_a(words: dict[str, Word], code: str, wanted: Iterable[str]) -> bool:
    """Whether a code or one of its ancestors is among those wanted."""
    return code in wanted or any(is_a(words, parent, wanted) for parent in words[code].parents)


def kinds_of(body: Body) -> set[str]:
    """The kinds a body is, with those that follow from its listing and its state capital."""
    kinds = set(body.org_kinds)
    if "COMPANY" in kinds and body.listed:
        kinds.add("LISTED_COMPANY")
    if "COMPANY" in kinds and body.state_capital in KIND_OF_CAPITAL:
        kinds.add(KIND_OF_CAPITAL[body.state_capital])
    return kinds


def covers(law: Law, office: Office, position: str, question: Question, item: Item | None) -> bool:
    """Whether a line of the measure names this position in this body."""
    words, body = law.vocabulary, question.office.body
    here = item is not None and item.carrier == "ORGANISATION" and item.subject == body.subject_id
    related = {
        "OTHER_ORGANISATIONS_ONLY": not here,
        "SAME_ORGANISATION_ONLY": here,
        "SAME_SECTOR_AS_TRIGGER": item is not None
        and (here or any(is_a(words.sector, s, item.sectors) for s in body.sectors)),
    }.get(office.relation, True)
    return (
        related
        and is_a(words.position, position, office.positions)
        and (not office.org_kinds or any(is_a(words.org_kind, k, office.org_kinds) for k in kinds_of(body)))
        and (not office.sectors or any(is_a(words.sector, s, office.sectors) for s in body.sectors))
        and ("NOMINATED_BY_STATE" not in office.requires or bool(question.office.nominated_by_state))
    )


def office_weight(law: Law, measure: Measure, question: Question, item: Item) -> str | None:
    """BAR where the text names the post, INFERENCE where it is read out of an activity, None where neither."""
    if item.origin == "SANCTION" and not _in_scope(law, item, question):
        return None
    words, position = law.vocabulary.position, question.office.position

    def named(needed: str, *readings: str) -> bool:
        lines = [office for office in measure.office if office.reading in readings]
        return any(covers(law, office, needed, question, item) for office in lines)

    derived = any(
        is_a(words, position, words[activity].derived) and covers(law, office, activity, question, item)
        for office in measure.office
        for activity in office.positions
    )
    if _presupposed(law, question, lambda needed: named(needed, "EXPLICIT")):
        return "BAR"
    if not derived and not _presupposed(law, question, lambda needed: named(needed, "EXPLICIT", "DERIVED")):
        return None
    decided = item.origin == "SANCTION" and is_a(words, position, item.positions)
    return "BAR" if decided else "INFERENCE"


def _presupposed(law: Law, question: Question, names: Callable[[str], bool]) -> bool:
    """Whether the post asked for is named, or every post it presupposes is (Company Law 10)."""
    kinds = kinds_of(question.office.body)
    return names(question.office.position) or any(
        all(names(needed) for needed in rule.requires_one_of)
        for rule in law.vocabulary.implication
        if rule.position == question.office.position
        and rule.since <= question.as_of < (rule.until or date.max)
        and any(is_a(law.vocabulary.org_kind, kind, [rule.org_kind]) for kind in kinds)
    )


def _in_scope(law: Law, item: Item, question: Question) -> bool:
    """Whether a sanction that says for which posts, bodies and industries it is means this office."""
    words, body = law.vocabulary, question.office.body
    told = _presupposed(law, question, lambda needed: is_a(words.position, needed, item.positions))
    return (
        (not item.positions or told)
        and (not item.org_kinds or any(is_a(words.org_kind, k, item.org_kinds) for k in kinds_of(body)))
        and (not item.sectors or any(is_a(words.sector, s, item.sectors) for s in body.sectors))
        and (not item.listed_only or bool(body.listed))
    )
