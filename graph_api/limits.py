"""What one document may hold: one linear walk, each fragment measured once, however often it is spread."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionSetNode,
)


@dataclass(frozen=True)
class TextLimits:
    """The most that the text of one document may hold, whoever sends it."""

    characters: int = 20_000
    tokens: int = 1000
    comments: int = 100
    depth: int = 10
    aliases: int = 15
    directives: int = 50
    root_fields: int = 20
    repeats: int = 100


@dataclass(frozen=True)
class Size:
    """How much a selection holds: levels, aliases and its own fields."""

    depth: int = 0
    aliases: int = 0
    fields: int = 0


#: Relay's wrapper; `edges { node { … } }` is one level.
FREE_LEVELS = frozenset({"edges"})
#: What describes the schema nests by its own rule (MaxIntrospectionDepthRule), where it is open at all.
DESCRIBING = frozenset({"__schema", "__type"})
WORDS = {
    "levels": "层级",
    "aliases": "别名",
    "root fields": "根字段",
    "directives": "指令",
    "repeats of one field": "同名字段",
    "characters": "字符",
    "tokens": "词元",
    "cost": "开销",
}


class Measure:
    """Measures the selections of one document; every node of it is looked at once."""

    def __init__(self, document: DocumentNode, limits: TextLimits) -> None:
        self.limits = limits
        self.fragments = {
            each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)
        }
        self.directives = 0
        self.names: Counter[str] = Counter()
        self.visited = 0
        self._known: dict[str, Size] = {}
        self._open: set[str] = set()

    def selections(self, selected: SelectionSetNode | None) -> Size:
        """The size of a selection set."""
        if selected is None:
            return Size()
        depth = aliases = fields = 0
        for selection in selected.selections:
            self.visited += 1
            self.directives += len(selection.directives or ())
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
            fields = min(fields + size.fields, self.limits.root_fields + 1)
        return Size(depth, aliases, fields)

    def _field(self, field: FieldNode) -> Size:
        self.names[(field.alias or field.name).value] += 1
        inner = self.selections(field.selection_set)
        level = 0 if field.name.value in FREE_LEVELS else 1
        depth = 0 if field.name.value in DESCRIBING else inner.depth
        return Size(depth + level, inner.aliases + (field.alias is not None), 1)

    def _fragment(self, name: str) -> Size:
        if name in self._open:
            raise GraphQLError("A fragment spreads itself.", extensions={"code": "GRAPHQL_VALIDATION_FAILED"})
        if name not in self._known:
            self._open.add(name)
            fragment = self.fragments.get(name)
            self._known[name] = self.selections(fragment.selection_set) if fragment else Size()
            self._open.discard(name)
        return self._known[name]


def too_much(what: str, most: int) -> GraphQLError:
    """The refusal of a request that passes a limit."""
    return GraphQLError(
        f"The document asks for too much: {what} may be at most {most}. Ask in parts.",
        extensions={
            "code": "QUERY_TOO_EXPENSIVE",
            "zh": f"查询过大：{WORDS[what]}不得超过 {most}，请分次查询。",
            "en": f"The document asks for too much: {what} may be at most {most}. Ask in parts.",
        },
    )


def check_limits(document: DocumentNode, limits: TextLimits) -> Measure:
    """The document measured; raises a GraphQLError that says which limit it passes."""
    measure = Measure(document, limits)
    for operation in document.definitions:
        measure.directives += len(getattr(operation, "directives", None) or ())
        for variable in getattr(operation, "variable_definitions", None) or ():
            measure.directives += len(variable.directives or ())
        if not isinstance(operation, OperationDefinitionNode):
            continue
        size = measure.selections(operation.selection_set)
        for what, found, most in (
            ("levels", size.depth, limits.depth),
            ("aliases", size.aliases, limits.aliases),
            ("root fields", size.fields, limits.root_fields),
        ):
            if found > most:
                raise too_much(what, most)
    repeated = max(measure.names.values(), default=0)
    for what, found, most in (
        ("directives", measure.directives, limits.directives),
        ("repeats of one field", repeated, limits.repeats),
    ):
        if found > most:
            raise too_much(what, most)
    return measure
