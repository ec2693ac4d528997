"""What can bar somebody from an office they are in, as the plain lists that the candidate query is given.

By the kernel a ground comes either from a fact that reaches the person or from `incompatible()`. So a post
may be barred by:
- a restriction projected as firm whose outcome is BAR or PERMISSION;
- a measure that ends with a permission (PERMISSION) and has an unknown left: projected as possible, and yet
  barred until the permission is shown, where all that is open is its term or the text that a decision cites;
- an incompatibility (不得兼任): it hangs on another post and on no record, so no restriction is projected;
- the want of full capacity by age: it follows from the birth date, so no restriction is projected.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from graph_api.law.candidates import CAPACITY_MONTHS
from graph_api.law.facts import Body
from graph_api.law.kinds import STATE_CAPITAL, body_is
from graph_api.law.lawbook import Law, Outcome, Version
from graph_api.law.logic import Tri
from graph_api.law.model import Office

#: Outcomes by which a restriction may bar; a reference or a consequence removes nobody.
FIRM = (Outcome.BAR.value, Outcome.PERMISSION.value)
#: Outcomes that bar although something is unknown.
POSSIBLE = (Outcome.PERMISSION.value,)


def born_after(on: date) -> date:
    """A day after which everybody was born who lacks full capacity by age on the day, and few others."""
    return date(on.year - CAPACITY_MONTHS[1] // 12, on.month, 1)


def rules_on(law: Law, on: date) -> list[dict[str, Any]]:
    """The incompatibilities that may bar on the day, one for each office they restrict."""
    return [
        {
            "held": _holding(law, trigger.held.positions),
            "held_in": _bodies(law, trigger.held.org_kinds),
            "barred": _restricted(law, version, office),
            "barred_in": _bodies(law, office.org_kinds),
            "same_body": trigger.held.same_body or office.relation == "SAME_ORGANISATION_ONLY",
        }
        for version, trigger in law.incompatibilities
        if trigger.held is not None
        and version.outcome.value in FIRM
        and version.measure.since <= on < version.until
        for office in version.measure.office
    ]


def _holding(law: Law, positions: Iterable[str]) -> list[str]:
    """The posts by which one holds any of these."""
    wanted = frozenset(positions)
    return sorted(code for code, wider in law.positions.items() if not wider.isdisjoint(wanted))


def _restricted(law: Law, version: Version, office: Office) -> list[str]:
    """The posts an office may restrict: its own, those they imply, and those read out of them."""
    if "ANY_OFFICE" in office.positions:
        return sorted(law.positions)
    words = law.vocabulary
    derived = [code for position in office.positions for code in words.position[position].derived]
    named = {position for each in version.measure.office for position in each.positions}
    implied = [rule.position for rule in words.implication if named.issuperset(rule.requires_one_of)]
    return _holding(law, (*office.positions, *derived, *implied))


def _bodies(law: Law, org_kinds: Iterable[str]) -> dict[str, Any]:
    """How a body shows that it is of one of these kinds; none named means any body."""
    wanted = frozenset(org_kinds)
    codes = [code for code, wider in law.kinds.items() if not wider.isdisjoint(wanted)]
    unknown = Body(closed=True)
    return {
        "any": not wanted or any(body_is(law, unknown, kind) is Tri.YES for kind in wanted),
        "kinds": sorted(codes),
        "capitals": sorted(share for share, kinds in STATE_CAPITAL.items() if set(kinds) & set(codes)),
        "listed": "LISTED_COMPANY" in codes,
    }
