"""No answer about a subject leaves the country unless an administrator put an approval on record."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from graphql import execute, parse
from typer.testing import CliRunner

from graph_api.access import borders
from graph_api.access.viewer import OPEN, PUBLIC, Viewer
from graph_api.app import served_schema
from graph_api.cli import app
from graph_api.context import Context
from graph_api.engine.db import Database
from graph_api.engine.endpoint import Endpoint
from graph_api.errors import InputInvalid
from graph_api.ids.keyed_hash import open_number_key
from graph_api.law.source import the_law
from tests.access.asking_every_root import questions
from tests.graphs.asking import ask
from tests.graphs.market import market
from tests.graphs.viewers import NOW, abroad, later, lender, officer, subject

ROOTS = dict(questions(code_excepted="LAW"))
PERSON = '{ answer: person(id: "P1") { __typename ... on Person { name } ... on Failure { code } } }'
REFUSED = {"__typename": "NotPermitted", "code": "FORBIDDEN"}


async def answered(db: Database, document: str, viewer: Viewer, now: datetime = NOW) -> Any:
    """The raw result with the number of database calls."""
    context = Context(
        db, the_law(), db.settings, open_number_key(db.settings.home), viewer=viewer, now=lambda: now
    )
    with db.counting() as counted:
        result: Any = execute(served_schema(), parse(document), context_value=context)
        result = await result if hasattr(result, "__await__") else result
    return result, counted.calls


async def allowed(db: Database, caller: str = "bank-desk", until: datetime | None = None) -> None:
    await borders.allow(
        db, caller, "国信出境〔2026〕7号", until or later(days=30), by="管理员", now=later(hours=-1)
    )


@pytest.mark.parametrize("root", ROOTS)
async def test_no_root_field_answers_abroad_about_a_subject(db: Database, root: str) -> None:
    await market().write(db)
    for viewer in (abroad(OPEN), abroad(lender()), abroad(OPEN, "cn"), abroad(OPEN, "")):
        result, calls = await answered(db, ROOTS[root], viewer)
        told = result.data["answer"] if result.data else None
        told = told[0] if isinstance(told, list) else told
        code = told["code"] if told else result.errors[0].original_error.code
        assert code == "FORBIDDEN"
        # Whether there is an approval, and nothing of the subject.
        assert calls <= 1


async def test_the_law_may_be_read_from_everywhere(db: Database) -> None:
    result, _ = await answered(db, "{ answer: checkScenes { code } }", abroad(PUBLIC))
    assert result.errors is None
    assert result.data["answer"]


async def test_the_same_question_is_answered_at_home(db: Database) -> None:
    await market().write(db)
    assert (await ask(db, PERSON, viewer=lender())).data["answer"] == {"__typename": "Person", "name": "张三"}


async def test_an_approval_opens_to_its_caller_within_its_term_and_no_more_than_the_table(
    db: Database,
) -> None:
    await market().write(db)
    await allowed(db)

    async def told(viewer: Viewer, now: datetime = NOW) -> Any:
        return (await ask(db, PERSON, viewer=viewer, now=lambda: now)).data["answer"]

    assert await told(abroad(lender())) == {"__typename": "Person", "name": "张三"}
    assert await told(abroad(replace(lender(), caller_id="other-desk"))) == REFUSED
    assert await told(abroad(subject("P1"))) == REFUSED
    assert await told(abroad(lender()), later(days=30)) == REFUSED
    assert await told(abroad(lender()), later(hours=-2)) == REFUSED
    masked = '{ person(id: "P1") { ... on Person { numberMasked } } }'
    assert (await ask(db, masked, viewer=abroad(lender()), now=lambda: NOW)).data == {
        "person": {"numberMasked": None}
    }


async def test_an_approval_ends_at_once(db: Database) -> None:
    await market().write(db)
    await allowed(db)
    assert [row.number for row in await borders.end(db, "bank-desk", by="管理员", now=NOW)] == [
        "国信出境〔2026〕7号"
    ]
    assert (await ask(db, PERSON, viewer=abroad(lender()), now=lambda: NOW)).data["answer"] == REFUSED
    assert await borders.end(db, "bank-desk", by="管理员", now=NOW) == []


@pytest.mark.parametrize("caller", ["open", "public", "", "a\nb"])
async def test_nobody_and_everybody_is_no_recipient(db: Database, caller: str) -> None:
    with pytest.raises(InputInvalid):
        await allowed(db, caller)


@pytest.mark.parametrize("until", [NOW, later(days=5 * 366)], ids=["now", "in five years"])
async def test_an_approval_has_an_end(db: Database, until: datetime) -> None:
    with pytest.raises(InputInvalid):
        await borders.allow(db, "bank-desk", "7", until, by="管理员", now=NOW)


async def test_no_role_records_an_approval_over_graphql(db: Database) -> None:
    fields = served_schema().mutation_type
    assert fields is not None
    assert [name for name in fields.fields if "border" in name.lower()] == []
    assert officer().country == "CN"


@pytest.mark.engines("neo4j")
def test_the_command_records_lists_and_ends(
    engine: Endpoint, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDIT_GRAPH_HOME", str(tmp_path))
    monkeypatch.setenv("CREDIT_GRAPH_ENGINE", "neo4j")
    monkeypatch.setenv("CREDIT_GRAPH_NEO4J_URI", engine.uri)
    monkeypatch.setenv("CREDIT_GRAPH_NEO4J_USER", engine.writer[0])
    monkeypatch.setenv("CREDIT_GRAPH_NEO4J_PASSWORD", engine.writer[1])
    monkeypatch.setenv("CREDIT_GRAPH_NEO4J_DATABASE", engine.database)
    command = ["policy", "cross-border"]
    until = datetime.now(UTC).date().replace(month=12, day=31).isoformat()

    def ran(*words: str, code: int = 0) -> Any:
        found = CliRunner().invoke(app, [*command, *words, "--json"])
        assert found.exit_code == code, found.output
        return json.loads(found.stdout) if code == 0 else None

    allowed = ["allow", "desk-sg", "--approval", "国信出境〔2026〕7号", "--until", until, "--by", "李主任"]
    [given] = ran(*allowed)
    assert (given["callerId"], given["approval"], given["recordedBy"], given["endedAt"]) == (
        "desk-sg",
        "国信出境〔2026〕7号",
        "李主任",
        None,
    )
    assert ran("list") == [given]
    [ended] = ran("end", "desk-sg")
    assert ended["endedAt"] is not None
    ran("end", "desk-sg", code=1)
    ran("allow", "desk-sg", "--approval", "7", "--until", "soon", code=2)
