"""A question to each root field of the schema, made from the types of its arguments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_union_type,
)

from graph_api.access.policy import shipped_policy
from graph_api.app import served_schema

SCALARS = {"ID": "P1", "String": "P1", "Int": 1, "Boolean": False, "Date": "2026-05-01", "Float": 0.5}


def questions(code_excepted: str) -> Iterator[tuple[str, str]]:
    """Each root field whose class is another than this one, with a document that asks it."""
    schema, policy = served_schema(), shipped_policy()
    for word, root in (("query", schema.query_type), ("mutation", schema.mutation_type)):
        for name, field in root.fields.items() if root else ():
            if policy.roots[name] != code_excepted:
                yield name, f"{word} {{ answer: {name}{_arguments(field)} {_selection(field)} }}"


def _arguments(field: GraphQLField) -> str:
    wanted = {name: each for name, each in field.args.items() if isinstance(each.type, GraphQLNonNull)}
    given = ", ".join(f"{name}: {_value(each.type)}" for name, each in wanted.items())
    return f"({given})" if given else ""


def _selection(field: GraphQLField) -> str:
    told = is_union_type(get_named_type(field.type))
    return "{ __typename ... on Failure { code textEn textZh } }" if told else "{ __typename }"


def _value(kind: GraphQLInputType) -> str:
    inner: Any = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if isinstance(inner, GraphQLList):
        return f"[{_value(inner.of_type)}]"
    if isinstance(inner, GraphQLEnumType):
        return next(iter(inner.values))
    if isinstance(inner, GraphQLInputObjectType):
        fields = inner.fields
        names = [name for name, each in fields.items() if isinstance(each.type, GraphQLNonNull)]
        # Of an input of which exactly one is given, the first.
        chosen = names or list(fields)[:1]
        return "{" + ", ".join(f"{name}: {_value(fields[name].type)}" for name in chosen) + "}"
    return json.dumps(SCALARS[inner.name])
