"""Facts about holdings, read as stakes: what a source leaves open becomes bounds, what two sources say spans both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from graph_api.ownership.marks import holds_own_shares
from graph_api.ownership.rows import StakeRow
from graph_api.ownership.stakes import NOTHING, ONE, UNKNOWN, WHOLE, ZERO, Control, Share, Stake
from graph_api.positions.service import Tenure, tenure_of

#: Capacities in which one holder has the whole where nothing else is said.
SOLE = frozenset({"SOLE_INVESTOR", "PROPRIETOR"})
#: Shares are kept as floating numbers; what was given as 28.69 % is that, and not the nearest binary fraction.
PLACES = 12


def part(value: float | None, otherwise: Fraction) -> Fraction:
    """The fraction that was written down, or what holds where nothing was."""
    if value is None:
        return otherwise
    return Fraction(round(Decimal(repr(float(value))), PLACES))


def bounds(role: Mapping[str, Any], name: str) -> Share | None:
    """The bounds of a share or of votes; None where the source says nothing of them."""
    least, most = role.get(f"{name}_min"), role.get(f"{name}_max")
    if least is None and most is None:
        return None
    return Share(part(least, ZERO), part(most, ONE))


def stakes_of(rows: Iterable[StakeRow], on: date, upwards: bool) -> tuple[list[Stake], list[Control]]:
    """The stakes and declared controls of a ring; the rows say everything about each organization or each holder."""
    by_pair: dict[tuple[str, str], list[StakeRow]] = defaultdict(list)
    controls = []
    for row in rows:
        holder, organization = _ends(row, upwards)
        if row.kind.startswith("CONTROLS"):
            controls.append(_control(row, holder, organization, on))
        else:
            by_pair[organization, holder].append(row)
    partners = _general_partners(by_pair)
    stakes = [
        _stake(holder, organization, facts, partners.get(organization), on)
        for (organization, holder), facts in sorted(by_pair.items())
    ]
    return stakes, controls


def _ends(row: StakeRow, upwards: bool) -> tuple[str, str]:
    if not upwards:
        return row.subject_id, row.other
    own = holds_own_shares(row.other_name or "", row.name or "")
    return row.subject_id if own else row.other, row.subject_id


def _control(row: StakeRow, holder: str, organization: str, on: date) -> Control:
    means = str(row.role.get("means") or "")
    agreed = "AGREEMENT" in means.upper() or "协议" in means or "一致行动" in means
    held = tenure_of(row.role, on) is Tenure.HELD
    return Control(holder, organization, agreed, held, str(row.role["fact_id"]))


def _general_partners(by_pair: Mapping[tuple[str, str], list[StakeRow]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for (organization, holder), facts in by_pair.items():
        if any(row.role.get("capacity") == "GENERAL_PARTNER" for row in facts):
            found[organization].add(holder)
    return found


def _stake(
    holder: str, organization: str, facts: list[StakeRow], partners: set[str] | None, on: date
) -> Stake:
    by_source: dict[str, list[tuple[Share, Share]]] = defaultdict(list)
    for row in facts:
        told = _told(row.role, partners)
        if tenure_of(row.role, on) is not Tenure.HELD:
            told = (Share(ZERO, told[0].most), Share(ZERO, told[1].most))
        by_source[str(row.role.get("source"))].append(told)
    sums = [
        (_sum(share for share, _ in told), _sum(votes for _, votes in told)) for told in by_source.values()
    ]
    return Stake(
        holder,
        organization,
        _span([share for share, _ in sums]),
        _span([votes for _, votes in sums]),
        tuple(sorted(str(row.role["fact_id"]) for row in facts)),
    )


def _told(role: Mapping[str, Any], partners: set[str] | None) -> tuple[Share, Share]:
    """The share and the votes that one fact tells of."""
    capacity = role.get("capacity")
    share = bounds(role, "share") or (WHOLE if capacity in SOLE else UNKNOWN)
    votes = bounds(role, "votes")
    if votes is not None:
        return share, votes
    if capacity == "LIMITED_PARTNER":
        # 合伙企业法第六十八条: a limited partner does not conduct the partnership's affairs.
        return share, NOTHING
    if capacity == "GENERAL_PARTNER":
        return share, WHOLE if partners is not None and len(partners) == 1 else UNKNOWN
    return share, share


def _sum(shares: Iterable[Share]) -> Share:
    found = list(shares)
    least = sum((each.least for each in found), ZERO)
    return Share(least, max(least, min(ONE, sum((each.most for each in found), ZERO))))


def _span(shares: list[Share]) -> Share:
    return Share(min(each.least for each in shares), max(each.most for each in shares))
