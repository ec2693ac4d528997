"""The table of rights: what does not hold together is refused, and what a request states decides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from graphql import build_schema

from graph_api.access.guard import check_policy
from graph_api.access.policy import Reach, read_policy, shipped_policy
from graph_api.access.viewer import PUBLIC, Purpose, Role, Viewer
from graph_api.engine.db import Database
from graph_api.errors import Forbidden, InputInvalid, PolicyInvalid
from tests.access.province import FAR, NEAR, SELF, WINDOW, province
from tests.access.test_matrix import asked
from tests.access.viewing import context_of

TABLE = """
[[class]]
code = "LAW"
name_zh = "法律"
name_en = "law"
basis = "立法公开"
public = true
[[class]]
code = "PERSONAL"
name_zh = "个人信息"
name_en = "personal"
basis = "个人信息保护法"
[fields]
LAW = ["Measure"]
PERSONAL = ["Measure.secret"]
[roots]
LAW = ["measures"]
[[grant]]
role = "APPROVER"
purposes = ["LICENSING"]
classes = ["PERSONAL"]
reach = "ALL"
"""
SCHEMA = build_schema("type Query { measures: Measure } type Measure { code: String secret: String }")
OFFICE = 'office: {position: "DIRECTOR", bodyClass: ["COMPANY"]}'


@pytest.mark.parametrize(
    ("spoilt", "reason"),
    [
        (TABLE.replace('purposes = ["LICENSING"]', "purposes = []"), "names no purpose"),
        (TABLE.replace('classes = ["PERSONAL"]', 'classes = ["SECRET"]'), "names no class: SECRET"),
        (TABLE.replace('["Measure.secret"]', '["Measure"]'), "Measure has two classes, LAW and PERSONAL"),
        (TABLE.replace("PERSONAL = [", "SECRET = ["), "no class SECRET"),
        (TABLE.replace('"LICENSING"', '"GOSSIP"'), "does not read: 'GOSSIP'"),
        (TABLE.replace('reach = "ALL"', ""), "does not read: 'reach'"),
        ("[", "it does not read"),
    ],
)
def test_a_table_that_does_not_hold_together_is_refused_with_its_reason(spoilt: str, reason: str) -> None:
    with pytest.raises(PolicyInvalid, match=reason):
        read_policy(spoilt)


def test_a_field_that_nobody_classed_does_not_start_the_service() -> None:
    check_policy(SCHEMA, read_policy(TABLE))
    more = build_schema("type Query { measures: Measure } type Measure { code: Int } type New { a: Int }")
    for schema, reason in (
        (more, "New.a has no class"),
        (build_schema("type Query { measures: Int other: Int }"), "other has no class"),
        (build_schema("type Query { measures: Int }"), "Measure is not in the schema"),
    ):
        with pytest.raises(PolicyInvalid, match=reason):
            check_policy(schema, read_policy(TABLE))


def test_a_role_without_a_purpose_sees_what_the_public_sees() -> None:
    policy = shipped_policy()
    public = policy.rights(Role.PUBLIC, None)
    assert {code for code, reaches in public.reaches.items() if reaches == {Reach.ALL}} == {
        each.code for each in policy.classes.values() if each.public
    }
    for role in set(Role) - {Role.OPEN}:
        assert policy.rights(role, None) == public
    for purpose in Purpose:
        assert policy.rights(Role.PUBLIC, purpose) == public
        # Those who give rights and those who run the service see no facts, whatever they state.
        assert policy.rights(Role.SECURITY_ADMINISTRATOR, purpose) == public
        assert policy.rights(Role.ADMINISTRATOR, purpose) == public


async def test_one_request_states_one_purpose(db: Database) -> None:
    context = context_of(db, replace(PUBLIC, role=Role.APPROVER))
    context.state({"LICENSING"}, "input.purpose")
    assert context.viewer.purpose is Purpose.LICENSING
    assert context.access.everywhere("ANSWER")
    with pytest.raises(InputInvalid, match="already states LICENSING"):
        context.state({"LENDING"}, "input.purpose")
    with pytest.raises(InputInvalid, match="a purpose is one of"):
        context.state({"curiosity"}, "input.purpose")


async def test_lists_across_subjects_keep_to_the_regions_of_who_asks(db: Database) -> None:
    regulator = Viewer("r", Role.REGULATOR, regions=("99",), purpose=Purpose.SUPERVISION)
    access = context_of(db, regulator).access
    access.demand_list("9901", "filter.region")
    for region in (None, "88", "9"):
        with pytest.raises(Forbidden, match="give a region within your organ's: 99"):
            access.demand_list(region, "filter.region")
    with pytest.raises(Forbidden, match="not shown to the role PUBLIC"):
        context_of(db, PUBLIC).access.demand_list("99", "filter.region")


async def test_few_are_not_counted_for_who_may_not_see_people(db: Database) -> None:
    analyst = context_of(db, Viewer("a", Role.ANALYST, regions=("",), purpose=Purpose.ANALYSIS)).access
    window = context_of(db, Viewer("w", Role.APPROVER, purpose=Purpose.LICENSING)).access
    assert [analyst.counted(number) for number in (0, 1, 4, 5)] == [0, None, None, 5]
    assert [window.counted(number) for number in (0, 1, 4, 5)] == [0, 1, 4, 5]


async def test_a_refusal_does_not_tell_whether_somebody_is_known(db: Database) -> None:
    await province(db)
    bank = Viewer("bank", Role.LENDER, organ="O-bank", purpose=Purpose.LENDING)

    async def told(person: str) -> Any:
        question = f"""{{ answer: officerEligibility(input: {{person: {person}, {OFFICE}}}) {{ __typename
          ... on NotPermitted {{ path textEn }} }} }}"""
        return (await asked(db, bank, question))["answer"]

    refusal = {
        "__typename": "NotPermitted",
        "path": "input.person",
        "textEn": "input.person is not open to this request: the subject has to authorise your organ for this "
        "purpose first.",
    }
    document = '{document: {type: "RESIDENT_ID", number: "990900198109240353"}}'
    for person in (f'{{subjectId: "{FAR}"}}', '{subjectId: "nobody"}', document):
        assert await told(person) == refusal
    assert await told(f'{{subjectId: "{NEAR}"}}') == {"__typename": "OfficeVerdict"}


async def test_an_answer_belongs_to_the_organ_that_kept_it_and_to_its_subject(db: Database) -> None:
    await province(db)
    question = f'{{ answer: answer(id: "kept-{SELF}") {{ __typename }} }}'

    async def told(viewer: Viewer) -> Any:
        return (await asked(db, viewer, question))["answer"]["__typename"]

    window = Viewer("w", Role.APPROVER, organ=WINDOW, purpose=Purpose.LICENSING)
    assert await told(window) == "KeptAnswer"
    assert await told(replace(window, organ="O-another-window")) == "SubjectNotFound"
    assert await told(replace(window, purpose=None)) == "NotPermitted"
    citizen = Viewer("c", Role.SUBJECT, subject_ids=(SELF,), purpose=Purpose.SELF)
    assert await told(citizen) == "KeptAnswer"
    assert await told(replace(citizen, subject_ids=(NEAR,))) == "SubjectNotFound"


async def test_the_past_is_for_the_subject_the_auditor_and_the_case_officer(db: Database) -> None:
    await province(db)
    question = f"""{{ answer: person(id: "{SELF}", knownAsOf: "2026-02-01T00:00:00Z") {{ __typename
      ... on NotPermitted {{ path }} }} }}"""

    async def told(role: Role, purpose: Purpose, **more: Any) -> Any:
        return (await asked(db, Viewer("x", role, purpose=purpose, **more), question))["answer"]

    refused = {"__typename": "NotPermitted", "path": "knownAsOf"}
    assert await told(Role.APPROVER, Purpose.LICENSING) == refused
    assert await told(Role.REGULATOR, Purpose.SUPERVISION, regions=("",)) == refused
    assert await told(Role.SUBJECT, Purpose.SELF, subject_ids=(NEAR,)) == refused
    assert await told(Role.CASE_OFFICER, Purpose.CORRECTION, regions=("99",)) == refused
    for role, purpose, more in (
        (Role.SUBJECT, Purpose.SELF, {"subject_ids": (SELF,)}),
        (Role.CASE_OFFICER, Purpose.CORRECTION, {"regions": ("88",)}),
        (Role.AUDITOR, Purpose.AUDIT, {}),
    ):
        assert await told(role, purpose, **more) == {"__typename": "Person"}
