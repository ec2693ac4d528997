"""A special look: one officer asks, another of the organ releases these classes of these subjects for some days."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from graph_api.access.viewer import Purpose, Role, Viewer
from graph_api.app import Service
from graph_api.engine.db import Database
from graph_api.law.source import the_law
from tests.graphs.asking import ask
from tests.graphs.viewers import NOW, ORGAN, SUPERVISING, later
from tests.me.test_story import told
from tests.releases.office import (
    APPROVE,
    ASKING,
    CASE,
    ELSEWHERE,
    END,
    RECORD,
    REQUEST,
    SECOND,
    decided,
    kept,
    opened,
    people,
    requested,
    wish,
)


async def test_what_a_second_officer_releases_opens_to_who_asked_and_ends_by_itself(db: Database) -> None:
    await people(db)
    assert not await opened(db)
    asked = await requested(db)
    assert asked | {"id": ""} == {
        "__typename": "Release",
        "id": "",
        "organ": ORGAN,
        "requestedBy": "officer-1",
        "reason": "核查本案当事人的历史处罚。",
        "purpose": "CORRECTION",
        "caseRef": CASE,
        "classes": ["CLOSED"],
        "subjectIds": ["P1"],
        "days": 10,
        "decidedBy": None,
        "decidedAt": None,
        "refusal": None,
        "until": None,
        "endedAt": None,
        "state": "WAITING",
    }
    assert not await opened(db)
    approved = await decided(db, asked["id"], at=later(hours=1))
    assert approved == asked | {
        "decidedBy": "officer-2",
        "decidedAt": "2026-06-01T03:00:00Z",
        "until": "2026-06-11T03:00:00Z",
        "state": "IN_FORCE",
    }
    moments = (later(minutes=59), later(hours=1), later(days=10, minutes=59), later(days=10, hours=1))
    assert [await opened(db, at=at) for at in moments] == [False, True, True, False]


async def test_it_opens_exactly_these_classes_of_these_subjects_for_this_case_to_this_caller(
    db: Database,
) -> None:
    await people(db)
    asked = await requested(db)
    await decided(db, asked["id"])
    assert await opened(db)
    assert not await opened(db, "P2")
    assert not await opened(db, "nobody")
    for code in ("PAST", "SEALED", "SHARED", "PERSONAL"):
        assert not await opened(db, code=code)
    others = (
        SECOND,
        replace(SECOND, case_ref=CASE),
        replace(ASKING, case_ref="another"),
        replace(ASKING, case_ref=None),
        replace(ASKING, purpose=Purpose.INVESTIGATION),
        # Whoever changed to another organ took nothing along.
        replace(ASKING, organ=SUPERVISING),
        replace(ASKING, role=Role.REGULATOR, purpose=Purpose.SUPERVISION),
    )
    assert [await opened(db, viewer=viewer) for viewer in others] == [False] * len(others)


async def test_a_repaired_record_is_found_only_while_it_is_released(db: Database) -> None:
    await people(db)
    asked = await requested(db)

    async def found(viewer: Viewer, at: datetime = NOW) -> Any:
        return (await ask(db, RECORD, viewer=viewer, now=lambda: at)).data["node"]

    assert await found(ASKING) is None
    await decided(db, asked["id"])
    assert await found(ASKING) == {"name": "已修复的处罚"}
    assert await found(SECOND) is None
    ended = await decided(db, asked["id"], ASKING, END, later(hours=1))
    assert (ended["state"], ended["endedAt"]) == ("WITHDRAWN", "2026-06-01T03:00:00Z")
    assert await found(ASKING, later(hours=1)) is None
    # Ended once, it stays ended as it was, and nobody opens it anew.
    assert await decided(db, asked["id"], SECOND, END, later(hours=2)) == ended
    assert (await decided(db, asked["id"], at=later(hours=2)))["code"] == "RELEASE_DECIDED"


async def test_the_seal_of_a_minor_opens_by_a_release(db: Database) -> None:
    await people(db)
    question = '{ person(id: "P3") { ... on Person { numberMasked masked { field reason } } } }'
    sealed = (await ask(db, question, viewer=ASKING, now=lambda: NOW)).data["person"]
    assert sealed["numberMasked"] is None
    assert {"field": "numberMasked", "reason": "APPROVAL"} in sealed["masked"]
    asked = await requested(db, subjectIds=["P3"], classes=["SEALED"])
    await decided(db, asked["id"])
    shown = (await ask(db, question, viewer=ASKING, now=lambda: NOW)).data["person"]
    assert shown == {"numberMasked": "310***********001X", "masked": []}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"subjectIds": []}, "input.subjectIds"),
        ({"subjectIds": [f"P{number}" for number in range(21)]}, "input.subjectIds"),
        ({"subjectIds": ["990900198109240353"]}, "input.subjectIds"),
        ({"subjectIds": [""]}, "input.subjectIds"),
        ({"classes": []}, "input.classes"),
        ({"classes": ["CLOSED", "PERSONAL"]}, "input.classes"),
        ({"classes": ["ALL"]}, "input.classes"),
        ({"days": 0}, "input.days"),
        ({"days": 31}, "input.days"),
        ({"reason": " "}, "input.reason"),
        ({"reason": "查990900198109240353"}, "input.reason"),
        ({"clientKey": ""}, "input.clientKey"),
    ],
)
async def test_a_blanket_look_is_not_asked_for(db: Database, changes: dict[str, Any], path: str) -> None:
    await people(db)
    assert (await requested(db, **changes))["path"] == path
    assert await kept(db) == 0


async def test_a_look_without_a_case_or_an_organ_is_not_asked_for(db: Database) -> None:
    await people(db)
    for viewer in (replace(ASKING, case_ref=None), replace(ASKING, organ=None)):
        assert (await requested(db, viewer))["path"] == "input"


async def test_the_same_key_asks_once(db: Database) -> None:
    await people(db)
    first = await requested(db)
    assert await requested(db, at=later(minutes=5)) == first
    other = await requested(db, subjectIds=["P2"])
    assert (other["code"], other["path"]) == ("INPUT_INVALID", "input.clientKey")
    # A key belongs to its caller.
    assert (await requested(db, replace(SECOND, case_ref=CASE)))["id"] != first["id"]


async def test_every_look_through_a_release_carries_its_number(db: Database) -> None:
    await people(db)
    service = Service(db, the_law(), db.settings)
    asked = await told(service, ASKING, REQUEST, input=wish())
    await told(service, SECOND, APPROVE, id=asked["id"])
    assert (await told(service, ASKING, RECORD)) == {"name": "已修复的处罚"}
    assert (await told(service, SECOND, RECORD)) is None
    rows = await service.recorder.looks("P1", None, 10)
    assert [
        (row["caller"], row["action"], row["authorisation"], row["fields"]) for row in reversed(rows)
    ] == [
        ("officer-1", "CHANGE", asked["id"], ["Mutation.requestRelease", "Release"]),
        ("officer-2", "CHANGE", asked["id"], ["Mutation.approveRelease", "Release"]),
        ("officer-1", "VIEW", asked["id"], ["Release.CLOSED"]),
    ]
    assert {row["case"] for row in rows if row["caller"] == "officer-1"} == {CASE}
    await told(service, ELSEWHERE, APPROVE, id=asked["id"])
    assert len(await service.recorder.looks("P1", None, 10)) == 3
    await service.close()
