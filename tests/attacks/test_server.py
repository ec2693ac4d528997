"""What only a real server on a port of loopback shows: slow, endless, doubled and upgraded requests."""

import asyncio
import logging
import ssl
import subprocess
from pathlib import Path

import pytest

from graph_api.errors import ListeningRefused
from graph_api.server import check_listening
from graph_api.settings import Settings
from tests.attacks.attacking import MOST_SECONDS, Attacker
from tests.attacks.conftest import Listening
from tests.attacks.wire import exchange, post, read

BODY = b'{"query": "{ __typename }"}'
CLOSE = "connection: close"
UPGRADE = (
    b"GET /graphql HTTP/1.1\r\nhost: localhost\r\nconnection: Upgrade\r\nupgrade: websocket\r\n"
    b"sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n%s\r\n"
)


async def test_an_upgrade_to_websocket_is_refused(attack: Attacker, listening: Listening) -> None:
    async with listening(attack) as port:
        for protocol in (b"", b"sec-websocket-protocol: graphql-ws\r\n", b"origin: https://evil.example\r\n"):
            status, headers, _ = read(await exchange(port, UPGRADE % protocol, wait=0.5))
            assert status in (405, 403)
            assert "sec-websocket-accept" not in headers


async def test_a_head_that_comes_too_slowly_is_cut_off(attack: Attacker, listening: Listening) -> None:
    async with listening(attack, head_timeout=0.3) as port:
        began = asyncio.get_running_loop().time()
        assert await exchange(port, b"POST /graphql HTTP/1.1\r\nhost: local") == b""
        assert await exchange(port) == b""
        assert asyncio.get_running_loop().time() - began < MOST_SECONDS
        # A second request on a connection that answered once has no more time than the first.
        told = await exchange(port, post(BODY), b"POST /graphql HTTP/1.1\r\n", pause=0.1)
        assert read(told)[0] == 200


async def test_a_head_without_end_is_refused(attack: Attacker, listening: Listening) -> None:
    async with listening(attack) as port:
        endless = b"POST /graphql HTTP/1.1\r\n" + b"x-a: " + b"a" * 200_000
        assert read(await exchange(port, endless))[0] == 431
        many = [f"x-{n}: 1" for n in range(200)]
        assert read(await exchange(port, post(BODY, *many)))[0] == 431
        line = b"GET /" + b"a" * 200_000
        assert read(await exchange(port, line))[0] == 431


async def test_a_body_that_comes_too_slowly_is_refused(attack: Attacker, listening: Listening) -> None:
    slow = Attacker(attack.db, attack.settings.model_copy(update={"body_timeout": 0.3}))
    async with listening(slow) as port:
        status, headers, body = read(await exchange(port, post(BODY)[:-5]))
        assert (status, headers["connection"]) == (408, "close")
        assert body["errors"][0]["extensions"]["code"] == "BODY_TOO_SLOW"


@pytest.mark.parametrize(
    "request_",
    [
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET / HTTP/9.9\r\n\r\n",
        post(BODY, "transfer-encoding: chunked"),
        post(BODY, "content-length: 5"),
        post(BODY, "host: evil.example", CLOSE),
        post(BODY, "content-type: text/plain", CLOSE),
        post(BODY, "origin: http://localhost", "origin: https://evil.example", CLOSE),
        b"POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nhost: localhost\r\nx-a: a\x00b\r\n\r\n",
        b"POST /graphql HTTP/1.1\r\nhost : localhost\r\n\r\n",
    ],
)
async def test_a_request_that_two_readers_would_read_differently_is_refused(
    attack: Attacker, listening: Listening, request_: bytes
) -> None:
    async with listening(attack) as port:
        status, headers, body = read(await exchange(port, request_))
        assert (status, body["errors"][0]["extensions"]["code"]) == (400, "BAD_REQUEST")
        assert headers["x-content-type-options"] == "nosniff"


async def test_a_whole_url_in_the_request_line_leads_nowhere_else(
    attack: Attacker, listening: Listening
) -> None:
    async with listening(attack) as port:
        line = b"GET http://evil.example/graphql HTTP/1.1\r\nhost: localhost/healthz?\r\nconnection: close\r\n\r\n"
        assert read(await exchange(port, line))[0] == 421


async def test_connections_beyond_the_number_are_told_to_come_back(
    attack: Attacker, listening: Listening
) -> None:
    async with listening(attack, connections=5) as port:
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(5)]
        status, headers, _ = read(await exchange(port))
        assert (status, headers["retry-after"]) == (503, "1")
        for _, writer in held:
            writer.close()
            await writer.wait_closed()
        await asyncio.sleep(0.1)
        assert read(await exchange(port, post(BODY, CLOSE)))[0] == 200


async def test_a_client_that_hangs_up_ends_its_work_without_a_word(
    attack: Attacker, listening: Listening, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    began, ended = asyncio.Event(), asyncio.Event()

    async def long(*_: object) -> dict[str, object]:
        began.set()
        try:
            await asyncio.sleep(60)
        finally:
            ended.set()
        return {}

    monkeypatch.setattr(attack.service, "execute", long)
    with caplog.at_level(logging.DEBUG):
        async with listening(attack) as port:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(post(BODY))
            await asyncio.wait_for(began.wait(), MOST_SECONDS)
            writer.close()
            await asyncio.wait_for(ended.wait(), MOST_SECONDS)
            assert attack.app.endpoint.admission.working == 0
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


async def test_forwarded_addresses_are_believed_of_a_named_proxy_only(
    attack: Attacker, listening: Listening
) -> None:
    tight = attack.settings.model_copy(update={"rate_public": 15})
    forwarded = [post(BODY, f"x-forwarded-for: 198.51.100.{n}", CLOSE) for n in range(3)]
    async with listening(Attacker(attack.db, tight)) as port:
        assert [read(await exchange(port, each))[0] for each in forwarded] == [200, 429, 429]
    async with listening(Attacker(attack.db, tight), trusted_proxies=("127.0.0.1",)) as port:
        assert [read(await exchange(port, each))[0] for each in forwarded] == [200, 200, 200]


async def test_behind_a_proxy_that_speaks_tls_browsers_are_told_to_keep_to_it(
    attack: Attacker, listening: Listening
) -> None:
    secure = post(BODY, "x-forwarded-proto: https", CLOSE)
    async with listening(attack) as port:
        assert "strict-transport-security" not in read(await exchange(port, secure))[1]
    async with listening(attack, trusted_proxies=("127.0.0.1",)) as port:
        assert "strict-transport-security" in read(await exchange(port, secure))[1]


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate of localhost and its key, good for a day."""
    folder = tmp_path_factory.mktemp("certificate")
    chain, key = folder / "chain.pem", folder / "key.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-nodes", "-days", "1", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"),
            *("-keyout", key, "-out", chain),
        ],
        check=True,
        capture_output=True,
    )
    return chain, key


async def test_the_service_speaks_tls_itself_where_it_has_a_certificate(
    attack: Attacker, listening: Listening, certificate: tuple[Path, Path]
) -> None:
    chain, key = certificate
    context = ssl.create_default_context(cafile=str(chain))
    async with listening(attack, tls_certificate=chain, tls_key=key) as port:
        reader, writer = await asyncio.open_connection(
            "127.0.0.1", port, ssl=context, server_hostname="localhost"
        )
        writer.write(post(BODY, CLOSE))
        status, headers, body = read(await reader.read())
        writer.close()
        assert (status, body) == (200, {"data": {"__typename": "Query"}})
        assert headers["strict-transport-security"] == "max-age=31536000"
        assert b"HTTP/1.1 200" not in await exchange(port, post(BODY, CLOSE))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "credit.example"])  # noqa: S104 - refused
def test_listening_beyond_loopback_needs_tls_or_a_proxy(home: Path, host: str) -> None:
    with pytest.raises(ListeningRefused, match="TLS"):
        check_listening(Settings(home=home, host=host))
    check_listening(Settings(home=home, host=host, behind_proxy=True))
    check_listening(Settings(home=home, host=host, tls_certificate=home / "a", tls_key=home / "b"))
    with pytest.raises(ListeningRefused, match="together"):
        check_listening(Settings(home=home, host=host, tls_certificate=home / "a"))


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost", "127.0.0.53"])
def test_loopback_needs_nothing(home: Path, host: str) -> None:
    check_listening(Settings(home=home, host=host))
