"""What a request showed of people, as entries of the log; nothing of it leaves before they are on disk."""

from __future__ import annotations

import uuid

from graph_api.access.access import Access
from graph_api.audit.entry import Action, Clock, Entry, now
from graph_api.audit.harvest import Harvest, HarvestWatch
from graph_api.audit.log import AuditLog
from graph_api.errors import Harvested

#: Answers of the kernel, as against looks at what is kept.
ANSWERS = frozenset({"OfficeVerdict", "SimulatedPerson", "KeptAnswer"})

#: How the fields of what was changed begin.
CHANGED = "Mutation."


class Recorder:
    """Puts on record whom each request was shown; one for the whole process."""

    def __init__(self, log: AuditLog, watch: HarvestWatch, clock: Clock = now) -> None:
        self._log = log
        self._watch = watch
        self._clock = clock

    async def record(self, access: Access, document: str) -> None:
        """Returns once every person shown is on record; AuditUnavailable or Harvested, and then nothing may leave."""
        entries = self._entries(access, document)
        if not entries:
            return
        await self._log.append(entries)
        viewer = access.viewer
        if viewer.known and await self._watch.standing(viewer.caller_id) is Harvest.STOP:
            raise Harvested()

    async def close(self) -> None:
        """Ends the file of this process with its signed head."""
        await self._log.close()

    def _entries(self, access: Access, document: str) -> list[Entry]:
        if not access.views:
            return []
        viewer, at, request = access.viewer, self._clock(), uuid.uuid4().hex
        authorisations = ",".join(sorted(access.authorisations)) or viewer.authorisation_id
        return [
            Entry(
                time=at,
                caller_id=viewer.caller_id,
                role=viewer.role.value,
                purpose=viewer.purpose.value if viewer.purpose else None,
                authorisation_id=authorisations,
                case_ref=viewer.case_ref,
                action=_action(fields),
                subject=subject_id,
                fields=tuple(sorted(fields)),
                count=len(fields),
                document=document,
                request_id=request,
            )
            for subject_id, fields in access.views.items()
        ]


def _action(fields: set[str]) -> Action:
    """What a request did with a subject: changed something, answered about it, or showed it."""
    if any(name.startswith(CHANGED) for name in fields):
        return Action.CHANGE
    return Action.ANSWER if fields & ANSWERS else Action.VIEW
