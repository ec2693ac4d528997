"""Judges every office held now and counts the answers and what keeps them open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graph_api.engine.db import Database
from graph_api.evidence.service import CoverageSeen, evidence_of
from graph_api.law.facts import Body, Office, Question
from graph_api.law.kernel import judge
from graph_api.law.lawbook import Law
from graph_api.survey.rows import CURRENT_POSTS, CurrentPostRow

#: Offices judged from one read.
BATCH = 1000


@dataclass
class Survey:
    """How many offices got which verdict, and the causes of those that stay open."""

    as_of: date
    posts: int = 0
    unreadable: int = 0
    """Posts whose position the vocabulary does not know; they are not judged."""
    verdicts: Counter[str] = field(default_factory=Counter)
    causes: Counter[str] = field(default_factory=Counter)
    measures: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        """The survey for `--json`; a cause counts once for each office it keeps open."""
        open_posts = self.verdicts["UNDETERMINED"]
        return {
            "asOf": self.as_of.isoformat(),
            "posts": self.posts,
            "unreadable": self.unreadable,
            "verdicts": dict(self.verdicts.most_common()),
            "undeterminedShare": round(open_posts / self.posts, 4) if self.posts else 0.0,
            "undeterminedCauses": dict(self.causes.most_common()),
            "measures": dict(self.measures.most_common()),
        }


async def survey(
    db: Database, law: Law, as_of: date, told: Callable[[int], None] = lambda posts: None
) -> Survey:
    """The spread of the answers over every office held now; memory stays flat."""
    found, waiting, seen = Survey(as_of), list[CurrentPostRow](), CoverageSeen()
    async for row in db.stream(CURRENT_POSTS):
        waiting.append(row)
        if len(waiting) == BATCH:
            await _judge(db, law, waiting, found, seen)
            waiting = []
            told(found.posts)
    if waiting:
        await _judge(db, law, waiting, found, seen)
    return found


async def _judge(
    db: Database, law: Law, posts: list[CurrentPostRow], found: Survey, seen: CoverageSeen
) -> None:
    evidence = await evidence_of(db, [(post.person, post.body) for post in posts], seen=seen)
    for post, (facts, body) in zip(posts, evidence.found, strict=True):
        found.posts += 1
        if post.position not in law.vocabulary.position:
            found.unreadable += 1
            continue
        office = Office(post.position, body or Body(subject_id=post.body))
        verdict = judge(law, Question(office, found.as_of), facts)
        kind = verdict.condition_kind or verdict.verdict
        found.verdicts[kind.value] += 1
        found.measures.update({ground.measure for ground in verdict.deciding})
        if verdict.verdict.value == "UNDETERMINED":
            found.causes.update({unknown.qualifier or unknown.code for unknown in verdict.unknowns})
