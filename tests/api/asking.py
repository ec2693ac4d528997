"""Asks the service as a client does: over HTTP, with the number of database calls beside the answer."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import httpx

from graph_api.app import App, Service
from graph_api.engine.db import Database
from graph_api.law.source import the_law

GRAPHS = Path(__file__).parent.parent / "graphs"
TODAY = date(2024, 8, 1)

VERDICT = """
fragment Told on EligibilityResult {
  __typename
  ... on OfficeVerdict {
    verdict conditionKind effect endsOn
    grounds { measure state item { id } path { role finding post { organizationId } } lastBarredDay }
    unknowns { code }
    notChecked { trigger }
    notes { code }
    answerId digest
  }
  ... on Failure { code path textZh textEn }
}
"""
ONE = (
    "query ($input: OfficerEligibilityInput!, $asOf: Date, $knownAsOf: DateTime) "
    "{ answer: officerEligibility(input: $input, asOf: $asOf, knownAsOf: $knownAsOf) { ...Told } }" + VERDICT
)
MANY = (
    "query ($inputs: [OfficerEligibilityInput!]!, $asOf: Date, $knownAsOf: DateTime) "
    "{ answer: officerEligibilities(inputs: $inputs, asOf: $asOf, knownAsOf: $knownAsOf) { ...Told } }"
    + VERDICT
)


@dataclass(frozen=True)
class Answer:
    """What came back, and how many calls to the database it took."""

    status: int
    body: dict[str, Any]
    queries: int

    @property
    def data(self) -> Any:
        """The data; a test that expects some fails here on errors."""
        assert "errors" not in self.body, json.dumps(self.body["errors"], ensure_ascii=False)
        return self.body["data"]

    @property
    def answer(self) -> Any:
        """The one root field named `answer`."""
        return self.data["answer"]


class Client:
    """Speaks to one service over ASGI."""

    def __init__(self, db: Database, today: date = TODAY) -> None:
        self.db = db
        # A cold engine on a busy machine is no reason to refuse: how many are let in is tested apart.
        settings = db.settings.model_copy(update={"in_flight": 1000})
        self.service = Service(db, the_law(), settings, today=lambda: today)
        self.app = App(settings, self.service)
        transport = httpx.ASGITransport(app=self.app)  # type: ignore[arg-type]
        self.http = httpx.AsyncClient(transport=transport, base_url="http://localhost")

    async def __call__(self, query: str, **variables: Any) -> Answer:
        """The answer to a document."""
        with self.db.counting() as counted:
            response = await self.http.post("/graphql", json={"query": query, "variables": variables})
        return Answer(response.status_code, response.json(), counted.calls)

    async def office(
        self,
        person: Any,
        position: str = "DIRECTOR",
        as_of: str | None = None,
        known: str | None = None,
        **more: Any,
    ) -> Any:
        """The verdict on one person for an office in a company, or in what `more` says."""
        return (await self(ONE, input=question(person, position, **more), asOf=as_of, knownAsOf=known)).answer

    async def graph(self, name: str, **changes: Any) -> None:
        """Builds tests/graphs/<name>.cypher."""
        await build(self.db, name)


def question(person: Any, position: str = "DIRECTOR", **more: Any) -> dict[str, Any]:
    """An input: a subject id as text, or any PersonRef; a company unless `body` or `bodyClass` says otherwise."""
    own = {name: more.pop(name) for name in ("caseRef", "keep", "asOf", "purpose") if name in more}
    office = {"position": position, **more}
    if not {"body", "bodyClass"} & more.keys():
        office["bodyClass"] = ["COMPANY"]
    return {"person": {"subjectId": person} if isinstance(person, str) else person, "office": office, **own}


async def build(db: Database, name: str) -> None:
    """Writes a named small graph; its facts are known from the first moment of 2024 unless it says otherwise."""
    text = (GRAPHS / f"{name}.cypher").read_text(encoding="utf-8")
    statements = "\n".join(line for line in text.splitlines() if not line.startswith("//")).split(";")
    async with db.driver.session(database=db.endpoint.database) as session:
        for statement in statements:
            if statement.strip():
                await (await session.run(statement, known=datetime(2024, 1, 1, tzinfo=UTC))).consume()
