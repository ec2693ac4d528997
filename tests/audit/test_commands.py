"""The commands: what they print, their exit codes, and that they say no secret."""

import asyncio
from pathlib import Path

import orjson
import pytest
from typer.testing import CliRunner, Result

from graph_api.cli import app
from graph_api.commands.audit import printable
from tests.audit.conftest import Place


@pytest.fixture
def command(place: Place, monkeypatch: pytest.MonkeyPatch):
    """Runs a command on the home of the place."""
    monkeypatch.setenv("CREDIT_GRAPH_HOME", str(place.home))

    def running(*words: str, **options: str) -> Result:
        return CliRunner().invoke(app, words, **options)

    return running


def tampered(file: Path) -> None:
    file.write_bytes(file.read_bytes().replace(b'"request":"r1"', b'"request":"r9"'))


def test_verify_says_file_line_and_what_happened(command, place: Place) -> None:
    asyncio.run(place.written(3))
    sound = command("audit", "verify", "--json")
    told = orjson.loads(sound.stdout)
    assert (sound.exit_code, told["sound"], told["files"], told["records"]) == (0, True, 1, 5)
    (file,) = place.files()
    tampered(file)
    broken = command("audit", "verify")
    assert broken.exit_code == 1
    assert f"{file.name}:3 EDITED" in broken.stdout
    assert command("audit", "head").exit_code == 1


def test_a_head_taken_away_finds_a_tail_cut_with_its_signatures(
    command, place: Place, tmp_path: Path
) -> None:
    asyncio.run(place.written(3))
    kept = tmp_path / "kept.jsonl"
    assert command("audit", "head", "--out", str(kept)).exit_code == 0
    assert command("audit", "verify", "--head", str(kept)).exit_code == 0
    (file,) = place.files()
    file.write_bytes(b"".join(file.read_bytes().splitlines(keepends=True)[:3]))
    (place.folder / "heads.jsonl").unlink()
    assert command("audit", "verify").exit_code == 0
    found = command("audit", "verify", "--head", str(kept))
    assert found.exit_code == 1
    assert f"{file.name}:4 CUT" in found.stdout
    kept.write_text("no head\n")
    assert command("audit", "verify", "--head", str(kept)).exit_code == 2
    assert command("audit", "verify", "--head", str(tmp_path / "absent")).exit_code == 2


def test_show_prints_who_looked_and_lets_no_value_move_the_cursor(command, place: Place) -> None:
    asyncio.run(place.written(3, case_ref="x\x1b[2J\u202e\nforged"))
    shown = command("audit", "show", "--subject", "s1")
    assert shown.exit_code == 0
    assert shown.stdout.count("\n") == 1
    assert "\\x1b[2J\\u202e\\nforged" in shown.stdout
    rows = orjson.loads(command("audit", "show", "--json", "--since", "2026-11-21").stdout)
    assert [row["request"] for row in rows] == ["r2", "r1", "r0"]
    assert command("audit", "show", "--since", "yesterday").exit_code == 2
    assert printable("中文 a\u200b") == "中文 a\\u200b"


def test_prune_refuses_what_is_younger_than_three_years(command, place: Place) -> None:
    asyncio.run(place.written(1))
    refused = command("audit", "prune", "--before", "2026-11-21")
    assert refused.exit_code == 2
    assert "kept 3 years" in refused.stderr
    assert orjson.loads(command("audit", "prune", "--before", "2020-01-01", "--json").stdout) == []


def test_keys_are_listed_and_rotated_and_never_shown(command, place: Place) -> None:
    place.provider.current("numbers")
    rows = orjson.loads(command("keys", "list", "--json").stdout)
    assert rows == [
        {"name": "numbers", "current": 1, "versions": [1], "said": ""},
        {"name": "master", "current": None, "versions": [], "said": "not made yet"},
        {"name": "audit", "current": None, "versions": [], "said": "not made yet"},
    ]
    place.keys.ensure(["s"])
    told = orjson.loads(
        command("keys", "rotate", "master", "--json", env={"CREDIT_GRAPH_KEY_GRACE": "0"}).stdout
    )
    assert (told["version"], told["rekeyed"], told["destroyed"]) == (2, 1, [1])
    assert orjson.loads(command("keys", "rotate", "audit", "--json").stdout)["version"] == 2
    assert command("keys", "rotate", "nonsense").exit_code == 2
    printed = command("keys", "list").stdout
    assert "1, 2" in printed
    assert not any(key.read_bytes().hex() in printed for key in (place.home / "keys").glob("*.key"))


def test_an_environment_says_why_it_cannot_rotate(command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CREDIT_GRAPH_KEYS_FROM", "environment")
    monkeypatch.setenv("CREDIT_GRAPH_KEY_AUDIT", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=")
    refused = command("keys", "rotate", "audit")
    assert refused.exit_code == 2
    assert "cannot rotate" in refused.stderr


def test_erase_asks_first(command) -> None:
    refused = command("keys", "erase", "s1", input="n\n")
    assert refused.exit_code == 2
    assert "Nothing was done" in refused.stderr
