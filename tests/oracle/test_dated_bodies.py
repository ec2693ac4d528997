"""Bodies that change, by the kernel and by the naive evaluator; and what holds of every history."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_api.law.facts import Body, Characteristic, Facts, Post, Question, When
from graph_api.law.history import body_on, turning_days
from graph_api.law.kernel import judge
from graph_api.law.projection import bars, timeline
from tests.oracle.dated_bodies import (
    ONE_AT_A_TIME,
    PROPERTY,
    VALUES,
    a_change,
    about,
    as_it_was,
    dated,
    undated,
)
from tests.oracle.real_facts import LAW, asked
from tests.oracle.synthetic import Case, exactly
from tests.oracle.test_oracle import Answer, by_kernel, by_oracle, check_bounds
from tests.oracle.test_properties import answer, judged

steadily = settings(deadline=None, derandomize=True, database=None)
numbers = st.integers(0, 2**40)
ALWAYS = exactly(date(1980, 1, 1))


def naive(case: Case) -> Answer:
    """What the naive evaluator says of the body as it was on the day."""
    return by_oracle(about(case, as_it_was(case.question.office.body, case.question.as_of)))


@settings(steadily, max_examples=1500)
@given(numbers)
def test_where_the_day_of_a_change_is_known_kernel_and_oracle_give_one_verdict(number: int) -> None:
    case, change = a_change(number, *VALUES)
    case = dated(case, change)
    assert by_kernel(case) == naive(case), (case, change)


@settings(steadily, max_examples=800)
@given(numbers)
def test_where_the_day_of_a_change_is_open_only_a_change_that_could_turn_the_answer_matters(
    number: int,
) -> None:
    case, change = a_change(number, *ONE_AT_A_TIME)
    around = When(change.on - timedelta(days=40), change.on + timedelta(days=400))
    opened = dated(case, change, around, around)
    days = {around.earliest, around.latest, case.question.as_of, case.question.as_of + timedelta(days=1)}
    worlds = [
        naive(dated(case, replace(change, on=day))) for day in days if around.earliest <= day <= around.latest
    ]
    kinds = {kind for kind, _ in worlds}
    if check_bounds(opened, worlds) == "UNDETERMINED":
        assert "UNDETERMINED" in kinds or ("INELIGIBLE" in kinds and len(kinds) > 1), (opened, kinds)


@settings(steadily, max_examples=800)
@given(numbers)
def test_where_no_dated_fact_covers_the_day_a_firm_answer_holds_whatever_the_body_was(number: int) -> None:
    case, change = a_change(number, *VALUES)
    on = case.question.as_of
    gap = dated(case, change, exactly(on - timedelta(days=3)), exactly(on + timedelta(days=3)))
    check_bounds(gap, [by_oracle(undated(case, change, value)) for value in VALUES[change.name]])


@settings(steadily, max_examples=300)
@given(numbers)
def test_the_timeline_turns_on_every_day_on_which_a_change_of_the_body_turns_the_answer(number: int) -> None:
    case, change = a_change(number, *VALUES)
    case = dated(case, change)
    turns = timeline(case.law, case.question, case.facts)
    for day in (change.on - timedelta(days=1), change.on, case.question.as_of):
        then = judge(case.law, replace(case.question, as_of=day), case.facts)
        told = max((turn for turn in turns if turn[0] <= day), key=lambda turn: turn[0])[1]
        assert (told.verdict, {g.measure for g in told.deciding}) == (
            then.verdict,
            {g.measure for g in then.deciding},
        ), (case, day)


@settings(steadily, max_examples=600)
@given(numbers)
def test_a_bar_that_ends_with_the_body_bars_on_its_last_day_and_not_on_the_next(number: int) -> None:
    case, change = a_change(number, *VALUES)
    case = dated(case, change)
    for ground in judge(case.law, case.question, case.facts).deciding:
        last = ground.last_barred_day
        if last is None or last + timedelta(days=1) != change.on or ground.end != "DATE":
            continue
        there, gone = (
            {
                (each.measure, each.item)
                for each in judge(case.law, replace(case.question, as_of=day), case.facts).grounds
                if each.condition_kind is ground.condition_kind
            }
            for day in (last, last + timedelta(days=1))
        )
        assert (ground.measure, ground.item) in there - gone


def throughout(body: Body) -> Body:
    """The body with a history that says of every property what was last seen, at all times."""
    told = {
        "STATE_CAPITAL": (body.state_capital,),
        "LISTED": (None if body.listed is None else str(body.listed).lower(),),
        "REGION": (body.region,),
        "STATUS": (body.status,),
        "NAME": (body.name,),
        "ORG_KIND": body.org_kinds,
        "SECTOR": body.sectors,
    }
    facts = [
        Characteristic(name, value, ALWAYS) for name, values in told.items() for value in values if value
    ]
    return replace(body, history=tuple(facts))


def of_body(question: Question, body: Body) -> Question:
    return replace(question, office=replace(question.office, body=body))


@settings(steadily, max_examples=300)
@given(numbers)
def test_a_history_that_says_the_same_throughout_equals_what_was_last_seen(number: int) -> None:
    case = asked(number)
    body = case.question.office.body
    same = judge(LAW, of_body(case.question, throughout(body)), case.facts)
    assert answer(same) == answer(judged(case))


@settings(steadily, max_examples=200)
@given(numbers)
def test_the_history_of_another_organization_changes_nothing(number: int) -> None:
    case, chance = asked(number), Random(number)  # noqa: S311
    fact = Characteristic(
        chance.choice(tuple(PROPERTY)), "WHOLLY", exactly(date(2010, 1, 1)), exactly(date(2020, 1, 1))
    )
    stranger = Post("stranger", "o99", "某公司", "SHAREHOLDER", since=ALWAYS)
    without = Facts(case.facts.person, (*case.facts.posts, stranger), case.facts.items, case.facts.coverage)
    posts = (*case.facts.posts, replace(stranger, history=(fact,)))
    with_it = Facts(case.facts.person, posts, case.facts.items, case.facts.coverage)
    assert answer(judge(LAW, case.question, with_it)) == answer(judge(LAW, case.question, without))


@settings(steadily, max_examples=100)
@given(numbers)
def test_what_the_projection_writes_down_does_not_depend_on_what_the_bodies_were(number: int) -> None:
    case, chance = asked(number), Random(number)  # noqa: S311
    history = tuple(
        Characteristic(name, chance.choice(values), exactly(date(2015, 1, 1)))
        for name, values in VALUES.items()
    )
    posts = tuple(replace(post, history=history) for post in case.facts.posts)

    def measures(facts: Facts) -> list[tuple[object, ...]]:
        return [
            (bar.measure, bar.version, bar.span, bar.certainty, bar.path.role) for bar in bars(LAW, facts)
        ]

    assert measures(replace(case.facts, posts=posts)) == measures(case.facts)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2009, 12, 31), (None, ("BRANCH", "COMMERCIAL_BANK", "LIMITED_COMPANY"))),
        (date(2012, 1, 1), ("WHOLLY", ("BRANCH",))),
        (date(2019, 6, 1), (None, ("BRANCH",))),
        (date(2020, 1, 1), ("NONE", ("BRANCH",))),
        (date(2022, 1, 1), (None, ("BRANCH",))),
    ],
)
def test_what_a_body_was_on_a_day(day: date, expected: tuple[str | None, tuple[str, ...]]) -> None:
    in_2019 = When(date(2019, 1, 1), date(2019, 12, 31))
    history = (
        Characteristic("STATE_CAPITAL", "WHOLLY", exactly(date(2010, 1, 1)), in_2019),
        Characteristic("STATE_CAPITAL", "NONE", in_2019, exactly(date(2021, 1, 1))),
        Characteristic("ORG_KIND", "LIMITED_COMPANY", exactly(date(2010, 1, 1))),
        Characteristic("ORG_KIND", "COMMERCIAL_BANK", exactly(date(2010, 1, 1)), exactly(date(2011, 1, 1))),
    )
    body = Body("o1", org_kinds=("BRANCH", "LIMITED_COMPANY"), state_capital="CONTROLLED", history=history)
    then = body_on(body, day)
    assert (then.state_capital, then.open_kinds) == expected
    assert then.org_kinds == (("LIMITED_COMPANY",) if day.year > 2009 else ())


def test_two_dated_facts_that_contradict_each_other_leave_the_property_open() -> None:
    history = (
        Characteristic("LISTED", "true", exactly(date(2010, 1, 1))),
        Characteristic("LISTED", "false", exactly(date(2015, 1, 1))),
    )
    body = Body("o1", listed=True, history=history)
    assert [body_on(body, date(year, 1, 1)).listed for year in (2009, 2012, 2016)] == [None, True, None]
    assert turning_days(history) == (date(2010, 1, 1), date(2015, 1, 1))
