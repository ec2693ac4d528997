"""A moving window for each caller, in bounded memory: a storage for the `limits` library.

The library's own memory storage keeps one entry for each unit of cost and walks all keys every ten
milliseconds, so that many addresses keep a core busy. Here a window is at most sixty slices of cost, and
the callers longest unheard of are forgotten beyond a number.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable

from limits.storage import MovingWindowSupport, Storage

#: Keys kept; with full windows of two numbers a slice, about 100 MiB at the very most.
MOST_KEYS = 10_000
SLICES = 60
Slice = tuple[float, int]


class MovingWindows(Storage, MovingWindowSupport):
    """What each key spent, in slices of a sixtieth of the window."""

    STORAGE_SCHEME = None

    def __init__(self, most: int = MOST_KEYS, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self.most = most
        self.clock = clock
        self.spent: OrderedDict[str, deque[Slice]] = OrderedDict()

    @property
    def base_exceptions(self) -> type[Exception]:
        """What this storage may raise: nothing of its own."""
        return ValueError

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Takes the amount from what the window still allows, if it does."""
        now = self.clock()
        slices = self._slices(key, now - expiry)
        if sum(each[1] for each in slices) + amount > limit:
            return False
        if slices and now - slices[-1][0] < expiry / SLICES:
            slices[-1] = (slices[-1][0], slices[-1][1] + amount)
        else:
            slices.append((now, amount))
        return True

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """Where the window begins that still counts, and what was spent in it."""
        now = self.clock()
        slices = self._slices(key, now - expiry)
        return (slices[0][0] if slices else now), sum(each[1] for each in slices)

    def _slices(self, key: str, since: float) -> deque[Slice]:
        found = self.spent.get(key)
        if found is None:
            found = self.spent[key] = deque()
            if len(self.spent) > self.most:
                self.spent.popitem(last=False)
        else:
            self.spent.move_to_end(key)
        while found and found[0][0] <= since:
            found.popleft()
        return found

    def wait(self, key: str, limit: int, expiry: int, amount: int) -> int:
        """Whole seconds until the window allows the amount."""
        now = self.clock()
        slices = self._slices(key, now - expiry)
        excess = sum(each[1] for each in slices) + amount - limit
        for began, spent in slices:
            excess -= spent
            if excess <= 0:
                return max(1, round(began + expiry - now + 0.5))
        return expiry

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        """Counters are not kept here."""
        raise NotImplementedError

    def get(self, key: str) -> int:
        """What the key spent."""
        return sum(each[1] for each in self.spent.get(key, ()))

    def get_expiry(self, key: str) -> float:
        """Counters are not kept here."""
        raise NotImplementedError

    def check(self) -> bool:
        """Memory is always there."""
        return True

    def reset(self) -> int:
        """Forgets everybody; how many there were."""
        number = len(self.spent)
        self.spent.clear()
        return number

    def clear(self, key: str) -> None:
        """Forgets one key."""
        self.spent.pop(key, None)
