"""What a request showed of people, as entries of the log; nothing of it leaves before they are on disk."""

from __future__ import annotations

import asyncio
import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from graph_api.access.access import Access
from graph_api.access.viewer import Viewer
from graph_api.audit.entry import Action, Clock, Entry, now
from graph_api.audit.log import AuditLog
from graph_api.audit.reading import by_subject
from graph_api.audit.watch import REFUSED, Watch
from graph_api.errors import Harvested

#: Answers of the kernel, as against looks at what is kept.
ANSWERS = frozenset({"OfficeVerdict", "SimulatedPerson", "KeptAnswer", "CreditCheck"})

#: How the fields of what was changed begin.
CHANGED = "Mutation."
#: The outcome of a change that is only wanted yet.
ASKED = "ASKED"


class Recorder:
    """Puts on record whom each request was shown; one for the whole process."""

    def __init__(self, log: AuditLog, watch: Watch, clock: Clock = now) -> None:
        self._log = log
        self._watch = watch
        self._clock = clock

    def admit(self, viewer: Viewer) -> None:
        """Harvested for who was stopped today, whatever it asks: then nothing of an answer can be told by it."""
        if viewer.known and self._watch.ended(viewer.caller_id):
            raise Harvested()

    async def announce(self, viewer: Viewer, changes: tuple[str, ...], document: str) -> None:
        """Returns once it is on record that a change is wanted; AuditUnavailable, Harvested: it may not be made."""
        wanted = self._entry(viewer, document)
        await self._log.append([replace(wanted, action=Action.CHANGE, fields=changes, outcome=ASKED)])
        await self._check(viewer)

    async def record(self, access: Access, document: str) -> None:
        """Returns once every person shown is on record; AuditUnavailable or Harvested, and then nothing may leave."""
        entries = self._entries(access, document)
        if not entries:
            return
        await self._log.append(entries)
        await self._check(access.viewer)

    async def _check(self, viewer: Viewer) -> None:
        if viewer.known and await self._watch.stopped(viewer.caller_id):
            raise Harvested()

    async def looks(self, subject_id: str, since: datetime | None, limit: int) -> list[dict[str, Any]]:
        """What is on record about a subject, newest first."""
        return await asyncio.to_thread(
            by_subject, self._log.folder, self._log.subjects, subject_id, since, limit
        )

    async def close(self) -> None:
        """Ends the file of this process with its signed head."""
        await self._log.close()

    def _entries(self, access: Access, document: str) -> list[Entry]:
        if not access.views and not access.refused:
            return []
        common = self._entry(access.viewer, document)
        shown = [(subject, fields, "OK") for subject, fields in access.views.items()]
        # Who is refused has seen nothing, and the subject may know all the same who tried.
        tried = [(each.subject_id or "", {each.shown}, REFUSED) for each in access.refused]
        return [
            replace(
                common,
                authorisation_id=_opened_by(access, subject),
                action=_action(fields),
                subject=subject or None,
                fields=tuple(sorted(fields)),
                count=len(fields),
                outcome=outcome,
            )
            for subject, fields, outcome in (*shown, *tried)
        ]

    def _entry(self, viewer: Viewer, document: str) -> Entry:
        """What is the same in every entry of one request."""
        return Entry(
            time=self._clock(),
            caller_id=viewer.caller_id,
            role=viewer.role.value,
            purpose=viewer.purpose.value if viewer.purpose else None,
            authorisation_id=viewer.authorisation_id,
            case_ref=viewer.case_ref,
            action=Action.VIEW,
            document=document,
            request_id=uuid.uuid4().hex,
        )


def _opened_by(access: Access, subject: str) -> str | None:
    """The authorisations and releases by which something of a subject was opened, else the one stated.

    Its own alone: what another subject of the batch authorised is none of its business.
    """
    opening = access.authorisations_of(subject) | access.releases.get(subject, set())
    stated = access.viewer.authorisation_id
    return ",".join(sorted(opening)) or (f"stated:{stated}" if stated else None)


def _action(fields: set[str]) -> Action:
    """What a request did with a subject: changed something, answered about it, or showed it."""
    if any(name.startswith(CHANGED) for name in fields):
        return Action.CHANGE
    return Action.ANSWER if fields & ANSWERS else Action.VIEW
