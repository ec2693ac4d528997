"""GraphiQL works in a real browser: it asks, shows answer and documentation, calls nobody else, keeps nothing."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
NUMBER = "11010119900307803X"
OFFICE = {"position": "DIRECTOR", "bodyClass": ["COMPANY"]}
SENT = {"Authorization": "Bearer a-secret-of-the-test", "Credit-Purpose": "OFFICE_CHECK"}


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
