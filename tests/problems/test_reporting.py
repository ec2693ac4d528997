"""A subject reports what is wrong about its own, gets a receipt, and the thing is marked; that is all that happens."""

from __future__ import annotations

import asyncio
import re
from typing import Any

import pytest

from graph_api.access.viewer import Viewer
from graph_api.app import Service
from graph_api.engine.db import Database
from graph_api.law.source import the_law
from tests.graphs.asking import ask
from tests.graphs.drawing import run
from tests.graphs.viewers import STRANGERS, officer, subject
from tests.me.test_story import told
from tests.problems.town import (
    ME,
    MINE,
    NAMESAKE,
    OTHER,
    REPORT,
    WORDS,
    kept,
    marks,
    possible,
    reported,
    town,
    watermark,
)

RECEIPT = re.compile(r"WT-20\d\d-\d{4}-\d{4}-\d{4}")
#: A fictional number of a region that is none, with its check digit, and the same in the old form.
NUMBER, OLD = "990900198109240353", "990900810924035"


async def test_a_report_gives_a_receipt_and_marks_the_record(db: Database) -> None:
    await town(db)
    answer = await reported(db)
    assert RECEIPT.fullmatch(answer["receipt"])
    assert answer == {
        "__typename": "Problem",
        "receipt": answer["receipt"],
        "kind": "WRONG",
        "target": "record:R1",
        "contested": "record:R1",
        "words": WORDS,
        "state": "OPEN",
        "closedAt": None,
        "reason": None,
        "caseRef": None,
        "subjectId": ME,
        "candidateId": None,
    }
    assert await marks(db) == ["R1"]
    question = '{ node(id: "record:R1") { ... on CreditRecord { disputed } } }'
    assert (await ask(db, question)).data["node"] == {"disputed": True}
    mine = (await ask(db, MINE, viewer=subject(ME))).data["me"]["problems"]
    assert mine == [{"receipt": answer["receipt"], "state": "OPEN", "target": "record:R1"}]
    assert (await ask(db, MINE, viewer=subject(OTHER))).data["me"]["problems"] == []


@pytest.mark.parametrize(
    ("target", "marked"),
    [
        ("record:R1", "R1"),
        ("sanction:S1", "S1"),
        ("entry:E1", "E1"),
        ("post-1", "post-1"),
        ("share-1", "share-1"),
        ("control-1", "control-1"),
        # Of a record of one's company it is the finding about oneself, and never the company's record.
        ("record:R3", "finding-1"),
    ],
)
async def test_what_is_marked_is_the_fact_of_ones_own(db: Database, target: str, marked: str) -> None:
    await town(db)
    assert (await reported(db, target, kind="IMPERSONATED"))["state"] == "OPEN"
    assert await marks(db) == [marked]


async def test_of_a_restriction_the_fact_is_marked_by_which_it_reaches_one(db: Database) -> None:
    await town(db, projected=True)
    rows = await run(
        db,
        """MATCH (r:Restriction)-[:BINDS]->(:Subject {subject_id: 'P1'}) MATCH (r)-[:BECAUSE_OF]->(i)
        RETURN r.restriction_id AS id, r.path AS path, coalesce(i.record_id, i.sanction_id, i.entry_id) AS item
        ORDER BY id""",
    )
    through_posts = [row["id"] for row in rows if '"post":"post-1"' in row["path"]]
    of_oneself = [row["id"] for row in rows if '"post"' not in row["path"] and row["item"] == "E1"]
    assert through_posts
    assert of_oneself
    first = await reported(db, f"restriction:{through_posts[0]}", kind="NOT_ME")
    assert await marks(db) == ["post-1"]
    assert first["contested"] == "post-1"
    # The post itself is the same thing, so it is the same report.
    assert (await reported(db, "post-1", kind="NOT_ME"))["receipt"] == first["receipt"]
    assert (await reported(db, f"restriction:{of_oneself[0]}"))["contested"] == "entry:E1"
    assert await marks(db) == ["E1", "post-1"]
    theirs = await reported(db, f"restriction:{through_posts[0]}", viewer=subject(OTHER))
    assert theirs["code"] == "TARGET_NOT_YOURS"


@pytest.mark.parametrize(
    "target", ["record:R2", "post-2", "post-3", "P2", "P3", "P1", "O1", "possible:x", "restriction:x", ""]
)
async def test_somebody_elses_and_nobodys_are_refused_alike(db: Database, target: str) -> None:
    await town(db)
    before = await watermark(db)
    refusal = await reported(db, "record:nobody")
    assert (refusal["__typename"], refusal["code"], refusal["path"]) == (
        "InvalidInput",
        "TARGET_NOT_YOURS",
        "input.target",
    )
    assert await reported(db, target, kind="NOT_ME") == refusal
    assert (await kept(db), await marks(db), await watermark(db)) == (0, [], before)


@pytest.mark.parametrize("stranger", STRANGERS, ids=lambda viewer: f"{viewer.role}-{viewer.purpose}")
async def test_nobody_else_contests_a_record(db: Database, stranger: Viewer) -> None:
    await town(db)
    answer = await reported(db, viewer=stranger)
    assert answer["code"] in ("FORBIDDEN", "TARGET_NOT_YOURS", "INPUT_INVALID")
    assert (await reported(db, viewer=stranger, subjectId=ME))["code"] in ("FORBIDDEN", "INPUT_INVALID")
    assert (await kept(db), await marks(db)) == (0, [])


async def test_the_same_report_again_gives_the_same_receipt_and_writes_nothing(db: Database) -> None:
    await town(db)
    first = await reported(db)
    at = await watermark(db)
    assert await reported(db, words="再说一遍。") == first
    assert (await kept(db), await watermark(db)) == (1, at)
    assert (await reported(db, kind="EXPIRED"))["receipt"] != first["receipt"]


async def test_reports_at_once_are_told_apart_and_the_same_ones_are_one(db: Database) -> None:
    await town(db)
    other = Database(db.endpoint, db.settings)
    try:
        same = await asyncio.gather(*(reported(each) for each in (db, other) * 4))
        assert len({answer["receipt"] for answer in same}) == 1
        targets = ("sanction:S1", "entry:E1", "post-1", "share-1", "control-1", "record:R3")
        different = await asyncio.gather(
            *(reported((db, other)[place % 2], target) for place, target in enumerate(targets))
        )
    finally:
        await other.close()
    assert len({answer["receipt"] for answer in different}) == 6
    assert await kept(db) == 7
    assert await marks(db) == ["E1", "R1", "S1", "control-1", "finding-1", "post-1", "share-1"]


async def test_a_namesake_is_told_apart_and_keeps_its_facts_unmarked(db: Database) -> None:
    await town(db)
    (reference,) = await possible(db)
    assert NAMESAKE not in reference
    wrong = await reported(db, reference, kind="WRONG")
    assert (wrong["code"], wrong["path"]) == ("INPUT_INVALID", "input.kind")
    # Whoever was not shown it cannot use its reference.
    assert (await reported(db, reference, subject(OTHER), kind="NOT_ME"))["code"] == "TARGET_NOT_YOURS"
    answer = await reported(db, reference, kind="NOT_ME")
    assert (answer["target"], answer["contested"], answer["candidateId"]) == (reference, None, None)
    assert (await kept(db), await marks(db)) == (1, [])


async def test_a_join_with_a_namesake_is_what_not_me_marks(db: Database) -> None:
    await town(db, joined=True)
    (reference,) = await possible(db)
    assert (await reported(db, reference, kind="NOT_ME"))["contested"] == "join-1"
    assert await marks(db) == ["join-1"]


@pytest.mark.parametrize(
    "words",
    [
        f"我的号码是{NUMBER}。",
        f"号码 {NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}",
        f"号码{NUMBER[:6]}-{NUMBER[6:14]}-{NUMBER[14:]}",
        "号码" + "".join(chr(ord(each) + 0xFEE0) for each in NUMBER),
        f"编号00{NUMBER}7",
        f"旧号码{OLD}",
    ],
)
async def test_the_number_of_a_citizen_has_no_place_in_the_words(db: Database, words: str) -> None:
    await town(db)
    answer = await reported(db, words=words)
    assert (answer["code"], answer["path"]) == ("INPUT_INVALID", "input.words")
    assert "公民身份号码" in answer["textZh"]
    assert await kept(db) == 0


@pytest.mark.parametrize("words", ["", "  ", "长" * 1001, "看不见\x00"])
async def test_words_that_cannot_be_kept_are_refused(db: Database, words: str) -> None:
    await town(db)
    assert (await reported(db, words=words))["path"] == "input.words"
    assert await kept(db) == 0


async def test_numbers_of_documents_may_be_named(db: Database) -> None:
    await town(db)
    words = "见（2024）沪0101执1234号、91310101100000008K 及 2024-05-01 的决定，\n编号 202405010000123456。"
    assert (await reported(db, words=words))["words"] == words


async def test_a_subject_reports_so_often_in_a_day_and_no_more(db: Database) -> None:
    await town(db)
    settings = db.settings.model_copy(update={"problems_per_day": 2})
    first = await reported(db, settings=settings)
    await reported(db, "sanction:S1", settings=settings)
    refusal = await reported(db, "entry:E1", settings=settings)
    assert (refusal["code"], refusal["path"]) == ("TOO_MANY_PROBLEMS", "input")
    assert (await kept(db), await marks(db)) == (2, ["R1", "S1"])
    # The same thing again is no further report, and others have a day of their own.
    assert await reported(db, settings=settings) == first
    assert (await reported(db, "record:R2", subject(OTHER), settings))["state"] == "OPEN"
    await run(db, "MATCH (p:Problem) SET p.filed_at = p.filed_at - duration({hours: 25})")
    assert (await reported(db, "entry:E1", settings=settings))["state"] == "OPEN"


async def test_an_officer_files_for_who_came_to_the_window(db: Database) -> None:
    await town(db)
    near = officer(case_ref="(2026)沪市监受字1号")
    answer = await reported(db, viewer=near, subjectId=ME)
    assert (answer["caseRef"], answer["subjectId"]) == ("(2026)沪市监受字1号", ME)
    assert await marks(db) == ["R1"]
    refusals: list[Any] = [
        await reported(db, "entry:E1", near),
        await reported(db, "entry:E1", officer(), subjectId=ME),
        await reported(db, "entry:E1", officer(regions=("44",), case_ref="1"), subjectId=ME),
        await reported(db, "entry:E1", near, subjectId="nobody"),
        await reported(db, "entry:E1", officer(case_ref="1"), subjectId=OTHER),
        # Not even for who came does an officer contest another's record.
        await reported(db, "record:R2", near, subjectId=ME),
    ]
    assert [(each["code"], each["path"]) for each in refusals] == [
        ("INPUT_INVALID", "input.subjectId"),
        ("INPUT_INVALID", "input.subjectId"),
        ("FORBIDDEN", "input.subjectId"),
        ("FORBIDDEN", "input.subjectId"),
        ("FORBIDDEN", "input.subjectId"),
        ("TARGET_NOT_YOURS", "input.target"),
    ]
    assert await marks(db) == ["R1"]


async def test_filing_for_a_minor_tells_nothing_of_what_is_kept_about_it(db: Database) -> None:
    await town(db)
    await run(db, "MATCH (me:Subject {subject_id: 'P1'}) SET me.birth_date = date('2012-05-05')")
    near = officer(case_ref="(2026)沪市监受字1号")
    there = await reported(db, viewer=near, subjectId=ME)
    assert (there["code"], there["path"]) == ("FORBIDDEN", "input.subjectId")
    assert await reported(db, "record:nobody", near, subjectId=ME) == there
    # The child itself, or who signs in for it, reports as everybody does.
    assert (await reported(db, viewer=subject(ME), subjectId=ME))["words"] == WORDS


async def test_reports_and_refused_ones_are_on_record(db: Database) -> None:
    await town(db)
    service = Service(db, the_law(), db.settings)
    given = {"kind": "WRONG", "target": "record:R1", "words": WORDS}
    await told(service, subject(ME), REPORT, input=given)
    await told(service, subject(OTHER), REPORT, input=given)
    (entry,) = await service.recorder.looks(ME, None, 10)
    assert {name: entry[name] for name in ("caller", "role", "purpose", "action", "fields", "outcome")} == {
        "caller": "citizen-1",
        "role": "SUBJECT",
        "purpose": "SELF",
        "action": "CHANGE",
        "fields": ["Mutation.reportProblem", "Problem"],
        "outcome": "OK",
    }
    # Whose record it was is not told by what happened to a stranger's report.
    assert await service.recorder.looks(OTHER, None, 10) == []
    await service.close()
    lines = [
        line
        for file in sorted(service.settings.home.glob("audit/*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        if '"REFUSED"' in line
    ]
    assert len(lines) == 1
    assert '"Mutation.reportProblem"' in lines[0]
