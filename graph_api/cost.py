"""What one request costs: fields times rows, told from the document once and from the variables each time.

The plan of a document is a list of sums in which later ones refer to earlier ones, so that evaluating it takes
one pass whatever fragments do. A list page counts its `first`, a batch counts its inputs, a list without pages
counts a few; a field that computes or searches weighs more than one that reads a value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLCompositeType,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    ValueNode,
    VariableNode,
    get_named_type,
)

from graph_api.paging import DEFAULT_PAGE, LARGEST_PAGE

#: Rows counted for a list that has no pages.
FEW = 3
#: Sums stay below this, so that doubling fragments cannot grow the numbers themselves.
CEILING = 1_000_000_000
#: What a root field weighs by itself, beside the 1 of a field that reads a value.
WEIGHTS = {
    "searchSubjects": 20,
    "restrictions": 20,
    "problems": 20,
    "reportProblem": 20,
    "closeProblem": 20,
    "releases": 20,
    "requestRelease": 20,
    "approveRelease": 20,
    "refuseRelease": 20,
    "endRelease": 20,
    "responsiblePersons": 20,
    "applicantCheck": 50,
    "eligibilityTimeline": 50,
    "propagation": 100,
    "ownership": 100,
    "ultimateControllers": 100,
    "beneficialOwners": 100,
    "controlChain": 100,
    "corporateGroup": 200,
    "paths": 20,
    "simulate": 200,
    "officersInConflict": 200,
    "totalCount": 20,
}
#: Arguments whose items are each answered, by field: the list stands at this path within them.
ANSWERED = {
    "officerEligibilities": ("inputs",),
    "creditCheck": ("inputs",),
    "nodes": ("ids",),
    "proposedOffices": ("input", "offices"),
    "simulate": ("input", "changes"),
}


@dataclass(frozen=True, slots=True)
class Rows:
    """A number of rows that a variable says: of a list its length, of `first` its value."""

    variable: str
    path: tuple[str, ...]
    otherwise: int

    def number(self, variables: Mapping[str, Any]) -> int:
        """The rows that these variables ask for; 1 where they do not fit, for they are then refused."""
        value: Any = variables.get(self.variable)
        for name in self.path:
            value = value.get(name) if isinstance(value, dict) else None
        if isinstance(value, list):
            return max(1, len(value))
        if isinstance(value, int):
            return page_rows(value)
        return self.otherwise


Factor = int | Rows


@dataclass(frozen=True, slots=True)
class Sum:
    """A fixed part, and parts that are an earlier sum times a number of rows."""

    fixed: int
    parts: tuple[tuple[Factor, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """How the cost of one operation follows from its variables."""

    sums: tuple[Sum, ...]

    def cost(self, variables: Mapping[str, Any] | None) -> int:
        """The cost with these variables."""
        given, values = variables or {}, list[int]()
        for each in self.sums:
            value = each.fixed
            for factor, place in each.parts:
                rows = factor if isinstance(factor, int) else factor.number(given)
                value += rows * values[place]
            values.append(min(value, CEILING))
        return values[-1]


def page_rows(first: int) -> int:
    """The rows of a page; what is over the largest page is refused by the list itself, before any work."""
    return max(1, min(first, LARGEST_PAGE))


def plans(schema: GraphQLSchema, document: DocumentNode) -> dict[str | None, Plan]:
    """The plan of each operation of a valid document by its name."""
    fragments = {
        each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
    }
    found: dict[str | None, Plan] = {}
    for operation in document.definitions:
        if isinstance(operation, OperationDefinitionNode):
            root = schema.get_root_type(operation.operation)
            name = operation.name.value if operation.name else None
            found[name] = Planner(schema, fragments, operation).plan(root)
    return found


class Planner:
    """Plans one operation; each selection set is looked at once."""

    def __init__(
        self,
        schema: GraphQLSchema,
        fragments: dict[str, FragmentDefinitionNode],
        operation: OperationDefinitionNode,
    ) -> None:
        self.schema = schema
        self.fragments = fragments
        self.operation = operation
        self.defaults = {
            each.variable.name.value: each.default_value for each in operation.variable_definitions or ()
        }
        self.sums: list[Sum] = []
        self._known: dict[str, Sum] = {}

    def plan(self, root: GraphQLObjectType | None) -> Plan:
        """The plan of the whole operation."""
        whole = self.selections(self.operation.selection_set, root)
        return Plan((*self.sums, whole))

    def selections(self, selected: SelectionSetNode | None, parent: GraphQLCompositeType | None) -> Sum:
        """The sum of a selection set on a type."""
        fixed, parts = 0, list[tuple[Factor, int]]()
        for selection in selected.selections if selected else ():
            if isinstance(selection, FieldNode):
                added = self._field(selection, parent)
            elif isinstance(selection, FragmentSpreadNode):
                added = self._fragment(selection.name.value)
            else:
                assert isinstance(selection, InlineFragmentNode)
                added = self.selections(selection.selection_set, self._on(selection, parent))
            fixed = min(fixed + added.fixed, CEILING)
            parts.extend(added.parts)
        return Sum(fixed, tuple(parts))

    def _on(
        self, selection: InlineFragmentNode | FragmentDefinitionNode, parent: GraphQLCompositeType | None
    ) -> GraphQLCompositeType | None:
        if selection.type_condition is None:
            return parent
        found: Any = self.schema.get_type(selection.type_condition.name.value)
        return found  # type: ignore[no-any-return]  # a valid document names a composite type there

    def _fragment(self, name: str) -> Sum:
        if name not in self._known:
            fragment = self.fragments[name]
            # A sum with parts is kept once and referred to: spread again and again it must not be copied.
            self._known[name] = self._kept(self.selections(fragment.selection_set, self._on(fragment, None)))
        return self._known[name]

    def _kept(self, whole: Sum) -> Sum:
        if not whole.parts:
            return whole
        self.sums.append(whole)
        return Sum(0, ((1, len(self.sums) - 1),))

    def _field(self, field: FieldNode, parent: GraphQLCompositeType | None) -> Sum:
        known: GraphQLField | None = None
        if isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            known = parent.fields.get(field.name.value)
        own = WEIGHTS.get(field.name.value, 1)
        if known is None:
            return Sum(own + self.selections(field.selection_set, None).fixed)
        kind: Any = get_named_type(known.type)
        inner = self.selections(field.selection_set, kind)
        rows = self._rows(field, known)
        if isinstance(rows, int) and not inner.parts:
            return Sum(min(own + rows * max(inner.fixed, 1), CEILING) if rows > 1 else own + inner.fixed)
        if not inner.parts and inner.fixed == 0:
            inner = Sum(1)
        self.sums.append(inner)
        return Sum(own, ((rows, len(self.sums) - 1),))

    def _rows(self, field: FieldNode, known: GraphQLField) -> Factor:
        given = {each.name.value: each.value for each in field.arguments or ()}
        if path := ANSWERED.get(field.name.value):
            return self._length(given.get(path[0]), path[1:])
        if "first" in known.args:
            return self._page(given.get("first"))
        kind: Any = known.type.of_type if isinstance(known.type, GraphQLNonNull) else known.type
        return FEW if isinstance(kind, GraphQLList) and field.name.value != "edges" else 1

    def _page(self, value: ValueNode | None) -> Factor:
        if isinstance(value, VariableNode):
            default = self.defaults.get(value.name.value)
            otherwise = page_rows(int(default.value)) if isinstance(default, IntValueNode) else DEFAULT_PAGE
            return Rows(value.name.value, (), otherwise)
        return page_rows(int(value.value)) if isinstance(value, IntValueNode) else DEFAULT_PAGE

    def _length(self, value: ValueNode | None, path: tuple[str, ...]) -> Factor:
        if isinstance(value, VariableNode):
            default = self.defaults.get(value.name.value)
            otherwise = self._length(default, path) if default is not None else 1
            return Rows(value.name.value, path, otherwise if isinstance(otherwise, int) else 1)
        if path and isinstance(value, ObjectValueNode):
            inner = {each.name.value: each.value for each in value.fields}
            return self._length(inner.get(path[0]), path[1:])
        return max(1, len(value.values)) if isinstance(value, ListValueNode) else 1
