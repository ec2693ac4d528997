"""Writes, drains, rebuilds and verifies the restrictions in the graph; facts and law decide, no clock does."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Protocol

from graph_api.engine.db import Database
from graph_api.engine.transaction import Transaction
from graph_api.errors import InputInvalid
from graph_api.law.lawbook import Law
from graph_api.projection.facts import facts_now
from graph_api.projection.mirror import differences_in_mirror, write_mirror
from graph_api.projection.report import Difference, Progress, ProjectionReport, VerifyReport, silent
from graph_api.projection.restriction import Restriction, differing, restrictions_of
from graph_api.projection.rows import (
    ANY_MARK,
    CHANGE_RESTRICTIONS,
    CLEAR_MARKS,
    HOLD_WRITERS,
    LATEST_MARK,
    PEOPLE_AROUND,
    REMOVE_RESTRICTIONS,
    RESTRICT_BY,
    STALE_MARKS,
    STORED_RESTRICTIONS,
    TOUCHED_SUBJECTS,
    UNBOUND_RESTRICTIONS,
    MarkRow,
    StoredRow,
)

#: Subjects of one transaction, and rows of one write within it.
BATCH = 500
ROWS = 2000
#: Marks looked at in one read.
MARKS = 10_000


class Reader(Protocol):
    """A function that takes a subject id and a size and gives the ids that follow."""

    async def __call__(self, after: str, size: int) -> list[str]: ...


async def project(
    db: Database, law: Law, *, everything: bool = False, progress: Progress = silent
) -> ProjectionReport:
    """Brings the mirror of the law and the restrictions up to date: of everybody, or of whom changed."""
    report = ProjectionReport()

    async def mirror(transaction: Transaction) -> int:
        await transaction.run(HOLD_WRITERS)
        return await write_mirror(transaction, law)

    report.law = await db.transaction(mirror)
    done: datetime | None = None
    if everything:
        done = (await db.read(LATEST_MARK))[0].at
        async for ids in _pages(_touched(db)):
            report.add(await _project_batch(db, law, ids))
            progress(report.subjects)
        report.removed += await _remove_unbound(db)
    report.add(await drain_marks(db, law, progress=progress, done=done))
    return report.ended()


async def drain_marks(
    db: Database, law: Law, *, progress: Progress = silent, done: datetime | None = None
) -> ProjectionReport:
    """Projects the subjects marked as changed, and those around a marked organization, and takes the marks away.

    With `done` everybody was projected after that moment: marks no later than it are only taken away.
    """
    report = ProjectionReport()
    while marks := await db.read(STALE_MARKS, size=MARKS):
        concerned = [mark for mark in marks if mark.concerned and (done is None or mark.at > done)]
        waiting = {mark.subject_id for mark in concerned}
        idle = [mark for mark in marks if mark.subject_id not in waiting]
        for place in range(0, len(idle), ROWS):
            report.marks += await _clear(db, idle[place : place + ROWS])
        for place in range(0, len(concerned), BATCH):
            report.add(await _drain(db, law, concerned[place : place + BATCH], progress))
            progress(report.subjects)
    return report.ended()


async def _drain(db: Database, law: Law, marks: list[MarkRow], progress: Progress) -> ProjectionReport:
    """Projects a batch of marked subjects and, for organizations, the people around them."""
    report = ProjectionReport()
    for mark in marks:
        if mark.organization:
            async for ids in _pages(_around(db, mark.subject_id)):
                report.add(await _project_batch(db, law, ids))
                progress(report.subjects)
    report.add(await _project_batch(db, law, [mark.subject_id for mark in marks], marks))
    return report


async def _clear(db: Database, marks: list[MarkRow]) -> int:
    """Takes away the marks of subjects that no record touches; a mark set again meanwhile stays."""
    drained = [{"subject_id": mark.subject_id, "at": mark.at} for mark in marks]

    async def work(transaction: Transaction) -> int:
        await transaction.run(HOLD_WRITERS)
        await transaction.run(CLEAR_MARKS, marks=drained)
        return len(marks)

    return await db.transaction(work)


async def reproject(transaction: Transaction, law: Law, subject_ids: Sequence[str]) -> ProjectionReport:
    """Projects these subjects within the caller's own transaction, which already keeps other writers waiting."""
    report = ProjectionReport(subjects=len(subject_ids))
    ids = list(dict.fromkeys(subject_ids))
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        stored: dict[str, list[StoredRow]] = {}
        for row in await transaction.run(STORED_RESTRICTIONS, subject_ids=some):
            stored.setdefault(str(row.stored.get("restriction_id")), []).append(row)
        wanted: dict[str, Restriction] = {}
        for facts in await facts_now(transaction, some):
            wanted.update(restrictions_of(law, facts))
        await _write(transaction, wanted, stored, report)
    return report


async def reproject_around(transaction: Transaction, law: Law, organization_id: str) -> ProjectionReport:
    """Projects an organization and everybody a fact about it may reach, within the caller's transaction."""
    report = await reproject(transaction, law, [organization_id])
    after = ""
    while rows := await transaction.run(PEOPLE_AROUND, subject_id=organization_id, after=after, size=BATCH):
        report.add(await reproject(transaction, law, [row.subject_id for row in rows]))
        after = rows[-1].subject_id
    return report


async def _write(
    transaction: Transaction,
    wanted: dict[str, Restriction],
    stored: dict[str, list[StoredRow]],
    report: ProjectionReport,
) -> None:
    new = [each for key, each in wanted.items() if key not in stored]
    gone = [key for key in stored if key not in wanted]
    changed: list[Restriction] = []
    for key in wanted.keys() & stored.keys():
        names = _all_differing(wanted[key], stored[key])
        if not names:
            report.unchanged += 1
        elif names & {"BECAUSE_OF", "UNDER", "BINDS"}:
            gone.append(key)
            new.append(wanted[key])
        else:
            changed.append(wanted[key])
    report.removed += sum(key not in wanted for key in gone)
    report.created += len(new)
    report.changed += len(changed)
    # A restriction that lost its BINDS stands under the id of a new one.
    await _remove(transaction, sorted({*gone, *(each.restriction_id for each in new)}) if gone or new else [])
    for origin, query in RESTRICT_BY.items():
        rows = [each.row() for each in new if each.origin == origin]
        for start in range(0, len(rows), ROWS):
            some = rows[start : start + ROWS]
            [row] = await transaction.run(query, rows=some)
            if row.written != len(some):
                raise InputInvalid(
                    "law", "its mirror in the graph is out of date; run `credit-graph project`"
                )
    for start in range(0, len(changed), ROWS):
        part = [{"restriction_id": each.restriction_id, "stored": each.stored} for each in changed]
        await transaction.run(CHANGE_RESTRICTIONS, rows=part[start : start + ROWS])


def _all_differing(wanted: Restriction, rows: list[StoredRow]) -> set[str]:
    names = set(differing(wanted, rows[0]))
    bound = [row.subject_id for row in rows]
    return names if bound == [wanted.subject] else names | {"BINDS"}


async def _remove(transaction: Transaction, restriction_ids: list[str]) -> None:
    for start in range(0, len(restriction_ids), ROWS):
        await transaction.run(REMOVE_RESTRICTIONS, restriction_ids=restriction_ids[start : start + ROWS])


async def _project_batch(
    db: Database, law: Law, ids: list[str], marks: Sequence[MarkRow] = ()
) -> ProjectionReport:
    async def batch(transaction: Transaction) -> ProjectionReport:
        await transaction.run(HOLD_WRITERS)
        report = await reproject(transaction, law, ids)
        if marks:
            drained = [{"subject_id": mark.subject_id, "at": mark.at} for mark in marks]
            await transaction.run(CLEAR_MARKS, marks=drained)
            report.marks = len(marks)
        return report

    return await db.transaction(batch)


async def _remove_unbound(db: Database) -> int:
    removed = 0
    while rows := await db.read(UNBOUND_RESTRICTIONS, size=ROWS):
        ids = [row.restriction_id for row in rows]
        await db.write(REMOVE_RESTRICTIONS, restriction_ids=ids)
        removed += len(ids)
    return removed


def _touched(db: Database) -> Reader:
    async def read(after: str, size: int) -> list[str]:
        return [row.subject_id for row in await db.read(TOUCHED_SUBJECTS, after=after, size=size)]

    return read


def _around(db: Database, organization: str) -> Reader:
    async def read(after: str, size: int) -> list[str]:
        rows = await db.read(PEOPLE_AROUND, subject_id=organization, after=after, size=size)
        return [row.subject_id for row in rows]

    return read


async def _pages(read: Reader) -> AsyncIterator[list[str]]:
    after = ""
    while ids := await read(after, BATCH):
        yield ids
        after = ids[-1]


async def is_stale(db: Database) -> bool:
    """Whether any subject waits to be projected again."""
    rows = await db.read(ANY_MARK)
    return bool(rows and rows[0].stale)


async def verify(db: Database, law: Law, *, progress: Progress = silent) -> VerifyReport:
    """Computes everything again and lists each restriction that is missing, altered or invented."""
    report = VerifyReport(stale=await is_stale(db))
    for difference in await differences_in_mirror(db, law):
        report.found(difference)
    async for ids in _pages(_touched(db)):
        await _verify_batch(db, law, ids, report)
        report.subjects += len(ids)
        progress(report.subjects)
    for row in await db.read(UNBOUND_RESTRICTIONS, size=ROWS):
        report.found(Difference("INVENTED", row.restriction_id))
    return report


async def _verify_batch(db: Database, law: Law, ids: list[str], report: VerifyReport) -> None:
    async def look(transaction: Transaction) -> tuple[list[StoredRow], dict[str, Restriction]]:
        rows = await transaction.run(STORED_RESTRICTIONS, subject_ids=ids)
        wanted: dict[str, Restriction] = {}
        for facts in await facts_now(transaction, ids):
            wanted.update(restrictions_of(law, facts))
        return rows, wanted

    rows, wanted = await db.transaction(look)
    report.restrictions += len(rows)
    missing = set(wanted)
    for row in rows:
        key = str(row.stored.get("restriction_id"))
        if key not in wanted or wanted[key].subject != row.subject_id:
            report.found(Difference("INVENTED", key, row.subject_id))
        else:
            missing.discard(key)
            if names := differing(wanted[key], row):
                report.found(Difference("ALTERED", key, row.subject_id, names))
    for key in sorted(missing):
        report.found(Difference("MISSING", key, wanted[key].subject))
