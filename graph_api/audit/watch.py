"""Watches how many people a caller looks at in a day, and how often it asks where it may not: an alarm, then an end."""

from __future__ import annotations

import asyncio
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import orjson

from graph_api.audit.entry import Action, Clock, Entry, day_of, now
from graph_api.audit.files import log_files
from graph_api.audit.log import AuditLog

LOOKS = frozenset({Action.VIEW.value, Action.ANSWER.value, Action.EXPORT.value})
ASKS = LOOKS | {Action.CHANGE.value}
ENTRY = b',"k":"entry","s":"'
#: The outcome of a question about somebody that was refused.
REFUSED = "REFUSED"
#: Two changes of a folder may carry one time; only an older one proves that nothing happened since.
SETTLED = 1_000_000_000
#: Bytes of the log that are read without leaving the loop: a few dozen records.
SMALL = 64 * 1024


class Watched(StrEnum):
    """What is counted of a caller."""

    HARVEST = "HARVEST"
    """Distinct subjects shown (批量查询)."""
    PROBING = "PROBING"
    """Questions about people that were refused (反复试探)."""


class Standing(StrEnum):
    """How a caller stands today."""

    OK = "OK"
    ALARM = "ALARM"
    STOP = "STOP"


@dataclass(frozen=True, slots=True)
class Bounds:
    """Numbers of a day: from one on there is an alarm, from the other on an end."""

    alarm: int
    stop: int

    def standing(self, number: int) -> Standing:
        """How a caller stands with so many."""
        if number >= self.stop:
            return Standing.STOP
        return Standing.ALARM if number >= self.alarm else Standing.OK


@dataclass
class Day:
    """What the files of a day say, as far as they were read."""

    day: str
    read: dict[str, int] = field(default_factory=dict)
    """How many bytes of each file were read."""
    seen: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    refused: Counter[str] = field(default_factory=Counter)
    told: set[tuple[str, str, str]] = field(default_factory=set)
    """The alarms on record: caller, what was counted, and how it stood."""
    files: list[Path] = field(default_factory=list)
    listed_at: int = -1

    def number(self, caller_id: str, watched: Watched) -> int:
        """How many of what is counted a caller has today."""
        return len(self.seen.get(caller_id, ())) if watched is Watched.HARVEST else self.refused[caller_id]


class Watch:
    """Counts from the log itself, so that a restart forgets nothing and the workers of a machine share one count.

    Ask after `append` has returned and before the answer is given.
    """

    def __init__(self, log: AuditLog, harvest: Bounds, probing: Bounds, clock: Clock = now) -> None:
        self._log = log
        self._bounds = {Watched.HARVEST: harvest, Watched.PROBING: probing}
        self._clock = clock
        self._day = Day("")
        self._reading = asyncio.Lock()

    async def stopped(self, caller_id: str) -> bool:
        """Whether a caller has come to its end for today; the first ALARM and STOP of each kind are put on record."""
        async with self._reading:
            today = day_of(self._clock())
            if self._day.day != today:
                self._day = Day(today)
            if self._behind() > SMALL:
                await asyncio.to_thread(self._read)
            else:
                # A thread of its own would wait longer for its turn than this takes.
                self._read()
            return Standing.STOP in [await self._standing(caller_id, watched) for watched in Watched]

    def ended(self, caller_id: str) -> bool:
        """Whether a caller came to its end today, as far as the log was read; nothing is read for it."""
        return self._day.day == day_of(self._clock()) and any(
            bounds.standing(self._day.number(caller_id, watched)) is Standing.STOP
            for watched, bounds in self._bounds.items()
        )

    async def _standing(self, caller_id: str, watched: Watched) -> Standing:
        number = self._day.number(caller_id, watched)
        standing = self._bounds[watched].standing(number)
        told = (caller_id, watched.value, standing.value)
        if standing is not Standing.OK and told not in self._day.told:
            await self._log.append([alarm(self._clock(), caller_id, watched, number, standing)])
            self._day.told.add(told)
        return standing

    def _read(self) -> None:
        """Reads what was written since: the files of today only, each from where it was left."""
        for path in self._files():
            begin = self._day.read.get(path.name, 0)
            if path.stat().st_size == begin:
                continue
            with path.open("rb") as stream:
                stream.seek(begin)
                data = stream.read()
            whole = data[: data.rfind(b"\n") + 1]
            self._day.read[path.name] = begin + len(whole)
            for line in whole.split(b"\n"):
                self._hear(line)

    def _behind(self) -> int:
        """How many bytes of today were not read yet."""
        return sum(path.stat().st_size - self._day.read.get(path.name, 0) for path in self._files())

    def _files(self) -> list[Path]:
        """The files of the day; the folder is listed anew only if something was made or removed in it."""
        day = self._day
        if not self._log.folder.is_dir():
            return []
        changed = self._log.folder.stat().st_mtime_ns
        if changed != day.listed_at:
            day.files = [file.path for file in log_files(self._log.folder) if file.day == day.day]
            day.listed_at = changed if time.time_ns() - changed > SETTLED else -1
        return day.files

    def _hear(self, line: bytes) -> None:
        if ENTRY not in line:
            return
        try:
            told = orjson.loads(line)
        except orjson.JSONDecodeError:
            return  # Changed by somebody; `verify` names it.
        if told["action"] == Action.ALARM.value:
            self._day.told |= {(told["caller"], watched, told["outcome"]) for watched in told["fields"]}
        elif told["outcome"] == REFUSED and told["action"] in ASKS:
            self._day.refused[told["caller"]] += 1
        elif told["s"] and told["action"] in LOOKS:
            # Half of the hash tells subjects apart as well and takes half the memory.
            self._day.seen[told["caller"]].add(bytes.fromhex(told["s"])[:16])


def alarm(at: datetime, caller_id: str, watched: Watched, number: int, standing: Standing) -> Entry:
    """The entry of an alarm."""
    return Entry(
        time=at,
        caller_id=caller_id,
        role=None,
        purpose=None,
        authorisation_id=None,
        case_ref=None,
        action=Action.ALARM,
        fields=(watched.value,),
        count=number,
        outcome=standing.value,
    )
