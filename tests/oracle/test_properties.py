"""What holds of every verdict under the real law, whatever the facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_api.law.facts import Covered, Facts, Item, Person, Remedy, When
from graph_api.law.kernel import judge
from graph_api.law.lawbook import Law
from graph_api.law.model import BARRING_LEVELS, Level
from graph_api.law.verdict import Effect, Ground, Verdict, VerdictKind
from tests.oracle.dice import Dice
from tests.oracle.real_facts import ADULT, AIMS, COVERED, DATES, LAW, Asked, an_item, asked

steadily = settings(deadline=None, derandomize=True, database=None, max_examples=200)
numbers = st.integers(0, 2**40)


def judged(case: Asked, facts: Facts | None = None) -> Verdict:
    return judge(LAW, case.question, facts or case.facts)


def without(facts: Facts, item: Item) -> Facts:
    return replace(facts, items=tuple(each for each in facts.items if each != item))


def instead(facts: Facts, item: Item, **values: Any) -> Facts:
    return replace(facts, items=tuple(replace(i, **values) if i == item else i for i in facts.items))


def a_case(number: int) -> tuple[Asked, Item, Random]:
    """A case, one of its items, and further chance."""
    case, chance = asked(number), Random(number + 1)  # noqa: S311
    return case, chance.choice(case.facts.items), chance


def answer(verdict: Verdict) -> tuple[Any, ...]:
    """What the person is told: the verdict, its grounds with their ends, and what is open."""
    keys = sorted(str(key_of(ground)) for ground in verdict.grounds)
    open_points = {(unknown.code, unknown.subject, unknown.qualifier) for unknown in verdict.unknowns}
    return verdict.verdict, verdict.condition_kind, verdict.effect, keys, verdict.ends_on, open_points


def key_of(ground: Ground) -> tuple[Any, ...]:
    item = ground.item.item_id if ground.item else None
    post = ground.path.post.fact_id if ground.path.post else None
    state = (
        ground.state,
        ground.condition_kind,
        ground.effect,
        ground.span,
        ground.last_barred_day,
        ground.end,
    )
    return (ground.measure, ground.version, item, ground.path.role, post, *state)


@steadily
@given(numbers)
def test_a_fact_about_another_subject_changes_nothing(number: int) -> None:
    case, item, chance = a_case(number)
    other = {"subject": chance.choice(("q", "o99")), "subject_name": "某甲", "findings": ()}
    stranger = replace(item, item_id="stranger", **other)
    assert answer(judged(case, replace(case.facts, items=(*case.facts.items, stranger)))) == answer(
        judged(case)
    )


@steadily
@given(numbers)
def test_a_record_of_a_namesake_is_nobody_elses(number: int) -> None:
    case, item, _ = a_case(number)
    namesake = replace(item, subject="q", subject_name=case.facts.person.name, carrier="PERSON", findings=())
    others = without(case.facts, item)
    assert answer(judged(case, replace(others, items=(*others.items, namesake)))) == answer(
        judged(case, others)
    )


@steadily
@given(numbers)
def test_annulling_a_record_lifts_its_grounds_and_no_others(number: int) -> None:
    case, item, _ = a_case(number)
    annulled = When(date(2020, 1, 1), date(2020, 1, 1))
    lifted = judged(case, instead(case.facts, item, withdrawn=annulled, withdrawn_kind="ANNULLED"))
    kept = {key_of(g) for g in judged(case).grounds if g.item is None or g.item.item_id != item.item_id}
    assert {key_of(ground) for ground in lifted.grounds} == kept


@steadily
@given(numbers, st.sampled_from(("PROPOSAL", "REPORT")))
def test_what_is_not_yet_a_decision_counts_as_absent(number: int, stage: str) -> None:
    case, item, _ = a_case(number)
    assert answer(judged(case, instead(case.facts, item, stage=stage))) == answer(
        judged(case, without(case.facts, item))
    )


@steadily
@given(numbers, st.sampled_from(("OBJECTION", "VERIFICATION", "RECONSIDERATION", "LITIGATION")))
def test_a_mere_filing_changes_no_verdict(number: int, kind: str) -> None:
    case, item, _ = a_case(number)
    filed = Remedy("filed", kind, filed=date(2020, 1, 1))
    facts = instead(case.facts, item, objections=(*item.objections, filed), disputed=True)
    assert answer(judged(case, facts)) == answer(judged(case))


def shuffled(number: int) -> tuple[Verdict, Verdict]:
    """The answer, and the answer on the same facts in another order."""
    case, _, chance = a_case(number)
    posts, items, coverage = map(list, (case.facts.posts, case.facts.items, case.facts.coverage))
    for values in (posts, items, coverage):
        chance.shuffle(values)
    other = Facts(case.facts.person, tuple(posts), tuple(items), tuple(coverage))
    return judged(case), judged(case, other)


@steadily
@given(numbers)
def test_the_order_of_facts_never_matters(number: int) -> None:
    one, other = shuffled(number)
    assert answer(one) == answer(other)


@pytest.mark.parametrize("number", [221134, 5000106, 5000281])
def test_of_two_equal_paths_the_same_is_shown_whichever_comes_first(number: int) -> None:
    one, other = shuffled(number)
    assert answer(one) == answer(other)


@steadily
@given(numbers)
def test_the_same_question_on_the_same_facts_gets_the_same_answer(number: int) -> None:
    first, second = asked(number), asked(number)
    assert judged(first) == judged(second)
    fresh = Law(vocabulary=LAW.vocabulary, documents=LAW.documents, lists=LAW.lists)
    assert judge(fresh, first.question, first.facts) == judged(second)


@steadily
@given(numbers)
def test_what_was_not_known_never_frees_by_being_known(number: int) -> None:
    case, item, chance = a_case(number)
    known = [each for each in (*DATES, "entered") if getattr(item, each) is not None]
    if not known or not in_order(item):
        return
    name = chance.choice(known)
    gaps = {name: None} | ({"effective": None} if name == "decided" else {})
    if judged(case, instead(case.facts, item, **gaps)).verdict is VerdictKind.INELIGIBLE:
        assert judged(case).verdict is VerdictKind.INELIGIBLE


def in_order(item: Item) -> bool:
    """Whether the dates that are known come in an order that life allows."""
    if item.entered and item.left:
        return item.entered.latest < item.left.earliest
    days = [getattr(item, name) for name in DATES if getattr(item, name) is not None]
    return all(before.latest <= after.earliest for before, after in pairwise(days))


def later(when: When | None, on: date) -> When:
    """The day moved behind another, in the order it had; known."""
    offset = (when.earliest - date(2016, 1, 1)) if when else timedelta(days=2000)
    return When(on + timedelta(days=1) + offset, on + timedelta(days=1) + offset)


def before_everything(case: Asked) -> Facts:
    """The same facts, all dated, and none of them before the day after the question."""
    on = case.question.as_of
    names = (*DATES, "entered", "since")
    items = []
    for item in case.facts.items:
        dated = {name: later(getattr(item, name), on) for name in names if _has(item, name)}
        items.append(replace(item, **dated, left=None, ended=None, repaired=None, withdrawn=None))
    posts = tuple(replace(post, since=later(None, on), until=None, ended=False) for post in case.facts.posts)
    return replace(case.facts, posts=posts, items=tuple(items))


def _has(item: Item, name: str) -> bool:
    if item.origin == "LIST_ENTRY":
        return name == "entered"
    return name in DATES or (name == "since" and item.origin == "SANCTION")


@steadily
@given(numbers)
def test_before_every_fact_the_person_is_eligible_and_only_what_no_source_holds_is_unchecked(
    number: int,
) -> None:
    case = asked(number)
    verdict = judged(case, before_everything(case))
    assert verdict.verdict is VerdictKind.ELIGIBLE
    assert verdict.grounds == ()
    assert all(gap.outside for gap in verdict.not_checked)


@steadily
@given(numbers)
def test_a_source_that_was_not_asked_is_named_and_no_other(number: int) -> None:
    case = asked(number)
    facts = before_everything(case)
    gaps = [
        gap.trigger
        for gap in judged(case, replace(facts, coverage=(Covered("none", "GOOD_CREDIT"),))).not_checked
    ]
    checkable = sorted({each.trigger for each in COVERED} & set(gaps))
    if not checkable:
        return
    missing = Random(number).choice(checkable)  # noqa: S311
    verdict = judged(
        case, replace(facts, coverage=tuple(each for each in COVERED if each.trigger != missing))
    )
    assert verdict.verdict is VerdictKind.ELIGIBLE
    assert [gap.trigger for gap in verdict.not_checked if not gap.outside] == [missing]


def law_below_the_rank() -> Law:
    """The law without what stands in a law, an administrative regulation, central policy or a local regulation."""
    may_bar = BARRING_LEVELS | {Level.LOCAL_REGULATION}
    documents = {}
    for code, document in LAW.documents.items():
        low = tuple(m for m in document.measure if (m.basis_level or document.level) not in may_bar)
        documents[code] = document.model_copy(update={"measure": low})
    return Law(vocabulary=LAW.vocabulary, documents=documents, lists=LAW.lists)


LOW = law_below_the_rank()
LOW_AIMS = tuple(version for version in LOW.versions if version.measure.office)


@steadily
@given(numbers)
def test_what_stands_below_the_rank_that_may_bar_bars_nobody(number: int) -> None:
    case, _, chance = a_case(number)
    measure = chance.choice(LOW_AIMS).measure
    extra = an_item(Dice(chance), 9, measure, chance.choice(measure.trigger))
    facts = replace(case.facts, items=(*case.facts.items, extra))
    verdict = judge(LOW, case.question, facts)
    assert verdict.verdict is not VerdictKind.INELIGIBLE
    assert all(ground.effect is not Effect.BARRED for ground in verdict.grounds)


@steadily
@given(numbers, st.sampled_from(("UNFIT_DECLARATION", "SELF_DISCIPLINE_CENSURE")))
def test_a_sanction_of_self_discipline_never_matters_for_an_unlisted_company(
    number: int, trigger: str
) -> None:
    case = asked(number)
    office = case.question.office
    body = replace(office.body, org_kinds=("COMPANY",), not_org_kinds=("LISTED_COMPANY",), listed=False)
    case = replace(case, question=replace(case.question, office=replace(office, body=body)))
    day = When(date(2020, 1, 1), date(2020, 1, 1))
    documents = ("exchange-rules-sse", "exchange-rules-szse")
    unfit = Item(
        "unfit", "SANCTION", trigger, subject="p", decided=day, since=day, life=True, documents=documents
    )
    assert answer(judged(case, replace(case.facts, items=(*case.facts.items, unfit)))) == answer(judged(case))


@pytest.mark.parametrize("candidates", [2, 5])
def test_a_person_who_cannot_be_told_from_namesakes_is_not_judged(candidates: int) -> None:
    case = asked(1)
    person = Person("p", "某甲", candidates=candidates)
    verdict = judged(case, replace(case.facts, person=person))
    assert verdict.verdict is VerdictKind.INSUFFICIENT_IDENTIFICATION


def test_the_law_has_enough_measures_to_aim_at() -> None:
    assert len(AIMS) > 200
    assert len(LOW_AIMS) > 3
    assert ADULT.identified
