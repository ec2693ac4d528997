"""Step 6, the office: whether a measure restricts the post that is asked for (design section 4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graph_api.law.facts import Body, Facts, Item, Office, Post
from graph_api.law.kinds import body_is
from graph_api.law.lawbook import Law, Outcome, Version
from graph_api.law.logic import Tri
from graph_api.law.model import Office as Restricted
from graph_api.law.reach import post_span
from graph_api.law.verdict import Unknown

#: What the asked post presupposes: kind of body, and the posts of which it needs one (公司法第十条).
Implied = tuple[tuple[str, tuple[str, ...]], ...]

_MARKETS = frozenset({"SECURITIES", "FUNDS", "FUTURES"})


@dataclass(frozen=True, slots=True)
class Match:
    """How far a restricted office is the office asked for, as what outcome, and what is missing to know."""

    truth: Tri
    outcome: Outcome
    unknowns: tuple[Unknown, ...] = ()
    implied: bool = False


NO_MATCH = Match(Tri.NO, Outcome.CONSEQUENCE)


def in_sectors(law: Law, body: Body, sectors: Iterable[str]) -> Tri:
    """Whether the body works in one of the sectors; no sector named means any."""
    wanted = frozenset(sectors)
    if not wanted or "ALL" in wanted:
        return Tri.YES
    own = {ancestor for sector in body.sectors for ancestor in law.sectors.get(sector, (sector,))}
    if own & wanted:
        return Tri.YES
    may = {ancestor for sector in body.open_sectors for ancestor in law.sectors.get(sector, (sector,))}
    if may & wanted:
        return Tri.MAYBE
    return Tri.NO if body.closed or body.sectors_complete else Tri.MAYBE


def in_region(body: Body, region: str | None) -> Tri:
    """Whether the body lies in a region (GB/T 2260, compared on its significant digits)."""
    if not region:
        return Tri.YES
    if not body.region:
        return Tri.NO if body.closed else Tri.MAYBE
    digits = region.rstrip("0")
    return Tri.YES if body.region.startswith(digits + "0" * (len(digits) % 2)) else Tri.NO


def position_match(
    law: Law, positions: tuple[str, ...], asked: Office, implied: Implied, beside: tuple[str, ...] = ()
) -> tuple[bool, bool, bool]:
    """Whether the asked post is among the positions: named itself, by implication, or by inference.

    `beside` are positions barred in the same bodies by another line of the same measure: whoever may hold
    none of the posts that another presupposes may not hold that one either, however the lines are cut.
    """
    own = law.positions_of(asked.position)
    if not own.isdisjoint(positions) or "ANY_OFFICE" in positions:
        return True, False, False
    for kind, needed in implied:
        if set(needed) <= {*positions, *beside} and body_is(law, asked.body, kind) is not Tri.NO:
            return True, True, False
    for position in positions:
        derived = law.vocabulary.position[position].derived
        if derived and not own.isdisjoint(derived):
            return True, False, True
    return False, False, False


def _kinds_truth(law: Law, body: Body, kinds: tuple[str, ...]) -> tuple[Tri, str | None]:
    if not kinds:
        return Tri.YES, None
    truth, doubtful = Tri.NO, None
    for kind in kinds:
        found = body_is(law, body, kind)
        if found is Tri.YES:
            return Tri.YES, None
        if found is Tri.MAYBE:
            truth, doubtful = Tri.MAYBE, doubtful or kind
    return truth, doubtful


def _same_bodies(one: Restricted, other: Restricted) -> bool:
    """Whether two lines of a measure restrict posts in the same bodies, read in the same way."""
    return (one.org_kinds, one.sectors, one.relation, one.reading, one.requires) == (
        other.org_kinds, other.sectors, other.relation, other.reading, other.requires,
    )  # fmt: skip


def match_office(
    law: Law,
    version: Version,
    restricted: Restricted,
    asked: Office,
    implied: Implied,
) -> Match:
    """Whether one restricted office of a measure is the office asked for, the item aside."""
    beside = tuple(
        position
        for line in version.measure.office
        if _same_bodies(line, restricted)
        for position in line.positions
    )
    named, by_implication, by_inference = position_match(law, restricted.positions, asked, implied, beside)
    if not named:
        return NO_MATCH
    unknowns: list[Unknown] = []
    truth, doubtful = _kinds_truth(law, asked.body, restricted.org_kinds)
    if truth is Tri.MAYBE:
        unknowns.append(Unknown("BODY_KIND", asked.body.subject_id, doubtful))
    for found, code in (
        (in_sectors(law, asked.body, restricted.sectors), "BODY_SECTOR"),
        (in_region(asked.body, version.measure.region or version.document.region), "BODY_REGION"),
        (_required(restricted, asked), "NOMINATED_BY_STATE"),
    ):
        if found is Tri.MAYBE:
            unknowns.append(Unknown(code, asked.body.subject_id))
        truth = min(truth, found)
    if truth is Tri.NO:
        return NO_MATCH
    inferred = by_inference or restricted.reading == "DERIVED"
    outcome = Outcome.INFERENCE if inferred and version.outcome is Outcome.BAR else version.outcome
    return Match(truth, outcome, tuple(unknowns), by_implication)


def _required(restricted: Restricted, asked: Office) -> Tri:
    if "NOMINATED_BY_STATE" not in restricted.requires:
        return Tri.YES
    if asked.nominated_by_state is None:
        return Tri.MAYBE
    return Tri.YES if asked.nominated_by_state else Tri.NO


def matches_for(
    law: Law, version: Version, asked: Office, implied: Implied
) -> tuple[tuple[Restricted, Match], ...]:
    """The measure's offices that are or may be the office asked for, in their order."""
    found = (
        (restricted, match_office(law, version, restricted, asked, implied))
        for restricted in version.measure.office
    )
    return tuple((restricted, match) for restricted, match in found if match.truth is not Tri.NO)


def relation_holds(
    law: Law, version: Version, restricted: Restricted, asked: Office, item: Item | None, facts: Facts
) -> tuple[Tri, str | None]:
    """Whether the body stands to the item as the article says: another body, the same, or the same sector."""
    body = asked.body
    if item is None or restricted.relation == "ANY":
        return Tri.YES, None
    if restricted.relation == "AS_DECIDED":
        return _as_decided(version, restricted, item)
    same = bool(body.subject_id) and body.subject_id == item.subject
    if restricted.relation == "OTHER_ORGANISATIONS_ONLY":
        return (Tri.NO if same else Tri.YES), None
    if restricted.relation == "SAME_ORGANISATION_ONLY":
        return (Tri.YES if same else Tri.NO), None
    if restricted.relation == "SAME_SECTOR_AS_TRIGGER":
        if same:
            return Tri.YES, None
        if not item.sectors:
            return Tri.MAYBE, "RECORD_SECTOR"
        return in_sectors(law, body, item.sectors), "BODY_SECTOR"
    return _new_position(law, asked, item, facts.posts), "POST_DATES"


def _as_decided(version: Version, restricted: Restricted, item: Item) -> tuple[Tri, str | None]:
    """A clause for any ban a decision may state needs the decision to say what it bans.

    Where the decision cites another law, the measure of that law speaks and this general one is silent.
    """
    if "ANY_OFFICE" not in restricted.positions or item.positions:
        return Tri.YES, None
    if item.documents and version.document.id not in item.documents:
        return Tri.NO, None
    return (Tri.YES, None) if item.sectors or item.org_kinds else (Tri.MAYBE, "SANCTION_SCOPE")


def _new_position(law: Law, asked: Office, item: Item, posts: tuple[Post, ...]) -> Tri:
    """A bar on new posts leaves a post that was held before the bar and never given up."""
    begin = item.effective or item.decided or item.entered or item.since
    for post in posts:
        if post.organization != asked.body.subject_id or asked.position not in law.positions.get(
            post.position, ()
        ):
            continue
        held = post_span(post)
        if begin is None or held.possible_from < begin.earliest:
            firmly = begin is not None and held.firm_from < begin.earliest and held.firm_until > begin.latest
            return Tri.NO if firmly else Tri.MAYBE
    return Tri.YES


def sanction_covers(law: Law, item: Item, asked: Office, implied: Implied) -> tuple[Tri, str | None]:
    """Whether the decision's own scope covers the office; what a decision does not limit, its measure does."""
    if item.origin != "SANCTION":
        return Tri.YES, None
    if item.positions and not position_match(law, item.positions, asked, implied)[0]:
        return Tri.NO, None
    truth, missing = _kinds_truth(law, asked.body, item.org_kinds)
    if item.listed_only:
        truth = min(truth, body_is(law, asked.body, "LISTED_COMPANY"))
    # 市场禁入 names the market it closes; the issuers it closes are of every industry.
    market = item.trigger == "ADMIN_MARKET_BAN" and bool(item.org_kinds) and _MARKETS.issuperset(item.sectors)
    sector = Tri.YES if market else in_sectors(law, asked.body, item.sectors)
    region = in_region(asked.body, item.region)
    whole = min(truth, sector, region)
    code = (
        "BODY_KIND"
        if truth is Tri.MAYBE or missing
        else "BODY_SECTOR"
        if sector is Tri.MAYBE
        else "BODY_REGION"
    )
    return whole, code if whole is Tri.MAYBE else None
