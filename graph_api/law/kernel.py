"""Facts + law -> verdict: pure, total and deterministic, explaining itself (design section 4)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from graph_api.law.asked import Asked, asked_for
from graph_api.law.candidates import (
    Candidate,
    candidates,
    incompatible,
)
from graph_api.law.facts import FOREVER, Body, Facts, Office, Question
from graph_api.law.fit import Fit, fit_of, while_the_body_is_such
from graph_api.law.grounds import Weighed, ground_of
from graph_api.law.lawbook import Law, Outcome
from graph_api.law.logic import Tri
from graph_api.law.model import Office as Restricted
from graph_api.law.office import Match
from graph_api.law.proof import verdict_lines
from graph_api.law.reasons import coverage
from graph_api.law.rest import resting
from graph_api.law.verdict import (
    ConditionKind,
    Effect,
    Gap,
    Ground,
    GroundState,
    Unknown,
    Verdict,
    VerdictKind,
    rank_of,
)

_TEXTS = ("RECORD_DOCUMENT", "RECORD_ARTICLE")


def judge(law: Law, question: Question, facts: Facts) -> Verdict:
    """The verdict on one person, office and day; any well-formed facts give one."""
    asked = asked_for(law, question.office, question.as_of)
    not_checked, checked = coverage(law, asked.triggers, question.as_of, facts)
    if facts.person.candidates > 1:
        return _unidentified(question, not_checked, checked)
    reaching = (
        *incompatible(law, facts, question.as_of),
        *candidates(law, facts, asked.offices),
    )
    found = tuple(
        _continued(law, question.office, facts, reaching, ground)
        for ground in _grounds(law, asked, facts, reaching)
    )
    grounds = tuple(sorted(_strongest(found), key=_order))
    return _combined(question, grounds, not_checked, checked)


def _unidentified(question: Question, not_checked: tuple[Gap, ...], checked: tuple[str, ...]) -> Verdict:
    unknown = Unknown("IDENTITY", question.office.body.subject_id)
    kind = VerdictKind.INSUFFICIENT_IDENTIFICATION
    return Verdict(
        kind, None, Effect.ORGAN_DECIDES, question.as_of, (), (unknown,), not_checked, checked, None,
        "", "", kind.value, verdict_lines(kind, None),
    )  # fmt: skip


def _grounds(law: Law, asked: Asked, facts: Facts, reaching: tuple[Candidate, ...]) -> Iterator[Ground]:
    for candidate in reaching:
        offices = asked.offices.get(candidate.version.key)
        if offices:
            best = _best(law, candidate, offices, asked, facts)
            if best is not None:
                yield best


def _continued(
    law: Law, office: Office, facts: Facts, reaching: tuple[Candidate, ...], ground: Ground
) -> Ground:
    """The ground with the end it has when a later version of the law takes over the same item."""
    day = ground.span.possible_until
    while (
        day != FOREVER and ground.item is not None and any(version.until == day for version in law.versions)
    ):
        later = [
            other
            for other in _grounds(law, asked_for(law, office, day), facts, reaching)
            if other.item == ground.item
            and rank_of(other) <= rank_of(ground)
            and other.span.possible_until > day
        ]
        if not later:
            break
        longest = max(later, key=lambda other: other.span.possible_until)
        ground = replace(ground, last_barred_day=longest.last_barred_day, end=longest.end)
        day = longest.span.possible_until
    return ground


def _best(
    law: Law,
    candidate: Candidate,
    offices: tuple[tuple[Restricted, Match], ...],
    asked: Asked,
    facts: Facts,
) -> Ground | None:
    grounds = [
        ground
        for restricted, match in offices
        if (ground := _ground(law, candidate, restricted, match, asked, facts)) is not None
    ]
    return min(grounds, key=rank_of) if grounds else None


def _ground(
    law: Law, candidate: Candidate, restricted: Restricted, match: Match, asked: Asked, facts: Facts
) -> Ground | None:
    """The ground this candidate gives against one restricted office on the day, or None where it gives none."""
    found = weighed(law, candidate, restricted, match, asked, facts)
    return (
        ground_of(found.candidate, found.match, found.state, found.unknowns)
        if found and not found.left_out
        else None
    )


def weighed(
    law: Law, candidate: Candidate, restricted: Restricted, match: Match, asked: Asked, facts: Facts
) -> Weighed | None:
    """What this candidate says against one restricted office on the day; None where it says nothing."""
    running = candidate.span.at(asked.as_of)
    if running is Tri.NO or candidate.version.code in asked.office.permissions:
        return None
    fit = fit_of(law, candidate, restricted, asked, facts)
    certain = min(candidate.truth, match.truth, fit.relation, fit.covered)
    if certain is Tri.NO:
        return None
    state = GroundState.PROVEN if min(certain, running) is Tri.YES else GroundState.UNPROVEN
    if _nothing_ties_it(candidate, match):
        return None
    candidate = while_the_body_is_such(law, candidate, match.outcome, asked, facts)
    match = _named_by_decision(law, candidate, match, asked)
    left_out = ""
    if resting(candidate.rests, asked.as_of):
        state = GroundState.SUSPENDED
    if match.outcome is not Outcome.BAR:
        if certain is not Tri.YES and not _only_the_text_is_unknown(candidate, match, fit):
            left_out = "UNKNOWN_BELOW_A_BAR"
        elif state is GroundState.SUSPENDED:
            left_out = "SUSPENDED_BELOW_A_BAR"
    body = asked.office.body.subject_id
    unknowns = [*candidate.unknowns, *(replace(unknown, subject=body) for unknown in match.unknowns)]
    for truth, code in ((fit.relation, fit.missing_relation), (fit.covered, fit.missing_cover)):
        if truth is Tri.MAYBE and code:
            unknowns.append(Unknown(code, body))
    if running is Tri.MAYBE:
        unknowns.append(Unknown("TERM", candidate.item.item_id if candidate.item else ""))
    return Weighed(candidate, match, state, tuple(dict.fromkeys(unknowns)), left_out)


def _nothing_ties_it(candidate: Candidate, match: Match) -> bool:
    """Whether neither the record nor the body is known to have anything to do with the industry of the law.

    A record that cites no document could have been made under any law; that alone makes no ground of each.
    """
    item = candidate.item
    untied = item is not None and item.origin == "RECORD" and not item.sectors and not item.documents
    return (
        untied
        and any(unknown.code == "RECORD_DOCUMENT" for unknown in candidate.unknowns)
        and any(unknown.code == "BODY_SECTOR" for unknown in match.unknowns)
    )


def _only_the_text_is_unknown(candidate: Candidate, match: Match, fit: Fit) -> bool:
    """Whether a decision names the person and all that is unknown is which of the texts it cites."""
    named = candidate.item is not None and candidate.item.origin == "SANCTION"
    sure = min(match.truth, fit.relation, fit.covered) is Tri.YES
    return named and sure and all(unknown.code in _TEXTS for unknown in candidate.unknowns)


def _named_by_decision(law: Law, candidate: Candidate, match: Match, asked: Asked) -> Match:
    """A ban from a business bars a post, and is no inference, where the decision itself names the post."""
    item = candidate.item
    if match.outcome is not Outcome.INFERENCE or item is None or item.origin != "SANCTION":
        return match
    named = not law.positions_of(asked.office.position).isdisjoint(item.positions)
    return replace(match, outcome=candidate.version.outcome) if named else match


def _strongest(grounds: Iterable[Ground]) -> Iterator[Ground]:
    """One ground for each measure version and item: the path that says most."""
    best: dict[tuple[str, date, str], Ground] = {}
    for ground in grounds:
        key = (
            ground.measure,
            ground.version,
            ground.item.item_id if ground.item else ground.path.post.fact_id if ground.path.post else "",
        )
        known = best.get(key)
        if known is None or _says_more(ground) < _says_more(known):
            best[key] = ground
    yield from best.values()


def _says_more(ground: Ground) -> tuple[int, int, str, str]:
    """Smaller for the path that decides more, leaves less unknown, and then by its name."""
    post = ground.path.post
    return rank_of(ground), len(ground.unknowns), ground.path.role, post.fact_id if post else ""


def _order(ground: Ground) -> tuple[int, int, str, str]:
    incompatibility_first = 0 if ground.item is None else 1
    return rank_of(ground), incompatibility_first, ground.measure, ground.item.item_id if ground.item else ""


_VERDICTS = {
    GroundState.PROVEN: VerdictKind.INELIGIBLE,
    GroundState.UNPROVEN: VerdictKind.UNDETERMINED,
    GroundState.SUSPENDED: VerdictKind.SUSPENDED,
}


def _combined(
    question: Question,
    grounds: tuple[Ground, ...],
    not_checked: tuple[Gap, ...],
    checked: tuple[str, ...],
) -> Verdict:
    kind, condition = VerdictKind.ELIGIBLE, None
    deciding: tuple[Ground, ...] = ()
    if grounds:
        first = grounds[0]
        condition = first.condition_kind
        kind = VerdictKind.CONDITIONAL if condition else _VERDICTS[first.state]
        deciding = tuple(ground for ground in grounds if rank_of(ground) == rank_of(first))
    unknowns = tuple(dict.fromkeys(unknown for ground in deciding for unknown in ground.unknowns))
    return Verdict(
        verdict=kind,
        condition_kind=condition,
        effect=_whole_effect(deciding),
        as_of=question.as_of,
        grounds=grounds,
        unknowns=unknowns,
        not_checked=not_checked,
        checked=checked,
        ends_on=_ends_on(deciding),
        competent_zh=deciding[0].competent_zh if deciding else "",
        competent_en=deciding[0].competent_en if deciding else "",
        meanwhile=_meanwhile(kind, condition, deciding),
        lines=verdict_lines(kind, condition),
    )


def _whole_effect(deciding: tuple[Ground, ...]) -> Effect:
    effects = {ground.effect for ground in deciding}
    for effect in (Effect.BARRED, Effect.ORGAN_DECIDES):
        if effect in effects:
            return effect
    return Effect.NOT_BARRED


def _meanwhile(kind: VerdictKind, condition: ConditionKind | None, deciding: tuple[Ground, ...]) -> str:
    if condition is not None:
        return condition.value
    if kind is VerdictKind.UNDETERMINED and all(ground.effect is Effect.NOT_BARRED for ground in deciding):
        return "NOT_ESTABLISHED"
    return kind.value


def _ends_on(deciding: tuple[Ground, ...]) -> date | None:
    """The last day on which the deciding grounds run, where each of them ends on a known day."""
    days = [ground.last_barred_day for ground in deciding]
    return max((day for day in days if day is not None), default=None) if all(days) else None


def office_of(position: str, *org_kinds: str, **body: object) -> Office:
    """An office in a class of bodies: nothing is true of the body that is not said."""
    return Office(position, Body(org_kinds=org_kinds, closed=True, **body))  # type: ignore[arg-type]


__all__ = ["judge", "office_of"]
