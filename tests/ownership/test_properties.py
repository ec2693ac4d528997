"""What holds of every graph of holdings, loops included, checked against the independent solver."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_api.ownership import shares
from graph_api.ownership.control import controlled_by, ultimate_controllers, votes_together
from graph_api.ownership.loops import components
from graph_api.ownership.shares import arriving, held_by, holders_of, left_open
from graph_api.ownership.stakes import Control, Share, Stake, Stakes, exactly
from tests.ownership.case_file import known
from tests.ownership.drawn import COMPANIES, PEOPLE, bounded_stakes, controls, known_stakes
from tests.ownership.solver import corners, dense

HALF = Fraction(1, 2)


@given(known_stakes())
@settings(max_examples=60)
def test_every_share_is_that_of_the_independent_solver(stakes: tuple[Stake, ...]) -> None:
    graph, triples = Stakes.among(stakes), known(stakes)
    by_target = {holder: dense(triples, holder) for holder in (*COMPANIES, *PEOPLE)}
    for company in COMPANIES:
        found = {each.holder: each.share for each in holders_of(graph, company).holdings}
        assert found == {
            holder: exactly(values[company])
            for holder, values in by_target.items()
            if values.get(company, Fraction(0))
        }


@given(bounded_stakes())
@settings(max_examples=20, deadline=None)
def test_bounds_are_the_least_and_most_over_all_that_the_stakes_may_be(stakes: tuple[Stake, ...]) -> None:
    graph = Stakes.among(stakes)
    plain = [(each.holder, each.organization, each.share.least, each.share.most) for each in stakes]
    for target in ("A", "B", "C", "P"):
        found = arriving(graph, frozenset({target})).shares
        for company, (least, most) in corners(plain, target).items():
            if company in found:
                assert (found[company].least, found[company].most) == (least, most), (target, company)
            else:
                assert most == 0


@given(known_stakes())
def test_what_arrives_at_the_last_holders_and_what_is_left_open_are_the_whole(
    stakes: tuple[Stake, ...],
) -> None:
    graph = Stakes.among(stakes)
    for company in graph.of:
        arrived = sum(
            (each.share.least for each in holders_of(graph, company).holdings if each.holder in PEOPLE),
            Fraction(0),
        )
        assert left_open(graph, company, frozenset(PEOPLE)) == exactly(1 - arrived)


@given(known_stakes())
def test_a_share_seen_from_below_is_the_same_seen_from_above(stakes: tuple[Stake, ...]) -> None:
    graph = Stakes.among(stakes)
    below = {
        (each.holder, each.organization): each.share
        for company in COMPANIES
        for each in holders_of(graph, company).holdings
    }
    above = {
        (each.holder, each.organization): each.share
        for holder in (*COMPANIES, *PEOPLE)
        for each in held_by(graph, holder).holdings
    }
    assert below == above


@given(known_stakes(), st.randoms(use_true_random=False))
def test_the_order_of_the_facts_changes_nothing(stakes: tuple[Stake, ...], dice: random.Random) -> None:
    shuffled = list(stakes)
    dice.shuffle(shuffled)
    for company in COMPANIES:
        assert holders_of(Stakes.among(stakes), company) == holders_of(Stakes.among(shuffled), company)


@given(bounded_stakes(), st.sets(st.sampled_from(("A", "B", "C"))))
def test_what_nobody_looked_at_widens_the_most_and_nothing_else(
    stakes: tuple[Stake, ...], unseen: set[str]
) -> None:
    graph = Stakes.among(stakes)
    for company in graph.of:
        seen = {each.holder: each for each in holders_of(graph, company).holdings}
        for each in holders_of(graph, company, frozenset(unseen)).holdings:
            assert each.share == seen[each.holder].share
            assert each.share.most <= each.could_be <= 1


@given(bounded_stakes())
def test_going_round_a_large_loop_gives_bounds_that_hold(stakes: tuple[Stake, ...]) -> None:
    graph, target = Stakes.among(stakes), frozenset({"P"})
    exact = arriving(graph, target).shares
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(shares, "LARGEST_LOOP", 0)
        rough = arriving(graph, target).shares
    for company, share in exact.items():
        assert rough[company].least <= share.least <= share.most <= rough[company].most


def naive(stakes: tuple[Stake, ...], told: tuple[Control, ...], holder: str) -> set[str]:
    """Everything a holder controls, by asking of every company again until nothing is added."""
    found: set[str] = set()
    while True:
        members = found | {holder}
        added = set()
        for company in COMPANIES:
            voting = [each for each in stakes if each.organization == company and each.holder != company]
            own = sum(
                each.votes.least for each in stakes if each.organization == company and each.holder == company
            )
            ours = sum(each.votes.least for each in voting if each.holder in members)
            declared = any(
                each.organization == company != each.holder and each.holder in members for each in told
            )
            if declared or ours > (1 - own) / 2:
                added.add(company)
        if added <= found:
            return found
        found |= added


@given(known_stakes(), controls())
@settings(max_examples=60)
def test_control_is_the_least_set_that_holds_together(
    stakes: tuple[Stake, ...], told: tuple[Control, ...]
) -> None:
    graph = Stakes.among(stakes, told)
    for holder in (*COMPANIES, *PEOPLE):
        controlled = controlled_by(graph, holder, True)
        assert set(controlled.steps) == naive(stakes, told, holder)
        for company in controlled.steps:
            chain = controlled.chain(company)
            assert (chain[0].holder, chain[-1].organization) == (holder, company)
            assert all(one.organization == next_.holder for one, next_ in pairwise(chain))


@given(known_stakes(), controls())
def test_a_certain_controller_at_the_top_is_controlled_by_no_other(
    stakes: tuple[Stake, ...], told: tuple[Control, ...]
) -> None:
    graph = Stakes.among(stakes, told)
    everybody = (*COMPANIES, *PEOPLE)
    for company in COMPANIES:
        over = {key for key in everybody if key != company and company in naive(stakes, told, key)}
        tops = {each.holder: each for each in ultimate_controllers(graph, company) if each.certain}
        assert set(tops) <= over
        assert bool(tops) == bool(over)
        for top, controller in tops.items():
            above = {key for key in over - {top} if top in naive(stakes, told, key)}
            assert all(key in naive(stakes, told, top) for key in above)
            assert controller.in_a_loop == bool(above)


@given(bounded_stakes(), st.sets(st.sampled_from(("A", "B", "C", "P")), min_size=1))
def test_votes_counted_together_keep_within_the_whole(stakes: tuple[Stake, ...], members: set[str]) -> None:
    graph = Stakes.among(stakes)
    for company in graph.of:
        votes = votes_together(graph, frozenset(members), company)
        assert 0 <= votes.least <= votes.most <= 1


def test_components_come_after_what_they_lead_to() -> None:
    after = {"a": ["b"], "b": ["c", "d"], "c": ["b"], "d": ["d"], "e": ["a"]}
    assert list(components("abcde", lambda key: after[key])) == [("d",), ("b", "c"), ("a",), ("e",)]


def test_a_chain_of_ten_thousand_links_is_followed_without_recursion() -> None:
    whole = Share(Fraction(1), Fraction(1))
    graph = Stakes.among(Stake(f"O{place:05}", f"O{place + 1:05}", whole, whole) for place in range(10_000))
    assert arriving(graph, frozenset({"O00000"})).shares["O10000"] == whole


def test_two_stakes_of_one_holder_in_one_company_are_no_graph() -> None:
    share = exactly(HALF)
    with pytest.raises(ValueError, match="two stakes of one holder in B"):
        Stakes.among([Stake("A", "B", share, share), Stake("A", "B", share, share)])
