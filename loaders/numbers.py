"""The identifiers that a row gives a subject, ready for the graph."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph_api.ids.identifiers import check, identifier_keys, source_identifier_key
from graph_api.ids.keyed_hash import NumberKey
from graph_api.ids.organizations import check_uscc
from graph_api.ids.persons import PERSONAL_SCHEMES, birth_date, gender, mask_number
from graph_api.ids.problems import EMPTY, UNKNOWN_SCHEME
from loaders.rows import refused

# By which identifier a subject is found first; those not named come last.
ORDER = ("SOURCE", "USCC", "RESIDENT_ID", "STOCK_CODE", "ORG_CODE", "REGISTRATION_NUMBER", "TAX_NUMBER")


@dataclass(frozen=True, slots=True)
class NumberedKey:
    """One identifier: its key in the graph, what is wrong with it, and what it says of the person."""

    scheme: str
    value: str | None
    key: str
    problem: str | None = None
    shown: Mapping[str, Any] = field(default_factory=dict)
    former: tuple[str, ...] = ()
    """Its keys under older keys of the keyed hash, while one is being rotated."""
    clear: str | None = field(default=None, repr=False)
    """A personal number, to be sealed; it leaves this process only so."""

    @property
    def joins(self) -> bool:
        """Whether it may join two statements to one subject."""
        return self.problem is None

    @property
    def rank(self) -> int:
        """Its place in the order in which identifiers are tried."""
        return ORDER.index(self.scheme) if self.scheme in ORDER else len(ORDER)

    def node(self) -> dict[str, Any]:
        """The properties of its Identifier node."""
        given = {
            "key": self.key,
            "scheme": self.scheme,
            "value": self.value,
            "valid": self.joins,
            "problem": self.problem,
        }
        return {name: value for name, value in given.items() if value is not None}


def shown_again(shown: dict[str, Any]) -> dict[str, Any]:
    """What an identifier says of its person, with the date made a date again."""
    if "birth_date" in shown:
        shown["birth_date"] = date.fromisoformat(shown["birth_date"])
    return shown


def read_number(column: str, scheme: str, text: str, number_key: NumberKey) -> NumberedKey | None:
    """The identifier, None where it is empty; RowRefusedError for a wrong personal number or USCC."""
    checked = check(scheme, text)
    problem = checked.problem
    if problem == EMPTY:
        return None
    if problem and (problem == UNKNOWN_SCHEME or scheme == "USCC" or scheme in PERSONAL_SCHEMES):
        raise refused(column, problem.code, f"{problem.zh}", f"{scheme}: {problem.en}")
    key, *former = identifier_keys(checked, number_key)
    if scheme not in PERSONAL_SCHEMES:
        return NumberedKey(scheme, checked.value, key, problem.code if problem else None)
    shown: dict[str, Any] = {"number_masked": mask_number(checked.value), "identified": True}
    if scheme == "RESIDENT_ID":
        shown["gender"] = gender(checked.value)
        if born := birth_date(checked.value):
            shown["birth_date"] = born
    return NumberedKey(
        key.partition(":")[0], None, key, shown=shown, former=tuple(former), clear=checked.value
    )


def numbers_of(values: Mapping[str, Any], source: str, number_key: NumberKey) -> list[NumberedKey]:
    """Every identifier a subject row gives, the best first; a code also gives its organisation code."""
    found: list[NumberedKey | None] = []
    key, uscc = values["key"], values.get("uscc")
    code = check_uscc(uscc or "")
    if not (code.valid and code.value == key):
        found.append(NumberedKey("SOURCE", f"{source}:{key}", source_identifier_key(source, key)))
    if uscc:
        found.append(read_number("uscc", "USCC", uscc, number_key))
        found.append(read_number("uscc", "ORG_CODE", code.value[8:17], number_key))
    if stock := values.get("stock_code"):
        found.append(read_number("stock_code", "STOCK_CODE", stock, number_key))
    for number in values.get("numbers", ()):
        scheme, _, text = number.partition("=")
        if text.strip():
            found.append(read_number("numbers", scheme, text, number_key))
    unique = {number.key: number for number in found if number}
    return sorted(unique.values(), key=lambda number: number.rank)
