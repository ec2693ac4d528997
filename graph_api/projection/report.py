"""What a projection or a verification tells: counts, and each difference with what was wanted and found."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Protocol


class Progress(Protocol):
    """Told after every batch how many subjects are done."""

    def __call__(self, subjects: int) -> None: ...


def silent(subjects: int) -> None:
    """Tells nobody."""


@dataclass
class ProjectionReport:
    """What a projection did."""

    subjects: int = 0
    created: int = 0
    changed: int = 0
    removed: int = 0
    unchanged: int = 0
    law: int = 0
    """Documents, provisions and measures written or taken away in the mirror."""
    marks: int = 0
    """Marks of changed subjects that were drained."""
    seconds: float = 0.0
    began: float = field(default_factory=time.perf_counter, repr=False, compare=False)

    @property
    def anything(self) -> bool:
        """Whether the graph was changed, marks aside."""
        return bool(self.created or self.changed or self.removed or self.law)

    def add(self, other: ProjectionReport) -> None:
        """Adds the counts of a batch."""
        for name in ("subjects", "created", "changed", "removed", "unchanged", "law", "marks"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def ended(self) -> ProjectionReport:
        """The same report, with the time it took."""
        self.seconds = round(time.perf_counter() - self.began, 3)
        return self

    def as_json(self) -> dict[str, Any]:
        """The report for `--json`."""
        return {
            "subjects": self.subjects,
            "created": self.created,
            "changed": self.changed,
            "removed": self.removed,
            "unchanged": self.unchanged,
            "law": self.law,
            "marks": self.marks,
            "seconds": self.seconds,
        }


@dataclass(frozen=True)
class Difference:
    """One place where the graph is not what facts and law give.

    `kind` is MISSING, ALTERED or INVENTED for a restriction, and for the mirror of the law LAW_MISSING,
    LAW_ALTERED or LAW_INVENTED; `properties` names what differs in an altered one.
    """

    kind: str
    key: str
    subject_id: str = ""
    properties: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The difference for `--json`."""
        return {
            "kind": self.kind,
            "key": self.key,
            "subject_id": self.subject_id,
            "properties": list(self.properties),
        }


#: How many differences are listed one by one; the rest is counted.
LISTED = 1000


@dataclass
class VerifyReport:
    """What a verification found; `differences` lists the first thousand, `counts` all of them."""

    subjects: int = 0
    restrictions: int = 0
    stale: bool = False
    """Whether subjects wait to be projected: then differences are to be expected."""
    differences: list[Difference] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    @property
    def agrees(self) -> bool:
        """Whether the graph is what facts and law give."""
        return not self.counts

    def found(self, difference: Difference) -> None:
        """Notes a difference."""
        self.counts[difference.kind] += 1
        if len(self.differences) < LISTED:
            self.differences.append(difference)

    def as_json(self) -> dict[str, Any]:
        """The report for `--json`."""
        return {
            "agrees": self.agrees,
            "stale": self.stale,
            "subjects": self.subjects,
            "restrictions": self.restrictions,
            "counts": dict(sorted(self.counts.items())),
            "differences": [difference.as_json() for difference in self.differences],
        }
