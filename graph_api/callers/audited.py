"""The port through which every change of rights reaches the audit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog

log = structlog.get_logger("credit_graph.audit")


@dataclass(frozen=True, slots=True)
class RightsEntry:
    """One attempt to change or read rights: who, what, whom, with what outcome; never a secret."""

    at: datetime
    actor: str
    action: str
    target: str
    outcome: str
    """`DONE`, or the code of the refusal."""
    roles: tuple[str, ...] = ()


class Audited(Protocol):
    """Where entries go: the audit log, or the log of the process until there is one."""

    async def note(self, entry: RightsEntry) -> None:
        """Keeps the entry; a failure to keep it is a failure of the command."""
        ...


class LoggedAudit:
    """Writes entries to the log of the process, as warnings so that no level hides them."""

    async def note(self, entry: RightsEntry) -> None:
        """One line on standard error."""
        log.warning(
            "rights",
            at=entry.at.isoformat(),
            actor=entry.actor,
            action=entry.action,
            target=entry.target,
            outcome=entry.outcome,
            roles=list(entry.roles),
        )
