"""The graph of stakes around a subject, fetched ring by ring within a budget, with what was cut and why."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from graph_api.access.minors import is_minor
from graph_api.context import Clocks, Context
from graph_api.ownership.marks import HolderMark, marks_of
from graph_api.ownership.reading import stakes_of
from graph_api.ownership.rows import STAKES_IN_ORGANIZATIONS, STAKES_OF_HOLDERS, StakeRow
from graph_api.ownership.stakes import Control, Stake, Stakes

#: Stakes read of one organization or of one holder; of a longer list the smallest are cut.
LONGEST_LIST = 200


class Direction(Enum):
    """Whether the holders of a subject are followed, or what it holds."""

    UP = "UP"
    DOWN = "DOWN"


class Reason(Enum):
    """Why something was not looked at."""

    DEPTH = "DEPTH"
    NUMBER = "NUMBER"
    LONG_LIST = "LONG_LIST"
    TIME = "TIME"
    NOMINEE = "NOMINEE"


@dataclass(frozen=True, slots=True)
class Budget:
    """How far one question may look: rings, subjects, seconds."""

    depth: int
    subjects: int
    seconds: float


@dataclass(frozen=True)
class Gathered:
    """The stakes around a subject that this request may see, and what was not looked at."""

    subject_id: str
    direction: Direction
    stakes: Stakes
    rings: dict[str, int]
    """How many rings away each subject lies."""
    people: frozenset[str]
    marks: dict[str, frozenset[HolderMark]]
    cuts: dict[str, frozenset[Reason]]
    """The subjects of which not everything was looked at."""

    @property
    def unseen(self) -> frozenset[str]:
        """The organizations behind which holders may stand whom nobody looked at."""
        if self.direction is Direction.UP:
            return frozenset(self.cuts)
        # What a cut holder holds is not known to be of one organization rather than another.
        return frozenset(self.stakes.of) if self.cuts else frozenset()

    @property
    def nominees(self) -> frozenset[str]:
        """Those who hold for others."""
        return frozenset(key for key, marks in self.marks.items() if HolderMark.NOMINEE in marks)


@dataclass
class _Gathering:
    """A graph while it is gathered."""

    context: Context
    clocks: Clocks
    direction: Direction
    budget: Budget
    clock: Callable[[], float]
    rings: dict[str, int] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    marks: dict[str, frozenset[HolderMark]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    cuts: dict[str, set[Reason]] = field(default_factory=dict)
    stakes: list[Stake] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)

    @property
    def upwards(self) -> bool:
        return self.direction is Direction.UP

    def cut(self, subject_id: str, reason: Reason) -> None:
        self.cuts.setdefault(subject_id, set()).add(reason)

    async def read(self, frontier: list[str], size: int) -> list[StakeRow]:
        query = STAKES_IN_ORGANIZATIONS if self.upwards else STAKES_OF_HOLDERS
        clocks = self.clocks
        return await self.context.db.read(
            query, subject_ids=frontier, size=size, on=clocks.as_of, known=clocks.known_as_of
        )

    async def ring(self, frontier: list[str], number: int) -> list[str]:
        """Reads one ring and takes it in; the subjects to be looked at next."""
        rows = self._within_lists(await self.read(frontier, LONGEST_LIST + 1))
        await self._hide(rows)
        stakes, controls = stakes_of(rows, self.clocks.as_of, self.upwards)
        kept = self._within_number(stakes, controls, number)
        for row in rows:
            if row.other in kept:
                self.marks[row.other] = marks_of(row.other_name or "", row.other_labels)
                if "Person" in row.other_labels:
                    self.people.add(row.other)
        self.stakes += [each for each in stakes if self._there(each)]
        self.controls += [each for each in controls if self._there(each)]
        return self._next(kept)

    def _there(self, each: Stake | Control) -> bool:
        ends = {each.holder, each.organization}
        return all(end in self.rings or end in self.hidden for end in ends)

    def _within_lists(self, rows: list[StakeRow]) -> list[StakeRow]:
        kept, number = [], dict[str, int]()
        for row in rows:
            number[row.subject_id] = number.get(row.subject_id, 0) + 1
            if number[row.subject_id] <= LONGEST_LIST:
                kept.append(row)
            else:
                self.cut(row.subject_id, Reason.LONG_LIST)
        return kept

    async def _hide(self, rows: list[StakeRow]) -> None:
        """Finds the subjects of a ring that this request may not see put together with others."""
        new = {row.other: row for row in rows if row.other not in self.rings}
        codes = {key: self._codes(row) for key, row in new.items()}
        asked = [key for key in sorted(codes) if codes[key]]
        access = self.context.access
        seen = await asyncio.gather(*(access.sees_all(codes[key], key) for key in asked))
        self.hidden |= {key for key, shown in zip(asked, seen, strict=True) if not shown}

    def _codes(self, row: StakeRow) -> tuple[str, ...]:
        past = ("PAST",) if self.clocks.known_as_of is not None else ()
        if "Person" not in row.other_labels:
            return past
        minor = row.sealed or is_minor(row.born, self.clocks.protecting)
        return (*past, "NETWORK", "SEALED") if minor else (*past, "NETWORK")

    def _within_number(self, stakes: list[Stake], controls: list[Control], number: int) -> set[str]:
        """Takes in new subjects up to the budget, those declared to control and the largest stakes first."""
        weight: dict[str, Fraction] = {}
        anchors: dict[str, set[str]] = {}
        ends = [(each, each.share.most) for each in stakes] + [(each, Fraction(2)) for each in controls]
        for each, most in ends:
            other, anchor = (
                (each.holder, each.organization) if self.upwards else (each.organization, each.holder)
            )
            if other not in self.rings and other not in self.hidden:
                weight[other] = max(weight.get(other, Fraction(0)), most)
                anchors.setdefault(other, set()).add(anchor)
        order = sorted(weight, key=lambda key: (-weight[key], key))
        room = max(0, self.budget.subjects - len(self.rings))
        for key in order[room:]:
            for anchor in anchors[key]:
                self.cut(anchor, Reason.NUMBER)
        self.rings |= dict.fromkeys(order[:room], number)
        return set(order[:room])

    def _next(self, kept: set[str]) -> list[str]:
        frontier = []
        for key in sorted(kept - self.people):
            if self.upwards and HolderMark.NOMINEE in self.marks.get(key, ()):
                self.cut(key, Reason.NOMINEE)
            else:
                frontier.append(key)
        return frontier

    async def end(self, frontier: list[str], reason: Reason) -> None:
        """Says of which subjects at the edge something was left: those that have anything more at all."""
        for row in await self.read(frontier, 1):
            self.cut(row.subject_id, reason)


async def gather(
    context: Context,
    clocks: Clocks,
    subject_id: str,
    direction: Direction,
    budget: Budget,
    clock: Callable[[], float] = time.monotonic,
) -> Gathered:
    """The stakes around a subject within a budget: one query for each ring, and one for what lies beyond."""
    found = _Gathering(context, clocks, direction, budget, clock)
    found.rings[subject_id] = 0
    frontier, until = [subject_id], clock() + budget.seconds
    for number in range(1, budget.depth + 1):
        if not frontier or clock() > until:
            break
        frontier = await found.ring(frontier, number)
    if frontier:
        await found.end(frontier, Reason.TIME if clock() > until else Reason.DEPTH)
    stakes = Stakes.among(found.stakes, found.controls).without(frozenset(found.hidden))
    return Gathered(
        subject_id,
        direction,
        stakes,
        found.rings,
        frozenset(found.people),
        found.marks,
        {key: frozenset(reasons) for key, reasons in sorted(found.cuts.items())},
    )
