"""Derived columns for court rows: one debtor under several spellings of its number is one debtor."""

from collections import defaultdict
from collections.abc import Iterator

from graph_api.ids.names import normalize_name
from graph_api.ids.organizations import check_org_code, check_uscc, uscc_behind_mask
from loaders.rows import Doubt, Reject, Row

Rows = Iterator[Row | Reject]
JOBS = (
    ("董事长", "CHAIRMAN"),
    ("总经理", "GENERAL_MANAGER"),
    ("监事", "SUPERVISOR"),
    ("董事", "DIRECTOR"),
)
AMBIGUOUS = Doubt(
    "org_no",
    "AMBIGUOUS_NUMBER",
    "同名被执行人有多个机构代码，此行号码缺失或者脱敏，无法确定是哪一个",
    "several organisation codes go with this name, and this row's number is missing or masked",
)
MASK_DIFFERS = Doubt(
    "org_no",
    "MASK_DIFFERS",
    "脱敏号码与同名主体的机构代码不符",
    "the masked number does not fit the code of that name",
)


def debtor_rows(rows: Rows, name: str) -> Rows:
    """Court rows with `_subject`, and with the debtor's code and organisation code as far as they are known.

    A name with one organisation code in the file is one debtor, whether a row writes the code with or
    without hyphen, inside a masked USCC, or as a stand-in such as 00.
    """
    waiting = list(rows)
    codes: dict[str, set[str]] = defaultdict(set)
    for row in waiting:
        if isinstance(row, Row) and (code := _organization_code(row.values.get("org_no", ""))):
            codes[normalize_name(row.values.get("name", ""))].add(code)
    hidden: dict[str, str] = {}
    for row in waiting:
        if isinstance(row, Row):
            debtor = normalize_name(row.values.get("name", ""))
            found = _behind_mask(row, codes[debtor])
            if found:
                hidden[debtor] = found
    for row in waiting:
        yield row if isinstance(row, Reject) else _debtor(row, codes, hidden)


def _organization_code(text: str) -> str | None:
    code, uscc = check_org_code(text), check_uscc(text)
    if uscc.valid:
        return uscc.value[8:17]
    return code.value if code.valid else None


def _behind_mask(row: Row, codes: set[str]) -> str | None:
    return uscc_behind_mask(row.values.get("org_no", ""), next(iter(codes))) if len(codes) == 1 else None


def _debtor(row: Row, codes: dict[str, set[str]], hidden: dict[str, str]) -> Row | Reject:
    debtor = normalize_name(row.values.get("name", ""))
    own = _organization_code(row.values.get("org_no", ""))
    known = codes[debtor]
    if own is None and len(known) > 1:
        return Reject(row, AMBIGUOUS)
    if "*" in row.values.get("org_no", "") and known and not _behind_mask(row, known):
        return Reject(row, MASK_DIFFERS)
    code = own or next(iter(known), "")
    uscc = hidden.get(debtor, "")
    derived = {
        "_debtor": f"debtor|{debtor}|{code}" if code else "",
        "_subject": f"key:debtor|{debtor}|{code}" if code else f"name:{debtor}",
        "_uscc": uscc if uscc[8:17] == code else "",
        "_org_code": code,
        "_case": normalize_name(row.values.get("case_no", "")),
        "_kind": "ENTERPRISE" if "公司" in debtor else "OTHER",
    }
    return Row(row.file, row.line, {**row.values, **derived})


def snapshot_rows(rows: Rows, name: str) -> Rows:
    """Rows of board snapshots, one for each post that a job names (董事兼总经理 are two)."""
    for row in rows:
        if isinstance(row, Reject):
            yield row
            continue
        jobs = row.values.get("job", "").replace("兼", "、").split("、")
        for job in jobs:
            position = next((code for word, code in JOBS if word in job), job)
            yield Row(row.file, row.line, {**row.values, "_position": position, "_job": job})
