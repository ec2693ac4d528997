"""The port through which every secret comes: named keys, each in numbered versions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Protocol

from graph_api.errors import KeyUnavailable

#: Keyed hashes of personal numbers.
NUMBERS = "numbers"
#: Wraps the key that each subject has of its own.
MASTER = "master"
#: Signs the heads of the audit log.
AUDIT = "audit"
NAMES = (NUMBERS, MASTER, AUDIT)
SIZE = 32
NAME = re.compile(r"[a-z][a-z0-9-]{0,31}")


@dataclass(frozen=True, slots=True)
class Key:
    """One version of a key; `suite` is the suite it was made under, None where the holder does not say."""

    version: int
    secret: bytes = field(repr=False)
    suite: str | None = None


class KeyProvider(Protocol):
    """A holder of keys: files, the environment, or a key management service."""

    def current(self, name: str) -> Key:
        """The newest version of a key; a holder that can make keys makes the first on first use."""
        ...

    def version(self, name: str, number: int) -> Key:
        """One version of a key; KeyUnavailable if it was destroyed or never was."""
        ...

    def versions(self, name: str) -> tuple[int, ...]:
        """The versions that can still be had, the oldest first."""
        ...

    def rotate(self, name: str) -> Key:
        """A new version, from now on the current one; the older ones stay until they are destroyed."""
        ...

    def destroy(self, name: str, number: int) -> None:
        """Makes a version unreadable for ever; KeyUnavailable if it is the current one."""
        ...


def checked_name(name: str) -> str:
    """The name, KeyUnavailable if no key can be called so."""
    # CREDIT_GRAPH_KEY_COMMAND is a setting and no key.
    if not NAME.fullmatch(name) or name == "command":
        raise KeyUnavailable(name[:40], "密钥名称不可用", "no key can be called so")
    return name


def checked_secret(name: str, secret: bytes) -> bytes:
    """The secret, KeyUnavailable if it has not 32 bytes."""
    if len(secret) != SIZE:
        raise KeyUnavailable(name, f"密钥应为{SIZE}字节", f"a key must have {SIZE} bytes")
    return secret


def refuse_current(provider: KeyProvider, name: str, number: int) -> None:
    """KeyUnavailable if the version is the one in use."""
    if number == provider.current(name).version:
        raise KeyUnavailable(
            f"{name} {number}",
            "现行版本不可销毁，请先轮换",
            "the current version cannot be destroyed; rotate the key first",
        )


def destroyed(name: str, number: int) -> KeyUnavailable:
    """The failure of asking for a version that is not there."""
    return KeyUnavailable(
        f"{name} {number}",
        "该版本不存在或者已销毁",
        "there is no such version, or it was destroyed",
    )
