"""Writes the log: a batch of records with one flush, undone whole if the disk does not take it whole."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import orjson
import structlog

from graph_api.audit.chain import CLOSED, END, ENTRY, HEAD, OPENED, PREFIX, Chain
from graph_api.audit.entry import Clock, day_of, to_json
from graph_api.audit.files import LogFile, last_whole_line, left_behind, log_files, new_file
from graph_api.audit.heads import CLOSE, FINAL, OPEN, RECOVERED, Head, HeadsFile, Signer
from graph_api.audit.subjects import Subjects

log = structlog.get_logger("credit_graph.audit")
Record = tuple[str, bytes]
"""A subject and the JSON of an entry."""


class Writer:
    """The one writer of a process; only one thread may use it."""

    def __init__(
        self, folder: Path, subjects: Subjects, signer: Signer, suite: str, head_every: int, clock: Clock
    ) -> None:
        self._folder, self._subjects, self._signer = folder, subjects, signer
        self._suite, self._head_every, self._clock = suite, head_every, clock
        self._heads_file = HeadsFile(folder, suite)
        self._file: LogFile | None = None
        self._descriptor = -1
        self._chain = Chain(suite, "")
        self._size = self._headed = 0
        self._unwritten: list[Head] = []

    def write(self, records: Sequence[Record]) -> None:
        """Puts records on disk; OSError if they are not there, and then none of them is."""
        self.roll()
        hashes = self._subjects.hashes(subject for subject, _ in records if subject)
        hashes[""] = b""
        if self._file is None:
            self._open()
        lines, waiting = [], len(self._unwritten)
        before = (self._chain.place, self._chain.last, self._headed)
        try:
            for subject, body in records:
                lines.append(self._chain.add(ENTRY, b'{"s":"%s",%s' % (hashes[subject], body[1:])))
            if self._chain.place - self._headed >= self._head_every:
                lines.append(self._head_line(HEAD, OPEN))
            self._put(b"".join(lines))
        except BaseException:
            self._chain.place, self._chain.last, self._headed = before
            del self._unwritten[waiting:]
            raise
        self._write_heads()

    def roll(self) -> None:
        """Ends the file of a day that is over."""
        if self._file is not None and self._file.day != day_of(self._clock()):
            self.finish()

    def finish(self) -> None:
        """Ends the file with its head; where the disk takes no more, the next process does it."""
        if self._file is None:
            return
        try:
            self._put(self._head_line(CLOSED, CLOSE))
        except OSError as error:
            self._unwritten.pop()
            log.warning("audit_file_not_closed", cause=error.strerror)
        self._abandon()
        self._write_heads()

    def _open(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        recover(self._folder, self._heads_file, self._signer, self._clock)
        seen = self._heads_file.end()
        self._file, self._descriptor = new_file(self._folder, day_of(self._clock()))
        self._chain = Chain(self._suite, self._file.name)
        self._size = self._headed = 0
        told = {
            "file": self._file.name,
            "suite": self._suite,
            "started": self._clock(),
            "format": 1,
            # So that the file of heads cannot be cut behind what this file has seen.
            "heads": seen,
        }
        try:
            self._put(self._chain.add(OPENED, to_json(told)))
        except OSError:
            # Nothing was said in it yet, so it may go.
            self._file.path.unlink(missing_ok=True)
            self._abandon()
            raise

    def _put(self, data: bytes) -> None:
        written = 0
        try:
            while written < len(data):
                rest = memoryview(data)[written:]
                written += os.pwrite(self._descriptor, rest, self._size + written)
        except OSError:
            self._take_back()
            raise
        try:
            os.fdatasync(self._descriptor)
        except OSError:
            # Whether the disk has it nobody can say now, so this file is never written again.
            self._take_back()
            self._abandon()
            raise
        self._size += len(data)

    def _take_back(self) -> None:
        try:
            os.ftruncate(self._descriptor, self._size)
        except OSError:
            self._abandon()

    def _abandon(self) -> None:
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._file, self._descriptor = None, -1

    def _head_line(self, kind: str, why: str) -> bytes:
        """A head of all lines so far; a second one, which covers this line too, goes to `heads.jsonl`."""
        inner = self._head(why)
        told = {name: getattr(inner, name) for name in Head.__slots__}
        line = self._chain.add(kind, to_json(told))
        self._headed = self._chain.place
        self._unwritten.append(self._head(why))
        return line

    def _head(self, why: str) -> Head:
        assert self._file is not None
        time = self._clock().isoformat(timespec="seconds")
        return self._signer.sign(
            Head(self._file.name, self._chain.place, self._chain.last.decode(), time, why)
        )

    def _write_heads(self) -> None:
        if not self._unwritten:
            return
        try:
            self._heads_file.append(self._unwritten)
            self._unwritten = []
        except OSError as error:
            # The records are on disk; the head follows with the next batch.
            log.warning("audit_head_not_written", cause=error.strerror)


def recover(folder: Path, heads_file: HeadsFile, signer: Signer, clock: Clock) -> list[Head]:
    """Signs the ends of files whose writers died; a torn last line was never acknowledged and is only counted."""
    ended = _ended(heads_file.path)
    found = []
    for file in log_files(folder):
        if file.name in ended:
            continue
        with left_behind(file.path) as alone:
            if not alone:
                continue
            line, torn = last_whole_line(file.path)
        try:
            place, digest = (
                (int(orjson.loads(line)["n"]), line[len(PREFIX) : END].decode()) if line else (-1, "")
            )
        except (ValueError, KeyError, TypeError):
            continue  # Somebody changed it; `verify` names the line.
        time = clock().isoformat(timespec="seconds")
        found.append(signer.sign(Head(file.name, place, digest, time, RECOVERED, torn)))
    if found:
        heads_file.append(found)
    return found


def _ended(path: Path) -> set[str]:
    if not path.exists():
        return set()
    ended = set()
    for line in path.read_bytes().splitlines():
        try:
            told = orjson.loads(line)
            if told["why"] in FINAL:
                ended.add(told["file"])
        except (ValueError, KeyError, TypeError):
            continue  # A torn or a changed line; `verify` tells which.
    return ended
