"""The office question over HTTP, on each engine: the harm cases and what every answer must carry."""

import hashlib
from datetime import UTC, date, datetime

from graph_api.answers.seal import canonical
from graph_api.evidence.service import facts_of
from graph_api.law.facts import Question
from graph_api.law.kernel import judge, office_of
from tests.api.asking import Client, question

GRAPH = "a_listed_debtor_and_his_companies"
REVOKED = "company.officer.revoked-licence"


def items(told: dict) -> set[str]:
    return {ground["item"]["id"] for ground in told["grounds"]}


async def test_a_listed_debtor_may_not_become_a_director(ask: Client) -> None:
    await ask.graph(GRAPH)
    told = await ask.office("p1")
    assert (told["verdict"], told["effect"], told["endsOn"]) == ("INELIGIBLE", "BARRED", None)
    assert {"e1", "r1"} <= items(told)


async def test_a_namesake_elsewhere_is_not_barred(ask: Client) -> None:
    await ask.graph(GRAPH)
    told = await ask.office("p2")
    assert (told["verdict"], told["grounds"]) == ("ELIGIBLE", [])
    assert "UNMATCHED_NUMBER" in {gap["trigger"] for gap in told["notChecked"]}


async def test_who_resigned_before_the_conduct_is_not_barred(ask: Client) -> None:
    await ask.graph(GRAPH)
    assert (await ask.office("p3"))["verdict"] == "ELIGIBLE"


async def test_an_accepted_impersonation_rests_the_bar_of_that_post(ask: Client) -> None:
    await ask.graph(GRAPH)
    before = await ask.office("p4", as_of="2024-05-01")
    during = await ask.office("p4", as_of="2024-07-01")
    assert before["verdict"] == "INELIGIBLE"
    assert during["verdict"] != "INELIGIBLE" or {g["path"]["post"] for g in during["grounds"]} == {None}


async def test_a_prior_notice_bars_nobody(ask: Client) -> None:
    await ask.graph(GRAPH)
    told = await ask.office("p5")
    assert (told["verdict"], told["grounds"]) == ("ELIGIBLE", [])


async def test_a_mere_filing_of_an_objection_rests_nothing(ask: Client) -> None:
    await ask.graph(GRAPH)
    assert "e1" in {
        ground["item"]["id"] for ground in (await ask.office("p1"))["grounds"] if ground["state"] == "PROVEN"
    }


async def test_a_valid_number_nobody_bears_is_judged_on_no_facts(ask: Client) -> None:
    await ask.graph(GRAPH)
    told = await ask.office({"document": {"type": "RESIDENT_ID", "number": "11010519491231002X"}})
    assert (told["__typename"], told["verdict"]) == ("OfficeVerdict", "ELIGIBLE")
    assert "NOT_IN_GRAPH" in {note["code"] for note in told["notes"]}


async def test_a_wrong_check_digit_is_a_typed_failure_with_its_place(ask: Client) -> None:
    told = await ask.office({"document": {"type": "RESIDENT_ID", "number": "110105194912310021"}})
    assert (told["__typename"], told["path"]) == ("InvalidIdentifier", "input.person.document.number")
    assert "110105194912310021" not in str(told)


async def test_a_name_within_a_body_finds_its_person(ask: Client) -> None:
    await ask.graph(GRAPH)
    named = {"named": {"name": "张三", "body": {"uscc": "91110108551385082Q"}}}
    told = await ask.office(named)
    assert told["verdict"] == "INELIGIBLE"
    assert "JOINED_BY_NAME" in {note["code"] for note in told["notes"]}


async def test_a_name_nobody_bears_in_the_body_is_not_found(ask: Client) -> None:
    await ask.graph(GRAPH)
    told = await ask.office({"named": {"name": "钱七", "body": {"subjectId": "o1"}}})
    assert (told["__typename"], told["path"]) == ("SubjectNotFound", "input.person.named")


async def test_two_of_a_name_in_one_body_are_not_judged(ask: Client) -> None:
    await ask.graph(GRAPH)
    await ask.graph("a_second_zhang_san_in_o1")
    told = await ask.office({"named": {"name": "张三", "body": {"subjectId": "o1"}}})
    assert (told["verdict"], told["grounds"]) == ("INSUFFICIENT_IDENTIFICATION", [])
    assert [unknown["code"] for unknown in told["unknowns"]] == ["IDENTITY"]
    by_role = {"named": {"name": "张三", "body": {"subjectId": "o1"}, "role": "LEGAL_REPRESENTATIVE"}}
    assert (await ask.office(by_role))["verdict"] == "INELIGIBLE"


async def test_bad_input_is_typed_with_its_place(ask: Client) -> None:
    await ask.graph(GRAPH)
    for given, kind, path in (
        ({"person": "nobody"}, "SubjectNotFound", "input.person.subjectId"),
        ({"person": "p1", "position": "KING"}, "InvalidOffice", "input.office.position"),
        ({"person": "p1", "bodyClass": ["CASTLE"]}, "InvalidOffice", "input.office.bodyClass"),
        ({"person": "p1", "body": {"subjectId": "nowhere"}}, "SubjectNotFound", "input.office.body"),
        (
            {"person": "p1", "body": {"uscc": "91110108551385082A"}},
            "InvalidIdentifier",
            "input.office.body.uscc",
        ),
        ({"person": "p1", "as_of": "1948-01-01"}, "InvalidDate", "asOf"),
        ({"person": "p1", "as_of": "2024-02-30"}, "InvalidDate", "asOf"),
        ({"person": "p1", "known": "2999-01-01T00:00:00Z"}, "ContradictoryClocks", "knownAsOf"),
    ):
        told = await ask.office(**given)
        assert (told["__typename"], told["path"]) == (kind, path), given
        assert told["textZh"]
        assert told["textEn"]


async def test_the_answer_is_the_kernels(ask: Client) -> None:
    await ask.graph(GRAPH)
    people = ["p1", "p2", "p3", "p4", "p5"]
    facts = await facts_of(ask.db, [(person, None) for person in people])
    for person, (known, _) in zip(people, facts, strict=True):
        asked = Question(office_of("DIRECTOR", "COMPANY"), date(2024, 8, 1))
        verdict = judge(ask.service.law, asked, known)
        told = await ask.office(person)
        assert told["verdict"] == verdict.verdict.value
        assert [(g["measure"], g["item"]["id"]) for g in told["grounds"]] == [
            (g.measure, g.item.item_id if g.item else None) for g in verdict.grounds
        ]


async def test_one_question_is_one_call(ask: Client) -> None:
    await ask.graph(GRAPH)
    from tests.api.asking import ONE

    assert (await ask(ONE, input=question("p1"))).queries == 1
    assert (await ask(ONE, input=question("p1", body={"subjectId": "o2"}))).queries == 1
    assert (await ask(ONE, input=question("p1", body={"uscc": "91110108551385082Q"}))).queries == 2
    assert (await ask(ONE, input=question("p1", keep=True))).queries == 2


async def test_an_answer_known_as_of_the_past_never_changes(ask: Client) -> None:
    await ask.graph(GRAPH)
    then = "2024-01-01T00:00:00Z"
    first = await ask.office("p1", known=then)
    await ask.graph("the_debtor_was_removed_and_the_record_changed_later")
    again = await ask.office("p1", known=then)
    now = await ask.office("p1")
    assert again == first
    assert items(now) != items(first)


async def test_the_same_question_has_the_same_address_and_digest(ask: Client) -> None:
    await ask.graph(GRAPH)
    first, second = await ask.office("p1"), await ask.office("p1")
    other = await ask.office("p1", position="SUPERVISOR")
    assert first["answerId"] == second["answerId"] != other["answerId"]
    assert first["answerId"].startswith("sealed-")
    assert first["digest"] == second["digest"] != other["digest"]


async def test_a_kept_answer_comes_back_byte_for_byte(ask: Client) -> None:
    await ask.graph(GRAPH)
    told = await ask.office("p1", caseRef="case-1")
    document = (
        "query ($id: ID!) { answer(id: $id) { __typename ... on KeptAnswer { body digest caseRef "
        "recompute { same lawChanged differences { path } } } ... on SealedAnswer { kept recomputable textZh } } }"
    )
    kept = (await ask(document, id=told["answerId"])).answer
    assert told["answerId"].startswith("kept-")
    assert (kept["digest"], kept["caseRef"]) == (told["digest"], "case-1")
    assert hashlib.sha256(kept["body"].encode()).hexdigest() == told["digest"]
    assert kept["recompute"] == {"same": True, "lawChanged": False, "differences": []}
    await ask.graph("the_debtor_was_removed_and_the_record_changed_later")
    later = (await ask(document, id=told["answerId"])).answer
    assert later["body"] == kept["body"]
    assert later["recompute"]["same"] is False
    assert later["recompute"]["differences"]
    sealed = (await ask(document, id=(await ask.office("p2"))["answerId"])).answer
    assert (sealed["__typename"], sealed["kept"], sealed["recomputable"]) == ("SealedAnswer", False, True)


async def test_a_receipt_holds_the_answers_of_its_case(ask: Client) -> None:
    await ask.graph(GRAPH)
    told = await ask.office("p1", caseRef="case-2")
    receipt = (
        await ask('{ answer: receipt(caseRef: "case-2") { ... on Receipt { textZh textEn } } }')
    ).answer
    assert told["answerId"] in receipt["textZh"]
    assert "不得担任" in receipt["textZh"]
    assert canonical({"known": datetime(2024, 1, 1, tzinfo=UTC)}) == '{"known":"2024-01-01T00:00:00Z"}'


LEFT_OUT = """
query ($input: OfficerEligibilityInput!) {
  answer: officerEligibility(input: $input, asOf: "2024-08-01") { ... on OfficeVerdict { verdict notGrounds {
    code measure item { id } post { factId position organizationId } unknowns { code subject settledByEn } textZh } } }
}
"""


async def test_a_condition_that_an_unknown_keeps_from_being_a_ground_is_still_shown(ask: Client) -> None:
    await ask.graph(GRAPH)
    async with ask.db.driver.session(database=ask.db.endpoint.database) as session:
        await session.run(
            "MATCH (p:Subject {subject_id: 'p2'}), (o:Subject {subject_id: 'o2'}) CREATE (p)-[:HOLDS {"
            "fact_id: 'p2-servant', position: 'CIVIL_SERVANT', since: date('2015-01-01'), usable: true, "
            "recorded_at: datetime('2024-01-01T00:00:00Z')}]->(o)"
        )
    told = (await ask(LEFT_OUT, input=question("p2"))).answer
    [left] = [each for each in told["notGrounds"] if each["measure"] == "civil-service.no-business"]
    [unknown] = left.pop("unknowns")
    assert told["verdict"] == "ELIGIBLE"
    assert left == {
        "code": "UNKNOWN_BELOW_A_BAR",
        "measure": "civil-service.no-business",
        "item": None,
        "post": {"factId": "p2-servant", "position": "CIVIL_SERVANT", "organizationId": "o2"},
        "textZh": "“公务员不得违反规定在企业或者其他营利性组织中兼任职务”是否适用尚有未知事项；"
        "该措施不是禁止任职，未查清前不构成限制。",
    }
    assert (unknown["code"], unknown["subject"]) == ("IDENTITY_BY_NAME", "p2-servant")
    assert unknown["settledByEn"]
