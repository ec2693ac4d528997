"""Two suites of algorithms: the international one and the Chinese commercial one (商用密码)."""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from graph_api.errors import KeyUnavailable

NONCE = 12
TAG = 16


def _sm3(data: bytes = b"") -> Any:
    return hashlib.new("sm3", data)


@dataclass(frozen=True)
class Suite:
    """A hash, a keyed hash and an authenticated cipher that belong together."""

    name: str
    hash: Callable[..., Any]
    cipher: Callable[[bytes], Any]
    key_size: int

    def digest(self, data: bytes) -> bytes:
        """The hash of the data."""
        found: bytes = self.hash(data).digest()
        return found

    def mac(self, secret: bytes, data: bytes) -> bytes:
        """The keyed hash of the data."""
        return hmac.new(secret, data, self.hash).digest()

    def derived(self, secret: bytes, use: str) -> bytes:
        """A key for one use, so that no two uses share one."""
        return self.mac(secret, f"credit-graph/{use}".encode())[: self.key_size]

    def seal(self, key: bytes, clear: bytes, bound: bytes = b"") -> bytes:
        """Nonce, ciphertext and tag; `bound` is not in it but must be given again to open it."""
        nonce = os.urandom(NONCE)
        worker = Cipher(self.cipher(key), modes.GCM(nonce)).encryptor()
        worker.authenticate_additional_data(bound)
        return nonce + worker.update(clear) + worker.finalize() + worker.tag

    def open(self, key: bytes, sealed: bytes, bound: bytes = b"") -> bytes:
        """What was sealed; KeyUnavailable under another key, or if a bit of it or of `bound` differs."""
        nonce, text, tag = sealed[:NONCE], sealed[NONCE:-TAG], sealed[-TAG:]
        try:
            worker = Cipher(self.cipher(key), modes.GCM(nonce, tag)).decryptor()
            worker.authenticate_additional_data(bound)
            return worker.update(text) + worker.finalize()
        except (InvalidTag, ValueError):
            raise KeyUnavailable(
                "ciphertext",
                "密文与密钥不符，或者密文已被改动",
                "the ciphertext is not of this key, or it was changed",
            ) from None


SUITES = {
    suite.name: suite
    for suite in (
        Suite("international", hashlib.sha256, algorithms.AES256, 32),
        Suite("sm", _sm3, algorithms.SM4, 16),
    )
}
