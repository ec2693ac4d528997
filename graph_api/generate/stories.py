"""The told persons and bodies of the demo: invented, with stable keys and numbers of the fictional province.

Each told case shows one thing that a search for a name gets wrong; the demo asks about them by key.
"""

from __future__ import annotations

from graph_api.generate.classes import CLASSES
from graph_api.generate.numbers import with_resident_check, with_uscc_checks
from graph_api.generate.story_acts import DECISIONS, ENTRIES, FINDINGS, OBJECTIONS, RECORDS, SANCTIONS
from graph_api.generate.tables import ORGANS

Row = dict[str, str]

#: Outside the counties of the generated subjects, so that no number can meet one of theirs.
REGION = "990900"
SEEN = "2026-09-30"
_LIMITED, _LISTED, _STATE_CONTROLLED = CLASSES[0], CLASSES[4], CLASSES[6]

#: key: (name, day of birth, sequence of the number)
PERSONS = {
    "story-debtor": ("林致远", "19750312", "017"),
    "story-namesake": ("林致远", "19810924", "035"),
    "story-former-debtor": ("沈知行", "19690705", "051"),
    "story-rep-no-finding": ("陈望舒", "19720518", "028"),
    "story-rep-found": ("周见山", "19680220", "073"),
    "story-rep-resigned": ("何叙白", "19771103", "019"),
    "story-rep-impersonated": ("许清和", "19830615", "046"),
    "story-chairman-unfit": ("顾怀瑾", "19640809", "011"),
    "story-market-ban": ("陆景行", "19700126", "059"),
    "story-proposed-only": ("苏若溪", "19791217", "064"),
}

#: key: (name, eight digits of the organisation code, what the class and the case say)
BODIES: dict[str, tuple[str, str, Row]] = {
    "story-state-controlled": (
        "澄岭青榆资本控股有限公司",
        "00000101",
        {"legal_form": _STATE_CONTROLLED.legal_form, "org_kinds": _STATE_CONTROLLED.org_kinds,
         "state_capital": "CONTROLLED", "supervising_organ": ORGANS[0][0], "industry": "7212",
         "established": "2009-04-16"},
    ),
    "story-private": (
        "鹭溪云禾软件有限公司",
        "00000102",
        {"industry": "6510", "not_org_kinds": _LIMITED.not_org_kinds, "state_capital": "NONE",
        "established": "2016-11-02"},
    ),
    "story-listed": (
        "澄岭锦澜股份有限公司",
        "00000103",
        {"legal_form": _LISTED.legal_form, "org_kinds": _LISTED.org_kinds, "listed": "true",
        "stock_code": "999001.BJ",
         "industry": "3812", "established": "2003-06-30"},
    ),
    "story-revoked": (
        "松泉恒屹商贸有限公司",
        "00000104",
        {"industry": "5219", "status": "REVOKED", "status_since": "2024-05-10", "state_capital": "NONE",
         "established": "2014-03-21"},
    ),
    "story-revoked-found": (
        "石渚宏岳建材有限公司",
        "00000105",
        {"industry": "3021", "status": "REVOKED", "status_since": "2025-03-18", "state_capital": "NONE",
         "established": "2012-08-09"},
    ),
    "story-revoked-impersonated": (
        "望川远帆进出口贸易有限公司",
        "00000106",
        {"industry": "5181", "status": "REVOKED", "status_since": "2025-01-20", "state_capital": "NONE",
         "established": "2021-05-27"},
    ),
}  # fmt: skip

#: (key, holder, body, position, role, since, until)
POSITIONS = (
    ("story-post-namesake", "story-namesake", "story-private", "MANAGER", "经理", "2019-01-15", ""),
    ("story-post-former-debtor", "story-former-debtor", "story-private", "SUPERVISOR", "监事", "2026-02-01",
    ""),
    ("story-post-no-finding", "story-rep-no-finding", "story-revoked", "LEGAL_REPRESENTATIVE", "法定代表人",
    "2022-06-01", ""),
    ("story-post-resigned", "story-rep-resigned", "story-revoked", "LEGAL_REPRESENTATIVE", "原法定代表人",
    "2014-03-21",
     "2022-06-01"),
    ("story-post-found", "story-rep-found", "story-revoked-found", "LEGAL_REPRESENTATIVE", "法定代表人",
    "2012-08-09", ""),
    ("story-post-found-director", "story-rep-found", "story-revoked-found", "EXECUTIVE_DIRECTOR", "执行董事",
    "2012-08-09", ""),
    ("story-post-impersonated", "story-rep-impersonated", "story-revoked-impersonated",
    "LEGAL_REPRESENTATIVE", "法定代表人",
     "2021-05-27", ""),
    ("story-post-chairman", "story-chairman-unfit", "story-listed", "CHAIRMAN", "董事长", "2015-07-01",
    "2022-04-20"),
    ("story-post-market-ban", "story-market-ban", "story-listed", "CHIEF_FINANCIAL_OFFICER", "财务负责人",
    "2016-09-01", "2023-06-20"),
    ("story-post-proposed", "story-proposed-only", "story-listed", "BOARD_SECRETARY", "董事会秘书",
    "2018-03-12", ""),
)  # fmt: skip


def _person_row(key: str) -> Row:
    name, born, sequence = PERSONS[key]
    return {
        "key": key,
        "kind": "PERSON",
        "name": name,
        "birth_date": f"{born[:4]}-{born[4:6]}-{born[6:]}",
        "birth_year": born[:4],
        "gender": "MALE" if int(sequence) % 2 else "FEMALE",
    }


def _body_row(key: str) -> Row:
    name, code, told = BODIES[key]
    common = {
        "kind": "ENTERPRISE",
        "legal_form": _LIMITED.legal_form,
        "org_kinds": _LIMITED.org_kinds,
        "sectors_complete": "true",
        "region": "990000",
        "listed": "false",
        "status": "OPERATING",
    }
    return {"key": key, "name": name, "uscc": with_uscc_checks("91", REGION, code), **common, **told}


def _identifier_rows() -> list[Row]:
    return [
        {
            "subject": f"key:{key}",
            "scheme": "RESIDENT_ID",
            "value": with_resident_check(f"{REGION}{born}{sequence}"),
        }
        for key, (_, born, sequence) in PERSONS.items()
    ]


def _position_rows() -> list[Row]:
    return [
        {
            "key": key,
            "holder": f"key:{holder}",
            "organization": f"key:{body}",
            "position": position,
            "role_text": role,
            "since": since,
            "until": until,
            "ended": "true" if until else "false",
            "seen": SEEN,
        }
        for key, holder, body, position, role, since, until in POSITIONS
    ]


def rows() -> dict[str, list[Row]]:
    """The rows of the told cases, by file."""
    told = {
        "subjects": [*map(_body_row, BODIES), *map(_person_row, PERSONS)],
        "identifiers": _identifier_rows(),
        "positions": _position_rows(),
        "decisions": list(DECISIONS),
        "records": list(RECORDS),
        "findings": list(FINDINGS),
        "sanctions": list(SANCTIONS),
        "list_entries": list(ENTRIES),
        "objections": list(OBJECTIONS),
    }
    return {name: [_without_blanks(row) for row in listed] for name, listed in told.items()}


def _without_blanks(row: Row) -> Row:
    return {column: value for column, value in row.items() if value}
