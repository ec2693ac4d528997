"""What a reader hands on: whole rows, torn rows, and rows refused with their reason."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: every value is text, exactly as found; `document` only for nested formats."""

    file: str
    line: int
    values: dict[str, str]
    document: Any = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a row is refused: the column, a code for programs, the reason in two languages."""

    column: str
    code: str
    zh: str
    en: str


class RowRefusedError(Exception):
    """A row cannot be used, and why; `sealed` where it says something adverse about a minor."""

    def __init__(self, doubt: Doubt, sealed: bool = False) -> None:
        super().__init__(doubt)
        self.doubt = doubt
        self.sealed = sealed


def refused(column: str, code: str, zh: str, en: str) -> RowRefusedError:
    """The error that refuses a row for one column."""
    return RowRefusedError(Doubt(column, code, zh, en))


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not loaded; `sealed` rows hold adverse facts about minors."""

    row: Row
    doubt: Doubt
    raw: str = ""
    sealed: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """One row of one bundle table, its columns typed, and the row it came from."""

    table: str
    values: dict[str, Any]
    row: Row
