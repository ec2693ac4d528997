"""Judges each post that something may bar: who is barred from the office they are in, now or as known then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from graph_api.conflicts.bars import FIRM, POSSIBLE, born_after, rules_on
from graph_api.conflicts.rows import CANDIDATE_POSTS, CANDIDATE_POSTS_KNOWN_THEN, PostRow
from graph_api.engine.db import Database
from graph_api.evidence.service import Found, facts_of
from graph_api.law.candidates import AGE
from graph_api.law.facts import DAY_ZERO, FOREVER, Facts, Office, Question
from graph_api.law.history import body_on
from graph_api.law.kernel import judge
from graph_api.law.kinds import body_is
from graph_api.law.lawbook import Law
from graph_api.law.logic import Tri
from graph_api.law.reach import post_span
from graph_api.law.verdict import Effect, Ground
from graph_api.subjects.windows import end_of_window

#: Posts judged with one call to the database, and looks for one page.
CANDIDATES = 200
ROUNDS = 25
#: Sorts behind every id of a post: all posts of a holder were looked at.
ALL_OF_HOLDER = "\uffff"


class Kind(StrEnum):
    """What kind of reason bars somebody from their office."""

    FACT = "FACT"
    OTHER_POST = "OTHER_POST"
    AGE = "AGE"


EVERY_KIND = frozenset(Kind)


def kind_of(ground: Ground) -> Kind:
    """Whether a ground hangs on a record, on another post of the person, or on age."""
    if ground.item is None:
        return Kind.OTHER_POST
    return Kind.AGE if ground.item.item_id == AGE else Kind.FACT


@dataclass(frozen=True)
class Wanted:
    """Which conflicts are wanted."""

    region: str | None = None
    supervisor: str | None = None
    body_class: str | None = None
    office: str | None = None
    kinds: frozenset[Kind] = EVERY_KIND


@dataclass(frozen=True)
class Moment:
    """The day asked about, and the moment up to which facts are known; None means present knowledge."""

    on: date
    known: datetime | None = None


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
    barring = tuple(ground for ground in verdict.grounds if ground.effect is Effect.BARRED)
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


@dataclass(frozen=True)
class Radar:
    """Looks for conflicts at one moment, post by post in the order of holder and post."""

    db: Database
    law: Law
    wanted: Wanted
    moment: Moment

    async def page(self, after: tuple[str, str], size: int) -> Conflicts:
        """Conflicts after a post, at most `size`; a page may be short while posts remain to be looked at."""
        found: list[Conflict] = []
        last: tuple[str, str] | None = None
        end, follow = await end_of_window(self.db, after[0])
        for _ in range(ROUNDS):
            rows = await self._candidates(after, end)
            for row, conflict in await self._judged(rows):
                if len(found) == size:
                    return Conflicts(tuple(found), last, True)
                last = after = (row.holder, row.fact_id)
                if conflict is not None:
                    found.append(conflict)
            if len(rows) == CANDIDATES:
                continue
            if not follow:
                return Conflicts(tuple(found), last, False)
            last = after = (end, ALL_OF_HOLDER)
            end, follow = await end_of_window(self.db, end)
        return Conflicts(tuple(found), last, True)

    async def _candidates(self, after: tuple[str, str], end: str) -> list[PostRow]:
        on, known, kinds = self.moment.on, self.moment.known, self.wanted.kinds
        among = {
            "holder": after[0],
            "after": after[1],
            "last": end,
            "size": CANDIDATES,
            "on": on,
            "born_after": born_after(on) if Kind.AGE in kinds else FOREVER,
            "rules": rules_on(self.law, on) if Kind.OTHER_POST in kinds else [],
            "positions": positions_within(self.law, self.wanted.office),
            "region": self.wanted.region,
            "supervisor": self.wanted.supervisor,
        }
        if known is not None:
            return await self.db.read(CANDIDATE_POSTS_KNOWN_THEN, known=known, **among)
        firm, possible = (FIRM, POSSIBLE) if Kind.FACT in kinds else ((), ())
        return await self.db.read(CANDIDATE_POSTS, firm=list(firm), possible=list(possible), **among)

    async def _judged(self, rows: list[PostRow]) -> list[tuple[PostRow, Conflict | None]]:
        pairs = [(row.holder, row.organization) for row in rows]
        facts = await facts_of(self.db, pairs, self.moment.known)
        kind = self.wanted.body_class
        judged = []
        for row, known in zip(rows, facts, strict=True):
            outside = kind is not None and (
                known.body is None
                or body_is(self.law, body_on(known.body, self.moment.on), kind) is not Tri.YES
            )
            conflict = None if outside else conflict_of(self.law, row, known, self.moment.on)
            if conflict and self.wanted.kinds.isdisjoint(kind_of(each) for each in conflict.grounds):
                conflict = None
            judged.append((row, conflict))
        return judged
