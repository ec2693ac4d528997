"""Subjects found by id, number and name on both engines, with what hangs on them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph_api.access.viewer import OPEN, Purpose
from graph_api.engine.db import Database
from graph_api.errors import InputInvalid
from graph_api.subjects.service import full_text, region_prefix
from tests.graphs.asking import ask
from tests.graphs.drawing import Drawing, run
from tests.graphs.market import market


async def test_a_person_shows_the_posts_of_the_day_and_masked_numbers_only(db: Database) -> None:
    await market().write(db)
    answer = await ask(
        db,
        """{ person(id: "P1") { ... on Person { id name numberMasked identified kind positions { totalCount edges {
          node { id tenure position { code nameZh } organization { id name }
            days { since sinceKnown until untilKnown ended } } } pageInfo { hasNextPage } } } } }""",
    )
    post = {
        "tenure": "HELD",
        "organization": {"id": "O2", "name": "乙食品有限公司"},
        "days": {
            "since": "2020-01-01",
            "sinceKnown": True,
            "until": None,
            "untilKnown": False,
            "ended": False,
        },
    }
    assert answer.data == {
        "person": {
            "id": "P1",
            "name": "张三",
            "numberMasked": "310***********001X",
            "identified": True,
            "kind": "PERSON",
            "positions": {
                "totalCount": 2,
                "edges": [
                    {
                        "node": {
                            "id": "P1>O2:DIRECTOR",
                            "position": {"code": "DIRECTOR", "nameZh": "董事"},
                            **post,
                        }
                    },
                    {
                        "node": {
                            "id": "P1>O2:LEGAL_REPRESENTATIVE",
                            "position": {"code": "LEGAL_REPRESENTATIVE", "nameZh": "法定代表人"},
                            **post,
                        }
                    },
                ],
                "pageInfo": {"hasNextPage": False},
            },
        }
    }
    # The subject, its posts, their bodies, the count.
    assert answer.calls == 4


async def test_a_former_officer_is_not_shown_as_current(db: Database) -> None:
    await market().write(db)
    question = """query($choice: RoleChoice!, $asOf: Date) { subject(id: "O1", asOf: $asOf) { ... on Organization {
      holders(choice: $choice) { edges { node { tenure holder { id } position { code } } } } } } }"""

    async def holders(choice: str, as_of: str = "2025-06-01") -> list[tuple[str, str, str]]:
        answer = await ask(db, question, choice=choice, asOf=as_of)
        edges = answer.data["subject"]["holders"]["edges"]
        return [
            (e["node"]["holder"]["id"], e["node"]["position"]["code"], e["node"]["tenure"]) for e in edges
        ]

    assert await holders("CURRENT") == [("P3", "LEGAL_REPRESENTATIVE", "HELD")]
    assert await holders("CURRENT", "2024-08-31") == [("P1", "LEGAL_REPRESENTATIVE", "HELD")]
    assert await holders("OTHER") == [
        ("P4", "SUPERVISOR", "FORMER"),
        ("P1", "LEGAL_REPRESENTATIVE", "FORMER"),
    ]


async def test_an_unknown_beginning_is_null_and_said_to_be_unknown(db: Database) -> None:
    await market().write(db)
    answer = await ask(
        db,
        """{ person(id: "P2") { ... on Person { positions { edges { node { tenure
          days { since sinceLatest sinceKnown until untilKnown ended seen } } } } } } }""",
    )
    [edge] = answer.data["person"]["positions"]["edges"]
    assert edge["node"] == {
        "tenure": "HELD",
        "days": {
            "since": None,
            "sinceLatest": None,
            "sinceKnown": False,
            "until": None,
            "untilKnown": False,
            "ended": False,
            "seen": "2024-12-31",
        },
    }
    before = await ask(
        db,
        '{ person(id: "P2", asOf: "2024-01-01") { ... on Person { positions { edges { node { tenure } } } } } }',
    )
    assert before.data["person"]["positions"]["edges"] == [{"node": {"tenure": "POSSIBLY_HELD"}}]


async def test_who_ended_nobody_knows_when_is_former(db: Database) -> None:
    await market().write(db)
    answer = await ask(
        db,
        """{ person(id: "P4") { ... on Person { positions { edges { node { id } } }
          all: positions(choice: ALL) { edges { node { id tenure } } } } } }""",
    )
    assert answer.data["person"] == {
        "positions": {"edges": []},
        "all": {
            "edges": [
                {"node": {"id": "P4>O1:SUPERVISOR", "tenure": "FORMER"}},
                {"node": {"id": "P4>O3:CHAIRMAN", "tenure": "FORMER"}},
            ]
        },
    }


async def test_namesakes_are_listed_apart(db: Database) -> None:
    await market().write(db)
    answer = await ask(
        db,
        """{ searchSubjects(text: "张三") { ... on SearchResult {
          totalCount edges { node { rank subject { id name } } } } } }""",
    )
    assert answer.data["searchSubjects"] == {
        "totalCount": 2,
        "edges": [
            {"node": {"rank": 1, "subject": {"id": "P1", "name": "张三"}}},
            {"node": {"rank": 2, "subject": {"id": "P2", "name": "张三"}}},
        ],
    }
    assert answer.calls == 3


@pytest.mark.parametrize(
    ("text", "more", "found"),
    [
        ("汇丰", "", ["O3"]),
        ("滙豐", "", ["O3"]),
        ("有限公司", ', region: "31"', ["O1", "O2"]),
        ("有限公司", ", kind: PERSON", []),
        ("张", "", ["P1", "P2"]),
        ("钢铁 甲", "", ["O1"]),
        ('"] OR *:* //\\', "", []),
        ("市场监督管理局", ", kind: GOVERNMENT_ORGAN", ["O9"]),
    ],
)
async def test_search_finds_chinese_names_and_obeys_no_operator(
    db: Database, text: str, more: str, found: list[str]
) -> None:
    await market().write(db)
    answer = await ask(
        db,
        "query($text: String!) { searchSubjects(text: $text" + more + ") { ... on SearchResult {"
        " edges { node { subject { id } } } } ... on Failure { code path } } }",
        text=text,
    )
    edges = answer.data["searchSubjects"]["edges"]
    assert sorted(edge["node"]["subject"]["id"] for edge in edges) == found


async def test_pages_of_a_search_join_without_a_gap(db: Database) -> None:
    drawing = Drawing()
    for number in range(23):
        drawing.organization(f"O{number:02}", f"东方{'红' * (number % 3)}贸易公司")
    await drawing.write(db)
    question = """query($after: String) { searchSubjects(text: "东方", first: 5, after: $after) { ... on SearchResult {
      edges { node { rank subject { id } } } pageInfo { hasNextPage hasPreviousPage endCursor } } } }"""
    seen: list[Any] = []
    after = None
    for _ in range(9):
        page = (await ask(db, question, after=after)).data["searchSubjects"]
        seen += [(edge["node"]["rank"], edge["node"]["subject"]["id"]) for edge in page["edges"]]
        assert page["pageInfo"]["hasPreviousPage"] is (after is not None)
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            break
    assert [rank for rank, _ in seen] == list(range(1, 24))
    assert {key for _, key in seen} == {f"O{number:02}" for number in range(23)}


async def test_posts_are_paged_by_key_with_equal_results(db: Database) -> None:
    drawing = Drawing().organization("O1", "某公司")
    for number in range(12):
        since = date(2020, 1, 1 + number % 4) if number % 5 else None
        drawing.person(f"P{number:02}", f"人{number}").holds(f"P{number:02}", "O1", "DIRECTOR", since=since)
    await drawing.write(db)
    question = """query($after: String, $first: Int) { subject(id: "O1") { ... on Organization {
      holders(first: $first, after: $after) { totalCount edges { cursor node { id holder { id } } }
        pageInfo { hasNextPage endCursor } } } } }"""
    whole = (await ask(db, question, first=100)).data["subject"]["holders"]
    assert (whole["totalCount"], whole["pageInfo"]["hasNextPage"]) == (12, False)
    seen: list[Any] = []
    after = None
    while len(seen) < 12:
        answer = await ask(db, question, first=5, after=after)
        page = answer.data["subject"]["holders"]
        seen += page["edges"]
        after = page["pageInfo"]["endCursor"]
        assert answer.calls == 4
    assert seen == whole["edges"]
    assert [edge["node"]["holder"]["id"] for edge in seen][-3:] == ["P00", "P05", "P10"]


async def test_lists_of_lists_ask_the_database_once_for_each_field(db: Database) -> None:
    await market().write(db)
    answer = await ask(
        db,
        """{ nodes(ids: ["P1", "P2", "P3", "P4", "P5", "O1"]) { id ... on Subject {
          positions { edges { node { organization { name holders { edges { node { holder { name } } } } } } } }
          holdings { edges { node { capacity shareMin shareMax shareKnown organization { id } } } }
          records { edges { node { id subject { id } } } } } } }""",
    )
    # Subjects; posts and their bodies; holders there and who they are; holdings, perhaps their bodies; records.
    assert 7 <= answer.calls <= 8
    by_id = {node["id"]: node for node in answer.data["nodes"]}
    assert [edge["node"] for edge in by_id["P5"]["holdings"]["edges"]] == [
        {
            "capacity": "SHAREHOLDER",
            "shareMin": 0.6,
            "shareMax": 0.6,
            "shareKnown": True,
            "organization": {"id": "O1"},
        },
        {
            "capacity": "CONTROLLER",
            "shareMin": 0.0,
            "shareMax": 1.0,
            "shareKnown": False,
            "organization": {"id": "O2"},
        },
    ]
    assert by_id["O1"]["records"]["edges"] == [{"node": {"id": "record:R1", "subject": {"id": "O1"}}}]


async def test_an_organization_is_found_by_its_code_and_a_wrong_check_digit_is_said(db: Database) -> None:
    await market().write(db)
    question = (
        "query($uscc: String!) { organization(uscc: $uscc) { ... on Organization { id uscc region }"
        " ... on Failure { code path } } }"
    )

    async def found(uscc: str) -> Any:
        return (await ask(db, question, uscc=uscc)).data["organization"]

    assert await found("91310101100000008K") == {"id": "O1", "uscc": "91310101100000008K", "region": "310101"}
    assert await found("91310101100000008A") == {"code": "INVALID_IDENTIFIER", "path": "uscc"}
    assert await found("91110000802100433B") == {"code": "SUBJECT_NOT_FOUND", "path": "uscc"}


@pytest.mark.parametrize(
    ("question", "failure"),
    [
        ('subject(id: "nobody")', {"code": "SUBJECT_NOT_FOUND", "path": "id"}),
        ('person(id: "O1")', {"code": "SUBJECT_NOT_FOUND", "path": "id"}),
        ('person(id: "P1", asOf: "1948-01-01")', {"code": "INVALID_DATE", "path": "asOf"}),
        ('person(id: "P1", asOf: "yesterday")', {"code": "INVALID_DATE", "path": "asOf"}),
        (
            'person(id: "P1", knownAsOf: "2999-01-01T00:00:00Z")',
            {"code": "CONTRADICTORY_CLOCKS", "path": "knownAsOf"},
        ),
        ('searchSubjects(text: "!?")', {"code": "INPUT_INVALID", "path": "text"}),
        ('searchSubjects(text: "公司", first: 101)', {"code": "INPUT_INVALID", "path": "first"}),
        ('searchSubjects(text: "公司", after: "x")', {"code": "INPUT_INVALID", "path": "after"}),
        ('searchSubjects(text: "公司", region: "3a")', {"code": "INPUT_INVALID", "path": "region"}),
    ],
)
async def test_expected_failures_say_where_they_stand(db: Database, question: str, failure: Any) -> None:
    await market().write(db)
    answer = await ask(db, "{ found: " + question + " { ... on Failure { code path } } }")
    assert answer.data["found"] == failure


async def test_the_past_shows_what_was_known_then(db: Database) -> None:
    """A post corrected in 2026-03 is shown as it was known before, with the name known then."""
    drawing = market()
    drawing.known = datetime(2026, 3, 1, tzinfo=UTC)
    drawing.holds("P3", "O2", "DIRECTOR", since=date(2019, 1, 1), fact_id="corrected")
    drawing.known = datetime(2026, 1, 1, tzinfo=UTC)
    drawing.link(
        "HOLDS_CLOSED", "P3", "O2", fact_id="corrected", position="DIRECTOR", since=date(2018, 1, 1),
        superseded_at=datetime(2026, 3, 1, tzinfo=UTC), ends=("Subject", "Subject"),
    )  # fmt: skip
    await drawing.write(db)
    await run(
        db,
        """MATCH (s:Subject {subject_id: 'P3'}) CREATE (old:ClosedSubject)-[:VERSION_OF]->(s)
        SET old = s {.*}, old.name = '旧名', old.superseded_at = $at SET s.recorded_at = $at""",
        at=datetime(2026, 3, 1, tzinfo=UTC),
    )
    question = """query($known: DateTime) { person(id: "P3", knownAsOf: $known) { ... on Person { name positions {
      totalCount edges { node { id days { since } } } } } ... on Failure { code } } }"""

    async def shown(known: str | None) -> Any:
        person = (await ask(db, question, known=known)).data["person"]
        if "code" in person:
            return person["code"]
        return person["name"], [edge["node"]["days"]["since"] for edge in person["positions"]["edges"]]

    assert await shown(None) == ("李四", ["2019-01-01", "2024-09-01"])
    assert await shown("2026-02-01T00:00:00Z") == ("旧名", ["2018-01-01", "2024-09-01"])
    assert await shown("2025-06-01T00:00:00Z") == "SUBJECT_NOT_FOUND"


async def test_repaired_records_are_for_who_says_what_for(db: Database) -> None:
    await market().write(db)
    question = '{ person(id: "P4") { ... on Person { records { totalCount edges { node { id state } } } } } }'
    closed = await ask(db, question)
    assert closed.data["person"]["records"] == {"totalCount": 0, "edges": []}
    opened = await ask(db, question, viewer=replace(OPEN, purpose=Purpose.CORRECTION))
    assert opened.data["person"]["records"] == {
        "totalCount": 1,
        "edges": [{"node": {"id": "record:R2", "state": "REPAIRED"}}],
    }
    assert (await ask(db, '{ node(id: "record:R2") { id } }')).data == {"node": None}


def test_user_text_becomes_phrases_only() -> None:
    assert full_text("滙豐") == '"汇丰"'
    assert full_text('甲 C&A"') == '甲* AND "C" AND "A"'
    assert region_prefix("310000") == "31"
    assert region_prefix("310100") == "3101"
    with pytest.raises(InputInvalid):
        full_text("长" * 101)
    with pytest.raises(InputInvalid):
        full_text("()*")
