"""The service over HTTP: health, bad requests, masked faults, and questions that share a call."""

import asyncio
import json
from typing import Any

import pytest

from graph_api.eligibility.service import Eligibility
from graph_api.errors import EngineUnavailable
from tests.api.asking import MANY, ONE, Client, question

GRAPH = "a_listed_debtor_and_his_companies"


async def test_health_and_readiness(ask: Client) -> None:
    health = (await ask.http.get("/healthz")).json()
    assert (health["status"], health["access"]) == ("ok", "open")
    ready = await ask.http.get("/readyz")
    assert (ready.status_code, ready.json()["status"]) == (200, "ready")


async def test_bodies_that_are_no_request_are_refused(ask: Client) -> None:
    for body, status in (
        (b"[" * 10_000, 400),
        (b"[" * 100_000, 413),
        (b"{}", 400),
        (b'{"query": 1}', 400),
        (b"x" * 1_200_000, 413),
        (b"", 400),
    ):
        response = await ask.http.post("/graphql", content=body, headers={"content-type": "application/json"})
        assert response.status_code == status
        assert response.json()["errors"][0]["extensions"]["zh"]
    assert (await ask.http.get("/graphql")).status_code == 405


async def test_an_unknown_field_gets_no_suggestion(ask: Client) -> None:
    told = (await ask("{ kernelVersio }")).body
    assert "Did you mean" not in json.dumps(told)
    assert told["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


async def test_a_value_that_does_not_fit_is_not_sent_back(ask: Client) -> None:
    given = {"person": {"document": {"number": "11010519491231002X"}}, "office": {"position": "DIRECTOR"}}
    told = (await ask(ONE, input=given)).body
    assert told["errors"]
    assert "11010519491231002X" not in json.dumps(told)


async def test_a_fault_is_masked_with_an_id(
    ask: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def broken(*_: Any) -> Any:
        raise RuntimeError("password 张三 11010519491231002X")

    monkeypatch.setattr(Eligibility, "one", broken)
    told = (await ask(ONE, input=question("p1"))).body
    error = told["errors"][0]
    assert (error["extensions"]["code"], "password" in json.dumps(told)) == ("INTERNAL", False)
    assert error["extensions"]["id"] in error["message"]
    assert "张三" not in capsys.readouterr().out


async def test_an_engine_that_is_down_is_no_answer(ask: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    async def down(*_: Any, **__: Any) -> Any:
        raise EngineUnavailable("test")

    monkeypatch.setattr(ask.db, "read", down)
    told = (await ask(ONE, input=question("p1"))).body
    assert told["errors"][0]["extensions"]["code"] == "ENGINE_UNAVAILABLE"
    assert (await ask.http.get("/readyz")).status_code == 503


async def test_a_batch_takes_two_calls_and_fails_item_by_item(ask: Client) -> None:
    await ask.graph(GRAPH)
    inputs = [
        question("p1"),
        question("nobody"),
        question("p3", position="KING"),
        question({"document": {"type": "RESIDENT_ID", "number": "11010519491231002X"}}),
        question({"document": {"type": "RESIDENT_ID", "number": "110105194912310021"}}),
        question("p1", asOf="2022-01-01"),
        question("p1", asOf="2022-13-01"),
        question("p2", body={"uscc": "91110108551385082Q"}),
    ]
    told = await ask(MANY, inputs=inputs)
    assert [each.get("verdict") or (each["__typename"], each["path"]) for each in told.answer] == [
        "INELIGIBLE",
        ("SubjectNotFound", "inputs[1].person.subjectId"),
        ("InvalidOffice", "inputs[2].office.position"),
        "ELIGIBLE",
        ("InvalidIdentifier", "inputs[4].person.document.number"),
        "ELIGIBLE",
        ("InvalidDate", "inputs[6].asOf"),
        "ELIGIBLE",
    ]
    assert told.queries == 2


async def test_a_thousand_inputs_are_answered_and_one_more_is_refused(ask: Client) -> None:
    await ask.graph(GRAPH)
    short = "query ($inputs: [OfficerEligibilityInput!]!) { answer: officerEligibilities(inputs: $inputs) "
    short += "{ __typename ... on OfficeVerdict { verdict } ... on Failure { code path } } }"
    told = await ask(short, inputs=[question(f"p{n % 5 + 1}") for n in range(1000)])
    alone = [(await ask.office(f"p{n}"))["verdict"] for n in range(1, 6)]
    assert [each["verdict"] for each in told.answer] == alone * 200
    assert told.queries == 1
    refused = (await ask(short, inputs=[question("p1")] * 1001)).answer
    assert refused == [{"__typename": "TooManyInputs", "code": "TOO_MANY_INPUTS", "path": "inputs"}]


async def test_questions_that_share_a_call_never_mix_persons(ask: Client) -> None:
    await ask.graph(GRAPH)
    people = ["p1", "p2", "p3", "p4", "p5", "nobody"]
    alone = {person: await ask.office(person) for person in people}
    asked = [people[n * 7 % 6] for n in range(200)]
    with ask.db.counting() as counted:
        together = await asyncio.gather(*(ask.office(person) for person in asked))
    assert together == [alone[person] for person in asked]
    assert counted.calls < 50


async def test_the_offices_of_a_body_not_yet_registered(ask: Client) -> None:
    await ask.graph(GRAPH)
    document = (
        'query ($input: ProposedOfficesInput!) { answer: proposedOffices(input: $input, asOf: "2024-08-01") '
        "{ ... on OfficeVerdict { verdict notes { code } } ... on Failure { path } } }"
    )
    body = {"name": "丁有限公司", "orgKinds": ["LIMITED_COMPANY"]}
    offices = [
        {"person": {"subjectId": "p1"}, "position": "LEGAL_REPRESENTATIVE"},
        {"person": {"subjectId": "p3"}, "position": "SUPERVISOR"},
        {"person": {"subjectId": "nobody"}, "position": "DIRECTOR"},
    ]
    told = await ask(document, input={"body": body, "offices": offices})
    assert [each.get("verdict", each.get("path")) for each in told.answer] == [
        "INELIGIBLE",
        "ELIGIBLE",
        "input.offices[2].person.subjectId",
    ]
    assert told.queries == 1


async def test_the_timeline_turns_when_the_answer_does(ask: Client) -> None:
    await ask.graph(GRAPH)
    document = (
        "query ($input: OfficerEligibilityInput!) { answer: eligibilityTimeline(input: $input) "
        "{ ... on Timeline { turns { from until answer { verdict asOf } } } } }"
    )
    turns = (await ask(document, input=question("p1"))).answer["turns"]
    assert turns[0]["from"] is None
    assert [turn["until"] for turn in turns[:-1]] == [turn["from"] for turn in turns[1:]]
    for turn in turns[1:]:
        told = await ask.office("p1", as_of=turn["from"])
        assert told["verdict"] == turn["answer"]["verdict"]


async def test_two_ways_to_name_a_person_at_once_are_refused(ask: Client) -> None:
    named = {"name": "张三", "body": {"subjectId": "o1"}}
    told = (await ask(ONE, input=question({"subjectId": "p1", "named": named}))).body
    assert told["errors"][0]["extensions"]["code"] == "BAD_REQUEST"
