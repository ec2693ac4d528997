"""GraphiQL works in a real browser: it asks, shows answer and documentation, calls nobody else, keeps nothing."""

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
from typing import Any

import pytest

from graph_api.graphiql import is_built
from tests.demanded import missing

HERE = Path(__file__).parent
NUMBER = "11010119900307803X"
OFFICE = {"position": "DIRECTOR", "bodyClass": ["COMPANY"]}
SENT = {"Authorization": "Bearer a-secret-of-the-test", "Credit-Purpose": "OFFICE_CHECK"}


@pytest.fixture(scope="module")
def chromium() -> str:
    """Debian's Chromium, with the library that drives it."""
    found = shutil.which("chromium")
    if found is None:
        missing("chromium is not installed")
    if shutil.which("npm") is None:
        missing("npm is not installed")
    if not is_built():
        missing("the page is not built; run `make web`")
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


@pytest.fixture(scope="module")
def seen(chromium: str, address: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a person saw who asked one question with two headers and then read the documentation."""
    screenshots = tmp_path_factory.mktemp("screenshots")
    told = subprocess.run(
        [
            *("node", HERE / "ask.mjs", f"{address}/graphiql/", chromium, NUMBER),
            *(json.dumps(OFFICE), json.dumps(SENT), screenshots),
        ],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert all((screenshots / name).stat().st_size > 50_000 for name in ("answered.png", "documented.png"))
    return dict(json.loads(told.stdout))


def test_a_person_asks_on_the_page_and_reads_the_verdict(seen: dict[str, Any]) -> None:
    assert seen["result"]["data"]["officerEligibility"]["verdict"] == "ELIGIBLE"
    assert '"verdict": "ELIGIBLE"' in seen["shown"].replace("\u00a0", " ")


def test_the_documentation_explorer_knows_the_schema(seen: dict[str, Any]) -> None:
    documented = seen["documented"]
    assert documented.startswith("Docs\nofficerEligibility\n")
    assert "(任职资格)" in documented
    assert "input: OfficerEligibilityInput!" in documented


def test_no_request_leaves_the_origin_and_the_policy_stops_nothing_needed(seen: dict[str, Any]) -> None:
    assert (seen["elsewhere"], seen["complaints"]) == ([], [])


def test_headers_are_sent_and_nothing_written_on_the_page_is_kept(seen: dict[str, Any], address: str) -> None:
    assert {name: seen["sent"].get(name.lower()) for name in SENT} == SENT
    assert seen["stored"] == {
        "local": {"graphiql:visiblePlugin": "Documentation Explorer"},
        "session": {},
        "cookies": "",
        "databases": 0,
        "address": f"{address}/graphiql/",
    }
