"""Separated duties: who gives rights, who may not hold what together, and that all of it is audited."""

from __future__ import annotations

import asyncio
from itertools import permutations

import pytest
from pydantic import SecretStr

from graph_api.access.viewer import SEPARATED, Role
from graph_api.callers.duties import ALONE, GIVEN, with_role
from graph_api.callers.first_run import first_administrator, first_secret
from graph_api.callers.making import MadeKey, NewCaller
from graph_api.callers.refusals import (
    CredentialsRefused,
    DutiesSeparated,
    FirstRunRefused,
    LastSecurityAdministrator,
    NotEntitled,
    NotToOneself,
    RoleNotGiven,
    RoleNotHeld,
)
from graph_api.callers.rights import acting
from graph_api.callers.rows import CALLER_BY_ID, FIRST_RUN
from graph_api.errors import InputInvalid, NotFound
from tests.callers.conftest import Closed, Keeper


async def first(closed: Closed) -> MadeKey:
    """The first security administrator, made the way it is made."""
    secret = await first_secret(closed.db, closed.clock.now)
    assert secret is not None
    return await first_administrator(closed.db, secret, NewCaller("李安全"), closed.audit, closed.clock.now)


@pytest.mark.parametrize(("one", "other"), list(permutations(sorted(SEPARATED), 2)))
async def test_nobody_holds_two_of_the_separated_duties(closed: Closed, one: Role, other: Role) -> None:
    rights = closed.rights("admin")
    caller_id = await rights.add(NewCaller("赵甲"))
    await rights.give(caller_id, one)
    with pytest.raises(DutiesSeparated, match=other):
        await rights.give(caller_id, other)
    assert (await rights.caller(caller_id)).held == (one,)


def test_who_gives_rights_or_reads_the_audit_holds_no_other_role() -> None:
    for alone in ALONE:
        for other in GIVEN:
            if other is alone:
                continue
            with pytest.raises(DutiesSeparated):
                with_role([alone], other, "PERSON")
            with pytest.raises(DutiesSeparated):
                with_role([other], alone, "PERSON")
    assert with_role([Role.ADMINISTRATOR], Role.APPROVER, "PERSON") == (Role.APPROVER, Role.ADMINISTRATOR)


async def test_two_duties_given_at_once_end_as_one(closed: Closed) -> None:
    caller_id = await closed.rights("a").add(NewCaller("赵甲"))
    told = await asyncio.gather(
        *(closed.rights(str(n)).give(caller_id, role) for n, role in enumerate(sorted(SEPARATED) * 2)),
        return_exceptions=True,
    )
    (row,) = await closed.db.read(CALLER_BY_ID, caller_id=caller_id)
    assert len(row.held) == 1
    assert {type(each) for each in told} == {tuple, DutiesSeparated}


@pytest.mark.parametrize("role", GIVEN)
async def test_nobody_gives_a_role_to_oneself(closed: Closed, role: Role) -> None:
    made = await first(closed)
    with pytest.raises(NotToOneself):
        await closed.rights(made.caller_id).give(made.caller_id, role)
    assert closed.audit.entries[-1].outcome == "NOT_TO_ONESELF"
    (row,) = await closed.db.read(CALLER_BY_ID, caller_id=made.caller_id)
    assert row.held == (Role.SECURITY_ADMINISTRATOR,)


@pytest.mark.parametrize("role", [role for role in GIVEN if role is not Role.SECURITY_ADMINISTRATOR])
async def test_nobody_but_a_security_administrator_gives_rights(closed: Closed, role: Role) -> None:
    made = await closed.key(await closed.caller(role))
    with pytest.raises(NotEntitled):
        await acting(closed.db, made.text, closed.audit, closed.clock.now)
    assert closed.audit.entries[-1].outcome == "NOT_ENTITLED"


async def test_a_key_that_ended_gives_no_rights(closed: Closed) -> None:
    made = await first(closed)
    actor = await acting(closed.db, made.text, closed.audit, closed.clock.now)
    assert actor == made.caller_id
    for text in ("", "cg_000000000000_" + "A" * 43, made.text.get_secret_value()[:-1] + "~"):
        with pytest.raises((NotEntitled, CredentialsRefused)):
            await acting(closed.db, SecretStr(text), closed.audit, closed.clock.now)
    closed.clock.forward(days=90)
    with pytest.raises(CredentialsRefused):
        await acting(closed.db, made.text, closed.audit, closed.clock.now)


async def test_the_last_security_administrator_cannot_be_lost(closed: Closed) -> None:
    made = await first(closed)
    rights = closed.rights(made.caller_id)
    for lose in (
        rights.disable(made.caller_id),
        rights.take(made.caller_id, Role.SECURITY_ADMINISTRATOR),
    ):
        with pytest.raises(LastSecurityAdministrator):
            await lose
    second = await closed.caller(Role.SECURITY_ADMINISTRATOR, subject="u-2")
    await rights.disable(made.caller_id)
    with pytest.raises(CredentialsRefused):
        await acting(closed.db, made.text, closed.audit, closed.clock.now)
    with pytest.raises(LastSecurityAdministrator):
        await closed.rights(second).disable(second)


async def test_two_security_administrators_who_shut_each_other_out_leave_one(closed: Closed) -> None:
    one, two = [await closed.caller(Role.SECURITY_ADMINISTRATOR, subject=f"u-{n}") for n in (1, 2)]
    told = await asyncio.gather(
        closed.rights(one).disable(two), closed.rights(two).disable(one), return_exceptions=True
    )
    assert sorted(type(each).__name__ for each in told) == ["LastSecurityAdministrator", "NoneType"]


async def test_a_service_has_an_owner_and_no_duty_of_a_person(closed: Closed) -> None:
    rights = closed.rights("admin")
    owner = await rights.add(NewCaller("孙乙"))
    service = await rights.add(NewCaller("登记窗口系统", "SERVICE", owner_id=owner))
    assert (await rights.give(service, Role.APPROVER)) == (Role.APPROVER,)
    for role in SEPARATED:
        with pytest.raises(RoleNotGiven):
            await rights.give(service, role)
    with pytest.raises(NotFound):
        await rights.add(NewCaller("无主系统", "SERVICE"))
    with pytest.raises(InputInvalid):
        await rights.add(NewCaller("系统的系统", "SERVICE", owner_id=service))


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.OPEN, Role.SUBJECT])
async def test_what_comes_from_signing_in_is_not_given(closed: Closed, role: Role) -> None:
    caller_id = await closed.caller()
    with pytest.raises(RoleNotGiven):
        await closed.rights("admin").give(caller_id, role)


async def test_a_key_has_no_role_that_its_caller_has_not_and_ends_within_a_year(closed: Closed) -> None:
    caller_id = await closed.caller(Role.APPROVER)
    with pytest.raises(RoleNotHeld):
        await closed.key(caller_id, Role.LENDER)
    for days in (0, -1, 367, float("inf"), float("nan")):
        with pytest.raises(InputInvalid):
            await closed.key(caller_id, days=days)
    with pytest.raises(InputInvalid):
        await closed.key(await closed.caller())


async def test_one_login_is_one_caller(closed: Closed) -> None:
    new = NewCaller("钱丙", external_id="https://x.test|u-9")
    told = await asyncio.gather(*(closed.rights("a").add(new) for _ in range(4)), return_exceptions=True)
    assert sorted(type(each).__name__ for each in told) == ["InputInvalid"] * 3 + ["str"]


async def test_everything_is_audited_with_who_what_whom_and_the_outcome(closed: Closed) -> None:
    made = await first(closed)
    rights = closed.rights(made.caller_id)
    caller_id = await rights.add(NewCaller("周丁"))
    await rights.give(caller_id, Role.APPROVER)
    key = await rights.new_key(caller_id, 30, (), ())
    newer = await rights.rotate(key.key_id, 30, 1)
    await rights.revoke(newer.key_id)
    await rights.keys(caller_id)
    await rights.callers()
    await rights.take(caller_id, Role.APPROVER)
    await rights.disable(caller_id)
    told = [(entry.actor, entry.action, entry.target, entry.outcome) for entry in closed.audit.entries]
    assert told == [
        ("first-run", "FIRST_ADMINISTRATOR", made.caller_id, "DONE"),
        (made.caller_id, "ADD_CALLER", caller_id, "DONE"),
        (made.caller_id, "GIVE_ROLE", caller_id, "DONE"),
        (made.caller_id, "NEW_KEY", caller_id, "DONE"),
        (made.caller_id, "ROTATE_KEY", key.key_id, "DONE"),
        (made.caller_id, "REVOKE_KEY", newer.key_id, "DONE"),
        (made.caller_id, "LIST_KEYS", caller_id, "DONE"),
        (made.caller_id, "LIST_CALLERS", "*", "DONE"),
        (made.caller_id, "TAKE_ROLE", caller_id, "DONE"),
        (made.caller_id, "DISABLE_CALLER", caller_id, "DONE"),
    ]


async def test_callers_are_no_facts_and_leave_the_time_of_facts_alone(closed: Closed) -> None:
    made = await first(closed)
    await closed.rights(made.caller_id).add(NewCaller("吴戊"))
    async with closed.db.driver.session(database=closed.db.endpoint.database) as session:
        found = await session.run("MATCH (watermark:Watermark) RETURN count(watermark) AS number")
        assert (await found.single())["number"] == 0  # type: ignore[index]


async def test_the_first_secret_is_shown_once_works_once_and_ends(closed: Closed) -> None:
    now = closed.clock.now
    secret = await first_secret(closed.db, now)
    assert secret is not None
    assert await first_secret(closed.db, now) is None
    (kept,) = await closed.db.read(FIRST_RUN)
    assert kept.secret_hash is not None
    assert secret.get_secret_value() not in kept.secret_hash + repr(kept) + repr(secret)
    for wrong in ("", "guess"):
        with pytest.raises(FirstRunRefused):
            await first_administrator(closed.db, SecretStr(wrong), NewCaller("李"), closed.audit, now)
    closed.clock.forward(minutes=31)
    with pytest.raises(FirstRunRefused):
        await first_administrator(closed.db, secret, NewCaller("李"), closed.audit, now)
    again = await first_secret(closed.db, now)
    assert again is not None
    made = await first_administrator(closed.db, again, NewCaller("李"), closed.audit, now)
    assert await acting(closed.db, made.text, closed.audit, now) == made.caller_id
    with pytest.raises(FirstRunRefused):
        await first_administrator(closed.db, again, NewCaller("王"), closed.audit, now)
    assert await first_secret(closed.db, now) is None


async def test_two_who_use_the_first_secret_at_once_make_one_administrator(closed: Closed) -> None:
    secret = await first_secret(closed.db, closed.clock.now)
    assert secret is not None
    told = await asyncio.gather(
        *(first_administrator(closed.db, secret, NewCaller(n), Keeper(), closed.clock.now) for n in "甲乙丙"),
        return_exceptions=True,
    )
    assert sorted(type(each).__name__ for each in told) == ["FirstRunRefused"] * 2 + ["MadeKey"]


async def test_two_processes_that_start_at_once_show_one_secret(closed: Closed) -> None:
    told = await asyncio.gather(*(first_secret(closed.db, closed.clock.now) for _ in range(4)))
    assert sum(each is not None for each in told) == 1
