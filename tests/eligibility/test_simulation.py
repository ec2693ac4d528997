"""What invented facts would change, on each engine; nothing is written."""

from typing import Any

from tests.api.asking import Client, question

GRAPH = "a_listed_debtor_and_his_companies"
DOCUMENT = """
query ($input: SimulateInput!) {
  answer: simulate(input: $input, asOf: "2024-08-01") {
    __typename
    ... on Simulation {
      today { verdict } then { verdict } differences { path today then }
      people { personId gained { measure item } lost { measure item } }
    }
    ... on Failure { path code }
  }
}
"""
BAN = {"against": "p3", "trigger": "ADMIN_PENALTY_RESTRICTED_EMPLOYMENT", "on": "2024-07-01", "life": True}


async def simulate(ask: Client, **given: Any) -> Any:
    return (await ask(DOCUMENT, input=given)).answer


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
