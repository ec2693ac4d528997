"""Who is in office and must leave: the radar over restrictions says what judging everybody would."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph_api.conflicts import service
from graph_api.conflicts.service import Wanted, conflicts
from graph_api.engine.db import Database
from graph_api.evidence.service import facts_of
from graph_api.law.facts import Office, Question
from graph_api.law.kernel import judge
from graph_api.law.lawbook import Version
from graph_api.law.logic import Tri
from graph_api.law.reach import post_span
from graph_api.law.source import the_law
from graph_api.law.verdict import Effect
from graph_api.projection.service import project
from tests.graphs.asking import ask
from tests.graphs.drawing import Drawing
from tests.graphs.market import market
from tests.graphs.random_towns import random_town

LAW = the_law()
ON = date(2024, 10, 1)


async def brute_force(db: Database, town: Drawing) -> set[tuple[str, str, str]]:
    """Every post held on the day whose holder a ground that hangs on a record bars, judged one by one."""
    found = set()
    posts = [row for key, rows in town.links.items() if key[0] == "HOLDS" for row in rows]
    known = await facts_of(db, [(row["start"], row["end"]) for row in posts])
    for row, (facts, body) in zip(posts, known, strict=True):
        [post] = [post for post in facts.posts if post.fact_id == row["fact"]["fact_id"]]
        assert body is not None
        if post_span(post).at(ON) is Tri.NO:
            continue
        verdict = judge(LAW, Question(Office(post.position, body), ON), facts)
        for ground in verdict.grounds:
            if ground.effect is Effect.BARRED and ground.item:
                found.add((row["start"], post.fact_id, ground.measure))
    return found


@pytest.mark.parametrize("seed", range(100, 112))
async def test_the_radar_finds_what_judging_every_post_finds(
    db: Database, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "CANDIDATES", 3)
    town = random_town(LAW, seed, people=8, bodies=4, items=30)
    await town.write(db)
    await project(db, LAW, everything=True)
    found: set[tuple[str, str, str]] = set()
    after = ("", "")
    while True:
        page = await conflicts(db, LAW, Wanted(), ON, after, 2)
        assert len(page.found) <= 2
        found |= {
            (each.row.holder, each.row.fact_id, ground.measure)
            for each in page.found
            for ground in each.grounds
        }
        if not page.more or page.last is None:
            break
        assert page.last > after
        after = page.last
    assert found == await brute_force(db, town)


def _version(code: str) -> Version:
    return next(version for version in LAW.versions if version.code == code)


RADAR = """query($filter: ConflictFilter, $asOf: Date) { officersInConflict(filter: $filter, asOf: $asOf) {
  ... on Failure { code path }
  ... on OfficersInConflict { stale pageInfo { hasNextPage } edges { node { since
    position { position { code } holder { id name } organization { id } tenure }
    grounds { document articles since lastBarredDay inOffice { code } competentZh role { code } because { id }
      measure { code } } } } } } }"""


async def radar(db: Database, as_of: str = "2025-06-01", **wanted: Any) -> Any:
    return (await ask(db, RADAR, filter=wanted, asOf=as_of)).data["officersInConflict"]


async def test_the_revoked_companys_man_must_leave_his_other_company(db: Database) -> None:
    await market().write(db)
    await project(db, LAW, everything=True)
    found = await radar(db, office="DIRECTOR")
    assert found["stale"] is False
    assert found["pageInfo"] == {"hasNextPage": False}
    [edge] = [edge for edge in found["edges"] if edge["node"]["position"]["holder"]["id"] == "P1"]
    node = edge["node"]
    assert node["position"] == {
        "position": {"code": "DIRECTOR"},
        "holder": {"id": "P1", "name": "张三"},
        "organization": {"id": "O2"},
        "tenure": "HELD",
    }
    [ground] = [
        each for each in node["grounds"] if each["measure"]["code"] == "company.officer.licence-revoked"
    ]
    assert ground == {
        "document": "company-law-2023",
        "articles": list(_version("company.officer.licence-revoked").measure.articles),
        "since": "2024-08-01",
        "lastBarredDay": "2027-08-01",
        "inOffice": {"code": "APPOINTMENT_VOID_AND_REMOVE"},
        "competentZh": "公司（选举、委派、聘任该人员的机构）",
        "role": {"code": "LEGAL_REPRESENTATIVE"},
        "because": {"id": "record:R1"},
        "measure": {"code": "company.officer.licence-revoked"},
    }
    assert node["since"] == "2024-08-01"


async def test_the_radar_is_narrowed_by_region_organ_class_and_office(db: Database) -> None:
    await market().write(db)
    await project(db, LAW, everything=True)

    async def posts(**wanted: Any) -> list[tuple[str, str]]:
        nodes = [edge["node"]["position"] for edge in (await radar(db, **wanted))["edges"]]
        return sorted({(node["holder"]["id"], node["organization"]["id"]) for node in nodes})

    assert ("P1", "O2") in await posts()
    assert await posts(registeredIn="310115", office="DIRECTOR") == [("P1", "O2")]
    assert await posts(registeredIn="44") == []
    assert await posts(supervisedBy="O9", office="DIRECTOR") == [("P1", "O2")]
    assert await posts(supervisedBy="某市市场监督管理局", office="DIRECTOR") == [("P1", "O2")]
    assert await posts(supervisedBy="别的局") == []
    assert await posts(bodyClass="COMPANY", office="DIRECTOR") == [("P1", "O2")]
    assert await posts(bodyClass="FOUNDATION") == []
    assert await posts(office="SUPERVISOR") == []
    assert (await radar(db, office="KING")) == {"code": "INVALID_OFFICE", "path": "filter.office"}


async def test_nobody_is_in_conflict_before_the_record_and_after_its_term(db: Database) -> None:
    await market().write(db)
    await project(db, LAW, everything=True)
    for day in ("2024-07-31", "2027-08-02"):
        edges = (await radar(db, as_of=day, office="DIRECTOR"))["edges"]
        measures = {ground["measure"]["code"] for edge in edges for ground in edge["node"]["grounds"]}
        assert "company.officer.licence-revoked" not in measures
