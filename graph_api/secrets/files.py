"""Keys as files that only their user can read, made on first use under the folder for all state."""

from __future__ import annotations

import os
import re
import secrets
import stat
import threading
import time
from pathlib import Path

from graph_api.errors import KeyUnavailable
from graph_api.secrets.provider import (
    NUMBERS,
    SIZE,
    Key,
    checked_name,
    checked_secret,
    destroyed,
    refuse_current,
)

FILE = re.compile(r"([a-z][a-z0-9-]*)\.(\d+)\.(international|sm)\.key")
#: Where the key of numbers lay before there were versions; it is version 1 now.
FIRST_NUMBER_KEY = "number.key"
#: Two changes of a folder may carry one time; only an older one proves that nothing happened since.
SETTLED = 1_000_000_000


class FileKeys:
    """Keys in `<home>/keys`, 32 random bytes to a file; another process's rotation is seen at the next use."""

    def __init__(self, home: Path, suite: str = "international") -> None:
        self._home = home
        self._folder = home / "keys"
        self._suite = suite
        self._lock = threading.Lock()
        self._read_at = -1
        self._found: dict[str, dict[int, Path]] = {}
        self._keys: dict[Path, Key] = {}

    def current(self, name: str) -> Key:
        """The newest version of a key, made if there is none."""
        versions = self._versions(name)
        if not versions:
            self._make(name, 1)
            versions = self._versions(name)
        return self._read(versions[max(versions)])

    def version(self, name: str, number: int) -> Key:
        """One version of a key."""
        versions = self._versions(name)
        if number not in versions:
            raise destroyed(name, number)
        return self._read(versions[number])

    def versions(self, name: str) -> tuple[int, ...]:
        """The versions that can still be had, the oldest first."""
        return tuple(sorted(self._versions(name)))

    def rotate(self, name: str) -> Key:
        """A new version; of two processes that rotate at once each makes its own."""
        number = self.current(name).version
        while not self._make(name, number + 1):
            number += 1
        return self.version(name, number + 1)

    def destroy(self, name: str, number: int) -> None:
        """Overwrites and removes the file of a version."""
        refuse_current(self, name, number)
        file = self._versions(name).get(number)
        if file is None:
            return
        first = self._home / FIRST_NUMBER_KEY
        # A file system may keep old blocks all the same; docs/security.md says so.
        with file.open("r+b") as stream:
            stream.write(bytes(SIZE))
            os.fsync(stream.fileno())
        if name == NUMBERS and number == 1:
            first.unlink(missing_ok=True)
        file.unlink(missing_ok=True)
        _flush(self._folder)
        self._forget()

    def _versions(self, name: str) -> dict[int, Path]:
        checked_name(name)
        with self._lock:
            try:
                changed = self._folder.stat().st_mtime_ns
            except FileNotFoundError:
                changed = -2
            if changed != self._read_at:
                self._scan(changed)
            return self._found.get(name, {})

    def _scan(self, changed: int) -> None:
        self._adopt()
        found: dict[str, dict[int, Path]] = {}
        if self._folder.is_dir():
            for file in self._folder.iterdir():
                if match := FILE.fullmatch(file.name):
                    found.setdefault(match.group(1), {})[int(match.group(2))] = file
        self._found = found
        self._keys = {file: key for file, key in self._keys.items() if file.exists()}
        self._read_at = changed if time.time_ns() - changed > SETTLED else -1

    def _adopt(self) -> None:
        """The number key of a home made before there were versions becomes version 1; its file stays too."""
        first = self._home / FIRST_NUMBER_KEY
        if first.exists() and not any(self._folder.glob(f"{NUMBERS}.*.key")):
            _private(first)
            self._open_folder()
            try:
                os.link(first, self._folder / f"{NUMBERS}.1.international.key")
            except FileExistsError:
                return
            _flush(self._folder)

    def _open_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _private(self._folder)

    def _make(self, name: str, number: int) -> bool:
        """Whether this process made the version; a file appears whole or not at all."""
        self._open_folder()
        if any(self._folder.glob(f"{name}.{number}.*.key")):
            return False
        draft = self._folder / f".{secrets.token_hex(8)}"
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(secrets.token_bytes(SIZE))
                stream.flush()
                os.fsync(stream.fileno())
            # A link fails if another process was first; then its key is ours too.
            os.link(draft, self._folder / f"{name}.{number}.{self._suite}.key")
        except FileExistsError:
            return False
        finally:
            draft.unlink()
            _flush(self._folder)
            self._forget()
        return True

    def _forget(self) -> None:
        with self._lock:
            self._read_at = -1

    def _read(self, file: Path) -> Key:
        if (kept := self._keys.get(file)) is not None:
            return kept
        match = FILE.fullmatch(file.name)
        assert match is not None
        name, number, suite = match.groups()
        try:
            _private(self._folder)
            _private(file)
            key = Key(int(number), checked_secret(name, file.read_bytes()), suite)
        except FileNotFoundError:
            raise destroyed(name, int(number)) from None
        self._keys[file] = key
        return key


def _private(place: Path) -> None:
    if stat.S_IMODE(place.stat().st_mode) & 0o077:
        mode = 700 if place.is_dir() else 600
        raise KeyUnavailable(
            str(place), f"可被他人读取，请执行 chmod {mode}", f"others can read it; run chmod {mode} on it"
        )


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
