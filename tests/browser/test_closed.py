"""Where access is closed: the public is told what to do, a key opens the page for as long as it is open."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import environment, serving

HERE = Path(__file__).parent
CLOSED = {"CREDIT_GRAPH_ACCESS": "closed", "CREDIT_GRAPH_PRODUCTION": "true"}


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """A closed service in production, and the key of a window with two roles."""
    home = tmp_path_factory.mktemp("closed")
    with serving(home, CREDIT_GRAPH_DOCUMENTS="known-only", **CLOSED) as address:
        secret = _first_secret(home / "service.log")
        first = command(home, "", "user", "first", "--name", "李安全", "--secret", "-", given=secret)
        chief = first["key"]
        window = command(home, chief, "user", "add", "--name", "周窗口", "--region", "all")["callerId"]
        for role in ("APPROVER", "REGULATOR"):
            command(home, chief, "role", "give", window, role)
        yield address, command(home, chief, "key", "new", window, "--days", "1")["key"]


def _first_secret(log: Path) -> str:
    """What the console shows once, a moment after the service is ready."""
    for _ in range(80):
        found = re.search(r"type this secret.*\n\s+(\S+)", log.read_text(encoding="utf-8"))
        if found is not None:
            return found[1]
        time.sleep(0.25)
    pytest.fail("the first run printed no secret")


def command(home: Path, key: str, *arguments: str, given: str = "") -> dict[str, Any]:
    """What a command printed."""
    told = subprocess.run(
        [sys.executable, "-m", "graph_api.cli", *arguments, "--json"],
        env=environment(home, CREDIT_GRAPH_KEY=key, **CLOSED),
        input=given,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    return dict(json.loads(told.stdout))


@pytest.fixture(scope="module")
def seen(chromium: str, closed: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the window saw."""
    address, key = closed
    # Every process notices a role that was given within three seconds.
    time.sleep(3)
    told = subprocess.run(
        ["node", HERE / "closed.mjs", f"{address}/", chromium, tmp_path_factory.mktemp("screenshots")],
        env={**os.environ, "KEY_OF_THE_TEST": key},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    return {**json.loads(told.stdout), "key": key}


def test_the_public_is_told_why_there_is_no_answer(seen: dict[str, Any]) -> None:
    assert "FORBIDDEN" in seen["refused"]
    assert "这不是结论，对当事人不说明任何问题。" in seen["refused"]


def test_role_and_purpose_are_chosen_and_sent_with_every_question(seen: dict[str, Any]) -> None:
    assert seen["verdict"] == "ELIGIBLE"
    assert "周窗口 · 审批机关 · 密钥有效至" in seen["signed"]
    sent = seen["sent"]
    assert (sent["credit-role"], sent["credit-purpose"]) == ("APPROVER", "OFFICE_CHECK")
    assert sent["authorization"] == f"Bearer {seen['key']}"


def test_what_was_seen_in_one_session_is_gone_with_it(seen: dict[str, Any]) -> None:
    assert "没有得到答复" not in seen["before"]
    assert seen["after"]["answers"] == 0
    assert {"authorization", "credit-role", "credit-purpose"}.isdisjoint(seen["after"]["last"])


def test_the_key_is_kept_nowhere(seen: dict[str, Any]) -> None:
    assert seen["key"] not in seen["stored"]
    assert seen["stored"].startswith("{}")


def test_nothing_of_it_is_complained_about_but_the_question_for_a_role(seen: dict[str, Any]) -> None:
    assert seen["elsewhere"] == []
    assert [each for each in seen["complaints"] if "400" not in each] == []
