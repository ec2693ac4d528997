"""A caller that was stopped learns and changes nothing; a change is on record though nobody waits for it."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
from graphql import ExecutionResult

from graph_api.access.viewer import Viewer
from graph_api.app import Service
from graph_api.audit.files import log_files
from graph_api.audit.log import audit_folder
from graph_api.engine.db import Database
from graph_api.execution import Prepared
from graph_api.law.source import the_law
from tests.graphs.drawing import run
from tests.graphs.viewers import lender, officer
from tests.lending.town import CLEAN, HIDDEN, MINOR, PUBLISHED, person, town

CHECK = """query($inputs: [CreditCheckInput!]!) { creditCheck(inputs: $inputs) {
  ... on CreditCheck { status } } }"""
REQUEST = (
    """mutation($input: RequestReleaseInput!) { requestRelease(input: $input) { ... on Release { id } } }"""
)
APPROVE = "mutation($id: ID!) { approveRelease(id: $id) { __typename } }"
STOPPED = ["HARVESTED"]


async def said(service: Service, viewer: Viewer, question: str, **variables: Any) -> Any:
    prepared = service.executor.prepare(question, variables, None, 10_000_000)
    assert isinstance(prepared, Prepared), prepared
    response = await service.execute(prepared, viewer)
    if "data" not in response:
        return [error["extensions"]["code"] for error in response["errors"]]
    return response["data"]


def entries(db: Database, caller: str) -> list[dict[str, Any]]:
    lines = [
        orjson.loads(line)
        for file in log_files(audit_folder(db.settings))
        for line in file.path.read_bytes().splitlines()
    ]
    return [line for line in lines if line["k"] == "entry" and line["caller"] == caller]


async def waiting(service: Service) -> str:
    """The id of a release that one officer asked for."""
    wish = {"subjectIds": [MINOR], "classes": ["SEALED"], "reason": "办案需要", "days": 3, "clientKey": "k1"}
    asked = await said(service, officer("o1", case_ref="C1"), REQUEST, input=wish)
    return str(asked["requestRelease"]["id"])


async def test_who_was_stopped_is_told_the_same_of_whoever_it_asks_about(db: Database) -> None:
    await town(db)
    settings = db.settings.model_copy(update={"probe_alarm": 1, "probe_stop": 2})
    service = Service(db, the_law(), settings)
    for _ in range(2):
        await said(service, lender(), CHECK, inputs=[person(HIDDEN, "WITH_CONSENT")])
    for who in (CLEAN, None, HIDDEN, None):
        assert await said(service, lender(), CHECK, inputs=[person(who, "PUBLIC")]) == STOPPED
    # Nor is it told what concerns nobody.
    assert await said(service, lender(), "{ checkScenes { code } }") == STOPPED
    await service.close()


async def test_each_name_guessed_for_a_number_is_counted(db: Database) -> None:
    await town(db)
    settings = db.settings.model_copy(update={"probe_alarm": 1, "probe_stop": 3})
    service = Service(db, the_law(), settings)
    guesses = [person(PUBLISHED, name=name) for name in ("甲乙", "丙丁")]
    assert await said(service, lender(), CHECK, inputs=guesses) != STOPPED
    assert await said(service, lender(), CHECK, inputs=guesses[:1]) == STOPPED
    await service.close()


async def test_who_was_stopped_changes_nothing(db: Database) -> None:
    await town(db)
    settings = db.settings.model_copy(update={"probe_alarm": 1, "probe_stop": 2})
    service = Service(db, the_law(), settings)
    key = await waiting(service)
    second = officer("o2", case_ref="C1")
    for number in range(2):
        await said(service, second, APPROVE, id=f"nothing-{number}")
    assert await said(service, second, APPROVE, id=key) == STOPPED
    assert await run(db, "MATCH (a:Approval) RETURN a.approved_by AS by") == [{"by": None}]
    await service.close()


async def test_as_much_is_written_of_somebody_on_no_record(db: Database) -> None:
    await town(db)
    service = Service(db, the_law(), db.settings)
    for who in (CLEAN, None):
        assert await said(service, lender(), CHECK, inputs=[person(who)])
    await service.close()
    assert [(row["action"], row["outcome"]) for row in entries(db, lender().caller_id)] == [
        ("ANSWER", "OK")
    ] * 2


async def test_a_change_is_on_record_though_the_caller_hung_up(db: Database) -> None:
    await town(db)
    service = Service(db, the_law(), db.settings)
    key = await waiting(service)
    written, go_on = asyncio.Event(), asyncio.Event()
    execute = service.executor.execute

    async def slow(*given: Any) -> ExecutionResult | dict[str, Any]:
        answer = await execute(*given)
        written.set()
        await go_on.wait()
        return answer

    service.executor.execute = slow  # type: ignore[method-assign] it only waits
    asking = asyncio.create_task(said(service, officer("o2", case_ref="C1"), APPROVE, id=key))
    await written.wait()
    asking.cancel()
    go_on.set()
    await asyncio.gather(asking, return_exceptions=True)
    await service.close()
    assert await run(db, "MATCH (a:Approval) RETURN a.approved_by AS by") == [{"by": "o2"}]
    told = [(row["action"], row["outcome"], bool(row["s"])) for row in entries(db, "o2")]
    assert told == [("CHANGE", "ASKED", False), ("CHANGE", "OK", True)]
