"""The first run: a secret shown once on the console makes the first security administrator, and is void then."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from pydantic import SecretStr

from graph_api.access.viewer import Role
from graph_api.callers.audited import Audited, RightsEntry
from graph_api.callers.making import MadeKey, NewCaller, add_key, new_row
from graph_api.callers.refusals import FirstRunRefused
from graph_api.callers.rows import (
    ADD_CALLER,
    CALLER_BY_ID,
    CHANGE_ROLES,
    FIRST_RUN,
    HOLD_RIGHTS,
    KEEP_FIRST_RUN,
    SECURITY_ADMINISTRATORS,
)
from graph_api.callers.secrets import Comparer, hashed, new_secret
from graph_api.callers.service import now_in_utc
from graph_api.engine.db import Database
from graph_api.engine.transaction import Transaction
from graph_api.ids.keys import new_subject_id

LIVES = timedelta(minutes=30)
FIRST_KEY = timedelta(days=90)
FIRST_RUN_ACTOR = "first-run"


async def first_secret(db: Database, now: Callable[[], datetime] = now_in_utc) -> SecretStr | None:
    """A new secret where nobody can give rights and no secret is waiting; it is shown once."""
    secret = new_secret()
    kept = hashed(secret)

    async def work(transaction: Transaction) -> bool:
        await transaction.run(HOLD_RIGHTS)
        if await transaction.run(SECURITY_ADMINISTRATORS, now=now()):
            return False
        rows = await transaction.run(FIRST_RUN)
        waiting = rows and rows[0].secret_hash and rows[0].expires_at and rows[0].expires_at > now()
        if waiting:
            return False
        await transaction.run(KEEP_FIRST_RUN, secret_hash=kept, expires_at=now() + LIVES, used_at=None)
        return True

    return secret if await db.transaction(work) else None


async def first_administrator(
    db: Database,
    secret: SecretStr,
    new: NewCaller,
    audited: Audited,
    now: Callable[[], datetime] = now_in_utc,
) -> MadeKey:
    """The key of the first security administrator; the secret is void from then on."""
    caller_id = new_subject_id()
    rows = await db.read(FIRST_RUN)
    kept = rows[0].secret_hash if rows else None
    same = await Comparer().same(secret, kept)

    async def work(transaction: Transaction) -> MadeKey:
        await transaction.run(HOLD_RIGHTS)
        (run,) = await transaction.run(FIRST_RUN)
        if run.secret_hash != kept or run.expires_at is None or run.expires_at <= now():
            raise FirstRunRefused()
        if await transaction.run(SECURITY_ADMINISTRATORS, now=now()):
            raise FirstRunRefused()
        roles = (Role.SECURITY_ADMINISTRATOR,)
        await transaction.run(ADD_CALLER, caller=new_row(new, caller_id, FIRST_RUN_ACTOR, now()))
        await transaction.run(CHANGE_ROLES, caller_id=caller_id, roles=list(roles))
        (caller,) = await transaction.run(CALLER_BY_ID, caller_id=caller_id)
        made = await add_key(transaction, caller, roles, (), now() + FIRST_KEY, FIRST_RUN_ACTOR, now())
        await transaction.run(KEEP_FIRST_RUN, secret_hash=None, expires_at=None, used_at=now())
        return made

    outcome = FirstRunRefused.code
    try:
        if not same:
            raise FirstRunRefused()
        made = await db.transaction(work)
        outcome = "DONE"
        return made
    finally:
        role = (Role.SECURITY_ADMINISTRATOR.value,)
        await audited.note(
            RightsEntry(now(), FIRST_RUN_ACTOR, "FIRST_ADMINISTRATOR", caller_id, outcome, role)
        )
