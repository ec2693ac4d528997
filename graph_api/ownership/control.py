"""Who controls whom: declared control, and more than half of the votes, counted with those whom one controls.

The set a holder controls is the least one that holds together: an organization is in it if its control is declared
for the holder or a member, or if the holder and the members together have more than half of its votes. Votes on
shares in itself do not exist (公司法第一百一十六条) and are left out of the whole. It is computed twice, with what is
certain and with what is possible (docs/adr/0010). The largest holder and the head of an organization are tests
too, and establish nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction

from graph_api.ownership.loops import components
from graph_api.ownership.stakes import NOTHING, ONE, ZERO, Control, Share, Stake, Stakes, never

HALF = Fraction(1, 2)


class ControlTest(Enum):
    """By which test somebody is said to control."""

    DECLARED = "DECLARED"
    AGREEMENT = "AGREEMENT"
    MAJORITY = "MAJORITY"
    LARGEST_HOLDER = "LARGEST_HOLDER"
    OFFICE = "OFFICE"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a chain of control: by which test, with which votes, and together with whom."""

    holder: str
    organization: str
    test: ControlTest
    votes: Share
    """What the controller of the chain and those it controls have together."""
    with_others: tuple[str, ...] = ()
    """Whose votes were counted beside those of the holder of this step."""


@dataclass(frozen=True, slots=True)
class Controlled:
    """Everything a holder controls, each with the last step by which it does."""

    holder: str
    steps: Mapping[str, Step]

    def chain(self, organization: str) -> tuple[Step, ...]:
        """The steps from the holder down to the organization."""
        steps: list[Step] = []
        while organization != self.holder or not steps:
            steps.append(self.steps[organization])
            organization = steps[-1].holder
        return tuple(reversed(steps))


@dataclass(frozen=True, slots=True)
class Controller:
    """Somebody at the top of a chain of control over an organization."""

    holder: str
    certain: bool
    chain: tuple[Step, ...]
    in_a_loop: bool = False
    """Whether it is in turn controlled by what it controls, and by nobody else."""

    @property
    def test(self) -> ControlTest:
        """The weakest test in its chain."""
        return max((step.test for step in self.chain), key=list(ControlTest).index)


def votes_together(stakes: Stakes, members: frozenset[str], organization: str) -> Share:
    """The part of the votes of an organization that these holders have together, without those it has in itself."""
    held = stakes.of.get(organization, ())
    ours = [each.votes for each in held if each.holder in members and each.holder != organization]
    others = [each.votes for each in held if each.holder not in members and each.holder != organization]
    own = next((each.votes for each in held if each.holder == organization), NOTHING)
    if not ours:
        return NOTHING
    least, most = sum((each.least for each in ours), ZERO), sum((each.most for each in ours), ZERO)
    against = sum((each.least for each in others), ZERO)
    return Share(_part(least, own.least), _most_part(most, against, own))


def _part(votes: Fraction, own: Fraction) -> Fraction:
    return min(ONE, votes / (ONE - own)) if own < ONE else ZERO


def _most_part(votes: Fraction, against: Fraction, own: Share) -> Fraction:
    """The largest part: more votes in itself make the whole smaller, and leave less to hold."""
    turn = min(max(ONE - against - votes, own.least), own.most)
    return max(_part(min(votes, ONE - against - each), each) for each in {own.least, turn, own.most})


def controlled_by(
    stakes: Stakes, holder: str, certain: bool, aside: frozenset[str] = frozenset()
) -> Controlled:
    """Everything a holder controls, with certainty or possibly; those `aside` hold for others and pass nothing on."""
    steps: dict[str, Step] = {}
    declared = _declared(stakes, certain)
    members, waiting = frozenset({holder}), {holder}
    while waiting:
        touched = {stake.organization for key in waiting for stake in stakes.by.get(key, ())}
        touched |= {control.organization for key in waiting for control in declared.get(key, ())}
        joined = {}
        for organization in sorted(touched - steps.keys()):
            step = _step(stakes, members, organization, declared, certain)
            if step is not None:
                joined[organization] = step
        steps |= joined
        waiting = set(joined) - aside - members
        members |= waiting
    return Controlled(holder, steps)


def _declared(stakes: Stakes, certain: bool) -> dict[str, list[Control]]:
    found: dict[str, list[Control]] = {}
    for each in stakes.controls:
        if each.certain or not certain:
            found.setdefault(each.holder, []).append(each)
    return found


def _step(
    stakes: Stakes,
    members: frozenset[str],
    organization: str,
    declared: Mapping[str, list[Control]],
    certain: bool,
) -> Step | None:
    """The step by which these members control an organization: a declaration before an agreement before votes."""
    votes = votes_together(stakes, members, organization)
    told = [
        each
        for member in sorted(members - {organization})
        for each in declared.get(member, ())
        if each.organization == organization
    ]
    if told:
        first = min(told, key=lambda each: (each.by_agreement, each.holder))
        test = ControlTest.AGREEMENT if first.by_agreement else ControlTest.DECLARED
        return Step(first.holder, organization, test, votes)
    if (votes.least if certain else votes.most) <= HALF:
        return None
    voting = [
        each for each in stakes.of[organization] if each.holder in members and each.holder != organization
    ]
    main = min(voting, key=lambda each: (-each.votes.most, -each.votes.least, each.holder))
    others = tuple(each.holder for each in voting if each is not main and each.votes.most)
    return Step(main.holder, organization, ControlTest.MAJORITY, votes, others)


class OutOfTime(Exception):
    """The graph is too large to be looked through in the time there was."""


def ultimate_controllers(
    stakes: Stakes,
    organization: str,
    aside: frozenset[str] = frozenset(),
    time_is_up: Callable[[], bool] = never,
) -> list[Controller]:
    """Those who control an organization and are controlled by nobody who does, the certain ones first.

    Where nobody controls it with certainty, the largest holder follows, if there is a single one, with whoever
    controls that; it establishes nothing.
    """
    candidates = sorted(_above(stakes, organization) - {organization} - aside)

    def looked_at(holder: str, certain: bool) -> Controlled:
        if time_is_up():
            raise OutOfTime
        return controlled_by(stakes, holder, certain, aside)

    sure = {each: looked_at(each, True) for each in candidates}
    certain = [each for each in candidates if organization in sure[each].steps]
    found = _at_the_top(organization, certain, sure)
    under = {key for each in certain for key in sure[each].steps}
    maybe = {each: looked_at(each, False) for each in candidates if each not in certain and each not in under}
    possible = [each for each in maybe if organization in maybe[each].steps]
    over = {key: set(sure[key].steps) for key in possible}
    # Who is certainly controlled by another candidate is not at the top, whatever that one controls.
    found += [
        Controller(key, False, maybe[key].chain(organization), loop) for key, loop in _tops(possible, over)
    ]
    return found if certain else found + _by_largest_holder(stakes, organization, aside)


def certain_controllers(stakes: Stakes, organization: str, aside: frozenset[str]) -> list[Controller]:
    """Those of them who certainly control it."""
    candidates = sorted(_above(stakes, organization) - {organization} - aside)
    sure = {each: controlled_by(stakes, each, True, aside) for each in candidates}
    return _at_the_top(organization, [each for each in candidates if organization in sure[each].steps], sure)


def _at_the_top(organization: str, certain: list[str], sure: Mapping[str, Controlled]) -> list[Controller]:
    tops = _tops(certain, {key: set(sure[key].steps) for key in certain})
    return [Controller(key, True, sure[key].chain(organization), loop) for key, loop in tops]


def _above(stakes: Stakes, organization: str) -> frozenset[str]:
    """Everybody with a stake or declared control in it, directly or through others."""
    holders: dict[str, set[str]] = {}
    for control in stakes.controls:
        holders.setdefault(control.organization, set()).add(control.holder)
    found: set[str] = set()
    waiting = [organization]
    while waiting:
        key = waiting.pop()
        for holder in sorted(holders.get(key, set()) | {each.holder for each in stakes.of.get(key, ())}):
            if holder not in found:
                found.add(holder)
                waiting.append(holder)
    return frozenset(found)


def _tops(controllers: list[str], over: Mapping[str, set[str]]) -> list[tuple[str, bool]]:
    """Those whom no other of them controls, and those who only control each other, marked as a loop."""
    under: dict[str, list[str]] = {
        key: [other for other in controllers if other != key and key in over[other]] for key in controllers
    }
    found = []
    for members in components(controllers, lambda key: under[key]):
        inside = set(members)
        if all(other in inside for key in members for other in under[key]):
            found += [(key, len(members) > 1) for key in members]
    return sorted(found)


def _by_largest_holder(stakes: Stakes, organization: str, aside: frozenset[str]) -> list[Controller]:
    largest = largest_holder(stakes, organization, aside)
    if largest is None:
        return []
    first = Step(largest.holder, organization, ControlTest.LARGEST_HOLDER, largest.votes)
    above = certain_controllers(stakes, largest.holder, aside)
    if not above:
        return [Controller(largest.holder, False, (first,))]
    return [
        Controller(each.holder, False, (*each.chain, first), each.in_a_loop)
        for each in above
        if each.holder != organization
    ]


def largest_holder(stakes: Stakes, organization: str, aside: frozenset[str]) -> Stake | None:
    """The one direct holder who certainly has more votes than each other; a nominee is none."""
    held = [
        each
        for each in stakes.of.get(organization, ())
        if each.holder != organization and each.holder not in aside
    ]
    held.sort(key=lambda each: (-each.votes.least, each.holder))
    if not held or not held[0].votes.least:
        return None
    first, rest = held[0], held[1:]
    return first if all(each.votes.most < first.votes.least for each in rest) else None


def votes_of(stakes: Stakes, holder: str, organization: str, aside: frozenset[str] = frozenset()) -> Share:
    """The votes a holder can cast in an organization: its own and those of what it controls."""
    sure = frozenset({holder, *controlled_by(stakes, holder, True, aside).steps}) - aside
    maybe = frozenset({holder, *controlled_by(stakes, holder, False, aside).steps}) - aside
    least = votes_together(stakes, sure | {holder}, organization).least
    return Share(least, votes_together(stakes, maybe | {holder}, organization).most)
