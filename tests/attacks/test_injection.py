"""Attacks 24, 25, 29 and 33: a text is a value, in every place, on both engines, in every log."""

import asyncio
import base64
import json
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_api import execution, logs
from graph_api.engine.db import Database
from graph_api.ids.doubtful import doubtful
from graph_api.paging import cursor_of
from tests.api.asking import build
from tests.attacks.attacking import NUMBER, Attacker
from tests.attacks.strings import PAYLOADS, Place, places

GRAPH = "a_listed_debtor_and_his_companies"
FINGERPRINT = """
MATCH (n) WITH n ORDER BY coalesce(n.subject_id, n.key, n.fact_id, ''), labels(n)
WITH collect([labels(n), properties(n)]) AS nodes
OPTIONAL MATCH ()-[r]->() RETURN nodes, count(r) AS edges
"""
#: Codes by which an engine or a fault of ours shows itself.
BROKEN = {
    "INTERNAL",
    "QUERY_FAILED",
    "ENGINE_FAILED",
    "ENGINE_UNAVAILABLE",
    "ENGINE_TIMEOUT",
    "WRITE_REFUSED",
}
#: Words of the engines and of what they are made of.
ENGINE_WORDS = (
    "Neo4j",
    "neo4j",
    "arcadedb",
    "ArcadeDB",
    "Lucene",
    "lucene",
    "Exception",
    "java.",
    "Traceback",
    "Cypher",
)
PLACES = places()
ALL_AT_ONCE = 16


async def fingerprint(db: Database) -> str:
    """All nodes and the number of edges."""
    async with db.driver.session(database=db.endpoint.database) as session:
        rows = [record.data() async for record in await session.run(FINGERPRINT)]
    return json.dumps(rows, default=str, sort_keys=True)


async def put(probe: Attacker, place: Place, text: str) -> None:
    """Puts a text in a place: the answer is typed, and says nothing of engines."""
    app: Any = probe.app
    told: list[dict[str, Any]] = []
    body = json.dumps({"query": place.document(), "variables": place.variables(text)}).encode()
    scope = {
        **{"type": "http", "method": "POST", "path": "/graphql", "scheme": "http", "client": probe.client},
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")],
    }

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": body}

    async def send(message: dict[str, Any]) -> None:
        told.append(message)

    await app(scope, receive, send)
    answer = json.loads(told[1]["body"])
    assert told[0]["status"] in (200, 400), (place, text, answer)
    found = (answer.get("data") or {}).get("found")
    codes = {each["extensions"]["code"] for each in answer.get("errors", ())}
    codes |= {each.get("code") for each in (found if isinstance(found, list) else [found or {}]) if each}
    assert not codes & BROKEN, (place, text, answer)
    written = told[1]["body"].decode()
    assert not [word for word in ENGINE_WORDS if word in written and word not in text], (place, text, written)
    assert NUMBER not in written


async def put_in(probe: Attacker, text: str, chosen: list[Place]) -> None:
    """Puts a text in these places, some at once."""
    for start in range(0, len(chosen), ALL_AT_ONCE):
        await asyncio.gather(*(put(probe, place, text) for place in chosen[start : start + ALL_AT_ONCE]))


def test_every_text_of_the_schema_is_a_place() -> None:
    assert len(PLACES) > 60
    assert Place("searchSubjects", ("text",)) in PLACES
    assert Place("officerEligibilities", ("inputs", "person", "named", "body", "uscc")) in PLACES


async def test_no_text_in_any_place_is_obeyed(probe: Attacker) -> None:
    await build(probe.db, GRAPH)
    before = await fingerprint(probe.db)
    for text in (NUMBER, "' }) DETACH DELETE n //", '"', "`"):
        await put_in(probe, text, PLACES)
    for number, text in enumerate(PAYLOADS):
        # Each place meets a quarter of them, and each of them a quarter of the places.
        await put_in(probe, text, PLACES[number % 4 :: 4])
    assert await fingerprint(probe.db) == before


async def test_no_text_that_anybody_can_think_of_is_obeyed(probe: Attacker) -> None:
    await build(probe.db, GRAPH)
    before = await fingerprint(probe.db)
    tried: list[tuple[Place, str]] = []

    @settings(max_examples=150, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(PLACES), st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
    def collect(place: Place, text: str) -> None:
        tried.append((place, text))

    collect()
    for start in range(0, len(tried), ALL_AT_ONCE):
        await asyncio.gather(*(put(probe, *each) for each in tried[start : start + ALL_AT_ONCE]))
    assert await fingerprint(probe.db) == before


FORGED = [
    *([1], [True], [None], [1.5], ["a", "b"], [[]], {}, "a", None),
    *(
        ["x", "y", "z"],
        [1, 2, 3],
        ["1", "a", 0],
        [1e308, "a", 2**40],
        [None, None, None],
        [0.5, "a", -(2**40)],
    ),
    *([10**30, "a", 1], [float("nan"), "a", 1], [float("inf"), "a", 1], ["\ud800"], [0.1, "'", 1], [2**70]),
]


async def test_a_forged_cursor_is_refused_or_finds_nothing(probe: Attacker) -> None:
    await build(probe.db, GRAPH)
    cursors = [base64.urlsafe_b64encode(json.dumps(each).encode()).decode().rstrip("=") for each in FORGED]
    cursors += [cursor_of(["a" * 5000]), "=", "%", "[]", "W10", "A" * 100_00]
    lists = [place for place in PLACES if place.path == ("after",)]
    assert len(lists) > 8
    for cursor in cursors:
        await asyncio.gather(*(put(probe, place, cursor) for place in lists))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("林\u200b致远", "UNSEEN_CHARACTER"),
        ("林致远\u2060", "UNSEEN_CHARACTER"),
        ("\u202e远致林", "UNSEEN_CHARACTER"),
        ("林致远\ufe0f", "UNSEEN_CHARACTER"),
        ("林\u3164致远", "UNSEEN_CHARACTER"),
        ("林\x00致远", "UNSEEN_CHARACTER"),
        ("林致\ue000", "UNDEFINED_CHARACTER"),
        ("林致\U000f0001", "UNDEFINED_CHARACTER"),
        ("林致\u0378", "UNDEFINED_CHARACTER"),
        ("澄岭АВС有限公司", "MIXED_SCRIPTS"),
        ("Аcme", "MIXED_SCRIPTS"),
        ("ΑBC贸易", "MIXED_SCRIPTS"),
        ("人ロ有限公司", "MIXED_SCRIPTS"),
        ("⺠生银行", "MIXED_SCRIPTS"),
    ],
)
async def test_a_name_that_only_looks_like_another_is_flagged_and_not_silently_unmatched(
    probe: Attacker, name: str, code: str
) -> None:
    found = doubtful(name)
    assert found is not None
    assert found.code == code
    text = "query ($a: String!) { searchSubjects(text: $a) { ... on Failure { code path textEn } } }"
    told = await probe.ask(text, {"a": name})
    assert told.code == "INPUT_INVALID"
    assert told.queries == 0
    assert found.en in told.text
    office = "query ($a: OfficerEligibilityInput!) { officerEligibility(input: $a) { ... on Failure { code path } } }"
    named = {"name": name, "body": {"subjectId": "o1"}}
    asked = {"person": {"named": named}, "office": {"position": "DIRECTOR", "bodyClass": ["COMPANY"]}}
    told = await probe.ask(office, {"a": asked})
    assert told.body["data"]["officerEligibility"] == {
        "code": "INPUT_INVALID",
        "path": "input.person.named.name",
    }


@pytest.mark.parametrize(
    "name",
    [
        "林致远",
        "阿尔斯兰·阿迪里",
        "𠮷田",
        "㐂",
        "澄岭ABC有限公司",
        "Иванов Пётр",
        "Ｌｉ　Ming（李明）",
        "\ue81e",
        "龴 ",
        "Ωmega",
    ],
)
def test_a_name_that_is_what_it_looks_like_is_not_flagged(name: str) -> None:
    assert (doubtful(name) is None) == (name != "Ωmega")


async def test_nothing_a_caller_sends_is_a_line_of_the_log(
    probe: Attacker, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def broken(*_: Any, **__: Any) -> Any:
        raise RuntimeError('{"event": "forged"}\n\x1b[31m\u202e' + NUMBER)

    logs.set_up()
    # A logger keeps the output it first wrote to, and this one's ends with the test.
    monkeypatch.setattr(execution, "log", structlog.get_logger("credit_graph.api"))
    try:
        monkeypatch.setattr(probe.db, "read", broken)
        for text in PAYLOADS:
            if text and "\n" in text:
                await probe.ask("query ($a: ID!) { subject(id: $a) { __typename } }", {"a": text})
        told = await probe.ask('{ node(id: "x\\n{\\"event\\":\\"forged\\"}") { id } }')
    finally:
        structlog.reset_defaults()
    assert told.code == "INTERNAL"
    written = capsys.readouterr().err
    lines = [json.loads(line) for line in written.splitlines()]
    assert {line["event"] for line in lines} == {"fault"}
    assert not [each for each in ("forged", "\x1b", "\u202e", NUMBER) if each in written]
