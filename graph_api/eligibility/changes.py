"""Invented facts on top of known ones: what a decision, a post or a removal would change, writing nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from graph_api.law.facts import Facts, Finding, Item, Post, When


@dataclass(frozen=True, slots=True)
class AddItem:
    """A record, list entry or sanction that does not exist yet; `responsible` are (person, role) pairs."""

    item: Item
    responsible: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class BeginPost:
    """A post taken up."""

    person: str
    post: Post


@dataclass(frozen=True, slots=True)
class EndPost:
    """A post given up: the first day after it."""

    fact_id: str
    until: date


@dataclass(frozen=True, slots=True)
class EndItem:
    """A list entry lifted (`lifted`), or a record or sanction withdrawn."""

    item_id: str
    on: date
    lifted: bool


Change = AddItem | BeginPost | EndPost | EndItem


def exactly(day: date | None) -> When | None:
    """A day that is known exactly."""
    return When(day, day) if day else None


def organizations_entered(changes: Iterable[Change]) -> list[str]:
    """The organizations in which a post would begin: their own facts come to bear on the person."""
    return sorted({change.post.organization for change in changes if isinstance(change, BeginPost)})


def changed(facts: Facts, changes: Iterable[Change], of_organizations: dict[str, tuple[Item, ...]]) -> Facts:
    """The facts of one person as they would be."""
    for change in sorted(changes, key=lambda each: isinstance(each, AddItem)):
        # Posts first: an invented record reaches those who hold a post by then.
        facts = _one(facts, change, of_organizations)
    return facts


def _one(facts: Facts, change: Change, of_organizations: dict[str, tuple[Item, ...]]) -> Facts:
    person = facts.person.subject_id
    if isinstance(change, BeginPost):
        if change.person != person:
            return facts
        known = {item.item_id for item in facts.items}
        met = [
            item for item in of_organizations.get(change.post.organization, ()) if item.item_id not in known
        ]
        return replace(facts, posts=(*facts.posts, change.post), items=(*facts.items, *met))
    if isinstance(change, EndPost):
        until = When(change.until, change.until)
        posts = (
            replace(p, until=until, ended=True) if p.fact_id == change.fact_id else p for p in facts.posts
        )
        return replace(facts, posts=tuple(posts))
    if isinstance(change, EndItem):
        return replace(facts, items=tuple(_ended(item, change) for item in facts.items))
    return _with_item(facts, change)


def _ended(item: Item, change: EndItem) -> Item:
    if item.item_id != change.item_id:
        return item
    day = When(change.on, change.on)
    return (
        replace(item, left=day) if change.lifted else replace(item, withdrawn=day, withdrawn_kind="WITHDRAWN")
    )


def _with_item(facts: Facts, change: AddItem) -> Facts:
    person, item = facts.person.subject_id, change.item
    roles = [role for responsible, role in change.responsible if responsible == person]
    reached = item.subject == person or any(post.organization == item.subject for post in facts.posts)
    if not roles and not reached:
        return facts
    findings = tuple(Finding(item.item_id, role) for role in roles)
    own = replace(item, carrier="PERSON" if item.subject == person else "ORGANISATION", findings=findings)
    return replace(facts, items=(*facts.items, own))
