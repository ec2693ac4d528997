"""Who is in office and must leave: the radar over restrictions says what judging everybody would."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import product
from random import Random
from typing import Any

import pytest

from graph_api.conflicts import service
from graph_api.conflicts.bars import FIRM, born_after, rules_on
from graph_api.conflicts.service import Moment, Radar, Wanted
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
from graph_api.subjects import windows
from tests.graphs.asking import ask
from tests.graphs.drawing import KNOWN, Drawing, run
from tests.graphs.market import market
from tests.graphs.random_towns import random_town

LAW = the_law()
ON = date(2024, 10, 1)


async def brute_force(db: Database, town: Drawing) -> set[tuple[str, str, str]]:
    """Every post held on the day whose holder a ground bars, judged one by one."""
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
            if ground.effect is Effect.BARRED:
                found.add((row["start"], post.fact_id, ground.measure))
    return found


async def swept(db: Database, known: datetime | None = None, size: int = 2) -> set[tuple[str, str, str]]:
    """What the radar finds, page after page."""
    found: set[tuple[str, str, str]] = set()
    after = ("", "")
    while True:
        page = await Radar(db, LAW, Wanted(), Moment(ON, known)).page(after, size)
        assert len(page.found) <= size
        found |= {
            (each.row.holder, each.row.fact_id, ground.measure)
            for each in page.found
            for ground in each.grounds
        }
        if not page.more or page.last is None:
            return found
        assert page.last > after
        after = page.last


def peopled(seed: int) -> Drawing:
    """A random town with a civil servant, children and namesakes in its posts, and a body the state owns."""
    town, chance = random_town(LAW, seed, people=8, bodies=4, items=15), Random(seed)  # noqa: S311 - no secret
    town.organization("OS", "澄江集团", org_kinds=["WHOLLY_STATE_OWNED_COMPANY"], state_capital="WHOLLY")
    # Last seen as any company; what it was on the day is told by its dated facts alone.
    town.organization("OH", "澄湖公司", org_kinds=["LIMITED_COMPANY"], state_capital="NONE")
    town.dated("OH", "STATE_CAPITAL", "WHOLLY", since=date(2020, 1, 1), until=date(2025, 1, 1))
    town.organization("OG", "某局", "GovernmentOrgan", org_kinds=["STATE_ORGAN"])
    town.person("PC", "童某", birth_date=date(2010, 3, 1)).person("PD", "童某", birth_date=date(2007, 3, 1))
    town.person("PN", "某P01", identified=False)
    posts = ("DIRECTOR", "SUPERVISOR", "GENERAL_MANAGER", "LEGAL_REPRESENTATIVE", "CHAIRMAN", "CIVIL_SERVANT")
    for number in range(24):
        holder = chance.choice(("P00", "P01", "P02", "P03", "PC", "PD", "PN"))
        body = chance.choice(("O00", "O01", "OS", "OG", "OH"))
        position = chance.choice(posts)
        since, seen = date(2015 + chance.randrange(9), 5, 1), date(2024, chance.randrange(8, 13), 1)
        ended = chance.random() < 0.1 or None
        town.holds(holder, body, position, fact_id=f"further-{number}", since=since, ended=ended, seen=seen)
    return town


@pytest.mark.parametrize("seed", range(100, 112))
async def test_the_radar_finds_what_judging_every_post_finds(
    db: Database, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service, "CANDIDATES", 3)
    monkeypatch.setattr(windows, "SUBJECTS", 4)
    town = peopled(seed)
    await town.write(db)
    await project(db, LAW, everything=True)
    wanted = await brute_force(db, town)
    assert wanted
    assert await swept(db) == wanted
    assert await swept(db, KNOWN) == wanted


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


def offices() -> Drawing:
    """A civil servant in a company, one person on both sides of a board, two people of one name, a child."""
    return (
        Drawing()
        .organization("O1", "甲有限公司", org_kinds=["LIMITED_COMPANY"])
        .organization("O2", "乙有限公司", org_kinds=["LIMITED_COMPANY"])
        .organization("G1", "某局", "GovernmentOrgan", org_kinds=["STATE_ORGAN"])
        .person("A1", "公务员甲")
        .holds("A1", "G1", "CIVIL_SERVANT", since=date(2010, 1, 1))
        .holds("A1", "O1", "DIRECTOR", since=date(2021, 1, 1))
        .person("B1", "两职者")
        .holds("B1", "O1", "SUPERVISOR", since=date(2022, 1, 1))
        .holds("B1", "O1", "DIRECTOR", since=date(2023, 1, 1))
        .holds("B1", "O2", "DIRECTOR", since=date(2023, 1, 1))
        # One name in the organ and in the company: nothing says that they are one person.
        .person("C1", "同名者", identified=False)
        .holds("C1", "O1", "SUPERVISOR", since=date(2022, 1, 1))
        .holds("C1", "O1", "DIRECTOR", since=date(2022, 1, 1))
        .person("C2", "公务员甲", identified=False)
        .holds("C2", "O2", "DIRECTOR", since=date(2021, 1, 1))
        .person("D1", "未成年者", birth_date=date(2010, 6, 1))
        .holds("D1", "O2", "DIRECTOR", since=date(2023, 1, 1))
        .person("D2", "成年者", birth_date=date(1990, 6, 1))
        .holds("D2", "O2", "DIRECTOR", since=date(2023, 1, 1))
    )


KINDS = """query($filter: ConflictFilter, $asOf: Date, $known: DateTime) {
  officersInConflict(filter: $filter, asOf: $asOf, knownAsOf: $known) { ... on Failure { code path }
    ... on OfficersInConflict { computed edges { node { since
      position { position { code } holder { id } organization { id } }
      grounds { kind measure { code } because { id } excludedBy { position { code } organization { id } since until } }
    } } } } }"""


async def kinds(db: Database, **variables: Any) -> list[tuple[str, str, str, str, list[Any]]]:
    """Holder, post and body of each conflict, since when, and its grounds."""
    found = (await ask(db, KINDS, **{"asOf": "2025-01-01", **variables})).data["officersInConflict"]
    assert found["computed"] is ("known" in variables)
    return [
        (
            edge["node"]["position"]["holder"]["id"],
            edge["node"]["position"]["position"]["code"],
            edge["node"]["position"]["organization"]["id"],
            edge["node"]["since"],
            edge["node"]["grounds"],
        )
        for edge in found["edges"]
    ]


def _post(position: str, organization: str, since: str) -> dict[str, Any]:
    return {
        "position": {"code": position}, "organization": {"id": organization}, "since": since, "until": None,
    }  # fmt: skip


def _other_post(measure: str, post: dict[str, Any]) -> dict[str, Any]:
    return {"kind": "OTHER_POST", "measure": {"code": measure}, "because": None, "excludedBy": post}


async def test_a_civil_servant_a_supervisor_who_directs_and_a_child_are_in_conflict_and_namesakes_are_not(
    db: Database,
) -> None:
    await offices().write(db)
    await project(db, LAW, everything=True)
    age = {
        "kind": "AGE",
        "measure": {"code": "company.officer.incapacity"},
        "because": None,
        "excludedBy": None,
    }
    told = [
        ("A1", "DIRECTOR", "O1", "2021-01-01",
         [_other_post("civil-service.no-business", _post("CIVIL_SERVANT", "G1", "2010-01-01"))]),
        ("B1", "DIRECTOR", "O1", "2024-07-01",
         [_other_post("company.officer.no-concurrent-supervisor", _post("SUPERVISOR", "O1", "2022-01-01"))]),
        ("B1", "SUPERVISOR", "O1", "2024-07-01",
         [_other_post("company.supervisor.no-concurrent-officer", _post("DIRECTOR", "O1", "2023-01-01"))]),
        ("D1", "DIRECTOR", "O2", "2024-07-01", [age]),
    ]  # fmt: skip
    assert await kinds(db) == told
    assert await kinds(db, known=KNOWN.isoformat()) == told
    assert await kinds(db, known=(KNOWN - timedelta(days=1)).isoformat()) == []
    assert [each[0] for each in await kinds(db, asOf="2031-01-01")] == ["A1", "B1", "B1"]
    for moment in ({}, {"known": KNOWN.isoformat()}):
        for wanted, holders in (("FACT", []), ("OTHER_POST", ["A1", "B1", "B1"]), ("AGE", ["D1"])):
            found = await kinds(db, filter={"kinds": [wanted]}, **moment)
            assert [each[0] for each in found] == holders


async def test_a_post_corrected_since_is_in_conflict_at_the_moment_it_was_known_so(db: Database) -> None:
    town = offices()
    await town.write(db)
    later = KNOWN + timedelta(days=10)
    await run(
        db,
        "MATCH (p:Subject {subject_id: 'A1'})-[held:HOLDS {position: 'CIVIL_SERVANT'}]->(g:Subject) "
        "CREATE (p)-[old:HOLDS_CLOSED]->(g) SET old = properties(held), old.superseded_at = $later "
        "SET held.recorded_at = $later, held.until = $until, held.ended = true "
        "WITH p MATCH (w:Watermark {name: 'facts'}) SET w.at = $later, w.pending = $later",
        later=later,
        until=date(2020, 1, 1),
    )
    await project(db, LAW, everything=True)
    assert "A1" not in {each[0] for each in await kinds(db)}
    assert "A1" in {each[0] for each in await kinds(db, known=KNOWN.isoformat())}
    assert "A1" not in {each[0] for each in await kinds(db, known=later.isoformat())}


async def test_the_filters_hold_for_a_past_moment_too(db: Database) -> None:
    await market().write(db)
    await project(db, LAW, everything=True)

    async def posts(**wanted: Any) -> list[tuple[str, str]]:
        now = [each[:3] for each in await kinds(db, asOf="2025-06-01", filter=wanted)]
        then = [
            each[:3] for each in await kinds(db, asOf="2025-06-01", filter=wanted, known=KNOWN.isoformat())
        ]
        assert now == then
        return sorted({(holder, body) for holder, _, body in then})

    assert ("P1", "O2") in await posts()
    assert await posts(registeredIn="310115", office="DIRECTOR") == [("P1", "O2")]
    assert await posts(registeredIn="44") == []
    assert await posts(supervisedBy="O9", office="DIRECTOR") == [("P1", "O2")]
    assert await posts(bodyClass="FOUNDATION") == []


def test_every_incompatibility_that_bars_is_given_to_the_query() -> None:
    rules = rules_on(LAW, ON)
    given = {(position, barred) for rule in rules for position in rule["held"] for barred in rule["barred"]}
    for version, trigger in LAW.incompatibilities:
        in_force = version.measure.since <= ON < version.until
        if version.outcome.value in FIRM and in_force and trigger.held is not None:
            for office in version.measure.office:
                assert set(product(trigger.held.positions, office.positions)) <= given
    assert ("CIVIL_SERVANT", "CHAIRMAN") in given
    # 公司法第十条: who may be neither director nor manager may not be the legal representative.
    assert ("SUPERVISOR", "LEGAL_REPRESENTATIVE") in given
    assert born_after(date(2024, 2, 29)) == date(2006, 2, 1)
