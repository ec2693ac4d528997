"""Derived columns for the public record of dishonest judgment debtors."""

from collections.abc import Iterator

from graph_api.ids.names import is_masked_name, normalize_name
from graph_api.ids.organizations import MASK, check_org_code, check_uscc
from loaders.rows import Doubt, Reject, Row, RowRefusedError

Rows = Iterator[Row | Reject]
PARTIES = {"0": "PERSON", "1": "", "自然人": "PERSON", "法人或其他组织": "", "组织": ""}
NAMES = {
    "partytypename": "partyTypeName",
    "casecode": "caseCode",
    "cardnum": "cardNum",
    "courtname": "courtName",
}
ADULT_AGE = 18
UNKNOWN_PARTY = Doubt("partyTypeName", "UNKNOWN_CODE", "主体类型无法识别", "the kind of party cannot be read")
MINOR = Doubt("age", "MINOR", "涉及未成年人的失信信息，予以封存", "adverse facts about a minor are sealed")


def debtor_rows(rows: Rows, name: str) -> Rows:
    """Rows with `_kind`, `_key`, `_numbers` and the representative, who is named but not listed."""
    for row in rows:
        if isinstance(row, Reject):
            yield row
            continue
        try:
            yield _debtor(row)
        except RowRefusedError as error:
            yield Reject(row, error.doubt, sealed=error.sealed)


def _debtor(row: Row) -> Row:
    values = {NAMES.get(column, column): text.strip() for column, text in row.values.items()}
    party = values.get("partyTypeName", "")
    if party not in PARTIES:
        raise RowRefusedError(UNKNOWN_PARTY)
    who, case, card = (values.get(column, "") for column in ("iname", "caseCode", "cardNum"))
    who, case = normalize_name(who), normalize_name(case)
    person = PARTIES[party] == "PERSON"
    age = values.get("age", "")
    if person and age.isdigit() and 0 < int(age) < ADULT_AGE:
        raise RowRefusedError(MINOR, sealed=True)
    # The same name under two masked numbers may be two persons: case and visible places tell them apart.
    shown = card[:4] + card[-4:] if MASK.search(card) else ""
    derived = {
        "_kind": "PERSON" if person else ("ENTERPRISE" if "公司" in who else "OTHER"),
        "_key": f"{case}|{who}|{shown}",
        "_case": case,
        "_gender": {"男": "MALE", "女": "FEMALE", "男性": "MALE", "女性": "FEMALE"}.get(
            values.get("sexy", ""), ""
        ),
        **_number(card, person),
    }
    derived["_representative"] = _representative(values, derived["_key"], person)
    return Row(row.file, row.line, {**row.values, **derived})


def _number(card: str, person: bool) -> dict[str, str]:
    if not card or MASK.search(card):
        return {"_uscc": "", "_numbers": ""}
    if person:
        return {"_uscc": "", "_numbers": f"RESIDENT_ID={card}"}
    if len(check_uscc(card).value) == 18:
        return {"_uscc": card, "_numbers": ""}
    scheme = "ORG_CODE" if len(check_org_code(card).value) == 9 else "REGISTRATION_NUMBER"
    return {"_uscc": "", "_numbers": f"{scheme}={card}"}


def _representative(values: dict[str, str], key: str, person: bool) -> str:
    name = normalize_name(values.get("businessEntity", ""))
    return "" if person or not name or is_masked_name(name) else f"local:key:{key}|{name}"
