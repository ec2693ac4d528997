"""What invented facts would change, on each engine; nothing is written."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from graph_api.eligibility import simulating
from tests.api.asking import Client, question

GRAPH = "a_listed_debtor_and_his_companies"
DOCUMENT = """
query ($input: SimulateInput!, $known: DateTime) {
  answer: simulate(input: $input, asOf: "2024-08-01", knownAsOf: $known) {
    __typename
    ... on Simulation {
      today { verdict } then { verdict } differences { path today then }
      peopleLookedAt peopleInAll hasMorePeople endCursor
      people { personId name gained { measure item } lost { measure item } offices {
        post today { verdict effect position bodyId } then { verdict effect position bodyId knownAsOf } } }
    }
    ... on Failure { path code }
  }
}
"""
BAN = {"against": "p3", "trigger": "ADMIN_PENALTY_RESTRICTED_EMPLOYMENT", "on": "2024-07-01", "life": True}


async def simulate(ask: Client, known: datetime | None = None, **given: Any) -> Any:
    return (await ask(DOCUMENT, input=given, known=known.isoformat() if known else None)).answer


async def test_lifting_the_entry_and_the_record_would_free_the_debtor(ask: Client) -> None:
    await ask.graph(GRAPH)
    lifted = [{"liftEntry": {"id": "e1", "on": "2024-07-01"}}, {"withdraw": {"id": "r1", "on": "2024-07-01"}}]
    told = await simulate(ask, question=question("p1"), changes=lifted)
    assert (told["today"]["verdict"], told["then"]["verdict"]) == ("INELIGIBLE", "ELIGIBLE")
    assert "verdict" in {each["path"] for each in told["differences"]}
    assert (await ask.office("p1"))["verdict"] == "INELIGIBLE"


async def test_no_change_makes_no_difference(ask: Client) -> None:
    await ask.graph(GRAPH)
    told = await simulate(ask, question=question("p1"), changes=[])
    assert told["differences"] == []


async def test_a_new_post_brings_the_records_of_its_organization(ask: Client) -> None:
    await ask.graph(GRAPH)
    post = {"person": "p3", "organization": "o1", "position": "LEGAL_REPRESENTATIVE", "since": "2020-01-01"}
    told = await simulate(ask, question=question("p3"), changes=[{"beginPost": post}])
    assert told["today"]["verdict"] == "ELIGIBLE"
    assert told["then"]["verdict"] != "ELIGIBLE"


async def test_a_decision_against_an_organization_reaches_its_people(ask: Client) -> None:
    await ask.graph(GRAPH)
    decision = {
        "against": "o3",
        "trigger": "BUSINESS_LICENCE_REVOKED",
        "on": "2024-07-01",
        "conductFrom": "2023-01-01",
        "conductUntil": "2023-06-01",
        "qualifiers": ["DUE_TO_VIOLATION"],
        "responsible": [{"person": "p1", "role": "LEGAL_REPRESENTATIVE"}],
    }
    told = await simulate(ask, organization={"subjectId": "o3"}, changes=[{"addDecision": decision}])
    assert [each["personId"] for each in told["people"]] == ["p1"]
    assert {bar["item"] for bar in told["people"][0]["gained"]} == {"invented-0"}


async def test_a_change_that_cannot_be_is_refused_with_its_place(ask: Client) -> None:
    await ask.graph(GRAPH)
    told = await simulate(
        ask, question=question("p1"), changes=[{"imposeBan": {**BAN, "trigger": "NONSENSE"}}]
    )
    assert (told["__typename"], told["path"]) == ("InvalidOffice", "input.changes[0].trigger")
    told = await simulate(ask, changes=[])
    assert (told["__typename"], told["path"]) == ("InvalidInput", "input")


DECISION = {
    "against": "o3",
    "trigger": "BUSINESS_LICENCE_REVOKED",
    "on": "2024-07-01",
    "conductFrom": "2023-01-01",
    "conductUntil": "2023-06-01",
    "qualifiers": ["DUE_TO_VIOLATION"],
    "responsible": [{"person": "p5", "role": "LEGAL_REPRESENTATIVE"}],
}


def said(office: dict[str, Any]) -> tuple[str | None, str, str | None, str, str]:
    """Post, position and body of an office with its answer today and then."""
    today, then = office["today"], office["then"]
    assert (today["position"], today["bodyId"]) == (then["position"], then["bodyId"])
    return office["post"], today["position"], today["bodyId"], today["verdict"], then["verdict"]


async def test_the_answers_that_would_turn_are_shown_for_each_office_and_the_one_asked_about(
    ask: Client,
) -> None:
    await ask.graph(GRAPH)
    lifted = [{"liftEntry": {"id": "e1", "on": "2024-07-01"}}, {"withdraw": {"id": "r1", "on": "2024-07-01"}}]
    office = {"position": "MANAGER", "bodyClass": ["COMPANY"]}
    told = await simulate(ask, organization={"subjectId": "o3"}, changes=lifted, office=office)
    [person] = told["people"]
    assert (person["personId"], person["name"]) == ("p1", "张三")
    assert [said(each) for each in person["offices"]] == [
        ("p1-o1", "LEGAL_REPRESENTATIVE", "o1", "INELIGIBLE", "ELIGIBLE"),
        ("p1-o3", "DIRECTOR", "o3", "INELIGIBLE", "ELIGIBLE"),
        (None, "MANAGER", None, "INELIGIBLE", "ELIGIBLE"),
    ]
    assert (told["peopleLookedAt"], told["peopleInAll"], told["hasMorePeople"]) == (1, 1, False)


async def test_who_would_enter_or_answer_is_looked_at_too(ask: Client) -> None:
    await ask.graph(GRAPH)
    post = {"person": "p4", "organization": "o3", "position": "DIRECTOR", "since": "2024-01-01"}
    changes = [{"addDecision": DECISION}, {"beginPost": post}]
    told = await simulate(ask, organization={"subjectId": "o3"}, changes=changes)
    assert told["peopleInAll"] == 3
    assert "p5" in {each["personId"] for each in told["people"]}


async def test_nothing_turns_without_a_change(ask: Client) -> None:
    await ask.graph(GRAPH)
    told = await simulate(ask, organization={"subjectId": "o1"}, changes=[])
    assert (told["people"], told["peopleLookedAt"], told["peopleInAll"]) == ([], 3, 3)


async def test_people_who_were_left_out_are_counted_and_follow_after_the_cursor(
    ask: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    await ask.graph(GRAPH)
    changes = [{"withdraw": {"id": "r1", "on": "2024-07-01"}}]
    whole = await simulate(ask, organization={"subjectId": "o1"}, changes=changes)
    monkeypatch.setattr(simulating, "PEOPLE", 1)
    people, after, looked_at = [], None, 0
    while True:
        page = await simulate(ask, organization={"subjectId": "o1"}, changes=changes, after=after)
        looked_at += page["peopleLookedAt"]
        people += page["people"]
        after = page["endCursor"]
        assert page["peopleInAll"] == 3
        if not page["hasMorePeople"]:
            break
    assert (people, looked_at) == (whole["people"], 3)
    assert {each["personId"] for each in people} >= {"p1"}


async def test_a_simulation_of_a_past_moment_knows_what_was_known_then(ask: Client) -> None:
    await ask.graph(GRAPH)
    known = datetime(2024, 1, 1, tzinfo=UTC)
    before = known - timedelta(days=1)
    lifted = [{"liftEntry": {"id": "e1", "on": "2024-07-01"}}, {"withdraw": {"id": "r1", "on": "2024-07-01"}}]
    for moment, verdicts, people in (
        (known, ("INELIGIBLE", "ELIGIBLE"), (["p1"], 1)),
        (before, None, ([], 0)),
    ):
        told = await simulate(ask, moment, organization={"subjectId": "o3"}, changes=lifted)
        assert ([each["personId"] for each in told["people"]], told["peopleInAll"]) == people
        one = await simulate(ask, moment, question=question("p1"), changes=lifted)
        if verdicts is None:
            assert one["__typename"] == "SubjectNotFound"
        else:
            assert (one["today"]["verdict"], one["then"]["verdict"]) == verdicts


async def test_what_does_not_go_together_is_refused(ask: Client) -> None:
    await ask.graph(GRAPH)
    office = {"position": "MANAGER", "bodyClass": ["COMPANY"]}
    told = await simulate(ask, question=question("p1"), changes=[], office=office)
    assert (told["__typename"], told["path"]) == ("InvalidInput", "input")
    told = await simulate(
        ask, organization={"subjectId": "o1"}, changes=[], office={**office, "position": "KING"}
    )
    assert (told["__typename"], told["path"]) == ("InvalidOffice", "input.office.position")
    told = await simulate(ask, organization={"subjectId": "o1"}, changes=[], after="no cursor")
    assert (told["__typename"], told["path"]) == ("InvalidInput", "input.after")
