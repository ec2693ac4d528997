"""Restrictions in the graph are what the kernel says of the facts: written, idempotent, incremental, verified."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph_api.engine.db import Database
from graph_api.engine.transaction import Transaction
from graph_api.evidence.service import facts_of
from graph_api.law.projection import bars
from graph_api.law.source import the_law
from graph_api.projection import service
from graph_api.projection.report import Difference
from graph_api.projection.restriction import restrictions_of
from graph_api.projection.service import drain_marks, is_stale, project, reproject, verify
from tests.graphs.drawing import Drawing, run
from tests.graphs.random_towns import random_town

LAW = the_law()
ALL = """
MATCH (r:Restriction)-[:BINDS]->(s:Subject) MATCH (r)-[:UNDER]->(m:Measure) MATCH (r)-[:BECAUSE_OF]->(i)
RETURN s.subject_id AS subject, r.measure AS measure, r.effect AS effect, r.state AS state,
  m.code AS under, coalesce(i.record_id, i.sanction_id, i.entry_id) AS item, r.restriction_id AS id
ORDER BY subject, id
"""


def revoked_company() -> Drawing:
    """A company whose licence was revoked while P1 was its legal representative; P2 came later."""
    return (
        Drawing()
        .organization("O1", "甲有限公司", org_kinds=["LIMITED_COMPANY"])
        .person("P1", "张三")
        .person("P2", "李四")
        .holds("P1", "O1", "LEGAL_REPRESENTATIVE", since=date(2018, 1, 1), until=date(2024, 9, 1))
        .holds("P2", "O1", "LEGAL_REPRESENTATIVE", since=date(2024, 9, 1))
        .record(
            "R1",
            "O1",
            "BUSINESS_LICENCE_REVOKED",
            decided=date(2024, 8, 1),
            effective=date(2024, 8, 1),
            conduct_from=date(2023, 1, 1),
            conduct_until=date(2024, 1, 1),
        )
        .finding("R1", "P1", "LEGAL_REPRESENTATIVE")
    )


async def stored(db: Database) -> list[dict[str, Any]]:
    return await run(db, ALL)


async def expected(db: Database, subjects: list[str]) -> set[tuple[Any, ...]]:
    """What the kernel says reaches these subjects, by brute force over the facts that questions are judged on."""
    found = set()
    for subject, known in zip(subjects, await facts_of(db, [(each, None) for each in subjects]), strict=True):
        in_graph = {item.item_id for item in known.facts.items}
        for bar in bars(LAW, known.facts):
            if bar.item is not None and bar.item.item_id in in_graph:
                post = bar.path.post.fact_id if bar.path.post else None
                key = (bar.effect, f"{bar.measure}@{bar.version}", bar.item.item_id, bar.path.role, post)
                found.add((subject, *key))
    return found


async def test_the_revoked_companys_legal_representative_is_restricted_and_his_successor_is_not(
    db: Database,
) -> None:
    await revoked_company().write(db)
    report = await project(db, LAW, everything=True)
    rows = await stored(db)
    bound = {row["subject"] for row in rows if row["measure"] == "company.officer.licence-revoked"}
    assert bound == {"P1"}
    assert all(row["item"] == "R1" for row in rows)
    assert report.created == len(rows) > 0
    assert (report.changed, report.removed, report.unchanged) == (0, 0, 0)


async def test_projecting_twice_changes_nothing(db: Database) -> None:
    await revoked_company().write(db)
    await project(db, LAW, everything=True)
    before = await stored(db)
    again = await project(db, LAW, everything=True)
    assert not again.anything
    assert again.unchanged == len(before)
    assert await stored(db) == before


@pytest.mark.parametrize("seed", range(6))
async def test_the_projection_of_a_random_town_is_what_the_kernel_says(db: Database, seed: int) -> None:
    town = random_town(LAW, seed)
    await town.write(db)
    await project(db, LAW, everything=True)
    subjects = [
        row["subject_id"] for labels in town.nodes if "Subject" in labels for row in town.nodes[labels]
    ]
    wanted = await expected(db, subjects)
    paths = await run(
        db,
        "MATCH (r:Restriction)-[:BINDS]->(s:Subject) MATCH (r)-[:UNDER]->(m:Measure) MATCH (r)-[:BECAUSE_OF]->(i) "
        "RETURN s.subject_id AS subject, r.effect AS effect, m.code AS under, "
        "coalesce(i.record_id, i.sanction_id, i.entry_id) AS item, r.path AS path",
    )
    assert {_key(row) for row in paths} == wanted
    report = await verify(db, LAW)
    assert report.agrees, report.as_json()
    assert report.restrictions == len(paths)


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    path = json.loads(row["path"])
    return (row["subject"], row["effect"], row["under"], row["item"], path["role"], path.get("post"))


async def test_what_no_longer_holds_is_taken_away_by_its_mark(db: Database) -> None:
    await revoked_company().write(db)
    await project(db, LAW, everything=True)
    await run(
        db,
        "MATCH (r:Record {record_id: 'R1'}) SET r.withdrawn = $on, r.withdrawn_kind = 'ANNULLED'",
        on=date(2024, 8, 2),
    )
    await run(db, "CREATE (:StaleMark {subject_id: 'O1', at: $at})", at=datetime.now(UTC))
    assert await is_stale(db)
    report = await project(db, LAW)
    assert report.marks == 1
    assert report.removed or report.changed
    assert not await is_stale(db)
    assert (await verify(db, LAW)).agrees


async def test_a_record_on_an_organization_reaches_the_people_with_roles_there_by_its_mark(
    db: Database,
) -> None:
    await revoked_company().write(db)
    await run(db, "MERGE (m:StaleMark {subject_id: 'O1'}) SET m.at = $at", at=datetime.now(UTC))
    await project(db, LAW)
    assert "P1" in {row["subject"] for row in await stored(db)}
    assert (await verify(db, LAW)).agrees


async def test_a_subject_marked_again_while_it_is_drained_stays_marked(db: Database) -> None:
    await revoked_company().write(db)
    await project(db, LAW)
    await run(db, "CREATE (:StaleMark {subject_id: 'P1', at: $at})", at=datetime(2026, 1, 2, tzinfo=UTC))
    [mark] = await db.read(service.STALE_MARKS, size=10)
    await run(
        db, "MATCH (m:StaleMark {subject_id: 'P1'}) SET m.at = $at", at=datetime(2026, 1, 3, tzinfo=UTC)
    )
    await service._project_batch(db, LAW, ["P1"], [mark])
    assert await is_stale(db)
    report = await drain_marks(db, LAW)
    assert (report.marks, await is_stale(db)) == (1, False)


async def test_projecting_everybody_takes_the_marks_away_without_projecting_twice(db: Database) -> None:
    await revoked_company().write(db)
    await run(
        db,
        "UNWIND ['O1', 'P1', 'P2'] AS id CREATE (:StaleMark {subject_id: id, at: $at})",
        at=datetime.now(UTC),
    )
    report = await project(db, LAW, everything=True)
    assert (report.subjects, report.marks, await is_stale(db)) == (3, 3, False)
    assert (await verify(db, LAW)).agrees


async def test_a_mutation_projects_within_its_own_transaction(db: Database) -> None:
    await revoked_company().write(db)
    await project(db, LAW, everything=True)

    async def clear(transaction: Transaction) -> int:
        await reproject(transaction, LAW, ["P1"])
        raise InterruptedError

    await run(db, "MATCH (:Record)-[f:FINDS_RESPONSIBLE]->(:Person) DELETE f")
    before = await stored(db)
    with pytest.raises(InterruptedError):
        await db.write_facts(clear)
    assert await stored(db) == before

    async def work(transaction: Transaction) -> int:
        return (await reproject(transaction, LAW, ["P1", "P1"])).subjects

    await db.write_facts(work)
    assert (await verify(db, LAW)).agrees


async def test_verify_finds_a_deleted_an_altered_and_an_invented_restriction(db: Database) -> None:
    await revoked_company().write(db)
    await project(db, LAW, everything=True)
    assert (await verify(db, LAW)).agrees
    [facts] = await facts_of(db, [("P1", None)])
    deleted, altered, unhooked, unbound = sorted(restrictions_of(LAW, facts.facts))[:4]
    await run(db, "MATCH (r:Restriction {restriction_id: $id}) DETACH DELETE r", id=deleted)
    await run(db, "MATCH (r:Restriction {restriction_id: $id}) SET r.until = date('2099-01-01')", id=altered)
    await run(db, "MATCH (:Restriction {restriction_id: $id})-[u:UNDER]->() DELETE u", id=unhooked)
    await run(db, "MATCH (:Restriction {restriction_id: $id})-[b:BINDS]->() DELETE b", id=unbound)
    await run(
        db,
        "MATCH (s:Subject {subject_id: 'P2'}) CREATE (:Restriction {restriction_id: 'x', measure: 'y'})-[:BINDS]->(s)",
    )
    report = await verify(db, LAW)
    found = sorted(report.differences, key=lambda each: (each.kind, each.key))
    assert found == sorted(
        [
            Difference("ALTERED", altered, "P1", ("until",)),
            Difference("ALTERED", unhooked, "P1", ("UNDER",)),
            Difference("INVENTED", unbound),
            Difference("INVENTED", "x", "P2"),
            Difference("MISSING", deleted, "P1"),
            Difference("MISSING", unbound, "P1"),
        ],
        key=lambda each: (each.kind, each.key),
    )
    assert report.counts == {"ALTERED": 2, "INVENTED": 2, "MISSING": 2}
    repaired = await project(db, LAW, everything=True)
    assert repaired.anything
    assert (await verify(db, LAW)).agrees


async def test_the_mirror_of_the_law_is_written_once_and_mended(db: Database) -> None:
    first = await project(db, LAW)
    assert first.law > len(LAW.versions) + len(LAW.documents)
    assert (await project(db, LAW)).law == 0
    code = LAW.versions[0].key
    await run(db, "MATCH (m:Measure {code: $code}) SET m.name_zh = 'x'", code=code)
    await run(db, "CREATE (:Document {code: 'invented'})")
    report = await verify(db, LAW)
    assert report.differences == [Difference("LAW_INVENTED", "invented"), Difference("LAW_ALTERED", code)]
    assert (await project(db, LAW)).law == 2
    assert (await verify(db, LAW)).agrees


async def test_pages_of_touched_subjects_come_in_the_order_of_their_ids_on_both_engines(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing = Drawing()
    keys = [f"P{number * 7919 % 97:02}" for number in range(97)]
    for key in keys:
        drawing.person(key, f"人{key}").record(f"R-{key}", key, "CONVICTION_ECONOMIC", carrier="PERSON")
    await drawing.write(db)
    monkeypatch.setattr(service, "BATCH", 10)
    seen = [key async for page in service._pages(service._touched(db)) for key in page]
    assert seen == sorted(keys)


async def test_a_local_clause_reaches_where_the_company_lay_when_the_decision_took_effect(
    db: Database,
) -> None:
    town = revoked_company()
    town.entry("E1", "O1", "JUDGMENT_DEBTOR_LIST", list="jd", entered=date(2023, 5, 1))
    for subject, place, since, until in (
        ("O1", "310104", None, date(2024, 1, 1)),
        ("O1", "110101", date(2024, 1, 1), None),
    ):
        town.dated(subject, "REGION", place, since=since, until=until, seen=date(2010, 1, 1))
    town.nodes["Subject:Organization:Enterprise"][0]["region"] = "110101"
    town.link(
        "FINDS_RESPONSIBLE",
        "E1",
        "P1",
        ends=("ListEntry", "Subject"),
        state="FOUND",
        **{"as": "LEGAL_REPRESENTATIVE"},
    )
    await town.write(db)
    await project(db, LAW, everything=True)
    assert "prop.local.shanghai" in {row["measure"] for row in await stored(db) if row["subject"] == "P1"}
    await run(
        db,
        "MATCH (c:Characteristic {value: '310104'}) SET c.until = $on "
        "WITH c MATCH (d:Characteristic {value: '110101'}) SET d.since = $on",
        on=date(2022, 1, 1),
    )
    await run(db, "MERGE (m:StaleMark {subject_id: 'O1'}) SET m.at = $at", at=datetime.now(UTC))
    await project(db, LAW)
    assert "prop.local.shanghai" not in {row["measure"] for row in await stored(db)}
    assert (await verify(db, LAW)).agrees
