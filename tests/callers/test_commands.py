"""The commands that give rights, as a security administrator types them, on both engines."""

from __future__ import annotations

import contextlib
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from typer.testing import CliRunner, Result

from graph_api import cli
from graph_api.callers.first_run import first_secret
from graph_api.commands import acting, callers
from graph_api.engine.db import Database
from graph_api.engine.endpoint import Endpoint
from graph_api.engine.opening import connect
from graph_api.settings import Settings
from tests.conftest import wipe


class Shell:
    """A terminal on the machine of the service."""

    def __init__(self) -> None:
        self.key = ""

    def __call__(self, *words: str, key: str | None = None) -> Result:
        """One command, its actor's key on standard input."""
        given = self.key if key is None else key
        return CliRunner().invoke(cli.app, [*words, "--as", "-"], input=given)

    def told(self, *words: str) -> Any:
        """What a command that is done prints as JSON."""
        result = self(*words, "--json")
        assert result.exit_code == 0, result.output
        return json.loads(result.stdout)

    def refused(self, *words: str, key: str | None = None) -> tuple[int, str]:
        """Exit code and what a refused command says."""
        result = self(*words, key=key)
        assert result.stdout == ""
        return result.exit_code, result.stderr


@pytest.fixture
async def secret(engine: Endpoint, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[str]:
    """The secret that `serve` printed; commands find the engine of the test."""

    @contextlib.asynccontextmanager
    async def opened(_: Settings) -> AsyncIterator[Database]:
        async with connect(engine, settings) as db:
            yield db

    monkeypatch.setenv("CREDIT_GRAPH_HOME", str(settings.home))
    # As `main` does: what is said beside the result goes to standard error, which the runner replaces.
    structlog.configure(logger_factory=lambda *_: structlog.PrintLogger(sys.stderr))
    for module in (acting, callers):
        monkeypatch.setattr(module, "open_database", opened)
    async with connect(engine, settings) as db:
        await wipe(db)
        shown = await first_secret(db)
    assert shown is not None
    yield shown.get_secret_value()
    structlog.reset_defaults()


@pytest.fixture
def shell(secret: str) -> Shell:
    """A terminal of the first security administrator."""
    made = CliRunner().invoke(cli.app, ["user", "first", "--name", "李安全", "--json"], input=secret)
    assert made.exit_code == 0, made.output
    terminal = Shell()
    terminal.key = json.loads(made.stdout)["key"]
    return terminal


def test_the_first_secret_comes_from_standard_input_or_a_file_and_works_once(
    secret: str, tmp_path: Path
) -> None:
    file = tmp_path / "secret"
    file.write_text(secret + "\n")
    first = ["user", "first", "--name", "李安全", "--secret", str(file)]
    made = CliRunner().invoke(cli.app, first)
    assert (made.exit_code, made.stdout.startswith("cg_")) == (0, True)
    assert secret not in made.output
    again = CliRunner().invoke(cli.app, first)
    assert (again.exit_code, again.stdout, "Start the service again" in again.stderr) == (2, "", True)


def test_a_caller_is_registered_given_a_role_and_a_key_and_shut_out(shell: Shell) -> None:
    caller = shell.told(
        "user", "add", "--name", "周窗口", "--organ", "9132", "--region", "3201", "--region", "32"
    )
    caller_id = caller["callerId"]
    assert shell.told("role", "give", caller_id, "APPROVER") == {"callerId": caller_id, "roles": ["APPROVER"]}
    key = shell.told("key", "new", caller_id, "--days", "30", "--scope", "viewer")
    assert (key["callerId"], key["roles"], key["scopes"]) == (caller_id, ["APPROVER"], ["viewer"])
    shown = shell.told("user", "show", caller_id)
    assert (shown["name"], shown["regions"], shown["roles"]) == ("周窗口", ["32", "3201"], ["APPROVER"])
    newer = shell.told("key", "rotate", key["keyId"], "--overlap-days", "1")
    listed = {each["keyId"]: each for each in shell.told("key", "list", "--caller", caller_id)}
    assert listed[key["keyId"]]["replacedBy"] == newer["keyId"]
    assert key["key"].rpartition("_")[2] not in json.dumps(listed)
    assert shell.told("key", "revoke", newer["keyId"]) == {"keyId": newer["keyId"], "revoked": True}
    assert shell.told("role", "list")["APPROVER"] == [caller_id]
    assert shell.told("role", "take", caller_id, "APPROVER")["roles"] == []
    assert shell.told("user", "disable", caller_id) == {"callerId": caller_id, "disabled": True}
    assert [each["disabledAt"] is None for each in shell.told("user", "list")] == [True, False]


def test_what_people_read_is_a_line_each(shell: Shell) -> None:
    caller_id = shell("user", "add", "--name", "周窗口").stdout.strip()
    assert shell("role", "give", caller_id, "APPROVER").stdout == "APPROVER\n"
    key = shell("key", "new", caller_id, "--days", "30")
    assert (key.stdout.startswith("cg_"), key.stdout.count("\n")) == (True, 1)
    assert "仅显示这一次" in key.stderr
    assert f"{caller_id}  PERSON   周窗口  APPROVER" in shell("user", "list").stdout
    assert "used -" in shell("key", "list").stdout
    assert "周窗口" in shell("user", "show", caller_id).stdout
    assert "周窗口" in shell("role", "list").stdout


def test_nobody_gives_a_role_to_oneself_or_two_separated_duties_by_command(shell: Shell) -> None:
    (own,) = shell.told("user", "list")
    status, said = shell.refused("role", "give", own["callerId"], "ANALYST")
    assert (status, "Nobody gives a role to oneself" in said, "不得授予自己" in said) == (2, True, True)
    caller_id = shell.told("user", "add", "--name", "周窗口")["callerId"]
    shell.told("role", "give", caller_id, "AUDITOR")
    status, said = shell.refused("role", "give", caller_id, "ADMINISTRATOR")
    assert (status, "held by different people" in said) == (2, True)
    status, said = shell.refused("user", "disable", own["callerId"])
    assert (status, "last security administrator" in said) == (2, True)


def test_commands_are_for_security_administrators_only(shell: Shell) -> None:
    caller_id = shell.told("user", "add", "--name", "周窗口")["callerId"]
    shell.told("role", "give", caller_id, "ADMINISTRATOR")
    theirs = shell.told("key", "new", caller_id, "--days", "1")["key"]
    for key in ("", "cg_", "guess", f"cg_000000000000_{'A' * 43}", theirs):
        for words in (
            ("user", "add", "--name", "郑"),
            ("user", "list"),
            ("user", "show", caller_id),
            ("user", "disable", caller_id),
            ("role", "give", caller_id, "LENDER"),
            ("role", "take", caller_id, "ADMINISTRATOR"),
            ("role", "list"),
            ("key", "new", caller_id, "--days", "1"),
            ("key", "list"),
            ("key", "rotate", "000000000000"),
            ("key", "revoke", "000000000000"),
        )[: 11 if key == theirs else 2]:
            status, said = shell.refused(*words, key=key)
            assert status == 2
            assert "security administrator" in said or "credentials are refused" in said
            assert not key[4:] or key not in said


WRONG = [
    ("user", "add", "--name", "郑", "--issuer", "https://x.test"),
    ("user", "add", "--name", "郑", "--service"),
    ("user", "add", "--name", " "),
    ("user", "add", "--name", "a\x1b[31m"),
    ("user", "add", "--name", "郑", "--region", "3"),
    ("user", "show", "nobody"),
    ("user", "disable", "nobody"),
    ("role", "give", "nobody", "LENDER"),
    ("role", "give", "nobody", "KING"),
    ("key", "new", "nobody", "--days", "1"),
    ("key", "new", "nobody", "--days", "1", "--scope", "nothing"),
    ("key", "new", "nobody", "--days", "400"),
    ("key", "rotate", "nothing"),
    ("key", "rotate", "nothing", "--overlap-days", "31"),
    ("key", "revoke", "nothing"),
]


def test_what_cannot_be_done_says_so_with_exit_code_2(shell: Shell) -> None:
    told = {words: shell.refused(*words) for words in WRONG}
    assert {words: status for words, (status, _) in told.items()} == dict.fromkeys(WRONG, 2)
    assert [words for words, (_, said) in told.items() if not said] == []


def test_a_key_may_stand_in_the_environment_and_is_never_printed(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDIT_GRAPH_KEY", shell.key)
    told = CliRunner().invoke(cli.app, ["user", "list", "--json"])
    assert (told.exit_code, json.loads(told.stdout)[0]["name"]) == (0, "李安全")
    assert shell.key not in told.output + repr(Settings())
