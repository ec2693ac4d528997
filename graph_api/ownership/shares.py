"""The part of what an organization distributes that arrives at a holder, over all paths and around all loops.

Follow one yuan that an organization distributes. Each holder receives its part and passes it on to its own holders,
until it arrives at the holder asked about, where it stays; what nobody is known to hold is lost on the way. The
part that arrives is the share. It is the least solution of one linear equation for each organization, so
paths add up, a loop is solved and not cut, and no share exceeds the whole (docs/adr/0010).

Where stakes are known within bounds, so is the share, and its bounds are reached: the least is the share at the
least stakes, the most is that of the best distribution of each organization that its bounds and the whole allow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from graph_api.ownership.loops import Row, components, least_solution
from graph_api.ownership.stakes import NOTHING, ONE, WHOLE, ZERO, Share, Stakes, never

#: Organizations in one loop up to which it is solved; a larger one is bounded by going round it.
LARGEST_LOOP = 40
ROUNDS = 60
GRID = 10**12
#: Stands for all holders whom nobody looked at.
UNSEEN = ""


@dataclass(frozen=True, slots=True)
class Arriving:
    """The share of each organization that arrives, and the loops that were bounded instead of solved."""

    shares: Mapping[str, Share]
    bounded: tuple[tuple[str, ...], ...] = ()


def arriving(
    stakes: Stakes,
    targets: frozenset[str],
    within: frozenset[str] | None = None,
    unseen: frozenset[str] = frozenset(),
) -> Arriving:
    """The part of each organization that arrives at any of these holders.

    `within` keeps to some organizations. Of those in `unseen` not every holder was looked at: whatever is not
    known to be another's may arrive as well, which widens the most.
    """
    nodes = _below(stakes, targets | unseen, within)
    found = _Solving(stakes, targets, unseen, nodes)
    for members in components(sorted(nodes), found.passes_on):
        found.solve(members)
    return Arriving(found.shares, tuple(found.bounded))


def _below(stakes: Stakes, starts: Iterable[str], within: frozenset[str] | None) -> frozenset[str]:
    nodes: set[str] = set(starts)
    waiting = sorted(nodes)
    while waiting:
        for stake in stakes.by.get(waiting.pop(), ()):
            key = stake.organization
            if key not in nodes and (within is None or key in within):
                nodes.add(key)
                waiting.append(key)
    return frozenset(nodes)


class _Solving:
    """The shares of one question, component by component, holders before what they hold."""

    def __init__(
        self, stakes: Stakes, targets: frozenset[str], unseen: frozenset[str], nodes: frozenset[str]
    ) -> None:
        self.stakes, self.targets, self.unseen, self.nodes = stakes, targets, unseen, nodes
        self.shares: dict[str, Share] = {}
        self.bounded: list[tuple[str, ...]] = []

    def passes_on(self, organization: str) -> list[str]:
        """The holders to whom the organization passes something on that may arrive."""
        return [
            stake.holder
            for stake in self.stakes.of.get(organization, ())
            if stake.holder in self.nodes and stake.holder not in self.targets
        ]

    def solve(self, members: tuple[str, ...]) -> None:
        """Settles the shares of one component, after all that it leads to."""
        loop = len(members) > 1 or members[0] in self.passes_on(members[0])
        if not loop:
            self.shares[members[0]] = self._share(members[0], self._value)
        elif len(members) > LARGEST_LOOP:
            self.bounded.append(members)
            self.shares.update(self._bounds(members))
        else:
            least, most = self._least(members), self._most(members)
            self.shares.update({each: Share(least[each], most[each]) for each in members})

    def _value(self, holder: str) -> Share:
        if holder in self.targets or holder == UNSEEN:
            return WHOLE
        return self.shares.get(holder, NOTHING)

    def _share(self, organization: str, value: Callable[[str], Share]) -> Share:
        held = [(each.share, value(each.holder)) for each in self.stakes.of.get(organization, ())]
        least = sum((share.least * arrived.least for share, arrived in held), ZERO)
        if organization not in self.unseen and all(share.known and arrived.known for share, arrived in held):
            return Share(least, least)
        best = self._best(organization, lambda holder: value(holder).most)
        return Share(least, sum((weight * value(holder).most for holder, weight in best.items()), ZERO))

    def _best(self, organization: str, value: Callable[[str], Fraction]) -> Row:
        """How the organization would distribute so that most arrives: what is left open goes where it is worth most."""
        held = self.stakes.of.get(organization, ())
        weights = {each.holder: each.share.least for each in held}
        room = {each.holder: each.share.most - each.share.least for each in held}
        if organization in self.unseen:
            weights[UNSEEN], room[UNSEEN] = ZERO, ONE
        left = ONE - sum(weights.values(), ZERO)
        for holder in sorted((each for each in room if room[each]), key=lambda each: (-value(each), each)):
            part = min(room[holder], left)
            weights[holder] += part
            left -= part
        return weights

    def _least(self, members: tuple[str, ...]) -> Row:
        weights = {
            node: {each.holder: each.share.least for each in self.stakes.of.get(node, ())} for node in members
        }
        return self._evaluated(members, weights, lambda holder: self._value(holder).least)

    def _most(self, members: tuple[str, ...]) -> Row:
        """The most that can arrive: each organization distributes anew as long as that makes more arrive."""
        weights = {node: self._best(node, lambda _: ZERO) for node in members}
        while True:
            values = self._evaluated(members, weights, lambda holder: self._value(holder).most)

            def value(holder: str, values: Row = values) -> Fraction:
                return values[holder] if self._inside(holder, values) else self._value(holder).most

            better = False
            for node in members:
                best = self._best(node, value)
                # Only what makes strictly more arrive: otherwise a loop could be closed that feeds itself.
                if sum((part * value(holder) for holder, part in best.items()), ZERO) > values[node]:
                    weights[node], better = best, True
            if not better:
                return values

    def _inside(self, holder: str, values: Mapping[str, Fraction]) -> bool:
        return holder in values and holder not in self.targets

    def _evaluated(
        self, members: tuple[str, ...], weights: Mapping[str, Row], value: Callable[[str], Fraction]
    ) -> Row:
        inside = frozenset(members) - self.targets
        given = {
            node: sum((part * value(to) for to, part in row.items() if to not in inside), ZERO)
            for node, row in weights.items()
        }
        within = {
            node: {to: part for to, part in row.items() if to in inside} for node, row in weights.items()
        }
        return least_solution(given, within)

    def _bounds(self, members: tuple[str, ...]) -> dict[str, Share]:
        """Bounds that certainly hold, from going round the loop: from nought upwards, from the whole downwards."""
        shares = {node: Share(ZERO, ONE) for node in members}
        inside = frozenset(members) - self.targets
        for _ in range(ROUNDS):

            def value(holder: str, shares: Mapping[str, Share] = shares) -> Share:
                return shares[holder] if holder in inside else self._value(holder)

            before, shares = shares, {node: _rounded(self._share(node, value)) for node in members}
            if shares == before:
                break
        return shares


def _rounded(share: Share) -> Share:
    """The share on a grid, outwards, so that going round keeps numbers short."""
    return Share(Fraction(floor(share.least * GRID), GRID), Fraction(ceil(share.most * GRID), GRID))


@dataclass(frozen=True, slots=True)
class Holding:
    """The share of one holder in one organization, over all paths."""

    holder: str
    organization: str
    share: Share
    """By the stakes looked at."""
    could_be: Fraction
    """The most it could be, whatever those whom nobody looked at hold."""


@dataclass(frozen=True, slots=True)
class Held:
    """The shares of one question, largest first, and the loops that were bounded instead of solved."""

    holdings: tuple[Holding, ...]
    bounded: tuple[tuple[str, ...], ...] = ()
    left_out: tuple[str, ...] = ()
    """The holders whose share was not reckoned, for the time was up."""


def holders_of(
    stakes: Stakes,
    organization: str,
    unseen: frozenset[str] = frozenset(),
    time_is_up: Callable[[], bool] = never,
) -> Held:
    """Everybody who holds a share of an organization, directly or through others, the nearest reckoned first."""
    above = stakes.upwards(organization)
    within = frozenset(above) | {organization}
    found: list[Holding] = []
    bounded: set[tuple[str, ...]] = set()
    for place, holder in enumerate(above):
        if time_is_up():
            return _largest_first(found, bounded, above[place:])
        asked = arriving(stakes, frozenset({holder}), within)
        bounded.update(asked.bounded)
        share = asked.shares[organization]
        wide = arriving(stakes, frozenset({holder}), within, unseen & within) if unseen else asked
        found.append(Holding(holder, organization, share, wide.shares[organization].most))
    return _largest_first(found, bounded)


def held_by(stakes: Stakes, holder: str, unseen: frozenset[str] = frozenset()) -> Held:
    """Everything a holder has a share of, directly or through others."""
    asked = arriving(stakes, frozenset({holder}))
    wide = arriving(stakes, frozenset({holder}), None, unseen) if unseen else asked
    found = [
        Holding(holder, organization, asked.shares[organization], wide.shares[organization].most)
        for organization in stakes.downwards(holder)
    ]
    return _largest_first(found, set(asked.bounded))


def left_open(stakes: Stakes, organization: str, known: frozenset[str]) -> Share:
    """The part of an organization that arrives at none of these holders."""
    share = arriving(stakes, known).shares.get(organization, NOTHING)
    return Share(ONE - share.most, ONE - share.least)


def _largest_first(
    found: list[Holding], bounded: set[tuple[str, ...]], left_out: tuple[str, ...] = ()
) -> Held:
    found = [each for each in found if each.share.most]
    found.sort(key=lambda each: (-each.share.most, -each.share.least, each.holder, each.organization))
    return Held(tuple(found), tuple(sorted(bounded)), left_out)
