"""Answers to questions of ownership: the graph gathered, then reckoned beside the event loop."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, replace
from functools import cached_property

from graph_api.context import Clocks, Context
from graph_api.errors import InputInvalid
from graph_api.ownership.gathering import Budget, Direction, Gathered, Reason, gather
from graph_api.ownership.shares import Held, Holding, held_by, holders_of, left_open
from graph_api.ownership.stakes import NOTHING, Share

#: Reasons that lie with us, and not with a holder who holds for others.
OURS = frozenset({Reason.DEPTH, Reason.NUMBER, Reason.LONG_LIST, Reason.TIME})


@dataclass(frozen=True)
class Answered:
    """The shares around a subject, what is left open, and what was not looked at."""

    gathered: Gathered
    held: Held
    left_open: Share | None
    """The part of the subject that arrives at nobody shown; None where its holdings were asked for."""

    @property
    def complete(self) -> bool:
        """Whether nothing was cut by us."""
        return not any(reasons & OURS for reasons in self.gathered.cuts.values())

    @cached_property
    def by_subject(self) -> dict[str, Holding]:
        """The shares by the subject at the other end."""
        upwards = self.gathered.direction is Direction.UP
        return {(each.holder if upwards else each.organization): each for each in self.held.holdings}

    def share_at(self, subject_id: str) -> Share:
        """The part of the subject asked about that arrives at another, or of the other that arrives at it."""
        found = self.by_subject.get(subject_id)
        return found.share if found else NOTHING


def budget_of(context: Context, depth: int | None) -> Budget:
    """The budget of one question; a caller may only look less far."""
    settings = context.settings
    if depth is not None and not 1 <= depth <= settings.ownership_depth:
        raise InputInvalid(
            "depth", f"it is 1 to {settings.ownership_depth}", f"层数为 1 至 {settings.ownership_depth}"
        )
    return Budget(depth or settings.ownership_depth, settings.ownership_subjects, settings.ownership_seconds)


async def ownership(
    context: Context, clocks: Clocks, subject_id: str, direction: Direction, depth: int | None
) -> Answered:
    """The shares of all holders of a subject, or of all it holds, over all paths."""
    budget = budget_of(context, depth)
    gathered = await gather(context, clocks, subject_id, direction, budget)
    return await asyncio.to_thread(_reckoned, gathered, budget.seconds)


def _reckoned(gathered: Gathered, seconds: float) -> Answered:
    until = time.monotonic() + seconds
    stakes, subject_id = gathered.stakes, gathered.subject_id
    if gathered.direction is Direction.DOWN:
        return Answered(gathered, held_by(stakes, subject_id, gathered.unseen), None)
    held = holders_of(stakes, subject_id, gathered.unseen, lambda: time.monotonic() > until)
    if held.left_out:
        cuts = gathered.cuts | {subject_id: gathered.cuts.get(subject_id, frozenset()) | {Reason.TIME}}
        gathered = replace(gathered, cuts=cuts)
    return Answered(gathered, held, left_open(stakes, subject_id, _last(gathered)))


def _last(gathered: Gathered) -> frozenset[str]:
    """Those at whom what they receive ends, as far as it was looked at."""
    stakes = gathered.stakes
    return frozenset(key for key in stakes.by if key not in stakes.of and key not in gathered.cuts)
