"""The office question over HTTP, on each engine: the harm cases and what every answer must carry."""

import pytest

from tests.api.asking import Client

GRAPH = "a_listed_debtor_and_his_companies"


async def test_a_listed_debtor_may_not_become_a_director(ask: Client) -> None:
    await ask.graph(GRAPH)
    told = await ask.office("p1")
    assert (told["verdict"], told["effect"], told["endsOn"]) == ("INELIGIBLE", "BARRED", None)
    assert "e1" in {ground["item"]["id"] for ground in told["grounds"]}


async def test_a_namesake_elsewhere_is_not_barred(ask: Client) -> None:
    await ask.graph(GRAPH)
    told = await ask.office("p2")
    assert told["verdict"] == "ELIGIBLE"
    assert "UNMATCHED_NUMBER" in {gap["trigger"] for gap in told["notChecked"]}
