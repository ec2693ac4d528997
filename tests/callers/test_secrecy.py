"""No credential ever appears in an answer, a log, an error or a repr."""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_api.access.viewer import Role
from graph_api.callers.credentials import refuse_in_url, stated
from graph_api.callers.refusals import CredentialsInUrl
from graph_api.errors import CreditGraphError
from tests.callers.conftest import Closed
from tests.callers.signing import claims, signed

MARK = "SeCrEtMaRk"
TOKENISH = st.text("abcdefgABCDEFG0123456789._-~+/=", max_size=60)
PREFIXES = ("cg_000000000000_", "cg_", "eyJhbGciOiJub25lIn0.", "eyJ.", "..", "")
VALUES = st.builds(
    lambda scheme, prefix, tail: f"{scheme}{prefix}{MARK}{tail}",
    st.sampled_from(["Bearer ", "bearer ", "Basic ", "", "Bearer  x "]),
    st.sampled_from(PREFIXES),
    TOKENISH,
)
HEADERS = ("authorization", "credit-role", "credit-purpose", "credit-authorisation", "credit-case")


@pytest.fixture
def heard() -> Iterator[io.StringIO]:
    """Everything that is logged, by any library at any level, or written to standard error."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    level, errors = root.level, sys.stderr
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    # The client of the test, and the drivers that logs.set_up() silences.
    silent = [logging.getLogger(name) for name in ("httpx", "httpcore", "neo4j")]
    levels = [logger.level for logger in silent]
    for logger in silent:
        logger.setLevel(logging.CRITICAL)
    sys.stderr = stream
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(file=stream))
    yield stream
    structlog.reset_defaults()
    root.removeHandler(handler)
    root.setLevel(level)
    for logger, was in zip(silent, levels, strict=True):
        logger.setLevel(was)
    sys.stderr = errors


@given(header=st.sampled_from(HEADERS), value=VALUES)
@settings(max_examples=300, deadline=None)
def test_what_a_header_says_is_in_no_error_and_no_repr(header: str, value: str) -> None:
    try:
        said = repr(stated([(header.encode(), value.encode())])) if header == "authorization" else ""
    except CreditGraphError as refused:
        said = f"{refused!r} {refused} {refused.__cause__!r}"
    assert MARK not in said


@given(before=TOKENISH, value=VALUES)
def test_what_an_address_carries_is_in_no_error(before: str, value: str) -> None:
    with pytest.raises(CredentialsInUrl) as refused:
        refuse_in_url(f"{before}&access_token={value}".encode())
    assert MARK not in f"{refused.value!r} {refused.value}"


async def test_nothing_of_any_credential_is_answered_or_logged(closed: Closed, heard: io.StringIO) -> None:
    caller_id = await closed.caller(Role.APPROVER, subject=MARK)
    key = (await closed.key(caller_id)).text.get_secret_value()
    told = claims(closed.clock.now().timestamp(), sub=MARK)
    token = signed(told)
    secret = key.rpartition("_")[2]
    revoked = await closed.key(caller_id)
    await closed.rights("admin").revoke(revoked.key_id)
    answers = []
    for number, credential in enumerate(
        [
            token,
            signed(told | {"exp": 1}),
            signed(told | {"aud": MARK}),
            signed(told | {"iss": MARK}),
            token[:-4] + "AAAA",
            key,
            key[:-1],
            f"cg_000000000000_{secret}",
            revoked.text.get_secret_value(),
            MARK,
            MARK + "\x7f",
        ]
    ):
        for more in ((), (("Credit-Role", MARK),), (("Credit-Case", MARK + "\x00"),)):
            response = await closed.post(
                ("Authorization", f"Bearer {credential}"), *more, client=f"10.1.0.{number}"
            )
            answers.append(response.text + repr(response.headers))
        answers.append((await closed.post(path=f"/graphql?key={credential.strip(chr(127))}")).text)
    said = "".join(answers) + heard.getvalue()
    assert "credentials_refused" in said
    hidden = [MARK, secret, revoked.text.get_secret_value().rpartition("_")[2], *token.split(".")]
    assert [each for each in hidden if each in said] == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=VALUES)
async def test_whatever_is_sent_as_authorization_is_not_sent_back(
    closed: Closed, heard: io.StringIO, value: str
) -> None:
    closed.clock.forward(minutes=2)
    response = await closed.post(("Authorization", value))
    assert response.status_code == 401
    assert MARK not in response.text + repr(response.headers) + heard.getvalue()
