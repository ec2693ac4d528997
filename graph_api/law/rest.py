"""Step 4, the rest: when a measure is suspended by a remedy that the law lets suspend it (design section 4)."""

from __future__ import annotations

from datetime import date

from graph_api.law.facts import FOREVER, Item, Remedy
from graph_api.law.lawbook import Version
from graph_api.law.verdict import Path

_VERIFICATION = ("VERIFICATION", "OBJECTION")


def rests_of(version: Version, item: Item, path: Path) -> tuple[tuple[date, date], ...]:
    """The half-open days on which the measure rests for this item on this path; a mere filing rests nothing."""
    found = [days for remedy in item.objections if (days := _rest(version, remedy)) is not None]
    if path.post is not None and path.post.accepted_dispute is not None:
        found.append((path.post.accepted_dispute, path.post.dispute_ended or FOREVER))
    return tuple(sorted(found))


def _rest(version: Version, remedy: Remedy) -> tuple[date, date] | None:
    rests = version.measure.rests
    if remedy.stayed_from is not None and "RECORDED_STAY" in rests:
        return remedy.stayed_from, remedy.stayed_until or remedy.decided or FOREVER
    verifying = remedy.kind in _VERIFICATION and remedy.accepted is not None
    if verifying and "ACCEPTED_VERIFICATION" in rests and remedy.accepted is not None:
        return remedy.accepted, remedy.decided or FOREVER
    return None


def resting(rests: tuple[tuple[date, date], ...], day: date) -> bool:
    """Whether one of the rests covers the day."""
    return any(since <= day < until for since, until in rests)
