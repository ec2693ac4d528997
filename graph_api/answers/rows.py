"""The queries that keep answers and find them again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from graph_api.engine.query import NoRow, Query


@dataclass(frozen=True)
class AnswerRow:
    """One stored answer."""

    answer_id: str
    case_ref: str | None
    kept_at: datetime
    body: str
    digest: str
    inputs: str
    as_of: date
    known_as_of: datetime | None
    law_digest: str
    kernel_version: str
    kept_by: list[str]


KEEP_ANSWERS = Query("answers/keep_answers", NoRow)
ANSWERS_BY_ID = Query("answers/answers_by_id", AnswerRow)
ANSWERS_OF_CASE = Query("answers/answers_of_case", AnswerRow)
