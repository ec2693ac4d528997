"""What is asked: the same persons and bodies over HTTP and over the raw driver."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from graph_api.engine.db import Database
from graph_api.generate.days import AS_OF

POSITIONS = ("DIRECTOR", "LEGAL_REPRESENTATIVE", "SUPERVISOR", "SENIOR_MANAGER")
SELECTION = """__typename ... on OfficeVerdict {
  verdict conditionKind effect endsOn grounds { measure articles lastBarredDay } notChecked { trigger } answerId
}"""
ONE = f"""query One($input: OfficerEligibilityInput!, $asOf: Date) {{
  officerEligibility(input: $input, asOf: $asOf) {{ {SELECTION} }}
}}"""
MANY = f"""query Many($inputs: [OfficerEligibilityInput!]!, $asOf: Date) {{
  officerEligibilities(inputs: $inputs, asOf: $asOf) {{ {SELECTION} }}
}}"""
PERSONS = "MATCH (one:Person) RETURN one.subject_id AS subject_id"
BODIES = "MATCH (one:Organization) RETURN one.subject_id AS subject_id"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question."""

    person: str
    body: str
    position: str

    def input(self) -> dict[str, Any]:
        """The question as GraphQL takes it."""
        office = {"position": self.position, "body": {"subjectId": self.body}}
        return {"person": {"subjectId": self.person}, "office": office}


async def questions_about(db: Database, count: int, seed: int) -> list[Asked]:
    """So many questions about persons and bodies drawn from the graph."""
    persons, bodies = await _ids(db, PERSONS), await _ids(db, BODIES)
    draw = random.Random(seed)  # noqa: S311
    return [Asked(draw.choice(persons), draw.choice(bodies), draw.choice(POSITIONS)) for _ in range(count)]


async def _ids(db: Database, statement: str) -> list[str]:
    async with db.driver.session(database=db.endpoint.database, fetch_size=-1) as session:
        return sorted([record[0] async for record in await session.run(statement)])


def request(document: str, variables: dict[str, Any], more: Mapping[str, str] | None = None) -> bytes:
    """A whole HTTP request, ready to be sent again and again."""
    body = orjson.dumps({"query": document, "variables": variables | {"asOf": AS_OF.isoformat()}})
    head = (
        "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n"
        f"content-length: {len(body)}\r\n"
    )
    head += "".join(f"{name}: {value}\r\n" for name, value in (more or {}).items()) + "\r\n"
    return head.encode() + body


def single(asked: Asked, more: Mapping[str, str] | None = None) -> bytes:
    """The request of one question, with more headers than it needs where they are given."""
    return request(ONE, {"input": asked.input()}, more)


def batch(asked: Sequence[Asked]) -> bytes:
    """The request of a batch of questions."""
    return request(MANY, {"inputs": [each.input() for each in asked]})


def verdicts(body: bytes) -> Counter[str]:
    """How often each verdict, or each failure, is in an answer."""
    data = orjson.loads(body)["data"]
    answers = data.get("officerEligibilities") or [data["officerEligibility"]]
    return Counter(answer.get("verdict") or answer["__typename"] for answer in answers)
