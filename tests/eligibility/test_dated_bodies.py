"""The office question about bodies that changed, over HTTP on each engine."""

from __future__ import annotations

from datetime import UTC, date, datetime

from graph_api.engine.db import Database
from tests.api.asking import Client
from tests.graphs.drawing import Drawing, run

LOSS = {
    "trigger": "REMOVED_FOR_SOE_LOSS",
    "carrier": "PERSON",
    "qualifiers": ["SOE_OFFICER", "MAJOR_LOSS"],
    "decided": date(2017, 12, 20),
    "removed_from_office": date(2018, 1, 15),
}
TIMELINE = """query($input: OfficerEligibilityInput!) { answer: eligibilityTimeline(input: $input) {
  ... on Timeline { turns { from until answer { verdict } } } } }"""


def privatised() -> Drawing:
    """A company that was state-controlled until June 2019, and a person removed for the loss of state assets."""
    return (
        Drawing(known=datetime(2024, 1, 1, tzinfo=UTC))
        .organization(
            "O1",
            "甲有限公司",
            org_kinds=["LIMITED_COMPANY"],
            listed=False,
            state_capital="CONTROLLED",
            sectors_complete=True,
        )
        .organization(
            "O2",
            "乙有限公司",
            org_kinds=["LIMITED_COMPANY"],
            listed=False,
            state_capital="NONE",
            sectors_complete=True,
        )
        .dated("O1", "STATE_CAPITAL", "CONTROLLED", since=date(2005, 1, 1), until=date(2019, 6, 1))
        .dated("O1", "STATE_CAPITAL", "NONE", since=date(2019, 6, 1), characteristic_id="private")
        .person("P1", "张三")
        .person("P2", "李四")
        .holds("P2", "O1", "DIRECTOR", since=date(2010, 1, 1))
        .record("R1", "P1", **LOSS)
    )


async def test_a_bar_from_state_companies_ends_where_the_company_was_privatised(ask: Client) -> None:
    await privatised().write(ask.db)
    before = await ask.office("P1", body={"subjectId": "O1"}, as_of="2019-05-31")
    after = await ask.office("P1", body={"subjectId": "O1"}, as_of="2019-06-01")
    assert (before["verdict"], before["endsOn"]) == ("INELIGIBLE", "2019-05-31")
    assert (after["verdict"], after["grounds"]) == ("ELIGIBLE", [])


async def test_the_timeline_turns_when_the_company_does(ask: Client) -> None:
    await privatised().write(ask.db)
    given = {"person": {"subjectId": "P1"}, "office": {"position": "DIRECTOR", "body": {"subjectId": "O1"}}}
    turns = (await ask(TIMELINE, input=given)).answer["turns"]
    assert [(turn["from"], turn["answer"]["verdict"]) for turn in turns] == [
        (None, "ELIGIBLE"),
        ("2018-01-15", "INELIGIBLE"),
        ("2019-06-01", "ELIGIBLE"),
    ]


async def test_the_director_of_a_company_needs_consent_elsewhere_only_while_it_is_the_states(
    ask: Client,
) -> None:
    await privatised().write(ask.db)
    before = await ask.office("P2", body={"subjectId": "O2"}, as_of="2018-01-01")
    after = await ask.office("P2", body={"subjectId": "O2"}, as_of="2024-01-01")
    assert {ground["measure"] for ground in before["grounds"]} == {"state-assets.no-competing-post"}
    assert (before["verdict"], after["verdict"], after["grounds"]) == ("CONDITIONAL", "ELIGIBLE", [])


async def test_an_open_day_is_settled_by_what_the_caller_tells(ask: Client) -> None:
    await privatised().write(ask.db)
    await run(ask.db, "MATCH (c:Characteristic {characteristic_id: 'private'}) DETACH DELETE c")
    office = {"position": "DIRECTOR", "body": {"subjectId": "O1"}, "as_of": "2020-01-01"}
    open_day = await ask.office("P1", **office)
    told = await ask.office("P1", **office, stateCapital="NONE")
    assert (open_day["verdict"], {each["code"] for each in open_day["unknowns"]}) == (
        "UNDETERMINED",
        {"BODY_KIND"},
    )
    assert told["verdict"] == "ELIGIBLE"


async def test_a_correction_changes_the_answer_of_today_and_not_that_of_then(
    ask: Client, db: Database
) -> None:
    drawing = privatised()
    [state, private] = drawing.nodes["Characteristic"]
    private |= {"since": date(2021, 1, 1), "recorded_at": datetime(2024, 6, 1, tzinfo=UTC)}
    state |= {"until": date(2021, 1, 1), "recorded_at": datetime(2024, 6, 1, tzinfo=UTC)}
    for live, change in ((state, {"until": date(2019, 6, 1)}), (private, {"since": date(2019, 6, 1)})):
        drawing.nodes["ClosedCharacteristic"].append(
            {
                **live,
                **change,
                "recorded_at": drawing.known,
                "superseded_at": datetime(2024, 6, 1, tzinfo=UTC),
            }
        )
        key = live["characteristic_id"]
        drawing.links[("VERSION_OF", "ClosedCharacteristic", "Characteristic")].append(
            {"start": key, "end": key, "fact": {}}
        )
    await drawing.write(db)
    await run(db, "MATCH (w:Watermark) SET w.at = $at", at=datetime(2024, 7, 1, tzinfo=UTC))
    office = {"position": "DIRECTOR", "body": {"subjectId": "O1"}, "as_of": "2020-01-01"}
    then = await ask.office("P1", **office, known="2024-03-01T00:00:00Z")
    now = await ask.office("P1", **office)
    assert (then["verdict"], now["verdict"], now["endsOn"]) == ("ELIGIBLE", "INELIGIBLE", "2020-12-31")
