"""Random graphs of holdings, with loops, for the properties."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import strategies as st

from graph_api.ownership.stakes import Control, Share, Stake, exactly

COMPANIES = ("A", "B", "C", "D", "E")
PEOPLE = ("P", "Q")
TENTHS = 10


@st.composite
def known_stakes(draw: st.DrawFn, companies: tuple[str, ...] = COMPANIES) -> tuple[Stake, ...]:
    """Stakes that are known exactly and give away no more than the whole; often loops, often the whole."""
    found = []
    for company in companies:
        left = TENTHS
        for holder in draw(st.permutations((*companies, *PEOPLE)))[:3]:
            part = draw(st.integers(0, left))
            left -= part
            if part:
                share = exactly(Fraction(part, TENTHS))
                found.append(Stake(holder, company, share, share))
    return tuple(found)


@st.composite
def bounded_stakes(draw: st.DrawFn, companies: tuple[str, ...] = ("A", "B", "C")) -> tuple[Stake, ...]:
    """Stakes of which some are known within bounds only; the least give away no more than the whole."""
    found = []
    for company in companies:
        left = TENTHS
        for holder in draw(st.permutations((*companies, "P")))[:2]:
            least = draw(st.integers(0, left))
            most = draw(st.integers(least, TENTHS))
            left -= least
            share = Share(Fraction(least, TENTHS), Fraction(most, TENTHS))
            found.append(Stake(holder, company, share, share))
    return tuple(found)


@st.composite
def controls(draw: st.DrawFn, companies: tuple[str, ...] = COMPANIES) -> tuple[Control, ...]:
    """A few declarations of control."""
    ends = st.tuples(st.sampled_from((*companies, *PEOPLE)), st.sampled_from(companies), st.booleans())
    return tuple(Control(holder, to, agreed) for holder, to, agreed in draw(st.lists(ends, max_size=2)))
