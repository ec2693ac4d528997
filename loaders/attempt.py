"""What one attempt at one batch knows, makes and counts; a retried transaction starts a new one."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from graph_api.ids.keys import new_subject_id
from loaders.graph import LocalNameRow
from loaders.rows import Doubt, Facts, Reject


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that cannot both hold; nothing was overwritten without its rule."""

    file: str
    row: int
    column: str
    code: str
    zh: str
    en: str


@dataclass
class Outcome:
    """What a batch did, by kind of bundle row."""

    created: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    linked: int = 0
    rejects: list[tuple[str, Reject]] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    def reject(self, fact: Facts, doubt: Doubt, sealed: bool = False) -> None:
        """Notes that a bundle row, and so its source row, was not loaded whole."""
        self.rejects.append((fact.table, Reject(fact.row, doubt, sealed=sealed)))

    def conflict(self, fact: Facts, column: str, code: str, zh: str, en: str) -> None:
        """Notes a conflict that a row brings."""
        self.conflicts.append(Conflict(fact.row.file, fact.row.line, column, code, zh, en))


@dataclass
class Fresh:
    """A subject this batch makes."""

    kind: str
    values: dict[str, Any]


@dataclass
class Attempt:
    """The state of one attempt."""

    source: str
    recorded_at: datetime
    outcome: Outcome = field(default_factory=Outcome)
    known: dict[str, str] = field(default_factory=dict)
    unsealed: set[str] = field(default_factory=set)
    """Identifiers in the graph that have no ciphertext."""
    numbers: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Personal numbers to be sealed, by identifier key: subject, scheme and number."""
    stored: dict[str, dict[str, Any]] = field(default_factory=dict)
    fresh: dict[str, Fresh] = field(default_factory=dict)
    current: dict[str, dict[str, Any]] = field(default_factory=dict)
    identifiers: dict[str, dict[str, Any]] = field(default_factory=dict)
    local: dict[str, list[LocalNameRow]] = field(default_factory=lambda: defaultdict(list))
    stored_local: set[str] = field(default_factory=set)
    local_rows: list[dict[str, Any]] = field(default_factory=list)
    organizations: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    keyed: set[str] = field(default_factory=set)
    evidence: dict[tuple[str, str, str], str] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    corrected: set[int] = field(default_factory=set)

    def note_join(self, fact: Facts, column: str, evidence: str) -> None:
        """Keeps why a row was joined to a subject that another row had made known."""
        self.evidence[fact.table, str(fact.values["key"]), column] = evidence

    def join_of(self, fact: Facts, column: str) -> dict[str, str]:
        """The evidence of such a join as a property, if there was one."""
        found = self.evidence.get((fact.table, str(fact.values["key"]), column))
        return {"joined_by": found} if found else {}

    def fact_values(self, row_key: str) -> dict[str, Any]:
        """What every fact carries; its time is sent once with the statement, for dates are slow to send."""
        return {
            "source": self.source,
            "source_row": row_key,
            "usable": True,
            "disputed": False,
        }

    def mint(self, kind: str, values: dict[str, Any], row_key: str) -> str:
        """The id of a new subject with these values."""
        subject_id = new_subject_id()
        given = {"subject_id": subject_id, **values, **self.fact_values(row_key)}
        self.fresh[subject_id] = Fresh(kind, given)
        return subject_id
