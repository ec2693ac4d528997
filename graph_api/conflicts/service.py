"""Judges each post that a restricted person holds: who is barred from the office they are in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from graph_api.conflicts.rows import POSTS_OF_RESTRICTED, PostRow
from graph_api.engine.db import Database
from graph_api.evidence.service import Found, facts_of
from graph_api.law.facts import DAY_ZERO, Facts, Office, Question
from graph_api.law.history import body_on
from graph_api.law.kernel import judge
from graph_api.law.kinds import body_is
from graph_api.law.lawbook import Law
from graph_api.law.logic import Tri
from graph_api.law.reach import post_span
from graph_api.law.verdict import Effect, Ground

#: Outcomes by which a restriction may bar; a reference or a consequence removes nobody.
BARRING = ("BAR", "PERMISSION")
#: Posts judged with one call to the database, and calls for one page.
CANDIDATES = 200
ROUNDS = 10


@dataclass(frozen=True)
class Wanted:
    """Which conflicts are wanted."""

    region: str | None = None
    supervisor: str | None = None
    body_class: str | None = None
    office: str | None = None


@dataclass(frozen=True)
class Conflict:
    """A person in an office that grounds bar them from."""

    row: PostRow
    grounds: tuple[Ground, ...]
    since: date | None
    """From when they should not have been in office: the ground or the post, whichever came later."""


@dataclass(frozen=True)
class Conflicts:
    """Conflicts found, the last post looked at, and whether posts remain."""

    found: tuple[Conflict, ...]
    last: tuple[str, str] | None
    more: bool


def conflict_of(law: Law, row: PostRow, found: Found, on: date) -> Conflict | None:
    """The conflict of a post with what is known of its holder and body, or None where nothing bars it."""
    if found.body is None:
        return None
    nominated = row.role.get("nominated_by")
    by_state = None if nominated is None else nominated == "STATE"
    office = Office(str(row.role.get("position") or ""), found.body, by_state)
    if office.position not in law.positions:
        return None
    verdict = judge(law, Question(office, on), found.facts)
    barring = tuple(ground for ground in verdict.grounds if ground.effect is Effect.BARRED and ground.item)
    return Conflict(row, barring, _since(row, found.facts, barring)) if barring else None


def _since(row: PostRow, facts: Facts, grounds: tuple[Ground, ...]) -> date | None:
    first = [ground.since for ground in grounds]
    barred = min((day for day in first if day), default=None)
    posts = [post_span(post).possible_from for post in facts.posts if post.fact_id == row.fact_id]
    held = posts[0] if posts and posts[0] != DAY_ZERO else None
    return max((day for day in (barred, held) if day), default=None) if barred else None


def positions_within(law: Law, office: str | None) -> list[str] | None:
    """The posts that an office takes in: itself and all narrower ones."""
    if office is None:
        return None
    return sorted(code for code, wider in law.positions.items() if office in wider)


async def conflicts(
    db: Database, law: Law, wanted: Wanted, on: date, after: tuple[str, str], size: int
) -> Conflicts:
    """Conflicts after a post, at most `size` of them; a page may be short while posts remain to be looked at."""
    found: list[Conflict] = []
    last: tuple[str, str] | None = None
    for _ in range(ROUNDS):
        rows = await db.read(
            POSTS_OF_RESTRICTED,
            holder=after[0],
            after=after[1],
            size=CANDIDATES,
            on=on,
            outcomes=list(BARRING),
            positions=positions_within(law, wanted.office),
            region=wanted.region,
            supervisor=wanted.supervisor,
        )
        facts = await facts_of(db, [(row.holder, row.organization) for row in rows])
        for row, known in zip(rows, facts, strict=True):
            if len(found) == size:
                return Conflicts(tuple(found), last, True)
            last = after = (row.holder, row.fact_id)
            if wanted.body_class and (
                known.body is None or body_is(law, body_on(known.body, on), wanted.body_class) is not Tri.YES
            ):
                continue
            if (conflict := conflict_of(law, row, known, on)) is not None:
                found.append(conflict)
        if len(rows) < CANDIDATES:
            return Conflicts(tuple(found), last, False)
    return Conflicts(tuple(found), last, True)
