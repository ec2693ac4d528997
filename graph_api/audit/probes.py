"""Watches how often a caller asks about people it may not ask about: an alarm first, then an end to it for the day."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from graph_api.audit.entry import day_of
from graph_api.audit.harvest import Harvest


class ProbeWatch:
    """Counts refusals by caller and day, in this process; the log has every one of them for good."""

    def __init__(self, alarm_at: int, stop_at: int) -> None:
        self._alarm_at = alarm_at
        self._stop_at = stop_at
        self._day = ""
        self._refused: Counter[str] = Counter()

    def number(self, caller_id: str) -> int:
        """How many refusals a caller met today."""
        return self._refused[caller_id]

    def standing(self, caller_id: str, refused: int, at: datetime) -> tuple[Harvest, bool]:
        """How a caller stands after so many further refusals, and whether it has come to that just now."""
        if (day := day_of(at)) != self._day:
            self._day = day
            self._refused.clear()
        before = self._of(self._refused[caller_id]) if caller_id in self._refused else Harvest.OK
        if refused:
            self._refused[caller_id] += refused
        now = self._of(self._refused.get(caller_id, 0))
        return now, now is not before

    def _of(self, number: int) -> Harvest:
        if number >= self._stop_at:
            return Harvest.STOP
        return Harvest.ALARM if number >= self._alarm_at else Harvest.OK
