"""Imports go one way, only engine/ knows the driver, and no Cypher hides in Python."""

import ast
import re

from tests.contract.code import calls, docstrings, imports, sources

CYPHER = re.compile(r"\b(MATCH|MERGE|CREATE|DELETE)\s*\(|\bUNWIND\s+\S+\s+AS\b|\bRETURN\s+\S+\s+AS\b")
FOUNDATIONS = {"engine", "law", "ids", "secrets"}
ANYWHERE = {"errors", "settings"}
TOP = ("schema", "app", "cli")
DOWN = {"rows": 0, "service": 0, "types": 1, "fields": 1}


def room(module: str) -> str:
    """The folder or file right under graph_api that a module belongs to."""
    return [*module.split("."), ""][1]


def layer(module: str) -> int | None:
    """How far up a module stands: rows and service, types and fields, schema, app, cli."""
    parts = module.split(".")
    if parts[0] != "graph_api":
        return None
    if parts[1:2] and parts[1] in TOP:
        return 2 + TOP.index(parts[1])
    return DOWN.get(parts[2]) if len(parts) > 2 and parts[1] not in FOUNDATIONS else None


def ours(names: set[str]) -> set[str]:
    return {name for name in names if name.startswith("graph_api.")}


def test_engine_law_ids_and_secrets_stand_on_nothing_above_them() -> None:
    wrong = {
        (module, name)
        for module, tree in sources()
        if room(module) in FOUNDATIONS and module.startswith("graph_api.")
        for name in ours(imports(module, tree))
        if room(name) not in {room(module)} | ANYWHERE
        and (room(module), room(name)) not in {("law", "ids"), ("ids", "secrets")}
    }
    assert wrong == set()


def test_the_law_is_pure() -> None:
    impure = {"neo4j", "strawberry", "fastapi", "asyncio", "time", "random", "socket", "urllib"}
    wrong = {
        (module, name)
        for module, tree in sources()
        if room(module) == "law"
        for name in imports(module, tree)
        if name.split(".")[0] in impure
    }
    assert wrong == set()


def test_imports_go_down_the_layers() -> None:
    wrong = set()
    for module, tree in sources():
        own = layer(module)
        for name in ours(imports(module, tree)):
            other = layer(name)
            if own is not None and other is not None and other > own:
                wrong.add((module, name))
    assert wrong == set()


def test_loaders_use_engine_law_and_ids_only() -> None:
    wrong = {
        (module, name)
        for module, tree in sources()
        if module.startswith("loaders")
        for name in ours(imports(module, tree))
        if room(name) not in FOUNDATIONS | ANYWHERE
    }
    assert wrong == set()


def test_only_engine_knows_the_driver() -> None:
    knowing = {
        module
        for module, tree in sources()
        if any(name.split(".")[0] == "neo4j" for name in imports(module, tree))
    }
    assert {module for module in knowing if room(module) != "engine"} == set()


def test_no_cypher_in_python_outside_engine() -> None:
    found = [
        (module, node.lineno)
        for module, tree in sources()
        if room(module) != "engine"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings(tree)
        and CYPHER.search(node.value)
    ]
    assert found == []


def test_no_query_is_put_together_from_pieces() -> None:
    found = [
        (module, call.lineno)
        for module, tree in sources()
        for name in ("run", "Statement", "execute_query")
        for call in calls(tree, name)
        if call.args and _is_built(call.args[0])
    ]
    assert found == []


def _is_built(argument: ast.expr) -> bool:
    if isinstance(argument, ast.JoinedStr):
        return True
    if isinstance(argument, ast.BinOp):
        return any(isinstance(side, ast.Constant | ast.JoinedStr) for side in (argument.left, argument.right))
    return isinstance(argument, ast.Call) and getattr(argument.func, "attr", "") in ("format", "join")


def test_every_setting_is_documented() -> None:
    from graph_api.settings import Settings

    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
