"""Nothing about a person leaves before it is on record who was shown what, on both engines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from graph_api.access.viewer import OPEN, Purpose, Role, Viewer
from graph_api.app import Service
from graph_api.audit.files import log_files
from graph_api.audit.log import audit_folder
from graph_api.audit.reading import by_subject
from graph_api.audit.subjects import Subjects
from graph_api.engine.db import Database
from graph_api.execution import Prepared
from graph_api.law.source import the_law
from graph_api.secrets.opening import open_provider, open_subject_keys
from graph_api.settings import Settings
from tests.access.province import FAR, NEAR, SELF, province
from tests.graphs.drawing import run

WINDOW = Viewer("w1", Role.APPROVER, organ="O-window", purpose=Purpose.LICENSING, case_ref="2026-1")
VERDICT = """{ officerEligibility(input: {person: {subjectId: "%s"}, office: {position: "DIRECTOR",
  bodyClass: ["COMPANY"]}}) { __typename ... on OfficeVerdict { verdict } } }"""

CITIZEN = Viewer("c1", Role.SUBJECT, subject_ids=(SELF,), purpose=Purpose.SELF)
GRANT = f"""mutation {{ grantAuthorisation(input: {{subjectId: "{SELF}", grantee: "91310101100000008K",
  purpose: "LENDING", classes: ["ANSWER"], until: "{(datetime.now(UTC) + timedelta(days=30)).date()}",
  clientKey: "k1"}}) {{ __typename }} }}"""
KEPT = "MATCH (a:Authorisation) RETURN count(a) AS n"


async def answered(service: Service, viewer: Viewer, question: str) -> dict[str, Any]:
    """The response of a service to a viewer."""
    prepared = service.executor.prepare(question, None, None, 100_000)
    assert isinstance(prepared, Prepared)
    return await service.execute(prepared, viewer)


def told_of(settings: Settings, subject: str) -> list[tuple[Any, ...]]:
    """What is on record about a subject, oldest first."""
    provider = open_provider(settings)
    subjects = Subjects(open_subject_keys(settings, provider), provider, settings.crypto)
    rows = by_subject(audit_folder(settings), subjects, subject)
    return [
        (
            row["caller"],
            row["role"],
            row["purpose"],
            row["case"],
            row["action"],
            tuple(row["fields"]),
            row["outcome"],
        )
        for row in reversed(rows)
    ]


async def test_every_person_shown_is_on_record_with_who_and_what_for(db: Database) -> None:
    await province(db)
    service = Service(db, the_law(), db.settings)
    assert (await answered(service, WINDOW, VERDICT % NEAR))["data"]["officerEligibility"][
        "verdict"
    ] == "INELIGIBLE"
    await answered(service, WINDOW, f'{{ person(id: "{NEAR}") {{ ... on Person {{ name birthYear }} }} }}')
    public = replace(WINDOW, caller_id="w2", purpose=None)
    await answered(service, public, f'{{ person(id: "{NEAR}") {{ ... on Person {{ name birthYear }} }} }}')
    await answered(service, OPEN, "{ measures(first: 1) { edges { node { code } } } }")
    await service.close()
    assert told_of(db.settings, NEAR) == [
        ("w1", "APPROVER", "LICENSING", "2026-1", "ANSWER", ("OfficeVerdict",), "OK"),
        ("w1", "APPROVER", "LICENSING", "2026-1", "VIEW", ("Person", "Person.birthYear"), "OK"),
        ("w2", "APPROVER", None, "2026-1", "VIEW", ("Person",), "OK"),
    ]
    assert told_of(db.settings, FAR) == []


async def test_a_refused_question_shows_nobody_and_says_who_tried(db: Database) -> None:
    await province(db)
    service = Service(db, the_law(), db.settings)
    bank = Viewer("b1", Role.LENDER, organ="O-bank", purpose=Purpose.LENDING)
    refused = await answered(service, bank, VERDICT % FAR)
    assert refused["data"]["officerEligibility"] == {"__typename": "NotPermitted"}
    await service.close()
    assert told_of(db.settings, FAR) == [
        ("b1", "LENDER", "LENDING", None, "ANSWER", ("OfficeVerdict",), "REFUSED")
    ]


async def test_what_cannot_be_put_on_record_does_not_leave(db: Database) -> None:
    await province(db)
    # A file stands where the folder of the log would be made.
    db.settings.home.mkdir(parents=True, exist_ok=True)
    audit_folder(db.settings).write_text("", encoding="utf-8")
    service = Service(db, the_law(), db.settings)
    refused = await answered(service, WINDOW, VERDICT % NEAR)
    assert "data" not in refused
    assert [error["extensions"]["code"] for error in refused["errors"]] == ["AUDIT_UNAVAILABLE"]
    # The law is nobody's; it is told all the same.
    assert (await answered(service, WINDOW, "{ measures(first: 1) { edges { node { code } } } }"))["data"]


async def test_a_change_is_on_record_before_it_is_made(db: Database) -> None:
    await province(db)
    service = Service(db, the_law(), db.settings)
    given = (await answered(service, CITIZEN, GRANT))["data"]["grantAuthorisation"]
    assert given["__typename"] == "Authorisation"
    await service.close()
    (file,) = log_files(audit_folder(db.settings))
    lines = [orjson.loads(line) for line in file.path.read_bytes().splitlines()]
    told = [(line["action"], line["fields"][0], line["outcome"]) for line in lines if line["k"] == "entry"]
    assert told == [
        ("CHANGE", "Mutation.grantAuthorisation", "ASKED"),
        ("CHANGE", "Mutation.grantAuthorisation", "OK"),
    ]


async def test_a_change_that_cannot_be_put_on_record_is_not_made(db: Database) -> None:
    await province(db)
    before = (await run(db, KEPT))[0]["n"]
    db.settings.home.mkdir(parents=True, exist_ok=True)
    audit_folder(db.settings).write_text("", encoding="utf-8")
    service = Service(db, the_law(), db.settings)
    refused = await answered(service, CITIZEN, GRANT)
    assert [error["extensions"]["code"] for error in refused["errors"]] == ["AUDIT_UNAVAILABLE"]
    assert (await run(db, KEPT))[0]["n"] == before


async def test_who_looks_at_too_many_people_is_stopped_and_the_open_demo_is_not(db: Database) -> None:
    await province(db)
    settings = db.settings.model_copy(update={"harvest_alarm": 1, "harvest_stop": 2})
    service = Service(db, the_law(), settings)
    assert "data" in await answered(service, WINDOW, VERDICT % NEAR)
    assert "data" in await answered(service, WINDOW, VERDICT % NEAR)
    stopped = await answered(service, WINDOW, VERDICT % FAR)
    assert [error["extensions"]["code"] for error in stopped["errors"]] == ["HARVESTED"]
    assert "data" not in stopped
    assert "data" in await answered(service, replace(WINDOW, caller_id="w2"), VERDICT % FAR)
    for person in (NEAR, FAR, SELF):
        assert "data" in await answered(service, OPEN, VERDICT % person)
    await service.close()
