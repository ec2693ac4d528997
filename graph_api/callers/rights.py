"""Who may ask is decided here: callers, roles and keys are given and taken by security administrators."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import TypeVar

from pydantic import SecretStr

from graph_api.access.viewer import Role
from graph_api.callers.audited import Audited, RightsEntry
from graph_api.callers.duties import part_of, with_role
from graph_api.callers.making import MadeKey, NewCaller, add_key, new_row
from graph_api.callers.refusals import (
    CredentialsRefused,
    LastSecurityAdministrator,
    NotEntitled,
    NotToOneself,
)
from graph_api.callers.rows import (
    ADD_CALLER,
    ALL_CALLERS,
    ALL_KEYS,
    CALLER_BY_ID,
    CALLERS_BY_LOGIN,
    CHANGE_ROLES,
    DISABLE_CALLER,
    END_KEY,
    HOLD_RIGHTS,
    KEY_BY_ID,
    SECURITY_ADMINISTRATORS,
    CallerRow,
    KeyRow,
)
from graph_api.callers.secrets import Comparer, PresentedKey, read_key
from graph_api.callers.service import now_in_utc
from graph_api.engine.db import Database
from graph_api.engine.transaction import Transaction
from graph_api.errors import CallerRefused, CreditGraphError, InputInvalid, NotFound
from graph_api.ids.keys import new_subject_id

Row = TypeVar("Row")

LONGEST_KEY = timedelta(days=366)


async def acting(
    db: Database, key: SecretStr, audited: Audited, now: Callable[[], datetime] = now_in_utc
) -> str:
    """The id of the security administrator whose key this is; anybody else is refused, and that is noted."""
    presented = read_key(key.get_secret_value())
    try:
        return await _security_administrator(db, presented, now)
    except CallerRefused as refused:
        actor = presented.key_id if presented else "-"
        await audited.note(RightsEntry(now(), actor, "ACT", "*", refused.code))
        raise


async def _security_administrator(
    db: Database, presented: PresentedKey | None, now: Callable[[], datetime]
) -> str:
    if presented is None:
        raise NotEntitled()
    rows = await db.read(KEY_BY_ID, key_id=presented.key_id)
    row = rows[0] if rows else None
    if not await Comparer().same(presented.secret, row.secret_hash if row else None) or row is None:
        raise CredentialsRefused("KEY")
    ended = row.revoked_at is not None or row.expires_at <= now() or row.caller.get("disabled_at") is not None
    if ended:
        raise CredentialsRefused("EXPIRED" if row.expires_at <= now() else "REVOKED")
    if Role.SECURITY_ADMINISTRATOR not in row.held:
        raise NotEntitled()
    caller_id: str = row.caller["caller_id"]
    return caller_id


class Rights:
    """What one security administrator does; everything is audited, refusals too."""

    def __init__(
        self, db: Database, actor: str, audited: Audited, now: Callable[[], datetime] = now_in_utc
    ) -> None:
        self._db = db
        self._actor = actor
        self._audited = audited
        self._now = now

    async def callers(self) -> list[CallerRow]:
        """Every caller."""
        async with self._noted("LIST_CALLERS", "*"):
            return await self._db.read(ALL_CALLERS)

    async def caller(self, caller_id: str) -> CallerRow:
        """One caller."""
        async with self._noted("SHOW_CALLER", caller_id):
            return _one(await self._db.read(CALLER_BY_ID, caller_id=caller_id), "caller")

    async def keys(self, caller_id: str | None) -> list[KeyRow]:
        """Every key, or those of one caller."""
        async with self._noted("LIST_KEYS", caller_id or "*"):
            return await self._db.read(ALL_KEYS, caller_id=caller_id)

    async def add(self, new: NewCaller) -> str:
        """The id of a caller just registered, without roles."""
        caller_id = new_subject_id()

        async def work(transaction: Transaction) -> None:
            await transaction.run(HOLD_RIGHTS)
            if new.kind == "SERVICE":
                owner = _one(await transaction.run(CALLER_BY_ID, caller_id=new.owner_id or ""), "owner")
                if owner.kind != "PERSON" or owner.disabled_at is not None:
                    raise InputInvalid(
                        "owner", "an active person answers for a service", "服务账号须由在用的人员负责"
                    )
            if new.external_id and await transaction.run(CALLERS_BY_LOGIN, external_id=new.external_id):
                raise InputInvalid("subject", "this login has a caller already", "该登录已登记")
            await transaction.run(ADD_CALLER, caller=new_row(new, caller_id, self._actor, self._now()))

        async with self._noted("ADD_CALLER", caller_id):
            await self._db.transaction(work)
        return caller_id

    async def disable(self, caller_id: str) -> None:
        """Shuts a caller out."""

        async def work(transaction: Transaction) -> None:
            caller = await self._held(transaction, caller_id)
            await self._leave_one(transaction, caller)
            await transaction.run(DISABLE_CALLER, caller_id=caller_id, now=self._now())

        async with self._noted("DISABLE_CALLER", caller_id):
            await self._db.transaction(work)

    async def give(self, caller_id: str, role: Role) -> tuple[Role, ...]:
        """The roles of a caller once it has one more."""

        async def work(transaction: Transaction) -> tuple[Role, ...]:
            caller = await self._held(transaction, caller_id)
            roles = with_role(caller.held, role, caller.kind)
            await transaction.run(CHANGE_ROLES, caller_id=caller_id, roles=list(roles))
            return roles

        async with self._noted("GIVE_ROLE", caller_id, (role,)):
            if caller_id == self._actor:
                raise NotToOneself()
            return await self._db.transaction(work)

    async def take(self, caller_id: str, role: Role) -> tuple[Role, ...]:
        """The roles of a caller once it has one less; its keys lose it too."""

        async def work(transaction: Transaction) -> tuple[Role, ...]:
            caller = await self._held(transaction, caller_id)
            if role is Role.SECURITY_ADMINISTRATOR:
                await self._leave_one(transaction, caller)
            roles = tuple(each for each in caller.held if each is not role)
            await transaction.run(CHANGE_ROLES, caller_id=caller_id, roles=list(roles))
            return roles

        async with self._noted("TAKE_ROLE", caller_id, (role,)):
            return await self._db.transaction(work)

    async def new_key(
        self, caller_id: str, days: float, roles: Sequence[Role], scopes: Sequence[str]
    ) -> MadeKey:
        """A new key of a caller: its roles a part of the caller's, its end at most a year away."""

        async def work(transaction: Transaction) -> MadeKey:
            caller = await self._held(transaction, caller_id)
            return await add_key(
                transaction,
                caller,
                part_of(caller.held, roles),
                scopes,
                self._ends(days),
                self._actor,
                self._now(),
            )

        async with self._noted("NEW_KEY", caller_id, tuple(roles)):
            return await self._db.transaction(work)

    async def rotate(self, key_id: str, days: float, overlap_days: float) -> MadeKey:
        """A key that follows another with the same rights; the old one ends after the overlap."""

        async def work(transaction: Transaction) -> MadeKey:
            await transaction.run(HOLD_RIGHTS)
            row = _one(await transaction.run(KEY_BY_ID, key_id=key_id), "key")
            caller = await self._held(transaction, row.caller["caller_id"])
            if row.revoked_at is not None or row.replaced_by is not None:
                raise InputInvalid(
                    "key", "it is revoked or has been rotated; make a new one", "该密钥已撤销或已轮换，请新建"
                )
            made = await add_key(
                transaction, caller, row.held, row.scopes, self._ends(days), self._actor, self._now()
            )
            ends = min(row.expires_at, self._now() + timedelta(days=overlap_days))
            await transaction.run(
                END_KEY, key_id=key_id, expires_at=ends, replaced_by=made.key_id, revoked_at=None
            )
            return made

        async with self._noted("ROTATE_KEY", key_id):
            if not 0 <= overlap_days <= 30:
                raise InputInvalid("overlap", "it is 0 to 30 days", "应为 0 至 30 天")
            return await self._db.transaction(work)

    async def revoke(self, key_id: str) -> None:
        """Ends a key now; every process knows within seconds."""

        async def work(transaction: Transaction) -> None:
            await transaction.run(HOLD_RIGHTS)
            row = _one(await transaction.run(KEY_BY_ID, key_id=key_id), "key")
            await transaction.run(
                END_KEY,
                key_id=key_id,
                expires_at=row.expires_at,
                replaced_by=row.replaced_by,
                revoked_at=row.revoked_at or self._now(),
            )

        async with self._noted("REVOKE_KEY", key_id):
            await self._db.transaction(work)

    async def _held(self, transaction: Transaction, caller_id: str) -> CallerRow:
        """The caller, once no other writer of rights is under way; a disabled one gets nothing."""
        await transaction.run(HOLD_RIGHTS)
        caller = _one(await transaction.run(CALLER_BY_ID, caller_id=caller_id), "caller")
        if caller.disabled_at is not None:
            raise InputInvalid("caller", "it is disabled", "该调用方已停用")
        return caller

    async def _leave_one(self, transaction: Transaction, caller: CallerRow) -> None:
        if Role.SECURITY_ADMINISTRATOR in caller.held:
            able = await transaction.run(SECURITY_ADMINISTRATORS, now=self._now())
            if not [row for row in able if row.caller_id != caller.caller_id]:
                raise LastSecurityAdministrator()

    def _ends(self, days: float) -> datetime:
        if not 0 < days <= LONGEST_KEY.days:
            raise InputInvalid("days", "a key lives at most a year", "密钥有效期最长一年")
        return self._now() + timedelta(days=days)

    @asynccontextmanager
    async def _noted(self, action: str, target: str, roles: tuple[Role, ...] = ()) -> AsyncIterator[None]:
        outcome = "FAILED"
        try:
            yield
            outcome = "DONE"
        except CreditGraphError as error:
            outcome = error.code
            raise
        finally:
            said = tuple(role.value for role in roles)
            await self._audited.note(RightsEntry(self._now(), self._actor, action, target, outcome, said))


def _one(rows: Sequence[Row], what: str) -> Row:
    if not rows:
        raise NotFound(what, "there is none of this id; list them first", "没有该编号，请先列出")
    return rows[0]
