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
from tests.graphs.numbering import number
from tests.lending.town import CLEAN, HIDDEN, PUBLISHED, person, town

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


CHECK = """query ($inputs: [CreditCheckInput!]!) { creditCheck(inputs: $inputs, asOf: "2025-06-01") {
    ... on CreditCheck { status restrictions { code state } consent { grantee purpose classes } textZh }
    ... on Failure { code textZh } } }"""
GRANT_MEASURES = """mutation ($until: Date!) { grantAuthorisation(input: {subjectId: "P-hidden",
  grantee: "91310101100000008K", purpose: "LENDING", classes: ["MEASURE"], until: $until, clientKey: "k1"}) {
    ... on Authorisation { id state } ... on Failure { code textZh } } }"""
DECIDES = "是否授信或者合作、以何条件，由查询机构依法自行决定；本答复只说明查到什么、查了哪些来源。"


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
    assert [row["outcome"] for row in whole].count("REFUSED") == 199
    answered = [row for row in whole if row["outcome"] == "OK" and row["caller"] == "bank-service"]
    assert [(row["action"], row["authorisation"]) for row in answered] == [("ANSWER", given["id"])]
    await service.close()


async def test_a_lender_checks_credit_and_the_subject_reads_who_asked(db: Database) -> None:
    await town(db, projected=True)
    settings = db.settings.model_copy(update={"probe_alarm": 50, "probe_stop": 200})
    service = Service(db, the_law(), settings)
    citizen = Viewer("citizen", Role.SUBJECT, subject_ids=(HIDDEN,), purpose=Purpose.SELF)
    needed = {
        "status": "CONSENT_NEEDED",
        "restrictions": [],
        "consent": {
            "grantee": "91310101100000008K",
            "purpose": "LENDING",
            "classes": ["ANSWER", "MEASURE", "NETWORK"],
        },
        "textZh": "依法公示的信息中未查到；其余信息须经被查询主体对本机构、本用途授权后查询。无论是否在册，答复相同。"
        + DECIDES,
    }

    async def checked(who: str | None) -> Any:
        return await told(service, BANK, CHECK, inputs=[person(who, "WITH_CONSENT")])

    # Of somebody who is not on record the answer is the same.
    assert await checked(HIDDEN) == await checked(None) == [needed]

    until = (datetime.now(UTC) + timedelta(days=90)).date().isoformat()
    given = await told(service, citizen, GRANT_MEASURES, until=until)
    [hit] = await checked(HIDDEN)
    assert hit["status"] == "HIT_CONSENTED"
    assert {"code": "company.officer.licence-revoked", "state": "FIRM"} in hit["restrictions"]
    assert hit["textZh"] == (
        "在须经授权的信息中查到 5 项当日生效的措施，见所列各项；未公示的原始记录不予提供。"
        f"另有 8 项措施是否适用尚有未知事项，均未经确定，不作为查到的信息。{DECIDES}"
    )

    await told(service, citizen, REVOKE, id=given["id"])
    answers = [await checked(HIDDEN) for _ in range(500)]
    # Two refusals came before; from the two-hundredth on nothing is answered at all.
    assert answers == [[needed]] * 197 + [["HARVESTED"]] * 303

    whole = await service.recorder.looks(HIDDEN, None, 1000)
    told_of = [
        (row["caller"], row["action"], row["outcome"], row["authorisation"], row["fields"]) for row in whole
    ]
    assert told_of.count(("bank-service", "ANSWER", "REFUSED", None, ["CreditCheck"])) == 199
    assert told_of.count(("bank-service", "ANSWER", "OK", given["id"], ["CreditCheck"])) == 1
    log = (await told(service, citizen, ME))["accessLog"]
    assert log[0] == {
        "organ": "bank-service",
        "role": "LENDER",
        "purpose": "LENDING",
        "authorisation": None,
        "action": "ANSWER",
        "outcome": "REFUSED",
        "fields": ["CreditCheck"],
    }
    await service.close()


async def test_asking_about_people_who_are_not_on_record_is_probing_like_any_other(db: Database) -> None:
    await town(db)
    settings = db.settings.model_copy(update={"probe_alarm": 50, "probe_stop": 200})
    service = Service(db, the_law(), settings)
    nobody = [
        {
            "person": {"type": "RESIDENT_ID", "number": number("19810101", place), "name": "吴"},
            "level": "WITH_CONSENT",
        }
        for place in range(198)
    ]
    # A row asked twice is one, on record or not.
    inputs = [*nobody, nobody[0], person(HIDDEN, "WITH_CONSENT"), person(HIDDEN, "WITH_CONSENT")]
    answers = await told(service, BANK, CHECK, inputs=inputs)
    assert {each["status"] for each in answers} == {"CONSENT_NEEDED"}
    assert await told(service, BANK, CHECK, inputs=[person(None, "WITH_CONSENT")]) == ["HARVESTED"]
    await service.close()


async def test_in_a_batch_each_subject_reads_its_own_authorisation(db: Database) -> None:
    await town(db)
    service = Service(db, the_law(), db.settings)
    ids = {}
    until = (datetime.now(UTC) + timedelta(days=90)).date().isoformat()
    for who in (HIDDEN, CLEAN):
        citizen = Viewer(f"citizen-{who}", Role.SUBJECT, subject_ids=(who,), purpose=Purpose.SELF)
        ids[who] = (await told(service, citizen, GRANT_MEASURES.replace("P-hidden", who), until=until))["id"]
    inputs = [person(each, "WITH_CONSENT") for each in (HIDDEN, CLEAN)] + [person(PUBLISHED)]
    await told(service, BANK, CHECK, inputs=inputs)
    looks = {who: await service.recorder.looks(who, None, 10) for who in (HIDDEN, CLEAN, PUBLISHED)}
    bank = {
        who: [(row["outcome"], row["authorisation"]) for row in rows if row["caller"] == "bank-service"]
        for who, rows in looks.items()
    }
    assert bank == {
        HIDDEN: [("OK", ids[HIDDEN])],
        CLEAN: [("OK", ids[CLEAN])],
        PUBLISHED: [("OK", None)],
    }
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
