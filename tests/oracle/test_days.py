"""Ends and turns under the real law: the last barred day, the timeline, and facts of any kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from graph_api.law.facts import (
    Body,
    Characteristic,
    Facts,
    Finding,
    Item,
    Office,
    Person,
    Post,
    Question,
    When,
)
from graph_api.law.kernel import judge
from graph_api.law.projection import bars, timeline
from graph_api.law.verdict import Ground, GroundState, Verdict, VerdictKind
from tests.oracle.real_facts import LAW, WORDS, Asked, asked

steadily = settings(deadline=None, derandomize=True, database=None, max_examples=200)
numbers = st.integers(0, 2**40)
DAY = timedelta(days=1)


def on(case: Asked, day: date) -> Verdict:
    return judge(LAW, replace(case.question, as_of=day), case.facts)


def bars_by(verdict: Verdict, ground: Ground) -> list[Ground]:
    """The grounds by which the same item bars, or would bar if it did not rest."""
    return [
        other
        for other in verdict.grounds
        if other.item == ground.item
        and other.condition_kind is None
        and other.state is not GroundState.UNPROVEN
    ]


@steadily
@given(numbers)
def test_the_last_barred_day_is_still_barred_and_the_next_is_free_of_that_ground(number: int) -> None:
    case = asked(number)
    for ground in on(case, case.question.as_of).deciding:
        last = ground.last_barred_day
        if (
            ground.end != "DATE"
            or last is None
            or ground.state is not GroundState.PROVEN
            or ground.condition_kind
        ):
            continue
        assert bars_by(on(case, last), ground), (ground.measure, last)
        after = [other.measure for other in bars_by(on(case, last + DAY), ground)]
        assert ground.measure not in after, (ground.measure, last)


def told(verdict: Verdict) -> tuple[Any, ...]:
    return verdict.verdict, verdict.condition_kind, frozenset(ground.measure for ground in verdict.deciding)


@settings(steadily, max_examples=40)
@given(numbers)
def test_the_timeline_says_day_by_day_what_the_kernel_says(number: int) -> None:
    case, chance = asked(number), Random(number)  # noqa: S311
    turns = timeline(LAW, case.question, case.facts)
    assert [day for day, _ in turns] == sorted({day for day, _ in turns})
    assert all(before[1] != after[1] for before, after in pairwise(turns))
    for place, (day, verdict) in enumerate(turns):
        assert told(on(case, day)) == told(verdict)
        end = turns[place + 1][0] if place + 1 < len(turns) else date(2090, 1, 1)
        first = max(day, date(1990, 1, 1))
        for each in (end - DAY, first + DAY * chance.randrange(max(1, (end - first).days))):
            if day <= each < end:
                assert on(case, each).verdict is verdict.verdict, (day, each, end)


class Garbage:
    """Values of the right type and of any content."""

    def __init__(self, number: int) -> None:
        self.chance = Random(number)  # noqa: S311

    def word(self) -> str:
        codes = (
            *WORDS.position,
            *WORDS.trigger,
            *WORDS.org_kind,
            *WORDS.sector,
            *WORDS.role,
            "",
            "？",
            "NO_SUCH",
        )
        return self.chance.choice((*codes, "p", "p", "o1", "RECORD", "SANCTION", "LIST_ENTRY", "PERSON"))

    def words(self) -> tuple[str, ...]:
        return tuple(self.word() for _ in range(self.chance.randrange(3)))

    def day(self) -> date:
        any_day = date.fromordinal(self.chance.randrange(date.min.toordinal(), date.max.toordinal() + 1))
        return self.chance.choice((date.min, date.max, date(2024, 2, 29), any_day, date(2023, 5, 6)))

    def when(self) -> When:
        earliest, latest = sorted((self.day(), self.day()))
        return When(earliest, latest)

    def of(self, kind: type, **given: Any) -> Any:
        """A fact with every field filled at random, or left out."""
        values = {}
        for name, described in kind.__annotations__.items():
            text = str(described)
            if name not in given and self.chance.random() < 0.7:
                values[name] = self.value(text)
        return kind(**{**values, **given})

    def characteristic(self) -> Characteristic:
        names = ("NAME", "ORG_KIND", "SECTOR", "STATE_CAPITAL", "REGION", "LISTED", "STATUS", self.word())
        value = self.chance.choice((self.word(), "true", "false", "WHOLLY", "320000", "某银行"))
        found: Characteristic = self.of(Characteristic, name=self.chance.choice(names), value=value)
        return found

    def value(self, text: str) -> Any:
        if "Characteristic" in text:
            return tuple(self.characteristic() for _ in range(self.chance.randrange(4)))
        if "When" in text:
            return self.when()
        if "tuple" in text:
            return self.words()
        if "bool" in text:
            return self.chance.random() < 0.5
        if "int" in text:
            return self.chance.choice((0, 1, 12, 36, 1200, 100_000))
        return self.day() if "date" in text else self.word()


@settings(steadily, max_examples=400)
@given(numbers)
def test_facts_of_any_kind_get_a_verdict(number: int) -> None:
    garbage = Garbage(number)
    count = garbage.chance.randrange(4)
    findings = tuple(garbage.of(Finding) for _ in range(2))
    facts = Facts(
        garbage.of(Person, candidates=garbage.chance.randrange(3)),
        tuple(garbage.of(Post, organization=garbage.chance.choice(("o1", "o2"))) for _ in range(count)),
        tuple(garbage.of(Item, findings=findings, objections=()) for _ in range(count + 1)),
    )
    position = garbage.chance.choice(tuple(WORDS.position))
    question = Question(Office(position, garbage.of(Body), permissions=garbage.words()), garbage.day())
    verdict = judge(LAW, question, facts)
    assert verdict.verdict in VerdictKind
    assert verdict.as_of == question.as_of
    assert all(bar.measure for bar in bars(LAW, facts))


def test_a_position_nobody_knows_is_restricted_by_nothing() -> None:
    case = asked(1)
    office = replace(case.question.office, position="NO_SUCH_POSITION")
    assert judge(LAW, replace(case.question, office=office), case.facts).verdict is VerdictKind.ELIGIBLE
