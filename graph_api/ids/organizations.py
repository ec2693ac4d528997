"""Numbers of organisations: USCC (GB 32100), organisation code (GB 11714) and the older numbers."""

import re
import unicodedata
from functools import lru_cache

from stdnum.cn import uscc as stdnum_uscc
from stdnum.iso7064 import mod_11_10

from graph_api.ids.problems import (
    CHARSET,
    CHECK_DIGIT,
    EMPTY,
    FORM,
    INNER_CHECK_DIGIT,
    LEGACY_FORM,
    MASKED,
    REGION,
    Checked,
    Problem,
    wrong_length,
)

USCC_TEXT = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
ORG_CODE_TEXT = re.compile(r"[0-9A-Z]{8}[0-9X]")
ORG_CODE_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
PROVINCES = frozenset(
    map(
        str,
        (10, *range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 67)),
    )
) | {"71", "81", "82"}
MASK = re.compile(r"[*＊?？×]")
TAX_NUMBER_TEXT = re.compile(r"[0-9A-Z]{15}|[0-9A-Z]{17,18}|[0-9A-Z]{20}")
STOCK_CODE_TEXT = re.compile(r"\d{6}\.(SH|SZ|BJ)|\d{5}\.HK")


def compact(text: str) -> str:
    """The number in upper case and half width, without blanks and hyphens."""
    return re.sub(r"[\s\-‐-―−]", "", unicodedata.normalize("NFKC", text)).upper()


def org_code_check_digit(first_eight: str) -> str:
    """The ninth place of an organisation code (GB 11714) for its first eight."""
    total = sum(int(place, 36) * weight for place, weight in zip(first_eight, ORG_CODE_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


@lru_cache(maxsize=65_536)
def check_uscc(text: str) -> Checked:
    """A unified social credit code with the first check it fails; its region digits are only reported.

    Letters in the first two places (A, N, Y …) are valid by GB 32100; python-stdnum refuses them.
    """
    value = compact(text)
    problem = _uscc_problem(value)
    notes = (REGION,) if problem is None and value[2:4] not in PROVINCES else ()
    return Checked("USCC", value, problem, notes)


def _uscc_problem(value: str) -> Problem | None:
    if not value:
        return EMPTY
    if MASK.search(value):
        return MASKED
    if len(value) != 18:
        return wrong_length("18", len(value))
    if not USCC_TEXT.fullmatch(value) or not value[2:8].isdigit():
        return CHARSET
    if stdnum_uscc.calc_check_digit(value[:17]) != value[17]:
        return CHECK_DIGIT
    if org_code_check_digit(value[8:16]) != value[16]:
        return INNER_CHECK_DIGIT
    return None


def uscc_check_digit(first_seventeen: str) -> str:
    """The last place of a unified social credit code for the seventeen before it."""
    return stdnum_uscc.calc_check_digit(first_seventeen)


def check_org_code(text: str) -> Checked:
    """An organisation code of nine places, with or without its hyphen."""
    value = compact(text)
    problem = None
    if not value:
        problem = EMPTY
    elif MASK.search(value):
        problem = MASKED
    elif len(value) != 9:
        problem = wrong_length("9", len(value))
    elif not ORG_CODE_TEXT.fullmatch(value):
        problem = CHARSET
    elif org_code_check_digit(value[:8]) != value[8]:
        problem = CHECK_DIGIT
    return Checked("ORG_CODE", value, problem)


def check_registration_number(text: str) -> Checked:
    """A business registration number of 15 digits (mod 11,10); older forms are kept but never join."""
    value = compact(text)
    problem: Problem | None = None
    if not value:
        problem = EMPTY
    elif MASK.search(value):
        problem = MASKED
    elif len(value) != 15 or not value.isdigit():
        problem = LEGACY_FORM
    elif not mod_11_10.is_valid(value):
        problem = CHECK_DIGIT
    return Checked("REGISTRATION_NUMBER", value, problem)


def check_tax_number(text: str) -> Checked:
    """A taxpayer number of 15, 17, 18 or 20 places."""
    value = compact(text)
    if not value:
        return Checked("TAX_NUMBER", value, EMPTY)
    if MASK.search(value):
        return Checked("TAX_NUMBER", value, MASKED)
    return Checked("TAX_NUMBER", value, None if TAX_NUMBER_TEXT.fullmatch(value) else FORM)


def check_stock_code(text: str) -> Checked:
    """A stock code with its exchange, `600000.SH`."""
    value = compact(text)
    return Checked("STOCK_CODE", value, None if STOCK_CODE_TEXT.fullmatch(value) else FORM)


def uscc_behind_mask(masked: str, org_code: str) -> str | None:
    """The USCC that a masked one hides, if the organisation code fits it at both ends; else None.

    A mask may be longer or shorter than what it hides, so only the visible ends are compared.
    """
    text = compact(masked)
    parts = [part for part in re.split(r"[*＊]+", text) if part]
    if len(parts) != 2 or len(parts[0]) < 8 or not check_org_code(org_code).valid:
        return None
    stem = parts[0][:8] + compact(org_code)
    candidate = stem + uscc_check_digit(stem)
    fits = candidate.startswith(parts[0]) and candidate.endswith(parts[1])
    return candidate if fits and len(parts[0]) + len(parts[1]) < 18 and check_uscc(candidate).valid else None
