"""A question prepared: which measures may restrict the office, worked out once for each kind of office."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar, cast

from graph_api.law.facts import Body, Office
from graph_api.law.history import body_on, with_told
from graph_api.law.kinds import names_of
from graph_api.law.lawbook import Law, Outcome
from graph_api.law.model import Office as Restricted
from graph_api.law.office import Implied, Match, matches_for

Value = TypeVar("Value")

Offices = dict[str, tuple[tuple[Restricted, Match], ...]]


@dataclass(frozen=True, slots=True)
class Asked:
    """An office on a day with the measures that may restrict it; `given` still has the history of its body."""

    given: Office
    office: Office
    as_of: date
    implied: Implied
    offices: Offices
    triggers: tuple[str, ...]


def asked_for(law: Law, office: Office, as_of: date) -> Asked:
    """The question prepared; what depends only on the kind of office is worked out once for all of that kind."""
    given, office = office, office_on(office, as_of)
    implied: Implied = tuple(
        (rule.org_kind, rule.requires_one_of) for rule in law.implied(office.position, as_of)
    )
    kind = replace(office, body=_kind_of(law, office.body))
    offices = _cached(law, "offices", (kind, implied), lambda: _restricting(law, kind, implied))
    triggers = _cached(law, "triggers", (kind, as_of), lambda: _looked_to(law, offices, as_of))
    return Asked(given, office, as_of, implied, offices, triggers)


def office_on(office: Office, day: date) -> Office:
    """The office with its body as it was on the day, and what the caller told where nothing is known."""
    if not office.body.history and office.told is None:
        return office
    return replace(office, body=with_told(body_on(office.body, day), office.told), told=None)


def _kind_of(law: Law, body: Body) -> Body:
    """The body without what tells it from others of its kind; of its name only the words that licences reserve."""
    names = "" if body.closed else "\n".join(names_of(body))
    words = "".join(word for word in law.reserved_words if word in names)
    return replace(body, subject_id="", name=words, other_names=(), status=None, supervising_organ=None)


def _cached(law: Law, name: str, key: object, work: Callable[[], Value]) -> Value:
    cache = law.caches[name]
    found = cache.get(key)
    if found is None:
        if len(cache) > 4096:
            cache.clear()
        found = cache[key] = work()
    return cast(Value, found)


def _restricting(law: Law, office: Office, implied: Implied) -> Offices:
    return {
        version.key: matched
        for version in law.versions
        if version.outcome is not Outcome.CONSEQUENCE
        and (matched := matches_for(law, version, office, implied))
    }


def _looked_to(law: Law, offices: Offices, as_of: date) -> tuple[str, ...]:
    """The triggers the law looks to for an office on a day, by measures that could bar it."""
    triggers = {
        trigger.kind
        for version in law.versions
        if version.measure.since <= as_of < version.until
        for _, match in offices.get(version.key, ())
        if match.outcome is Outcome.BAR
        for trigger in version.measure.trigger
        if trigger.held is None
    }
    return tuple(sorted(triggers))
