"""Attacks 10 and 12: bodies that are no single plain request are refused before values are made of them."""

import gzip
import json
import zlib

import pytest

from graph_api.surface.body import check_values
from graph_api.surface.limits import allowances
from graph_api.surface.refusals import RequestRefused
from tests.attacks.attacking import Attacker

BAD = (400, "BAD_REQUEST")
NAMED = "query ($a: String) { __typename @skip(if: false) }"


@pytest.mark.parametrize("body", ["[]", '[{"query": "{ __typename }"}]', '[{"query": "{ __typename }"}] '])
async def test_several_requests_in_one_body_are_refused(attack: Attacker, body: str) -> None:
    assert (await attack.raw(body)).seen == (400, "BATCHING_REFUSED")


async def test_a_body_over_256_kibibytes_is_refused_and_one_of_a_mebibyte_of_a_known_caller_is_not(
    attack: Attacker,
) -> None:
    body = json.dumps({"query": "{ __typename }", "variables": {f"a{n}": "x" * 9000 for n in range(60)}})
    assert (await attack.raw(body)).seen == (413, "BODY_TOO_LARGE")
    known = attack.settings.model_copy(update={"production": False})
    assert (await Attacker(attack.db, known).raw(body)).body == {"data": {"__typename": "Query"}}


async def test_a_body_that_says_it_is_short_and_is_long_is_refused(attack: Attacker) -> None:
    async def parts():
        for _ in range(100):
            yield b"x" * 10_000

    told = await attack.send(content=parts(), headers={"transfer-encoding": "chunked"})
    assert told.seen == (413, "BODY_TOO_LARGE")
    assert told.headers["connection"] == "close"


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "gzip, gzip", "x-gzip"])
async def test_a_compressed_body_is_refused_without_being_opened(attack: Attacker, encoding: str) -> None:
    bomb = gzip.compress(b" " * 50_000_000) if "gzip" in encoding else zlib.compress(b" " * 50_000_000)
    assert (await attack.raw(bomb, content_encoding=encoding)).seen == (415, "UNSUPPORTED_ENCODING")


@pytest.mark.parametrize("mark", ["[", '{"a":', '{"query": "{ __typename }", "variables": {"a": '])
async def test_json_nested_by_thousands_is_refused(attack: Attacker, mark: str) -> None:
    for levels in (2_000, 20_000):
        told = await attack.raw(mark + "[" * levels + "]" * levels)
        assert told.seen in (BAD, (413, "VARIABLES_TOO_LARGE"), (400, "BATCHING_REFUSED"))


async def test_variables_nested_more_than_sixteen_levels_are_refused(attack: Attacker) -> None:
    deep = json.loads("[" * 16 + "]" * 16)
    assert (await attack.ask(NAMED, {"a": deep})).seen == (413, "VARIABLES_TOO_LARGE")


async def test_a_list_of_two_million_values_is_refused_before_it_is_one(attack: Attacker) -> None:
    body = '{"query": "{ __typename }", "variables": {"a": [' + "1," * 2_000_000 + "1]}}"
    assert (await attack.raw(body)).seen == (413, "BODY_TOO_LARGE")
    wide = attack.settings.model_copy(update={"limit_body_public": 8_000_000})
    assert (await Attacker(attack.db, wide).raw(body)).seen == (413, "VARIABLES_TOO_LARGE")


async def test_a_text_longer_than_ten_thousand_characters_is_refused(attack: Attacker) -> None:
    assert (await attack.ask(NAMED, {"a": "张" * 10_001})).seen == (413, "VARIABLES_TOO_LARGE")


def test_values_are_counted_level_by_level(attack: Attacker) -> None:
    limits = allowances(attack.settings).public
    assert check_values({"a": [1, 2, {"b": [3]}], "c": None}, limits) == 7
    with pytest.raises(RequestRefused):
        check_values({str(n): n for n in range(limits.values + 1)}, limits)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"null",
        b"1",
        b'"{ __typename }"',
        b"{}",
        b'{"query": null}',
        b'{"query": {"a": 1}}',
        b'{"query": "{ __typename }"} x',
        b'{"query": "{ __typename }", "variables": []}',
        b'{"query": "{ __typename }", "variables": "a"}',
        b'{"query": "{ __typename }", "operationName": 1}',
        b'{"query": "{ __typename }", "documentId": 1}',
        b'{"query": "{ __typename }", "operationName": "' + b"a" * 300 + b'"}',
        b"{'query': '{ __typename }'}",
        b'{"query": "{ __typename }", /* */ "variables": {}}',
        # A name twice: whoever looked before us may have read the other one.
        b'{"query": "{ __typename }", "query": "{ __schema { queryType { name } } }"}',
        b'{"query": "{ __typename }", "variables": {"a": 1, "a": 2}}',
        b'{"query": "{ __typename }", "variables": {"a": {"b": 1, "\\u0062": 2}}}',
        # Numbers that JSON does not have.
        b'{"query": "{ __typename }", "variables": {"a": NaN}}',
        b'{"query": "{ __typename }", "variables": {"a": -Infinity}}',
        b'{"query": "{ __typename }", "variables": {"a": ' + b"9" * 5000 + b"}}",
        # Half characters, in a text and in a document.
        b'{"query": "{ __typename }", "variables": {"a": "\\ud800"}}',
        b'{"query": "{ __typename } # \\udfff"}',
        # Other encodings than UTF-8.
        b'{"query": "{ __typename }", "variables": {"a": "\xff"}}',
        '{"query": "{ __typename }", "variables": {"a": "张"}}'.encode("gb18030"),
        '{"query": "{ __typename }"}'.encode("utf-16"),
        '{"query": "{ __typename }"}'.encode("utf-32"),
        b'\xef\xbb\xbf{"query": "{ __typename }"}',
        b'{"query": "{ __typename }", "variables": {"a": "\xed\xa0\x80"}}',
    ],
)
async def test_what_is_no_plain_json_request_is_refused(attack: Attacker, body: bytes) -> None:
    assert (await attack.raw(body)).seen == BAD


@pytest.mark.parametrize(
    "kind",
    [
        None,
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=a",
        "application/json; charset=utf-16",
        "application/json; charset=gbk",
        "application/jsonx",
        "text/plain; application/json",
        "application/graphql",
    ],
)
async def test_a_form_or_text_that_a_foreign_page_could_send_is_refused(
    attack: Attacker, kind: str | None
) -> None:
    told = await attack.send(content='{"query": "{ __typename }"}', headers={"content-type": kind})
    assert told.seen == (415, "UNSUPPORTED_MEDIA_TYPE")


@pytest.mark.parametrize("kind", ["application/json", "Application/JSON ; Charset=UTF-8"])
async def test_plain_json_is_answered(attack: Attacker, kind: str) -> None:
    told = await attack.send(content='{"query": "{ __typename }"}', headers={"content-type": kind})
    assert told.body == {"data": {"__typename": "Query"}}
