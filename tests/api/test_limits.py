"""What one document may ask, measured in time that grows with its length and not with its meaning."""

import time

import pytest
from graphql import GraphQLError, get_introspection_query, parse

from graph_api.limits import Limits, check_limits


def check(text: str, **limits: int) -> None:
    check_limits(parse(text), Limits(**limits))


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
        "{ list(first: 100) { node { list(first: 100) { node { a } } } } }",
        "query ($n: Int) { list(first: $n) { node { list(first: $n) { a } } } }",
    ],
)
def test_a_document_that_asks_too_much_is_refused(text: str) -> None:
    with pytest.raises(GraphQLError, match="too much"):
        check(text, depth=3, aliases=3, root_fields=3, cost=5000)


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


def test_doubling_fragments_cost_no_time() -> None:
    began = time.perf_counter()
    with pytest.raises(GraphQLError, match="too much"):
        check(doubling(200), cost=1000)
    assert time.perf_counter() - began < 1.0


def test_a_fragment_in_itself_is_refused() -> None:
    with pytest.raises(GraphQLError, match="spreads itself"):
        check("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }")
