"""Keeps the embedded engine running while anybody uses it: `python -I keeper.py FOLDER JAVA ARGUMENT…`.

Every process that uses the engine holds a shared lock on `users.lock`, and the system gives a lock
back however its holder ends. The keeper waits for the exclusive lock: when it gets it, nobody is left,
and it stops the engine. So the last one out turns off the light, kill -9 included. Where the system
can (Linux), the engine also ends with the keeper. An engine that dies on its own is started again.

It runs on the standard library alone, so that it starts fast and stays small.
"""

import contextlib
import ctypes
import fcntl
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import FrameType

PR_SET_PDEATHSIG = 1
STEADY_SECONDS = 10
STOP_SECONDS = 20


def started_at(pid: int) -> str | None:
    """When the living process began, as the system tells it, or None if there is none."""
    try:
        # The second field holds the name, which may contain anything; the rest follows its bracket.
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return None if fields[0] == "Z" else fields[19]
    except (OSError, IndexError):
        pass
    try:
        told = subprocess.run(["ps", "-o", "stat=,lstart=", "-p", str(pid)], capture_output=True, text=True)
    except OSError:
        return None
    state, _, began = told.stdout.strip().partition(" ")
    return None if state.startswith("Z") else began.strip() or None


def write_private(file: Path, text: str) -> None:
    """Replaces the file in one step; only its owner can read it."""
    draft = file.with_suffix(f".{os.getpid()}")
    with contextlib.suppress(FileNotFoundError):
        draft.unlink()
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
    draft.replace(file)


def _die_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Keeper:
    """One engine process and the reason it may go on."""

    def __init__(self, folder: Path, command: list[str]) -> None:
        self.folder = folder
        self.command = command
        self.stopping = threading.Event()
        self.engine: subprocess.Popen[bytes] | None = None

    def run(self) -> int:
        """Ends when nobody uses the engine, when told to, or when it will not stay up."""
        signal.signal(signal.SIGTERM, self._told)
        threading.Thread(target=self._wait_until_unused, daemon=True).start()
        code = 0
        while not self.stopping.is_set():
            began = time.monotonic()
            code = self._run_engine()
            if time.monotonic() - began < STEADY_SECONDS:
                break
        with contextlib.suppress(FileNotFoundError):
            (self.folder / "state.json").unlink()
        return code

    def _run_engine(self) -> int:
        # Started from the main thread, whose end is the keeper's end.
        self.engine = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, preexec_fn=_die_with_parent)
        state = {
            "keeper": os.getpid(),
            "keeper_started": started_at(os.getpid()),
            "engine": self.engine.pid,
            "engine_started": started_at(self.engine.pid),
            "command": self.command,
        }
        write_private(self.folder / "state.json", json.dumps(state))
        asked = 0.0
        while True:
            try:
                return self.engine.wait(timeout=0.2)
            except subprocess.TimeoutExpired:
                if self.stopping.is_set() and not asked:
                    asked = time.monotonic()
                    self.engine.terminate()
                elif asked and time.monotonic() - asked > STOP_SECONDS:
                    self.engine.kill()

    def _told(self, signum: int, frame: FrameType | None) -> None:
        self.stopping.set()

    def _wait_until_unused(self) -> None:
        with (self.folder / "users.lock").open("a") as users:
            fcntl.flock(users, fcntl.LOCK_EX)
            self.stopping.set()
            # Held to the end: whoever comes now waits until the engine is down, then starts another.
            threading.Event().wait()


if __name__ == "__main__":
    raise SystemExit(Keeper(Path(sys.argv[1]), sys.argv[2:]).run())
