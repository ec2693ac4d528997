"""The keyed hash by which a personal number is found without being stored."""

import hashlib
import hmac
import os
import secrets
import stat
from pathlib import Path
from typing import Protocol

from graph_api.errors import InputInvalid

KEY_FILE = "number.key"


class NumberKey(Protocol):
    """A holder of the secret key: the file below, or a key management service in its place."""

    def digest(self, message: str) -> str:
        """The keyed hash of a message as 64 hexadecimal digits."""
        ...


class FileNumberKey:
    """HMAC-SHA256 under 32 random bytes kept in a file that only its user can read."""

    def __init__(self, file: Path) -> None:
        self._secret = _read_or_make(file)

    def digest(self, message: str) -> str:
        """The keyed hash of a message as 64 hexadecimal digits."""
        return hmac.new(self._secret, message.encode(), hashlib.sha256).hexdigest()


def open_number_key(home: Path) -> FileNumberKey:
    """The key of this installation, made on first use under the folder for all state."""
    return FileNumberKey(home / KEY_FILE)


def _read_or_make(file: Path) -> bytes:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    if not file.exists():
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(secrets.token_bytes(32))
        try:
            # A link fails if another process was first; then its key is ours too.
            os.link(draft, file)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise InputInvalid(
            str(file),
            "others can read the number key; run chmod 600 on it",
            "号码密钥可被他人读取，请执行 chmod 600",
        )
    secret = file.read_bytes()
    if len(secret) != 32:
        raise InputInvalid(str(file), "the number key must have 32 bytes", "号码密钥应为32字节")
    return secret
