"""A lender asks without an authorisation, with one, and 500 times after it ended; the subject reads who asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from graph_api.access.viewer import Purpose, Role, Viewer
from graph_api.app import Service
from graph_api.engine.db import Database
from graph_api.execution import Prepared
from graph_api.law.source import the_law
from tests.access.province import FAR, SELF, province

BANK = Viewer("bank-service", Role.LENDER, organ="91310101100000008K", purpose=Purpose.LENDING)
CITIZEN = Viewer("citizen", Role.SUBJECT, subject_ids=(SELF,), purpose=Purpose.SELF)
ASK = """query ($person: String!) { officerEligibility(input: {person: {subjectId: $person},
  office: {position: "DIRECTOR", bodyClass: ["COMPANY"]}}) {
    ... on OfficeVerdict { verdict } ... on NotPermitted { code textZh } } }"""
GRANT = """mutation ($until: Date!) { grantAuthorisation(input: {subjectId: "P-self", grantee: "91310101100000008K",
  purpose: "LENDING", classes: ["ANSWER"], until: $until, clientKey: "k1"}) {
    ... on Authorisation { id state } ... on Failure { code textZh } } }"""
REVOKE = """mutation ($id: ID!) { revokeAuthorisation(id: $id) {
    ... on Authorisation { state } ... on Failure { code textZh } } }"""
ME = """{ me { ... on Me { subjects { name } authorisations { grantee purpose state }
  accessLog(first: 100) { organ role purpose authorisation action outcome fields } } ... on Failure { code } } }"""


async def told(service: Service, viewer: Viewer, question: str, **variables: Any) -> Any:
    """The data, or the codes of the errors where there is none."""
    prepared = service.executor.prepare(question, variables, None, 100_000)
    assert isinstance(prepared, Prepared), prepared
    response = await service.execute(prepared, viewer)
    if "data" not in response:
        return [error["extensions"]["code"] for error in response["errors"]]
    assert "errors" not in response, response
    (answer,) = response["data"].values()
    return answer


async def test_a_lender_asks_and_the_subject_reads_who_asked(db: Database) -> None:
    await province(db)
    settings = db.settings.model_copy(update={"probe_alarm": 50, "probe_stop": 200})
    service = Service(db, the_law(), settings)
    refused = {
        "code": "FORBIDDEN",
        "textZh": "无权查询 input.person：须先取得信息主体对本机构、本用途的授权。",
    }
    assert await told(service, BANK, ASK, person=SELF) == refused

    until = (datetime.now(UTC) + timedelta(days=90)).date().isoformat()
    # Nobody authorises for somebody else.
    stranger = Viewer("stranger", Role.SUBJECT, subject_ids=(FAR,), purpose=Purpose.SELF)
    assert (await told(service, stranger, GRANT, until=until))["code"] == "FORBIDDEN"
    given = await told(service, CITIZEN, GRANT, until=until)
    assert given["state"] == "IN_FORCE"
    assert await told(service, BANK, ASK, person=SELF) == {"verdict": "INELIGIBLE"}
    assert await told(service, BANK, ASK, person=FAR) == refused

    assert await told(service, CITIZEN, REVOKE, id=given["id"]) == {"state": "REVOKED"}
    answers = [await told(service, BANK, ASK, person=SELF) for _ in range(500)]
    # Two refusals came before; from the two-hundredth on nothing is answered at all.
    assert answers == [refused] * 197 + [["HARVESTED"]] * 303

    me = await told(service, CITIZEN, ME)
    assert me["subjects"] == [{"name": f"姓名{SELF}"}]
    assert me["authorisations"] == [
        {"grantee": "91310101100000008K", "purpose": "LENDING", "state": "REVOKED"}
    ]
    log = me["accessLog"]
    bank = {"organ": "bank-service", "role": "LENDER", "purpose": "LENDING", "authorisation": None}
    verdict = {"fields": ["OfficeVerdict"], "action": "ANSWER"}
    assert len(log) == 100
    assert all(entry == {**bank, **verdict, "outcome": "REFUSED"} for entry in log)
    whole = await service.recorder.looks(SELF, None, 1000)
    assert [row["outcome"] for row in whole].count("REFUSED") == 501
    answered = [row for row in whole if row["outcome"] == "OK" and row["caller"] == "bank-service"]
    assert [(row["action"], row["authorisation"]) for row in answered] == [("ANSWER", given["id"])]
    await service.close()


async def test_nobody_reads_about_another(db: Database) -> None:
    await province(db)
    service = Service(db, the_law(), db.settings)
    await told(service, Viewer("w", Role.APPROVER, organ="O-w", purpose=Purpose.LICENSING), ASK, person=FAR)
    mine = await told(service, CITIZEN, ME)
    assert mine["accessLog"] == []
    assert await told(service, BANK, ME) == {"code": "FORBIDDEN"}
    unbound = Viewer("nobody", Role.SUBJECT, purpose=Purpose.SELF)
    assert await told(service, unbound, ME) == {"subjects": [], "authorisations": [], "accessLog": []}
    await service.close()


async def test_a_namesake_is_a_place_without_a_name_or_an_id(db: Database) -> None:
    await province(db)
    await db.driver.execute_query(
        """MATCH (far:Subject {subject_id: $far}) MATCH (me:Subject {subject_id: $me})
        SET far.name = me.name, far.identified = false""",
        far=FAR,
        me=SELF,
        database_=db.endpoint.database,
    )
    service = Service(db, the_law(), db.settings)
    question = "{ me { ... on Me { possibleSubjects { nameMasked region orgKinds { code } } } } }"
    found = (await told(service, CITIZEN, question))["possibleSubjects"]
    assert found == [
        {"nameMasked": "姓*******", "region": "880100", "orgKinds": [{"code": "LIMITED_COMPANY"}]},
        {"nameMasked": "姓*******", "region": None, "orgKinds": [{"code": "LIMITED_COMPANY"}]},
    ]
    await service.close()
