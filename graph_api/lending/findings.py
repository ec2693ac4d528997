"""Reads what the checks of a request need, for all of them together and in as many calls whoever is asked about."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from graph_api.access.minors import is_minor
from graph_api.access.policy import Reach
from graph_api.access.viewer import Purpose, Role
from graph_api.context import Clocks, Context
from graph_api.eligibility.references import NOBODY
from graph_api.lending.asks import CreditLevel, Target
from graph_api.lending.rows import COVERAGE_ON_DAY, PublishedBySubject
from graph_api.lending.telling import BoundRow, firmness, is_adverse, tells
from graph_api.records.rows import ItemRow
from graph_api.restrictions.rows import RestrictionsBySubject, StalenessByName
from graph_api.restrictions.service import RestrictionsKnownThen, Wanted
from graph_api.restrictions.types import RestrictionState
from graph_api.subjects.pages import PageKey
from graph_api.subjects.rows import BY_ID, SubjectRow

Row = TypeVar("Row")
#: What is named of one subject; one more is read to say that there are more.
SHOWN = 50
#: Rows read of a subject at a time, until enough of them tell.
PAGE = 200
#: More than one subject ever has in earnest; beyond it an answer says that there are more.
ENOUGH = 1000


@dataclass(frozen=True, slots=True)
class Findings:
    """What was read for all checks of a request together."""

    there: frozenset[str]
    """The subjects that are there to be asked about."""
    items: dict[str, list[ItemRow]]
    opened: dict[str, frozenset[str]]
    """Which of the classes behind consent are open, by subject; what is open for nobody stands under NOBODY."""
    bound: dict[str, list[BoundRow]]
    """The measures that certainly hold on the day."""
    unsettled: dict[str, list[BoundRow]]
    """Those of which something is unknown: nothing is established by them."""
    coverage: tuple[dict[str, Any], ...]
    stale: bool

    @property
    def covered(self) -> frozenset[str]:
        """The kinds of fact that some source covers everywhere."""
        return frozenset(each["trigger"] for each in self.coverage if not each.get("region"))


def purpose_of(context: Context) -> Purpose:
    """What a check is for: what the request states, or granting credit where that is no purpose of a lender."""
    stated = context.viewer.purpose
    return stated if stated in context.policy.purposes(Role.LENDER) and stated else Purpose.LENDING


def behind_consent(context: Context) -> frozenset[str]:
    """The classes that consent opens for the purpose of the request."""
    return context.policy.within(Reach.CONSENTED, purpose_of(context))


async def findings_of(context: Context, clocks: Clocks, asked: Sequence[Target]) -> Findings:
    """What is published of everybody meant, what consent opened, and what was covered."""
    # Somebody stands for nobody: a number on record costs the calls of one that is not.
    ids = _distinct(target.ids for target in asked)
    rows = await context.db.read(BY_ID, subject_ids=ids, known=clocks.known_as_of)
    persons = {each for target in asked if target.ask.person for each in target.ids}
    there = frozenset(
        row.subject_id for row in rows if _is_there(row, row.subject_id in persons, context, clocks.as_of)
    )
    # A minor is read as nobody is, so that nothing of it tells that there is somebody.
    open_to_all = [each if each in there else NOBODY for each in ids]
    items = await _published(context, clocks, list(dict.fromkeys(open_to_all)))
    behind = _distinct(target.ids for target in asked if target.ask.level is CreditLevel.WITH_CONSENT)
    wanted = list(dict.fromkeys([NOBODY, *(each for each in behind if each in there)]))
    consented = any(target.ask.level is CreditLevel.WITH_CONSENT for target in asked)
    opened = await _opened(context, wanted) if consented else {}
    behind = [each for each in wanted if "MEASURE" in opened.get(each, ())]
    bound = await _restrictions(context, clocks, behind)
    covered = await context.db.read(COVERAGE_ON_DAY, on=clocks.as_of, known=clocks.known_as_of)
    return Findings(
        there,
        items,
        opened,
        _of(RestrictionState.FIRM, bound, clocks.as_of),
        _of(RestrictionState.POSSIBLE, bound, clocks.as_of),
        tuple(row.coverage for row in covered if is_adverse(context.law, None, row.coverage.get("trigger"))),
        consented and clocks.known_as_of is None and await StalenessByName.of(context, clocks).load("all"),
    )


def _distinct(several: Iterable[tuple[str, ...]]) -> list[str]:
    return list(dict.fromkeys(each for ids in several for each in ids or (NOBODY,)))


def _is_there(row: SubjectRow, person: bool, context: Context, on: date) -> bool:
    """Whether a subject is of the kind asked about; what is kept about minors is as if it were not."""
    if ("Person" in row.labels) != person:
        return False
    born = row.subject.get("birth_date")
    return not (row.subject.get("minor_sealed") or is_minor(born, on) or is_minor(born, context.today()))


async def _opened(context: Context, subject_ids: Sequence[str]) -> dict[str, frozenset[str]]:
    classes = sorted(behind_consent(context))

    async def of_one(subject_id: str) -> frozenset[str]:
        return frozenset([code for code in classes if await context.access.sees(code, subject_id)])

    found = await asyncio.gather(*(of_one(each) for each in subject_ids))
    return dict(zip(subject_ids, found, strict=True))


async def _published(
    context: Context, clocks: Clocks, subject_ids: Sequence[str]
) -> dict[str, list[ItemRow]]:
    batch = PublishedBySubject.of(context, clocks)

    async def read(after: dict[str, str]) -> list[list[ItemRow]]:
        return await batch.load_many([PageKey(each, start, PAGE) for each, start in after.items()])

    def counts(row: ItemRow) -> bool:
        return tells(context.law, row.item, clocks.as_of, context.today())

    return await _enough(subject_ids, read, lambda row: row.sort, counts)


async def _restrictions(
    context: Context, clocks: Clocks, subject_ids: Sequence[str]
) -> dict[str, list[BoundRow]]:
    if clocks.known_as_of is not None:
        found = await RestrictionsKnownThen.of(context, clocks).load_many(list(subject_ids))
        wanted = Wanted(clocks.as_of)
        return {
            each: [row for row in rows if wanted.lets_through(row.restriction)]
            for each, rows in zip(subject_ids, found, strict=True)
        }
    batch = RestrictionsBySubject.of(context, clocks)

    async def read(after: dict[str, str]) -> list[list[BoundRow]]:
        keys = [PageKey(each, start, PAGE, "CURRENT") for each, start in after.items()]
        return [list(rows) for rows in await batch.load_many(keys)]

    return await _enough(subject_ids, read, lambda row: str(row.restriction["restriction_id"]))


def _of(state: RestrictionState, rows: dict[str, list[BoundRow]], on: date) -> dict[str, list[BoundRow]]:
    return {each: [row for row in found if firmness(row, on) is state] for each, found in rows.items()}


async def _enough(
    subject_ids: Sequence[str],
    read: Callable[[dict[str, str]], Awaitable[list[list[Row]]]],
    sort: Callable[[Row], str],
    counts: Callable[[Row], bool] = lambda _: True,
) -> dict[str, list[Row]]:
    """Of each subject the rows that count, page by page until they are enough or there are no more."""
    found: dict[str, list[Row]] = {each: [] for each in subject_ids}
    after = dict.fromkeys(subject_ids, "")
    while after:
        pages = dict(zip(after, await read(after), strict=True))
        for each, rows in pages.items():
            found[each] += [row for row in rows if counts(row)]
        after = {
            each: sort(rows[-1])
            for each, rows in pages.items()
            if len(rows) == PAGE and len(found[each]) < ENOUGH
        }
    return found
