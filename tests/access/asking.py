"""Questions generated from the schema: one for each way into it, selecting everything a few levels deep."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from graphql import (
    GraphQLInterfaceType,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
)

from graph_api.access.guard import is_frame
from graph_api.access.policy import shipped_policy
from tests.access.province import BODIES, PEOPLE, document

#: How many things deep a question looks, not counting the frames of lists.
DEPTH = 2


def selection(schema: GraphQLSchema, kind: Any, depth: int = DEPTH) -> str:
    """Everything of a type that needs no argument."""
    if isinstance(kind, GraphQLInterfaceType | GraphQLUnionType):
        parts = [
            f"... on {each.name} {selection(schema, each, depth)}" for each in schema.get_possible_types(kind)
        ]
        return "{ __typename " + " ".join(parts) + " }"
    assert isinstance(kind, GraphQLObjectType)
    return "{ __typename " + " ".join(_fields(schema, kind, depth)) + " }"


def _fields(schema: GraphQLSchema, kind: GraphQLObjectType, depth: int) -> Iterator[str]:
    policy = shipped_policy()
    frame = is_frame(kind)
    for name, field in kind.fields.items():
        if _needs(field):
            continue
        inner = get_named_type(field.type)
        # Fields of one name and different types in a union have to stand under names of their own.
        alias = f"{kind.name}_{name}: {name}"
        if is_leaf_type(inner):
            if not (frame and name == "totalCount"):
                yield alias
            continue
        law = policy.class_of(inner.name, "") == "LAW"
        # A graph of holders is gathered anew for each subject that asks; below the first it shows nothing new.
        within = depth > 0 and not law and (name != "ownership" or depth == DEPTH)
        # The frame of a list and what is said of hidden fields are looked at however deep they stand.
        if within or inner.name == "Masked" or (isinstance(inner, GraphQLObjectType) and is_frame(inner)):
            yield f"{alias} {selection(schema, inner, depth if frame else depth - 1)}"


def questions(schema: GraphQLSchema) -> dict[str, str]:
    """The questions by their names: every root field with arguments that lead to the people of the province."""
    found = {}
    assert schema.query_type is not None
    for name, field in schema.query_type.fields.items():
        for number, arguments in enumerate(ARGUMENTS.get(name, [""] if not _needs(field) else [])):
            inner = selection(schema, get_named_type(field.type))
            found[f"{name}-{number}"] = f"{{ answer: {name}{arguments} {inner} }}"
    return found


def roots_without_a_way_in(schema: GraphQLSchema) -> set[str]:
    """Root fields that need arguments and have none in the table below."""
    assert schema.query_type is not None
    return {
        name for name, field in schema.query_type.fields.items() if _needs(field) and not ARGUMENTS.get(name)
    }


def _needs(field: Any) -> bool:
    return any(
        isinstance(each.type, GraphQLNonNull) and each.default_value is None for each in field.args.values()
    )


def _office(person: str) -> str:
    return f'{{person: {{subjectId: "{person}"}}, office: {{position: "DIRECTOR", bodyClass: ["COMPANY"]}}}}'


ARGUMENTS: dict[str, list[str]] = {
    "node": [
        f'(id: "{key}")'
        for person in PEOPLE
        for key in (person, f"record:R-SHARED-{person}", f"record:R-CLOSED-{person}", f"entry:E-{person}")
    ],
    "nodes": ['(ids: ["P-near", "P-far", "record:R-SHARED-P-far", "O-near"])'],
    "subject": [f'(id: "{person}")' for person in PEOPLE] + ['(id: "O-near")'],
    "person": [f'(id: "{person}")' for person in PEOPLE],
    "organization": ['(uscc: "91310101100000008K")'],
    "searchSubjects": [
        '(text: "姓名")',
        '(text: "姓名", kind: PERSON, region: "99")',
        '(text: "有限公司", kind: ORGANIZATION)',
    ],
    "restrictions": ["", '(filter: {region: "99"})', '(filter: {region: "88"})'],
    "officersInConflict": ["", '(filter: {registeredIn: "99"})', '(filter: {registeredIn: "88"})'],
    "responsiblePersons": ['(organization: "O-near")', '(record: "record:R-body")'],
    "propagation": ['(record: "record:R-body")', '(record: "record:R-PUBLISHED-P-far")'],
    "ownership": ['(subject: "O-other")'] + [f'(subject: "{person}", direction: DOWN)' for person in PEOPLE],
    "ultimateControllers": ['(organization: "O-other")', '(organization: "O-near")'],
    "beneficialOwners": ['(organization: "O-other")', '(organization: "O-near")'],
    "corporateGroup": ['(organization: "O-other")'],
    "controlChain": [f'(holder: "{person}", organization: "O-other")' for person in PEOPLE],
    "applicantCheck": [f'(organization: "{body}", scene: "CREDIT")' for body in ("O-near", "O-far")],
    "creditCheck": [
        "(inputs: ["
        + ", ".join(f"{{person: {document(person)}, level: {level}}}" for person in PEOPLE)
        + ', {organization: "91310101100000008K"}])'
        for level in ("PUBLIC", "WITH_CONSENT")
    ],
    "officerEligibility": [f"(input: {_office(person)})" for person in PEOPLE],
    "officerEligibilities": [f"(inputs: [{', '.join(map(_office, PEOPLE))}])"],
    "proposedOffices": [
        '(input: {body: {name: "新", orgKinds: ["COMPANY"]}, '
        'offices: [{person: {subjectId: "P-far"}, position: "DIRECTOR"}]})'
    ],
    "eligibilityTimeline": [f"(input: {_office(person)})" for person in PEOPLE],
    "simulate": [
        f'(input: {{question: {_office(person)}, changes: [{{addDecision: {{against: "{BODIES[person]}", '
        f'trigger: "ORDERED_CLOSED", on: "2026-01-01"}}}}]}})'
        for person in PEOPLE
    ],
    "answer": [f'(id: "kept-{person}")' for person in PEOPLE],
    "receipt": [f'(caseRef: "case-{person}")' for person in PEOPLE],
}
