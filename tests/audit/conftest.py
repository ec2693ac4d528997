"""A log in a folder of the test, with a clock that the test moves."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from graph_api.audit.entry import Action, Entry
from graph_api.audit.findings import Kind, Report
from graph_api.audit.heads import Head, Signer
from graph_api.audit.log import AuditLog
from graph_api.audit.subjects import Subjects
from graph_api.audit.verify import verify
from graph_api.secrets.files import FileKeys
from graph_api.secrets.subject_keys import SubjectKeys
from graph_api.secrets.suite import SUITES

START = datetime(2026, 11, 21, 4, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that the test moves."""

    at: datetime = START

    def __call__(self) -> datetime:
        return self.at

    def forward(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Place:
    """A folder for all state, and what opens logs in it."""

    home: Path
    suite: str = "international"
    head_every: int = 10_000

    def __post_init__(self) -> None:
        self.clock = Clock()
        self.provider = FileKeys(self.home, self.suite)
        self.signer = Signer(self.provider)
        self.keys = SubjectKeys(self.home, self.provider, SUITES[self.suite])
        self.subjects = Subjects(self.keys, self.provider, self.suite)

    @property
    def folder(self) -> Path:
        return self.home / "audit"

    def open(self) -> AuditLog:
        """A log as another process would open it."""
        return AuditLog(
            self.folder, self.subjects, self.signer, self.suite, head_every=self.head_every, clock=self.clock
        )

    async def written(self, number: int, **values: object) -> Path:
        """A closed file of so many entries."""
        log = self.open()
        for place in range(number):
            await log.append([self.entry(subject=f"s{place % 7}", request_id=f"r{place}", **values)])
        await log.close()
        return max(self.files(), key=lambda file: file.stat().st_mtime_ns)

    def entry(self, **values: object) -> Entry:
        given = Entry(self.clock(), "u1", "OFFICER", "APPOINTMENT", None, None, Action.VIEW, count=1)
        return replace(given, **values)  # type: ignore[arg-type] values are those of the test

    def files(self) -> list[Path]:
        return sorted(self.folder.glob("20*.jsonl"))

    def verify(self, *heads: Head) -> Report:
        return verify(self.folder, self.signer, heads)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    """An empty place with the international suite."""
    return Place(tmp_path / "home")


@pytest.fixture
def named() -> Callable[[Report], list[tuple[int, Kind]]]:
    """The findings of a report as line and kind."""

    def naming(report: Report) -> list[tuple[int, Kind]]:
        return [(found.line, found.kind) for found in sorted(report.findings, key=lambda each: each.line)]

    return naming
