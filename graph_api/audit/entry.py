"""What is put on record, and the line it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from typing import Any

import orjson

from graph_api.errors import InputInvalid

#: Days of the log are days in Beijing, as the law counts them.
BEIJING = timezone(timedelta(hours=8))
LONGEST = 64 * 1024


class Action(StrEnum):
    """What somebody did."""

    VIEW = "VIEW"
    ANSWER = "ANSWER"
    CHANGE = "CHANGE"
    EXPORT = "EXPORT"
    SIGN_IN = "SIGN_IN"
    POLICY = "POLICY"
    ERASE = "ERASE"
    KEY = "KEY"
    ALARM = "ALARM"


@dataclass(frozen=True, slots=True)
class Entry:
    """One act of one caller; `subject` is the id as given, of which the log keeps a keyed hash only."""

    time: datetime
    caller_id: str
    role: str | None
    purpose: str | None
    authorisation_id: str | None
    case_ref: str | None
    action: Action
    subject: str | None = None
    fields: tuple[str, ...] = ()
    """As `Type.field`."""
    count: int = 0
    document: str = ""
    """SHA-256 of the GraphQL document, in hexadecimal digits."""
    request_id: str = ""
    outcome: str = "OK"


def encoded(entry: Entry) -> bytes:
    """The entry as JSON on one line, without its subject; InputInvalid if it is longer than a record may be."""
    told: dict[str, Any] = {
        "time": entry.time.astimezone(UTC),
        "caller": entry.caller_id,
        "action": entry.action.value,
        "role": entry.role,
        "purpose": entry.purpose,
        "authorisation": entry.authorisation_id,
        "case": entry.case_ref,
        "fields": entry.fields,
        "count": entry.count,
        "document": entry.document,
        "request": entry.request_id,
        "outcome": entry.outcome,
    }
    body = to_json(told)
    if len(body) > LONGEST:
        raise InputInvalid(
            "audit entry",
            f"it has {len(body)} bytes, more than a record may have; shorten purpose, reference or ids",
            f"共{len(body)}字节，超过单条记录上限，请缩短目的、编号等内容",
        )
    return body


def to_json(told: dict[str, Any]) -> bytes:
    """The values as JSON without a line break; half of a surrogate pair is written as its escape."""
    try:
        return orjson.dumps(told, option=orjson.OPT_NAIVE_UTC)
    except orjson.JSONEncodeError:
        return orjson.dumps(_whole(told), option=orjson.OPT_NAIVE_UTC)


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole_text(value)
    if isinstance(value, tuple | list):
        return [_whole(each) for each in value]
    if isinstance(value, dict):
        return {_whole(name): _whole(each) for name, each in value.items()}
    return value


def whole_text(text: str) -> str:
    """The text, half of a surrogate pair as its escape: neither files nor bases can hold one."""
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode()


def day_of(time: datetime) -> str:
    """The day in Beijing, by which files are named."""
    return time.astimezone(BEIJING).date().isoformat()


Clock = Callable[[], datetime]


def now() -> datetime:
    """The present time."""
    return datetime.now(UTC)
