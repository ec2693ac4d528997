"""Which duties are kept apart, decided on roles alone."""

from __future__ import annotations

from collections.abc import Collection

from graph_api.access.viewer import SEPARATED, Role
from graph_api.callers.refusals import DutiesSeparated, RoleNotGiven, RoleNotHeld

#: Roles that come from signing in, or from not doing so, and are never given.
NOT_GIVEN = frozenset({Role.PUBLIC, Role.OPEN, Role.SUBJECT})
GIVEN = tuple(role for role in Role if role not in NOT_GIVEN)
#: Who gives rights sees no facts, and who reads the audit nothing else: these stand alone.
ALONE = frozenset({Role.SECURITY_ADMINISTRATOR, Role.AUDITOR})
#: A service shows no second factor; these are people.
PEOPLE_ONLY = SEPARATED


def with_role(held: Collection[Role], role: Role, kind: str) -> tuple[Role, ...]:
    """The roles of a caller with one more; refused where the duties must be kept apart."""
    if role in NOT_GIVEN or (kind == "SERVICE" and role in PEOPLE_ONLY):
        raise RoleNotGiven(role)
    others = [each for each in held if each is not role]
    apart = [
        each for each in others if role in ALONE or each in ALONE or (role in SEPARATED and each in SEPARATED)
    ]
    if apart:
        raise DutiesSeparated(role, apart)
    return tuple(each for each in Role if each in {*held, role})


def part_of(held: Collection[Role], wanted: Collection[Role]) -> tuple[Role, ...]:
    """The roles of a key: those wanted, all of them held; everything held where none is named."""
    if not set(wanted) <= set(held):
        raise RoleNotHeld(held)
    return tuple(role for role in Role if role in (wanted or held))
