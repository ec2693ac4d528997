"""The kernel and a naive evaluator, written from the specification alone, say the same.

Not covered: incompatible posts, NEW_POSITIONS_ONLY, ranges of terms, sanctions without a term, permissions,
articles, name words and qualifications of bodies, `seen`, minors, and the wording. The properties under the
real law beside this file meet most of these.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from graph_api.law.kernel import judge
from graph_api.law.lawbook import Law
from tests.oracle.dice import Dice
from tests.oracle.invented_law import SETTLED
from tests.oracle.oracle import deciding, evaluate
from tests.oracle.synthetic import Case, known_case
from tests.oracle.worlds import CANDIDATES, FEW, open_case

steadily = settings(deadline=None, derandomize=True, database=None)
numbers = st.integers(0, 2**40)

#: A law that may also leave the moment open, and the moments of a record that it may then mean.
UNSETTLED = (*SETTLED, "UNSETTLED")
MOMENTS = ("CONDUCT", "EVENT", "DECISION")

Answer = tuple[str, frozenset[str]]


def by_kernel(case: Case) -> Answer:
    verdict = judge(case.law, case.question, case.facts)
    return verdict.verdict.value, frozenset(ground.measure for ground in verdict.deciding)


def by_oracle(case: Case, moment: str = "CONDUCT") -> Answer:
    return deciding(evaluate(case.law, case.question, case.facts, moment))


def smaller(case: Case) -> Iterator[Case]:
    """The same case with one law, one item or one post less."""
    for code in case.law.documents:
        rest = {other: document for other, document in case.law.documents.items() if other != code}
        yield replace(case, law=Law(vocabulary=case.law.vocabulary, documents=rest, lists=case.law.lists))
    for name in ("items", "posts"):
        values = getattr(case.facts, name)
        for number in range(len(values)):
            rest = values[:number] + values[number + 1 :]
            yield replace(case, facts=replace(case.facts, **{name: rest}))


def smallest_disagreement(case: Case) -> Case:
    """What remains of a case when everything that does not matter to the disagreement is taken away."""
    for less in smaller(case):
        if by_kernel(less) != by_oracle(less):
            return smallest_disagreement(less)
    return case


@settings(steadily, max_examples=2000)
@given(numbers)
def test_where_nothing_is_open_kernel_and_oracle_give_one_verdict_by_the_same_measures(number: int) -> None:
    case = known_case(number)
    if by_kernel(case) != by_oracle(case):
        case = smallest_disagreement(case)
    assert by_kernel(case) == by_oracle(case), case


def check_bounds(case: Case, worlds: list[Answer], every: bool = True) -> str:
    """A firm answer holds in every world; an answer that leaves nothing to bar has no world that bars."""
    kind, _ = by_kernel(case)
    kinds = {each for each, _ in worlds}
    if kind == "INELIGIBLE":
        assert kinds <= {"INELIGIBLE"}, (case, kinds)
    elif kind != "UNDETERMINED":
        assert "INELIGIBLE" not in kinds, (case, kinds)
        assert kind == "ELIGIBLE" or not every or kind in kinds, (case, kinds)
    return kind


@settings(steadily, max_examples=800)
@given(numbers)
def test_where_one_thing_is_open_only_what_could_turn_the_answer_makes_it_undetermined(number: int) -> None:
    opened = open_case(Dice(Random(number)), known_case(number), 1, CANDIDATES)  # noqa: S311
    case, worlds = opened.case, [by_oracle(way) for way in opened.worlds]
    kinds = {kind for kind, _ in worlds}
    # Where the order of life rules some worlds out, the kernel need not see it: it weighs each date alone.
    if check_bounds(case, worlds, opened.every) == "UNDETERMINED" and opened.every:
        assert "UNDETERMINED" in kinds or ("INELIGIBLE" in kinds and len(kinds) > 1), (case, kinds)


@settings(steadily, max_examples=500)
@given(numbers)
def test_where_three_things_are_open_a_firm_answer_holds_however_they_turn_out(number: int) -> None:
    opened = open_case(Dice(Random(number)), known_case(number), 3, FEW)  # noqa: S311
    check_bounds(opened.case, [by_oracle(way) for way in opened.worlds], opened.every)


@settings(steadily, max_examples=500)
@given(numbers)
def test_where_the_law_leaves_the_moment_unsettled_a_firm_answer_holds_at_every_moment(number: int) -> None:
    case = known_case(number, UNSETTLED)
    check_bounds(case, [by_oracle(case, moment) for moment in MOMENTS])
