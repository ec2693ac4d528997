"""The root fields that find subjects and other nodes."""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from typing import Annotated

import strawberry

from graph_api.context import Clocks, Context
from graph_api.errors import InputInvalid
from graph_api.lawlists.fields import AFTER, FIRST
from graph_api.paging import LARGEST_PAGE, Connection, connection, key_of, page_size
from graph_api.payloads import AnyFailure
from graph_api.records.rows import KEYS, ItemsById
from graph_api.records.types import record_of
from graph_api.refusals import SubjectNotFound, no_such_subject
from graph_api.restrictions.rows import BY_ID as RESTRICTIONS_BY_ID
from graph_api.restrictions.service import RestrictionsKnownThen
from graph_api.restrictions.types import restriction_of
from graph_api.subjects.failures import expected
from graph_api.subjects.node import Node
from graph_api.subjects.rows import HitRow, SubjectsById
from graph_api.subjects.service import Search, SubjectKind, full_text, id_of_uscc, region_prefix
from graph_api.subjects.types import Organization, Person, Subject, subject_of

#: Ranks are GraphQL integers.
LARGEST_RANK = 2**31 - 1 - LARGEST_PAGE
Info = strawberry.Info[Context, None]
AS_OF = "The day asked about; today in China where not given (基准日)."
KNOWN = "Facts as they were known at this moment; present knowledge where not given (知悉时点)."
AsOf = Annotated[date | None, strawberry.argument(description=AS_OF)]
KnownAsOf = Annotated[datetime | None, strawberry.argument(description=KNOWN)]
First = Annotated[int | None, strawberry.argument(description=FIRST)]
After = Annotated[str | None, strawberry.argument(description=AFTER)]
Kind = Annotated[
    SubjectKind | None, strawberry.argument(description="Only subjects of this kind (主体类别).")
]


@strawberry.type(description="A subject that a search found (检索结果).")
class SearchHit:
    """A subject that a search found."""

    rank: int = strawberry.field(description="Place in the result, from 1 (名次).")
    subject: Subject = strawberry.field(description="The subject (主体).")


@strawberry.type(description="What a search found, best first (检索结果列表).")
class SearchResult(Connection[SearchHit]):
    """What a search found, best first."""


SubjectPayload = Annotated[Organization | Person | AnyFailure, strawberry.union("SubjectPayload")]
OrganizationPayload = Annotated[Organization | AnyFailure, strawberry.union("OrganizationPayload")]
PersonPayload = Annotated[Person | AnyFailure, strawberry.union("PersonPayload")]
SearchPayload = Annotated[SearchResult | AnyFailure, strawberry.union("SearchPayload")]


async def found_subject(
    context: Context, clocks: Clocks, subject_id: str, path: str
) -> Organization | Person:
    """The subject of an id; refuses one the graph does not have or did not know."""
    if clocks.known_as_of is not None:
        await context.access.demand(("PAST",), subject_id, "knownAsOf")
    row = await SubjectsById.of(context, clocks).load(subject_id)
    if row is None:
        raise no_such_subject(path, subject_id)
    return subject_of(row, clocks)


async def found_node(context: Context, clocks: Clocks, key: str) -> Node | None:
    """Anything with an id: a subject, a record, a sanction, a list entry or a restriction."""
    kind, _, rest = key.partition(":")
    if kind in KEYS and rest:
        row = await ItemsById.of(context, clocks).load(key)
        return record_of(context, clocks, row) if row else None
    if kind == "restriction":
        rows = await context.db.read(RESTRICTIONS_BY_ID, ids=[rest])
        if not rows or not await _may_be_told(context, clocks, rows[0].subject_id):
            return None
        if clocks.known_as_of is not None:
            # The id does not say whom it binds; one that no longer stands is found through its subject only.
            then = await RestrictionsKnownThen.of(context, clocks).load(rows[0].subject_id)
            rows = [row for row in then if row.restriction["restriction_id"] == rest]
        return restriction_of(context, clocks, rows[0]) if rows else None
    found = await SubjectsById.of(context, clocks).load(key)
    return subject_of(found, clocks) if found else None


async def _may_be_told(context: Context, clocks: Clocks, subject_id: str) -> bool:
    """Whether the restrictions of a subject may be shown; of a minor only where its seal is open."""
    row = await SubjectsById.of(context, clocks).load(subject_id)
    if row is None:
        return False
    codes = ("MEASURE", "SEALED") if subject_of(row, clocks).sealed else ("MEASURE",)
    return await context.access.sees_all(codes, subject_id)


async def search(
    context: Context, clocks: Clocks, wanted: Search, first: int | None, after: str | None
) -> SearchResult:
    """A page of a search; ranks go on from page to page."""
    size = page_size(first)
    score, last, rank = key_of(after, 3) if after else (None, "", 0)
    if not (
        isinstance(last, str) and isinstance(rank, int) and isinstance(score, int | float | None)
    ) or not (0 <= rank <= LARGEST_RANK):
        raise InputInvalid("after", "it is not a cursor of this list", "不是本列表给出的游标")
    hits = await wanted.page(context, float(score) if score is not None else None, last, size + 1)
    rows = await SubjectsById.of(context, clocks).load_many([hit.subject_id for hit in hits])
    known = [(hit, row) for hit, row in zip(hits, rows, strict=True) if row is not None]
    ranked = {hit.subject_id: rank + place for place, (hit, _) in enumerate(known, 1)}

    def key(pair: tuple[HitRow, object]) -> tuple[float, str, int]:
        return pair[0].score, pair[0].subject_id, ranked[pair[0].subject_id]

    async def count() -> int | None:
        number = await wanted.count(context)
        people = wanted.kind in (None, SubjectKind.PERSON.value)
        return context.access.counted(number) if people else number

    page = connection(
        known,
        size,
        key,
        lambda pair: SearchHit(rank=ranked[pair[0].subject_id], subject=subject_of(pair[1], clocks)),
        after,
        count,
    )
    return SearchResult(edges=page.edges, page_info=page.page_info, count=page.count)


@strawberry.type
class SubjectsQuery:
    """How subjects and other nodes are found."""

    @strawberry.field(description="Anything by its id; null where there is none (节点).")
    async def node(
        self, info: Info, id: strawberry.ID, as_of: AsOf = None, known_as_of: KnownAsOf = None
    ) -> Node | None:
        """Anything by its id."""
        return await found_node(info.context, info.context.clocks(as_of, known_as_of), str(id))

    @strawberry.field(description="Several things by their ids, at most 100, in their order (多个节点).")
    async def nodes(
        self, info: Info, ids: list[strawberry.ID], as_of: AsOf = None, known_as_of: KnownAsOf = None
    ) -> list[Node | None]:
        """Several things by their ids."""
        if len(ids) > LARGEST_PAGE:
            raise InputInvalid(
                "ids", f"at most {LARGEST_PAGE} are found at once", f"一次最多 {LARGEST_PAGE} 个"
            )
        clocks = info.context.clocks(as_of, known_as_of)
        return list(await asyncio.gather(*(found_node(info.context, clocks, str(id)) for id in ids)))

    @strawberry.field(description="An organization or a person by its id (主体).")
    @expected
    async def subject(
        self, info: Info, id: strawberry.ID, as_of: AsOf = None, known_as_of: KnownAsOf = None
    ) -> SubjectPayload:
        """An organization or a person by its id."""
        return await found_subject(info.context, info.context.clocks(as_of, known_as_of), str(id), "id")

    @strawberry.field(description="An organization by its unified social credit code (机构).")
    @expected
    async def organization(
        self, info: Info, uscc: str, as_of: AsOf = None, known_as_of: KnownAsOf = None
    ) -> OrganizationPayload:
        """An organization by its unified social credit code."""
        clocks = info.context.clocks(as_of, known_as_of)
        subject_id = await id_of_uscc(info.context, uscc)
        found = await found_subject(info.context, clocks, subject_id, "uscc") if subject_id else None
        if not isinstance(found, Organization):
            raise SubjectNotFound("uscc")
        return found

    @strawberry.field(description="A person by id; never by number or name alone (自然人).")
    @expected
    async def person(
        self, info: Info, id: strawberry.ID, as_of: AsOf = None, known_as_of: KnownAsOf = None
    ) -> PersonPayload:
        """A person by id."""
        clocks = info.context.clocks(as_of, known_as_of)
        found = await found_subject(info.context, clocks, str(id), "id")
        if not isinstance(found, Person):
            raise SubjectNotFound(
                "id", "this id is an organization's; use `subject`", "该标识属于机构，请用 subject"
            )
        return found

    @strawberry.field(
        description="Subjects by name, present or former, simplified or traditional (检索主体)."
    )
    @expected
    async def search_subjects(
        self,
        info: Info,
        text: str,
        kind: Kind = None,
        region: Annotated[
            str | None, strawberry.argument(description="Region and all within it, GB/T 2260 (行政区划).")
        ] = None,
        first: First = None,
        after: After = None,
        as_of: AsOf = None,
        known_as_of: KnownAsOf = None,
    ) -> SearchPayload:
        """Subjects by name."""
        clocks = info.context.clocks(as_of, known_as_of)
        wanted = Search(full_text(text), kind.value if kind else None, region_prefix(region))
        if kind in (None, SubjectKind.PERSON):
            # Organizations are found by everybody; people by name only within the reach of who asks.
            info.context.access.demand_list(wanted.region, "kind" if kind is None else "region")
        return await search(info.context, clocks, wanted, first, after)
