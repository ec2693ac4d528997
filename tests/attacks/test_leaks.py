"""Attack 34: the scan of the whole run finds what it must, and fails the run for it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.attacks.attacking import DIGITS, NUMBER
from tests.leaks import is_citizens_number, leaks

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("number", [NUMBER, "11010519491231002X", "990900197503120179"])
def test_a_number_with_its_check_digit_is_found(number: str) -> None:
    assert is_citizens_number(number)
    assert len(list(leaks(f'{{"number":"{number}"}}'))) == 1
    assert number not in next(leaks(f" {number} "))


@pytest.mark.parametrize(
    "text", ["110101199003078030", DIGITS[:-1], "1" + NUMBER, "123456789012345678", "x" + NUMBER]
)
def test_other_numbers_are_not_found(text: str) -> None:
    assert list(leaks(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer abcdefghijklmnop.qrstuvwxyz",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlc2lnbmF0dXJl",
        "-----BEGIN EC PRIVATE KEY-----",
        "connecting with hunter2hunter2",
    ],
)
def test_keys_tokens_and_passwords_are_found(text: str) -> None:
    assert list(leaks(text, {"hunter2hunter2"})) != []


@pytest.mark.parametrize(
    ("how", "ends"),
    [
        (f"print('{NUMBER}')", 1),
        (f"import sys; print('{NUMBER}', file=sys.stderr)", 1),
        (f"import logging; logging.getLogger('a').warning('{NUMBER}')", 1),
        (f"(tmp_path / 'engine.log').write_text('asked for {NUMBER}')", 1),
        (f"(tmp_path / 'engine.txt').write_text('asked for {NUMBER}')", 0),
        ("print('nothing')", 0),
    ],
)
def test_a_run_whose_logs_hold_a_number_fails(tmp_path: Path, how: str, ends: int) -> None:
    file = tmp_path / "test_one.py"
    file.write_text(f"def test_one(tmp_path):\n    {how}\n")
    ran = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-q", "-p", "tests.leaks", "-p", "no:cacheprovider"),
            *("--rootdir", str(tmp_path), f"--basetemp={tmp_path / 'base'}", str(file)),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    # The scan of this run must not find what that one was made to find.
    shutil.rmtree(tmp_path / "base")
    assert ran.returncode == ends, ran.stdout + ran.stderr
    assert ("in logs" in ran.stdout) == bool(ends)
