"""Under which licence each package comes, as somebody looked it up, and which licences may come in at all."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

TABLE = Path(__file__).with_name("licences.toml")


@dataclass(frozen=True, slots=True)
class Licences:
    """The table: package -> SPDX expression, for each registry."""

    allowed: frozenset[str]
    """SPDX ids that may come in without a word."""
    noted: dict[str, str]
    """Package -> why it may come in though its licence is none of the allowed ones."""
    python: dict[str, str]
    npm: dict[str, str]


def licences(table: Path = TABLE) -> Licences:
    """The committed table."""
    given = tomllib.loads(table.read_text(encoding="utf-8"))
    return Licences(frozenset(given["allowed"]), given["noted"], given["python"], given["npm"])
