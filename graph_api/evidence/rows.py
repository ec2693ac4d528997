"""The two queries that fetch what the kernel judges: present knowledge, and knowledge of a past moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from graph_api.engine.query import Query

Properties = dict[str, Any]


@dataclass(frozen=True)
class EvidenceRow:
    """One question's facts as the graph has them; lists are laid out as the query says.

    The watermark comes with the first row; `unsealed` says that a fact of a commit still on its way shows.
    """

    place: int
    watermark: datetime | None
    person: Properties | None
    body: Properties | None
    history: list[Properties]
    posts: list[list[Any]]
    own: list[list[Any]]
    inherited: list[list[Any]]
    disputes: list[list[Any]]
    coverage: list[Properties]
    unsealed: bool


FACTS_OF_PERSONS = Query("evidence/facts_of_persons", EvidenceRow)
FACTS_KNOWN_THEN = Query("evidence/facts_of_persons_known_then", EvidenceRow)
