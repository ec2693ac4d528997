"""Numbers of persons: resident number (GB 11643), permits and passports, and how they are shown."""

import re
from datetime import date

from stdnum.cn import ric

from graph_api.ids.organizations import MASK, PROVINCES, compact
from graph_api.ids.problems import (
    BIRTH_DATE,
    CHARSET,
    CHECK_DIGIT,
    EMPTY,
    FORM,
    MASKED,
    REGION,
    Checked,
    Problem,
    wrong_length,
)

FORMS = {
    "PASSPORT": re.compile(r"[0-9A-Z]{5,20}"),
    "HK_MACAO_PERMIT": re.compile(r"[HMC]\d{8}(\d{2})?"),
    "TAIWAN_PERMIT": re.compile(r"\d{8}|\d{10}[A-Z]?|[A-Z]\d{8,10}"),
    "FOREIGN_PERMIT": re.compile(r"[A-Z]{3}\d{12}|9\d{16}[0-9X]"),
}
PERSONAL_SCHEMES = frozenset({"RESIDENT_ID", *FORMS})
RESIDENT_PROVINCES = PROVINCES - {"10", "66"} | {"83"}
# Sequence numbers that the 15-digit form kept for people born before 1900.
CENTENARIANS = frozenset({"996", "997", "998", "999"})


def resident_number_of_18(text: str) -> str:
    """The 18-digit form: a 15-digit number gains its century and check digit, others stay as they are."""
    value = compact(text)
    if len(value) != 15 or not value.isdigit():
        return value
    century = "18" if value[12:] in CENTENARIANS else "19"
    stem = value[:6] + century + value[6:]
    return stem + ric.calc_check_digit(stem + "0")


def birth_date(number: str) -> date | None:
    """The birth date that a resident number of 18 digits states, if it is a date."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def gender(number: str) -> str:
    """MALE or FEMALE by the parity of the sequence number of a resident number of 18 digits."""
    return "MALE" if int(number[16]) % 2 else "FEMALE"


def check_resident_number(text: str, today: date | None = None) -> Checked:
    """A resident number in its 18-digit form with the first check it fails.

    Residents' permits of Hong Kong, Macao and Taiwan (81, 82, 83) and the foreign permanent resident's
    number (9…) follow the same standard and pass; counties are not looked up, for old ones are valid.
    """
    value = resident_number_of_18(text)
    problem = _resident_problem(value, today or date.today())
    foreign = value.startswith("9")
    notes = (REGION,) if problem is None and not foreign and value[:2] not in RESIDENT_PROVINCES else ()
    return Checked("RESIDENT_ID", value, problem, notes)


def _resident_problem(value: str, today: date) -> Problem | None:
    if not value:
        return EMPTY
    if MASK.search(value):
        return MASKED
    if len(value) != 18:
        return wrong_length("15/18", len(value))
    if not re.fullmatch(r"[0-9]{17}[0-9X]", value):
        return CHARSET
    born = birth_date(value)
    if born is None or not born.year >= 1880 or born > today:
        return BIRTH_DATE
    return None if ric.calc_check_digit(value) == value[17] else CHECK_DIGIT


def check_document(scheme: str, text: str) -> Checked:
    """A passport or permit number, checked for its form only: these have no public check digit."""
    value = compact(text)
    if not value:
        return Checked(scheme, value, EMPTY)
    if MASK.search(value):
        return Checked(scheme, value, MASKED)
    if not FORMS[scheme].fullmatch(value):
        return Checked(scheme, value, FORM)
    if scheme == "FOREIGN_PERMIT" and len(value) == 18 and ric.calc_check_digit(value) != value[17]:
        return Checked(scheme, value, CHECK_DIGIT)
    return Checked(scheme, value)


def mask_number(number: str) -> str:
    """The number as people may see it: the first three and the last four places of an 18-digit one."""
    value = compact(number)
    if len(value) < 8:
        return "*" * len(value)
    return value[:3] + "*" * (len(value) - 7) + value[-4:]
