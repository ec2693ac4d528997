"""Bodies that change: what one was on a day, read naively, and cases with a change whose day may be open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from graph_api.law.facts import Body, Characteristic, When
from tests.oracle.dice import Dice
from tests.oracle.invented_law import POOL, SECTORS, SETTLED
from tests.oracle.synthetic import Case, exactly, known_case

#: The property of a body that each characteristic speaks of, and the values it may have.
PROPERTY = {
    "STATE_CAPITAL": "state_capital",
    "LISTED": "listed",
    "REGION": "region",
    "ORG_KIND": "org_kinds",
    "SECTOR": "sectors",
}
VALUES = {
    "STATE_CAPITAL": ("NONE", "CONTROLLED", "PARTICIPATED", "WHOLLY"),
    "LISTED": ("true", "false"),
    "REGION": ("320100", "110000"),
    "ORG_KIND": ("COMPANY", "PARTNERSHIP"),
    "SECTOR": SECTORS,
}
ONE_AT_A_TIME = ("STATE_CAPITAL", "LISTED", "REGION")


def with_value(body: Body, name: str, values: tuple[str, ...]) -> Body:
    """The body with these values of one property and no history of it."""
    typed: Any = values
    if name in ONE_AT_A_TIME:
        typed = values[0] == "true" if name == "LISTED" else values[0]
    history = tuple(each for each in body.history if each.name != name)
    return replace(body, history=history, **{PROPERTY[name]: typed})


def as_it_was(body: Body, on: date) -> Body:
    """The body on a day: of what is dated, what holds on it; of the rest, what was last seen.

    Only for histories that leave nothing open: every day is covered and every day of change is known.
    """
    for name in {each.name for each in body.history}:
        told = [each for each in body.history if each.name == name]
        held = [each.value for each in told if _holds(each, on)]
        assert held, "the oracle judges only what is known"
        assert len(held) == 1 or name not in ONE_AT_A_TIME
        body = with_value(body, name, tuple(held))
    return body


def _holds(fact: Characteristic, on: date) -> bool:
    begin = date.min if fact.since is None else fact.since.earliest
    end = date.max if fact.until is None else fact.until.earliest
    assert fact.since is None or fact.since.exact
    assert fact.until is None or fact.until.exact
    # A fact whose beginning nobody told was seen before everything in these cases.
    return begin <= on < end


@dataclass(frozen=True)
class Change:
    """A property of the body asked about that had one value before a day and another from it on."""

    name: str
    before: str
    after: str
    on: date

    def history(self, ends: When, begins: When) -> tuple[Characteristic, ...]:
        """The two facts about the change, each with what is known of its day."""
        return (
            Characteristic(self.name, self.before, None, ends, seen=date(1980, 1, 1)),
            Characteristic(self.name, self.after, begins),
        )


def a_change(number: int, *names: str) -> tuple[Case, Change]:
    """The case of this number about a body in which one of these properties changed near the day asked about."""
    case, dice = known_case(number, SETTLED), Dice(Random(number ^ 0xDA7ED))  # noqa: S311
    name = dice.pick(*names)
    before, after = dice.some(VALUES[name], 2, 2)
    asked = case.question.as_of
    on = dice.pick(*POOL, asked, asked, asked + timedelta(days=1), asked - timedelta(days=200))
    last_seen = dice.pick(before, after)
    body = with_value(replace(case.question.office.body, closed=False), name, (last_seen,))
    if name == "ORG_KIND":
        # Only a company has state capital or a listing; one that becomes a partnership has neither.
        body = replace(body, listed=False, state_capital="NONE")
    return about(case, body), Change(name, before, after, on)


def about(case: Case, body: Body) -> Case:
    """The case asked about this body."""
    office = replace(case.question.office, body=body)
    return replace(case, question=replace(case.question, office=office))


def dated(case: Case, change: Change, ends: When | None = None, begins: When | None = None) -> Case:
    """The case with the change told; with its day where nothing else is said."""
    body = case.question.office.body
    day = exactly(change.on)
    return about(case, replace(body, history=change.history(ends or day, begins or day)))


def undated(case: Case, change: Change, value: str) -> Case:
    """The case about a body that has this value and no history."""
    return about(case, with_value(case.question.office.body, change.name, (value,)))
