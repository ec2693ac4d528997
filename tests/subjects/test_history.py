"""An organization is shown as it was on the day asked for, with the facts that say so."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from graph_api.engine.db import Database
from graph_api.ids.names import search_text
from tests.graphs.asking import ask
from tests.graphs.drawing import Drawing

FIELDS = "name region listed stateCapital status statusSince orgKinds"
QUESTION = 'query($asOf: Date) { subject(id: "O1", asOf: $asOf) { ... on Organization { %s } } }'


def moved_company() -> Drawing:
    """Renamed in 2010, privatised some time in 2019, moved and delisted in 2022, then revoked and annulled."""
    return (
        Drawing()
        .organization(
            "O1",
            "新甲机械股份有限公司",
            region="310104",
            org_kinds=["JOINT_STOCK_COMPANY"],
            listed=False,
            state_capital="NONE",
            status="ANNULLED",
            status_since=date(2024, 5, 1),
        )
        .dated("O1", "NAME", "旧甲机械厂", since=date(1999, 1, 1), until=date(2010, 6, 1))
        .dated("O1", "NAME", "新甲机械股份有限公司", since=date(2010, 6, 1))
        .dated(
            "O1",
            "STATE_CAPITAL",
            "WHOLLY",
            until=date(2019, 1, 1),
            until_latest=date(2019, 12, 31),
            seen=date(2001, 1, 1),
        )
        .dated("O1", "STATE_CAPITAL", "NONE", since=date(2019, 1, 1), since_latest=date(2019, 12, 31))
        .dated("O1", "REGION", "320412", since=date(1999, 1, 1), until=date(2022, 1, 1))
        .dated("O1", "REGION", "310104", since=date(2022, 1, 1))
        .dated("O1", "LISTED", "true", since=date(2012, 1, 1), until=date(2022, 6, 1))
        .dated("O1", "LISTED", "false", since=date(2022, 6, 1))
        .dated("O1", "STATUS", "OPERATING", since=date(1999, 1, 1), until=date(2023, 2, 1))
        .dated("O1", "STATUS", "REVOKED", since=date(2023, 2, 1), until=date(2024, 5, 1))
        .dated("O1", "STATUS", "ANNULLED", since=date(2024, 5, 1))
        .dated("O1", "SUPERVISING_ORGAN", "某局", since=date(2000, 1, 1), usable=False)
    )


async def shown(db: Database, day: str) -> dict[str, Any]:
    """The organization on a day, in one call."""
    answer = await ask(db, QUESTION % FIELDS, asOf=day)
    assert answer.calls == 1
    told: dict[str, Any] = answer.data["subject"]
    return told


async def test_an_organization_is_shown_as_it_was_on_the_day(db: Database) -> None:
    await moved_company().write(db)
    kinds = ["JOINT_STOCK_COMPANY"]
    assert await shown(db, "2005-01-01") == {
        "name": "旧甲机械厂",
        "region": "320412",
        "listed": None,
        "stateCapital": "WHOLLY",
        "status": "OPERATING",
        "statusSince": "1999-01-01",
        "orgKinds": kinds,
    }
    assert await shown(db, "2019-06-01") == {
        "name": "新甲机械股份有限公司",
        "region": "320412",
        "listed": True,
        "stateCapital": None,
        "status": "OPERATING",
        "statusSince": "1999-01-01",
        "orgKinds": kinds,
    }
    assert await shown(db, "2023-06-01") == {
        "name": "新甲机械股份有限公司",
        "region": "310104",
        "listed": False,
        "stateCapital": "NONE",
        "status": "REVOKED",
        "statusSince": "2023-02-01",
        "orgKinds": kinds,
    }


async def test_the_history_says_when_it_was_what_and_what_was_taken_back_is_not_there(db: Database) -> None:
    await moved_company().write(db)
    fields = "history { name value tenure source days { since sinceKnown until untilLatest untilKnown } }"
    history = (await ask(db, QUESTION % fields, asOf="2019-06-01")).data["subject"]["history"]
    assert [(fact["name"], fact["value"], fact["tenure"]) for fact in history] == [
        ("LISTED", "true", "HELD"),
        ("LISTED", "false", "FUTURE"),
        ("NAME", "旧甲机械厂", "FORMER"),
        ("NAME", "新甲机械股份有限公司", "HELD"),
        ("REGION", "320412", "HELD"),
        ("REGION", "310104", "FUTURE"),
        ("STATE_CAPITAL", "WHOLLY", "POSSIBLY_HELD"),
        ("STATE_CAPITAL", "NONE", "POSSIBLY_HELD"),
        ("STATUS", "OPERATING", "HELD"),
        ("STATUS", "REVOKED", "FUTURE"),
        ("STATUS", "ANNULLED", "FUTURE"),
    ]
    assert history[6]["source"] == "test"
    assert history[6]["days"] == {
        "since": None,
        "sinceKnown": False,
        "until": "2019-01-01",
        "untilLatest": "2019-12-31",
        "untilKnown": False,
    }


def date_time(year: int) -> datetime:
    return datetime(year, 1, 1, tzinfo=UTC)


async def test_a_corrected_fact_is_shown_as_it_was_known_then(db: Database) -> None:
    drawing = Drawing().organization("O1", "甲有限公司", region="310104")
    drawing.known = date_time(2025)
    drawing.dated("O1", "REGION", "310104", since=date(2021, 1, 1), characteristic_id="r")
    drawing.known = date_time(2024)
    drawing.node(
        "ClosedCharacteristic",
        characteristic_id="r",
        name="REGION",
        value="310104",
        since=date(2022, 1, 1),
        superseded_at=date_time(2025),
    )
    drawing.links[("VERSION_OF", "ClosedCharacteristic", "Characteristic")].append(
        {"start": "r", "end": "r", "fact": {}}
    )
    drawing.nodes["Subject:Organization:Enterprise"][0]["recorded_at"] = date_time(2023)
    await drawing.write(db)
    question = """query($known: DateTime) { subject(id: "O1", asOf: "2021-06-01", knownAsOf: $known) {
      ... on Organization { region history { days { since } } } } }"""

    async def known(moment: str | None) -> tuple[Any, Any]:
        told = (await ask(db, question, known=moment)).data["subject"]
        return told["region"], [fact["days"]["since"] for fact in told["history"]]

    assert await known("2023-06-01T00:00:00Z") == ("310104", [])
    assert await known("2024-06-01T00:00:00Z") == (None, ["2022-01-01"])
    assert await known(None) == ("310104", ["2021-01-01"])


async def test_a_company_is_sought_by_its_former_name(db: Database) -> None:
    drawing = moved_company()
    names = ["新甲机械股份有限公司", "旧甲机械厂"]
    drawing.nodes["Subject:Organization:Enterprise"][0] |= {
        "former_names": names[1:],
        "search_text": search_text(names),
    }
    await drawing.write(db)
    question = """{ searchSubjects(text: "旧甲机械厂") { ... on SearchResult {
      edges { node { subject { id name } } } } } }"""
    answer = await ask(db, question)
    assert answer.data["searchSubjects"]["edges"] == [{"node": {"subject": {"id": "O1", "name": names[0]}}}]
