"""The query page works in a real browser: it asks, shows answer and documentation, and calls nobody else."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

HERE = Path(__file__).parent
NUMBER = "11010119900307803X"


def missing(what: str) -> None:
    """Fails where the browser is demanded, skips where it is not."""
    if os.environ.get("CREDIT_GRAPH_TEST_BROWSER"):
        pytest.fail(f"a browser is demanded: {what}")
    pytest.skip(what)


@pytest.fixture(scope="module")
def chromium() -> str:
    """Debian's Chromium, with the library that drives it."""
    found = shutil.which("chromium")
    if found is None:
        missing("chromium is not installed")
    if shutil.which("npm") is None:
        missing("npm is not installed")
    if not (HERE / "node_modules" / "playwright-core").is_dir():
        subprocess.run(["npm", "ci", "--ignore-scripts", "--silent"], cwd=HERE, check=True)
    return str(found)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A service on the embedded engine, as `credit-graph serve` starts it."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    home = tmp_path_factory.mktemp("served")
    with (home / "service.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "graph_api.cli", "serve", "--port", str(port)],
            env={**os.environ, "CREDIT_GRAPH_HOME": str(home), "CREDIT_GRAPH_ENGINE": "embedded"},
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


def test_a_person_asks_on_the_page_and_reads_the_answer(chromium: str, address: str, tmp_path: Path) -> None:
    screenshot = tmp_path / "page.png"
    told = subprocess.run(
        ["node", HERE / "ask.mjs", f"{address}/graphiql/", chromium, NUMBER, screenshot],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    seen = json.loads(told.stdout)
    assert (seen["elsewhere"], seen["complaints"]) == ([], [])
    assert seen["result"]["data"]["officerEligibility"]["verdict"] == "ELIGIBLE"
    assert screenshot.stat().st_size > 10_000
