"""The kernel alone: microseconds to judge one person, by how many records there are to look at."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from bench.measured import line
from bench.questions import POSITIONS, Asked
from bench.stage import Stage
from graph_api.evidence.service import Found, evidence_of
from graph_api.generate.days import AS_OF
from graph_api.law.facts import Facts, Office, Question
from graph_api.law.kernel import judge
from graph_api.law.lawbook import Law

PAGE = 500
ITEMS = (0, 1, 5)
REPEATS = 5
MOST = 300
BURDENED = """
MATCH (one:Person)-[:HOLDS|OWNS|CONTROLS]->(:Organization)<-[:AGAINST|ON|LISTS]-(item)
WITH one, count(DISTINCT item) AS items WHERE items > 0
RETURN one.subject_id AS subject_id ORDER BY items DESC, subject_id LIMIT 2000
"""


async def found_for(stage: Stage, asked: Sequence[Asked]) -> list[Found]:
    """The facts of all questions."""
    found: list[Found] = []
    for start in range(0, len(asked), PAGE):
        pairs = [(each.person, each.body) for each in asked[start : start + PAGE]]
        found.extend((await evidence_of(stage.db, pairs)).found)
    return found


def question_of(asked: Asked, found: Found) -> Question:
    """The question as the kernel takes it."""
    assert found.body is not None
    return Question(Office(position=asked.position, body=found.body), AS_OF)


def microseconds(law: Law, judged: Sequence[tuple[Question, Facts]]) -> Iterator[float]:
    """Microseconds a person of several passes, the first of them not counted."""
    for repeat in range(REPEATS + 1):
        began = time.perf_counter()
        for question, facts in judged:
            judge(law, question, facts)
        if repeat:
            yield 1e6 * (time.perf_counter() - began) / len(judged)


async def measure(stage: Stage, asked: Sequence[Asked]) -> None:
    """Judges the facts of the questions, then the same persons with 0, 1 and 5 items."""
    found = await found_for(stage, asked)
    judged = [(question_of(one, each), each.facts) for one, each in zip(asked, found, strict=True)]
    items = sum(len(facts.items) for _, facts in judged) / len(judged)
    began = time.perf_counter()
    for question, facts in judged:
        judge(stage.law, question, facts)
    first = 1e6 * (time.perf_counter() - began) / len(judged)
    again = list(microseconds(stage.law, judged))
    add = _adder(stage)
    add("kernel, offices never asked before", [first], f"one pass over {len(judged)} questions")
    add("kernel, the same offices again", again, f"{items:.2f} items a person")
    burdened = await _burdened(stage, asked)
    for number in ITEMS:
        some = [(q, replace(facts, items=facts.items[:number])) for q, facts in burdened]
        add(f"kernel, {number} items", list(microseconds(stage.law, some)), f"the same {len(some)} persons")


def _adder(stage: Stage) -> Callable[[str, Sequence[float], str], None]:
    def add(name: str, values: Sequence[float], note: str) -> None:
        stage.add(line(name, stage.engine, stage.subjects, values, "us a person", note=note))

    return add


async def _burdened(stage: Stage, asked: Sequence[Asked]) -> list[tuple[Question, Facts]]:
    """The persons with most items; short of the largest number, those of the others are lent to them."""
    async with stage.db.driver.session(database=stage.endpoint.database, fetch_size=-1) as session:
        people = [record[0] async for record in await session.run(BURDENED)][:MOST]
    bodies = [each.body for each in asked]
    some = [
        Asked(person, bodies[place % len(bodies)], POSITIONS[place % len(POSITIONS)])
        for place, person in enumerate(people)
    ]
    found = await found_for(stage, some)
    pool = [item for each in found for item in each.facts.items]
    most = max(ITEMS)
    judged = []
    for place, (one, each) in enumerate(zip(some, found, strict=True)):
        own = each.facts.items
        lent = [pool[(place * most + number) % len(pool)] for number in range(most - len(own))]
        judged.append((question_of(one, each), replace(each.facts, items=(*own, *lent)[:most])))
    return judged
