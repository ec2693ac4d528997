"""The schema as committed, described and free of surprises."""

from pathlib import Path

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLObjectType

from graph_api.schema import schema

FILE = Path(__file__).parents[2] / "schema.graphql"


def test_the_committed_schema_is_the_one_served() -> None:
    assert FILE.read_text(encoding="utf-8") == schema.as_str() + "\n", "run `make schema` and commit"


def test_every_type_and_field_is_described() -> None:
    shapes = (GraphQLObjectType, GraphQLInputObjectType, GraphQLInterfaceType, GraphQLEnumType)
    missing = []
    for name, kind in schema._schema.type_map.items():
        if name.startswith("__") or not isinstance(kind, shapes):
            continue
        if not kind.description:
            missing.append(name)
        if not isinstance(kind, GraphQLEnumType):
            missing += [f"{name}.{each}" for each, field in kind.fields.items() if not field.description]
    assert missing == []
