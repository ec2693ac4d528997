"""What would be a condition below a bar but for an unknown or a rest: no ground (ADR 2), and visible all the same."""

from __future__ import annotations

from collections.abc import Iterator

from graph_api.law.asked import Asked, asked_for
from graph_api.law.candidates import candidates, incompatible
from graph_api.law.facts import Facts, Question
from graph_api.law.grounds import Weighed
from graph_api.law.kernel import weighed
from graph_api.law.lawbook import Law
from graph_api.law.reasons import not_grounds
from graph_api.law.verdict import NotGround, Verdict


def without_ground(law: Law, question: Question, facts: Facts, verdict: Verdict) -> tuple[NotGround, ...]:
    """Everything looked at without becoming a ground: measures left out first, then facts that set off none."""
    left = left_out(law, question, facts, verdict)
    told = {each.item.item_id for each in left if each.item}
    others = (
        each for each in not_grounds(law, facts, verdict) if each.item and each.item.item_id not in told
    )
    return (*left, *others)


def left_out(law: Law, question: Question, facts: Facts, verdict: Verdict) -> tuple[NotGround, ...]:
    """Each measure that an item or a post would set off below a bar, once: by the way that leaves least unknown."""
    if facts.person.candidates > 1:
        return ()
    given = {(ground.measure, _of(ground.item, ground.path.post)) for ground in verdict.grounds}
    best: dict[tuple[str, str], NotGround] = {}
    for found in _weighed(law, asked_for(law, question.office, question.as_of), facts):
        candidate = found.candidate
        key = (candidate.version.code, _of(candidate.item, candidate.path.post))
        if key not in given and (key not in best or len(found.unknowns) < len(best[key].unknowns)):
            best[key] = _not_ground(found)
    return tuple(best[key] for key in sorted(best))


def _of(item: object, post: object) -> str:
    return str(getattr(item, "item_id", "") or getattr(post, "fact_id", ""))


def _weighed(law: Law, asked: Asked, facts: Facts) -> Iterator[Weighed]:
    for candidate in (*incompatible(law, facts, asked.as_of), *candidates(law, facts, asked.offices)):
        for restricted, match in asked.offices.get(candidate.version.key, ()):
            found = weighed(law, candidate, restricted, match, asked, facts)
            if found is not None and found.left_out:
                yield found


def _not_ground(found: Weighed) -> NotGround:
    candidate = found.candidate
    measure = candidate.version.measure
    return NotGround(
        found.left_out,
        candidate.item,
        measure.code,
        (("measure", measure.code),),
        None if candidate.item else candidate.path.post,
        found.unknowns if found.left_out == "UNKNOWN_BELOW_A_BAR" else (),
    )
