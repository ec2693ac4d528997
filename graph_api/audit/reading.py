"""Reads the log: who looked at a subject, and the latest acts of all."""

from __future__ import annotations

import heapq
import mmap
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import orjson

from graph_api.audit.entry import day_of
from graph_api.audit.files import LogFile, log_files
from graph_api.audit.subjects import Subjects

MARK = b'"k":"entry","s":"%s"'
LATEST = 10_000


def by_subject(
    folder: Path, subjects: Subjects, subject_id: str, since: datetime | None = None, limit: int = 100
) -> list[dict[str, Any]]:
    """What was put on record about a subject, newest first; nothing once its key was destroyed."""
    marks = [MARK % digest for digest in subjects.found(subject_id)]
    return _newest(folder, marks, since, limit) if marks else []


def latest(folder: Path, since: datetime | None = None, limit: int = 100) -> list[dict[str, Any]]:
    """The latest entries of all, newest first."""
    return _newest(folder, [b'"k":"entry"'], since, limit)


def _newest(folder: Path, marks: Sequence[bytes], since: datetime | None, limit: int) -> list[dict[str, Any]]:
    earliest = (since or datetime.min.replace(tzinfo=UTC)).astimezone(UTC)
    first_day = day_of(since) if since else ""
    found: list[dict[str, Any]] = []
    files = [file for file in reversed(log_files(folder)) if file.day >= first_day]
    for _, of_day in groupby(files, key=lambda file: file.day):
        # Files of one day overlap in time, those of two days do not.
        rows = (row for file in of_day for row in _marked(file, marks))
        wanted = (row for row in rows if _time(row) >= earliest)
        found.extend(heapq.nlargest(limit - len(found), wanted, key=lambda row: (row["time"], row["n"])))
        if len(found) >= limit:
            break
    return found


def _time(row: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(row["time"])


def _marked(file: LogFile, marks: Sequence[bytes]) -> Iterator[dict[str, Any]]:
    """The entries of a file whose line has a mark; found as bytes, so that only these are parsed.

    No value can hold a mark, for a quotation mark within a JSON string has a backslash before it.
    """
    if not file.path.stat().st_size:
        return
    with file.path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for mark in marks:
            at = data.find(mark)
            while at >= 0:
                begin, end = data.rfind(b"\n", 0, at) + 1, data.find(b"\n", at)
                if end < 0:
                    break  # A line that is being written, or was never finished.
                yield {**orjson.loads(data[begin:end]), "file": file.name}
                at = data.find(mark, end)
