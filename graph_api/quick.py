"""The schema as the server runs it: what strawberry would look up for every value is looked up once.

Answers are the same, only sooner: a resolver that takes nothing is called directly, and the inputs of the
office question are made from the coerced values by hand (strawberry asks every field's type anew for each).
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from operator import attrgetter
from typing import Any

import strawberry
from graphql import GraphQLObjectType, GraphQLResolveInfo, GraphQLSchema
from strawberry.types.field import StrawberryField

from graph_api.eligibility.inputs import (
    BodyRefInput,
    DocumentInput,
    NamedInput,
    OfficeInput,
    OfficerEligibilityInput,
    PersonRef,
)

Values = dict[str, Any]


def quickened(schema: strawberry.Schema) -> GraphQLSchema:
    """The schema below strawberry's, its plain fields resolved directly."""
    below = schema._schema
    for kind in below.type_map.values():
        if not isinstance(kind, GraphQLObjectType) or kind.name.startswith("__"):
            continue
        for field in kind.fields.values():
            above = (field.extensions or {}).get("strawberry-definition")
            if isinstance(above, StrawberryField) and (direct := _direct(above)):
                field.resolve = direct
    fields = below.query_type.fields if below.query_type else {}
    one, many = fields["officerEligibility"], fields["officerEligibilities"]
    one.resolve = _asking(_function(one), "input", office_input)
    many.resolve = _asking(_function(many), "inputs", lambda given: [office_input(each) for each in given])
    return below


def _function(field: Any) -> Callable[..., Any]:
    above: StrawberryField = field.extensions["strawberry-definition"]
    assert above.base_resolver is not None
    function: Callable[..., Any] = above.base_resolver.wrapped_func  # type: ignore[assignment]
    return function


def _direct(field: StrawberryField) -> Callable[..., Any] | None:
    """A resolver that reads the value and no more, where nothing else is wanted of the field."""
    if field.permission_classes or field.extensions or field.arguments:
        return None
    if field.base_resolver is None:
        read = attrgetter(field.python_name)
        return lambda source, _: read(source)
    function: Any = field.base_resolver.wrapped_func
    if not inspect.isfunction(function) or list(inspect.signature(function).parameters) != ["self"]:
        return None
    return lambda source, _: function(source)


def _asking(function: Callable[..., Any], name: str, read: Callable[[Any], Any]) -> Callable[..., Any]:
    """A resolver that reads its input by hand and then does what the field does."""

    def resolve(source: Any, info: GraphQLResolveInfo[Any], **given: Any) -> Any:
        clocks = {"as_of": given.get("asOf"), "known_as_of": given.get("knownAsOf")}
        return function(source, info, **{name: read(given[name])}, **clocks)

    return resolve


def office_input(given: Values) -> OfficerEligibilityInput:
    """One question from its coerced values."""
    get = given.get
    return OfficerEligibilityInput(
        person=_person(given["person"]),
        office=_office(given["office"]),
        purpose=get("purpose"),
        authorisation_id=get("authorisationId"),
        case_ref=get("caseRef"),
        keep=bool(get("keep")),
        as_of=get("asOf"),
    )


def _person(given: Values) -> PersonRef:
    document, named = given.get("document"), given.get("named")
    return PersonRef(
        subject_id=given.get("subjectId"),
        document=DocumentInput(type=document["type"], number=document["number"], name=document.get("name"))
        if document
        else None,
        named=NamedInput(name=named["name"], body=_body(named["body"]), role=named.get("role"))
        if named
        else None,
    )


def _body(given: Values) -> BodyRefInput:
    return BodyRefInput(subject_id=given.get("subjectId"), uscc=given.get("uscc"))


def _office(given: Values) -> OfficeInput:
    get = given.get
    return OfficeInput(
        position=given["position"],
        body=_body(given["body"]) if get("body") else None,
        body_class=get("bodyClass"),
        sectors=get("sectors"),
        region=get("region"),
        listed=get("listed"),
        state_capital=get("stateCapital"),
        nominated_by_state=get("nominatedByState"),
        permissions=get("permissions"),
    )
