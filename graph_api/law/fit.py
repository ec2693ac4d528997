"""How a candidate fits the office asked for: the relation of body and item, and the days on which the body is such."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from graph_api.law.asked import Asked, asked_for
from graph_api.law.candidates import Candidate
from graph_api.law.facts import Facts
from graph_api.law.history import days_around
from graph_api.law.lawbook import Law, Outcome
from graph_api.law.logic import Tri
from graph_api.law.model import Office as Restricted
from graph_api.law.office import relation_holds, sanction_covers


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether the body stands to the item as the article and the decision say, and what is missing to know."""

    relation: Tri
    covered: Tri
    missing_relation: str | None
    missing_cover: str | None


def fit_of(law: Law, candidate: Candidate, restricted: Restricted, asked: Asked, facts: Facts) -> Fit:
    """Whether the body stands to the item as the measure's line and the decision's own scope say."""
    relation, missing_relation = _relation(law, candidate, restricted, asked, facts)
    covered, missing_cover = (
        sanction_covers(law, candidate.item, asked.office, asked.implied)
        if candidate.item
        else (Tri.YES, None)
    )
    return Fit(relation, covered, missing_relation, missing_cover)


def while_the_body_is_such(
    law: Law, candidate: Candidate, outcome: Outcome, asked: Asked, facts: Facts
) -> Candidate:
    """The candidate on the days around the day asked about on which the body is one the measure restricts."""
    office = asked.given
    if not office.body.history:
        return candidate

    def truth_on(day: date) -> Tri:
        then, truth = asked_for(law, office, day), Tri.NO
        for restricted, match in then.offices.get(candidate.version.key, ()):
            if match.outcome is outcome:
                fit = fit_of(law, candidate, restricted, then, facts)
                truth = max(truth, min(match.truth, fit.relation, fit.covered))
        return truth

    around = days_around(office.body.history, asked.as_of, truth_on)
    return replace(candidate, span=candidate.span.meet(around))


def _relation(
    law: Law, candidate: Candidate, restricted: Restricted, asked: Asked, facts: Facts
) -> tuple[Tri, str | None]:
    if candidate.item is None:
        held, post = candidate.trigger.held, candidate.path.post
        body = asked.office.body.subject_id
        own = post is not None and post.organization == body
        same_only = (held is not None and held.same_body) or restricted.relation == "SAME_ORGANISATION_ONLY"
        if same_only is not own:
            return Tri.NO, None
        if post is not None and post.organization == body and asked.office.position == post.position:
            return Tri.NO, None
        return Tri.YES, None
    return relation_holds(law, candidate.version, restricted, asked.office, candidate.item, facts)
