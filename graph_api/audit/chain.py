"""The chain: each line begins with the hash of the line before and of all that follows the hash on its own.

A line is `{"h":"<64 digits>","n":<place>,"k":"<kind>",…}`. Nothing needs to be parsed to follow the chain.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graph_api.secrets.suite import SUITES

PREFIX = b'{"h":"'
#: Where the hash ends and where what it covers begins.
END = len(PREFIX) + 64
REST = END + 2
ENTRY = "entry"
OPENED = "open"
HEAD = "head"
CLOSED = "close"
Hash = Callable[..., Any]


def hash_of(suite: str) -> Hash:
    """The hash function of a suite."""
    return SUITES[suite].hash


def genesis(hashing: Hash, name: str) -> bytes:
    """What the first line of a file follows: its name, so that no file can stand for another."""
    digest: str = hashing(b"credit-graph audit " + name.encode()).hexdigest()
    return digest.encode()


def chained(hashing: Hash, previous: bytes, rest: bytes) -> bytes:
    """The hash of a line, as 64 hexadecimal digits."""
    digest: str = hashing(previous + rest).hexdigest()
    return digest.encode()


def rest_of(place: int, kind: str, body: bytes) -> bytes:
    """What the hash of a line covers: its place, its kind and its values."""
    return b'"n":%d,"k":"%s",%s\n' % (place, kind.encode(), body[1:])


def line_of(digest: bytes, rest: bytes) -> bytes:
    """The whole line."""
    return b'%s%s",%s' % (PREFIX, digest, rest)


class Chain:
    """The end of a chain that is being written."""

    def __init__(self, suite: str, name: str, place: int = -1, last: bytes = b"") -> None:
        self.hashing = hash_of(suite)
        self.place = place
        self.last = last or genesis(self.hashing, name)

    def add(self, kind: str, body: bytes) -> bytes:
        """The next line."""
        rest = rest_of(self.place + 1, kind, body)
        digest = chained(self.hashing, self.last, rest)
        self.place, self.last = self.place + 1, digest
        return line_of(digest, rest)
