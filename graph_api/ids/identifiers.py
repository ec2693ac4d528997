"""One door to every identifier scheme: its check, and its key in the graph."""

import re
from collections.abc import Callable

from graph_api.ids.keyed_hash import NumberKey
from graph_api.ids.organizations import (
    check_org_code,
    check_registration_number,
    check_stock_code,
    check_tax_number,
    check_uscc,
    compact,
)
from graph_api.ids.persons import FORMS, PERSONAL_SCHEMES, check_document, check_resident_number
from graph_api.ids.problems import EMPTY, UNKNOWN_SCHEME, Checked

CHECKS: dict[str, Callable[[str], Checked]] = {
    "USCC": check_uscc,
    "ORG_CODE": check_org_code,
    "REGISTRATION_NUMBER": check_registration_number,
    "TAX_NUMBER": check_tax_number,
    "STOCK_CODE": check_stock_code,
    "RESIDENT_ID": check_resident_number,
}
SOURCE_SCHEME = "SOURCE"
# Registers of other countries are named by their org-id.guide code (GB-COH, XI-LEI); we cannot check them.
REGISTER_CODE = re.compile(r"[A-Z]{2}-[A-Z0-9]{2,12}")


def check(scheme: str, text: str) -> Checked:
    """The identifier in canonical form with the first check it fails, whatever its scheme."""
    if scheme in CHECKS:
        return CHECKS[scheme](text)
    if scheme in FORMS:
        return check_document(scheme, text)
    if REGISTER_CODE.fullmatch(scheme):
        value = compact(text)
        return Checked(scheme, value, None if value else EMPTY)
    return Checked(scheme, text.strip(), UNKNOWN_SCHEME)


def identifier_key(checked: Checked, number_key: NumberKey) -> str:
    """The unique key of an identifier: `scheme:value`, with a keyed hash in place of a personal number."""
    if checked.scheme not in PERSONAL_SCHEMES:
        return f"{checked.scheme}:{checked.value}"
    scheme = stored_scheme(checked)
    return f"{scheme}:{number_key.digest(f'{scheme}:{checked.value}')}"


def identifier_keys(checked: Checked, number_key: NumberKey) -> tuple[str, ...]:
    """Every key under which an identifier may stand while the number key is being rotated, the newest first."""
    if checked.scheme not in PERSONAL_SCHEMES:
        return (identifier_key(checked, number_key),)
    scheme = stored_scheme(checked)
    return tuple(f"{scheme}:{digest}" for digest in number_key.digests(f"{scheme}:{checked.value}"))


def stored_scheme(checked: Checked) -> str:
    """The scheme in the graph: one person's foreign permit of 18 digits is written under either scheme."""
    foreign = checked.scheme == "FOREIGN_PERMIT" and len(checked.value) == 18
    return "RESIDENT_ID" if foreign else checked.scheme


def source_identifier_key(source: str, key: str) -> str:
    """The identifier key under which a source's own key of a subject is kept."""
    return f"{SOURCE_SCHEME}:{source}:{key}"
