"""Which of the facts that restrict nothing an answer may tell."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from graph_api.access.access import Access
from graph_api.access.minors import is_minor
from graph_api.eligibility.asks import Judged


async def weighed(access: Access, judged: Judged, today: date) -> Judged:
    """The answer with the data classes that are not open to who asks, about whom it is."""
    person = judged.facts.person
    classes = ["CLOSED", "SHARED"]
    if is_minor(person.birth_date, min(judged.question.as_of, today)):
        classes.append("SEALED")
    return replace(
        judged,
        hidden=frozenset([code for code in classes if not await access.sees(code, person.subject_id)]),
    )
