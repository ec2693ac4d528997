"""The files of the log: one for each writer and day, held by a lock as long as their writer lives."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

NAME = re.compile(r"(\d{4}-\d{2}-\d{2})\.[0-9a-f]{12}\.jsonl")
CHUNK = 1 << 20


@dataclass(frozen=True, slots=True, order=True)
class LogFile:
    """A file of the log."""

    day: str
    path: Path

    @property
    def name(self) -> str:
        """Its name."""
        return self.path.name


def log_files(folder: Path) -> list[LogFile]:
    """The files of the log in the order of their days."""
    if not folder.is_dir():
        return []
    found = ((NAME.fullmatch(path.name), path) for path in folder.iterdir())
    return sorted(LogFile(match.group(1), path) for match, path in found if match)


def new_file(folder: Path, day: str) -> tuple[LogFile, int]:
    """A new file that nobody else has, held; it appears in the folder for good."""
    file = LogFile(day, folder / f"{day}.{secrets.token_hex(6)}.jsonl")
    # Locked before it has its name, so that nobody ever sees it without its writer.
    draft = folder / f".{secrets.token_hex(8)}"
    descriptor = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        try:
            os.link(draft, file.path)
        finally:
            draft.unlink()
        place = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(place)
        finally:
            os.close(place)
    except OSError:
        os.close(descriptor)
        raise
    return file, descriptor


@contextmanager
def left_behind(path: Path) -> Iterator[bool]:
    """Whether no living process writes this file; within, none begins to."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True
    finally:
        os.close(descriptor)


def last_whole_line(path: Path) -> tuple[bytes, int]:
    """The last line that ends, and how many bytes of an unfinished one stand behind it."""
    with path.open("rb") as stream:
        size = stream.seek(0, os.SEEK_END)
        data = b""
        while len(data) < size:
            back = min(CHUNK, size - len(data))
            stream.seek(size - len(data) - back)
            data = stream.read(back) + data
            end = data.rfind(b"\n")
            begin = data.rfind(b"\n", 0, end) if end > 0 else -1
            if end >= 0 and (begin >= 0 or len(data) == size):
                return data[begin + 1 : end + 1], len(data) - end - 1
    return b"", size
