"""Attacks 1-9, 11, 13 and 14: documents that ask too much are refused before anything is computed."""

import pytest
from graphql import get_introspection_query, parse

from graph_api.limits import TextLimits, check_limits
from graph_api.schema import schema
from tests.attacks.attacking import Attacker

TOO_MUCH = (200, "QUERY_TOO_EXPENSIVE")
NO_DOCUMENT = (200, "BAD_REQUEST")


def nested(levels: int) -> str:
    """Offices of bodies of holders of offices …, so many levels down."""
    inner = "id"
    for level in range(levels - 2):
        inner = ("organization { %s }" if level % 2 else "positions { edges { node { %s } } }") % inner
    return '{ person(id: "p") { ... on Person { ' + inner + " } } }"


def bomb(levels: int, inner: str = "__typename") -> str:
    """Fragments each spread twice: 2^levels fields in a few hundred characters."""
    spreads = [f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(levels)]
    return "{ ...F0 } " + " ".join(spreads) + f" fragment F{levels} on Query {{ {inner} }}"


async def test_a_document_deeper_than_ten_levels_is_refused(attack: Attacker) -> None:
    assert (await attack.ask(nested(40))).seen == TOO_MUCH
    assert (await attack.ask("{ a " + "{ a " * 400 + "}" * 401)).seen == TOO_MUCH


async def test_more_than_fifteen_aliases_are_refused(attack: Attacker) -> None:
    many = " ".join(f"a{n}: __typename" for n in range(16))
    assert (await attack.ask(f"{{ {many} }}")).seen == TOO_MUCH
    fewer = " ".join(f"a{n}: __typename" for n in range(15))
    assert (await attack.ask(f"{{ {fewer} }}")).body["data"]["a14"] == "Query"


async def test_more_than_a_thousand_tokens_are_refused(attack: Attacker) -> None:
    assert (await attack.ask("{ " + "__typename " * 1001 + "}")).seen == TOO_MUCH


async def test_more_than_fifty_directives_are_refused(attack: Attacker) -> None:
    assert (await attack.ask("{ __typename " + "@a " * 51 + "}")).seen == TOO_MUCH
    assert (await attack.ask("query " + "@a " * 51 + "{ __typename }")).seen == TOO_MUCH


@pytest.mark.parametrize("times", [101, 900, 1000, 20_000])
async def test_the_same_field_again_and_again_is_refused(attack: Attacker, times: int) -> None:
    assert (await attack.ask("{ checkScenes { " + "code " * times + "} }")).seen == TOO_MUCH


@pytest.mark.parametrize("levels", [20, 60, 100])
async def test_fragments_that_double_are_walked_once(attack: Attacker, levels: int) -> None:
    text = bomb(levels)
    measure = check_limits(parse(text), TextLimits(root_fields=2**levels + 1))
    assert measure.visited == 2 * levels + 2
    assert (await attack.ask(text)).seen == TOO_MUCH


async def test_fragments_that_double_below_the_root_are_merged_in_bounded_work(attack: Attacker) -> None:
    spreads = " ".join(f"fragment F{n} on CheckScene {{ ...F{n + 1} ...F{n + 1} }}" for n in range(60))
    text = "{ checkScenes { ...F0 } } " + spreads + " fragment F60 on CheckScene { code nameZh }"
    assert (await attack.ask(text)).seen == TOO_MUCH


@pytest.mark.parametrize(
    "text",
    [
        "{ ...A } fragment A on Query { ...A }",
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...C } fragment C on Query { ...A }",
        "{ __typename } fragment A on Query { ...B } fragment B on Query { ...A }",
    ],
)
async def test_fragments_that_spread_themselves_are_refused(attack: Attacker, text: str) -> None:
    told = await attack.ask(text)
    assert (told.status, told.queries) == (200, 0)
    assert told.code in ("GRAPHQL_VALIDATION_FAILED", "BAD_REQUEST")


@pytest.mark.parametrize("padding", ["#\n" * 101, "#" * 30_000, "#x\n" * 80_000, ",,,\n" * 10_000])
async def test_padding_with_comments_and_commas_is_refused(attack: Attacker, padding: str) -> None:
    told = await attack.ask(padding + "{ __typename }")
    assert told.seen in (TOO_MUCH, (413, "BODY_TOO_LARGE"))


async def test_the_schema_is_not_described_to_the_public(attack: Attacker) -> None:
    for text in (
        get_introspection_query(),
        "{ __schema { queryType { name } } }",
        '{ __type(name: "Person") { name } }',
        '{ ...A } fragment A on Query { t: __type(name: "Person") { fields { name } } }',
    ):
        told = await attack.ask(text)
        assert "data" not in told.body
        assert told.seen == NO_DOCUMENT
    suggested = await attack.ask("{ perso { id } checkScene { code } }")
    assert "mean" not in suggested.text


async def test_descriptions_that_nest_are_refused_even_where_they_are_open(attack: Attacker) -> None:
    open_one = Attacker(attack.db, attack.settings.model_copy(update={"production": False}))
    told = await open_one.ask(
        "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }"
    )
    assert told.seen == NO_DOCUMENT
    assert "__schema" in (await open_one.ask(get_introspection_query())).body["data"]


async def test_ten_thousand_operations_in_one_document_are_refused(attack: Attacker) -> None:
    many = " ".join(f"query A{n} {{ __typename }}" for n in range(10_000))
    assert (await attack.ask(many, operationName="A1")).seen == (413, "BODY_TOO_LARGE")
    fewer = " ".join(f"query A{n}{{__typename}}" for n in range(900))
    assert (await attack.ask(fewer, operationName="A1")).seen == TOO_MUCH


@pytest.mark.parametrize("operation", ["B", "", "__schema", None])
async def test_an_operation_that_is_not_there_is_refused(attack: Attacker, operation: str | None) -> None:
    told = await attack.ask("query A { __typename } query C { __typename }", operationName=operation)
    assert told.seen == NO_DOCUMENT


async def test_a_subscription_and_a_mutation_that_do_not_exist_are_refused(attack: Attacker) -> None:
    for text in ("subscription { a }", "mutation { a }"):
        assert (await attack.ask(text)).seen == NO_DOCUMENT


async def test_a_page_longer_than_a_hundred_is_refused_and_not_shortened(probe: Attacker) -> None:
    text = "query ($n: Int) { restrictions(first: $n) { __typename ... on Failure { code path } } }"
    for first in (101, 10**6, 2**31 - 1, 0, -1):
        told = await probe.ask(text, {"n": first})
        assert told.body == {
            "data": {"restrictions": {"__typename": "InvalidInput", "code": "INPUT_INVALID", "path": "first"}}
        }
        assert told.queries == 0
    told = await probe.ask("{ measures(first: 101) { edges { cursor } } }")
    assert told.body["errors"][0]["extensions"] | {"zh": "", "en": ""} == {
        "code": "INPUT_INVALID",
        "input": "first",
        "zh": "",
        "en": "",
    }


async def test_no_list_takes_an_offset() -> None:
    named = {
        argument
        for kind in schema._schema.type_map.values()
        for field in getattr(kind, "fields", {}).values()
        for argument in getattr(field, "args", {})
    }
    assert named & {"offset", "skip", "page", "last", "before", "limit"} == set()


async def test_a_request_that_costs_more_than_five_thousand_is_refused(attack: Attacker) -> None:
    pages = "positions(first: 100) { edges { node { organization { holders(first: 100) { edges { cursor } } } } } }"
    told = await attack.ask('{ person(id: "p") { ... on Person { ' + pages + " } } }")
    assert told.seen == TOO_MUCH
    assert told.queries == 0
    batch = "query ($inputs: [OfficerEligibilityInput!]!) { officerEligibilities(inputs: $inputs) "
    batch += "{ ... on OfficeVerdict { verdict effect endsOn answerId textZh textEn } } }"
    question = {"person": {"subjectId": "p"}, "office": {"position": "DIRECTOR", "bodyClass": ["COMPANY"]}}
    assert (await attack.ask(batch, {"inputs": [question] * 900})).seen == TOO_MUCH
