"""Rows become the plain values of the kernel."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from graph_api.evidence.rows import EvidenceRow, Properties
from graph_api.law.facts import Body, Characteristic, Covered, Facts, Finding, Item, Person, Post, Remedy

ORIGINS = {"AGAINST": "RECORD", "ON": "SANCTION", "LISTS": "LIST_ENTRY", "FINDS_RESPONSIBLE": "RECORD"}
KEYS = ("record_id", "sanction_id", "entry_id")
#: What a holding of each capacity (OWNS.capacity) is as a position; shares refine SHAREHOLDER.
CAPACITIES = {"SPONSOR": "SPONSOR", "PROPRIETOR": "PROPRIETOR", "SOLE_INVESTOR": "SOLE_INVESTOR"}
MAJOR, CONTROLLING = 0.05, 0.5


def facts_of_row(row: EvidenceRow, person_id: str, coverage: tuple[Covered, ...]) -> Facts:
    """Everything the kernel may look at for the person of one row."""
    person = Person.of(row.person) if row.person else Person(subject_id=person_id, known=False)
    by_acceptance = sorted(row.disputes, key=lambda each: str(each[1]["accepted"]))
    disputes: dict[str, Properties] = {post: objection for post, objection in by_acceptance}  # noqa: C416 - pairs come as lists
    posts = tuple(sorted((_post(post, disputes) for post in row.posts), key=lambda post: post.fact_id))
    return Facts(person, posts, tuple(_items(row, person_id)), coverage)


def body_of(row: EvidenceRow) -> Body | None:
    """The body of one row, or None where the graph has none of that id."""
    if not row.body:
        return None
    body = Body.of(row.body)
    return replace(body, history=history_of(row.history)) if row.history else body


def history_of(told: Iterable[Properties]) -> tuple[Characteristic, ...]:
    """Dated facts about one organization, in a fixed order; what was taken back does not count."""
    facts = (Characteristic.of(each) for each in told if each.get("usable") is not False)
    return tuple(sorted(facts, key=repr))


def coverage_of(rows: Iterable[Properties]) -> tuple[Covered, ...]:
    """What the loaded sources cover, in a fixed order."""
    found = (Covered.of(row) for row in rows)
    return tuple(sorted(found, key=lambda covered: (covered.trigger, covered.source, covered.region or "")))


def _post(values: list[Any], disputes: dict[str, Properties]) -> Post:
    kind, fact, organization, name, org_kinds, not_org_kinds, listed, state_capital, history = values
    case = disputes.get(fact.get("fact_id") or "")
    rested = {"accepted_dispute": case["accepted"]} if case else {}
    if case and case.get("outcome") in ("REJECTED", "WITHDRAWN"):
        rested["dispute_ended"] = case.get("decided")
    return Post.of(
        fact
        | rested
        | {
            "organization": organization,
            "organization_name": name,
            "org_kinds": org_kinds,
            "not_org_kinds": not_org_kinds,
            "listed": listed,
            "state_capital": state_capital,
            "history": history_of(history),
            "position": _position(kind, fact),
        }
    )


def _position(kind: str, fact: Properties) -> str:
    if kind.startswith("HOLDS"):
        return str(fact.get("position") or "")
    if kind.startswith("CONTROLS"):
        return "ACTUAL_CONTROLLER"
    capacity = str(fact.get("capacity") or "SHAREHOLDER")
    if capacity != "SHAREHOLDER":
        return CAPACITIES.get(capacity, capacity)
    # Only what is certain: an unknown share is [0, 1] and makes nobody a controlling shareholder.
    least = max(fact.get("share_min") or 0.0, fact.get("votes_min") or 0.0)
    return (
        "CONTROLLING_SHAREHOLDER"
        if least > CONTROLLING
        else "MAJOR_SHAREHOLDER"
        if least >= MAJOR
        else "SHAREHOLDER"
    )


def _items(row: EvidenceRow, person_id: str) -> Iterator[Item]:
    """Each item once: those of the organizations with the findings about this person, and the person's own."""
    regions = {post[2]: post[-1] for post in row.posts if post[-1]}
    findings: dict[str, list[Finding]] = {}
    found: dict[tuple[str, str], list[Any]] = {}
    for values in (*row.own, *row.inherited):
        kind, fact, item = values[:3]
        if item is None or not _counts(item):
            continue
        key = _key(item)
        if kind.startswith("FINDS_RESPONSIBLE"):
            finding = Finding(key, fact.get("as") or "", fact.get("degree"), fact.get("state") or "FOUND")
            findings.setdefault(key, []).append(finding)
            found.setdefault((ORIGINS["FINDS_RESPONSIBLE"], key), values)
        else:
            found[ORIGINS[kind.removesuffix("_CLOSED")], key] = values
    # Only a person says whether a document number identifies it; a restriction on a body is a body's.
    organization = bool(row.person) and "identified" not in (row.person or {})
    for origin, key in sorted(found):
        item = _item(origin, key, found[origin, key], person_id, organization, tuple(findings.get(key, ())))
        # The history of a carrier in which the person has a post came with the post.
        yield (
            replace(item, subject_history=_regions(regions[item.subject]))
            if item.subject in regions
            else item
        )


def _counts(item: Properties) -> bool:
    """Whether an item is to be judged: erased ones are not, repaired and withdrawn ones say so themselves."""
    ended = item.get("repaired") or item.get("withdrawn") or item.get("withdrawn_kind")
    return item.get("usable") is not False or bool(ended)


def _key(item: Properties) -> str:
    return str(next(item[key] for key in KEYS if key in item))


def _item(
    origin: str,
    key: str,
    values: list[Any],
    person_id: str,
    organization: bool,
    findings: tuple[Finding, ...],
) -> Item:
    kind, _, item, carriers, decisions, objections = values[:6]
    itself = not kind.startswith("FINDS_RESPONSIBLE") and not carriers
    carrier_of = (person_id, "", None) if itself else carriers[0] if carriers else ("", "", None)
    subject, name, region, *moved = carrier_of
    number, authority = decisions[0] if decisions else (None, None)
    remedies = sorted((Remedy.of(each) for each in objections), key=lambda each: each.objection_id)
    carrier = "PERSON" if itself and not organization else "ORGANISATION"
    given = {"carrier": carrier, "authority": authority, "number": number, "subject_region": region}
    own = {name: value for name, value in item.items() if value is not None}
    fixed = {"item_id": key, "origin": origin, "subject": subject, "subject_name": name}
    plain = Item.of(given | own | fixed)
    if not findings and not remedies and not any(moved):
        return plain
    history = _regions(moved[0]) if moved else ()
    return replace(plain, findings=findings, objections=tuple(remedies), subject_history=history)


def _regions(told: Iterable[Properties]) -> tuple[Characteristic, ...]:
    return tuple(fact for fact in history_of(told) if fact.name == "REGION")
