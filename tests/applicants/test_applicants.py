"""An applicant and its people looked up at once: who is listed, what follows, what could not be looked at."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph_api.engine.db import Database
from graph_api.law.source import the_law
from tests.graphs.asking import ask
from tests.graphs.market import market

CHECK = """query($id: ID!, $scene: String!, $asOf: Date) {
  applicantCheck(organization: $id, scene: $scene, asOf: $asOf) {
  ... on Failure { code path }
  ... on ApplicantCheck { scene { code articles } consequence notChecked { code } rolesNobodyKnown { code }
    applicant { listing consequence because { id } }
    people { subject { id } roles { code } rolesCertain listing consequence because { id } } } } }"""
SCENES = sorted(scene.code for scene in the_law().scenes)


async def check(db: Database, organization: str, scene: str, as_of: str = "2025-06-01") -> Any:
    answer = await ask(db, CHECK, id=organization, scene=scene, asOf=as_of)
    # The applicant, its people, their facts; who they are, by what listed.
    assert answer.calls <= 5
    return answer.data["applicantCheck"]


async def test_a_listed_legal_representative_counts_and_the_applicant_itself_does_not(db: Database) -> None:
    await market().write(db)
    found = await check(db, "O1", "POLICY_SUPPORT")
    assert found["applicant"] == {"listing": "NOT_LISTED", "consequence": "NONE", "because": []}
    assert found["people"] == [
        {
            "subject": {"id": "P3"},
            "roles": [{"code": "LEGAL_REPRESENTATIVE"}],
            "rolesCertain": True,
            "listing": "LISTED",
            "consequence": "REFERENCE",
            "because": [{"id": "entry:E2"}],
        }
    ]
    assert found["consequence"] == "REFERENCE"
    assert found["notChecked"] == []
    assert {"code": "ACTUAL_CONTROLLER"} in found["rolesNobodyKnown"]


async def test_a_listed_applicant_is_told_as_itself_and_its_people_are_not_listed_by_it(db: Database) -> None:
    await market().write(db)
    found = await check(db, "O2", "CREDIT")
    [scene] = [scene for scene in the_law().scenes if scene.code == "CREDIT"]
    assert found["applicant"] == {
        "listing": "LISTED",
        "consequence": scene.consequence_applicant,
        "because": [{"id": "entry:E1"}],
    }
    assert {person["subject"]["id"]: person["listing"] for person in found["people"]} == {
        "P1": "NOT_LISTED",
        "P5": "NOT_LISTED",
    }


async def test_who_was_listed_later_or_left_the_office_does_not_count(db: Database) -> None:
    await market().write(db)
    before = await check(db, "O1", "POLICY_SUPPORT", "2025-02-28")
    assert [(person["subject"]["id"], person["listing"]) for person in before["people"]] == [
        ("P3", "NOT_LISTED")
    ]
    assert before["consequence"] == "NONE"
    earlier = await check(db, "O1", "POLICY_SUPPORT", "2024-08-31")
    assert [person["subject"]["id"] for person in earlier["people"]] == ["P1"]


async def test_accepted_verification_rests_a_listing(db: Database) -> None:
    drawing = market()
    drawing.objection(
        "J1", "E2", "ListEntry", kind="VERIFICATION", filed=date(2025, 4, 1), accepted=date(2025, 4, 2)
    )
    await drawing.write(db)
    found = await check(db, "O1", "HONOUR")
    assert (found["people"][0]["listing"], found["people"][0]["consequence"]) == ("CONTESTED", "REFERENCE")


async def test_what_no_source_covers_is_said(db: Database) -> None:
    drawing = market()
    del drawing.nodes["Coverage"]
    await drawing.write(db)
    assert (await check(db, "O1", "POLICY_SUPPORT"))["notChecked"] == [{"code": "JUDGMENT_DEBTOR_LIST"}]


@pytest.mark.parametrize("scene", SCENES)
async def test_every_scene_of_the_law_answers(db: Database, scene: str) -> None:
    await market().write(db)
    assert (await check(db, "O2", scene))["scene"]["code"] == scene


async def test_a_scene_that_does_not_exist_and_a_person_are_refused(db: Database) -> None:
    await market().write(db)
    assert await check(db, "O1", "PARTY") == {"code": "INPUT_INVALID", "path": "scene"}
    assert await check(db, "P1", "CREDIT") == {"code": "INPUT_INVALID", "path": "organization"}
    assert await check(db, "none", "CREDIT") == {"code": "SUBJECT_NOT_FOUND", "path": "organization"}
    assert await check(db, "O1", "CREDIT", "2010-01-01") == {"code": "INPUT_INVALID", "path": "scene"}
