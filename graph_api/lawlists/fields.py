"""The root fields that list the law data; everything is in memory."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

import strawberry

from graph_api.context import Context
from graph_api.law.facts import FOREVER
from graph_api.law.lawbook import Law, Version
from graph_api.lawlists.types import LegalDocument, LegalProvision, Measure, OfficeType, RecordKindType
from graph_api.paging import Connection, connection, key_of, page_size

Info = strawberry.Info[Context, None]
Entry = TypeVar("Entry")
Node = TypeVar("Node")

FIRST = "Number of rows, 1 to 100, 20 where not said (每页条数)."
AFTER = "Cursor after which to go on (起始游标)."


def _page(
    entries: Sequence[Entry],
    key: Callable[[Entry], str],
    node: Callable[[Entry], Node],
    first: int | None,
    after: str | None,
) -> Connection[Node]:
    """A page of a list that is ordered by its key."""
    size = page_size(first)
    start = bisect_right(entries, str(key_of(after, 1)[0]), key=key) if after else 0

    async def count() -> int:
        return len(entries)

    rows = entries[start : start + size + 1]
    return connection(rows, size, lambda entry: (key(entry),), node, after, count)


def _cited(law: Law) -> list[tuple[str, str]]:
    found = {
        (document, article)
        for version in law.versions
        for document, articles in (
            (version.document.id, version.measure.articles),
            *((also.document, also.articles) for also in version.measure.also),
        )
        for article in articles
    }
    return sorted(found, key=lambda pair: f"{pair[0]}:{pair[1]}")


def _in_force(version: Version, on: date | None) -> bool:
    return on is None or version.measure.since <= on < (version.until or FOREVER)


@strawberry.type
class LawListsQuery:
    """The law data as lists."""

    @strawberry.field(description="Versions of measures by their codes (惩戒措施清单).")
    def measures(
        self,
        info: Info,
        document: str | None = None,
        category: str | None = None,
        in_force_on: date | None = None,
        first: int | None = None,
        after: str | None = None,
    ) -> Connection[Measure]:
        """Versions of measures by their codes."""
        law = info.context.law
        if in_force_on is not None:
            in_force_on = info.context.clocks(in_force_on, None, "inForceOn:").as_of
        chosen = [
            version
            for version in law.versions
            if document in (None, version.document.id)
            and category in (None, version.measure.category)
            and _in_force(version, in_force_on)
        ]
        chosen.sort(key=lambda version: version.key)
        return _page(chosen, lambda version: version.key, lambda each: Measure.of(law, each), first, after)

    @strawberry.field(description="Articles that measures cite (依据条款).")
    def provisions(
        self, info: Info, document: str | None = None, first: int | None = None, after: str | None = None
    ) -> Connection[LegalProvision]:
        """Articles that measures cite."""
        law = info.context.law
        chosen = [pair for pair in _cited(law) if document in (None, pair[0])]

        def node(pair: tuple[str, str]) -> LegalProvision:
            found = law.documents.get(pair[0])
            shown = LegalDocument.of(law, found) if found else None
            return LegalProvision(code=f"{pair[0]}:{pair[1]}", article=pair[1], document=shown)

        return _page(chosen, lambda pair: f"{pair[0]}:{pair[1]}", node, first, after)

    @strawberry.field(description="Legal documents by their codes (法律文件).")
    def documents(
        self, info: Info, first: int | None = None, after: str | None = None
    ) -> Connection[LegalDocument]:
        """Legal documents by their codes."""
        law = info.context.law
        chosen = sorted(law.documents.values(), key=lambda document: document.id)
        return _page(
            chosen, lambda document: document.id, lambda each: LegalDocument.of(law, each), first, after
        )

    @strawberry.field(description="Kinds of office the question may name (职务类型).")
    def office_types(
        self, info: Info, first: int | None = None, after: str | None = None
    ) -> Connection[OfficeType]:
        """Kinds of office the question may name."""
        law = info.context.law
        chosen = sorted(law.vocabulary.position)
        return _page(chosen, str, lambda code: OfficeType.of(law, code), first, after)

    @strawberry.field(description="Kinds of record that the catalogues let us keep (信用信息种类).")
    def record_kinds(
        self, info: Info, first: int | None = None, after: str | None = None
    ) -> Connection[RecordKindType]:
        """Kinds of record that the catalogues let us keep."""
        law = info.context.law
        chosen = sorted(law.record_kinds, key=lambda kind: kind.code)
        return _page(chosen, lambda kind: kind.code, lambda each: RecordKindType.of(law, each), first, after)
