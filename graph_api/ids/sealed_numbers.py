"""Personal numbers as ciphertext under the key of the subject who bears them."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from pathlib import Path

from graph_api.errors import KeyUnavailable
from graph_api.secrets.opening import open_subject_keys, settings_of, suite_of
from graph_api.secrets.provider import KeyProvider
from graph_api.secrets.subject_keys import SubjectKeys
from graph_api.secrets.suite import NONCE, SUITES, Suite

#: The one version a subject's key has in its life; kept in the text so that a second one stays possible.
VERSION = 1


class SealedNumbers:
    """Seals numbers for the graph and opens them for a rotation; nobody else needs them in clear."""

    def __init__(self, keys: SubjectKeys, suite: Suite) -> None:
        self.keys = keys
        self._suite = suite

    def seal(self, numbers: Sequence[tuple[str, str, str]]) -> list[str | None]:
        """The ciphertext of each (subject, scheme, number) in its place; None for a subject that was erased."""
        keys = self.keys.ensure(subject for subject, _, _ in numbers)
        return [self._sealed(keys[subject], subject, scheme, clear) for subject, scheme, clear in numbers]

    def open(self, subject: str, scheme: str, cipher: str) -> str:
        """The number; SubjectErased if the subject's key was destroyed."""
        key = self.keys.find(subject)
        if key is None:
            raise KeyUnavailable(subject, "没有该主体的密钥", "there is no key of this subject")
        try:
            name, _, nonce, text = cipher.split(".")
            suite, sealed = SUITES[name], base64.b64decode(nonce + text, validate=True)
        except (ValueError, KeyError, binascii.Error):
            raise KeyUnavailable(subject, "密文格式不符", "the ciphertext has another form") from None
        return suite.open(suite.derived(key, "number"), sealed, _bound(subject, scheme)).decode()

    def is_erased(self, subject: str) -> bool:
        """Whether the key of a subject was destroyed."""
        return self.keys.is_erased(subject)

    def _sealed(self, key: bytes | None, subject: str, scheme: str, clear: str) -> str | None:
        if key is None:
            return None
        suite = self._suite
        sealed = suite.seal(suite.derived(key, "number"), clear.encode(), _bound(subject, scheme))
        # 12 bytes are 16 places of base64 without padding, so nonce and text can be read together.
        nonce, text = (base64.b64encode(part).decode() for part in (sealed[:NONCE], sealed[NONCE:]))
        return f"{suite.name}.{VERSION}.{nonce}.{text}"


def open_sealed_numbers(home: Path, provider: KeyProvider | None = None) -> SealedNumbers:
    """The sealed numbers of this installation."""
    settings = settings_of(home)
    return SealedNumbers(open_subject_keys(settings, provider), suite_of(settings))


def _bound(subject: str, scheme: str) -> bytes:
    """What a ciphertext is bound to, so that it cannot be put on another subject."""
    return f"{subject}|{scheme}".encode()
