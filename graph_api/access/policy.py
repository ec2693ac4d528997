"""The table of who may see what, read from policy.toml, checked, and compiled for one role and purpose."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from typing import Any

from graph_api.access.viewer import Purpose, Role
from graph_api.errors import PolicyInvalid

FILE = "graph_api/access/policy.toml"


class Reach(StrEnum):
    """Of which subjects a grant opens a class."""

    ALL = "ALL"
    REGION = "REGION"
    SELF = "SELF"
    ORGAN = "ORGAN"
    CONSENTED = "CONSENTED"
    APPROVED = "APPROVED"


@dataclass(frozen=True, slots=True)
class DataClass:
    """A class of data: one reason in law to show it or not."""

    code: str
    name_zh: str
    name_en: str
    basis: str
    public: bool


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that states one of these purposes sees these classes of these subjects."""

    role: Role
    purposes: frozenset[Purpose]
    """Empty: whatever it states, or nothing."""
    classes: frozenset[str]
    reach: Reach


@dataclass(frozen=True, slots=True)
class ReleaseLimits:
    """How much one release opens at most: for how many days, of how many subjects."""

    days: int = 30
    subjects: int = 20


@dataclass(frozen=True, slots=True)
class Rights:
    """The reaches within which each class is open to one role with one purpose; a class not named is closed."""

    reaches: Mapping[str, frozenset[Reach]]

    def everywhere(self, code: str) -> bool:
        """Whether the class is open for every subject."""
        return Reach.ALL in self.reaches.get(code, ())

    def somewhere(self, code: str) -> bool:
        """Whether the class is open for some subject."""
        return bool(self.reaches.get(code))


@dataclass(frozen=True, eq=False)
class Policy:
    """The whole table; there is one a process."""

    classes: Mapping[str, DataClass]
    fields: Mapping[str, str]
    """Type, or Type.field, to its class."""
    roots: Mapping[str, str]
    grants: tuple[Grant, ...]
    release: ReleaseLimits = ReleaseLimits()

    def class_of(self, type_name: str, field: str) -> str | None:
        """The class of a field: its own, else that of its type; None where nobody gave it one."""
        return self.fields.get(f"{type_name}.{field}", self.fields.get(type_name))

    def purposes(self, role: Role) -> frozenset[Purpose]:
        """The purposes that open something to a role."""
        return frozenset(purpose for grant in self.grants if grant.role is role for purpose in grant.purposes)

    @lru_cache(maxsize=256)  # noqa: B019 - one policy lives as long as its process
    def rights(self, role: Role, purpose: Purpose | None) -> Rights:
        """What one role with one purpose may see."""
        found: dict[str, set[Reach]] = {
            each.code: {Reach.ALL} for each in self.classes.values() if each.public
        }
        for grant in self.grants:
            if grant.role is role and (not grant.purposes or purpose in grant.purposes):
                for code in grant.classes:
                    found.setdefault(code, set()).add(grant.reach)
        return Rights({code: frozenset(reaches) for code, reaches in found.items()})

    def within(self, reach: Reach, purpose: str, role: Role | None = None) -> frozenset[str]:
        """The classes that grants of one reach open for a purpose: to one role, or to any."""
        return frozenset(
            code
            for grant in self.grants
            if grant.reach is reach and role in (None, grant.role) and purpose in grant.purposes
            for code in grant.classes
        )

    def purposes_within(self, reach: Reach, role: Role | None = None) -> tuple[Purpose, ...]:
        """The purposes for which grants of one reach open anything, in the order of the law's list."""
        return tuple(purpose for purpose in Purpose if self.within(reach, purpose, role))

    def needs(self, role: Role, code: str) -> tuple[Purpose, ...]:
        """The purposes that would open a class to a role, in the order of the law's list; none where nothing does."""
        wanted = {
            purpose
            for grant in self.grants
            if grant.role is role and code in grant.classes
            for purpose in grant.purposes
        }
        return tuple(purpose for purpose in Purpose if purpose in wanted)


def _named(table: Mapping[str, list[str]], classes: Mapping[str, DataClass]) -> Iterator[tuple[str, str]]:
    for code, names in table.items():
        if code not in classes:
            raise PolicyInvalid(FILE, f"no class {code}")
        for name in names:
            yield name, code


def _once(pairs: Iterator[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, code in pairs:
        if name in found:
            raise PolicyInvalid(FILE, f"{name} has two classes, {found[name]} and {code}")
        found[name] = code
    return found


def _grant(given: Mapping[str, Any], classes: Mapping[str, DataClass]) -> Grant:
    try:
        grant = Grant(
            Role(given["role"]),
            frozenset(Purpose(each) for each in given["purposes"]),
            frozenset(given["classes"]),
            Reach(given["reach"]),
        )
    except (KeyError, ValueError) as wrong:
        raise PolicyInvalid(FILE, f"a grant does not read: {wrong}") from wrong
    unknown = grant.classes - classes.keys()
    if unknown:
        raise PolicyInvalid(FILE, f"a grant to {grant.role} names no class: {', '.join(sorted(unknown))}")
    if not grant.purposes and grant.role is not Role.OPEN:
        raise PolicyInvalid(FILE, f"a grant to {grant.role} names no purpose")
    return grant


def _release(given: Mapping[str, Any]) -> ReleaseLimits:
    try:
        limits = ReleaseLimits(**given)
    except TypeError as wrong:
        raise PolicyInvalid(FILE, f"the limits of releases do not read: {wrong}") from wrong
    if not all(isinstance(each, int) and each > 0 for each in (limits.days, limits.subjects)):
        raise PolicyInvalid(FILE, "the limits of releases are whole numbers above 0")
    return limits


def read_policy(text: str) -> Policy:
    """The policy of a TOML text; raises PolicyInvalid where it does not hold together."""
    try:
        given = tomllib.loads(text)
        classes = {
            each["code"]: DataClass(
                each["code"], each["name_zh"], each["name_en"], each["basis"], each.get("public", False)
            )
            for each in given["class"]
        }
    except (tomllib.TOMLDecodeError, KeyError) as wrong:
        raise PolicyInvalid(FILE, f"it does not read: {wrong}") from wrong
    return Policy(
        classes,
        _once(_named(given["fields"], classes)),
        _once(_named(given["roots"], classes)),
        tuple(_grant(each, classes) for each in given["grant"]),
        _release(given.get("release", {})),
    )


@lru_cache(maxsize=1)
def shipped_policy() -> Policy:
    """The policy that comes with the product."""
    return read_policy((files("graph_api") / "access" / "policy.toml").read_text(encoding="utf-8"))
