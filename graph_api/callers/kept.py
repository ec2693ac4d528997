"""Values kept for a while: bounded, short-lived, and read once for all who ask at the same time."""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")
Clock = Callable[[], float]


class Kept(Generic[Key, Value]):
    """At most `most` values, each for its own number of seconds; the one unused longest goes first."""

    def __init__(self, most: int = 4096, clock: Clock = time.monotonic) -> None:
        self.most = most
        self.clock = clock
        self._values: OrderedDict[Key, tuple[float, Value]] = OrderedDict()

    def get(self, key: Key) -> Value | None:
        """The value, unless its time is up."""
        found = self._values.get(key)
        if found is None:
            return None
        if found[0] <= self.clock():
            del self._values[key]
            return None
        self._values.move_to_end(key)
        return found[1]

    def put(self, key: Key, value: Value, seconds: float) -> None:
        """Keeps a value for so many seconds."""
        self._values[key] = (self.clock() + seconds, value)
        self._values.move_to_end(key)
        if len(self._values) > self.most:
            self._values.popitem(last=False)

    def drop(self, key: Key) -> None:
        """Forgets a value."""
        self._values.pop(key, None)

    def __len__(self) -> int:
        return len(self._values)


class Fresh(Generic[Key, Value]):
    """Values read anew once they are older than `seconds`; those who ask meanwhile wait for one read."""

    def __init__(
        self, read: Callable[[Key], Awaitable[Value]], seconds: float, clock: Clock = time.monotonic
    ) -> None:
        self.seconds = seconds
        self._read = read
        self._kept: Kept[Key, tuple[Value]] = Kept(clock=clock)
        self._reading: dict[Key, asyncio.Task[Value]] = {}

    async def get(self, key: Key) -> Value:
        """The value, at most `seconds` old."""
        found = self._kept.get(key)
        if found is not None:
            return found[0]
        task = self._reading.get(key)
        if task is None:
            task = self._reading[key] = asyncio.ensure_future(self._fetched(key))
        # One who hangs up does not take the answer from the others.
        return await asyncio.shield(task)

    async def _fetched(self, key: Key) -> Value:
        try:
            value = await self._read(key)
            self._kept.put(key, (value,), self.seconds)
            return value
        finally:
            del self._reading[key]


class Digests:
    """Keyed digests under a key of this process alone, so that what is kept tells no secret."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def of(self, secret: str) -> bytes:
        """The digest of a secret."""
        return hmac.digest(self._key, secret.encode(), "sha256")
