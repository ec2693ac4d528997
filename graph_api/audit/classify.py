"""What happened to a chain that does not hold: the slow look, taken only at a file that failed the fast one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from graph_api.audit.chain import END, PREFIX, REST, Hash, chained
from graph_api.audit.findings import Finding, Kind, finding

PLACE = re.compile(rb'"n":(\d+),"k":"')
MOST = 100


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands: the hash it claims, what that covers, and the place it claims (None: unreadable)."""

    claimed: bytes
    rest: bytes
    place: int | None


def line_as_it_stands(raw: bytes) -> Line:
    """A line taken apart without trusting it."""
    rest = raw[REST:]
    match = PLACE.match(rest)
    sound = raw.startswith(PREFIX) and raw[END:REST] == b'",' and match is not None
    return Line(raw[len(PREFIX) : END], rest, int(match.group(1)) if sound and match else None)


class Classifier:
    """Names what happened to each line that does not follow the one before it."""

    def __init__(self, file: str, hashing: Hash, genesis: bytes, raw: Sequence[bytes]) -> None:
        self._file = file
        self._hashing = hashing
        self._genesis = genesis
        self._lines = [line_as_it_stands(each) for each in raw]
        self._places = Counter(line.place for line in self._lines)
        self._by_place: dict[int, Line] = {}
        for line in self._lines:
            if line.place is not None:
                self._by_place.setdefault(line.place, line)

    def findings(self) -> list[Finding]:
        """The first findings of the file, in the order of its lines."""
        found: list[Finding] = []
        expected, inserted = 0, False
        for at, line in enumerate(self._lines):
            before = at - 2 if inserted else at - 1
            inserted = False
            if not self._follows(at, before):
                kind, said = self._named(at, before, expected)
                inserted = kind is Kind.INSERTED
                found.append(finding(self._file, at + 1, kind, *said))
                if len(found) >= MOST:
                    break
            if line.place is not None and not inserted:
                expected = max(expected, line.place + 1)
        return found

    def _claimed(self, at: int) -> bytes:
        return self._lines[at].claimed if at >= 0 else self._genesis

    def _is_after(self, line: Line, previous: bytes) -> bool:
        return chained(self._hashing, previous, line.rest) == line.claimed

    def _follows(self, at: int, before: int) -> bool:
        line = self._lines[at]
        if line.place is None:
            return False
        if self._is_after(line, self._claimed(before)):
            return True
        # Where only the hash of the line before was changed, this one still follows what it ought to be.
        if before < 0:
            return False
        ought = chained(self._hashing, self._claimed(before - 1), self._lines[before].rest)
        return ought != self._lines[before].claimed and self._is_after(line, ought)

    def _named(self, at: int, before: int, expected: int) -> tuple[Kind, tuple[str, str]]:
        line = self._lines[at]
        following = self._lines[at + 1] if at + 1 < len(self._lines) else None
        if line.place is None:
            return Kind.EDITED, ("", "")
        genuine = self._is_in_its_place_elsewhere(line)
        moved = genuine and self._places[line.place] == 1
        if not moved and following and self._is_after(following, self._claimed(before)):
            return Kind.INSERTED, ("", "")
        if moved:
            return Kind.REORDERED, (f"其序号为{line.place}", f"its number is {line.place}")
        follows = following is not None and self._is_after(following, line.claimed)
        if line.place > expected and line.place - 1 not in self._by_place:
            if follows and following is not None and following.place == expected + 1:
                return Kind.EDITED, ("", "")
            told = f"{expected}-{line.place - 1}"
            return Kind.DELETED, (f"缺少序号{told}", f"numbers {told} are missing")
        return Kind.EDITED, ("", "")

    def _is_in_its_place_elsewhere(self, line: Line) -> bool:
        """Whether the line follows the one whose number is one less, wherever that stands."""
        assert line.place is not None
        if line.place == 0:
            return self._is_after(line, self._genesis)
        previous = self._by_place.get(line.place - 1)
        return previous is not None and self._is_after(line, previous.claimed)
