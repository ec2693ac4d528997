"""The ways by which a holder holds an organization, the largest first."""

from __future__ import annotations

import heapq
from dataclasses import dataclass

from graph_api.ownership.stakes import ONE, Share, Stake, Stakes

#: Partial ways looked at; beyond that the small ones are left out.
LOOKED_AT = 5000


@dataclass(frozen=True, slots=True)
class Path:
    """One way from a holder down to an organization that passes nobody twice, and the product of its stakes."""

    stakes: tuple[Stake, ...]
    share: Share


def paths(stakes: Stakes, holder: str, organization: str, most: int) -> list[Path]:
    """The ways by which a holder holds an organization, at most so many, the largest product first."""
    leading = {holder, *stakes.downwards(holder)}
    start = Path((), Share(ONE, ONE))
    waiting: list[tuple[object, str, Path]] = [((-ONE, ()), organization, start)]
    found: list[Path] = []
    for _ in range(LOOKED_AT):
        if not waiting or len(found) == most:
            break
        _, at, path = heapq.heappop(waiting)
        if at == holder and path.stakes:
            found.append(path)
            continue
        passed = {each.organization for each in path.stakes}
        for stake in stakes.of.get(at, ()):
            if stake.holder not in leading or (stake.holder in passed and stake.holder != holder):
                continue
            longer = _longer(path, stake)
            if longer.share.most:
                ids = tuple(each.holder for each in longer.stakes)
                heapq.heappush(waiting, ((-longer.share.most, ids), stake.holder, longer))
    return found


def _longer(path: Path, stake: Stake) -> Path:
    share = Share(path.share.least * stake.share.least, path.share.most * stake.share.most)
    return Path((stake, *path.stakes), share)
