"""Who is responsible for a record, whom it reaches and whom not, each with the reason."""

from __future__ import annotations

from typing import Any

from graph_api.engine.db import Database
from tests.graphs.asking import ask
from tests.graphs.market import market

RESPONSIBLE = """query($record: ID, $organization: ID) {
  responsiblePersons(record: $record, organization: $organization) { ... on Failure { code path }
    ... on ResponsiblePersons { pageInfo { hasNextPage } edges { node { person { id name } links {
      record { id } responsibility role { code } degree roleSince roleUntil
      roleAtConductCertain unknowns { code } } } } } } }"""


async def test_the_one_found_responsible_is_and_a_role_alone_is_not_established(db: Database) -> None:
    drawing = market()
    drawing.person("P6", "钱七").holds("P6", "O1", "DIRECTOR")
    await drawing.write(db)
    answer = await ask(db, RESPONSIBLE, record="record:R1")
    assert answer.data["responsiblePersons"] == {
        "pageInfo": {"hasNextPage": False},
        "edges": [
            {
                "node": {
                    "person": {"id": "P1", "name": "张三"},
                    "links": [
                        {
                            "record": {"id": "record:R1"},
                            "responsibility": "FOUND",
                            "role": {"code": "LEGAL_REPRESENTATIVE"},
                            "degree": "主要责任",
                            "roleSince": None,
                            "roleUntil": None,
                            "roleAtConductCertain": True,
                            "unknowns": [],
                        }
                    ],
                }
            },
            {
                "node": {
                    "person": {"id": "P6", "name": "钱七"},
                    "links": [
                        {
                            "record": {"id": "record:R1"},
                            "responsibility": "NOT_ESTABLISHED",
                            "role": {"code": "DIRECTOR"},
                            "degree": None,
                            "roleSince": "?",
                            "roleUntil": None,
                            "roleAtConductCertain": False,
                            "unknowns": [{"code": "POST_DATES"}],
                        }
                    ],
                }
            },
        ],
    }
    # The record, the people around, their facts, who they are.
    assert answer.calls == 4
    whole = await ask(db, RESPONSIBLE, organization="O1")
    assert whole.data == answer.data


async def test_who_came_later_and_who_left_before_answers_for_nothing(db: Database) -> None:
    await market().write(db)
    answer = await ask(db, RESPONSIBLE, record="record:R1")
    assert [edge["node"]["person"]["id"] for edge in answer.data["responsiblePersons"]["edges"]] == ["P1"]


async def test_give_either_a_record_or_an_organization(db: Database) -> None:
    for given in ({}, {"record": "record:R1", "organization": "O1"}):
        answer = await ask(db, RESPONSIBLE, **given)
        assert answer.data["responsiblePersons"] == {"code": "INPUT_INVALID", "path": "record"}
    gone = await ask(db, RESPONSIBLE, record="record:none")
    assert gone.data["responsiblePersons"] == {"code": "SUBJECT_NOT_FOUND", "path": "record"}


PROPAGATION = """query($record: ID!, $asOf: Date) {
  propagation(record: $record, asOf: $asOf) { ... on Failure { code path }
  ... on RecordPropagation { record { id } peopleLookedAt hasMorePeople measures { code effect
    reached { person { id } state since lastBarredDay path { role { code } byFinding } }
    notReached { person { id } reason textZh } } } } }"""


async def measures(db: Database, record: str, as_of: str = "2025-06-01") -> dict[str, Any]:
    answer = await ask(db, PROPAGATION, record=record, asOf=as_of)
    return {each["code"]: each for each in answer.data["propagation"]["measures"]}


async def test_a_record_reaches_its_legal_representative_and_says_why_not_the_others(db: Database) -> None:
    await market().write(db)
    found = (await measures(db, "record:R1"))["company.officer.licence-revoked"]
    assert found["reached"] == [
        {
            "person": {"id": "P1"},
            "state": "FIRM",
            "since": "2024-08-01",
            "lastBarredDay": "2027-08-01",
            "path": {"role": {"code": "LEGAL_REPRESENTATIVE"}, "byFinding": True},
        }
    ]
    why = {each["person"]["id"]: each["reason"] for each in found["notReached"]}
    assert why == {"O1": "ROLE_NOT_NAMED", "P3": "ROLE_NOT_HELD_AT_THE_MOMENT", "P4": "ROLE_NOT_NAMED"}
    assert all(each["textZh"] for each in found["notReached"])


async def test_a_measure_that_is_over_is_not_told(db: Database) -> None:
    await market().write(db)
    assert "company.officer.licence-revoked" in await measures(db, "record:R1", "2027-08-01")
    assert "company.officer.licence-revoked" not in await measures(db, "record:R1", "2027-08-02")


async def test_a_listed_company_does_not_make_its_people_listed(db: Database) -> None:
    """64号 speaks of listed individuals: a debtor company bars no officer of it by itself."""
    await market().write(db)
    found = await measures(db, "entry:E1")
    reached = {
        each["person"]["id"]
        for measure in found.values()
        for each in measure["reached"]
        if measure["effect"] == "MEASURE"
    }
    bars = [code for code, measure in found.items() if "officer" in code and measure["reached"]]
    assert "O2" in reached
    assert not [code for code in bars if code.startswith("company.officer")]
