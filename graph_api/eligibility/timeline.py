"""The days on which an answer turns, as clients see them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

import strawberry

from graph_api.context import EARLIEST
from graph_api.eligibility.asks import Judged
from graph_api.eligibility.types import OfficeVerdict
from graph_api.law.projection import timeline
from graph_api.law.wording import Words
from graph_api.payloads import AnyFailure


@strawberry.type(description="A day on which the answer turns, and the answer from then on (转折日).")
class Turn:
    """A day on which the answer turns."""

    since: date | None = strawberry.field(
        name="from", description="First day of this answer; null for the oldest (自何日起)."
    )
    until: date | None = strawberry.field(
        description="First day of the next answer; null for the last (至何日止)."
    )
    answer: OfficeVerdict = strawberry.field(description="The answer between these days (结论).")


@strawberry.type(
    description="The answer over time: it changes on these days and on no others (任职资格时间线)."
)
class Timeline:
    """The answer over time."""

    turns: list[Turn] = strawberry.field(description="Oldest first (各阶段).")


TimelineResult = Annotated[Timeline | AnyFailure, strawberry.union("TimelineResult")]


def timeline_of(judged: Judged) -> Timeline:
    """The timeline of a question as known to its answer; days before 1949 belong to its oldest turn."""
    words = Words(judged.law)
    turns = timeline(judged.law, judged.question, judged.facts)
    days: list[date | None] = [None if day < EARLIEST else day for day, _ in turns]
    return Timeline(
        turns=[
            Turn(
                since=since, until=until, answer=OfficeVerdict(judged=_at(judged, place, turns), words=words)
            )
            for place, (since, until) in enumerate(zip(days, [*days[1:], None], strict=True))
        ]
    )


def _at(judged: Judged, place: int, turns: tuple[tuple[date, object], ...]) -> Judged:
    day, verdict = turns[place]
    question = replace(judged.question, as_of=day)
    return replace(judged, verdict=verdict, question=question)  # type: ignore[arg-type]
