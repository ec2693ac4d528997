"""A window finds what subjects of its regions reported and closes it; the mark goes when no report stands."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from graph_api.access.viewer import Viewer
from graph_api.engine.db import Database
from tests.graphs.asking import ask
from tests.graphs.drawing import run
from tests.graphs.viewers import STRANGERS, officer, subject
from tests.problems.town import (
    ME,
    MINE,
    NAMESAKE,
    OTHER,
    closed,
    listed,
    marks,
    possible,
    reported,
    town,
    watermark,
)

FAR = officer("officer-far", regions=("44",))
DISPUTED_THEN = """query($at: DateTime!) { node(id: "record:R1", knownAsOf: $at) {
  ... on CreditRecord { disputed } } }"""


async def test_one_not_upheld_takes_the_mark_away_and_both_days_stay_known(db: Database) -> None:
    await town(db)
    receipt = (await reported(db))["receipt"]
    contested_at = await watermark(db)
    answer = await closed(db, receipt.lower())
    assert (answer["state"], answer["reason"]) == ("NOT_UPHELD", "经核实，记录无误。")
    closed_at = await watermark(db)
    assert answer["closedAt"] == closed_at.isoformat().replace("+00:00", "Z")
    assert await marks(db) == []
    mine = (await ask(db, MINE, viewer=subject(ME))).data["me"]["problems"]
    assert mine == [{"receipt": receipt, "state": "NOT_UPHELD", "target": "record:R1"}]
    moments = (
        contested_at - timedelta(microseconds=1),
        contested_at,
        closed_at - timedelta(microseconds=1),
        closed_at,
    )
    shown = [(await ask(db, DISPUTED_THEN, at=at.isoformat())).data["node"]["disputed"] for at in moments]
    assert shown == [False, True, True, False]


async def test_the_mark_stays_while_another_report_stands(db: Database) -> None:
    await town(db)
    first = (await reported(db))["receipt"]
    second = (await reported(db, kind="EXPIRED"))["receipt"]
    await closed(db, first)
    assert await marks(db) == ["R1"]
    await closed(db, second)
    assert await marks(db) == []


@pytest.mark.parametrize("outcome", ["UPHELD", "PASSED_ON"])
async def test_one_upheld_or_passed_on_keeps_the_mark(db: Database, outcome: str) -> None:
    await town(db)
    receipt = (await reported(db))["receipt"]
    assert (await closed(db, receipt, outcome))["state"] == outcome
    assert await marks(db) == ["R1"]
    # It stands, so the same thing again is the same report.
    assert (await reported(db))["receipt"] == receipt


async def test_what_was_passed_on_is_closed_when_the_answer_came(db: Database) -> None:
    await town(db)
    receipt = (await reported(db))["receipt"]
    await closed(db, receipt, "PASSED_ON")
    assert [
        each["node"]["receipt"] for each in (await listed(db, officer(), state="PASSED_ON"))["edges"]
    ] == [receipt]
    assert (await closed(db, receipt))["state"] == "NOT_UPHELD"
    assert await marks(db) == []


async def test_a_mark_that_the_source_put_is_not_ours_to_take(db: Database) -> None:
    await town(db)
    await run(db, "MATCH (r:Record {record_id: 'R1'}) SET r.disputed = true")
    receipt = (await reported(db))["receipt"]
    await closed(db, receipt)
    assert await marks(db) == ["R1"]


async def test_a_matter_not_upheld_may_be_reported_again(db: Database) -> None:
    await town(db)
    first = (await reported(db))["receipt"]
    await closed(db, first)
    second = (await reported(db))["receipt"]
    assert second != first
    assert await marks(db) == ["R1"]


async def test_of_two_officers_who_close_at_once_one_wins_and_the_other_is_told(db: Database) -> None:
    await town(db)
    receipt = (await reported(db))["receipt"]
    other = Database(db.endpoint, db.settings)
    try:
        answers = await asyncio.gather(
            closed(db, receipt, "NOT_UPHELD", officer("officer-1")),
            closed(other, receipt, "UPHELD", officer("officer-2"), "经核实，确有错误。"),
        )
    finally:
        await other.close()
    won = next(each for each in answers if each["__typename"] == "Problem")
    lost = next(each for each in answers if each["__typename"] != "Problem")
    assert lost["code"] == "PROBLEM_CLOSED"
    assert await marks(db) == (["R1"] if won["state"] == "UPHELD" else [])
    # Sent once more it is the same decision, and no other one.
    assert await closed(db, receipt, won["state"], reason=won["reason"]) == won


async def test_a_window_sees_what_subjects_of_its_regions_reported(db: Database) -> None:
    await town(db, joined=True)
    (reference,) = await possible(db)
    mine = [
        (await reported(db))["receipt"],
        (await reported(db, "post-1", kind="IMPERSONATED"))["receipt"],
        (await reported(db, reference, kind="NOT_ME"))["receipt"],
    ]
    theirs = (await reported(db, "record:R2", subject(OTHER)))["receipt"]

    async def receipts(viewer: Viewer) -> list[str]:
        return [each["node"]["receipt"] for each in (await listed(db, viewer))["edges"]]

    assert await receipts(officer()) == mine
    assert await receipts(FAR) == [theirs]
    assert await receipts(officer(regions=("",))) == [*mine, theirs]
    assert await receipts(officer(regions=())) == []
    page = await listed(db, officer(), first=2)
    assert (page["totalCount"], page["pageInfo"]["hasNextPage"]) == (3, True)
    rest = await listed(db, officer(), first=2, after=page["pageInfo"]["endCursor"])
    assert [each["node"]["receipt"] for each in rest["edges"]] == mine[2:]
    # The window learns which namesake is meant, the subject does not.
    assert rest["edges"][0]["node"]["candidateId"] == NAMESAKE
    assert (await listed(db, officer(), after="x"))["path"] == "after"
    await closed(db, mine[0])
    assert await receipts(officer()) == mine[1:]


async def test_a_problem_of_another_region_and_none_are_refused_alike(db: Database) -> None:
    await town(db)
    receipt = (await reported(db))["receipt"]
    refusal = await closed(db, receipt, viewer=FAR)
    assert (refusal["code"], refusal["path"]) == ("PROBLEM_NOT_FOUND", "input.receipt")
    assert await closed(db, "WT-2026-0000-0000-0000", viewer=FAR) == refusal
    assert await marks(db) == ["R1"]


@pytest.mark.parametrize(
    "stranger",
    [each for each in STRANGERS if each != officer()],
    ids=lambda viewer: f"{viewer.role}-{viewer.purpose}",
)
async def test_nobody_else_lists_or_closes(db: Database, stranger: Viewer) -> None:
    await town(db)
    receipt = (await reported(db))["receipt"]
    for viewer in (stranger, subject(ME)):
        assert (await listed(db, viewer))["code"] == "FORBIDDEN"
        assert (await closed(db, receipt, viewer=viewer))["code"] == "FORBIDDEN"
    assert await marks(db) == ["R1"]


async def test_what_a_minor_reports_is_listed_and_told_only_under_its_seal(db: Database) -> None:
    await town(db)
    await run(db, "MATCH (me:Subject {subject_id: 'P1'}) SET me.minor_sealed = true")
    receipt = (await reported(db))["receipt"]
    (edge,) = (await listed(db, officer()))["edges"]
    told = {
        name: edge["node"][name] for name in ("receipt", "state", "target", "contested", "words", "reason")
    }
    hidden = dict.fromkeys(("target", "contested", "words", "reason"))
    assert told == {"receipt": receipt, "state": "OPEN", **hidden}
    answer = await closed(db, receipt)
    assert (answer["code"], answer["path"]) == ("FORBIDDEN", "input.receipt")
    assert await marks(db) == ["R1"]


async def test_nobody_closes_a_matter_of_ones_own(db: Database) -> None:
    await town(db)
    receipt = (await reported(db))["receipt"]
    answer = await closed(db, receipt, viewer=replace(officer(), subject_ids=(ME,)))
    assert answer["code"] == "OWN_PROBLEM"
    assert await marks(db) == ["R1"]


async def test_the_reason_names_no_citizen(db: Database) -> None:
    await town(db)
    receipt = (await reported(db))["receipt"]
    answer = await closed(db, receipt, reason="与990900198109240353不是同一人。")
    assert (answer["code"], answer["path"]) == ("INPUT_INVALID", "input.reason")


async def test_who_filed_for_somebody_does_not_decide_it_and_may_pass_it_on(db: Database) -> None:
    await town(db)
    window = officer("o1", case_ref="C1")
    receipt = (await reported(db, "record:R1", viewer=window, subjectId="P1"))["receipt"]
    for outcome in ("UPHELD", "NOT_UPHELD"):
        assert (await closed(db, receipt, outcome, viewer=window))["code"] == "OWN_PROBLEM"
    assert (await closed(db, receipt, "PASSED_ON", viewer=window))["state"] == "PASSED_ON"
    assert (await closed(db, receipt, "UPHELD", viewer=officer("o2", case_ref="C1")))["state"] == "UPHELD"
