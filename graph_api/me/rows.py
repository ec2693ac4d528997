"""The queries about oneself."""

from __future__ import annotations

from dataclasses import dataclass

from graph_api.answers.rows import AnswerRow
from graph_api.engine.query import Query


@dataclass(frozen=True)
class NamesakeRow:
    """Where somebody of one's name, known without a number, holds a post."""

    subject_id: str
    other_id: str
    name: str
    region: str | None
    org_kinds: list[str]


@dataclass(frozen=True)
class OrganRow:
    """The organ a caller works for."""

    caller_id: str
    organ: str | None


ANSWERS_ABOUT = Query("me/answers_about", AnswerRow)
NAMESAKES = Query("me/namesakes", NamesakeRow)
ORGANS_OF_CALLERS = Query("me/organs_of_callers", OrganRow)
