"""The report of a load: counts by kind, conflicts, and the file of rejected rows."""

import csv
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TextIO

from loaders.attempt import Conflict, Outcome
from loaders.rows import Reject

SHOWN_CONFLICTS = 200
REASON_COLUMNS = ("file", "row", "column", "code", "reason")
COUNTS = ("read", "created", "changed", "unchanged", "duplicates", "rejected")


@dataclass
class Report:
    """What a load read and did; `rejected` counts source rows, the kinds count bundle rows."""

    source: str
    dry_run: bool = False
    read: int = 0
    linked: int = 0
    rejected: int = 0
    sealed: int = 0
    resumed_from: int = 0
    kinds: dict[str, Counter[str]] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    conflicts: Counter[str] = field(default_factory=Counter)
    conflict_list: list[Conflict] = field(default_factory=list)
    too_few: list[str] = field(default_factory=list)
    skipped_files: dict[str, str] = field(default_factory=dict)
    rejects_file: str | None = None
    seconds: float = 0.0

    def count(self, kind: str, what: str, number: int = 1) -> None:
        """Adds to one count of one kind of bundle row."""
        if number:
            self.kinds.setdefault(kind, Counter())[what] += number

    def add(self, outcome: Outcome) -> None:
        """Adds what one batch did."""
        for what in ("created", "changed", "unchanged"):
            for kind, number in getattr(outcome, what).items():
                self.count(kind, what, number)
        self.linked += outcome.linked
        for conflict in outcome.conflicts:
            self.conflicts[conflict.code] += 1
            if len(self.conflict_list) < SHOWN_CONFLICTS:
                self.conflict_list.append(conflict)

    def total(self, what: str) -> int:
        """One count over all kinds."""
        return sum(counts[what] for counts in self.kinds.values())

    @property
    def exit_code(self) -> int:
        """0 where every row went in, 3 where some did not or a file held fewer rows than it must."""
        return 3 if self.rejected or self.too_few else 0

    def as_json(self) -> dict[str, Any]:
        """The report as plain values."""
        return {
            "source": self.source,
            "dryRun": self.dry_run,
            "read": self.read,
            "linked": self.linked,
            "created": self.total("created"),
            "changed": self.total("changed"),
            "unchanged": self.total("unchanged"),
            "rejected": self.rejected,
            "sealed": self.sealed,
            "kinds": {
                kind: {what: counts[what] for what in COUNTS} for kind, counts in sorted(self.kinds.items())
            },
            "reasons": dict(self.reasons.most_common()),
            "conflicts": dict(self.conflicts.most_common()),
            "conflictList": [asdict(conflict) for conflict in self.conflict_list],
            "resumedFrom": self.resumed_from,
            "tooFew": self.too_few,
            "skippedFiles": self.skipped_files,
            "rejectsFile": self.rejects_file,
            "seconds": round(self.seconds, 1),
        }


class RejectsFile:
    """The rejected rows with their reasons, for their user only; mended, it loads as a file of the source.

    Rows about minors go to a sealed file beside it. Both appear under their names when the load ends.
    """

    def __init__(self, path: Path, columns: Sequence[str]) -> None:
        self.path = path
        self.sealed_path = path.with_suffix(".sealed" + (path.suffix or ".csv"))
        self._columns = [column for column in columns if column not in REASON_COLUMNS]
        self._streams: dict[Path, TextIO] = {}
        self._writers: dict[Path, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for path, stream in self._streams.items():
            stream.close()
            os.replace(self._draft(path), path)

    @property
    def written(self) -> bool:
        """Whether any row was rejected openly."""
        return self.path in self._streams

    def write(self, reject: Reject) -> None:
        """Adds one rejected row."""
        writer = self._writer(self.sealed_path if reject.sealed else self.path)
        doubt, row = reject.doubt, reject.row
        reason = f"{doubt.zh}；{doubt.en}"
        cells = [row.values.get(column, "") for column in self._columns]
        writer.writerow([row.file, row.line, doubt.column, doubt.code, reason, *cells, reject.raw])

    def _draft(self, path: Path) -> Path:
        return path.with_name(path.name + ".part")

    def _writer(self, path: Path) -> Any:
        if path not in self._writers:
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = self._draft(path)
            draft.unlink(missing_ok=True)
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            stream = os.fdopen(descriptor, "w", encoding="utf-8", errors="replace", newline="")
            self._streams[path] = stream
            self._writers[path] = csv.writer(stream)
            self._writers[path].writerow([*REASON_COLUMNS, *self._columns, "raw"])
        return self._writers[path]
