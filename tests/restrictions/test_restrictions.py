"""Restrictions read back: across subjects, of a subject, with what they rest on and whether they are stale."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from graph_api.engine.db import Database
from graph_api.law.source import the_law
from graph_api.projection.service import project
from tests.graphs.asking import ask
from tests.graphs.drawing import run
from tests.graphs.market import market

LAW = the_law()
LIST = """query($filter: RestrictionFilter, $first: Int, $after: String, $asOf: Date) {
  restrictions(filter: $filter, first: $first, after: $after, asOf: $asOf) { ... on Failure { code path }
    ... on RestrictionList { stale totalCount pageInfo { hasNextPage endCursor } edges { node {
      id code effect state since lastBarredDay stale subject { id } because { id }
      path { role { code } byFinding organization { id } since until }
      measure { code document { code } } } } } } }"""


async def listed(db: Database, **variables: Any) -> Any:
    return (await ask(db, LIST, **variables)).data["restrictions"]


async def test_a_restriction_says_whom_it_binds_why_and_until_when(db: Database) -> None:
    await market().write(db)
    await project(db, LAW, everything=True)
    answer = await ask(db, LIST, filter={"measure": "company.officer.licence-revoked"})
    found = answer.data["restrictions"]
    nodes = [edge["node"] for edge in found["edges"]]
    by_post = [node for node in nodes if not node["path"]["byFinding"] or node["path"]["organization"]]
    assert {node["subject"]["id"] for node in nodes} == {"P1"}
    assert found["totalCount"] == len(nodes)
    assert {key: value for key, value in by_post[0].items() if key != "id"} == {
        "code": "company.officer.licence-revoked",
        "effect": "MEASURE",
        "state": "FIRM",
        "since": "2024-08-01",
        "lastBarredDay": "2027-08-01",
        "stale": False,
        "subject": {"id": "P1"},
        "because": {"id": "record:R1"},
        "path": {
            "role": {"code": "LEGAL_REPRESENTATIVE"},
            "byFinding": True,
            "organization": {"id": "O1"},
            "since": "2018-01-01",
            "until": "2024-09-01",
        },
        "measure": {"code": "company.officer.licence-revoked", "document": {"code": "company-law-2023"}},
    }
    # The list, whether it is stale, its count, the subjects and bodies, the records.
    assert answer.calls <= 6


async def walked(db: Database, first: int) -> list[Any]:
    """All restrictions, so many on a page."""
    seen: list[Any] = []
    after = None
    while True:
        page = await listed(db, first=first, after=after)
        seen += [edge["node"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            assert page["totalCount"] == len(seen)
            return seen


async def test_pages_of_restrictions_join_without_a_gap(db: Database) -> None:
    await market().write(db)
    await project(db, LAW, everything=True)
    whole = await walked(db, 100)
    assert await walked(db, 17) == whole
    assert len({node["id"] for node in whole}) == len(whole) > 17


async def test_restrictions_are_narrowed(db: Database) -> None:
    await market().write(db)
    await project(db, LAW, everything=True)
    every = await listed(db, first=100, filter={"choice": "ALL"})
    entries = await listed(db, first=100, filter={"effect": "ENTRY"})
    assert {edge["node"]["effect"] for edge in entries["edges"]} <= {"ENTRY"}
    assert (await listed(db, filter={"measure": "none"}))["edges"] == []
    assert (await listed(db, filter={"region": "99"}))["edges"] == []
    assert (await listed(db, filter={"position": "KING"})) == {
        "code": "INPUT_INVALID",
        "path": "filter.position",
    }
    early = await listed(db, asOf="2016-01-01", filter={"measure": "company.officer.licence-revoked"})
    assert (early["edges"], early["totalCount"]) == ([], 0)
    assert every["totalCount"] >= entries["totalCount"]


async def test_while_a_subject_waits_to_be_projected_restrictions_say_so(db: Database) -> None:
    await market().write(db)
    await project(db, LAW, everything=True)
    await run(db, "CREATE (:StaleMark {subject_id: 'P5', at: $at})", at=datetime.now(UTC))
    found = await listed(db, first=1)
    assert found["stale"] is True
    assert found["edges"][0]["node"]["stale"] is True


async def test_a_subject_shows_its_restrictions_and_a_node_finds_one(db: Database) -> None:
    await market().write(db)
    await project(db, LAW, everything=True)
    answer = await ask(
        db,
        '{ person(id: "P1") { ... on Person { restrictions(first: 2) { totalCount edges { node { id code } } } } } }',
    )
    found = answer.data["person"]["restrictions"]
    assert found["totalCount"] > 2
    assert answer.calls == 3
    first = found["edges"][0]["node"]
    again = await ask(
        db, "query($id: ID!) { node(id: $id) { id ... on Restriction { code } } }", id=first["id"]
    )
    assert again.data["node"] == first
