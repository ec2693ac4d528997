"""Who a request is made by: the public, a role of a caller, oneself; and open access, said aloud."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import structlog
import uvicorn
from pydantic import SecretStr, ValidationError

from graph_api.access.issuers import Issuer
from graph_api.access.viewer import PUBLIC, Role
from graph_api.app import App
from graph_api.callers.first_run import first_administrator
from graph_api.callers.making import NewCaller
from graph_api.callers.open_access import ALOUD_EN, check_access, is_loopback
from graph_api.callers.refusals import OpenBeyondLoopback
from graph_api.engine.db import Database
from graph_api.errors import EngineUnavailable
from graph_api.ids.identifiers import check, identifier_key
from graph_api.server import Announcing, serve
from graph_api.settings import Settings
from tests.api.asking import Client
from tests.callers.conftest import VIEWER, Closed
from tests.callers.signing import AUDIENCE, ISSUER

NUMBER = "11010519491231002X"
OTHER = "110105194912310038"


async def code(response: Any) -> tuple[int, str]:
    return response.status_code, response.json()["errors"][0]["extensions"]["code"]


async def test_without_credentials_one_is_the_public(closed: Closed) -> None:
    response = await closed.post()
    assert response.json()["data"]["viewer"] == {
        "callerId": "public",
        "name": "",
        "role": "PUBLIC",
        "roles": [],
        "regions": [],
        "purpose": None,
        "strong": False,
        "scopes": [],
        "keyExpires": None,
    }
    assert "credit-access" not in response.headers


@pytest.mark.parametrize("value", ["", "Bearer", "Basic dXNlcjpwYXNz", "Bearer a b", "Bearer é"])
async def test_bad_credentials_are_never_the_public(closed: Closed, value: str) -> None:
    response = await closed.post(("Authorization", value.encode("latin-1")))
    assert await code(response) == (401, "CREDENTIALS_REFUSED")
    assert response.headers["www-authenticate"].startswith(
        'Bearer realm="credit-graph", error="invalid_token"'
    )


async def test_a_role_without_credentials_is_asked_to_sign_in(closed: Closed) -> None:
    response = await closed.post(("Credit-Role", "REGULATOR"))
    assert await code(response) == (401, "CREDENTIALS_REFUSED")
    assert response.headers["www-authenticate"] == 'Bearer realm="credit-graph"'
    assert (await closed.post(("Credit-Role", "PUBLIC"))).json()["data"]["viewer"]["role"] == "PUBLIC"


async def test_of_several_roles_one_is_named(closed: Closed) -> None:
    await closed.caller(Role.APPROVER, Role.REGULATOR, subject="u-1")
    response = await closed.post(("Authorization", f"Bearer {closed.token()}"))
    assert await code(response) == (400, "ROLE_NOT_STATED")
    assert "APPROVER, REGULATOR" in response.json()["errors"][0]["message"]
    told = await closed.viewer(
        closed.token(), ("Credit-Role", "REGULATOR"), ("Credit-Purpose", "SUPERVISION")
    )
    assert (told["role"], told["roles"], told["purpose"]) == (
        "REGULATOR",
        ["APPROVER", "REGULATOR"],
        "SUPERVISION",
    )
    assert (await closed.refused(closed.token(), ("Credit-Role", "LENDER")))[:2] == (403, "ROLE_NOT_HELD")


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Credit-Role", "KING"),
        ("Credit-Role", "OPEN"),
        ("Credit-Role", "regulator"),
        ("Credit-Purpose", "CURIOSITY"),
        ("Credit-Purpose", ""),
        ("Credit-Case", "x" * 101),
        ("Credit-Case", "a%0Ab"),
        ("Credit-Case", "%FF"),
        ("Credit-Authorisation", "a%1B[31m"),
        ("Credit-Authorisation", " "),
    ],
)
async def test_a_statement_that_says_nothing_we_know_is_refused(
    closed: Closed, header: str, value: str
) -> None:
    response = await closed.post((header, value))
    assert await code(response) == (400, "STATEMENT_REFUSED")
    assert header in response.json()["errors"][0]["message"]


async def test_a_statement_made_twice_is_refused(closed: Closed) -> None:
    response = await closed.post(("Credit-Purpose", "LENDING"), ("Credit-Purpose", "AUDIT"))
    assert await code(response) == (400, "STATEMENT_REFUSED")


@pytest.mark.parametrize(
    "sent", ["（2024）苏01民初1号".encode(), b"%EF%BC%882024%EF%BC%89%E8%8B%8F01%E6%B0%91%E5%88%9D1%E5%8F%B7"]
)
async def test_a_case_may_be_named_in_chinese(closed: Closed, sent: bytes) -> None:
    scope = {"headers": [(b"credit-case", sent), (b"credit-authorisation", b"A-1")]}
    viewer = await closed.service.callers.viewer(scope)
    assert (viewer.case_ref, viewer.authorisation_id, viewer.caller_id) == (
        "（2024）苏01民初1号",
        "A-1",
        PUBLIC.caller_id,
    )


async def test_a_login_that_nobody_registered_is_told_what_to_do(closed: Closed) -> None:
    response = await closed.post(("Authorization", f"Bearer {closed.token()}"))
    assert await code(response) == (403, "CALLER_UNKNOWN")
    assert "credit-graph user add" in response.json()["errors"][0]["message"]


async def test_roles_in_a_token_mean_nothing_unless_the_settings_map_them(
    closing: Callable[..., Closed],
) -> None:
    closed = closing()
    await closed.caller(Role.APPROVER, subject="u-1")
    said = {"roles": ["ADMINISTRATOR", "credit-lender"], "groups": ["LENDER"]}
    assert (await closed.viewer(closed.token(**said)))["roles"] == ["APPROVER"]
    mapping = {"roles_claim": "roles", "roles": {"credit-lender": "LENDER"}}
    closed = closing(provider=mapping)
    told = await closed.viewer(closed.token(**said), ("Credit-Role", "LENDER"))
    assert told["roles"] == ["APPROVER", "LENDER"]


async def test_an_auditor_gets_no_other_role_from_a_token(closing: Callable[..., Closed]) -> None:
    closed = closing(provider={"roles_claim": "roles", "roles": {"credit-lender": "LENDER"}})
    await closed.caller(Role.AUDITOR, subject="u-1")
    assert (await closed.viewer(closed.token(roles=["credit-lender"])))["roles"] == ["AUDITOR"]


@pytest.mark.parametrize("role", ["SECURITY_ADMINISTRATOR", "ADMINISTRATOR", "AUDITOR", "OPEN", "SUBJECT"])
def test_no_setting_lets_a_token_make_an_administrator_or_auditor(role: str, tmp_path: Any) -> None:
    with pytest.raises(ValidationError, match="a token never makes"):
        Issuer(issuer=ISSUER, audience=AUDIENCE, keys_file=tmp_path, roles_claim="r", roles={"x": role})


@pytest.mark.parametrize("url", ["http://login.example.test/keys", "file:///etc/passwd", "ftp://x.test/"])
def test_keys_come_over_tls_only(url: str) -> None:
    with pytest.raises(ValidationError, match="keys_url"):
        Issuer(issuer=ISSUER, audience=AUDIENCE, keys_url=url)


@pytest.mark.parametrize(
    "role", ["SECURITY_ADMINISTRATOR", "ADMINISTRATOR", "AUDITOR", "CASE_OFFICER", "ANALYST"]
)
async def test_sensitive_roles_ask_for_a_second_factor(closing: Callable[..., Closed], role: str) -> None:
    closed = closing(provider={"strong_acr": {"urn:two"}})
    await closed.caller(Role(role), subject="u-1")
    weak = closed.token(amr=["pwd"], acr="urn:one")
    assert (await closed.refused(weak))[:2] == (403, "SECOND_FACTOR_MISSING")
    for strong in ({"amr": ["pwd", "mfa"]}, {"amr": None, "acr": "urn:two"}):
        assert (await closed.viewer(closed.token(**strong)))["role"] == role


async def person(closed: Closed, subject_id: str, number: str) -> str:
    """Writes a person known by a number, and says the key of the number."""
    key = identifier_key(check("RESIDENT_ID", number), closed.service.number_key)
    async with closed.db.driver.session(database=closed.db.endpoint.database) as session:
        text = (
            "CREATE (:Subject:Person {subject_id: $id, usable: true})"
            "-[:IDENTIFIED_BY {fact_id: $id, usable: true}]->(:Identifier {key: $key, scheme: 'RESIDENT_ID'})"
        )
        await (await session.run(text, id=subject_id, key=key)).consume()
    return key.partition(":")[2]


async def test_a_verified_number_binds_a_login_to_oneself_and_to_nobody_else(
    closing: Callable[..., Closed],
) -> None:
    closed = closing(provider={"number_claim": "id_number"})
    await person(closed, "me", NUMBER)
    await person(closed, "another", OTHER)
    scope = {"headers": [(b"authorization", f"Bearer {closed.token(id_number=NUMBER)}".encode())]}
    viewer = await closed.service.callers.viewer(scope)
    assert (viewer.role, viewer.roles, viewer.subject_ids, viewer.purpose) == (
        Role.SUBJECT,
        (Role.SUBJECT,),
        ("me",),
        "SELF",
    )
    kept = closed.service.callers.tokens._checked._values
    assert len(kept) == 1
    assert NUMBER not in repr(viewer) + repr(kept)
    assert viewer.caller_id.startswith("login-")


async def test_a_number_from_a_provider_not_trusted_with_numbers_binds_nobody(closed: Closed) -> None:
    await person(closed, "me", NUMBER)
    await closed.caller(Role.APPROVER, subject="u-1")
    scope = {"headers": [(b"authorization", f"Bearer {closed.token(id_number=NUMBER)}".encode())]}
    viewer = await closed.service.callers.viewer(scope)
    assert (viewer.roles, viewer.subject_ids) == ((Role.APPROVER,), ())


async def test_a_number_may_come_as_our_own_hash(closing: Callable[..., Closed]) -> None:
    closed = closing(provider={"number_claim": "id_hash", "number_hashed": True})
    digest = await person(closed, "me", NUMBER)
    scope = {"headers": [(b"authorization", f"Bearer {closed.token(id_hash=digest)}".encode())]}
    assert (await closed.service.callers.viewer(scope)).subject_ids == ("me",)
    assert (await closed.refused(closed.token(id_hash=NUMBER)))[:2] == (401, "CREDENTIALS_REFUSED")


@pytest.mark.parametrize("number", ["110105194912310021", 11010519491231002, ["x"], "x" * 64])
async def test_a_number_that_fails_its_check_proves_nothing(
    closing: Callable[..., Closed], number: object
) -> None:
    closed = closing(provider={"number_claim": "id_number"})
    assert (await closed.refused(closed.token(id_number=number)))[:2] == (401, "CREDENTIALS_REFUSED")


async def test_two_callers_of_one_login_are_no_caller(closed: Closed) -> None:
    await closed.caller(Role.APPROVER, subject="u-1")
    await closed.caller(Role.REGULATOR, subject="u-1")
    assert (await closed.refused(closed.token()))[:2] == (403, "CALLER_UNKNOWN")


async def test_an_engine_that_is_down_lets_nobody_in(closed: Closed, monkeypatch: pytest.MonkeyPatch) -> None:
    async def down(*_: Any, **__: Any) -> Any:
        raise EngineUnavailable("test")

    monkeypatch.setattr(closed.db, "read", down)
    assert (await closed.refused(closed.token()))[:2] == (503, "ENGINE_UNAVAILABLE")


async def test_open_access_is_said_on_every_answer(db: Database) -> None:
    ask = Client(db)
    for response in (
        await ask.http.get("/healthz"),
        await ask.http.get("/readyz"),
        await ask.http.get("/graphiql/"),
        await ask.http.get("/graphql"),
        await ask.http.post("/graphql", json={"query": VIEWER}),
        await ask.http.post("/graphql", content=b"x"),
    ):
        assert response.headers["credit-access"] == "open"
    health = (await ask.http.get("/healthz")).json()
    assert "everybody on this machine sees everything" in health["en"]
    assert "本机任何人均可查看全部数据" in health["zh"]
    told = (await ask(VIEWER)).data["viewer"]
    assert (told["callerId"], told["role"], told["regions"]) == ("open", "OPEN", [""])


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104 - it is refused
        ("::", False),
        ("", False),
        ("10.0.0.5", False),
        ("localhost.example.test", False),
    ],
)
async def test_open_access_starts_on_loopback_only(settings: Settings, host: str, loopback: bool) -> None:
    chosen = settings.model_copy(update={"host": host})
    assert is_loopback(host) == loopback
    if loopback:
        check_access(chosen)
        return
    with pytest.raises(OpenBeyondLoopback, match="CREDIT_GRAPH_ACCESS=closed"):
        await App(chosen).start()
    with pytest.raises(OpenBeyondLoopback):
        await serve(chosen)
    check_access(chosen.model_copy(update={"access": "closed"}))


async def test_the_console_hears_open_access_and_shows_the_first_secret_once(
    closed: Closed, capsys: pytest.CaptureFixture[str]
) -> None:
    with structlog.testing.capture_logs() as logged:
        await Announcing(uvicorn.Config(App(Settings())), App(Settings())).say_who_may_ask()
    assert [(line["event"], line["log_level"], line["en"]) for line in logged] == [
        ("open_access", "warning", ALOUD_EN)
    ]
    server = Announcing(uvicorn.Config(closed.app), closed.app)
    with structlog.testing.capture_logs() as logged:
        await server.say_who_may_ask()
        shown = capsys.readouterr().out
        await server.say_who_may_ask()
    assert logged == []
    assert capsys.readouterr().out == ""
    secret = SecretStr(shown.split()[-1])
    made = await first_administrator(closed.db, secret, NewCaller("李安全"), closed.audit)
    assert made.roles == (Role.SECURITY_ADMINISTRATOR,)
