"""Who decides on a special look: another officer of the same organ, once, in time, and never about oneself."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from graph_api.access.viewer import Purpose, Role, Viewer
from graph_api.engine.db import Database
from tests.graphs.asking import ask
from tests.graphs.drawing import run
from tests.graphs.viewers import ORGAN, STRANGERS, later, officer
from tests.releases.office import (
    APPROVE,
    ASKING,
    CASE,
    ELSEWHERE,
    END,
    LIST,
    REFUSE,
    SECOND,
    decided,
    kept,
    opened,
    people,
    requested,
)


async def test_nobody_releases_what_oneself_asked_for(db: Database) -> None:
    await people(db)
    await run(
        db,
        """UNWIND $callers AS caller CREATE (c:Caller) SET c = caller""",
        callers=[
            {"caller_id": "officer-1", "external_id": "issuer|one"},
            {"caller_id": "same-login", "external_id": "issuer|one"},
            {"caller_id": "her-service", "kind": "SERVICE", "owner_id": "officer-1"},
            {"caller_id": "officer-2", "external_id": "issuer|two"},
        ],
    )
    asked = await requested(db)
    for caller in ("officer-1", "same-login", "her-service"):
        for how in (APPROVE, REFUSE):
            answer = await decided(db, asked["id"], officer(caller), how)
            assert (answer["code"], answer["path"]) == ("SAME_HANDS", "id")
    # Nor does whoever answers for the service release what the service asked for.
    service = await requested(db, officer("her-service", case_ref=CASE))
    assert (await decided(db, service["id"], officer("officer-1")))["code"] == "SAME_HANDS"
    assert not await opened(db)
    assert (await decided(db, asked["id"], officer("officer-2")))["state"] == "IN_FORCE"


async def test_nobody_asks_or_decides_about_oneself(db: Database) -> None:
    await people(db)
    own = replace(ASKING, subject_ids=("P1",))
    assert (await requested(db, own))["code"] == "SAME_HANDS"
    asked = await requested(db)
    assert (await decided(db, asked["id"], replace(SECOND, subject_ids=("P1",))))["code"] == "SAME_HANDS"


async def test_another_organ_is_told_of_nothing(db: Database) -> None:
    await people(db)
    asked = await requested(db)
    for how in (APPROVE, REFUSE, END):
        refusal = await decided(db, asked["id"], ELSEWHERE, how)
        assert (refusal["code"], refusal["path"]) == ("RELEASE_NOT_FOUND", "id")
        assert await decided(db, "release-0", ELSEWHERE, how) == refusal
        assert (await decided(db, asked["id"], replace(ELSEWHERE, organ=None), how))["code"] == refusal[
            "code"
        ]
    assert not await opened(db)
    assert (await ask(db, LIST, viewer=ELSEWHERE)).data["answer"]["edges"] == []


@pytest.mark.parametrize(
    "stranger",
    [each for each in STRANGERS if each.role is not Role.CASE_OFFICER],
    ids=lambda viewer: f"{viewer.role}-{viewer.purpose}",
)
async def test_no_other_role_asks_or_decides(db: Database, stranger: Viewer) -> None:
    await people(db)
    asked = await requested(db)
    viewer = replace(stranger, organ=ORGAN, case_ref=CASE)
    assert (await requested(db, viewer, clientKey="k2"))["code"] in ("FORBIDDEN", "INPUT_INVALID")
    for how in (APPROVE, REFUSE):
        assert (await decided(db, asked["id"], viewer, how))["code"] == "FORBIDDEN"
    assert await kept(db) == 1


async def test_a_refusal_says_why_and_opens_nothing(db: Database) -> None:
    await people(db)
    asked = await requested(db)
    answer = await decided(db, asked["id"], how=REFUSE)
    assert (answer["state"], answer["refusal"], answer["decidedBy"]) == (
        "REFUSED",
        "理由不充分。",
        "officer-2",
    )
    assert (await decided(db, asked["id"], officer("officer-4")))["code"] == "RELEASE_DECIDED"
    assert (await decided(db, asked["id"], ASKING, END))["code"] == "RELEASE_DECIDED"
    assert not await opened(db)


async def test_of_two_who_decide_at_once_one_decides(db: Database) -> None:
    await people(db)
    other = Database(db.endpoint, db.settings)
    try:
        for number in range(5):
            asked = await requested(db, clientKey=f"k{number}")
            answers = await asyncio.gather(
                decided(db, asked["id"], officer("officer-2")),
                decided(other, asked["id"], officer("officer-4"), REFUSE),
            )
            won = [each for each in answers if each["__typename"] == "Release"]
            assert [each["code"] for each in answers if each not in won] == ["RELEASE_DECIDED"]
            kept = await run(
                db,
                """MATCH (a:Approval {approval_id: $id})
                RETURN a.approved_by IS NOT NULL AS approved, a.refused_by IS NOT NULL AS refused""",
                id=asked["id"],
            )
            approved = won[0]["state"] == "IN_FORCE"
            assert kept == [{"approved": approved, "refused": not approved}]
    finally:
        await other.close()


async def test_what_nobody_decided_in_time_lapses(db: Database) -> None:
    await people(db)
    asked = await requested(db)
    assert (await decided(db, asked["id"], at=later(days=30)))["code"] == "RELEASE_DECIDED"
    assert not await opened(db, at=later(days=30))
    (edge,) = (await ask(db, LIST, viewer=SECOND, now=lambda: later(days=30))).data["answer"]["edges"]
    assert edge["node"] == {"id": asked["id"], "state": "LAPSED"}


async def test_the_organ_and_the_auditor_see_what_was_asked_for(db: Database) -> None:
    await people(db)
    ids = [(await requested(db, at=later(hours=place), clientKey=f"k{place}"))["id"] for place in range(3)]
    await decided(db, ids[0], at=later(hours=3))
    await requested(db, replace(ELSEWHERE, case_ref=CASE), later(hours=4))

    async def listed(viewer: Viewer, **more: Any) -> Any:
        return (await ask(db, LIST, viewer=viewer, now=lambda: later(hours=5), **more)).data["answer"]

    def found(page: Any) -> list[str]:
        return [each["node"]["id"] for each in page["edges"]]

    assert found(await listed(SECOND)) == ids[::-1]
    assert found(await listed(SECOND, waiting=True)) == ids[:0:-1]
    page = await listed(SECOND, first=2)
    assert page["pageInfo"]["hasNextPage"]
    assert found(await listed(SECOND, first=2, after=page["pageInfo"]["endCursor"])) == ids[:1]
    auditor = Viewer("auditor", Role.AUDITOR, purpose=Purpose.AUDIT)
    assert len(found(await listed(auditor))) == 4
