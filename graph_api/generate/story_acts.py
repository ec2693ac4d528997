"""What was decided about the told persons and bodies of the demo."""

from __future__ import annotations

from graph_api.generate.tables import COURT, EXCHANGE, MARKET, ORGANS, SECURITIES

Row = dict[str, str]

_MARKET, _COURT, _SECURITIES = ORGANS[MARKET][0], ORGANS[COURT][0], ORGANS[SECURITIES][0]
_OFFICERS = "DIRECTOR;SUPERVISOR;SENIOR_MANAGER"


def _decision(
    case: str, number: str, title: str, authority: str, decided: str, stage: str = "DECISION"
) -> Row:
    return {
        "key": f"story-decision-{case}",
        "number": number,
        "title": title,
        "authority": authority,
        "stage": stage,
        "decided": decided,
    }


DECISIONS = (
    _decision("debtor", "（2025）澄0901执318号", "失信决定书", _COURT, "2025-03-03"),
    _decision("former-debtor", "（2023）澄0901执077号", "失信决定书", _COURT, "2023-02-14"),
    _decision("revoked", "澄市监罚〔2024〕61号", "行政处罚决定书（吊销营业执照）", _MARKET, "2024-05-10"),
    _decision(
        "revoked-found", "澄市监罚〔2025〕29号", "行政处罚决定书（吊销营业执照）", _MARKET, "2025-03-18"
    ),
    _decision(
        "revoked-impersonated", "澄市监罚〔2025〕8号", "行政处罚决定书（吊销营业执照）", _MARKET, "2025-01-20"
    ),
    _decision("unfit", "澄证纪〔2022〕12号", "纪律处分决定书", EXCHANGE, "2022-04-15"),
    _decision("market-ban", "澄证监禁入〔2023〕3号", "市场禁入决定书", _SECURITIES, "2023-06-16"),
    _decision(
        "proposed", "澄证监禁告〔2026〕5号", "市场禁入事先告知书", _SECURITIES, "2026-07-06", "PROPOSAL"
    ),
)


def _revocation(case: str, decided: str, conduct: tuple[str, str], effective: str) -> Row:
    since, until = conduct
    return {
        "key": f"story-record-{case}",
        "subject": f"key:story-{case}",
        "kind": "adm.penalty",
        "trigger": "BUSINESS_LICENCE_REVOKED",
        "decision": f"story-decision-{case}",
        "name": "吊销营业执照",
        "carrier": "ORGANISATION",
        "stage": "DECISION",
        "severity": "SERIOUS",
        "conduct_from": since,
        "conduct_until": until,
        "event_on": decided,
        "decided": decided,
        "effective": effective,
        "published": effective,
        "publicity": "PUBLIC",
    }


RECORDS = (
    _revocation("revoked", "2024-05-10", ("2023-03-01", "2024-01-31"), "2024-05-25"),
    _revocation("revoked-found", "2025-03-18", ("2023-09-10", "2024-11-05"), "2025-04-02"),
    _revocation("revoked-impersonated", "2025-01-20", ("2022-02-01", "2024-08-30"), "2025-02-04"),
)

FINDINGS = (
    {
        "key": "story-finding",
        "record": "story-record-revoked-found",
        "person": "key:story-rep-found",
        "as": "LEGAL_REPRESENTATIVE",
        "degree": "主要责任",
        "state": "FOUND",
        "conduct_from": "2023-09-10",
        "conduct_until": "2024-11-05",
    },
)


def _debtor(case: str, entered: str, until_stated: str, left: str = "") -> Row:
    return {
        "key": f"story-entry-{case}",
        "subject": f"key:story-{case}",
        "list": "jd",
        "trigger": "JUDGMENT_DEBTOR_LIST",
        "decision": f"story-decision-{case}",
        "name": "失信被执行人名单",
        "carrier": "PERSON",
        "authority": _COURT,
        "level": "省级",
        "ground": "有履行能力而拒不履行生效法律文书确定义务",
        "basis": "spc-list-2017",
        "notice": "已书面告知列入事由、依据和权利",
        "measures_told": "已提示可能采取的惩戒措施",
        "removal_conditions": "履行完毕或者达成执行和解并履行完毕",
        "remedies": "可以申请纠正或者复议",
        "qualifiers": "LARGE_PERSONAL_DEBT",
        "documents": "spc-list-2017",
        "entered": entered,
        "left": left,
        "until_stated": until_stated,
        "published": entered,
    }


ENTRIES = (
    # In force: the ground names no fixed term.
    _debtor("debtor", "2025-03-03", ""),
    _debtor("former-debtor", "2023-02-14", "2025-02-15", "2024-11-20"),
)


def _sanction(case: str, subject: str, told: Row) -> Row:
    common = {
        "key": f"story-sanction-{case}",
        "subject": f"key:{subject}",
        "decision": f"story-decision-{case}",
        "stage": "DECISION",
        "positions": _OFFICERS,
        "months": "120",
        "life": "false",
        "open_term": "false",
        "qualifiers": "STATED_IN_DECISION",
    }
    return {**common, **told}


_BAN = {
    "trigger": "ADMIN_MARKET_BAN",
    "name": "证券市场禁入",
    "positions": f"{_OFFICERS};ANY_PRACTICE",
    "org_kinds": "SECURITIES_ISSUER;SECURITIES_COMPANY;PUBLIC_FUND_MANAGER",
    "sectors": "SECURITIES;FUNDS",
    "documents": "securities-law;csrc-185",
    "articles": "art.221",
    "basis": "securities-law art.221",
}

SANCTIONS = (
    _sanction(
        "unfit",
        "story-chairman-unfit",
        {
            "trigger": "UNFIT_DECLARATION",
            "name": "公开认定十年不适合担任上市公司董事、监事、高级管理人员",
            "org_kinds": "LISTED_COMPANY",
            "listed_only": "true",
            "decided": "2022-04-15",
            "since": "2022-04-15",
            "until": "2032-04-16",
        },
    ),
    _sanction(
        "market-ban",
        "story-market-ban",
        {**_BAN, "decided": "2023-06-16", "since": "2023-06-16", "until": "2033-06-17"},
    ),
    _sanction(
        "proposed",
        "story-proposed-only",
        {**_BAN, "months": "60", "decided": "2026-07-06", "stage": "PROPOSAL"},
    ),
)

OBJECTIONS = (
    {
        "key": "story-objection-impersonation",
        "target": "position:story-post-impersonated",
        "kind": "IMPERSONATION",
        "by": "key:story-rep-impersonated",
        "filed": "2025-02-17",
        "accepted": "2025-02-24",
    },
)
