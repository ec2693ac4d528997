"""What a benchmark gives: one line for each thing measured, a ratio where there is a floor."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Timing:
    """Questions asked one after the other on each of some connections."""

    count: int
    seconds: float
    p50: float
    """Milliseconds."""
    p99: float
    cpu: float = 0.0
    """Milliseconds of processor time a question, of the process measured alone."""

    @property
    def rate(self) -> float:
        """Questions a second."""
        return self.count / self.seconds

    @classmethod
    def of(cls, latencies: Sequence[float], seconds: float, cpu: float = 0.0) -> Timing:
        """The timing of these latencies, and of the processor, in seconds."""
        ordered = sorted(latencies)
        last = len(ordered) - 1
        p50, p99 = (1000 * ordered[min(last, int(len(ordered) * share))] for share in (0.5, 0.99))
        return cls(len(ordered), seconds, p50, p99, 1000 * cpu / len(ordered))


@dataclass(frozen=True, slots=True)
class Spread:
    """Smallest, median and largest of several rounds."""

    least: float
    median: float
    most: float
    rounds: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The spread of these values."""
        return cls(min(values), statistics.median(values), max(values), len(values))

    def text(self, digits: int = 2) -> str:
        """The three numbers as people read them; the median alone where there was one round."""
        shown = [f"{value:,.{digits}f}" for value in (self.least, self.median, self.most)]
        return " / ".join(shown) if self.rounds > 1 else shown[1]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table."""

    name: str
    engine: str
    subjects: int
    value: Spread
    unit: str
    ratio: Spread | None = None
    """To the floor, taken within a round."""
    floor: str = ""
    target: str = ""
    met: bool | None = None
    note: str = ""

    def as_json(self) -> dict[str, Any]:
        """The line as plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Target:
    """What the project set itself for a number."""

    bound: float
    at_least: bool = True

    def text(self) -> str:
        """The bound as people read it."""
        return f"{'>=' if self.at_least else '<='} {self.bound:g}"

    def met(self, value: float) -> bool:
        """Whether the value keeps the bound."""
        return value >= self.bound if self.at_least else value <= self.bound


def line(
    name: str,
    engine: str,
    subjects: int,
    values: Sequence[float],
    unit: str,
    *,
    ratios: Sequence[float] = (),
    floor: str = "",
    target: Target | None = None,
    note: str = "",
) -> Line:
    """A line; its target binds the ratio where there is one, else the value."""
    value, ratio = Spread.of(values), Spread.of(ratios) if ratios else None
    met = target.met((ratio or value).median) if target else None
    shown = target.text() if target else ""
    return Line(name, engine, subjects, value, unit, ratio, floor, shown, met, note)
