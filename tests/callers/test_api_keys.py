"""API keys: what a good one proves, and the attacks on them, each through the service in closed access."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import Any

import pytest

from graph_api.access.viewer import Role
from graph_api.app import App
from graph_api.callers import secrets
from graph_api.callers.refusals import TooManyFailures
from graph_api.callers.rows import KEY_BY_ID
from tests.callers.conftest import VIEWER, Closed

REFUSED = (401, "CREDENTIALS_REFUSED")


def challenge(reason: str) -> str:
    return f'Bearer realm="credit-graph", error="invalid_token", error_description="{reason}"'


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Every comparison of a secret with a hash, with its outcome."""
    found: list[bool] = []
    same = secrets._same

    def counted(*given: Any) -> bool:
        found.append(same(*given))
        return found[-1]

    monkeypatch.setattr(secrets, "_same", counted)
    return found


async def test_a_key_is_its_caller_in_its_roles_and_scopes(closed: Closed) -> None:
    caller_id = await closed.caller(Role.APPROVER, Role.REGULATOR, regions=("32", "33"))
    made = await closed.key(caller_id, Role.REGULATOR, scopes=("viewer", "subject"))
    assert await closed.viewer(made.text.get_secret_value()) == {
        "callerId": caller_id,
        "name": "王经办",
        "role": "REGULATOR",
        "roles": ["REGULATOR"],
        "regions": ["32", "33"],
        "purpose": None,
        "strong": False,
        "scopes": ["viewer", "subject"],
        "keyExpires": "2027-02-19T04:00:00Z",
    }


@pytest.mark.parametrize(
    ("query", "outside"),
    [
        ("{ checkScenes { code } }", "checkScenes"),
        ("{ viewer: checkScenes { code } }", "checkScenes"),
        ("{ viewer { name } ... on Query { checkScenes { code } } }", "checkScenes"),
        (
            "query A { ...Told } query B { viewer { name } } fragment Told on Query { checkScenes { code } }",
            None,
        ),
        (
            "{ ...One } fragment One on Query { ...Two } fragment Two on Query { a: checkScenes { code } }",
            "checkScenes",
        ),
    ],
)
async def test_a_key_asks_nothing_outside_its_scopes(closed: Closed, query: str, outside: str | None) -> None:
    made = await closed.key(await closed.caller(Role.APPROVER), scopes=("viewer", "subject"))
    told = (
        await closed.post(("Authorization", f"Bearer {made.text.get_secret_value()}"), query=query)
    ).json()
    assert "data" not in told
    (error,) = told["errors"]
    if outside is None:
        assert error["extensions"]["code"] == "BAD_REQUEST"
    else:
        assert error["extensions"]["code"] == "OUT_OF_SCOPE"
        assert error["message"].startswith(f"This key may not ask {outside}; it may ask subject, viewer.")


async def test_an_expired_key_is_refused_from_the_moment_it_ends(closed: Closed) -> None:
    made = await closed.key(await closed.caller(Role.APPROVER), days=1)
    closed.clock.forward(hours=23, minutes=59)
    await closed.viewer(made.text.get_secret_value())
    closed.clock.forward(minutes=1)
    assert await closed.refused(made.text.get_secret_value()) == (*REFUSED, challenge("expired"))


async def test_a_revoked_key_is_refused_within_seconds_in_every_process(closed: Closed) -> None:
    made = await closed.key(await closed.caller(Role.APPROVER))
    text = made.text.get_secret_value()
    other = App(closed.settings, closed.process())
    await closed.viewer(text)
    await closed.viewer(text, app=other)
    await closed.rights("admin").revoke(made.key_id)
    closed.clock.forward(seconds=4)
    assert await closed.refused(text) == (*REFUSED, challenge("revoked"))
    assert await closed.refused(text, app=other) == (*REFUSED, challenge("revoked"))


async def test_a_disabled_caller_takes_its_keys_along(closed: Closed) -> None:
    caller_id = await closed.caller(Role.APPROVER, subject="u-1")
    made = await closed.key(caller_id)
    await closed.viewer(closed.token())
    await closed.viewer(made.text.get_secret_value())
    await closed.rights("admin").disable(caller_id)
    closed.clock.forward(seconds=4)
    assert await closed.refused(made.text.get_secret_value()) == (*REFUSED, challenge("disabled"))
    assert await closed.refused(closed.token()) == (*REFUSED, challenge("disabled"))


async def test_a_role_that_is_taken_is_gone_from_the_key(closed: Closed) -> None:
    caller_id = await closed.caller(Role.APPROVER, Role.LENDER)
    made = await closed.key(caller_id)
    text = made.text.get_secret_value()
    await closed.viewer(text, ("Credit-Role", "LENDER"))
    await closed.rights("admin").take(caller_id, Role.LENDER)
    closed.clock.forward(seconds=4)
    assert (await closed.viewer(text))["roles"] == ["APPROVER"]
    assert (await closed.refused(text, ("Credit-Role", "LENDER")))[:2] == (403, "ROLE_NOT_HELD")


async def test_guesses_cost_the_same_whether_the_key_id_is_known_or_not(
    closed: Closed, compared: list[bool]
) -> None:
    made = await closed.key(await closed.caller(Role.APPROVER))
    wrong = "A" * 43
    for key_id in (made.key_id, "000000000000"):
        told = await closed.refused(f"cg_{key_id}_{wrong}")
        assert told == (*REFUSED, challenge("key"))
    assert compared == [False, False]


async def test_guessing_from_one_place_is_stopped_and_others_go_on(
    closed: Closed, compared: list[bool]
) -> None:
    made = await closed.key(await closed.caller(Role.APPROVER))
    told = [await closed.refused(f"cg_{made.key_id}_{n:043d}", client="10.9.9.9") for n in range(25)]
    assert [status for status, *_ in told] == [401] * 20 + [429] * 5
    assert len(compared) == 20
    stopped = await closed.post(("Authorization", f"Bearer cg_{made.key_id}_{0:043d}"), client="10.9.9.9")
    assert (stopped.headers["retry-after"], stopped.json()["errors"][0]["extensions"]["code"]) == (
        "60",
        "TOO_MANY_FAILURES",
    )
    await closed.viewer(made.text.get_secret_value(), client="10.9.9.8")
    # Where the key was found good a moment ago, nobody's guesses lock its holder out.
    await closed.viewer(made.text.get_secret_value(), client="10.9.9.9")
    closed.clock.forward(seconds=61)
    assert (await closed.refused(f"cg_{made.key_id}_{1:043d}", client="10.9.9.9"))[0] == 401


@pytest.mark.parametrize(
    "query", ["key={}", "access_token={}", "x=1&api_key=abc", "q=%63%67%5F{rest}", "token=abc", "a={}"]
)
async def test_a_key_in_the_address_is_refused_even_beside_a_good_one(closed: Closed, query: str) -> None:
    made = await closed.key(await closed.caller(Role.APPROVER))
    text = made.text.get_secret_value()
    path = "/graphql?" + query.format(text, rest=text.removeprefix("cg_"))
    response = await closed.post(("Authorization", f"Bearer {text}"), path=path)
    error = response.json()["errors"][0]
    assert (response.status_code, error["extensions"]["code"]) == (400, "CREDENTIALS_IN_URL")
    assert "Authorization header" in error["message"]
    assert made.key_id not in response.text


@pytest.mark.parametrize(
    "text", ["cg_", "cg_abc_def", "cg_000000000000_" + "A" * 42, "CG_000000000000_x.y.z"]
)
async def test_what_only_looks_like_a_key_is_refused(closed: Closed, text: str) -> None:
    assert (await closed.refused(text))[:2] == REFUSED


async def test_the_hash_is_compared_once_in_five_minutes(closed: Closed, compared: list[bool]) -> None:
    text = (await closed.key(await closed.caller(Role.APPROVER))).text.get_secret_value()
    for _ in range(20):
        await closed.viewer(text)
    assert compared == [True]
    closed.clock.forward(seconds=301)
    await closed.viewer(text)
    assert compared == [True, True]


async def test_a_known_key_costs_one_read_in_three_seconds_however_many_ask(closed: Closed) -> None:
    text = (await closed.key(await closed.caller(Role.APPROVER))).text.get_secret_value()
    await closed.viewer(text)
    await closed.service.callers.close()
    closed.clock.forward(seconds=2)
    with closed.db.counting() as counted:
        await asyncio.gather(*(closed.viewer(text) for _ in range(10)))
    assert counted.calls == 0
    closed.clock.forward(seconds=2)
    with closed.db.counting() as counted:
        await asyncio.gather(*(closed.viewer(text) for _ in range(10)))
    assert counted.calls == 1


async def test_rotation_leaves_an_overlap_and_the_same_rights(closed: Closed) -> None:
    old = await closed.key(await closed.caller(Role.APPROVER, Role.LENDER), Role.LENDER, scopes=("viewer",))
    new = await closed.rights("admin").rotate(old.key_id, 90, 7)
    assert (new.roles, new.scopes, new.key_id == old.key_id) == ((Role.LENDER,), ("viewer",), False)
    closed.clock.forward(days=6)
    await closed.viewer(old.text.get_secret_value())
    await closed.viewer(new.text.get_secret_value())
    closed.clock.forward(days=2)
    assert await closed.refused(old.text.get_secret_value()) == (*REFUSED, challenge("expired"))
    await closed.viewer(new.text.get_secret_value())


async def test_the_last_use_is_kept_to_the_day(closed: Closed) -> None:
    made = await closed.key(await closed.caller(Role.APPROVER))
    for _ in range(3):
        await closed.viewer(made.text.get_secret_value())
        await closed.service.callers.close()
    (row,) = await closed.db.read(KEY_BY_ID, key_id=made.key_id)
    assert row.last_used_on == date(2026, 11, 21)


async def test_only_a_hash_of_the_secret_is_in_the_graph(closed: Closed) -> None:
    made = await closed.key(await closed.caller(Role.APPROVER))
    (row,) = await closed.db.read(KEY_BY_ID, key_id=made.key_id)
    secret = made.text.get_secret_value().rpartition("_")[2]
    assert row.secret_hash.startswith("$argon2id$")
    assert secret not in row.secret_hash + repr(row) + repr(made)
    assert row.expires_at == datetime(2027, 2, 19, 4, tzinfo=UTC)


async def test_a_key_is_not_enough_for_a_role_that_asks_for_two_factors(closed: Closed) -> None:
    made = await closed.key(await closed.caller(Role.ANALYST))
    response = await closed.post(("Authorization", f"Bearer {made.text.get_secret_value()}"), query=VIEWER)
    error = response.json()["errors"][0]
    assert (response.status_code, error["extensions"]["code"]) == (403, "SECOND_FACTOR_MISSING")
    assert "two factors" in error["message"]


async def test_a_flood_of_comparisons_is_turned_away_at_once() -> None:
    comparer = secrets.Comparer(at_once=1, most=3)
    asked = [comparer.same(secrets.new_secret(), None) for _ in range(10)]
    told = await asyncio.gather(*asked, return_exceptions=True)
    assert [each if isinstance(each, bool) else type(each) for each in told] == [False] * 3 + [
        TooManyFailures
    ] * 7
