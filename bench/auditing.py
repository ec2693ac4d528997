"""The audit log alone: how long an append takes until it is on disk, and how fast a log is checked and searched."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.measured import Line, Spread, Target, Timing, line
from bench.stage import Plan, Told
from graph_api.audit.entry import Action, Entry
from graph_api.audit.heads import Signer
from graph_api.audit.log import AuditLog
from graph_api.audit.reading import by_subject
from graph_api.audit.subjects import Subjects
from graph_api.audit.verify import verify
from graph_api.secrets.files import FileKeys
from graph_api.secrets.subject_keys import SubjectKeys
from graph_api.secrets.suite import SUITES

WRITERS = (1, 16)
SUBJECTS = 2_000
#: Entries of one append while a log is filled to be checked.
TOGETHER = 500
LONGEST_APPEND = Target(1.0, at_least=False)
LEAST_RATE = Target(300_000)


def entry(number: int) -> Entry:
    """An entry as long as those of real requests."""
    return Entry(
        time=datetime(2026, 11, 21, tzinfo=UTC) + timedelta(milliseconds=number),
        caller_id=f"caller-{number % 40}",
        action=Action.ANSWER,
        role="CASE_OFFICER",
        purpose="APPOINTMENT_REVIEW",
        authorisation_id="AUTH-2026-000123",
        case_ref=f"CASE-{number % 5000}",
        subject=f"01JD{number % SUBJECTS:022d}",
        fields=("OfficeVerdict.verdict", "OfficeVerdict.grounds", "Person.name"),
        count=3,
        document="5d" * 32,
        request_id=f"01JD{number:022d}",
    )


class Auditing:
    """A log in a folder of its own, under one suite."""

    def __init__(self, home: Path, suite: str, plan: Plan, told: Told) -> None:
        self._suite, self._plan, self._told = suite, plan, told
        provider = FileKeys(home, suite)
        self._folder = home / "audit"
        self._signer = Signer(provider)
        self._subjects = Subjects(SubjectKeys(home, provider, SUITES[suite]), provider, suite)
        self.lines: list[Line] = []

    def add(
        self, name: str, values: Sequence[float], unit: str, target: Target | None, note: str = ""
    ) -> None:
        """Keeps a line and shows that it was found."""
        found = line(f"audit {name}", self._suite, 0, values, unit, target=target, note=note)
        self.lines.append(found)
        self._told(f"  {found.name}: {found.value.text()} {unit}")

    async def measure(self) -> list[Line]:
        """All lines of this suite."""
        self._told(f"audit, {self._suite}")
        log = AuditLog(self._folder, self._subjects, self._signer, self._suite)
        # Subjects seen for the first time get their keys here; below they are known, as most are in a day.
        await log.append([entry(number) for number in range(SUBJECTS)])
        for writers in WRITERS:
            timings, floors = [], []
            for _ in range(self._plan.rounds):
                floors.append(self._floor())
                timings.append(await self._append(log, writers))
            bare = [Spread.of([getattr(each, share) for each in floors]).text() for share in ("p50", "p99")]
            rate = Spread.of([each.rate for each in timings]).text(0)
            p50, p99 = [each.p50 for each in timings], [each.p99 for each in timings]
            self.add(f"append @{writers} p50", p50, "ms", None, f"bare {bare[0]} ms; {rate} appends/s")
            self.add(f"append @{writers} p99", p99, "ms", LONGEST_APPEND, f"bare {bare[1]} ms")
        fresh = await self._fresh(log)
        self.add("append @1 of a subject never seen p99", [each.p99 for each in fresh], "ms", None)
        for begin in range(0, self._plan.audit_records, TOGETHER):
            await log.append([entry(number) for number in range(begin, begin + TOGETHER)])
        await log.close()
        self._read()
        return self.lines

    async def _append(self, log: AuditLog, writers: int, subject: str = "") -> Timing:
        """Appends of one entry each, by so many writers, for the time of a cell."""
        latencies: list[float] = []
        began = time.perf_counter()
        ends = began + self._plan.seconds

        async def one(writer: int) -> None:
            number = writer
            while time.perf_counter() < ends:
                given = entry(number)
                if subject:
                    given = replace(given, subject=f"{subject}{number}")
                asked = time.perf_counter()
                await log.append([given])
                latencies.append(time.perf_counter() - asked)
                number += writers

        await asyncio.gather(*(one(writer) for writer in range(writers)))
        return Timing.of(latencies, time.perf_counter() - began)

    def _floor(self) -> Timing:
        """What the disk and the machine give at this moment: one writer, no thread, no chain, no JSON."""
        data, latencies = b"x" * 569, []
        began = time.perf_counter()
        with (self._folder / "floor").open("ab", buffering=0) as stream:
            while time.perf_counter() < began + self._plan.seconds / 2:
                asked = time.perf_counter()
                stream.write(data)
                os.fdatasync(stream.fileno())
                latencies.append(time.perf_counter() - asked)
        return Timing.of(latencies, time.perf_counter() - began)

    async def _fresh(self, log: AuditLog) -> list[Timing]:
        return [await self._append(log, 1, f"new-{number}-") for number in range(self._plan.rounds)]

    def _read(self) -> None:
        rates, elapsed, searches = [], [], []
        size = sum(file.stat().st_size for file in self._folder.glob("*.jsonl"))
        for _ in range(self._plan.rounds):
            began = time.process_time()
            report = verify(self._folder, self._signer)
            rates.append(report.records / (time.process_time() - began))
            elapsed.append(report.records / report.seconds)
            if not report.sound:
                raise RuntimeError(f"the log of the bench does not verify: {report.findings[0]}")
            began = time.process_time()
            by_subject(self._folder, self._subjects, entry(1).subject or "", limit=10**6)
            searches.append(report.records / (time.process_time() - began))
        about = f"{report.records:,} records of {size / report.records:.0f} bytes"
        beside = f"{about}; {Spread.of(elapsed).text(0)} a second of the clock"
        self.add("verify", rates, "records a second of one processor", LEAST_RATE, beside)
        self.add("who looked at a subject", searches, "records a second of one processor", LEAST_RATE)


async def measure(home: Path, plan: Plan, told: Told) -> list[Line]:
    """The lines of both suites; no engine is needed."""
    lines: list[Line] = []
    for suite in SUITES:
        lines.extend(await Auditing(home / suite, suite, plan, told).measure())
    return lines
