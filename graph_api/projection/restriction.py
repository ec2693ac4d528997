"""A bar of the kernel as a restriction to be stored: its deterministic id, its values and what it rests on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph_api.law.facts import DAY_ZERO, FOREVER, Facts, Item
from graph_api.law.lawbook import KERNEL_VERSION, Law, Version
from graph_api.law.logic import Tri
from graph_api.law.projection import bars
from graph_api.law.proof import day_text
from graph_api.law.verdict import Bar
from graph_api.projection.rows import StoredRow


@dataclass(frozen=True)
class Restriction:
    """A restriction as facts and law give it."""

    restriction_id: str
    subject: str
    origin: str
    item: str
    under: str
    stored: dict[str, Any]

    def row(self) -> dict[str, Any]:
        """The restriction as a write query takes it."""
        return {"subject": self.subject, "item": self.item, "under": self.under, "stored": self.stored}


def restrictions_of(law: Law, facts: Facts) -> dict[str, Restriction]:
    """Everything the kernel says reaches the subject because of something in the graph, by id.

    What follows from a birth date alone is no restriction: it hangs on no record and is judged when asked.
    """
    in_graph = {item.item_id for item in facts.items}
    found = {}
    for bar in bars(law, facts):
        if bar.item is not None and bar.item.item_id in in_graph:
            made = _restriction(law, facts.person.subject_id, bar, bar.item)
            found[made.restriction_id] = made
    return found


def version_of(law: Law, code: str, since: date) -> Version | None:
    """The version of a measure by its key; None for a propagation rule."""
    cache = law.caches["versions_by_key"]
    if not cache:
        cache.update({(version.code, version.measure.since): version for version in law.versions})
    found = cache.get((code, since))
    return found if isinstance(found, Version) else None


def _restriction(law: Law, subject: str, bar: Bar, item: Item) -> Restriction:
    under = f"{bar.measure}@{bar.version.isoformat()}"
    post = bar.path.post.fact_id if bar.path.post else ""
    key = "\x1f".join((subject, bar.effect, under, item.origin, item.item_id, bar.path.role, post))
    restriction_id = hashlib.blake2b(key.encode(), digest_size=16).hexdigest()
    positions, org_kinds, sectors = _scope(version_of(law, bar.measure, bar.version), item)
    values: dict[str, Any] = {
        "restriction_id": restriction_id,
        "measure": bar.measure,
        "version": bar.version,
        "effect": bar.effect,
        "state": state_of(bar),
        "since": _day(bar.span.firm_from) if _firm(bar) else None,
        "until": _day(bar.span.firm_until) if _firm(bar) else None,
        "possible_since": _day(bar.span.possible_from),
        "possible_until": _day(bar.span.possible_until),
        "positions": positions,
        "org_kinds": org_kinds,
        "sectors": sectors,
        "path": path_text(bar),
        "law_digest": law.digest,
        "kernel_version": KERNEL_VERSION,
        "outcome": bar.outcome,
    }
    return Restriction(restriction_id, subject, item.origin, item.item_id, under, known(values))


def _firm(bar: Bar) -> bool:
    return bar.span.firm_from < bar.span.firm_until


def state_of(bar: Bar) -> str:
    """FIRM where it is certain, SUSPENDED while it rests with no end in sight, else POSSIBLE; no clock is read."""
    if any(until == FOREVER for _, until in bar.rests):
        return "SUSPENDED"
    return "FIRM" if bar.certainty is Tri.YES and _firm(bar) else "POSSIBLE"


def _day(day: date) -> date | None:
    return None if day in (DAY_ZERO, FOREVER) else day


def _scope(version: Version | None, item: Item) -> tuple[list[str], list[str], list[str]]:
    """Positions, kinds of body and sectors it covers: the decision's own where it states them, else the measure's."""
    offices = version.measure.office if version else ()

    def covered(own: tuple[str, ...], lists: Iterable[tuple[str, ...]]) -> list[str]:
        wide = [tuple(codes) for codes in lists]
        if item.origin == "SANCTION" and own:
            return sorted(own)
        # One office without a limit makes the whole unlimited.
        return sorted({code for codes in wide for code in codes}) if all(wide) else []

    return (
        covered(item.positions, (office.positions for office in offices)),
        covered(item.org_kinds, (office.org_kinds for office in offices)),
        covered(item.sectors, (office.sectors for office in offices)),
    )


def path_text(bar: Bar) -> str:
    """The path as JSON: role, post with its dates, organization, what is unknown, and on which days it rests."""
    post = bar.path.post
    values = {
        "role": bar.path.role,
        "finding": bar.path.finding or None,
        "post": post.fact_id if post else None,
        "position": post.position if post else None,
        "organization": post.organization if post else None,
        "since": day_text(post.since) if post else None,
        "until": day_text(post.until) if post and (post.until or post.ended) else None,
        "certain": bar.certainty is Tri.YES,
        "rests": [[since.isoformat(), until.isoformat()] for since, until in bar.rests],
        "unknowns": [
            [unknown.code, unknown.subject, unknown.qualifier or ""]
            for unknown in dict.fromkeys(bar.unknowns)
        ],
    }
    return json.dumps(known(values), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def known(values: dict[str, Any]) -> dict[str, Any]:
    """The values without those that say nothing."""
    return {name: value for name, value in values.items() if value is not None and value != []}


def differing(wanted: Restriction, found: StoredRow) -> tuple[str, ...]:
    """The names of what differs between a restriction and the stored one; empty where they agree."""
    stored = known(found.stored)
    names = [
        name
        for name in sorted(stored.keys() | wanted.stored.keys())
        if stored.get(name) != wanted.stored.get(name)
    ]
    if found.items != [wanted.item]:
        names.append("BECAUSE_OF")
    if found.measures != [wanted.under]:
        names.append("UNDER")
    return tuple(names)
