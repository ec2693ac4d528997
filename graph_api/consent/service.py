"""Gives and ends authorisations: by the subject alone, to one named body, for one purpose, for a year at most."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from graph_api.access.access import Access, Hidden, refused
from graph_api.access.policy import Policy, Reach
from graph_api.consent.rows import GRANT, OF_SUBJECTS, REVOKE, AuthorisationRow
from graph_api.context import BEIJING, Context
from graph_api.errors import InputInvalid
from graph_api.ids.keys import once_id
from graph_api.ids.organizations import check_uscc
from graph_api.ids.persons import check_resident_number
from graph_api.ids.problems import CHECK_DIGIT, INNER_CHECK_DIGIT
from graph_api.refusals import AuthorisationNotFound, SubjectNotFound
from graph_api.written import LONGEST_KEY, checked_text

CALLER = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{2,63}")
#: Words that would name everybody: no authorisation is for whoever comes.
EVERYBODY = frozenset({"all", "any", "anybody", "anyone", "everybody", "everyone", "open", "public"})


class ConsentState(StrEnum):
    """Whether an authorisation opens anything at a moment."""

    IN_FORCE = "IN_FORCE"
    NOT_YET = "NOT_YET"
    ENDED = "ENDED"
    REVOKED = "REVOKED"


@dataclass(frozen=True, slots=True)
class Wanted:
    """An authorisation as its subject words it; `until` is the first day on which it is over."""

    subject_id: str
    grantee: str
    purpose: str
    classes: tuple[str, ...]
    until: date
    since: date | None
    client_key: str


def own_subject(access: Access, subject_id: str, path: str) -> str:
    """The subject, if it is the viewer's own; the refusal is the same whether or not there is such a subject."""
    if subject_id not in access.viewer.subject_ids:
        raise refused(Hidden.OTHERS, path)
    return subject_id


def state_of(row: AuthorisationRow, now: datetime) -> ConsentState:
    """Whether an authorisation opens anything now."""
    if row.revoked_at is not None and row.revoked_at <= now:
        return ConsentState.REVOKED
    if now < row.since:
        return ConsentState.NOT_YET
    return ConsentState.IN_FORCE if now < row.until else ConsentState.ENDED


async def grant(context: Context, wanted: Wanted) -> AuthorisationRow:
    """The authorisation as kept, effective at once or on the day it names; the same key gives the same one again."""
    own_subject(context.access, wanted.subject_id, "input.subjectId")
    now = context.now()
    grantee = named_grantee(wanted.grantee, "input.grantee")
    classes = _classes(context.policy, wanted)
    since, until = _term(wanted, now)
    key = checked_text("input.clientKey", wanted.client_key, LONGEST_KEY)
    rows = await context.db.write(
        GRANT,
        subject_id=wanted.subject_id,
        authorisation_id=once_id("authorisation", wanted.subject_id, key),
        grantee=grantee,
        purpose=wanted.purpose,
        classes=classes,
        since=since,
        until=until,
        now=now,
        granted_by=context.viewer.caller_id,
    )
    if not rows:
        raise SubjectNotFound("input.subjectId")
    row = rows[0]
    context.access.viewed(wanted.subject_id, "Mutation.grantAuthorisation")
    same = (row.grantee, row.purpose, row.classes, row.until) == (grantee, wanted.purpose, classes, until)
    if not same or wanted.since not in (None, row.since.astimezone(BEIJING).date()):
        raise key_taken("input.clientKey")
    return row


def key_taken(path: str) -> InputInvalid:
    """The refusal of a key of the client under which something else was sent before."""
    return InputInvalid(
        path, "something else was sent under this key; take a new one", "该键值已用于另一请求，请换用新的键值"
    )


async def revoke(context: Context, authorisation_id: str) -> AuthorisationRow:
    """The authorisation, ended from now on; refuses one that is not there or not the viewer's own, alike."""
    mine = list(context.viewer.subject_ids)
    rows = await context.db.write(
        REVOKE,
        subject_ids=mine,
        authorisation_id=authorisation_id,
        now=context.now(),
        revoked_by=context.viewer.caller_id,
    )
    if not rows:
        raise AuthorisationNotFound("id")
    for subject_id in mine:
        context.access.viewed(subject_id, "Mutation.revokeAuthorisation")
    return rows[0]


async def given_by(context: Context, subject_ids: Sequence[str]) -> list[AuthorisationRow]:
    """The authorisations these subjects gave, newest first."""
    return await context.db.read(OF_SUBJECTS, subject_ids=list(subject_ids))


def named_grantee(given: str, path: str) -> str:
    """The one body that is authorised: its unified social credit code, or the id of a caller without an organ."""
    text = given.strip()
    uscc = check_uscc(text)
    if uscc.problem is None:
        return uscc.value
    person = check_resident_number(text).problem is None
    # A code with a mistake in it is no caller: it would be an authorisation for nobody.
    mistaken = uscc.problem in (CHECK_DIGIT, INNER_CHECK_DIGIT)
    if mistaken or person or not CALLER.fullmatch(text) or text.lower() in EVERYBODY:
        raise InputInvalid(
            path,
            "name one body by its unified social credit code, or one caller by its id",
            "请以统一社会信用代码指明一个机构，或者以编号指明一个调用方；不得概括授权",
        )
    return text


def _classes(policy: Policy, wanted: Wanted) -> list[str]:
    purposes = policy.purposes_within(Reach.CONSENTED)
    if wanted.purpose not in purposes:
        known = ", ".join(purposes)
        raise InputInvalid("input.purpose", f"name one of {known}", f"用途应为 {known} 之一")
    opened = policy.within(Reach.CONSENTED, wanted.purpose)
    if not wanted.classes or not set(wanted.classes) <= opened:
        known = ", ".join(sorted(opened))
        raise InputInvalid(
            "input.classes",
            f"name each class that is opened, of {known}",
            f"请逐项列明授权的数据类别：{known}",
        )
    return sorted(set(wanted.classes))


def _term(wanted: Wanted, now: datetime) -> tuple[datetime, datetime]:
    today = now.astimezone(BEIJING).date()
    first = wanted.since or today
    if first < today:
        raise InputInvalid("input.since", "it may not lie in the past", "授权起始日不得早于今日")
    if not first < wanted.until:
        raise InputInvalid(
            "input.until", "it has to be later than the first day", "授权失效日应晚于授权起始日"
        )
    if wanted.until > year_after(today):
        raise InputInvalid(
            "input.until",
            f"an authorisation ends within a year, by {year_after(today)}",
            f"授权期限自今日起不超过一年，至迟于 {year_after(today)} 失效",
        )
    return max(now, midnight(first)), midnight(wanted.until)


def midnight(day: date) -> datetime:
    """The moment at which a day begins in China, in UTC as moments are stored."""
    return datetime.combine(day, time(), BEIJING).astimezone(UTC)


def year_after(day: date) -> date:
    """The corresponding day of the next year; of a leap day, the first of March."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, month=2, day=28) + timedelta(days=1)
