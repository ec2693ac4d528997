"""How many bad credentials came from one place lately; the seam by which guessing is limited."""

from __future__ import annotations

import math

from graph_api.callers.kept import Clock, Kept
from graph_api.callers.refusals import TooManyFailures

#: Bad credentials from one place within a window; a person who mistypes stays far below.
MOST = 20
WINDOW = 60.0


class Failures:
    """Counts bad credentials by place in windows of a minute; bounded, so that places cannot fill the memory."""

    def __init__(self, clock: Clock, most: int = MOST, window: float = WINDOW) -> None:
        self.most = most
        self.window = window
        self._clock = clock
        self._counts: Kept[str, list[float]] = Kept(10_000, clock)

    def note(self, place: str) -> None:
        """Counts one more from this place; the first opens its window."""
        count = self._counts.get(place)
        if count is None:
            self._counts.put(place, [1.0, self._clock() + self.window], self.window)
        else:
            count[0] += 1

    def of(self, place: str) -> int:
        """How many came from this place in its window."""
        count = self._counts.get(place)
        return int(count[0]) if count else 0

    def check(self, place: str) -> None:
        """Refuses a place that guesses, before any work is done for it."""
        count = self._counts.get(place)
        if count is not None and count[0] >= self.most:
            raise TooManyFailures(max(1, math.ceil(count[1] - self._clock())))
