"""Which root fields an API key may ask: looked at in the document, before anything of it is resolved."""

from __future__ import annotations

from collections.abc import Collection

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionSetNode,
    get_operation_ast,
)

from graph_api.callers.refusals import OutOfScope


def check_scopes(document: DocumentNode, operation: str | None, scopes: Collection[str]) -> None:
    """Refuses a valid document that asks a root field outside the scopes, by whatever alias or fragment."""
    asked = get_operation_ast(document, operation)
    if asked is None:
        return
    fragments = {
        each.name.value: each.selection_set
        for each in document.definitions
        if isinstance(each, FragmentDefinitionNode)
    }
    outside = _root_fields(asked.selection_set, fragments) - set(scopes)
    if outside:
        raise OutOfScope(sorted(outside), scopes)


def _root_fields(selected: SelectionSetNode, fragments: dict[str, SelectionSetNode]) -> set[str]:
    """The names of the fields at the root; what the schema says of itself is everybody's."""
    found: set[str] = set()
    seen: set[str] = set()
    waiting = [selected]
    while waiting:
        for each in waiting.pop().selections:
            if isinstance(each, FieldNode):
                found.add(each.name.value)
            elif isinstance(each, FragmentSpreadNode):
                name = each.name.value
                if name not in seen:
                    seen.add(name)
                    waiting.append(fragments[name])
            elif isinstance(each, InlineFragmentNode):
                waiting.append(each.selection_set)
    return {name for name in found if not name.startswith("__")}
