"""Rotation of the keys that the graph and the subjects depend on, and the erasure of a subject."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from graph_api.engine.db import Database
from graph_api.engine.transaction import Transaction
from graph_api.errors import NotFound, SubjectErased
from graph_api.ids.keyed_hash import NumberKeys
from graph_api.ids.persons import PERSONAL_SCHEMES
from graph_api.ids.sealed_numbers import SealedNumbers
from graph_api.keys.rows import ERASE_CIPHERS, FORMER_IDENTIFIERS, REKEY_IDENTIFIERS, FormerRow
from graph_api.secrets.provider import MASTER, NUMBERS, KeyProvider
from graph_api.secrets.subject_keys import SubjectKeys

SCHEMES = sorted(PERSONAL_SCHEMES)


@dataclass
class Rotation:
    """What a rotation did."""

    name: str
    version: int
    resumed: bool = False
    rekeyed: int = 0
    unsealed: int = 0
    """Identifiers without a ciphertext: they stay under their key, so it is kept."""
    destroyed: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The counts as plain values."""
        return asdict(self)


async def rotate_numbers(
    db: Database,
    keys: NumberKeys,
    sealed: SealedNumbers,
    *,
    grace: float,
    size: int = 1000,
    anew: bool = False,
) -> Rotation:
    """Brings every personal identifier under the newest key, some at a time, then destroys the older ones.

    A rotation that was killed is finished by the next, which makes no further version unless `anew` says so.
    """
    with keys.rotating():
        before = keys.provider.versions(NUMBERS)
        resumed = len(before) > 1 and not anew
        newest = keys.provider.current(NUMBERS) if resumed else keys.provider.rotate(NUMBERS)
        done = Rotation(NUMBERS, newest.version, resumed)
        # Every process looks under the new key as well before the first identifier moves there.
        await asyncio.sleep(grace)
        while await _pass(db, keys, sealed, size, done):
            """Until a pass finds nothing left to move."""
        if not done.unsealed:
            done.destroyed = _destroy(keys.provider, NUMBERS, keys.provider.versions(NUMBERS))
        return done


async def _pass(db: Database, keys: NumberKeys, sealed: SealedNumbers, size: int, done: Rotation) -> bool:
    """Whether a pass over the graph moved anything."""
    before, done.unsealed = done.rekeyed, 0
    async for rows in _former(db, keys.tag(), size, done):
        await _rekey(db, keys, sealed, rows, done)
    return done.rekeyed > before


async def _former(db: Database, tag: str, size: int, done: Rotation) -> AsyncIterator[list[FormerRow]]:
    """The identifiers that can be moved, some at a time; those without a ciphertext are counted."""
    waiting: list[FormerRow] = []
    async for row in db.stream(FORMER_IDENTIFIERS, schemes=SCHEMES, tag=tag):
        if row.cipher is None:
            done.unsealed += not row.erased
            continue
        waiting.append(row)
        if len(waiting) >= size:
            yield waiting
            waiting = []
    if waiting:
        yield waiting


async def _rekey(
    db: Database, keys: NumberKeys, sealed: SealedNumbers, rows: Sequence[FormerRow], done: Rotation
) -> None:
    moves = []
    for row in rows:
        assert row.cipher is not None
        try:
            clear = sealed.open(row.subject_id, row.scheme, row.cipher)
        except SubjectErased:
            continue  # Erased a moment ago; nobody needs to find it again.
        digest = keys.digest(f"{row.scheme}:{clear}")
        moves.append({"key": row.key, "newest": f"{row.scheme}:{digest}"})

    async def move(transaction: Transaction) -> int:
        written = await transaction.run(REKEY_IDENTIFIERS, rows=moves)
        return written[0].written

    # Writers of facts are serial, so no loader creates an identifier that is just being moved.
    done.rekeyed += await db.write_facts(move) if moves else 0


async def rotate_master(provider: KeyProvider, keys: SubjectKeys, *, grace: float) -> Rotation:
    """A new master key that wraps the key of every subject; the older ones are destroyed."""
    newest = provider.rotate(MASTER)
    done = Rotation(MASTER, newest.version, rekeyed=await asyncio.to_thread(keys.rewrap))
    # A process that did not know the new key yet may have wrapped under the old one meanwhile.
    await asyncio.sleep(grace)
    done.rekeyed += await asyncio.to_thread(keys.rewrap)
    free = set(provider.versions(MASTER)) - keys.masters()
    done.destroyed = _destroy(provider, MASTER, sorted(free))
    return done


def rotate_other(provider: KeyProvider, name: str) -> Rotation:
    """A new version of a key; the older ones stay, for what was signed under them is still to be checked."""
    return Rotation(name, provider.rotate(name).version)


def _destroy(provider: KeyProvider, name: str, versions: Sequence[int]) -> tuple[int, ...]:
    newest = provider.current(name).version
    gone = tuple(number for number in versions if number != newest)
    for number in gone:
        provider.destroy(name, number)
    return gone


async def erase(db: Database, sealed: SealedNumbers, subject_id: str) -> int:
    """Destroys the key of a subject, so that its numbers cannot be read nor its audit entries linked to it.

    The tombstone that stays keeps a reload from sealing the number again. How many identifiers were emptied.
    """
    rows = await db.write(ERASE_CIPHERS, subject_id=subject_id, schemes=SCHEMES)
    known = bool(rows) or sealed.keys.is_known(subject_id)
    if not known:
        raise NotFound("subject", "no such subject is in the graph", "图谱中没有该主体")
    await asyncio.to_thread(sealed.keys.erase, subject_id)
    return rows[0].identifiers if rows else 0
