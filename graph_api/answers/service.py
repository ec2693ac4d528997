"""Keeps answers as given, finds them again, and asks anew what differs today."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any, Protocol

from graph_api.answers.rows import ANSWERS_BY_ID, ANSWERS_OF_CASE, KEEP_ANSWERS, AnswerRow
from graph_api.answers.seal import answer_id_of, canonical, plain, sha256
from graph_api.eligibility.asks import Judged
from graph_api.eligibility.references import NOBODY, Resolved
from graph_api.eligibility.service import Answer, Eligibility
from graph_api.engine.db import Database
from graph_api.law.facts import Body, Office


class Given(Protocol):
    """An answer as clients see it, with what it was made from."""

    judged: Judged


async def keep_all(db: Database, answers: Sequence[Given], kept_by: str) -> None:
    """Stores for an organ those answers that a case or the caller wants kept; no call where there is none."""
    kept = [_stored(each) for each in answers if each.judged.kept]
    if kept:
        await db.write(KEEP_ANSWERS, answers=kept, now=datetime.now(UTC), kept_by=kept_by)


def _stored(answer: Given) -> dict[str, Any]:
    judged = answer.judged
    body = canonical(plain(answer))
    return {
        "answer_id": answer_id_of(judged),
        "case_ref": judged.ask.case_ref,
        "body": body,
        "digest": sha256(body),
        "inputs": canonical(judged.inputs()),
        "as_of": judged.question.as_of,
        "known_as_of": judged.known_as_of,
        "law_digest": judged.law.digest,
        "kernel_version": judged.kernel_version,
        "subject_id": judged.facts.person.subject_id,
    }


async def find(db: Database, answer_id: str) -> AnswerRow | None:
    """The stored answer of this id."""
    rows = await db.read(ANSWERS_BY_ID, ids=[answer_id])
    return rows[0] if rows else None


async def of_case(db: Database, case_ref: str) -> list[AnswerRow]:
    """The answers stored under a case, oldest first."""
    return await db.read(ANSWERS_OF_CASE, case_ref=case_ref)


async def ask_again(eligibility: Eligibility, row: AnswerRow) -> Answer:
    """The same question on the same day, by present knowledge, law and kernel."""
    inputs = json.loads(row.inputs)
    known = bool(inputs["known"])
    resolved = Resolved(
        inputs["person"] if known else NOBODY,
        inputs["body"]["subject_id"] or None,
        inputs["candidates"],
        known=known,
        key=inputs["person_key"],
    )
    office = Office(
        inputs["position"],
        Body.of(inputs["body"]),
        inputs["nominated_by_state"],
        tuple(inputs["permissions"]),
    )
    return await eligibility.again(resolved, office, date.fromisoformat(inputs["as_of"]))


def person_of(row: AnswerRow) -> str:
    """The subject a stored answer is about, or the stand-in for somebody who was not in the graph."""
    return str(json.loads(row.inputs)["person"])


def differences(then: Any, now: Any, path: str = "") -> list[tuple[str, Any, Any]]:
    """Where two answers differ, by path, with what each says; lists of another length differ as a whole."""
    if isinstance(then, dict) and isinstance(now, dict):
        keys = sorted(then.keys() | now.keys())
        found = [differences(then.get(key), now.get(key), f"{path}.{key}".lstrip(".")) for key in keys]
        return [each for group in found for each in group]
    if isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        found = [
            differences(a, b, f"{path}[{place}]") for place, (a, b) in enumerate(zip(then, now, strict=True))
        ]
        return [each for group in found for each in group]
    return [] if then == now else [(path, then, now)]
