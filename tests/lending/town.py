"""A town of whose people some things are published, some shared, some over, some open with consent alone."""

from __future__ import annotations

from datetime import date
from typing import Any

from graph_api.access.viewer import Viewer
from graph_api.engine.db import Database
from graph_api.ids.identifiers import check, identifier_key
from graph_api.ids.keyed_hash import open_number_key
from graph_api.law.source import the_law
from graph_api.projection.service import project
from tests.graphs.asking import Answer, ask
from tests.graphs.drawing import Drawing
from tests.graphs.numbering import number
from tests.graphs.viewers import BANK, NOW, lender, subject

PUBLISHED, NAMESAKE, HIDDEN, CLEAN, MINOR, VICTIM, OVER = (
    "P-published",
    "P-namesake",
    "P-hidden",
    "P-clean",
    "P-minor",
    "P-victim",
    "P-over",
)
NAMES = {
    PUBLISHED: "张三",
    NAMESAKE: "张三",
    HIDDEN: "李四",
    CLEAN: "王五",
    MINOR: "赵小六",
    VICTIM: "钱七",
    OVER: "孙八",
}
STRANGER = "周九"
COMPANY, REVOKED = "91310101100000008K", "O-revoked"


NUMBERS = {
    each: number("20120505" if each == MINOR else "19800505", 10 + place) for place, each in enumerate(NAMES)
}
NOT_ON_RECORD = number("19800505", 99)


def person(who: str | None, level: str = "PUBLIC", name: str | None = None) -> dict[str, Any]:
    """A check of somebody of the town; None is somebody who is not on record."""
    given = {
        "type": "RESIDENT_ID",
        "number": NUMBERS[who] if who else NOT_ON_RECORD,
        "name": name or (NAMES[who] if who else STRANGER),
    }
    return {"person": given, "level": level}


def _published(drawing: Drawing) -> None:
    drawing.node("Decision", decision_id="D1", number="（2024）执字第1号", authority="某区人民法院")
    drawing.entry(
        "E-published",
        PUBLISHED,
        "JUDGMENT_DEBTOR_LIST",
        carrier="PERSON",
        name="失信被执行人",
        list="JUDGMENT_DEBTOR_LIST",
        publicity="PUBLIC_MASKED",
        entered=date(2024, 3, 1),
        source="court",
    )
    drawing.link("BASED_ON", "E-published", "D1")
    drawing.record("R-licence", PUBLISHED, "ADMIN_LICENCE", kind="adm.licence", decided=date(2024, 1, 1))
    drawing.record(
        "R-company",
        "O-company",
        "ADMIN_PENALTY",
        kind="adm.penalty",
        publicity="PUBLIC",
        name="虚假宣传",
        decided=date(2024, 5, 1),
        effective=date(2024, 5, 1),
        source="penalties",
    )


def _over(drawing: Drawing) -> None:
    """Nothing of this is public: repaired, past its display term, withdrawn, unpublished, left, proposed."""
    penalty = {
        "kind": "adm.penalty",
        "carrier": "PERSON",
        "decided": date(2023, 1, 1),
        "effective": date(2023, 1, 1),
    }
    for key, values in {
        "repaired": {"repaired": date(2024, 1, 1)},
        "displayed": {"display_until": date(2025, 6, 1)},
        "withdrawn": {"withdrawn": date(2024, 1, 1), "withdrawn_kind": "WITHDRAWN"},
        "shared": {"publicity": "ADMIN_SHARING_ONLY"},
        "erased": {"usable": False},
        "proposed": {"stage": "PROPOSAL"},
    }.items():
        drawing.record(f"R-{key}", OVER, "ADMIN_PENALTY", **penalty, **{"publicity": "PUBLIC", **values})
    drawing.entry(
        "E-left", OVER, "WAGE_ARREARS_LIST", carrier="PERSON", entered=date(2022, 1, 1), left=date(2024, 1, 1)
    )


def _hidden(drawing: Drawing) -> None:
    drawing.record(
        "R-revoked",
        REVOKED,
        "BUSINESS_LICENCE_REVOKED",
        qualifiers=["DUE_TO_VIOLATION"],
        decided=date(2024, 8, 1),
        effective=date(2024, 8, 1),
        conduct_from=date(2023, 1, 1),
        conduct_until=date(2024, 1, 1),
    )
    drawing.holds(HIDDEN, REVOKED, "LEGAL_REPRESENTATIVE", since=date(2018, 1, 1))
    drawing.finding("R-revoked", HIDDEN, "LEGAL_REPRESENTATIVE", degree="主要责任")
    # Somebody's stolen identity: the registration authority has accepted the case, and the post rests.
    drawing.holds(
        VICTIM,
        "O-borrowed",
        "LEGAL_REPRESENTATIVE",
        since=date(2018, 1, 1),
        accepted_dispute=date(2024, 9, 1),
        disputed=True,
    )
    drawing.record(
        "R-borrowed",
        "O-borrowed",
        "BUSINESS_LICENCE_REVOKED",
        qualifiers=["DUE_TO_VIOLATION"],
        decided=date(2024, 8, 1),
        effective=date(2024, 8, 1),
        conduct_from=date(2023, 1, 1),
        conduct_until=date(2024, 1, 1),
    )
    for who in (HIDDEN, MINOR):
        drawing.record(
            f"R-{who}",
            who,
            "ADMIN_PENALTY",
            carrier="PERSON",
            publicity="ADMIN_SHARING_ONLY" if who == HIDDEN else "PUBLIC",
            decided=date(2024, 1, 1),
            effective=date(2024, 1, 1),
        )


async def town(db: Database, covered: bool = True, projected: bool = False) -> None:
    """The town, projected or not; one source covers the debtors, one the penalties of one region."""
    drawing = Drawing()
    key = open_number_key(db.settings.home)
    for who, name in NAMES.items():
        born = date(2012, 5, 5) if who == MINOR else date(1980, 5, 5)
        drawing.person(who, name, birth_date=born)
        found = identifier_key(check("RESIDENT_ID", NUMBERS[who]), key)
        drawing.identified(who, "RESIDENT_ID", found)
    drawing.organization("O-company", "甲有限公司", uscc=COMPANY, org_kinds=["LIMITED_COMPANY"])
    drawing.identified("O-company", "USCC", f"USCC:{COMPANY}")
    for body in (REVOKED, "O-borrowed"):
        drawing.organization(body, f"{body}有限公司", org_kinds=["LIMITED_COMPANY"])
    _published(drawing)
    _over(drawing)
    _hidden(drawing)
    if covered:
        for source, trigger, region in (
            ("court", "JUDGMENT_DEBTOR_LIST", None),
            ("penalties", "ADMIN_PENALTY", "310000"),
            ("licences", "ADMIN_LICENCE", None),
        ):
            drawing.node(
                "Coverage",
                coverage_id=source,
                source=source,
                trigger=trigger,
                region=region,
                since=date(2015, 1, 1),
                until=date(2026, 1, 1),
            )
    await drawing.write(db)
    if projected:
        await project(db, the_law(), everything=True)


ASK = """query($inputs: [CreditCheckInput!]!, $asOf: Date, $knownAsOf: DateTime) {
  answer: creditCheck(inputs: $inputs, asOf: $asOf, knownAsOf: $knownAsOf) { __typename
    ... on CreditCheck { status lack level asOf
      published { record { id name state since authority number source disputed } verifyZh verifyEn }
      restrictions { code state } unsettled { code state } hasMore stale opened authorisations
      subject { name positions { edges { node { position { code } } } } masked { field } }
      consent { grantee purpose classes textZh textEn }
      coverage { source trigger { code } region since until } notCovered { code } textZh textEn }
    ... on Failure { code path textZh textEn } } }"""
GRANT = """mutation($input: GrantInput!) { grantAuthorisation(input: $input) {
  ... on Authorisation { id } ... on Failure { code textEn } } }"""


async def asked(db: Database, *inputs: dict[str, Any], viewer: Viewer | None = None, **more: Any) -> Answer:
    """The answers to checks of the bank, with the number of database calls."""
    given = {"viewer": viewer or lender(), "now": lambda: NOW, **more}
    return await ask(db, ASK, inputs=list(inputs), **given)


async def told(db: Database, *inputs: dict[str, Any], **more: Any) -> list[dict[str, Any]]:
    """The answers to checks of the bank."""
    return (await asked(db, *inputs, **more)).data["answer"]  # type: ignore[no-any-return]


async def consents(db: Database, who: str, classes: tuple[str, ...] = ("MEASURE",), **changes: Any) -> str:
    """Somebody of the town authorises the bank; the id of the authorisation."""
    wish = {
        "subjectId": who,
        "grantee": BANK,
        "purpose": "LENDING",
        "classes": list(classes),
        "until": "2026-12-01",
        "clientKey": f"key-{who}",
    }
    answer = await ask(db, GRANT, viewer=subject(who), now=lambda: NOW, input=wish | changes)
    return str(answer.data["grantAuthorisation"]["id"])
