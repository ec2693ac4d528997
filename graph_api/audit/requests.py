"""What a request showed of people, as entries of the log; nothing of it leaves before they are on disk."""

from __future__ import annotations

import asyncio
import uuid
from datetime import datetime
from typing import Any

from graph_api.access.access import Access
from graph_api.audit.entry import Action, Clock, Entry, now
from graph_api.audit.harvest import Harvest, HarvestWatch, alarm
from graph_api.audit.log import AuditLog
from graph_api.audit.probes import ProbeWatch
from graph_api.audit.reading import by_subject
from graph_api.errors import Harvested

#: Answers of the kernel, as against looks at what is kept.
ANSWERS = frozenset({"OfficeVerdict", "SimulatedPerson", "KeptAnswer"})

#: How the fields of what was changed begin.
CHANGED = "Mutation."


class Recorder:
    """Puts on record whom each request was shown; one for the whole process."""

    def __init__(self, log: AuditLog, watch: HarvestWatch, probes: ProbeWatch, clock: Clock = now) -> None:
        self._log = log
        self._watch = watch
        self._probes = probes
        self._clock = clock

    async def record(self, access: Access, document: str) -> None:
        """Returns once every person shown is on record; AuditUnavailable or Harvested, and then nothing may leave."""
        entries = self._entries(access, document)
        if not entries:
            return
        viewer = access.viewer
        standing, new = self._probes.standing(viewer.caller_id, len(access.refused), self._clock())
        if new:
            entries.append(
                alarm(self._clock(), viewer.caller_id, self._probes.number(viewer.caller_id), standing)
            )
        await self._log.append(entries)
        if not viewer.known:
            return
        if Harvest.STOP in (standing, await self._watch.standing(viewer.caller_id)):
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
        viewer, at, request = access.viewer, self._clock(), uuid.uuid4().hex
        shown = [(subject, fields, "OK") for subject, fields in access.views.items()]
        # Who is refused has seen nothing, and the subject may know all the same who tried.
        tried = [(subject, {at_what}, "REFUSED") for subject, at_what in access.refused.items()]
        return [
            Entry(
                time=at,
                caller_id=viewer.caller_id,
                role=viewer.role.value,
                purpose=viewer.purpose.value if viewer.purpose else None,
                authorisation_id=_opened_by(access, subject),
                case_ref=viewer.case_ref,
                action=_action(fields),
                subject=subject or None,
                fields=tuple(sorted(fields)),
                count=len(fields),
                document=document,
                request_id=request,
                outcome=outcome,
            )
            for subject, fields, outcome in (*shown, *tried)
        ]


def _opened_by(access: Access, subject: str) -> str | None:
    """The authorisations and releases by which something of a subject was opened, else the one stated."""
    opening = access.authorisations | access.releases.get(subject, set())
    return ",".join(sorted(opening)) or access.viewer.authorisation_id


def _action(fields: set[str]) -> Action:
    """What a request did with a subject: changed something, answered about it, or showed it."""
    if any(name.startswith(CHANGED) for name in fields):
        return Action.CHANGE
    return Action.ANSWER if fields & ANSWERS else Action.VIEW
