"""Attacks 16, 17 and 32: who speaks to whom over HTTP, asked of the application and of a real server."""

import pytest

from tests.attacks.attacking import Attacker

BODY = '{"query": "{ __typename }"}'
GOOD = {"data": {"__typename": "Query"}}


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "POSTX"])
async def test_nothing_but_post_is_answered(attack: Attacker, method: str) -> None:
    told = await attack.send(method, "/graphql?query=mutation{a}", content=BODY)
    assert told.status == 405
    assert told.headers["allow"] == "POST"
    assert method == "HEAD" or told.code == "METHOD_NOT_ALLOWED"


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "null",
        "http://localhost.evil.example",
        "http://localhost:81",
        "http://evil.example/localhost",
        "http://evil@localhost",
        "",
    ],
)
async def test_a_page_of_another_origin_is_refused(attack: Attacker, origin: str) -> None:
    told = await attack.send(content=BODY, headers={"origin": origin})
    assert told.seen == (403, "FOREIGN_ORIGIN")
    assert "access-control-allow-origin" not in told.headers


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
async def test_a_request_the_browser_calls_foreign_is_refused(attack: Attacker, site: str) -> None:
    told = await attack.send(content=BODY, headers={"sec-fetch-site": site})
    assert told.seen == (403, "FOREIGN_ORIGIN")
    own = {"sec-fetch-site": "same-origin", "origin": "http://localhost"}
    assert (await attack.send(content=BODY, headers=own)).body == GOOD


async def test_a_page_of_an_origin_that_is_set_may_ask_and_read(attack: Attacker) -> None:
    page = "https://portal.example"
    settings = attack.settings.model_copy(update={"origins": (page,)})
    friendly = Attacker(attack.db, settings)
    foreign = {"origin": page, "sec-fetch-site": "cross-site"}
    told = await friendly.send(content=BODY, headers=foreign)
    assert (told.body, told.headers["access-control-allow-origin"]) == (GOOD, page)
    before = await friendly.send("OPTIONS", headers=foreign)
    assert (before.status, before.headers["access-control-allow-methods"]) == (204, "POST")
    assert "access-control-allow-credentials" not in before.headers
    assert (await friendly.send("OPTIONS", headers={"origin": "https://evil.example"})).status == 403


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "",
        "[::2]",
        "localhost@evil.example",
        "0",
    ],
)
@pytest.mark.parametrize("path", ["/graphql", "/healthz", "/graphiql/", "/nothing"])
async def test_another_host_than_ours_is_refused_on_every_path(
    attack: Attacker, host: str, path: str
) -> None:
    told = await attack.send(path=path, content=BODY, headers={"host": host})
    assert told.seen == (421, "MISDIRECTED")


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:8077", "127.0.0.1:1", "[::1]:8077", "credit.example"]
)
async def test_our_own_names_are_answered(attack: Attacker, host: str) -> None:
    settings = attack.settings.model_copy(update={"hosts": ("credit.example",)})
    told = await Attacker(attack.db, settings).send(content=BODY, headers={"host": host})
    assert told.body == GOOD


async def test_a_host_or_forwarding_header_changes_neither_path_nor_address(attack: Attacker) -> None:
    spoofed = {
        "x-forwarded-for": "10.0.0.1",
        "x-forwarded-host": "evil.example",
        "x-forwarded-prefix": "/graphql",
        "x-original-url": "/graphql",
        "x-rewrite-url": "/graphql",
        "x-http-method-override": "POST",
        "forwarded": "for=10.0.0.1;host=evil.example",
    }
    assert (await attack.send("GET", "/nothing", headers=spoofed)).status == 404
    assert (await attack.send("GET", "/graphql", headers=spoofed)).status == 405
    tight = Attacker(attack.db, attack.settings.model_copy(update={"rate_public": 25}))
    told = [
        (await tight.send(content=BODY, headers={"x-forwarded-for": f"10.0.0.{n}"})).status for n in range(4)
    ]
    assert told == [200, 200, 429, 429]


@pytest.mark.parametrize(
    ("accept", "kind", "status"),
    [
        ("application/json", "application/json", 200),
        ("*/*", "application/json", 200),
        ("application/graphql-response+json", "application/graphql-response+json", 400),
        (
            "application/graphql-response+json, application/json;q=0.9",
            "application/graphql-response+json",
            400,
        ),
        ("application/graphql-response+json;q=0.1, application/json", "application/json", 200),
        ("text/html, application/*;q=0.2", "application/json", 200),
    ],
)
async def test_the_status_of_a_refused_document_is_that_of_its_media_type(
    attack: Attacker, accept: str, kind: str, status: int
) -> None:
    for document in ("{ a }", "{", "query A { __typename } query B { __typename }"):
        told = await attack.send(json={"query": document}, headers={"accept": accept})
        assert (told.status, told.headers["content-type"]) == (status, f"{kind}; charset=utf-8")
        assert "data" not in told.body
    good = await attack.send(content=BODY, headers={"accept": accept})
    assert (good.status, good.body) == (200, GOOD)


@pytest.mark.parametrize("accept", ["text/html", "image/*", "application/json;q=0", "multipart/mixed"])
async def test_a_caller_that_wants_no_json_is_told_so(attack: Attacker, accept: str) -> None:
    assert (await attack.send(content=BODY, headers={"accept": accept})).seen == (406, "NOT_ACCEPTABLE")


@pytest.mark.parametrize(
    ("method", "path", "headers"),
    [
        ("POST", "/graphql", {}),
        ("GET", "/graphql", {}),
        ("POST", "/graphql", {"origin": "https://evil.example"}),
        ("GET", "/graphql", {"host": "evil.example"}),
        ("GET", "/healthz", {}),
        ("GET", "/readyz", {}),
        ("GET", "/nothing", {}),
        ("POST", "/graphiql/", {}),
        ("GET", "/../../etc/passwd", {}),
    ],
)
async def test_every_answer_carries_the_safe_headers(
    attack: Attacker, method: str, path: str, headers: dict[str, str]
) -> None:
    told = await attack.send(method, path, content=BODY if method == "POST" else None, headers=headers)
    found = {
        name: told.headers[name] for name in ("x-content-type-options", "cache-control", "referrer-policy")
    }
    assert found == {
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        "referrer-policy": "no-referrer",
    }
    assert "frame-ancestors 'none'" in told.headers["content-security-policy"]
    assert "strict-transport-security" not in told.headers
    assert "server" not in told.headers


async def test_the_query_page_is_closed_in_production_and_frames_are_refused_where_it_is_open(
    attack: Attacker,
) -> None:
    assert (await attack.send("GET", "/graphiql/")).status == 404
    opened = Attacker(attack.db, attack.settings.model_copy(update={"production": False}))
    page = await opened.send("GET", "/graphiql/")
    # Where nothing was built it says so, under the same policy.
    assert page.status in (200, 503)
    assert page.headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'")
    assert "frame-ancestors 'none'" in page.headers["content-security-policy"]
