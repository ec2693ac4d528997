"""The keyed hash by which a personal number is found without being stored, under every live version of its key."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from graph_api.errors import InputInvalid
from graph_api.secrets.opening import open_provider, settings_of, suite_of
from graph_api.secrets.provider import NUMBERS, Key, KeyProvider
from graph_api.secrets.suite import SUITES, Suite


class NumberKey(Protocol):
    """A holder of the secret key: the one below, or another in its place."""

    def digest(self, message: str) -> str:
        """The keyed hash of a message under the newest key."""
        ...

    def digests(self, message: str) -> tuple[str, ...]:
        """Its keyed hashes under every key that may still be in use, the newest first."""
        ...


class NumberKeys:
    """The keyed hash under the named key `numbers` of a provider.

    Hashes of the first version of the international suite are bare, as they were before there were versions;
    every other begins with its suite and version.
    """

    def __init__(self, provider: KeyProvider, suite: Suite, lock: Path) -> None:
        self.provider = provider
        self._suite = suite
        self._lock = lock

    def digest(self, message: str) -> str:
        """The keyed hash of a message under the newest key."""
        key = self.provider.current(NUMBERS)
        return _hash(key, self._suites(key)[0], message)

    def digests(self, message: str) -> tuple[str, ...]:
        """Its keyed hashes under every key that may still be in use, the newest first."""
        newest = self.provider.current(NUMBERS).version
        versions = [number for number in self.provider.versions(NUMBERS) if number <= newest]
        keys = [self.provider.version(NUMBERS, number) for number in reversed(versions)]
        return tuple(_hash(key, suite, message) for key in keys for suite in self._suites(key))

    def tag(self) -> str:
        """What hashes under the newest key begin with; nothing for the first international one."""
        key = self.provider.current(NUMBERS)
        return _tag(key.version, self._suites(key)[0].name)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Keeps the key from being rotated meanwhile, for whoever keeps hashes longer than one request."""
        with self._locked(fcntl.LOCK_SH, "rotating", "正在轮换密钥", "the key is being rotated; wait for it"):
            yield

    @contextmanager
    def rotating(self) -> Iterator[None]:
        """Keeps everybody else from rotating and from loading meanwhile."""
        with self._locked(
            fcntl.LOCK_EX | fcntl.LOCK_NB,
            "numbers",
            "正在导入数据或者轮换密钥，请待其结束",
            "a load or another rotation is running; wait for its end",
        ):
            yield

    @contextmanager
    def _locked(self, how: int, path: str, reason_zh: str, reason: str) -> Iterator[None]:
        self._lock.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(self._lock, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            try:
                # The kernel lets go of it however this process ends.
                fcntl.flock(descriptor, how)
            except BlockingIOError:
                raise InputInvalid(path, reason, reason_zh) from None
            yield
        finally:
            os.close(descriptor)

    def _suites(self, key: Key) -> tuple[Suite, ...]:
        """The suites under which hashes of a key may have been made, first the one for new hashes."""
        if key.suite is not None:
            return (SUITES[key.suite],)
        return (self._suite, *(suite for suite in SUITES.values() if suite is not self._suite))


def open_number_key(home: Path, provider: KeyProvider | None = None) -> NumberKeys:
    """The key of this installation, made on first use under the folder for all state."""
    settings = settings_of(home)
    return NumberKeys(provider or open_provider(settings), suite_of(settings), home / "keys" / "numbers.lock")


def tag_of(digest: str) -> str:
    """What a hash begins with: its suite and version, nothing for the first international one."""
    head, dot, _ = digest.rpartition(".")
    return head + dot


def _tag(version: int, suite: str) -> str:
    return "" if (version, suite) == (1, "international") else f"{suite}.{version}."


def _hash(key: Key, suite: Suite, message: str) -> str:
    return _tag(key.version, suite.name) + suite.mac(key.secret, message.encode()).hex()
