"""Answers to questions of control: controllers at the top, chains, groups, beneficial owners."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from graph_api.access.minors import is_minor
from graph_api.context import Clocks, Context
from graph_api.errors import InputInvalid
from graph_api.ownership.control import (
    Controlled,
    Controller,
    ControlTest,
    OutOfTime,
    Step,
    controlled_by,
    ultimate_controllers,
    votes_of,
)
from graph_api.ownership.gathering import Direction, Gathered, gather
from graph_api.ownership.rows import HEADS_OF_ORGANIZATIONS
from graph_api.ownership.service import Answered, budget_of, ownership
from graph_api.ownership.stakes import NOTHING, Share

#: Posts of those who conduct the daily business; of a body that shows none of them, who represents it.
MANAGING = ("GENERAL_MANAGER", "EXECUTIVE_PARTNER", "PROPRIETOR")
REPRESENTING = ("LEGAL_REPRESENTATIVE",)
OF_THE_STATE = frozenset({"WHOLLY", "CONTROLLED"})


def at_the_top(context: Context, gathered: Gathered) -> list[Controller]:
    """Those at the top of the subject of a graph; refused where the graph is too large for the time there is."""
    until = time.monotonic() + context.settings.ownership_seconds
    try:
        return ultimate_controllers(
            gathered.stakes, gathered.subject_id, gathered.nominees, lambda: time.monotonic() > until
        )
    except OutOfTime:
        raise InputInvalid(
            "depth",
            "there are too many holders to look through in time; ask with less depth",
            "股东过多，未能在限时内完成穿透，请减少层数后重试",
        ) from None


@dataclass(frozen=True)
class Controllers:
    """Those at the top of an organization, with the graph they were found in."""

    answered: Answered
    found: tuple[Controller, ...]

    @property
    def gathered(self) -> Gathered:
        """The graph."""
        return self.answered.gathered


async def controllers(context: Context, clocks: Clocks, organization: str, depth: int | None) -> Controllers:
    """Who controls an organization at the top: with certainty, possibly, or by a test that establishes nothing."""
    answered = await ownership(context, clocks, organization, Direction.UP, depth)
    gathered = answered.gathered
    found = await asyncio.to_thread(at_the_top, context, gathered)
    if not any(each.certain for each in found):
        heads = await heads_of(context, clocks, organization, REPRESENTING)
        found += [
            Controller(key, False, (Step(key, organization, ControlTest.OFFICE, NOTHING),)) for key in heads
        ]
    return Controllers(answered, tuple(found))


async def heads_of(
    context: Context, clocks: Clocks, organization: str, positions: tuple[str, ...]
) -> list[str]:
    """The people in these posts whom this request may see put together with others."""
    rows = await context.db.read(
        HEADS_OF_ORGANIZATIONS,
        subject_ids=[organization],
        positions=list(positions),
        on=clocks.as_of,
        known=clocks.known_as_of,
    )
    past = ("PAST",) if clocks.known_as_of is not None else ()
    found = []
    for row in rows:
        if "Person" not in row.other_labels or row.other in found:
            continue
        minor = row.sealed or is_minor(row.born, clocks.protecting)
        codes = (*past, "NETWORK", "SEALED") if minor else (*past, "NETWORK")
        if await context.access.sees_all(codes, row.other):
            found.append(row.other)
    return sorted(found)


class OwnerTest(Enum):
    """Why somebody is a beneficial owner."""

    SHARE = "SHARE"
    VOTES = "VOTES"
    CONTROL = "CONTROL"
    OFFICE = "OFFICE"


@dataclass(frozen=True)
class Owner:
    """A natural person who owns an organization in the end: by which tests with certainty, by which possibly."""

    person: str
    certain: tuple[OwnerTest, ...]
    possible: tuple[OwnerTest, ...]
    share: Share
    could_be: Fraction
    votes: Share
    chain: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Owners:
    """The beneficial owners of an organization, with the graph they were found in."""

    answered: Answered
    found: tuple[Owner, ...]
    others_may_be: bool
    """Whether somebody may be one who is not named, or named with less: what is left open is large enough."""


async def owners(
    context: Context,
    clocks: Clocks,
    organization: str,
    state_capital: str | None,
    threshold: Fraction,
    depth: int | None,
) -> Owners:
    """The natural persons who own an organization in the end (受益所有人信息管理办法第六条、第七条).

    By at least so much of the shares or of the votes, or by control; where nobody certainly does, whoever conducts
    the daily business is taken for one. Of a company that the state controls it is who represents it.
    """
    answered = await ownership(context, clocks, organization, Direction.UP, depth)
    found = await asyncio.to_thread(_owners, context, answered, organization, threshold)
    state = state_capital in OF_THE_STATE
    if state or not any(each.certain for each in found):
        heads = [] if state else await heads_of(context, clocks, organization, MANAGING)
        heads = heads or await heads_of(context, clocks, organization, REPRESENTING)
        known = {each.person for each in found if each.certain}
        found += [
            Owner(key, (OwnerTest.OFFICE,), (), NOTHING, Fraction(0), NOTHING)
            for key in heads
            if key not in known
        ]
    named = {each.person for each in found if OwnerTest.SHARE in (*each.certain, *each.possible)}
    more = any(
        each.could_be >= threshold
        for each in answered.held.holdings
        if each.holder in answered.gathered.people - named
    )
    open_part = answered.left_open
    return Owners(answered, tuple(found), more or (open_part is not None and open_part.most >= threshold))


def _owners(context: Context, answered: Answered, organization: str, threshold: Fraction) -> list[Owner]:
    gathered = answered.gathered
    found = []
    top = {
        each.holder: each
        for each in reversed(at_the_top(context, gathered))
        if each.test is not ControlTest.LARGEST_HOLDER
    }
    for person in sorted(gathered.people & (gathered.stakes.by.keys() | top.keys())):
        held = answered.by_subject.get(person)
        share = held.share if held else NOTHING
        could_be = held.could_be if held else Fraction(0)
        votes = votes_of(gathered.stakes, person, organization, gathered.nominees)
        control = top.get(person)
        bounds = {
            OwnerTest.SHARE: (share.least >= threshold, share.most >= threshold),
            OwnerTest.VOTES: (votes.least >= threshold, votes.most >= threshold),
            OwnerTest.CONTROL: (control is not None and control.certain, control is not None),
        }
        certain = tuple(test for test, (sure, _) in bounds.items() if sure)
        possible = tuple(test for test, (sure, maybe) in bounds.items() if maybe and not sure)
        if certain or possible:
            chain = control.chain if control else ()
            found.append(Owner(person, certain, possible, share, could_be, votes, chain))
    found.sort(key=lambda each: (not each.certain, -each.share.most, each.person))
    return found


@dataclass(frozen=True)
class Chain:
    """The steps by which a holder controls an organization: certain, possible, or none known."""

    gathered: Gathered
    steps: tuple[Step, ...]
    certain: bool


async def chain(context: Context, clocks: Clocks, holder: str, organization: str, depth: int | None) -> Chain:
    """The chain of control from a holder down to an organization."""
    gathered = await gather(context, clocks, organization, Direction.UP, budget_of(context, depth))
    for certain in (True, False):
        found = controlled_by(gathered.stakes, holder, certain, gathered.nominees)
        if holder in gathered.rings and organization in found.steps:
            return Chain(gathered, found.chain(organization), certain)
    return Chain(gathered, (), False)


@dataclass(frozen=True)
class Group:
    """A controller and everything it controls, with certainty or possibly."""

    heads: tuple[str, ...]
    above: Gathered
    """The holders of the organization asked about."""
    gathered: Gathered
    """What its head holds."""
    sure: Controlled
    maybe: Controlled

    @property
    def led_by_a_person(self) -> bool:
        """Whether its head is a natural person."""
        return self.heads[0] in self.above.people

    @property
    def members(self) -> list[tuple[str, bool, Step]]:
        """The organizations controlled, the certain ones first, with the last step of each chain."""
        rings = self.gathered.rings
        certain = [(key, True, step) for key, step in self.sure.steps.items()]
        possible = [
            (key, False, step) for key, step in self.maybe.steps.items() if key not in self.sure.steps
        ]
        order = sorted(certain + possible, key=lambda each: (not each[1], rings[each[0]], each[0]))
        return [each for each in order if each[0] not in self.heads]


async def group(context: Context, clocks: Clocks, organization: str, depth: int | None) -> Group:
    """The group an organization belongs to: that of the one at its top, else what it controls itself.

    Where several control it together, and where nobody certainly does, the group begins with the organization.
    """
    above = await gather(context, clocks, organization, Direction.UP, budget_of(context, depth))
    top = [each for each in await asyncio.to_thread(at_the_top, context, above) if each.certain]
    one = len(top) == 1 or (bool(top) and all(each.in_a_loop for each in top))
    heads = tuple(each.holder for each in top) if one else (organization,)
    below = await gather(context, clocks, heads[0], Direction.DOWN, budget_of(context, depth))
    sure = controlled_by(below.stakes, heads[0], True)
    return Group(heads, above, below, sure, controlled_by(below.stakes, heads[0], False))
