"""The declared header of a .cypher file: what it gives, takes, returns and may do."""

import re
from dataclasses import dataclass
from pathlib import Path

from graph_api.errors import QueryFileInvalid

SCALARS = ("string", "int", "float", "bool", "date", "datetime", "map", "any")
ACCESS = ("read", "write", "schema")
TYPED = re.compile(r"^(param|column) ([a-z][a-z0-9_]*): (\S+)$")
NAMED = re.compile(r"^(access|law): (.+)$")


@dataclass(frozen=True)
class Header:
    """What a query file declares, and its statement without comments."""

    gives: str
    parameters: dict[str, str]
    columns: dict[str, str]
    access: str
    law: tuple[str, ...]
    text: str

    def contract(self) -> tuple[object, ...]:
        """What an override for one engine must repeat."""
        return (self.gives, self.parameters, list(self.columns.items()), self.access, self.law)


def parse(file: Path) -> Header:
    """The header and text of a query file, or QueryFileInvalid with the line that is wrong."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError:
        raise QueryFileInvalid(file, "it does not exist") from None
    if not lines or not lines[0].startswith("// ") or TYPED.match(lines[0][3:]):
        raise QueryFileInvalid(file, "its first line must be a comment that says what the reader gets")
    found: dict[str, dict[str, str]] = {"param": {}, "column": {}}
    access: list[str] = []
    law: list[str] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.startswith("//"):
            break
        _read_line(file, number, line.removeprefix("//").strip(), found, access, law)
    if len(access) != 1 or access[0] not in ACCESS:
        raise QueryFileInvalid(file, "it must declare one access: read, write or schema")
    return Header(
        gives=lines[0][3:].strip(),
        parameters=found["param"],
        columns=found["column"],
        access=access[0],
        law=tuple(law),
        text="\n".join(line for line in lines if not line.lstrip().startswith("//")).strip(),
    )


def _read_line(
    file: Path, number: int, line: str, found: dict[str, dict[str, str]], access: list[str], law: list[str]
) -> None:
    if typed := TYPED.match(line):
        section, name, declared = typed.groups()
        if not _is_type(declared):
            raise QueryFileInvalid(file, f"line {number}: {declared} is not a type")
        if name in found[section]:
            raise QueryFileInvalid(file, f"line {number}: {section} {name} is declared twice")
        found[section][name] = declared
    elif named := NAMED.match(line):
        (access if named.group(1) == "access" else law).append(named.group(2).strip())
    elif line.startswith(("param ", "column ")) or any(found.values()):
        raise QueryFileInvalid(file, f"line {number}: not `param name: type` or `column name: type`")


def _is_type(declared: str) -> bool:
    if declared.startswith("list<") and declared.endswith(">"):
        return _is_type(declared[5:-1])
    return declared in SCALARS
