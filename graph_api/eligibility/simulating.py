"""Simulates: the same kernel on facts with invented changes, compared with today."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple

from graph_api.eligibility.asks import Ask, BodyRef, Judged, OfficeRef, PersonRef
from graph_api.eligibility.changes import AddItem, BeginPost, Change, changed, organizations_entered
from graph_api.eligibility.offices import check_office, office_of
from graph_api.eligibility.references import uscc_key
from graph_api.eligibility.rows import COUNT_PEOPLE_OF_ORGANIZATION, FIND_SUBJECTS, PEOPLE_OF_ORGANIZATION
from graph_api.eligibility.service import MOST, Eligibility
from graph_api.errors import CreditGraphError
from graph_api.evidence.service import evidence_of
from graph_api.law.facts import Body, Facts, Item, Office, Post, Question
from graph_api.law.kernel import judge
from graph_api.law.lawbook import Law
from graph_api.law.logic import Tri
from graph_api.law.projection import bars
from graph_api.law.reach import post_span
from graph_api.law.verdict import Bar
from graph_api.refusals import SubjectNotFound, no_such_subject

#: People looked at in one answer.
PEOPLE = 500


@dataclass(frozen=True)
class Asked:
    """What is simulated about an organization, and at which clocks."""

    organization: str
    changes: Sequence[Change]
    as_of: date
    known_as_of: datetime | None = None
    office: OfficeRef | None = None
    """An office that everybody is asked about beside those they hold."""
    after: str = ""


class Turned(NamedTuple):
    """An office whose answer would change; `post` where the person holds it today or would."""

    post: str | None
    today: Judged
    then: Judged


class Effect(NamedTuple):
    """The measures that would reach a person and those that would end, and the answers that would change."""

    person_id: str
    name: str
    gained: list[Bar]
    lost: list[Bar]
    turned: list[Turned]


class People(NamedTuple):
    """For whom something would change, of how many looked at, and how many there are in all."""

    effects: list[Effect]
    looked_at: int
    in_all: int
    last: str | None
    more: bool


async def _items_of(
    eligibility: Eligibility, changes: Sequence[Change], known: datetime | None
) -> dict[str, tuple[Item, ...]]:
    """The facts against the organizations in which a post would begin."""
    entered = organizations_entered(changes)
    evidence = await evidence_of(eligibility.db, [(each, None) for each in entered], known)
    return {each: found.facts.items for each, found in zip(entered, evidence.found, strict=True)}


async def of_question(
    eligibility: Eligibility, ask: Ask, changes: Sequence[Change]
) -> tuple[Judged, Judged] | CreditGraphError:
    """The answer today and the answer it would be."""
    today = await eligibility.one(ask)
    if isinstance(today, CreditGraphError):
        return today
    facts = changed(today.facts, changes, await _items_of(eligibility, changes, ask.known_as_of))
    return today, replace(today, facts=facts, verdict=judge(eligibility.law, today.question, facts))


async def of_organization(eligibility: Eligibility, asked: Asked) -> People:
    """The people of an organization for whom something would change, at most `PEOPLE` looked at."""
    if asked.office is not None:
        check_office(eligibility.law, asked.office, "input.office")
    organization = asked.organization
    among = {
        "organization": organization,
        "further": _entering(asked.changes, organization),
        "known": asked.known_as_of,
    }
    rows = await eligibility.db.read(PEOPLE_OF_ORGANIZATION, after=asked.after, size=PEOPLE + 1, **among)
    [counted] = await eligibility.db.read(COUNT_PEOPLE_OF_ORGANIZATION, **among)
    ids = [row.subject_id for row in rows[:PEOPLE]]
    effects = await _effects(eligibility, asked, ids)
    last = ids[-1] if ids else None
    return People(effects, len(ids), counted.number, last, len(rows) > PEOPLE)


def _entering(changes: Sequence[Change], organization: str) -> list[str]:
    """The people whom only the changes bring to the organization: who would enter it or answer for it."""
    found: set[str] = set()
    for change in changes:
        if isinstance(change, BeginPost) and change.post.organization == organization:
            found.add(change.person)
        elif isinstance(change, AddItem) and change.item.subject == organization:
            found.update(person for person, _ in change.responsible)
    return sorted(found)


async def _effects(eligibility: Eligibility, asked: Asked, ids: Sequence[str]) -> list[Effect]:
    known = asked.known_as_of
    evidence = await evidence_of(eligibility.db, [(each, None) for each in ids], known)
    items = await _items_of(eligibility, asked.changes, known)
    pairs = [(each.facts, changed(each.facts, asked.changes, items)) for each in evidence.found]
    bodies = await _bodies(eligibility, asked, [post for pair in pairs for post in _held(pair, asked.as_of)])
    found = []
    for pair in pairs:
        turned = list(_turned(eligibility.law, asked, pair, bodies, evidence.watermark))
        effect = _effect(eligibility.law, pair, turned, asked.as_of)
        if effect.gained or effect.lost or effect.turned:
            found.append(effect)
    return found


def _held(pair: tuple[Facts, Facts], as_of: date) -> list[Post]:
    """The posts held on the day today or then, each once, as they would be."""
    posts = {
        post.fact_id: post
        for facts in pair
        for post in facts.posts
        if post_span(post).at(as_of) is not Tri.NO
    }
    return [posts[key] for key in sorted(posts)]


async def _bodies(eligibility: Eligibility, asked: Asked, posts: Sequence[Post]) -> dict[str, Body]:
    """The bodies of these posts and of the office asked about, as known at the clocks."""
    ids = sorted({post.organization for post in posts})
    if asked.office is not None and asked.office.body is not None:
        ids.append(await organization_of(eligibility, asked.office.body, "input.office.body"))
    found: dict[str, Body] = {}
    for place in range(0, len(ids), MOST):
        some = ids[place : place + MOST]
        evidence = await evidence_of(eligibility.db, [("", each) for each in some], asked.known_as_of)
        found.update(
            (key, each.body) for key, each in zip(some, evidence.found, strict=True) if each.body is not None
        )
    if asked.office is not None and asked.office.body is not None:
        if ids[-1] not in found:
            raise no_such_subject("input.office.body", ids[-1])
        found[""] = found[ids[-1]]
    return found


def _offices(
    law: Law, asked: Asked, pair: tuple[Facts, Facts], bodies: dict[str, Body]
) -> Iterator[tuple[str | None, OfficeRef, Office]]:
    """The offices one person is asked about: those held today or then, and the one the caller gave."""
    for post in _held(pair, asked.as_of):
        body = bodies.get(post.organization)
        if body is None or post.position not in law.positions:
            continue
        by_state = None if post.nominated_by is None else post.nominated_by == "STATE"
        ref = OfficeRef(post.position, BodyRef(subject_id=body.subject_id), nominated_by_state=by_state)
        yield post.fact_id, ref, Office(post.position, body, by_state)
    if asked.office is not None:
        yield None, asked.office, office_of(asked.office, bodies.get("") if asked.office.body else None)


def _turned(
    law: Law, asked: Asked, pair: tuple[Facts, Facts], bodies: dict[str, Body], watermark: datetime | None
) -> Iterator[Turned]:
    person = PersonRef(subject_id=pair[0].person.subject_id)
    for post, ref, office in _offices(law, asked, pair, bodies):
        question = Question(office, asked.as_of, asked.known_as_of)
        ask = Ask(person, ref, asked.as_of, asked.known_as_of)
        notes = () if office.body.subject_id else ("BODY_DESCRIBED",)
        today, then = (
            Judged(ask, law, judge(law, question, facts), question, facts, watermark, notes) for facts in pair
        )
        if _said(today) != _said(then):
            yield Turned(post, today, then)


def _said(judged: Judged) -> tuple[object, ...]:
    verdict = judged.verdict
    return verdict.verdict, verdict.condition_kind, verdict.effect, verdict.ends_on


def _effect(law: Law, pair: tuple[Facts, Facts], turned: list[Turned], as_of: date) -> Effect:
    before, after = (_running(law, facts, as_of) for facts in pair)
    person = pair[0].person
    return Effect(
        person.subject_id,
        person.name,
        [bar for key, bar in after.items() if key not in before],
        [bar for key, bar in before.items() if key not in after],
        turned,
    )


def _running(law: Law, facts: Facts, as_of: date) -> dict[tuple[str, str, str, Tri], Bar]:
    return {
        (bar.measure, bar.item.item_id if bar.item else "", bar.path.role, bar.certainty): bar
        for bar in bars(law, facts)
        if bar.span.at(as_of) is not Tri.NO
    }


async def organization_of(eligibility: Eligibility, body: BodyRef, path: str = "input.organization") -> str:
    """The subject id of a body given by its id or its USCC."""
    if body.subject_id:
        return body.subject_id
    key = uscc_key(body.uscc or "", f"{path}.uscc")
    refs = [{"place": 0, "key": key, "body": "", "name": ""}]
    found = (await eligibility.db.read(FIND_SUBJECTS, refs=refs))[0].subject_ids
    if not found:
        raise SubjectNotFound(f"{path}.uscc")
    return found[0]
