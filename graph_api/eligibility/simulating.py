"""Simulates: the same kernel on facts with invented changes, compared with today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from graph_api.eligibility.asks import Ask, BodyRef, Judged
from graph_api.eligibility.changes import Change, changed, organizations_entered
from graph_api.eligibility.references import uscc_key
from graph_api.eligibility.rows import FIND_SUBJECTS, PEOPLE_OF_ORGANIZATION
from graph_api.eligibility.service import MOST, Eligibility
from graph_api.errors import CreditGraphError
from graph_api.evidence.service import evidence_of
from graph_api.law.facts import Facts, Item
from graph_api.law.kernel import judge
from graph_api.law.lawbook import Law
from graph_api.law.logic import Tri
from graph_api.law.projection import bars
from graph_api.law.verdict import Bar
from graph_api.refusals import SubjectNotFound


class Effect(NamedTuple):
    """The measures that would reach a person and those that would end."""

    person_id: str
    name: str
    gained: list[Bar]
    lost: list[Bar]


async def _items_of(eligibility: Eligibility, changes: Sequence[Change]) -> dict[str, tuple[Item, ...]]:
    """The facts against the organizations in which a post would begin."""
    entered = organizations_entered(changes)
    evidence = await evidence_of(eligibility.db, [(each, None) for each in entered])
    return {each: found.facts.items for each, found in zip(entered, evidence.found, strict=True)}


async def of_question(
    eligibility: Eligibility, ask: Ask, changes: Sequence[Change]
) -> tuple[Judged, Judged] | CreditGraphError:
    """The answer today and the answer it would be."""
    today = await eligibility.one(ask)
    if isinstance(today, CreditGraphError):
        return today
    facts = changed(today.facts, changes, await _items_of(eligibility, changes))
    return today, replace(today, facts=facts, verdict=judge(eligibility.law, today.question, facts))


async def of_organization(
    eligibility: Eligibility, body: BodyRef, changes: Sequence[Change], as_of: date
) -> list[Effect]:
    """The people of an organization for whom something would change."""
    organization = await organization_of(eligibility, body)
    rows = await eligibility.db.read(PEOPLE_OF_ORGANIZATION, organization=organization)
    evidence = await evidence_of(eligibility.db, [(row.subject_id, None) for row in rows[:MOST]])
    items = await _items_of(eligibility, changes)
    found = []
    for row, each in zip(rows, evidence.found, strict=True):
        effect = _effect(eligibility.law, row.subject_id, row.name or "", each.facts, changes, items, as_of)
        if effect.gained or effect.lost:
            found.append(effect)
    return found


def _effect(
    law: Law,
    person_id: str,
    name: str,
    facts: Facts,
    changes: Sequence[Change],
    items: dict[str, tuple[Item, ...]],
    as_of: date,
) -> Effect:
    before = _running(law, facts, as_of)
    after = _running(law, changed(facts, changes, items), as_of)
    gained = [bar for key, bar in after.items() if key not in before]
    return Effect(person_id, name, gained, [bar for key, bar in before.items() if key not in after])


def _running(law: Law, facts: Facts, as_of: date) -> dict[tuple[str, str, str, Tri], Bar]:
    return {
        (bar.measure, bar.item.item_id if bar.item else "", bar.path.role, bar.certainty): bar
        for bar in bars(law, facts)
        if bar.span.at(as_of) is not Tri.NO
    }


async def organization_of(eligibility: Eligibility, body: BodyRef) -> str:
    """The subject id of a body given by its id or its USCC."""
    if body.subject_id:
        return body.subject_id
    key = uscc_key(body.uscc or "", "input.organization.uscc")
    refs = [{"place": 0, "key": key, "body": "", "name": ""}]
    found = (await eligibility.db.read(FIND_SUBJECTS, refs=refs))[0].subject_ids
    if not found:
        raise SubjectNotFound("input.organization.uscc")
    return found[0]
