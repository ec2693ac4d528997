"""The root fields that tell who is responsible and whom a record reaches."""

from __future__ import annotations

from typing import Annotated

import strawberry

from graph_api.context import Clocks, Context
from graph_api.errors import InputInvalid
from graph_api.evidence.service import facts_of
from graph_api.law.facts import Facts, Item
from graph_api.paging import Edge, PageInfo, cursor_of, key_of, page_size
from graph_api.payloads import AnyFailure
from graph_api.propagation.rows import PEOPLE_OF_ORGANIZATION
from graph_api.propagation.service import responsible, spread
from graph_api.propagation.types import (
    RecordPropagation,
    ResponsiblePerson,
    ResponsiblePersons,
    link_of,
    spread_of,
)
from graph_api.records.rows import ItemByIdRow, ItemsById
from graph_api.records.types import CreditRecord, record_of
from graph_api.refusals import SubjectNotFound
from graph_api.subjects.failures import expected
from graph_api.subjects.fields import After, AsOf, First, KnownAsOf, found_subject

Info = strawberry.Info[Context, None]
ResponsiblePayload = Annotated[ResponsiblePersons | AnyFailure, strawberry.union("ResponsiblePayload")]
PropagationPayload = Annotated[RecordPropagation | AnyFailure, strawberry.union("PropagationPayload")]
RECORD_ID = "Id of a record, sanction or list entry (信用信息标识)."
ORIGINS = {"RECORD": "record", "SANCTION": "sanction", "LIST_ENTRY": "entry"}


async def _item(context: Context, clocks: Clocks, key: str) -> ItemByIdRow:
    row = await ItemsById.of(context, clocks).load(key)
    if row is None:
        raise SubjectNotFound(
            "record", "no such record is shown; see `records` of a subject", "没有可显示的该条信息"
        )
    return row


async def _people(
    context: Context, clocks: Clocks, subject: str, after: str | None, size: int
) -> tuple[list[Facts], bool]:
    """The facts of a page of people around an organization, the subject itself first, and whether more follow."""
    start = str(key_of(after, 1)[0]) if after else ""
    rows = await context.db.read(PEOPLE_OF_ORGANIZATION, organization=subject, after=start, size=size + 1)
    people = [row.subject_id for row in rows[:size]]
    asked = people if after else [subject, *people]
    found = await facts_of(context.db, [(person, None) for person in asked], clocks.known_as_of)
    return [each.facts for each in found], len(rows) > size


def _has(item: Item, key: str) -> bool:
    return f"{ORIGINS[item.origin]}:{item.item_id}" == key


def _end(people: list[Facts], subject: str) -> str | None:
    """The cursor after which the people follow who were not looked at."""
    others = [facts.person.subject_id for facts in people if facts.person.subject_id != subject]
    return cursor_of((others[-1],)) if others else None


async def _responsible(
    context: Context, clocks: Clocks, facts: Facts, subject: str, record: str | None
) -> ResponsiblePerson | None:
    items = [
        item
        for item in facts.items
        if item.subject == subject and (record is None or _has(item, record)) and item.stage == "DECISION"
    ]
    links = []
    for item in items:
        row = await ItemsById.of(context, clocks).load(f"{ORIGINS[item.origin]}:{item.item_id}")
        shown = record_of(context, clocks, row) if row else None
        links += [link_of(context, each, shown) for each in responsible(facts, item) if shown]
    person = facts.person.subject_id
    return ResponsiblePerson(subject_id=person, clocks=clocks, links=links) if links else None


async def responsible_persons(
    context: Context, clocks: Clocks, subject: str, record: str | None, page: tuple[int | None, str | None]
) -> ResponsiblePersons:
    """A page of those who may answer for one record, or for all of an organization."""
    size, after = page_size(page[0]), page[1]
    people, more = await _people(context, clocks, subject, after, size)
    keys = sorted(
        {
            f"{ORIGINS[item.origin]}:{item.item_id}"
            for facts in people
            for item in facts.items
            if item.subject == subject
        }
    )
    await ItemsById.of(context, clocks).load_many(keys if record is None else [record])
    found = [await _responsible(context, clocks, facts, subject, record) for facts in people]
    nodes = [each for each in found if each is not None]
    # An organization answers for its own record; the list is of people.
    nodes = [each for each in nodes if each.subject_id != subject or len(people) == 1]
    edges = [Edge(cursor=cursor_of((each.subject_id,)), node=each) for each in nodes]
    info = PageInfo(
        has_next_page=more,
        has_previous_page=after is not None,
        start_cursor=edges[0].cursor if edges else None,
        end_cursor=_end(people, subject),
    )

    async def count() -> int | None:
        if more or after:
            raise InputInvalid("totalCount", "it is not counted over several pages", "分页时不提供总数")
        return len(edges)

    return ResponsiblePersons(edges=edges, page_info=info, count=count)


@strawberry.type
class PropagationQuery:
    """Who is responsible, and whom a record reaches."""

    @strawberry.field(description="Who may answer for a record or for an organization's records (责任人员).")
    @expected
    async def responsible_persons(
        self,
        info: Info,
        record: Annotated[strawberry.ID | None, strawberry.argument(description=RECORD_ID)] = None,
        organization: Annotated[
            strawberry.ID | None, strawberry.argument(description="Id of an organization (机构标识).")
        ] = None,
        first: First = None,
        after: After = None,
        as_of: AsOf = None,
        known_as_of: KnownAsOf = None,
    ) -> ResponsiblePayload:
        """Who may answer for a record or for an organization's records."""
        context = info.context
        clocks = context.clocks(as_of, known_as_of)
        if (record is None) == (organization is None):
            raise InputInvalid(
                "record", "give either record or organization", "record 与 organization 须且只须给出一项"
            )
        if record is not None:
            row = await _item(context, clocks, str(record))
            await context.access.demand(("MEASURE",), row.subject_id, "record")
            return await responsible_persons(context, clocks, row.subject_id, str(record), (first, after))
        await context.access.demand(("MEASURE",), str(organization), "organization")
        found = await found_subject(context, clocks, str(organization), "organization")
        return await responsible_persons(context, clocks, str(found.id), None, (first, after))

    @strawberry.field(description="Whom a record reaches, whom not and why not, measure by measure (传导).")
    @expected
    async def propagation(
        self,
        info: Info,
        record: Annotated[strawberry.ID, strawberry.argument(description=RECORD_ID)],
        first: First = None,
        after: After = None,
        as_of: AsOf = None,
        known_as_of: KnownAsOf = None,
    ) -> PropagationPayload:
        """Whom a record reaches, whom not and why not."""
        context = info.context
        clocks = context.clocks(as_of, known_as_of)
        row = await _item(context, clocks, str(record))
        await context.access.demand(("MEASURE",), row.subject_id, "record")
        people, more = await _people(context, clocks, row.subject_id, after, page_size(first))
        pairs = [(facts, item) for facts in people for item in facts.items if _has(item, str(record))]
        shown: CreditRecord = record_of(context, clocks, row)
        return RecordPropagation(
            record=shown,
            measures=[spread_of(context, clocks, each) for each in spread(context.law, pairs, clocks.as_of)],
            people_looked_at=len(pairs),
            end_cursor=_end(people, row.subject_id),
            has_more_people=more,
        )
