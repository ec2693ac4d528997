"""One random key for each subject, kept wrapped: destroy it and nothing said under it can be read or linked."""

from __future__ import annotations

import os
import secrets
import sqlite3
import threading
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from graph_api.errors import KeyUnavailable, SubjectErased
from graph_api.secrets.provider import MASTER, SIZE, Key, KeyProvider
from graph_api.secrets.suite import SUITES, Suite

TABLE = """
CREATE TABLE IF NOT EXISTS subject_key (
  subject TEXT PRIMARY KEY, suite TEXT NOT NULL, master INTEGER NOT NULL, wrapped BLOB, erased_at TEXT
) WITHOUT ROWID
"""
READ = "SELECT suite, master, wrapped FROM subject_key WHERE subject = ?"
ADD = "INSERT INTO subject_key VALUES (?, ?, ?, ?, NULL)"
ERASE = """
INSERT INTO subject_key VALUES (?, ?, 0, NULL, ?)
ON CONFLICT (subject) DO UPDATE SET wrapped = NULL, master = 0, erased_at = excluded.erased_at
WHERE wrapped IS NOT NULL
"""
UNDER_OTHER_MASTER = """
SELECT subject, suite, master, wrapped FROM subject_key
WHERE wrapped IS NOT NULL AND (master <> ? OR suite <> ?) AND subject > ? ORDER BY subject LIMIT ?
"""
PATIENCE = 30.0


class SubjectKeys:
    """The keys of subjects in one SQLite file of the folder for all state; many processes may use it."""

    def __init__(self, home: Path, provider: KeyProvider, suite: Suite) -> None:
        self._file = home / "keys" / "subjects" / "keys.sqlite"
        self._provider = provider
        self._suite = suite
        self._lock = threading.RLock()
        self._base: sqlite3.Connection | None = None

    def close(self) -> None:
        """Closes the file; it is opened again at the next use."""
        with self._lock:
            if self._base is not None:
                self._base.close()
                self._base = None

    def ensure(self, subjects: Iterable[str]) -> Mapping[str, bytes | None]:
        """The key of each subject, made and on disk if there was none; None for one that was erased."""
        with self._lock:
            base = self._open()
            found: dict[str, bytes | None] = {}
            missing = []
            for subject in dict.fromkeys(subjects):
                row = base.execute(READ, (subject,)).fetchone()
                if row is None:
                    missing.append(subject)
                else:
                    found[subject] = self._unwrapped(subject, *row)
            if missing:
                found.update(self._make(base, missing))
            return found

    def find(self, subject: str) -> bytes | None:
        """The key of a subject; None if it has none, SubjectErased if it was destroyed."""
        with self._lock:
            row = self._open().execute(READ, (subject,)).fetchone()
        if row is None:
            return None
        secret = self._unwrapped(subject, *row)
        if secret is None:
            raise SubjectErased(subject)
        return secret

    def is_erased(self, subject: str) -> bool:
        """Whether the key of a subject was destroyed."""
        with self._lock:
            row = self._open().execute(READ, (subject,)).fetchone()
        return row is not None and row[2] is None

    def is_known(self, subject: str) -> bool:
        """Whether a subject has a key, or had one."""
        with self._lock:
            return self._open().execute(READ, (subject,)).fetchone() is not None

    def erase(self, subject: str) -> bool:
        """Destroys the key of a subject for ever and leaves a tombstone; False if that was done before."""
        with self._lock:
            base = self._open()
            with base:
                base.execute("BEGIN IMMEDIATE")
                now = datetime.now(UTC).isoformat(timespec="seconds")
                changed = base.execute(ERASE, (subject, self._suite.name, now)).rowcount == 1
                if changed:
                    count = base.execute("PRAGMA user_version").fetchone()[0]
                    base.execute(f"PRAGMA user_version = {count + 1:d}")
            # Freed pages are overwritten (secure_delete); the journal must not keep the old ones either.
            busy = base.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
            if busy:
                raise KeyUnavailable(
                    "subjects",
                    "密钥已删除，但日志仍被占用，请稍后再执行一次",
                    "the key is gone but its journal is still in use; run it once more later",
                )
            return changed

    def erasures(self) -> int:
        """How many subjects were erased; whoever keeps keys in memory forgets them when it grows."""
        with self._lock:
            count: int = self._open().execute("PRAGMA user_version").fetchone()[0]
            return count

    def rewrap(self, size: int = 1000) -> int:
        """Wraps every key under the current master key and suite, some at a time; how many it did."""
        done, after = 0, ""
        while last := self._rewrap_some(after, size):
            after = last[-1]
            done += len(last)
        return done

    def _rewrap_some(self, after: str, size: int) -> list[str]:
        with self._lock, (base := self._open()):
            base.execute("BEGIN IMMEDIATE")
            master = self._provider.current(MASTER)
            given = (master.version, self._suite.name, after, size)
            rows = base.execute(UNDER_OTHER_MASTER, given).fetchall()
            for subject, *row in rows:
                secret = self._unwrapped(subject, *row)
                assert secret is not None
                wrapped = self._wrapped(master, subject, secret)
                base.execute(
                    "UPDATE subject_key SET suite = ?, master = ?, wrapped = ? WHERE subject = ?",
                    (self._suite.name, master.version, wrapped, subject),
                )
        return [row[0] for row in rows]

    def masters(self) -> set[int]:
        """The versions of the master key that are still needed."""
        with self._lock:
            rows = self._open().execute("SELECT DISTINCT master FROM subject_key WHERE wrapped IS NOT NULL")
            return {row[0] for row in rows}

    def _make(self, base: sqlite3.Connection, subjects: list[str]) -> dict[str, bytes | None]:
        found: dict[str, bytes | None] = {}
        with base:
            base.execute("BEGIN IMMEDIATE")
            # Taken inside, so that a rotation that has wrapped everything anew is seen here.
            master = self._provider.current(MASTER)
            for subject in subjects:
                # Another process may have been faster since the look before.
                if (row := base.execute(READ, (subject,)).fetchone()) is not None:
                    found[subject] = self._unwrapped(subject, *row)
                    continue
                found[subject] = secret = secrets.token_bytes(SIZE)
                wrapped = self._wrapped(master, subject, secret)
                base.execute(ADD, (subject, self._suite.name, master.version, wrapped))
        return found

    def _wrapped(self, master: Key, subject: str, secret: bytes) -> bytes:
        key = self._suite.derived(master.secret, "wrap")
        return self._suite.seal(key, secret, subject.encode())

    def _unwrapped(self, subject: str, suite: str, master: int, wrapped: bytes | None) -> bytes | None:
        if wrapped is None:
            return None
        made_by = SUITES[suite]
        key = made_by.derived(self._provider.version(MASTER, master).secret, "wrap")
        return made_by.open(key, wrapped, subject.encode())

    def _open(self) -> sqlite3.Connection:
        if self._base is None:
            self._file.parent.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._file.parent.mkdir(mode=0o700, exist_ok=True)
            os.close(os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600))
            base = sqlite3.connect(
                self._file, timeout=PATIENCE, isolation_level=None, check_same_thread=False
            )
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = FULL")
            base.execute("PRAGMA secure_delete = ON")
            base.execute(TABLE)
            self._base = base
        return self._base
