"""What of a subject's items and restrictions tells on a day, and which kinds of fact a check looks for."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from graph_api.law.lawbook import Law, closure
from graph_api.records.types import ItemState, state_of
from graph_api.restrictions.rows import PlacedRestrictionRow, RestrictionRow
from graph_api.restrictions.types import RestrictionState, state_on

BoundRow = PlacedRestrictionRow | RestrictionRow


def is_adverse(law: Law, kind: str | None, trigger: str | None) -> bool:
    """Whether a kind of fact speaks against its subject: as its kind in the catalogue says, else its trigger."""
    directions = {each.code: each.direction for each in law.record_kinds}
    if kind in directions:
        return directions[kind] == "ADVERSE"
    above = closure(law.vocabulary.trigger, [trigger or ""])
    of_trigger = {each.direction for each in law.record_kinds if above & set(each.triggers)}
    return not of_trigger or "ADVERSE" in of_trigger


def tells(law: Law, item: dict[str, Any], on: date, today: date) -> bool:
    """Whether a published item speaks against its subject on a day: decided, adverse, in effect or undated.

    What is over today, withdrawn or left, is told of no day: whoever asks about the past learns no more.
    """
    if not is_adverse(law, item.get("kind"), item.get("trigger")):
        return False
    standing = {state_of(item, on), state_of(item, max(on, today))}
    return standing <= {ItemState.IN_EFFECT, ItemState.UNKNOWN}


def firmness(row: BoundRow, on: date) -> RestrictionState:
    """How firmly a restriction stands on a day; one of a disputed post, the dispute accepted, rests."""
    stored = row.restriction
    return state_on(stored, json.loads(stored["path"]), on)


def looked_for(law: Law) -> tuple[str, ...]:
    """The published kinds of fact that speak against somebody."""
    return tuple(code for code in law.published_triggers if is_adverse(law, None, code))


def not_covered(law: Law, covered: Collection[str]) -> tuple[str, ...]:
    """What a check looks for and no source covers everywhere: nothing found says nothing of it."""
    words = law.vocabulary.trigger
    return tuple(code for code in looked_for(law) if closure(words, [code]).isdisjoint(covered))
