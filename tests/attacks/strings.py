"""Every place of the schema where a client may put a text, and texts that have broken others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    get_named_type,
    is_required_argument,
    is_required_input_field,
)

from graph_api.schema import schema

TEXTS = {"String", "ID", "Date", "DateTime"}
SAMPLES: dict[str, Any] = {
    **{"String": "a", "ID": "p1", "Int": 1, "Float": 1.0, "Boolean": True},
    **{"Date": "2024-01-01", "DateTime": "2024-01-01T00:00:00Z"},
}
DEEPEST = 6


@dataclass(frozen=True)
class Place:
    """One text within the arguments of a root field."""

    field: str
    path: tuple[str, ...]

    def document(self) -> str:
        """A document that asks the field with all it needs as variables."""
        query = schema._schema.query_type
        assert query is not None
        field = query.fields[self.field]
        given = [
            name for name, each in field.args.items() if is_required_argument(each) or name == self.path[0]
        ]
        variables = ", ".join(f"${name}: {field.args[name].type}" for name in given)
        arguments = ", ".join(f"{name}: ${name}" for name in given)
        kind = get_named_type(field.type)
        told = "... on Failure { code path textZh textEn }" if "AnyFailure" in _members(kind) else ""
        return f"query ({variables}) {{ found: {self.field}({arguments}) {{ __typename {told} }} }}"

    def variables(self, text: str) -> dict[str, Any]:
        """Variables with the text in this place and a plain value in all others that are needed."""
        query = schema._schema.query_type
        assert query is not None
        field = query.fields[self.field]
        return {
            name: _value(each.type, self.path[1:] if name == self.path[0] else None, text)
            for name, each in field.args.items()
            if is_required_argument(each) or name == self.path[0]
        }


def _members(kind: Any) -> set[str]:
    names = {each.name for each in getattr(kind, "types", ())}
    return {"AnyFailure"} if "InvalidInput" in names else set()


def _value(kind: Any, path: tuple[str, ...] | None, text: str) -> Any:
    if isinstance(kind, GraphQLNonNull):
        return _value(kind.of_type, path, text)
    if isinstance(kind, GraphQLList):
        return [_value(kind.of_type, path, text)]
    if isinstance(kind, GraphQLEnumType):
        return next(iter(kind.values)) if path is None else text
    if not isinstance(kind, GraphQLInputObjectType):
        return SAMPLES[kind.name] if path is None else text
    chosen = path[0] if path else next(iter(kind.fields))
    if kind.is_one_of:
        return {chosen: _value(kind.fields[chosen].type, path[1:] if path else None, text)}
    return {
        name: _value(each.type, path[1:] if path and name == path[0] else None, text)
        for name, each in kind.fields.items()
        if is_required_input_field(each) or (path and name == path[0])
    }


def places() -> list[Place]:
    """Every text argument of every root field, and every text within its input objects."""
    query = schema._schema.query_type
    assert query is not None
    return [
        Place(name, (argument, *path))
        for name, field in query.fields.items()
        for argument, each in field.args.items()
        for path in _paths(each.type, DEEPEST)
    ]


def _paths(kind: Any, deepest: int) -> Iterator[tuple[str, ...]]:
    named = get_named_type(kind)
    if named.name in TEXTS:
        yield ()
    elif isinstance(named, GraphQLInputObjectType) and deepest:
        for name, field in named.fields.items():
            for path in _paths(field.type, deepest - 1):
                yield (name, *path)


PAYLOADS = [
    # Out of a literal of Cypher or SQL, and on with another statement.
    *("'", '"', "`", "\\", "''", "\\'", "'; MATCH (n) DETACH DELETE n //", '" OR 1=1 //', "' OR '1'='1"),
    "'}) DETACH DELETE (n) RETURN 1 AS subject_id //",
    "x' RETURN 1 AS subject_id UNION MATCH (n) RETURN n.subject_id AS subject_id //",
    "`) SET n:Admin //",
    "a`]->(x) DETACH DELETE x //",
    "\\u0027 MATCH (n) DETACH DELETE n //",
    "1}) CALL dbms.shutdown() //",
    "$$; DROP TYPE Subject UNSAFE; --",
    "'; DELETE VERTEX FROM Subject; --",
    "CALL apoc.cypher.runWrite('MATCH (n) DETACH DELETE n', {})",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "LOAD CSV FROM 'http://127.0.0.1:1/' AS line RETURN line",
    "${jndi:ldap://127.0.0.1/a}",
    "{{7*7}} ${7*7} #{7*7} <%= 7*7 %>",
    "$subject_id",
    # Lucene's own language.
    *("*", "?", "*:*", "+-&|!(){}[]^~*?:/", "a AND", "OR", "NOT a", "a~0.1", "a^99999999999", "[* TO *]"),
    *("/.*/", "/(a+)+$/", "subject_id:*", "search_text:(a OR b)", '"unclosed', "(" * 90, "a" * 100, "\\"),
    # Whatever a log or a terminal obeys.
    *(
        "\n",
        "\r\nlevel=error event=forged",
        "\x1b[2J\x1b[31mred",
        "\x00",
        "\x07",
        "\u2028",
        "\u202eevil",
        "\ufeff",
    ),
    # Odd texts.
    *(
        "",
        " ",
        "\u200b",
        "𠮷",
        "\U0010ffff",
        "e\u0301" * 30,
        "🇨🇳",
        "null",
        "None",
        "NaN",
        "-1",
        "1e999",
        "0" * 5000,
    ),
    *(
        "../../etc/passwd",
        "%00",
        "<script>alert(1)</script>",
        "=cmd|' /C calc'!A0",
        "record:'",
        "sealed-'",
        ":",
    ),
    *("record:", "list_entry:`", "restriction:' OR 1=1", "node:" * 50),
]
