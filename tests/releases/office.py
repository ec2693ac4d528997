"""Three officers of two organs, two people of another region with repaired records, and a child of theirs."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from graph_api.access.access import Access
from graph_api.access.policy import shipped_policy
from graph_api.access.viewer import Viewer
from graph_api.engine.db import Database
from tests.graphs.asking import ask
from tests.graphs.drawing import Drawing, run
from tests.graphs.viewers import NOW, SUPERVISING, officer

CASE = "(2026)沪查1号"
ASKING = officer("officer-1", case_ref=CASE)
SECOND = officer("officer-2")
ELSEWHERE = officer("officer-3", organ=SUPERVISING)
GIVEN = (
    "__typename ... on Release { id organ requestedBy reason purpose caseRef classes subjectIds days decidedBy "
    "decidedAt refusal until endedAt state } ... on Failure { code path textEn }"
)
REQUEST = f"mutation($input: RequestReleaseInput!) {{ answer: requestRelease(input: $input) {{ {GIVEN} }} }}"
APPROVE = f"mutation($id: ID!) {{ answer: approveRelease(id: $id) {{ {GIVEN} }} }}"
REFUSE = f'mutation($id: ID!) {{ answer: refuseRelease(id: $id, reason: "理由不充分。") {{ {GIVEN} }} }}'
END = f"mutation($id: ID!) {{ answer: endRelease(id: $id) {{ {GIVEN} }} }}"
LIST = """query($waiting: Boolean! = false, $first: Int, $after: String) {
  answer: releases(waiting: $waiting, first: $first, after: $after) {
    ... on ReleaseList { pageInfo { hasNextPage endCursor } edges { node { id state } } }
    ... on Failure { code } } }"""
RECORD = '{ node(id: "record:R1") { ... on CreditRecord { name } } }'


async def people(db: Database) -> None:
    """The people, each with what is closed or sealed."""
    drawing = (
        Drawing().organization("O1", "甲有限公司", region="440300").organization("O2", "乙", region="310000")
    )
    for key, record in (("P1", "R1"), ("P2", "R2")):
        drawing.person(key, f"人{key}").holds(key, "O1", "DIRECTOR", since=date(2018, 1, 1))
        drawing.record(
            record,
            key,
            "ADMIN_PENALTY",
            name="已修复的处罚",
            carrier="PERSON",
            decided=date(2023, 1, 1),
            repaired=date(2024, 1, 1),
            publicity="PUBLIC",
        )
    drawing.person("P3", "小明", birth_date=date(2015, 1, 1), number_masked="310***********001X")
    drawing.holds("P3", "O2", "DIRECTOR", since=date(2018, 1, 1))
    await drawing.write(db)


def wish(**changes: Any) -> dict[str, Any]:
    return {
        "subjectIds": ["P1"],
        "classes": ["CLOSED"],
        "reason": "核查本案当事人的历史处罚。",
        "days": 10,
        "clientKey": "k1",
    } | changes


async def requested(db: Database, viewer: Viewer = ASKING, at: datetime = NOW, **changes: Any) -> Any:
    return (await ask(db, REQUEST, viewer=viewer, now=lambda: at, input=wish(**changes))).data["answer"]


async def decided(
    db: Database, id: str, viewer: Viewer = SECOND, how: str = APPROVE, at: datetime = NOW
) -> Any:
    return (await ask(db, how, viewer=viewer, now=lambda: at, id=id)).data["answer"]


async def opened(
    db: Database, subject_id: str = "P1", code: str = "CLOSED", viewer: Viewer = ASKING, at: datetime = NOW
) -> bool:
    """Whether a class is open to a viewer about a subject at a moment."""
    return await Access(shipped_policy(), viewer, db, lambda: at).sees(code, subject_id)


async def kept(db: Database) -> int:
    """How many releases there are, decided or not."""
    return int((await run(db, "MATCH (a:Approval) RETURN count(a) AS n"))[0]["n"])
