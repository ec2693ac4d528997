"""The table of rights laid over the schema: every field of a class that is not public is weighed before it is resolved.

Only fields of a subject are weighed one by one. What hangs below another root field (a verdict, a restriction, a
kept answer) is weighed where it is made, as a whole: see the root fields in policy.toml and `Access.demand`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graphql import (
    GraphQLField,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    get_nullable_type,
)

from graph_api.access.access import Access
from graph_api.access.policy import Policy
from graph_api.access.viewer import HOME
from graph_api.errors import Forbidden, InputInvalid, PolicyInvalid
from graph_api.paging import no_page
from graph_api.payloads import failure_of

Resolve = Callable[..., Any]
FILE = "graph_api/access/policy.toml"
#: The one class of root fields whose answers are about no subject.
ABOUT_NOBODY = "LAW"
#: The types whose fields are weighed for the subject they are.
SUBJECTS = ("Organization", "Person")
#: What only says how a list, a failure or a union is laid out has the class of what it holds.
FRAMES = ("Connection", "Edge", "List")
OWN_FRAMES = frozenset({"SearchResult", "OfficersInConflict", "ResponsiblePersons"})


def is_frame(kind: GraphQLObjectType) -> bool:
    """Whether a type only frames others: a connection, an edge, an expected failure."""
    failure = any(interface.name == "Failure" for interface in kind.interfaces)
    return failure or kind.name.endswith(FRAMES) or kind.name in OWN_FRAMES


def content_types(schema: GraphQLSchema) -> Iterator[GraphQLObjectType]:
    """The types that say something, without the roots and the frames."""
    roots = {schema.query_type, schema.mutation_type}
    for kind in schema.type_map.values():
        if not isinstance(kind, GraphQLObjectType) or kind.name.startswith("__"):
            continue
        if kind not in roots and not is_frame(kind):
            yield kind


def check_policy(schema: GraphQLSchema, policy: Policy) -> None:
    """Refuses a schema with a field that nobody classed, and a table that speaks of what is not there."""
    there = set()
    for kind in content_types(schema):
        for name in kind.fields:
            if policy.class_of(kind.name, name) is None:
                raise PolicyInvalid(FILE, f"{kind.name}.{name} has no class")
            there |= {kind.name, f"{kind.name}.{name}"}
    roots = {
        name for root in (schema.query_type, schema.mutation_type) if root is not None for name in root.fields
    }
    for name in sorted(roots - policy.roots.keys()):
        raise PolicyInvalid(FILE, f"the root field {name} has no class")
    for name in sorted((policy.fields.keys() - there) | (policy.roots.keys() - roots)):
        raise PolicyInvalid(FILE, f"{name} is not in the schema")


def guard(schema: GraphQLSchema, policy: Policy) -> GraphQLSchema:
    """The schema with its roots and the fields of its subjects weighed; what everybody may see is left as it is."""
    check_policy(schema, policy)
    for name in SUBJECTS:
        kind = schema.type_map[name]
        assert isinstance(kind, GraphQLObjectType)
        for field_name, field in kind.fields.items():
            code = policy.class_of(name, field_name) or ""
            if not policy.classes[code].public:
                field.resolve = _weighed(name, field_name, code, field)
    for root in (schema.query_type, schema.mutation_type):
        for field_name, field in root.fields.items() if root is not None else ():
            code = policy.roots[field_name]
            if not policy.classes[code].public:
                # What a mutation writes may name a purpose; it is not what the request is for.
                purposes = stated if root is schema.query_type else _none_stated
                field.resolve = _demanding(field_name, code, field, purposes)
            if code != ABOUT_NOBODY:
                field.resolve = _staying(field_name, field)
    return schema


def codes_of(source: Any, code: str) -> tuple[str, ...]:
    """The classes a field of a subject needs: its own, and that of minors where the subject is one."""
    return (code, "SEALED") if source.sealed else (code,)


def guarded_fields(policy: Policy, type_name: str) -> tuple[tuple[str, str], ...]:
    """The fields of a subject's type that are not public, with their classes."""
    named = ((*name.partition(".")[::2], code) for name, code in policy.fields.items())
    return tuple(
        (field, code)
        for kind, field, code in named
        if kind == type_name and field and not policy.classes[code].public
    )


def _weighed(type_name: str, name: str, code: str, field: GraphQLField) -> Resolve:
    resolve = field.resolve
    assert resolve is not None
    shown = f"{type_name}.{name}"
    hidden = _hidden(field.type, name)

    async def weighed(source: Any, info: Any, **given: Any) -> Any:
        access: Access = info.context.access
        codes = codes_of(source, code)
        subject_id = str(source.id)
        for each in codes:
            if not await access.sees(each, subject_id):
                return hidden(access, each)
        if type_name == "Person":
            access.viewed(subject_id, shown)
        found = resolve(source, info, **given)
        return await found if inspect.isawaitable(found) else found

    return weighed


def _demanding(
    name: str, code: str, field: GraphQLField, purposes: Callable[[Mapping[str, Any]], set[str]]
) -> Resolve:
    resolve = field.resolve
    assert resolve is not None
    many = isinstance(get_nullable_type(field.type), GraphQLList)

    def demanding(source: Any, info: Any, **given: Any) -> Any:
        context = info.context
        try:
            context.state(purposes(given), "purpose")
            context.access.demand_root(code, name)
        except (Forbidden, InputInvalid) as refused:
            failure = failure_of(refused)
            return [failure] if many else failure
        return resolve(source, info, **given)

    return demanding


def stated(given: Mapping[str, Any]) -> set[str]:
    """The purposes that the inputs of a root field state."""
    inputs = given["inputs"] if "inputs" in given else (given["input"],) if "input" in given else ()
    asked = (each.get("question") or each for each in inputs)
    return {each["purpose"] for each in asked if each.get("purpose")}


def _staying(name: str, field: GraphQLField) -> Resolve:
    """The field as it is for who asks at home; from abroad only under an approval on record."""
    resolve = field.resolve
    assert resolve is not None
    many = isinstance(get_nullable_type(field.type), GraphQLList)
    told = isinstance(get_named_type(field.type), GraphQLUnionType)

    async def leaving(source: Any, info: Any, given: dict[str, Any]) -> Any:
        try:
            await info.context.access.demand_home(name)
        except Forbidden as refused:
            if not told:
                raise
            failure = failure_of(refused)
            return [failure] if many else failure
        found = resolve(source, info, **given)
        return await found if inspect.isawaitable(found) else found

    def staying(source: Any, info: Any, **given: Any) -> Any:
        if info.context.viewer.country == HOME:
            return resolve(source, info, **given)
        return leaving(source, info, given)

    return staying


def _none_stated(_: Mapping[str, Any]) -> set[str]:
    return set()


def _hidden(kind: GraphQLOutputType, name: str) -> Callable[[Access, str], Any]:
    """What stands in the place of a field that is not shown."""
    inner = kind.of_type if isinstance(kind, GraphQLNonNull) else kind
    if isinstance(inner, GraphQLList):
        return lambda _, __: []
    if get_named_type(kind).name.endswith("Connection"):
        return lambda access, code: no_page(access, name, code)
    if isinstance(kind, GraphQLNonNull):
        raise PolicyInvalid(FILE, f"{name} can be hidden and may not be null")
    return lambda _, __: None
