"""No day that may be asked about opens what is closed today: nobody grows up and no term comes back by asking."""

from __future__ import annotations

from typing import Any

import pytest

from graph_api.access.viewer import PUBLIC, Purpose, Role, Viewer
from graph_api.engine.db import Database
from tests.graphs.asking import ask
from tests.graphs.drawing import run
from tests.graphs.viewers import ORGAN
from tests.lending.town import MINOR, town

WINDOW = Viewer("window", Role.APPROVER, organ=ORGAN, regions=("",), purpose=Purpose.OFFICE_CHECK)
SUPERVISOR = Viewer("supervisor", Role.REGULATOR, organ=ORGAN, regions=("",), purpose=Purpose.SUPERVISION)
DAYS = ("2026-06-01", "2045-01-01")
CHILD = """query($d: Date) { answer: person(id: "P-minor", asOf: $d) { ... on Person { birthYear
  records { edges { node { id } } } restrictions(choice: ALL) { edges { node { code } } } masked { field } } } }"""
NODE = "query($id: ID!, $d: Date) { answer: node(id: $id, asOf: $d) { id } }"
RECORDS = """query($d: Date) { answer: person(id: "P-over", asOf: $d) { ... on Person {
  records { edges { node { id } } } } } }"""
LIST = """query($d: Date, $after: String) { answer: restrictions(first: 100, after: $after, asOf: $d,
  filter: {choice: ALL}) { ... on RestrictionList {
    totalCount pageInfo { endCursor } edges { node { subject { id } } } } } }"""
OTHERS = """MATCH (r:Restriction)-[:BINDS]->(bound) WHERE bound.subject_id <> $id RETURN count(r) AS number"""


async def told(db: Database, question: str, viewer: Viewer, **variables: Any) -> Any:
    return (await ask(db, question, viewer=viewer, **variables)).data["answer"]


@pytest.mark.parametrize("viewer", [PUBLIC, WINDOW], ids=lambda viewer: viewer.role)
async def test_a_child_is_a_child_on_whatever_day_is_asked_about(db: Database, viewer: Viewer) -> None:
    await town(db, projected=True)
    today, grown = [await told(db, CHILD, viewer, d=day) for day in DAYS]
    assert today == grown
    assert today["records"]["edges"] == today["restrictions"]["edges"] == []
    for day in DAYS:
        assert await told(db, NODE, viewer, id="record:R-P-minor", d=day) is None


async def test_the_restrictions_of_a_child_are_found_by_no_id_and_in_no_list(db: Database) -> None:
    await town(db, projected=True)
    rows = await run(
        db,
        "MATCH (r:Restriction)-[:BINDS]->(:Subject {subject_id: $id}) RETURN r.restriction_id AS key",
        id=MINOR,
    )
    for viewer in (WINDOW, SUPERVISOR):
        assert await told(db, NODE, viewer, id=f"restriction:{rows[0]['key']}") is None
    for day in DAYS:
        bound, after = list[str](), None
        while True:
            listed = await told(db, LIST, SUPERVISOR, d=day, after=after)
            bound += [edge["node"]["subject"]["id"] for edge in listed["edges"]]
            after = listed["pageInfo"]["endCursor"]
            if not listed["edges"]:
                break
        others = (await run(db, OTHERS, id=MINOR))[0]["number"]
        assert MINOR not in bound
        assert (len(bound), listed["totalCount"]) == (others, others)


async def test_a_display_term_that_is_over_is_over_on_every_day(db: Database) -> None:
    await town(db)
    for day in ("2026-06-01", "2025-01-01"):
        found = (await told(db, RECORDS, PUBLIC, d=day))["records"]["edges"]
        assert "record:R-displayed" not in [edge["node"]["id"] for edge in found]
        assert await told(db, NODE, PUBLIC, id="record:R-displayed", d=day) is None
