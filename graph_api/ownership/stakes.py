"""Who holds which part of what, as plain values: exact fractions, and bounds where a part is not known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

ZERO, ONE = Fraction(0), Fraction(1)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, known within bounds."""

    least: Fraction
    most: Fraction

    @property
    def known(self) -> bool:
        """Whether it is known exactly."""
        return self.least == self.most


UNKNOWN = Share(ZERO, ONE)
NOTHING = Share(ZERO, ZERO)
WHOLE = Share(ONE, ONE)


def exactly(part: Fraction | int) -> Share:
    """A share that is known."""
    return Share(Fraction(part), Fraction(part))


@dataclass(frozen=True, slots=True)
class Stake:
    """What a holder has of an organization: the part of what it distributes, and of its votes."""

    holder: str
    organization: str
    share: Share
    votes: Share
    facts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Control:
    """That a holder controls an organization, as a source declares it: by agreement, or however it does."""

    holder: str
    organization: str
    by_agreement: bool = False
    certain: bool = True
    fact: str = ""


@dataclass(frozen=True)
class Stakes:
    """A graph of stakes, one for each holder and organization, and of declared control.

    `overstated` are the organizations of which the sources give away more than the whole. Which of their
    figures is too high is not known, so each is taken for a bound: it may be too high by all that is too much.
    """

    of: Mapping[str, tuple[Stake, ...]]
    """The stakes in each organization, by holder."""
    by: Mapping[str, tuple[Stake, ...]]
    """The stakes of each holder, by organization."""
    controls: tuple[Control, ...] = ()
    overstated: frozenset[str] = field(default_factory=frozenset)

    @staticmethod
    def among(stakes: Iterable[Stake], controls: Iterable[Control] = ()) -> Stakes:
        """The graph of these stakes; there may be one for each holder and organization."""
        of: dict[str, list[Stake]] = defaultdict(list)
        by: dict[str, list[Stake]] = defaultdict(list)
        overstated = set()
        for each in stakes:
            of[each.organization].append(each)
        for organization, held in of.items():
            held.sort(key=lambda each: each.holder)
            if len({each.holder for each in held}) < len(held):
                raise ValueError(f"two stakes of one holder in {organization}")
            shares, too_much = _within_the_whole([each.share for each in held])
            votes, too_many = _within_the_whole([each.votes for each in held])
            if too_much or too_many:
                overstated.add(organization)
            of[organization] = [
                replace(each, share=share, votes=vote)
                for each, share, vote in zip(held, shares, votes, strict=True)
            ]
        for organization in sorted(of):
            for each in of[organization]:
                by[each.holder].append(each)
        ordered = sorted(controls, key=lambda each: (each.organization, each.holder, each.fact))
        return Stakes(
            {key: tuple(of[key]) for key in sorted(of)},
            {key: tuple(by[key]) for key in sorted(by)},
            tuple(ordered),
            frozenset(overstated),
        )

    def without(self, hidden: frozenset[str]) -> Stakes:
        """The graph without these subjects; what they hold stays somebody's, and nobody is told whose."""
        if not hidden:
            return self

        def shown(held: Mapping[str, tuple[Stake, ...]]) -> dict[str, tuple[Stake, ...]]:
            left = {
                key: tuple(each for each in stakes if hidden.isdisjoint((each.holder, each.organization)))
                for key, stakes in held.items()
            }
            return {key: stakes for key, stakes in left.items() if stakes}

        controls = tuple(
            each for each in self.controls if hidden.isdisjoint((each.holder, each.organization))
        )
        return Stakes(shown(self.of), shown(self.by), controls, self.overstated)

    def upwards(self, organization: str) -> tuple[str, ...]:
        """Everybody who holds something of it, directly or through others, the nearest first."""
        return _closure(organization, lambda key: (each.holder for each in self.of.get(key, ())))

    def downwards(self, holder: str) -> tuple[str, ...]:
        """Everything it holds something of, directly or through others, the nearest first."""
        return _closure(holder, lambda key: (each.organization for each in self.by.get(key, ())))


def _within_the_whole(shares: list[Share]) -> tuple[list[Share], bool]:
    """The shares of one whole with bounds that can all hold, and whether too much was given away."""
    within = [Share(min(each.least, ONE), min(max(each.least, each.most), ONE)) for each in shares]
    excess = sum((each.least for each in shares), ZERO) - ONE
    if excess <= 0:
        return within, False
    return [Share(max(ZERO, each.least - excess), each.most) for each in within], True


def _closure(start: str, after: Callable[[str], Iterable[str]]) -> tuple[str, ...]:
    """What is reached in one step or more, ring by ring; the start only where a loop leads back to it."""
    found: dict[str, None] = {}
    ring = [start]
    while ring:
        ring = sorted({other for key in ring for other in after(key)} - found.keys())
        found |= dict.fromkeys(ring)
    return tuple(found)


def never() -> bool:
    """That the time is not up."""
    return False
