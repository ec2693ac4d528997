"""Signed heads: a file had this many lines and ended with this hash. Whoever keeps one finds a cut tail."""

from __future__ import annotations

import base64
import binascii
import fcntl
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from graph_api.audit.chain import END, PREFIX, Chain
from graph_api.audit.entry import to_json
from graph_api.errors import InputInvalid, KeyUnavailable
from graph_api.secrets.provider import AUDIT, KeyProvider

FILE = "heads.jsonl"
#: Why a head was written: while a file is open, when it was closed by its writer, when another process found
#: it left behind, when it was removed after its time, and when somebody asked for it.
OPEN, CLOSE, RECOVERED, PRUNED, ASKED = "OPEN", "CLOSE", "RECOVERED", "PRUNED", "ASKED"
FINAL = frozenset({CLOSE, RECOVERED, PRUNED})


@dataclass(frozen=True, slots=True)
class Head:
    """What was signed of a file; `torn` is the number of bytes of an unfinished line behind its last one."""

    file: str
    sequence: int
    hash: str
    time: str
    why: str
    torn: int = 0
    key: int = 0
    signature: str = ""

    def signed_bytes(self) -> bytes:
        """What the signature covers: everything but itself."""
        told = asdict(replace(self, signature=""))
        return b"credit-graph audit head\n" + orjson.dumps(told, option=orjson.OPT_SORT_KEYS)


class Signer:
    """Signs with the newest version of the key `audit`, checks against every version."""

    def __init__(self, provider: KeyProvider) -> None:
        self._provider = provider
        self._public: dict[int, Ed25519PublicKey] = {}

    def sign(self, head: Head) -> Head:
        """The head with its signature."""
        key = self._provider.current(AUDIT)
        given = replace(head, key=key.version)
        signature = Ed25519PrivateKey.from_private_bytes(key.secret).sign(given.signed_bytes())
        return replace(given, signature=base64.b64encode(signature).decode())

    def is_ours(self, head: Head) -> bool:
        """Whether the signature is by a version of our key and fits."""
        try:
            if head.key not in self._public:
                secret = self._provider.version(AUDIT, head.key).secret
                self._public[head.key] = Ed25519PrivateKey.from_private_bytes(secret).public_key()
            signature = base64.b64decode(head.signature, validate=True)
            self._public[head.key].verify(signature, head.signed_bytes())
        except (KeyUnavailable, InvalidSignature, binascii.Error, ValueError):
            return False
        return True


def head_of(told: dict[str, Any]) -> Head:
    """A head out of its JSON; ValueError where it is none."""
    try:
        head = Head(**{name: told[name] for name in Head.__slots__})
    except (KeyError, TypeError) as error:
        raise ValueError(f"no head: {error}") from None
    texts = (head.file, head.hash, head.time, head.why, head.signature)
    numbers = (head.sequence, head.torn, head.key)
    if not all(isinstance(each, str) for each in texts) or not all(type(each) is int for each in numbers):
        raise ValueError("no head: a value is of another type")
    return head


def read_heads(file: Path) -> list[Head]:
    """The heads in a file that was kept elsewhere; InputInvalid where a line is none."""
    heads = []
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        try:
            heads.append(head_of(orjson.loads(line)))
        except ValueError:
            raise InputInvalid(
                f"{file}:{number}", "it is no head of an audit log", "不是审计日志的签名头"
            ) from None
    return heads


class HeadsFile:
    """`heads.jsonl`: the heads of all files of a folder, themselves a chain that all processes lengthen."""

    def __init__(self, folder: Path, suite: str) -> None:
        self.path = folder / FILE
        self._suite = suite

    def append(self, heads: Iterable[Head]) -> None:
        """Adds heads, on disk when this returns; a line left torn by a killed process is taken away first."""
        with self._locked() as descriptor:
            size, chain = self._tail(descriptor)
            lines = b"".join(
                chain.add("head", to_json({"suite": self._suite, **asdict(head)})) for head in heads
            )
            try:
                write_whole(descriptor, lines, size)
            except OSError:
                os.ftruncate(descriptor, size)
                raise

    def end(self) -> tuple[int, str]:
        """The place and the hash of its last line; -1 where it has none."""
        with self._locked() as descriptor:
            _, chain = self._tail(descriptor)
        return chain.place, chain.last.decode() if chain.place >= 0 else ""

    def _tail(self, descriptor: int) -> tuple[int, Chain]:
        size = os.fstat(descriptor).st_size
        back = min(size, 64 * 1024)
        data = os.pread(descriptor, back, size - back)
        whole = data[: data.rfind(b"\n") + 1]
        if len(whole) < len(data):
            size -= len(data) - len(whole)
            os.ftruncate(descriptor, size)
        if not whole:
            return size, Chain(self._suite, FILE)
        last = whole[whole.rfind(b"\n", 0, -1) + 1 :]
        return size, Chain(self._suite, FILE, int(orjson.loads(last)["n"]), last[len(PREFIX) : END])

    @contextmanager
    def _locked(self) -> Iterator[int]:
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)


def write_whole(descriptor: int, data: bytes, offset: int) -> None:
    """Writes all of the data there and flushes it to disk; OSError if not all of it went."""
    written = 0
    while written < len(data):
        written += os.pwrite(descriptor, memoryview(data)[written:], offset + written)
    os.fdatasync(descriptor)
