"""The port through which every change of rights reaches the audit."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from graph_api.audit.entry import Action, Entry
from graph_api.audit.log import AuditLog, open_audit_log
from graph_api.settings import Settings


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
    """Writes entries to the audit log of this home; AuditUnavailable where it cannot be written."""

    def __init__(self, log: AuditLog) -> None:
        self._log = log

    async def note(self, entry: RightsEntry) -> None:
        """Returns once the entry is on disk."""
        told = Entry(
            time=entry.at,
            caller_id=entry.actor,
            role=None,
            purpose=None,
            authorisation_id=None,
            case_ref=None,
            action=Action.POLICY,
            fields=(entry.action, f"target={entry.target}", *(f"role={role}" for role in entry.roles)),
            outcome=entry.outcome,
        )
        await self._log.append([told])


@asynccontextmanager
async def logged_audit(settings: Settings) -> AsyncIterator[LoggedAudit]:
    """The audit of one command, its file ended with a signed head."""
    log = open_audit_log(settings)
    try:
        yield LoggedAudit(log)
    finally:
        await log.close()
