"""What a caller may spend in a minute, counted in cost and not in requests."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from limits import RateLimitItemPerMinute
from limits.strategies import MovingWindowRateLimiter

from graph_api.access.viewer import Viewer
from graph_api.surface.refusals import RequestRefused
from graph_api.surface.windows import MovingWindows

MINUTE = 60
#: What a request costs before it is read: a flood of refused ones is a flood.
BASE = 10


def caller_key(scope: Mapping[str, Any], viewer: Viewer) -> str:
    """Who pays: the caller who signed in, otherwise the address it comes from."""
    return viewer.caller_id if viewer.known else address(scope)


def address(scope: Mapping[str, Any]) -> str:
    """The network address of the peer; of IPv6 the network of 64 bits, which is one subscriber."""
    client = scope.get("client")
    return _network(client[0]) if client else "?"


@lru_cache(maxsize=4096)
def _network(text: str) -> str:
    try:
        found = ipaddress.ip_address(text)
    except ValueError:
        return "?"
    if isinstance(found, ipaddress.IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.IPv6Network((int(found) >> 64 << 64, 64)))
    return text


@dataclass
class Rates:
    """Takes what requests cost from the minute of their callers."""

    clock: Callable[[], float] = time.monotonic
    windows: MovingWindows = field(init=False)

    def __post_init__(self) -> None:
        self.windows = MovingWindows(clock=self.clock)
        self.limiter = MovingWindowRateLimiter(self.windows)

    def spend(self, key: str, cost: int, minute: int) -> None:
        """Takes the cost; refuses with the time to wait where the minute is spent. 0 is no bound."""
        if not minute:
            return
        item = _item(minute)
        amount = min(cost, minute)
        if not self.limiter.hit(item, key, cost=amount):
            raise RequestRefused(
                "TOO_MANY_REQUESTS", self.windows.wait(item.key_for(key), minute, MINUTE, amount)
            )


@lru_cache(maxsize=64)
def _item(minute: int) -> RateLimitItemPerMinute:
    return RateLimitItemPerMinute(minute)
