"""The published cases of ownership and control, and the answers of the independent solver to them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.ownership.case_file import Case, answer, cases, known, wanted
from tests.ownership.solver import corners, dense

CASES = list(cases())
SHARES = [each for each in CASES if each.ask[0] in ("holders", "holdings") and not each.graph.overstated]
EXACT = [each for each in SHARES if all(stake.share.known for stake in each.stakes)]
BOUNDED = [each for each in SHARES if each not in EXACT]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_has_exactly_this_answer(case: Case) -> None:
    assert answer(case) == wanted(case)


@pytest.mark.parametrize("case", EXACT, ids=lambda case: case.name)
def test_the_published_shares_are_those_of_the_independent_solver(case: Case) -> None:
    triples, (question, about) = known(case.stakes), case.ask
    if question == "holders":
        holders = {holder for holder, _, _ in triples}
        values = {holder: dense(triples, holder).get(about, Fraction(0)) for holder in holders}
    else:
        values = dense(triples, about)
    stated = {key: Fraction(told.split(",")[0]) for key, told in wanted(case).items()}
    assert {key: value for key, value in values.items() if value} == stated


@pytest.mark.parametrize("case", BOUNDED, ids=lambda case: case.name)
def test_the_published_bounds_are_reached_and_not_passed(case: Case) -> None:
    _, about = case.ask
    stakes = [(each.holder, each.organization, each.share.least, each.share.most) for each in case.stakes]
    found = {}
    for holder in {each.holder for each in case.stakes}:
        least, most = corners(stakes, holder).get(about, (Fraction(0), Fraction(0)))
        found[holder] = str(least) if least == most else f"{least} to {most}"
    assert {key: told for key, told in found.items() if told != "0"} == wanted(case)
