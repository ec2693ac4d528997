"""Rows of a source to rows of the bundle, as its source.toml says."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from graph_api.errors import InputInvalid
from graph_api.ids.names import private_use
from loaders.bundle import TABLES, check_row
from loaders.rows import Facts, Row, refused
from loaders.source import PLACE, FileRule, RowRule
from loaders.transforms import TRANSFORMS
from loaders.words import Words

Values = Mapping[str, str]
Cell = Callable[[Values], str]
Test = Callable[[Values], bool]


@dataclass(frozen=True)
class CompiledRule:
    """A row rule whose columns are functions of the source row."""

    table: str
    cells: Mapping[str, Cell]
    tests: tuple[Test, ...]
    reads: frozenset[str]


@dataclass(frozen=True)
class FileMapping:
    """How the rows of one file become bundle rows."""

    rules: tuple[CompiledRule, ...]
    reads: frozenset[str]
    rule: FileRule
    words: Words

    def check_headers(self, headers: list[str], name: str) -> None:
        """InputInvalid where a column is missing, or is read by no rule and not ignored on purpose."""
        found = {self.rule.aliases.get(header, header) for header in headers}
        derived = {column for column in self.reads if column.startswith("_")}
        if missing := sorted(self.reads - found - self.rule.optional - derived):
            raise InputInvalid(
                name,
                f"columns are missing: {', '.join(missing)}; it has {', '.join(headers)[:300]}",
                f"缺少列：{'、'.join(missing)}",
            )
        if unread := sorted(found - self.reads - self.rule.ignored.keys() - self.rule.optional):
            raise InputInvalid(
                name,
                f"no rule reads these columns: {', '.join(unread)[:300]}",
                f"以下列没有读取规则：{'、'.join(unread)[:300]}",
            )

    def facts(self, row: Row) -> list[Facts]:
        """The bundle rows of one source row; RowRefusedError where any of them is doubtful."""
        values = self._cleaned(row.values)
        found = []
        for rule in self.rules:
            if all(test(values) for test in rule.tests):
                given = {column: cell(values) for column, cell in rule.cells.items()}
                found.append(Facts(rule.table, check_row(TABLES[rule.table], given, self.words), row))
        return found

    def _cleaned(self, values: Values) -> Values:
        aliases, empty = self.rule.aliases, self.rule.empty
        cleaned = {}
        for column, text in values.items():
            text = text.strip()
            name = aliases.get(column, column)
            cleaned[name] = "" if text in empty else text
            if name in self.reads and not text.isascii() and (odd := private_use(text)):
                codes = " ".join(f"U+{ord(character):04X}" for character in odd[:5])
                raise refused(
                    column,
                    "PRIVATE_USE",
                    f"含有自造字（{codes}）",
                    f"characters no standard defines ({codes})",
                )
        return cleaned


def compile_mapping(rule: FileRule, words: Words) -> FileMapping:
    """The mapping of one file rule, ready to run; InputInvalid where source.toml is wrong."""
    if rule.canonical:
        table = TABLES[rule.canonical]
        columns = {column: f"{{{column}}}" for column in table.columns}
        optional = frozenset(column.name for column in table.columns.values() if not column.required)
        compiled = _compile(RowRule(rule.canonical, columns))
        given = FileRule(**{**rule.__dict__, "optional": optional})
        return FileMapping((compiled,), compiled.reads, given, words)
    rules = tuple(_compile(row) for row in rule.rules)
    reads = frozenset[str]().union(*(row.reads for row in rules))
    return FileMapping(rules, reads, rule, words)


def _compile(rule: RowRule) -> CompiledRule:
    table = TABLES[rule.table]
    if wrong := sorted(set(rule.columns) - set(table.columns)):
        raise InputInvalid(rule.table, f"source.toml fills columns it has not: {', '.join(wrong)}")
    cells, reads = {}, set[str]()
    for column, described in rule.columns.items():
        cells[column], used = _cell(column, described)
        reads |= used
    tests = []
    for condition in rule.when:
        tests.append(_test(condition))
        reads.add(condition["column"])
    return CompiledRule(rule.table, cells, tuple(tests), frozenset(reads))


def _cell(column: str, described: Any) -> tuple[Cell, frozenset[str]]:
    if isinstance(described, str):
        return _template(described)
    inner, reads = _template(described["from"])
    steps = [step for step in (_lookup(column, described), _transform(column, described)) if step]

    def cell(values: Values) -> str:
        text = inner(values)
        for step in steps:
            text = step(text)
        return text

    return cell, reads


def _template(text: str) -> tuple[Cell, frozenset[str]]:
    columns = PLACE.findall(text)
    if not columns:
        return (lambda _: text), frozenset()
    if text == "{" + columns[0] + "}":
        only = columns[0]
        return (lambda values: values.get(only, "")), frozenset(columns)
    return (lambda values: PLACE.sub(lambda place: values.get(place[1], ""), text)), frozenset(columns)


def _lookup(column: str, described: Mapping[str, Any]) -> Callable[[str], str] | None:
    """A code table (`codes`, the whole text) or a word table (`find`, the first pattern found in it)."""
    otherwise = described.get("otherwise")
    codes = described.get("codes")
    patterns = [(re.compile(pattern), code) for pattern, code in described.get("find", ())]
    if codes is None and not patterns:
        return None

    def look(text: str) -> str:
        if codes is not None and text in codes:
            return str(codes[text])
        for pattern, code in patterns:
            if pattern.search(text):
                return str(code)
        if otherwise is not None:
            return str(otherwise)
        if not text:
            return ""
        raise refused(
            column, "UNKNOWN_CODE", f"“{text[:40]}”不在代码表内", f"{text[:40]} is not in the code table"
        )

    return look


def _transform(column: str, described: Mapping[str, Any]) -> Callable[[str], str] | None:
    if "as" not in described:
        return None
    transform = TRANSFORMS[described["as"]]
    return lambda text: transform(column, text) if text else ""


def _test(condition: Mapping[str, Any]) -> Test:
    """A condition on one column: `is`, `not`, `filled` or `matches`."""
    column = condition["column"]
    if "is" in condition:
        wanted = frozenset(condition["is"])
        return lambda values: values.get(column, "") in wanted
    if "not" in condition:
        unwanted = frozenset(condition["not"])
        return lambda values: values.get(column, "") not in unwanted
    if "matches" in condition:
        pattern = re.compile(condition["matches"])
        return lambda values: pattern.search(values.get(column, "")) is not None
    filled = condition["filled"]
    return lambda values: bool(values.get(column, "")) == filled
