"""A pytest plugin: no citizen's number, key or token in any log, error output or engine log of the whole run.

Looked at are what each test wrote to standard output, standard error and the logs, and at the end every log file
of the services and engines that ran. Not looked at: what a test took away with `capsys` (it asserts on it), and
the text of a failed assertion. What may show a number nevertheless is named in KNOWN with its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

NUMBER = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{16}[0-9Xx](?![0-9A-Za-z])")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK = "10X98765432"
TOKENS = {
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----"),
    "a signed token": re.compile(r"eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}"),
    "an authorization": re.compile(r"(?i)\b(?:bearer|basic) [A-Za-z0-9._~+/-]{16,}"),
}
LOGS = ("*.log", "*.log.*")
LARGEST_LOG = 64 * 1024 * 1024
#: Tests whose output holds a number on purpose, by the beginning of their id, with the reason.
KNOWN: dict[str, str] = {}

FOUND = pytest.StashKey[list[str]]()
SECRETS = pytest.StashKey[set[str]]()


def is_citizens_number(text: str) -> bool:
    """Whether eighteen characters are a number with its check digit and a possible day of birth."""
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, text, strict=False))
    if CHECK[total % 11] != text[17].upper():
        return False
    try:
        born = date(int(text[6:10]), int(text[10:12]), int(text[12:14]))
    except ValueError:
        return False
    return 1900 <= born.year <= 2099


def leaks(text: str, secrets: Iterable[str] = ()) -> Iterator[str]:
    """What the text holds that no log may hold; never the thing itself."""
    for match in NUMBER.finditer(text):
        if is_citizens_number(match.group()):
            yield f"a citizen's number ({match.group()[:6]}…)"
    for name, pattern in TOKENS.items():
        if pattern.search(text):
            yield name
    for secret in secrets:
        if secret in text:
            yield "a password of this run"


def pytest_configure(config: pytest.Config) -> None:
    config.stash[FOUND] = []
    config.stash[SECRETS] = set()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: pytest.TestReport = yield
    stash = item.config.stash
    if not any(item.nodeid.startswith(known) for known in KNOWN):
        # Sections of earlier phases are repeated in later ones; one line for each is enough.
        told = {
            f"{item.nodeid} ({title}): {leak}"
            for title, text in report.sections
            for leak in leaks(text, stash[SECRETS])
        }
        stash[FOUND].extend(sorted(told - set(stash[FOUND])))
    return report


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    factory = getattr(session.config, "_tmp_path_factory", None)
    base: Path | None = getattr(factory, "_basetemp", None)
    found = session.config.stash[FOUND]
    for file in logs(base) if base else ():
        with file.open(encoding="utf-8", errors="replace") as lines:
            text = lines.read(LARGEST_LOG)
        found += sorted(
            {f"{file.relative_to(base)}: {leak}" for leak in leaks(text, session.config.stash[SECRETS])}
        )
    if found and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def logs(base: Path) -> list[Path]:
    """The log files beneath a folder."""
    return sorted({file for pattern in LOGS for file in base.rglob(pattern) if file.is_file()})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    found = config.stash[FOUND]
    if found:
        terminalreporter.section("personal data or secrets in logs", red=True)
        for line in found:
            terminalreporter.write_line(line)
