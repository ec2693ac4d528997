"""Watches how many distinct subjects a caller looks at in a day: an alarm first, then an end to it."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import orjson

from graph_api.audit.entry import Action, Clock, Entry, day_of, now
from graph_api.audit.files import log_files
from graph_api.audit.log import AuditLog

LOOKS = frozenset({Action.VIEW.value, Action.ANSWER.value, Action.EXPORT.value})
ENTRY = b',"k":"entry","s":"'
#: Two changes of a folder may carry one time; only an older one proves that nothing happened since.
SETTLED = 1_000_000_000


class Harvest(StrEnum):
    """How a caller stands today."""

    OK = "OK"
    ALARM = "ALARM"
    STOP = "STOP"


@dataclass
class Day:
    """What the files of a day say, as far as they were read."""

    day: str
    read: dict[str, int] = field(default_factory=dict)
    """How many bytes of each file were read."""
    seen: dict[str, set[bytes]] = field(default_factory=lambda: defaultdict(set))
    told: set[tuple[str, str]] = field(default_factory=set)
    """The alarms on record: caller and outcome."""
    files: list[Path] = field(default_factory=list)
    listed_at: int = -1


class HarvestWatch:
    """Counts from the log itself, so that a restart forgets nothing and the workers of a machine share one count.

    Ask after `append` has returned and before the answer is given.
    """

    def __init__(self, log: AuditLog, alarm_at: int, stop_at: int, clock: Clock = now) -> None:
        self._log = log
        self._alarm_at = alarm_at
        self._stop_at = stop_at
        self._clock = clock
        self._day = Day("")
        self._reading = asyncio.Lock()

    async def standing(self, caller_id: str) -> Harvest:
        """How a caller stands; the first ALARM and the first STOP of a day are put on record."""
        async with self._reading:
            await asyncio.to_thread(self._read)
            number = len(self._day.seen.get(caller_id, ()))
            standing = self._of(number)
            if standing is not Harvest.OK and (caller_id, standing.value) not in self._day.told:
                await self._log.append([alarm(self._clock(), caller_id, number, standing)])
                self._day.told.add((caller_id, standing.value))
        return standing

    def _of(self, number: int) -> Harvest:
        if number >= self._stop_at:
            return Harvest.STOP
        return Harvest.ALARM if number >= self._alarm_at else Harvest.OK

    def _read(self) -> None:
        """Reads what was written since: the files of today only, each from where it was left."""
        today = day_of(self._clock())
        if self._day.day != today:
            self._day = Day(today)
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
            self._day.told.add((told["caller"], told["outcome"]))
        elif told["s"] and told["action"] in LOOKS:
            # Half of the hash tells subjects apart as well and takes half the memory.
            self._day.seen[told["caller"]].add(bytes.fromhex(told["s"])[:16])


def alarm(at: datetime, caller_id: str, number: int, standing: Harvest) -> Entry:
    """The entry of an alarm."""
    return Entry(at, caller_id, None, None, None, None, Action.ALARM, count=number, outcome=standing.value)
