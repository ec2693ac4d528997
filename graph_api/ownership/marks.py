"""What the name of a holder says it is: a nominee, a fund, an account for own shares, the state.

Registers of holders name accounts, not natures. These words are read from the name and only mark; a nominee holds for
others, so whoever stands behind it is treated as not looked at.
"""

from __future__ import annotations

import re
from enum import Enum


class HolderMark(Enum):
    """What a holder is by its name."""

    NOMINEE = "NOMINEE"
    FUND = "FUND"
    OWN_SHARES = "OWN_SHARES"
    STATE = "STATE"


NOMINEE = re.compile(
    r"香港中央结算|HKSCC|NOMINEES? (LIMITED|LTD)|代理人[)）]|信用交易担保证券账户|约定购回(式证券交易)?专用"
    r"|存托(凭证|人)",
    re.I,
)
FUND = re.compile(
    r"证券投资基金|投资基金|指数基金|资产管理计划|资产支持专项计划|信托计划|资金信托|理财(产品|计划)|企业年金|养老(金|保险基金)"
    r"|社保基金|社会保障基金|基金[\w一二三四五六七八九零]*组合|\bFUND\b|\bETF\b",
    re.I,
)
#: Companies that manage funds and foundations are none.
NO_FUND = re.compile(
    r"(基金管理|基金会|理事会|管理(股份)?有限公司|管理公司)[)）]?$|基金管理(股份)?(有限)?公司$"
)
OWN_SHARES = re.compile(r"^(?P<body>.+?)[-—－]?(股票)?回购专用(证券)?账户$")
STATE = re.compile(r"国有资产监督管理|财政(部|厅|局)$|人民政府$|国有资产管理(局|委员会|办公室)")


def marks_of(name: str, labels: list[str]) -> frozenset[HolderMark]:
    """What the name and labels of a holder say it is; a natural person is none of them."""
    if "Person" in labels:
        return frozenset()
    found = set()
    if NOMINEE.search(name):
        found.add(HolderMark.NOMINEE)
    if FUND.search(name) and not NO_FUND.search(name):
        found.add(HolderMark.FUND)
    if OWN_SHARES.match(name):
        found.add(HolderMark.OWN_SHARES)
    if "GovernmentOrgan" in labels or STATE.search(name):
        found.add(HolderMark.STATE)
    return frozenset(found)


def holds_own_shares(name: str, organization: str) -> bool:
    """Whether a holder is the account in which this organization holds shares in itself."""
    found = OWN_SHARES.match(name)
    return found is not None and found["body"] == organization
