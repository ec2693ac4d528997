"""Approvals under which answers leave the country: an administrator records and ends them, never who asks."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from graph_api.access.rows import ALL_BORDERS, ALLOW_BORDER, END_BORDER, BorderRow
from graph_api.engine.db import Database
from graph_api.errors import InputInvalid
from graph_api.ids.keys import once_id
from graph_api.written import checked_text

#: An approval is looked at anew at least so often.
LONGEST = timedelta(days=3 * 366)


async def allow(
    db: Database, caller_id: str, number: str, until: datetime, *, by: str, now: datetime
) -> BorderRow:
    """The approval as recorded; it opens nothing that the table of rights does not open."""
    caller = checked_text("caller", caller_id, 100)
    if caller in ("open", "public"):
        raise InputInvalid("caller", "name one caller", "请指明一个调用方")
    if not now < until <= now + LONGEST:
        raise InputInvalid(
            "until", "it lies in the future, at most three years", "失效日应在今日之后，最长不超过三年"
        )
    given = checked_text("approval", number, 100)
    rows = await db.write(
        ALLOW_BORDER,
        border_id=once_id("border", caller, given),
        caller_id=caller,
        number=given,
        until=until,
        now=now,
        by=by,
    )
    return rows[0]


async def end(db: Database, caller_id: str, *, by: str, now: datetime) -> list[BorderRow]:
    """The approvals of a caller that were ended now."""
    return await db.write(END_BORDER, caller_id=caller_id, now=now, by=by)


async def listed(db: Database) -> list[BorderRow]:
    """Every approval on record."""
    return await db.read(ALL_BORDERS)


def day_of(text: str, path: str) -> date:
    """The day a text names."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputInvalid(path, "write the day as YYYY-MM-DD", "日期请按 YYYY-MM-DD 书写") from None
