"""Secrets of ours: made from 256 random bits, shown once, kept as an argon2 hash, compared at equal cost."""

from __future__ import annotations

import asyncio
import re
import secrets
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from pydantic import SecretStr

from graph_api.callers.refusals import TooManyFailures

KEY = re.compile(r"cg_([0-9a-z]{12})_([A-Za-z0-9_-]{43})")
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"

#: The secret is random, so the hash need not slow down guessing: 19 MiB keep a flood of guesses small.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
#: What an unknown key is compared with, so that it costs what a known one costs.
_NOBODY = _HASHER.hash(secrets.token_urlsafe(32))


@dataclass(frozen=True, slots=True)
class PresentedKey:
    """An API key as somebody presents it."""

    key_id: str
    secret: SecretStr


def read_key(text: str) -> PresentedKey | None:
    """The parts of an API key, or None where the text is none."""
    found = KEY.fullmatch(text)
    return PresentedKey(found.group(1), SecretStr(found.group(2))) if found else None


def new_key() -> tuple[str, SecretStr, SecretStr]:
    """A new key: its id, its secret, and both as the one text its holder is shown."""
    key_id = "".join(secrets.choice(ALPHABET) for _ in range(12))
    secret = secrets.token_urlsafe(32)
    return key_id, SecretStr(secret), SecretStr(f"cg_{key_id}_{secret}")


def new_secret() -> SecretStr:
    """A new secret of 256 bits."""
    return SecretStr(secrets.token_urlsafe(32))


def hashed(secret: SecretStr) -> str:
    """What is kept of a secret."""
    return _HASHER.hash(secret.get_secret_value())


class Comparer:
    """Compares secrets with hashes off the event loop, a few at a time and not too many waiting."""

    def __init__(self, at_once: int = 2, most: int = 64) -> None:
        self._gate = asyncio.Semaphore(at_once)
        self._most = most
        self._under_way = 0

    async def same(self, secret: SecretStr, kept: str | None) -> bool:
        """Whether the hash is of this secret; without a hash the work is the same and the answer no."""
        if self._under_way >= self._most:
            raise TooManyFailures(1)
        self._under_way += 1
        try:
            async with self._gate:
                return await asyncio.to_thread(_same, secret, kept)
        finally:
            self._under_way -= 1


def _same(secret: SecretStr, kept: str | None) -> bool:
    try:
        return _HASHER.verify(kept or _NOBODY, secret.get_secret_value()) and kept is not None
    except (VerificationError, InvalidHashError):
        return False
