"""Finds the fact of one's own that a report is about; what is not one's own is not found, whether or not it exists."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from graph_api.context import Context
from graph_api.engine.query import Query
from graph_api.ids.keyed_hash import NumberKey
from graph_api.me.rows import NAMESAKES
from graph_api.problems.rows import JOINS_OF, OWN_ITEMS, OWN_RESTRICTIONS, OWN_ROLES, LinkRow

POSSIBLE = "possible:"
#: What the mark goes on, by the kind of id and by how the item or the role is tied to the subject.
ITEMS = {
    ("record", "AGAINST"): "record",
    ("record", "FINDS_RESPONSIBLE"): "finding",
    ("sanction", "ON"): "sanction",
    ("entry", "LISTS"): "entry",
}
ROLES = {"HOLDS": "post", "OWNS": "holding", "CONTROLS": "control"}


@dataclass(frozen=True, slots=True)
class Contested:
    """What a report is about: whose matter, and the fact of its own as `kind:key`.

    Of a namesake it is the join that says the two are one; where nobody joined them there is no such fact, and
    `fact` is the reference that the subject was shown.
    """

    subject_id: str
    fact: str
    candidate_id: str | None = None


def possible_id(key: NumberKey, subject_id: str, other_id: str) -> str:
    """The reference under which a subject is shown a namesake: it tells no id, and nobody else can use it."""
    return POSSIBLE + key.digest(_message(subject_id, other_id))


def _message(subject_id: str, other_id: str) -> str:
    return f"possible\x1f{subject_id}\x1f{other_id}"


async def contested(context: Context, subject_ids: Sequence[str], target: str) -> Contested | None:
    """The fact of one of these subjects that a target names; None where it is not theirs or not there."""
    kind, _, rest = target.partition(":")
    if target.startswith(POSSIBLE):
        return await _candidate(context, subject_ids, target)
    if kind == "restriction":
        return await _restriction(context, subject_ids, rest)
    if kind in ("record", "sanction", "entry"):
        return await _item(context, subject_ids, kind, rest)
    return await _role(context, subject_ids, target)


async def _links(
    context: Context, query: Query[LinkRow], subject_ids: Sequence[str], key: str
) -> list[LinkRow]:
    return await context.db.read(query, subject_ids=list(subject_ids), key=key)


async def _item(context: Context, subject_ids: Sequence[str], kind: str, key: str) -> Contested | None:
    # An item against oneself before a finding in it: the rows come in this order.
    for row in await _links(context, OWN_ITEMS, subject_ids, key):
        marked = ITEMS.get((kind, row.link))
        if marked == "finding":
            return Contested(row.subject_id, f"finding:{row.fact_id}")
        if marked is not None:
            return Contested(row.subject_id, f"{marked}:{key}")
    return None


async def _role(context: Context, subject_ids: Sequence[str], key: str) -> Contested | None:
    for row in await _links(context, OWN_ROLES, subject_ids, key):
        return Contested(row.subject_id, f"{ROLES[row.link]}:{key}")
    return None


async def _restriction(context: Context, subject_ids: Sequence[str], key: str) -> Contested | None:
    """What is one's own of that on which a restriction rests: the role it came through, else the item."""
    rows = await context.db.read(OWN_RESTRICTIONS, subject_ids=list(subject_ids), key=key)
    for row in rows:
        post = json.loads(row.path).get("post")
        if post:
            return await _role(context, [row.subject_id], post)
        return await _item(context, [row.subject_id], row.origin, row.item_id)
    return None


async def _candidate(context: Context, subject_ids: Sequence[str], target: str) -> Contested | None:
    """The namesake, if this very subject was shown it; never the namesake's own facts."""
    digest = target.removeprefix(POSSIBLE)
    for row in await context.db.read(NAMESAKES, subject_ids=list(subject_ids)):
        if digest in context.number_key.digests(_message(row.subject_id, row.other_id)):
            joins = await context.db.read(JOINS_OF, subject_id=row.subject_id, other_id=row.other_id)
            fact = f"join:{joins[0].fact_id}" if joins else f"{POSSIBLE}{row.other_id}"
            return Contested(row.subject_id, fact, row.other_id)
    return None
