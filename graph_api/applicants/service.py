"""Looks up an applicant and its people in a scene of the law: who is listed, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from graph_api.law.candidates import is_decision
from graph_api.law.facts import DAY_ZERO, FOREVER, Covered, Facts, Item
from graph_api.law.lawbook import Law, closure
from graph_api.law.logic import Span, Tri, between
from graph_api.law.reach import post_span
from graph_api.law.tables import Scene

#: Consequences from the lightest to the heaviest.
WEIGHT = ("NONE", "REFERENCE", "STRICT_REVIEW", "LIMITED", "MUST_CHANGE", "EXCLUDED", "REFUSED")


class Listing(Enum):
    """Whether a party is listed on the day."""

    LISTED = "LISTED"
    POSSIBLY_LISTED = "POSSIBLY_LISTED"
    CONTESTED = "CONTESTED"
    NOT_LISTED = "NOT_LISTED"


@dataclass(frozen=True)
class Party:
    """The applicant or one of its people, with the roles that the scene looks at and what was found."""

    subject_id: str
    roles: tuple[str, ...]
    roles_certain: bool
    listing: Listing
    items: tuple[Item, ...]
    consequence: str


@dataclass(frozen=True)
class Check:
    """What a check found, and what it could not look at."""

    applicant: Party
    people: tuple[Party, ...]
    consequence: str
    not_checked: tuple[str, ...]
    vacant: tuple[str, ...]
    """Roles of the scene that nobody is known to hold: not the same as nobody holding them."""


def standing(law: Law, scene: Scene, facts: Facts, on: date) -> tuple[Listing, tuple[Item, ...]]:
    """Whether the party itself is listed on the day by what the scene looks at; never through somebody else."""
    found: list[tuple[Tri, Item]] = []
    contested = False
    for item in facts.items:
        if item.subject != facts.person.subject_id or not is_decision(item):
            continue
        if closure(law.vocabulary.trigger, [item.trigger]).isdisjoint(scene.triggers):
            continue
        if (truth := _stands(law, item).at(on)) is not Tri.NO:
            # Accepted verification of information rests list-based joint punishment (33号(二十二)).
            rests = any(
                _verifying(remedy.kind, remedy.accepted, remedy.decided, on) for remedy in item.objections
            )
            contested = contested or rests
            found.append((Tri.MAYBE if rests else truth, item))
    items = tuple(item for _, item in found)
    best = max((truth for truth, _ in found), default=Tri.NO)
    if best is Tri.YES:
        return Listing.LISTED, items
    if contested:
        return Listing.CONTESTED, items
    return (Listing.POSSIBLY_LISTED if best is Tri.MAYBE else Listing.NOT_LISTED), items


def _verifying(kind: str, accepted: date | None, decided: date | None, on: date) -> bool:
    return (
        kind in ("VERIFICATION", "OBJECTION")
        and accepted is not None
        and accepted <= on < (decided or FOREVER)
    )


def _stands(law: Law, item: Item) -> Span:
    begin = item.entered or item.effective or item.published or item.decided or item.since
    span = between(begin, item.left)
    for end in (item.withdrawn, item.repaired, item.ended, item.until_stated):
        if end is not None:
            span = span.until(end)
    rule = law.list_by_code.get(item.list or "")
    if rule is not None and rule.counts_until is not None:
        span = span.during(DAY_ZERO, rule.counts_until)
    return (
        Span(DAY_ZERO, DAY_ZERO, DAY_ZERO, DAY_ZERO)
        if item.withdrawn_kind and item.withdrawn is None
        else span
    )


def roles_in(
    law: Law, scene: Scene, facts: Facts, organization: str, on: date
) -> tuple[tuple[str, ...], bool]:
    """The roles of the scene that a person holds in the applicant on the day, and whether one is certain."""
    found: dict[str, bool] = {}
    for post in facts.posts:
        if post.organization != organization or (held := post_span(post).at(on)) is Tri.NO:
            continue
        if post.ended and post.until is None and (post.seen is None or post.seen <= on):
            continue
        wider = law.positions.get(post.position, frozenset()) | {post.position}
        for role in scene.roles:
            if role in wider:
                found[role] = found.get(role, False) or held is Tri.YES
    return tuple(role for role in scene.roles if role in found), any(found.values())


def check(
    law: Law, scene: Scene, applicant: Facts, people: Sequence[Facts], covered: Sequence[Covered], on: date
) -> Check:
    """What looking up the applicant and its people in this scene gives."""
    listing, items = standing(law, scene, applicant, on)
    itself = applicant.person.subject_id
    party = Party(itself, (), True, listing, items, _follows(listing, scene.consequence_applicant))
    parties = []
    for facts in people:
        roles, certain = roles_in(law, scene, facts, itself, on)
        if roles:
            listing, items = standing(law, scene, facts, on)
            follows = _follows(listing, scene.consequence_person) if certain else _at_most(listing)
            parties.append(Party(facts.person.subject_id, roles, certain, listing, items, follows))
    held = {role for each in parties for role in each.roles}
    worst = max((each.consequence for each in (party, *parties)), key=WEIGHT.index)
    known = {
        source.trigger for source in covered if (source.since or DAY_ZERO) <= on < (source.until or FOREVER)
    }
    return Check(
        party,
        tuple(parties),
        worst,
        tuple(code for code in scene.triggers if code not in known),
        tuple(role for role in scene.roles if role not in held),
    )


def _follows(listing: Listing, consequence: str) -> str:
    return consequence if listing is Listing.LISTED else _at_most(listing)


def _at_most(listing: Listing) -> str:
    """What an unproven listing gives: it is looked into, and nothing is refused on it."""
    return "NONE" if listing is Listing.NOT_LISTED else "REFERENCE"
