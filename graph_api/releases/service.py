"""Asks for, allows, refuses and ends special looks: never by the same hands, never beyond one organ, never for long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from graph_api.access.policy import Reach
from graph_api.callers.rows import CALLER_BY_ID
from graph_api.consent.service import key_taken
from graph_api.context import Context
from graph_api.engine.query import Query
from graph_api.errors import InputInvalid
from graph_api.ids.keys import once_id
from graph_api.ids.persons import check_resident_number
from graph_api.refusals import InvalidIdentifier, ReleaseDecided, ReleaseNotFound, SameHands
from graph_api.releases.rows import ALL, APPROVE, BY_ID, END, OF_ORGAN, REFUSE, REQUEST, ReleaseRow
from graph_api.written import LONGEST_KEY, checked_text, refuse_numbers

LONGEST_REASON = 500


class ReleaseState(StrEnum):
    """What became of what was asked for, at a moment."""

    WAITING = "WAITING"
    LAPSED = "LAPSED"
    IN_FORCE = "IN_FORCE"
    REFUSED = "REFUSED"
    ENDED = "ENDED"
    WITHDRAWN = "WITHDRAWN"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A special look as it is asked for; its purpose and case are those of the request."""

    subject_ids: tuple[str, ...]
    classes: tuple[str, ...]
    reason: str
    days: int
    client_key: str


def state_of(context: Context, row: ReleaseRow) -> ReleaseState:
    """What became of what was asked for, now."""
    now = context.now()
    if row.refused_at is not None:
        return ReleaseState.REFUSED
    if row.ended_at is not None and row.ended_at <= now:
        return ReleaseState.WITHDRAWN
    if row.until is not None:
        return ReleaseState.IN_FORCE if now < row.until else ReleaseState.ENDED
    return ReleaseState.WAITING if now < _lapses(context, row) else ReleaseState.LAPSED


def _lapses(context: Context, row: ReleaseRow) -> datetime:
    """What nobody decided for as long as a release may last is to be asked for again."""
    return row.requested_at + timedelta(days=context.policy.release.days)


async def request(context: Context, wanted: Wanted) -> ReleaseRow:
    """What was asked for, waiting for a second officer; the same key gives the same one again."""
    viewer = context.viewer
    if viewer.organ is None or not viewer.case_ref or viewer.purpose is None:
        raise InputInvalid(
            "input",
            "only an officer of an organ asks, with the case in the header Credit-Case",
            "仅限机关工作人员提出，并须在请求头 Credit-Case 中注明办件编号",
        )
    subject_ids = _subjects(context, wanted.subject_ids)
    values: dict[str, Any] = {
        "grantee": viewer.organ,
        "requested_by": viewer.caller_id,
        "purpose": viewer.purpose.value,
        "case_ref": viewer.case_ref,
        "classes": _classes(context, wanted.classes),
        "subject_ids": subject_ids,
        "days": _days(context, wanted.days),
        "reason": _reason("input.reason", wanted.reason),
    }
    key = checked_text("input.clientKey", wanted.client_key, LONGEST_KEY)
    approval_id = once_id("release", viewer.caller_id, key)
    given = values | {"requested_at": context.now()}
    row = (await context.db.write(REQUEST, approval_id=approval_id, values=given))[0]
    _noted(context, row, "Mutation.requestRelease")
    if any(getattr(row, name) != value for name, value in values.items()):
        raise key_taken("input.clientKey")
    return row


def _subjects(context: Context, given: Sequence[str]) -> list[str]:
    found, most = sorted(set(given)), context.policy.release.subjects
    if not 0 < len(found) <= most or not all(0 < len(each) <= LONGEST_KEY for each in found):
        raise InputInvalid("input.subjectIds", f"name 1 to {most} subjects", f"请指明 1 至 {most} 个主体")
    if any(check_resident_number(each).problem is None for each in found):
        raise InvalidIdentifier(
            "input.subjectIds",
            "an identity number is not accepted as an id",
            "此处不接受公民身份号码，请使用主体标识",
        )
    if set(found) & set(context.viewer.subject_ids):
        raise SameHands("input.subjectIds")
    return found


def _classes(context: Context, given: Sequence[str]) -> list[str]:
    viewer = context.viewer
    opened = context.policy.within(Reach.APPROVED, viewer.purpose or "", viewer.role)
    if not given or not set(given) <= opened:
        known = ", ".join(sorted(opened)) or "-"
        raise InputInvalid(
            "input.classes", f"name each class that is wanted, of {known}", f"请逐项列明数据类别：{known}"
        )
    return sorted(set(given))


def _days(context: Context, given: int) -> int:
    most = context.policy.release.days
    if not 1 <= given <= most:
        raise InputInvalid("input.days", f"a release holds 1 to {most} days", f"期限应为 1 至 {most} 日")
    return given


def _reason(path: str, given: str) -> str:
    refuse_numbers(path, given)
    return checked_text(path, given, LONGEST_REASON, lines=True)


async def approve(context: Context, approval_id: str) -> ReleaseRow:
    """What was asked for, released from now on for its days, to who asked and to nobody else."""
    asked = await _to_decide(context, approval_id, "Mutation.approveRelease")
    now = context.now()
    until = now + timedelta(days=asked.days)
    return await _decided(context, APPROVE, asked, "Mutation.approveRelease", now=now, until=until)


async def refuse(context: Context, approval_id: str, reason: str) -> ReleaseRow:
    """What was asked for, refused with the reason."""
    text = _reason("reason", reason)
    asked = await _to_decide(context, approval_id, "Mutation.refuseRelease")
    return await _decided(context, REFUSE, asked, "Mutation.refuseRelease", now=context.now(), refusal=text)


async def end(context: Context, approval_id: str) -> ReleaseRow:
    """The release, ended from now on by who asked or by another of the organ; it opens nothing any more."""
    row = await _of_organ(context, approval_id, "Mutation.endRelease")
    if row.refused_at is not None or state_of(context, row) is ReleaseState.ENDED:
        raise ReleaseDecided("id")
    ended = await context.db.write(
        END, approval_id=approval_id, by=context.viewer.caller_id, now=context.now()
    )
    _noted(context, ended[0], "Mutation.endRelease")
    return ended[0]


async def listed(
    context: Context, waiting: bool, after: datetime | None, after_id: str, limit: int
) -> list[ReleaseRow]:
    """What was asked for within one's organ, or everywhere for whom all of it is open, the newest first."""
    page: dict[str, Any] = {
        "waiting": waiting,
        "after": after,
        "after_id": after_id,
        "limit": limit,
    }
    if context.access.everywhere("RELEASE"):
        return await context.db.read(ALL, **page)
    organ = context.viewer.organ
    return await context.db.read(OF_ORGAN, organ=organ, **page) if organ else []


async def _of_organ(context: Context, approval_id: str, what: str) -> ReleaseRow:
    """The release, if an officer of one's own organ asked; one of another organ is as if it were not there."""
    organ = context.viewer.organ
    rows = await context.db.read(BY_ID, approval_id=approval_id)
    if organ is None or not rows or rows[0].grantee != organ:
        context.access.refuse(None, what, approval_id)
        raise ReleaseNotFound("id")
    return rows[0]


async def _to_decide(context: Context, approval_id: str, what: str) -> ReleaseRow:
    """What waits for a decision, if this caller may take it: of the organ, and with other hands than who asked."""
    row = await _of_organ(context, approval_id, what)
    mine, theirs = await _hands(context, context.viewer.caller_id), await _hands(context, row.requested_by)
    if mine & theirs or set(row.subject_ids) & set(context.viewer.subject_ids):
        context.access.refuse(None, what, approval_id)
        raise SameHands("id")
    if state_of(context, row) is ReleaseState.LAPSED:
        raise ReleaseDecided("id")
    return row


async def _hands(context: Context, caller_id: str) -> set[str]:
    """Who acts as a caller: itself, the person who answers for a service, and the login behind it."""
    rows = await context.db.read(CALLER_BY_ID, caller_id=caller_id)
    known = (rows[0].owner_id, rows[0].external_id) if rows else ()
    return {caller_id, *(each for each in known if each)}


async def _decided(
    context: Context, query: Query[ReleaseRow], asked: ReleaseRow, what: str, **values: Any
) -> ReleaseRow:
    """The release as decided; of two who decide at once the second is told."""
    by = context.viewer.caller_id
    rows = await context.db.write(query, approval_id=asked.approval_id, by=by, **values)
    if not rows:
        # The write may have been tried again after its first try went in.
        rows = await context.db.read(BY_ID, approval_id=asked.approval_id)
        mine = rows[0].approved_by if query is APPROVE else rows[0].refused_by
        if mine != by or rows[0].ended_at is not None:
            raise ReleaseDecided("id")
    _noted(context, rows[0], what)
    return rows[0]


def _noted(context: Context, row: ReleaseRow, what: str) -> None:
    """Puts on record what was done about each subject of a release, under its id."""
    for subject_id in row.subject_ids:
        context.access.viewed(subject_id, what)
        context.access.releases.setdefault(subject_id, set()).add(row.approval_id)
