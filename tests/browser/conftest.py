"""A Chromium, and services as a person starts them: empty, and with the sample of `make demo`."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph_api import graphiql, webapp
from tests.demanded import missing

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def chromium() -> str:
    """Debian's Chromium, with the libraries that drive it and look at what it shows."""
    found = shutil.which("chromium")
    if found is None:
        missing("chromium is not installed")
    if shutil.which("npm") is None:
        missing("npm is not installed")
    if not (graphiql.is_built() and webapp.is_built()):
        missing("the web pages are not built; run `make web`")
    if not all((HERE / "node_modules" / name).is_dir() for name in ("playwright-core", "axe-core")):
        subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=HERE, check=True)
    return str(found)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service on the embedded engine, as `credit-graph serve` starts it."""
    with serving(tmp_path_factory.mktemp("served")) as found:
        yield found


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The service after `make demo`, answering nothing but the documents of its own web app."""
    home = tmp_path_factory.mktemp("demo")
    loaded = subprocess.run(
        [sys.executable, "-m", "graph_api.cli", "demo", "--no-serve"],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert loaded.returncode == 0, loaded.stderr[-2000:]
    with serving(home, CREDIT_GRAPH_DOCUMENTS="known-only") as found:
        yield found


def environment(home: Path, **more: str) -> dict[str, str]:
    """The environment of a process that keeps its state in that folder."""
    return {**os.environ, "CREDIT_GRAPH_HOME": str(home), "CREDIT_GRAPH_ENGINE": "embedded", **more}


@contextmanager
def serving(home: Path, **more: str) -> Iterator[str]:
    """The address of a service until it is ended."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    with (home / "service.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "graph_api.cli", "serve", "--port", str(port)],
            env=environment(home, **more),
            stdout=log,
            stderr=log,
        )
    try:
        _wait(f"http://127.0.0.1:{port}/readyz", process, home / "service.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def _wait(ready: str, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(240):
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(ready, timeout=2):  # noqa: S310 - loopback, our own service
                return
        except OSError:
            time.sleep(0.25)
    pytest.fail(f"the service did not start:\n{log.read_text()[-2000:]}")
