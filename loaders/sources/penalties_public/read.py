"""Derived columns for penalties and list entries typed from public pages."""

from collections.abc import Iterator
from datetime import date, timedelta

from graph_api.ids.names import is_masked_name, normalize_name
from loaders.rows import Reject, Row

Rows = Iterator[Row | Reject]
NOT_STATED = "(not stated"
#: The self-discipline rules under which an exchange declares somebody unfit.
EXCHANGES = {"上海证券交易所": "exchange-rules-sse", "深圳证券交易所": "exchange-rules-szse"}
RESPONSIBLE = (
    ("直接负责的主管人员", "DIRECTLY_RESPONSIBLE_PRINCIPAL"),
    ("其他直接责任人员", "DIRECTLY_RESPONSIBLE"),
)


def decision_rows(rows: Rows, name: str) -> Rows:
    """Rows of decisions with `_subject`, `_company`, `_decision`, the term in one of three forms, `_sector`."""
    waiting = list(rows)
    against_bodies: dict[tuple[str, str, str], str] = {}
    for row in waiting:
        if isinstance(row, Row) and row.values.get("subject_type") == "org":
            against_bodies.setdefault(_document(row), row.values["row_id"])
    for row in waiting:
        yield row if isinstance(row, Reject) else _decision(row, against_bodies)


def _document(row: Row) -> tuple[str, str, str]:
    values = row.values
    return (values.get("case_id", ""), values.get("authority", ""), values.get("doc_no", ""))


def _decision(row: Row, against_bodies: dict[tuple[str, str, str], str]) -> Row:
    values = row.values
    stock_code, company = (
        values.get("related_stock_code", "").strip(),
        values.get("related_company", "").strip(),
    )
    body = f"key:{stock_code}" if stock_code else f"name:{company}"
    number, term = values.get("doc_no", "").strip(), values.get("term_years", "").strip()
    role = values.get("role_at_time", "").strip()
    remark = values.get("remark", "")
    sector = ""
    if values.get("measure") in ("industry_ban", "licence_revoked") and "药品" in remark:
        sector = "DRUG"
    responsible = next((code for words, code in RESPONSIBLE if words in role), "")
    found_in = against_bodies.get(_document(row), "") if responsible else ""
    derived = {
        "_documents": EXCHANGES.get(values.get("authority", "").strip(), ""),
        "_company": stock_code,
        "_stock_code": stock_code,
        "_decision": f"{values.get('authority', '')}|{number}" if number else values.get("row_id", ""),
        "_subject": _subject(values, body, company, role),
        "_stranger": "true" if _is_stranger(values, role) else "",
        "_sector": sector,
        "_responsible": responsible if found_in else "",
        "_found_in": found_in,
        "_years": "" if term == "life" else term,
        "_life": "true" if term == "life" else "",
        "_open": "" if term else "true",
    }
    return Row(row.file, row.line, {**values, **derived})


def _is_stranger(values: dict[str, str], role: str) -> bool:
    """Whether a person row names somebody who may be joined to nobody: role not stated, or name masked."""
    if values.get("subject_type") != "person":
        return False
    return role.startswith(NOT_STATED) or is_masked_name(values.get("subject_name", ""))


def _subject(values: dict[str, str], body: str, company: str, role: str) -> str:
    """How the row's subject is referred to.

    A person is local to the company in whose case it is named; where the row does not say that the person
    belongs to the company, or hides part of the name, it is a person of its own.
    """
    name = values.get("subject_name", "").strip()
    if _is_stranger(values, role):
        return f"key:person|{values.get('row_id', '')}"
    if values.get("subject_type") == "person":
        return f"local:{body}|{name}"
    return body if normalize_name(name) == normalize_name(company) else f"name:{name}"


def list_rows(rows: Rows, name: str) -> Rows:
    """List entries with the day they end by their stated term, and with the exit that belongs to them.

    An exit whose entry is not in the file is an entry of unknown beginning.
    """
    waiting = list(rows)
    exits: dict[tuple[str, str], Row] = {}
    entered: set[tuple[str, str]] = set()
    for row in waiting:
        if isinstance(row, Row):
            if row.values.get("event") == "exit":
                exits[_listed(row)] = row
            else:
                entered.add(_listed(row))
    for row in waiting:
        if isinstance(row, Reject):
            yield row
        else:
            yield _entry(row, exits, entered)


def _listed(row: Row) -> tuple[str, str]:
    return row.values.get("list_name", ""), normalize_name(row.values.get("subject_name", ""))


def _entry(row: Row, exits: dict[tuple[str, str], Row], entered: set[tuple[str, str]]) -> Row:
    values = row.values
    is_exit = values.get("event") == "exit"
    leaving = row if is_exit else exits.get(_listed(row))
    derived = {
        "_authority": values.get("finder", "") or values.get("publisher", ""),
        "_entered": "" if is_exit else values.get("date", ""),
        "_left": leaving.values.get("date", "") if leaving else "",
        "_until": ""
        if is_exit
        else _end(values.get("date", "").strip(), values.get("term_years", "").strip()),
        "_told": "" if is_exit and _listed(row) in entered else "true",
    }
    return Row(row.file, row.line, {**values, **derived})


def _end(entered: str, years: str) -> str:
    """The first free day after a term of years, as exact as the day of entry."""
    if not entered[:4].isdigit() or not years.isdigit():
        return ""
    year = int(entered[:4]) + int(years)
    if len(entered) < 10:
        return f"{year}{entered[4:]}"
    day = date.fromisoformat(entered)
    leap = day.month == 2 and day.day == 29
    last = date(year, 2, 28) if leap else day.replace(year=year)
    return (last + timedelta(days=1)).isoformat()
