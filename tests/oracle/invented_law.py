"""Small invented laws: three to six measures over the real vocabulary; one number gives one law."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph_api.law.lawbook import Law
from graph_api.law.model import Document
from graph_api.law.source import the_law
from graph_api.law.tables import ListRule
from tests.oracle.dice import Dice

POOL = (
    date(2019, 1, 31),
    date(2020, 2, 29),
    date(2020, 8, 31),
    date(2021, 1, 31),
    date(2021, 3, 1),
    date(2022, 2, 28),
    date(2022, 7, 15),
    date(2023, 2, 28),
    date(2023, 6, 30),
    date(2024, 2, 29),
)
MONTHS = (1, 12, 24, 36)
ORGANIZATIONS = ("o1", "o2")
SECTORS = ("FOOD", "SALT", "DRUG")
POSITIONS = ("DIRECTOR", "LEGAL_REPRESENTATIVE", "CHAIRMAN", "GENERAL_MANAGER")
RESTRICTED = ("DIRECTOR", "LEGAL_REPRESENTATIVE", "SENIOR_MANAGER", "MANAGEMENT_WORK")
ROLES = ("LEGAL_REPRESENTATIVE", "DIRECTOR", "SENIOR_MANAGER", "DIRECTLY_RESPONSIBLE")
KINDS = ("COMPANY", "LISTED_COMPANY", "STATE_CONTROLLED_COMPANY", "PARTNERSHIP", "ENTERPRISE_ANY")
QUALIFIERS = ("LARGE_PERSONAL_DEBT", "DELIBERATE")
LISTS = ("JUDGMENT_DEBTOR_LIST", "SERIOUS_DISHONESTY_LIST")
CHILD = {"CONVICTION_ANY": "CONVICTION_ECONOMIC", "SERIOUS_DISHONESTY_LIST": "JUDGMENT_DEBTOR_LIST"}
TRIGGERS = {
    "PERSON": ("CONVICTION_ECONOMIC", "CONVICTION_ANY", "OVERDUE_LARGE_DEBT", *LISTS),
    "ORGANISATION": ("BUSINESS_LICENCE_REVOKED", "BANKRUPTCY_LIQUIDATION", *LISTS),
    "DECISION": ("ADMIN_MARKET_BAN",),
}
SETTLED = ("CONDUCT", "EVENT", "DECISION", "NOW")


def a_term(dice: Dice, kind: str) -> dict[str, Any]:
    """A term that fits what sets the measure off."""
    if kind == "ADMIN_MARKET_BAN":
        return {"type": "BY_DECISION", "starts": ("DECISION",)}
    if kind in LISTS:
        return {"type": "UNTIL_LIST_REMOVAL", "starts": ("LIST_ENTRY",)}
    late = {"CONVICTION": "SENTENCE_COMPLETED", "BANKRUPTCY": "LIQUIDATION_COMPLETED"}
    starts = (late.get(kind.split("_")[0], "PENALTY_DECISION"),)
    before = dice.often() or starts[0] in late.values()
    if kind == "OVERDUE_LARGE_DEBT" and dice.often():
        return {"type": "UNTIL_CURED", "starts": ("FACT",)}
    shape = dice.pick("FIXED", "FIXED", "PERMANENT", "TIERED")
    if shape == "PERMANENT":
        return {"type": shape, "starts": ("PENALTY_DECISION",)}
    if shape == "FIXED":
        return {"type": shape, "months": dice.pick(*MONTHS), "starts": starts, "runs_before": before}
    first, second = sorted(dice.some(MONTHS, 2, 2))
    heavier = {"permanent": True} if dice.often() else {"months": second}
    tiers = ({"months": first, "starts": starts}, {"requires": ("DELIBERATE",), "starts": starts, **heavier})
    return {"type": shape, "tiers": tiers, "runs_before": before}


def an_office(dice: Dice, personal: bool) -> dict[str, Any]:
    """Posts that a measure restricts."""
    relation = "SAME_SECTOR_AS_TRIGGER" if dice.rare() else "ANY"
    if not personal and dice.rare():
        relation = dice.pick("OTHER_ORGANISATIONS_ONLY", "SAME_ORGANISATION_ONLY")
    return {
        "positions": dice.some(RESTRICTED, 1, 3),
        "org_kinds": dice.rarely(KINDS),
        "sectors": dice.rarely(SECTORS),
        "requires": ("NOMINATED_BY_STATE",) if dice.rare() else (),
        "reading": "DERIVED" if dice.rare() else "EXPLICIT",
        "relation": relation,
    }


def the_offices(dice: Dice, personal: bool) -> tuple[dict[str, Any], ...]:
    """One or two lines; two mostly differ in the posts alone."""
    first = an_office(dice, personal)
    if dice.often():
        return (first,)
    if dice.rare():
        return (first, an_office(dice, personal))
    return (first, {**first, "positions": dice.some(RESTRICTED, 1, 3)})


def a_reach(dice: Dice, kind: str, moments: tuple[str, ...]) -> dict[str, Any]:
    if kind in LISTS:
        moments = ("LIST_PERIOD", *moments[3:])
    at = dice.pick(*moments)
    return {"role": dice.pick(*ROLES), "at": at, "responsibility": dice.often()}


def a_measure(dice: Dice, number: int, moments: tuple[str, ...]) -> dict[str, Any]:
    """One measure of one of three families: on a person's fact, on an organization's, by decision."""
    family = dice.pick("PERSON", "ORGANISATION", "ORGANISATION", "DECISION")
    kind = dice.pick(*TRIGGERS[family])
    personal = family != "ORGANISATION"
    itself = ({"role": "SUBJECT_ITSELF"},)
    verdict = "PROHIBITED_IF_DECIDED" if family == "DECISION" else "PROHIBITED"
    return {
        "code": f"m{number}",
        "name_zh": "措施",
        "name_en": "measure",
        "category": "OFFICE_RESTRICTION",
        "force": "RECOMMENDED" if dice.seldom() else "MANDATORY",
        "mode": "BY_DECISION" if family == "DECISION" else "AUTOMATIC_BY_LAW",
        "verdict": dice.pick("REVIEW", "CONSEQUENCE") if dice.seldom() else verdict,
        "from": dice.pick(POOL[3], POOL[5]) if dice.rare() else date(2000, 1, 1),
        "until": dice.pick(POOL[7], POOL[8]) if dice.rare() else None,
        "articles": ("art.1",),
        "frame": dice.seldom(),
        "permission_zh": "许可" if dice.seldom() else None,
        "rests": dice.pick((), ("RECORDED_STAY",), ("RECORDED_STAY", "ACCEPTED_VERIFICATION")),
        "ended_by_repair": dice.often(),
        "trigger": (
            {
                "kind": kind,
                "carried_by": "PERSON" if personal else "ORGANISATION",
                "requires": dice.rarely(QUALIFIERS),
                "excludes": ("MISMANAGEMENT",) if dice.rare() else (),
                "sectors": dice.rarely(SECTORS),
                "documents": dice.rarely(("d1", "d2")),
            },
        ),
        "reach": itself if personal else tuple(a_reach(dice, kind, moments) for _ in range(dice.pick(1, 2))),
        "office": the_offices(dice, personal),
        "term": a_term(dice, kind),
    }


LEVELS = ("LAW",) * 4 + (
    "ADMIN_REGULATION",
    "CENTRAL_POLICY",
    "LOCAL_REGULATION",
    "DEPT_RULE",
    "SELF_REGULATION",
)


def a_law(dice: Dice, moments: tuple[str, ...] = SETTLED) -> Law:
    """Three to six measures in documents of different ranks."""
    documents = {}
    for number in range(dice.pick(3, 4, 5, 6)):
        level = dice.pick(*LEVELS)
        values = {
            "id": f"doc{number}",
            "title": "文件",
            "number": str(number),
            "level": level,
            "effective": date(2000, 1, 1),
            "region": "320000" if level == "LOCAL_REGULATION" and dice.often() else None,
            "text_seen": not dice.seldom(),
            "recorded": date(2026, 1, 1),
            "measure": (a_measure(dice, number, moments),),
        }
        documents[f"doc{number}"] = Document.model_validate(values)
    rule = ListRule(
        code="old-list", name_zh="名单", name_en="list", trigger="JUDGMENT_DEBTOR_LIST", authority_zh="甲",
        authority_en="a", level="NORMATIVE_DOCUMENT", document="doc0", counts_until=date(2021, 12, 31),
    )  # fmt: skip
    return Law(vocabulary=the_law().vocabulary, documents=documents, lists=(rule,))
