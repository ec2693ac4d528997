"""On random towns: whatever is reported and closed, no verdict and no restriction turns; only the mark shows."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from graph_api.app import served_schema
from graph_api.engine.db import Database
from graph_api.law.source import the_law
from graph_api.projection.service import project, verify
from tests.access.asking import selection
from tests.graphs.asking import ask
from tests.graphs.drawing import run
from tests.graphs.random_towns import random_town
from tests.graphs.viewers import officer, subject
from tests.problems.town import closed, marks, reported, watermark

LAW = the_law()
KINDS = ("NOT_ME", "IMPERSONATED", "WRONG", "EXPIRED")
POSITIONS = ("DIRECTOR", "LEGAL_REPRESENTATIVE", "SUPERVISOR")
DAYS = ("2017-03-01", "2021-06-01", "2025-06-01")
PEOPLE = [f"P{number:02}" for number in range(6)]
#: What speaks of the answer, of the time of the facts, or of the mark itself.
MARK_ONLY = ("_answerId", "_digest", "_disputed", "_knownAsOf")
OWN = """
MATCH (me:Subject {subject_id: $me})-[role:HOLDS|OWNS|CONTROLS]->() RETURN role.fact_id AS id
UNION MATCH (:Subject {subject_id: $me})<-[:AGAINST|FINDS_RESPONSIBLE]-(i:Record) RETURN 'record:' + i.record_id AS id
UNION MATCH (:Subject {subject_id: $me})<-[:ON]-(i:Sanction) RETURN 'sanction:' + i.sanction_id AS id
UNION MATCH (:Subject {subject_id: $me})<-[:LISTS]-(i:ListEntry) RETURN 'entry:' + i.entry_id AS id
UNION MATCH (:Subject {subject_id: $me})<-[:BINDS]-(r:Restriction) RETURN 'restriction:' + r.restriction_id AS id
"""
RESTRICTIONS = """
MATCH (r:Restriction)-[:BINDS]->(s) RETURN s.subject_id AS subject, properties(r) AS it ORDER BY r.restriction_id
"""


def without_marks(value: Any) -> Any:
    """An answer without what may change by a mark."""
    if isinstance(value, list):
        return [without_marks(each) for each in value if not _is_contested_line(each)]
    if isinstance(value, dict):
        return {name: without_marks(each) for name, each in value.items() if not name.endswith(MARK_ONLY)}
    return value


def _is_contested_line(value: Any) -> bool:
    return isinstance(value, dict) and value.get("ProofLine_code") == "CONTESTED_ONLY"


async def verdicts(db: Database, known: str | None = None) -> list[Any]:
    """Everything that is answered about everybody, for some offices on some days."""
    verdict = selection(served_schema(), served_schema().type_map["OfficeVerdict"], 4)
    question = f"""query($inputs: [OfficerEligibilityInput!]!, $day: Date!, $known: DateTime) {{
      officerEligibilities(inputs: $inputs, asOf: $day, knownAsOf: $known) {{ ... on OfficeVerdict {verdict} }} }}"""
    inputs = [
        {"person": {"subjectId": person}, "office": {"position": position, "bodyClass": ["COMPANY"]}}
        for person in PEOPLE
        for position in POSITIONS
    ]
    return [
        (await ask(db, question, inputs=inputs, day=day, known=known)).data["officerEligibilities"]
        for day in DAYS
    ]


@pytest.mark.parametrize("seed", range(4))
async def test_no_report_and_no_closing_turns_a_verdict(db: Database, seed: int) -> None:
    await random_town(LAW, seed, items=16).write(db)
    await project(db, LAW, everything=True)
    before, restricted = await verdicts(db), await run(db, RESTRICTIONS)
    assert all(each["OfficeVerdict_verdict"] for day in before for each in day)
    assert any(each["OfficeVerdict_grounds"] for day in before for each in day)
    then = (await watermark(db)).isoformat()
    chance, receipts = Random(seed), []  # noqa: S311 - no secret
    for person in PEOPLE:
        own = sorted(row["id"] for row in await run(db, OWN, me=person))
        for target in chance.sample(own, min(len(own), 4)):
            answer = await reported(db, target, subject(person), kind=chance.choice(KINDS))
            receipts.append(answer["receipt"])
    assert await marks(db)
    after = await verdicts(db)
    assert without_marks(after) == without_marks(before)
    assert await run(db, RESTRICTIONS) == restricted
    # Where an item of the person is a ground, the mark shows; the past does not know of it.
    assert without_marks(await verdicts(db, then)) == without_marks(before)
    # A restriction and the post it came through are one matter.
    different = sorted(set(receipts))
    for receipt in chance.sample(different, len(different) // 2):
        outcome = chance.choice(("UPHELD", "NOT_UPHELD", "PASSED_ON"))
        assert (await closed(db, receipt, outcome, officer(regions=("",))))["state"] == outcome
    assert without_marks(await verdicts(db)) == without_marks(before)
    assert (await verify(db, LAW)).differences == []


async def test_the_mark_shows_on_a_ground(db: Database) -> None:
    """The property would hold of marks that nobody sees; this says that they are seen."""
    town = random_town(LAW, 0)
    town.entry(
        "E", "P00", "JUDGMENT_DEBTOR_LIST", carrier="PERSON", qualifiers=["LARGE_PERSONAL_DEBT"], entered=None
    )
    await town.write(db)
    question = """{ officerEligibility(input: {person: {subjectId: "P00"}, office: {position: "DIRECTOR",
      bodyClass: ["COMPANY"]}}) { ... on OfficeVerdict { verdict grounds { item { id disputed } } } } }"""

    async def told() -> Any:
        return (await ask(db, question)).data["officerEligibility"]

    def entries(answer: Any) -> set[bool]:
        return {
            each["item"]["disputed"]
            for each in answer["grounds"]
            if each["item"] and each["item"]["id"] == "E"
        }

    before = await told()
    assert entries(before) == {False}
    await reported(db, "entry:E", subject("P00"))
    after = await told()
    assert entries(after) == {True}
    assert after["verdict"] == before["verdict"]
