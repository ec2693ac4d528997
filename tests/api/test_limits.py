"""What one document may hold and cost, found in time that grows with its length and not with its meaning."""

from typing import Any

import pytest
from graphql import GraphQLError, GraphQLList, get_introspection_query, get_nullable_type, parse

from graph_api.cost import ANSWERED, plans
from graph_api.limits import Measure, TextLimits, check_limits
from graph_api.schema import schema
from graph_api.settings import Settings


def check(text: str, **limits: int) -> Measure:
    return check_limits(parse(text), TextLimits(**limits))


def cost(text: str, **variables: Any) -> int:
    (plan,) = plans(schema._schema, parse(text)).values()
    return plan.cost(variables)


def doubling(levels: int) -> str:
    """Fragments each spread twice: 2^levels fields in a few hundred characters."""
    spreads = [f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(levels)]
    return "{ ...F0 } " + " ".join(spreads) + f" fragment F{levels} on Query {{ kernelVersion }}"


@pytest.mark.parametrize(
    "text",
    [
        "{ a { b { c { d } } } }",
        "{ " + " ".join(f"a{n}: x" for n in range(4)) + " }",
        "{ a b c d }",
        "{ a @x @x @x @x @x }",
        "{ a { b b b b b b } }",
    ],
)
def test_a_document_that_asks_too_much_is_refused(text: str) -> None:
    with pytest.raises(GraphQLError, match="too much"):
        check(text, depth=3, aliases=3, root_fields=3, directives=4, repeats=5)


def test_edges_and_node_count_as_one_level() -> None:
    check("{ people { edges { node { name } } } }", depth=3)
    with pytest.raises(GraphQLError):
        check("{ people { edges { node { name } } } }", depth=2)


def test_the_introspection_of_every_tool_is_within_the_limits() -> None:
    text = get_introspection_query(
        schema_description=True, specified_by_url=True, input_value_deprecation=True
    )
    check(text)
    with pytest.raises(GraphQLError, match="levels"):
        check("{ " + "a { " * 15 + "ofType { name }" + " }" * 16)


def test_doubling_fragments_are_walked_once() -> None:
    assert check(doubling(100), root_fields=10**40).visited == 2 * 100 + 2


def test_a_batch_costs_its_inputs_times_its_fields() -> None:
    one = "query ($inputs: [OfficerEligibilityInput!]!) { officerEligibilities(inputs: $inputs) "
    one += "{ ... on OfficeVerdict { verdict effect grounds { measure } answerId } } }"
    # verdict, effect and answerId are 1 each; grounds is 1 and a few rows of one field.
    assert [cost(one, inputs=[{}] * number) for number in (1, 10, 1000)] == [8, 71, 7001]
    assert cost(one) == cost(one, inputs="no list") == 8


def test_a_thousand_credit_checks_cost_what_a_thousand_other_questions_do() -> None:
    batches = (
        "query ($inputs: [CreditCheckInput!]!) { creditCheck(inputs: $inputs) "
        "{ ... on CreditCheck { textZh textEn status level } } }",
        "query ($inputs: [OfficerEligibilityInput!]!) { officerEligibilities(inputs: $inputs) "
        "{ ... on OfficeVerdict { textZh textEn verdict effect } } }",
    )
    inputs = [{}] * 1000
    assert [cost(each, inputs=inputs) for each in batches] == [4001, 4001]
    whole = """query ($inputs: [CreditCheckInput!]!) { creditCheck(inputs: $inputs) { ... on CreditCheck {
      status lack published { record { id name state since authority number } verifyZh } restrictions { code state }
      consent { grantee purpose classes textZh } coverage { source trigger { code } since until } textZh }
      ... on Failure { code path textZh } } }"""
    assert 4001 < cost(whole, inputs=inputs) < Settings().limit_cost_known


def test_a_page_costs_its_rows_however_they_are_asked() -> None:
    asked = "query ($n: Int%s) { measures(first: %s) { edges { node { code name } } } }"
    asked = asked.replace("name", "nameZh")
    literal = cost(asked % ("", "50"))
    assert cost(asked % ("", "$n"), n=50) == literal == 1 + 50 * 4
    assert cost(asked % (" = 50", "$n")) == literal
    # Over the largest page the list refuses by itself; without a size it is the usual page.
    assert cost(asked % ("", "$n"), n=10**9) == 1 + 100 * 4
    assert cost(asked % ("", "$n")) == 1 + 20 * 4


def test_doubling_fragments_multiply_the_cost_in_one_pass() -> None:
    spreads = " ".join(
        f"fragment F{n} on Organization {{ branches: name ...F{n + 1} ...F{n + 1} }}" for n in range(60)
    )
    text = '{ subject(id: "x") { ...F0 } } ' + spreads + " fragment F60 on Organization { name }"
    assert cost(text) > 10**8


def test_every_list_of_inputs_is_counted() -> None:
    """A root field whose argument lists things to be answered stands in the table of what multiplies."""
    query = schema._schema.query_type
    assert query is not None
    listing = {
        name
        for name, field in query.fields.items()
        for argument in field.args.values()
        if isinstance(get_nullable_type(argument.type), GraphQLList)
    }
    assert listing <= ANSWERED.keys() <= query.fields.keys()


def test_a_fragment_in_itself_is_refused() -> None:
    with pytest.raises(GraphQLError, match="spreads itself"):
        check("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }")
