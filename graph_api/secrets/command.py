"""Keys from a key management service, through a program of the operator's.

`PROGRAM NAME current` and `PROGRAM NAME 3` print `VERSION KEY` (the key as base64), `PROGRAM NAME next`
makes a version and prints it the same way, `PROGRAM NAME 3 destroy` destroys one. Any other exit code
than 0 is a refusal. Nothing passes through a shell, and what the program says on its standard error is
not repeated.
"""

from __future__ import annotations

import base64
import binascii
import shlex
import subprocess
import threading
import time

from graph_api.errors import KeyUnavailable
from graph_api.secrets.provider import Key, checked_name, checked_secret, destroyed, refuse_current

PATIENCE = 10.0
#: Seconds after which the current version is asked for again, in the background.
FRESH = 5.0


class CommandKeys:
    """Keys that a program prints; they stay in memory, and a rotation is seen within seconds."""

    def __init__(self, command: str) -> None:
        self._program = shlex.split(command)
        if not self._program:
            raise KeyUnavailable("KEY_COMMAND", "未设置程序", "no program is set")
        self._lock = threading.Lock()
        self._keys: dict[tuple[str, int], Key] = {}
        self._current: dict[str, tuple[float, Key]] = {}
        self._asking: set[str] = set()
        self._gone: set[tuple[str, int]] = set()

    def current(self, name: str) -> Key:
        """The newest version as of a few seconds ago."""
        known = self._current.get(checked_name(name))
        if known is None:
            return self._renew(name)
        asked, key = known
        if time.monotonic() - asked > FRESH:
            self._renew_behind(name)
        return key

    def version(self, name: str, number: int) -> Key:
        """One version of a key."""
        checked_name(name)
        if (name, number) in self._gone:
            raise destroyed(name, number)
        if (kept := self._keys.get((name, number))) is not None:
            return kept
        key = self._ask(name, str(number))
        if key.version != number:
            raise KeyUnavailable(name, "程序给出了另一版本", "the program printed another version")
        self._keys[name, number] = key
        return key

    def versions(self, name: str) -> tuple[int, ...]:
        """The versions up to the current one that the program still prints."""
        newest = self.current(name).version
        return tuple(number for number in range(1, newest + 1) if self._has(name, number))

    def rotate(self, name: str) -> Key:
        """A version that the service makes now."""
        return self._keep(name, self._ask(name, "next"))

    def destroy(self, name: str, number: int) -> None:
        """Has the service destroy a version."""
        refuse_current(self, name, number)
        self._run(name, str(number), "destroy")
        self._keys.pop((name, number), None)
        self._gone.add((name, number))

    def _has(self, name: str, number: int) -> bool:
        try:
            self.version(name, number)
        except KeyUnavailable:
            self._gone.add((name, number))
            return False
        return True

    def _renew(self, name: str) -> Key:
        return self._keep(name, self._ask(name, "current"))

    def _keep(self, name: str, key: Key) -> Key:
        self._keys[name, key.version] = key
        self._current[name] = (time.monotonic(), key)
        return key

    def _renew_behind(self, name: str) -> None:
        """Asks in a thread, so that no request waits for the service."""
        with self._lock:
            if name in self._asking:
                return
            self._asking.add(name)

        def ask() -> None:
            try:
                self._renew(name)
            except KeyUnavailable:
                # The known version serves on; the service is asked again at the next use after a pause.
                self._current[name] = (time.monotonic(), self._current[name][1])
            finally:
                self._asking.discard(name)

        threading.Thread(target=ask, name=f"key-{name}", daemon=True).start()

    def _ask(self, name: str, version: str) -> Key:
        words = self._run(name, version).split()
        try:
            number, text = words
            key = Key(int(number), checked_secret(name, base64.b64decode(text, validate=True)))
        except (ValueError, binascii.Error):
            raise KeyUnavailable(
                name, "程序输出不是“版本 密钥”", "the program did not print VERSION KEY"
            ) from None
        return key

    def _run(self, name: str, *words: str) -> str:
        try:
            done = subprocess.run(
                [*self._program, checked_name(name), *words],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=True,
            )
        except subprocess.CalledProcessError as error:
            code = error.returncode
            raise KeyUnavailable(name, f"程序拒绝（{code}）", f"the program refused ({code})") from None
        except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError) as error:
            kind = type(error).__name__
            raise KeyUnavailable(name, f"程序没有回答（{kind}）", f"the program failed ({kind})") from None
        return done.stdout
