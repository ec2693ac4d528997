"""A province in which every fact that is not public carries a mark that says of whom and of which class it is.

Four people: Near holds a post in region 99 and consented to the bank, Far in region 88, Minor in region 99 is a child,
Self is whom the login of the citizen is bound to. A mark is `⟦class:person⟧`; whoever finds one in an answer knows
what was shown of whom.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from graph_api.access.viewer import Purpose, Role, Viewer
from graph_api.engine.db import Database
from graph_api.ids.identifiers import check, identifier_key
from graph_api.ids.keyed_hash import open_number_key
from graph_api.law.source import the_law
from graph_api.projection.service import project
from tests.graphs.drawing import KNOWN, Drawing, run
from tests.graphs.numbering import number

TABLE = Path(__file__).parents[2] / "graph_api" / "access" / "policy.toml"
BANK, WINDOW = "O-bank", "O-window"
NEAR, FAR, MINOR, SELF = "P-near", "P-far", "P-minor", "P-self"
PEOPLE = (NEAR, FAR, MINOR, SELF)
BODIES = {NEAR: "O-near", FAR: "O-far", MINOR: "O-near", SELF: "O-far"}
TODAY = date(2026, 6, 1)
SOON = datetime.now(UTC) + timedelta(days=2)
#: What a second officer released to the case officer who investigates one case, beyond the region of both.
OFFICER, CASE = f"caller-{Role.CASE_OFFICER}", "(2026)查1号"
RELEASED = {FAR: ["CLOSED", "PAST"], MINOR: ["SEALED"]}

#: What the window asked about each person, as a kept answer remembers it; `?` stands for the person.
INPUTS = {
    "known": True,
    "person": "?",
    "person_key": "",
    "candidates": 1,
    "body": {"subject_id": "", "org_kinds": ["COMPANY"], "closed": True},
    "position": "DIRECTOR",
    "nominated_by_state": None,
    "permissions": [],
    "as_of": "2026-06-01",
}


def mark(code: str, subject: str) -> str:
    """The mark of a fact of one class about one subject."""
    return f"⟦{code}:{subject}⟧"


def document(person: str) -> str:
    """The identity document of a person of the province, as a question gives it."""
    born = "20120505" if person == MINOR else "19800505"
    held = number(born, PEOPLE.index(person))
    return f'{{type: "RESIDENT_ID", number: "{held}", name: "姓名{person}"}}'


def _person(drawing: Drawing, person: str, born: date) -> None:
    drawing.person(
        person,
        f"姓名{person}",
        number_masked=mark("PERSONAL", person),
        birth_date=born,
        former_names=[mark("PERSONAL", person)],
        qualifications=[mark("PERSONAL", person)],
    )
    body = BODIES[person]
    drawing.holds(person, body, "DIRECTOR", since=date(2020, 1, 1), role_text=f"董事{person}")
    drawing.holds(person, "O-other", "SUPERVISOR", since=date(2019, 1, 1))
    drawing.link("OWNS", person, "O-other", capacity="SHAREHOLDER")
    for kind, values in {
        "PUBLISHED": {"publicity": "PUBLIC"},
        "SHARED": {"publicity": "ADMIN_SHARING_ONLY"},
        "CLOSED": {"publicity": "PUBLIC", "repaired": date(2024, 1, 1)},
    }.items():
        drawing.record(
            f"R-{kind}-{person}",
            person,
            "ADMIN_PENALTY",
            name=mark(kind, person),
            decided=date(2023, 1, 1),
            effective=date(2023, 1, 1),
            carrier="PERSON",
            **values,
        )
    drawing.node(
        "ListEntry",
        entry_id=f"E-{person}",
        list="jd",
        trigger="JUDGMENT_DEBTOR_LIST",
        name=f"失信被执行人{person}",
        carrier="PERSON",
        qualifiers=["LARGE_PERSONAL_DEBT"],
        entered=date(2023, 3, 1),
    )
    drawing.link("LISTS", f"E-{person}", person, ends=("ListEntry", "Subject"))


async def province(db: Database) -> None:
    """The province, projected, with a kept answer about each, a report of each, two releases, and one consent."""
    drawing = Drawing()
    drawing.organization("O-near", "近有限公司", region="990100", org_kinds=["LIMITED_COMPANY"])
    drawing.organization("O-far", "远有限公司", region="880100", org_kinds=["LIMITED_COMPANY"])
    drawing.organization("O-other", "别有限公司", uscc="91310101100000008K", org_kinds=["LIMITED_COMPANY"])
    hashes = open_number_key(db.settings.home)
    for person in PEOPLE:
        _person(drawing, person, date(2012, 5, 5) if person == MINOR else date(1980, 5, 5))
        held = check("RESIDENT_ID", document(person).split('"')[3])
        drawing.identified(person, "RESIDENT_ID", identifier_key(held, hashes))
    drawing.record(
        "R-body",
        "O-near",
        "BUSINESS_LICENCE_REVOKED",
        name="吊销营业执照",
        publicity="PUBLIC",
        decided=date(2025, 6, 1),
        effective=date(2025, 6, 1),
        qualifiers=["DUE_TO_VIOLATION"],
    )
    await drawing.write(db)
    await run(
        db,
        """MERGE (w:Watermark {name: 'facts'}) SET w.at = $known
        WITH w UNWIND $people AS person
        MATCH (subject:Subject {subject_id: person})
        CREATE (:Answer {answer_id: 'kept-' + person, case_ref: 'case-' + person, kept_at: $known, body: $body,
          digest: 'CASE-' + person, inputs: replace($inputs, '?', person), as_of: $day, law_digest: 'x',
          kernel_version: 'x', kept_by: [$window]})
        CREATE (subject)-[:REPORTS]->(:Problem {problem_id: 'problem-' + person, receipt: 'WT-' + person, kind: 'WRONG',
          target: 'record:R-SHARED-' + person, fact: 'record:R-SHARED-' + person, state: 'OPEN', marked: false,
          words: '⟦DISPUTE:' + person + '⟧', filed_at: $known})
        WITH subject, person
        FOREACH (classes IN CASE WHEN person IN keys($released) THEN [$released[person]] ELSE [] END |
          CREATE (:Approval {approval_id: 'release-' + person, grantee: $organ, requested_by: $officer,
            requested_at: $known, purpose: 'INVESTIGATION', case_ref: $case, classes: classes, subject_ids: [person],
            days: 30, reason: CASE WHEN person = $far THEN '⟦RELEASE:' + person + '⟧' ELSE '' END,
            approved_by: 'another', approved_at: $known, until: $soon}
          )-[:CONCERNS]->(subject))
        WITH subject, person WHERE person = $near
        CREATE (subject)-[:GRANTS]->(:Authorisation {authorisation_id: 'a1', grantee: $bank, purpose: 'LENDING',
          classes: ['NETWORK', 'MEASURE', 'ANSWER'], since: $known, until: $soon})""",
        people=list(PEOPLE),
        known=KNOWN,
        day=TODAY,
        body=json.dumps({"textZh": "", "textEn": ""}),
        inputs=json.dumps(INPUTS),
        window=WINDOW,
        near=NEAR,
        bank=BANK,
        soon=SOON,
        far=FAR,
        released=RELEASED,
        officer=OFFICER,
        organ=f"O-{Role.CASE_OFFICER}",
        case=CASE,
    )
    await project(db, the_law(), everything=True)


def viewers() -> list[Viewer]:
    """Each role with each purpose it may state and with none, within region 99, for its own organ."""
    found = []
    for role in Role:
        for purpose in (None, *Purpose):
            found.append(
                Viewer(
                    f"caller-{role}",
                    role,
                    organ={Role.LENDER: BANK, Role.APPROVER: WINDOW}.get(role, f"O-{role}"),
                    regions=("",)
                    if role is Role.OPEN
                    else ("99",)
                    if role not in (Role.PUBLIC, Role.SUBJECT)
                    else (),
                    subject_ids=(SELF,) if role is Role.SUBJECT else (),
                    purpose=purpose,
                )
            )
    investigating = next(
        each for each in found if each.caller_id == OFFICER and each.purpose is Purpose.INVESTIGATION
    )
    found.append(replace(investigating, case_ref=CASE))
    policy = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    stated = {(grant["role"], purpose) for grant in policy["grant"] for purpose in grant["purposes"]}
    # One purpose that opens nothing stands for all others of its kind.
    idle = {role: next((p for p in Purpose if (role, p) not in stated), None) for role in Role}
    return [
        each
        for each in found
        if each.purpose in (None, idle[each.role]) or (each.role, each.purpose) in stated
        if each.role is not Role.OPEN or each.purpose in (None, Purpose.CORRECTION)
    ]
