"""What one document may ask: one linear walk, each fragment measured once, however often it is spread."""

from __future__ import annotations

from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)

from graph_api.paging import DEFAULT_PAGE, LARGEST_PAGE


@dataclass(frozen=True)
class Limits:
    """The most that one document may ask."""

    tokens: int = 4000
    depth: int = 14
    aliases: int = 50
    root_fields: int = 20
    cost: int = 100_000


@dataclass(frozen=True)
class Size:
    """How much a selection asks: levels, aliases, fields times the rows of their lists, and its own fields."""

    depth: int = 0
    aliases: int = 0
    cost: int = 0
    fields: int = 0


#: Relay's wrapper, `edges { node { … } }` is one level; and introspection's, for every tool asks for nine of them
#: around each type and there is never more than one type inside.
FREE_LEVELS = frozenset({"edges", "ofType"})


class Measure:
    """Measures the selections of one document."""

    def __init__(self, document: DocumentNode, limits: Limits) -> None:
        self.limits = limits
        self.fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self._known: dict[str, Size] = {}
        self._open: set[str] = set()

    def selections(self, selected: SelectionSetNode | None) -> Size:
        """The size of a selection set."""
        if selected is None:
            return Size()
        depth = aliases = cost = fields = 0
        for selection in selected.selections:
            if isinstance(selection, FieldNode):
                size = self._field(selection)
            elif isinstance(selection, FragmentSpreadNode):
                size = self._fragment(selection.name.value)
            else:
                assert isinstance(selection, InlineFragmentNode)
                size = self.selections(selection.selection_set)
            depth = max(depth, size.depth)
            # Capped, so that doubling fragments cannot grow the numbers themselves.
            aliases = min(aliases + size.aliases, self.limits.aliases + 1)
            cost = min(cost + size.cost, self.limits.cost + 1)
            fields = min(fields + size.fields, self.limits.root_fields + 1)
        return Size(depth, aliases, cost, fields)

    def _field(self, field: FieldNode) -> Size:
        inner = self.selections(field.selection_set)
        level = 0 if field.name.value in FREE_LEVELS else 1
        return Size(
            inner.depth + level, inner.aliases + (field.alias is not None), 1 + inner.cost * _rows(field), 1
        )

    def _fragment(self, name: str) -> Size:
        if name in self._open:
            raise GraphQLError(
                f"Fragment '{name}' spreads itself.", extensions={"code": "GRAPHQL_VALIDATION_FAILED"}
            )
        if name not in self._known:
            self._open.add(name)
            fragment = self.fragments.get(name)
            self._known[name] = self.selections(fragment.selection_set) if fragment else Size()
            self._open.discard(name)
        return self._known[name]


def _rows(field: FieldNode) -> int:
    for argument in field.arguments or ():
        if argument.name.value == "first":
            if isinstance(argument.value, IntValueNode):
                return max(1, min(int(argument.value.value), LARGEST_PAGE))
            return LARGEST_PAGE if isinstance(argument.value, VariableNode) else DEFAULT_PAGE
    return 1


def check_limits(document: DocumentNode, limits: Limits) -> None:
    """Raises a GraphQLError that says which limit the document passes."""
    measure = Measure(document, limits)
    for operation in document.definitions:
        if not isinstance(operation, OperationDefinitionNode):
            continue
        size = measure.selections(operation.selection_set)
        for what, found, most in (
            ("levels", size.depth, limits.depth),
            ("aliases", size.aliases, limits.aliases),
            ("root fields", size.fields, limits.root_fields),
            ("cost", size.cost, limits.cost),
        ):
            if found > most:
                raise GraphQLError(
                    f"The document asks for too much: {what} may be at most {most}. Ask in parts.",
                    extensions={
                        "code": "QUERY_TOO_EXPENSIVE",
                        "zh": f"查询过大：{what} 不得超过 {most}，请分次查询。",
                    },
                )
