"""API keys: whom a presented key proves, at the cost of one hash in five minutes and one read in three seconds."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog
from pydantic import SecretStr

from graph_api.access.viewer import HOME
from graph_api.callers.failures import Failures
from graph_api.callers.identity import Identity
from graph_api.callers.kept import Clock, Digests, Fresh, Kept
from graph_api.callers.refusals import CredentialsRefused
from graph_api.callers.rows import KEY_BY_ID, NOTE_USE, KeyRow
from graph_api.callers.secrets import Comparer, PresentedKey, read_key
from graph_api.engine.db import Database
from graph_api.errors import EngineError

log = structlog.get_logger("credit_graph.callers")

#: Seconds until a revocation or a change of roles is noticed by every process.
REFRESH = 3.0
#: Seconds for which a comparison need not be done again.
COMPARED = 300.0


class ApiKeys:
    """Knows the keys of callers."""

    def __init__(self, db: Database, failures: Failures, now: Callable[[], datetime], clock: Clock) -> None:
        self._db = db
        self._failures = failures
        self._now = now
        self._digests = Digests()
        #: By digest of the presented key, the hash it was found equal to.
        self._compared: Kept[bytes, str] = Kept(clock=clock)
        self._rows: Fresh[str, KeyRow | None] = Fresh(self._read, REFRESH, clock)
        self._comparer = Comparer()
        self._noted: dict[str, object] = {}
        self._notes: set[asyncio.Task[None]] = set()

    async def identity(self, presented: SecretStr, place: str) -> Identity:
        """Whom the key proves; refused with a reason only its holder can learn."""
        key = read_key(presented.get_secret_value())
        if key is None:
            raise CredentialsRefused("MALFORMED")
        digest = self._digests.of(presented.get_secret_value())
        known = self._compared.get(digest)
        if known is None:
            self._failures.check(place)
        row = await self._rows.get(key.key_id)
        if known is None or row is None or row.secret_hash != known:
            row = await self._compare(key, row, digest)
        self._check(row, digest)
        self._note_use(row)
        return _identity(row)

    async def close(self) -> None:
        """Waits for the notes under way."""
        await asyncio.gather(*self._notes, return_exceptions=True)

    async def _read(self, key_id: str) -> KeyRow | None:
        rows = await self._db.read(KEY_BY_ID, key_id=key_id)
        return rows[0] if rows else None

    async def _compare(self, key: PresentedKey, row: KeyRow | None, digest: bytes) -> KeyRow:
        if not await self._comparer.same(key.secret, row.secret_hash if row else None) or row is None:
            raise CredentialsRefused("KEY")
        self._compared.put(digest, row.secret_hash, COMPARED)
        return row

    def _check(self, row: KeyRow, digest: bytes) -> None:
        reason = (
            "REVOKED"
            if row.revoked_at is not None
            else "EXPIRED"
            if row.expires_at <= self._now()
            else "DISABLED"
            if row.caller.get("disabled_at") is not None
            else None
        )
        if reason is not None:
            self._compared.drop(digest)
            raise CredentialsRefused(reason)

    def _note_use(self, row: KeyRow) -> None:
        """The day of use, noted once a day and beside the request; the day is all that is kept."""
        today = self._now().date()
        if row.last_used_on == today or self._noted.get(row.key_id) == today:
            return
        if len(self._noted) > 10_000:
            self._noted.clear()
        self._noted[row.key_id] = today

        async def note() -> None:
            try:
                await self._db.write(NOTE_USE, key_id=row.key_id, day=today)
            except EngineError as error:
                self._noted.pop(row.key_id, None)
                log.warning("use_not_noted", cause=error.code)

        task = asyncio.ensure_future(note())
        self._notes.add(task)
        task.add_done_callback(self._notes.discard)


def _identity(row: KeyRow) -> Identity:
    caller = row.caller
    return Identity(
        caller_id=caller["caller_id"],
        name=caller["name"],
        roles=row.held,
        organ=caller.get("organ"),
        regions=tuple(caller["regions"]),
        scopes=tuple(row.scopes),
        key_id=row.key_id,
        key_expires=row.expires_at,
        country=caller.get("country") or HOME,
    )
