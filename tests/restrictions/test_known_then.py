"""Restrictions of a past moment: computed by the kernel, equal to the stored ones of that moment, and staying so."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from graph_api.engine.db import Database
from graph_api.generate import sample
from graph_api.law.source import the_law
from graph_api.projection.service import project
from graph_api.restrictions import service
from graph_api.restrictions.service import Wanted, computed
from graph_api.subjects import windows
from loaders.run import load
from tests.graphs.asking import ask
from tests.graphs.drawing import KNOWN, run
from tests.graphs.market import market
from tests.graphs.random_towns import random_town
from tests.loaders.conftest import write_bundle

LAW = the_law()
REVOKED = "company-2018.officer.licence-revoked"
STORED = """
MATCH (r:Restriction)-[:BINDS]->(s:Subject) MATCH (r)-[:BECAUSE_OF]->(item)
RETURN s.subject_id AS subject, properties(r) AS stored,
  coalesce(item.record_id, item.sanction_id, item.entry_id) AS item
"""
LIST = """query($filter: RestrictionFilter, $first: Int, $after: String, $asOf: Date, $knownAsOf: DateTime) {
  restrictions(filter: $filter, first: $first, after: $after, asOf: $asOf, knownAsOf: $knownAsOf) {
    ... on Failure { code path }
    ... on RestrictionList { computed stale pageInfo { hasNextPage endCursor } edges { node {
      id code effect state since lastBarredDay computed stale subject { id } because { id }
      path { role { code } organization { id } since until } } } } } }"""


def _plain(values: dict[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items() if value is not None and value != []}


async def stored(db: Database) -> dict[str, tuple[str, str, dict[str, str]]]:
    """The stored restrictions by their ids, whole."""
    rows = await run(db, STORED)
    return {
        row["stored"]["restriction_id"]: (row["subject"], row["item"], _plain(row["stored"])) for row in rows
    }


async def walked(
    db: Database, wanted: Wanted, known: datetime, size: int
) -> dict[str, tuple[str, str, dict[str, str]]]:
    """The computed restrictions by their ids, page after page."""
    found: dict[str, tuple[str, str, dict[str, str]]] = {}
    after, seen = ("", ""), 0
    while True:
        page = await computed(db, LAW, wanted, known, after, size)
        assert len(page.rows) <= size
        seen += len(page.rows)
        for row in page.rows:
            found[row.restriction["restriction_id"]] = (row.subject_id, row.item_id, _plain(row.restriction))
        if not page.more or page.last is None:
            assert seen == len(found)
            return found
        assert page.last > after
        after = page.last


async def watermark(db: Database) -> datetime:
    [row] = await run(db, "MATCH (w:Watermark {name: 'facts'}) RETURN w.at AS at")
    return datetime.fromisoformat(str(row["at"])[:26] + "+00:00") + timedelta(microseconds=1)


@pytest.mark.parametrize("seed", range(200, 208))
async def test_at_the_watermark_the_computed_restrictions_are_the_stored_ones(
    db: Database, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "JUDGED", 3)
    monkeypatch.setattr(windows, "SUBJECTS", 4)
    await random_town(LAW, seed, people=8, bodies=4, items=20).write(db)
    await project(db, LAW, everything=True)
    assert await walked(db, Wanted(), KNOWN, 7) == await stored(db)
    on = date(2024, 10, 1)
    wanted = Wanted(on=on, effect="MEASURE", state="FIRM", position="DIRECTOR")
    narrowed = {
        key for key, (_, _, values) in (await stored(db)).items() if wanted.lets_through(_dated(values))
    }
    assert (await walked(db, wanted, KNOWN, 5)).keys() == narrowed


def _dated(values: dict[str, str]) -> dict[str, Any]:
    days = {
        name: date.fromisoformat(values[name])
        for name in ("possible_since", "possible_until")
        if name in values
    }
    return {**values, **days}


async def test_the_computed_restrictions_of_the_sample_are_the_stored_ones(
    db: Database, tmp_path: Path
) -> None:
    sample(tmp_path / "sample")
    await load(db, "bundle", tmp_path / "sample", home=db.settings.home)
    await project(db, LAW)
    every = await stored(db)
    assert await walked(db, Wanted(), await watermark(db), 100) == every
    assert len(every) > 10


async def test_what_nobody_knew_yet_restricts_nobody(db: Database) -> None:
    await market().write(db)
    await project(db, LAW, everything=True)
    assert await walked(db, Wanted(), KNOWN - timedelta(days=1), 100) == {}


def _town(folder: Path, decided: str, until: str) -> Path:
    return write_bundle(
        folder,
        subjects=[
            {"key": "c1", "kind": "ENTERPRISE", "name": "甲有限公司", "org_kinds": "LIMITED_COMPANY"},
            {"key": "p1", "kind": "PERSON", "name": "张三"},
        ],
        positions=[
            {"key": "h1", "holder": "key:p1", "organization": "key:c1",
             "position": "LEGAL_REPRESENTATIVE", "since": "2018-01-01", "until": until},
        ],
        records=[
            {"key": "r1", "subject": "key:c1", "kind": "adm.penalty", "trigger": "BUSINESS_LICENCE_REVOKED",
             "decided": decided, "effective": decided, "conduct_from": "2020-01-01",
             "conduct_until": "2020-03-01"},
        ],
        findings=[{"key": "f1", "record": "r1", "person": "key:p1", "as": "LEGAL_REPRESENTATIVE"}],
    )  # fmt: skip


async def _answered(db: Database, known: datetime | None, **more: Any) -> Any:
    moment = known.isoformat() if known else None
    return (await ask(db, LIST, knownAsOf=moment, asOf="2021-06-01", **more)).data["restrictions"]


async def test_after_a_correction_the_past_moment_says_what_it_said(db: Database, tmp_path: Path) -> None:
    await load(db, "bundle", _town(tmp_path / "b", "2021-01-01", "2022-01-01"), home=db.settings.home)
    await project(db, LAW)
    before, then = await stored(db), await watermark(db)
    said = await _answered(db, then)
    assert await walked(db, Wanted(), then, 2) == before
    await load(db, "bundle", _town(tmp_path / "b", "2021-05-01", "2019-01-01"), home=db.settings.home)
    await project(db, LAW)
    assert await stored(db) != before
    assert await walked(db, Wanted(), then, 2) == before
    assert await _answered(db, then) == said
    assert await walked(db, Wanted(), await watermark(db), 2) == await stored(db)
    since = {edge["node"]["since"] for edge in said["edges"] if edge["node"]["code"] == REVOKED}
    assert since == {"2021-01-01"}


async def test_the_answer_says_that_it_was_computed(db: Database) -> None:
    await market().write(db)
    await project(db, LAW, everything=True)
    await run(db, "CREATE (:StaleMark {subject_id: 'P5', at: $at})", at=datetime.now(UTC))
    now, then = await _answered(db, None, first=100), await _answered(db, KNOWN, first=100)
    assert (now["computed"], now["stale"], then["computed"], then["stale"]) == (False, True, True, False)
    assert {edge["node"]["computed"] for edge in now["edges"]} == {False}
    assert {edge["node"]["computed"] for edge in then["edges"]} == {True}

    def told(answer: Any) -> list[dict[str, Any]]:
        nodes = [{**edge["node"], "computed": None, "stale": None} for edge in answer["edges"]]
        return sorted(nodes, key=lambda node: node["id"])

    assert told(then) == told(now) != []


async def test_a_page_goes_on_where_the_one_before_ended(db: Database) -> None:
    await market().write(db)
    whole = await _answered(db, KNOWN, first=100)
    assert whole["pageInfo"]["hasNextPage"] is False
    first = await _answered(db, KNOWN, first=3)
    second = await _answered(db, KNOWN, first=100, after=first["pageInfo"]["endCursor"])
    assert len(first["edges"]) == 3
    assert first["edges"] + second["edges"] == whole["edges"]


async def test_a_region_counts_as_it_was_known_then(db: Database) -> None:
    await market().write(db)
    later = KNOWN + timedelta(days=1)
    await run(db, "MATCH (p:Subject {subject_id: 'P3'}) SET p.region = '310101'")
    await run(
        db,
        "MATCH (p:Subject {subject_id: 'P1'}) SET p.region = '440300', p.recorded_at = $later "
        "CREATE (:ClosedSubject {subject_id: 'P1', region: '310101', recorded_at: $known, superseded_at: $later})"
        "-[:VERSION_OF]->(p)",
        known=KNOWN,
        later=later,
    )
    for known, bound in ((KNOWN, {"P1", "P3"}), (later, {"P3"})):
        found = await _answered(db, known, first=100, filter={"region": "310101", "choice": "ALL"})
        assert {edge["node"]["subject"]["id"] for edge in found["edges"]} == bound
    assert (await _answered(db, KNOWN, filter={"region": "99", "choice": "ALL"}))["edges"] == []


async def test_a_subject_and_a_node_of_a_past_moment_show_what_was_known_then(db: Database) -> None:
    await market().write(db)
    await project(db, LAW, everything=True)
    document = """query($known: DateTime) { person(id: "P1", knownAsOf: $known) { ... on Person {
      restrictions(first: 100) { totalCount edges { cursor node { id code } } } } } }"""
    then = (await ask(db, document, known=KNOWN.isoformat())).data["person"]["restrictions"]
    now = (await ask(db, document)).data["person"]["restrictions"]
    assert then == now
    assert then["totalCount"] > 2
    await run(db, "MATCH (r:Record {record_id: 'R1'}) SET r.recorded_at = $at", at=KNOWN + timedelta(days=1))
    await project(db, LAW, everything=True)
    later = (await ask(db, document, known=KNOWN.isoformat())).data["person"]["restrictions"]
    gone = [edge["node"]["id"] for edge in now["edges"] if edge not in later["edges"]]
    assert gone
    found = await ask(
        db,
        "query($id: ID!, $known: DateTime) { then: node(id: $id, knownAsOf: $known) { id } now: node(id: $id) { id } }",
        id=gone[0],
        known=KNOWN.isoformat(),
    )
    assert found.data == {"then": None, "now": {"id": gone[0]}}
