"""Entries are on disk before append returns, in a chain that verifies; nothing in them can forge a line."""

import asyncio
import os
from datetime import timedelta
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_api.audit.chain import Chain, line_of, rest_of
from graph_api.audit.entry import Action, Entry, encoded
from graph_api.audit.reading import latest
from graph_api.errors import AuditUnavailable, InputInvalid
from tests.audit.conftest import START, Place


def lines(file: Path) -> list[dict]:
    return [orjson.loads(line) for line in file.read_bytes().splitlines()]


async def test_an_entry_is_on_disk_when_append_returns(place: Place) -> None:
    log = place.open()
    entry = Entry(
        time=START,
        caller_id="u1",
        action=Action.VIEW,
        role="OFFICER",
        purpose="APPOINTMENT",
        authorisation_id="a-1",
        case_ref="case 7",
        subject="01ABC",
        fields=("Person.name", "Record.kind"),
        count=2,
        document="ab" * 32,
        request_id="r1",
        outcome="OK",
    )
    await log.append([entry])
    (file,) = place.files()
    assert file.stat().st_mode & 0o777 == 0o600
    told = lines(file)[-1]
    assert {name: value for name, value in told.items() if name not in ("h", "s")} == {
        "n": 1,
        "k": "entry",
        "time": "2026-11-21T04:00:00+00:00",
        "caller": "u1",
        "action": "VIEW",
        "role": "OFFICER",
        "purpose": "APPOINTMENT",
        "authorisation": "a-1",
        "case": "case 7",
        "fields": ["Person.name", "Record.kind"],
        "count": 2,
        "document": "ab" * 32,
        "request": "r1",
        "outcome": "OK",
    }
    assert told["s"].encode() == place.subjects.found("01ABC")[0]
    assert b"01ABC" not in file.read_bytes()
    await log.close()
    report = place.verify()
    assert (report.findings, report.notes, report.files, report.records) == ([], [], 1, 3)


@pytest.mark.parametrize("suite", ["international", "sm"])
async def test_many_waiters_share_a_flush_and_every_entry_is_there(
    tmp_path: Path, suite: str, monkeypatch
) -> None:
    place = Place(tmp_path, suite, head_every=100)
    flushes, flush = [], os.fdatasync
    monkeypatch.setattr("os.fdatasync", lambda descriptor: flushes.append(flush(descriptor)))
    log = place.open()
    await asyncio.gather(*(log.append([place.entry(request_id=f"r{n}")]) for n in range(1000)))
    assert len(flushes) < 100
    await log.close()
    assert {row["request"] for row in latest(place.folder, limit=2000)} == {f"r{n}" for n in range(1000)}
    report = place.verify()
    assert (report.findings, report.notes) == ([], [])
    assert report.heads >= 2


async def test_no_two_processes_and_no_two_days_share_a_file(place: Place) -> None:
    one, other = place.open(), place.open()
    await asyncio.gather(one.append([place.entry()]), other.append([place.entry()]))
    place.clock.forward(days=1)
    await one.append([place.entry()])
    await asyncio.gather(one.close(), other.close())
    await place.written(1)
    assert sorted(file.name[:10] for file in place.files()) == ["2026-11-21"] * 2 + ["2026-11-22"] * 2
    assert place.verify().findings == []


async def test_an_idle_log_ends_the_file_of_a_day_that_is_over(place: Place, monkeypatch) -> None:
    monkeypatch.setattr("graph_api.audit.log.IDLE", 0.05)
    log = place.open()
    await log.append([place.entry()])
    place.clock.forward(days=1)
    async with asyncio.timeout(10):
        while lines(place.files()[0])[-1]["k"] != "close":  # noqa: ASYNC110 it waits for a file
            await asyncio.sleep(0.02)
    await log.close()
    assert place.verify().findings == []


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    texts=st.lists(
        st.one_of(
            st.text(st.characters(exclude_categories=()), max_size=30),
            st.sampled_from(
                ['\n{"h":"', '"}\n', "\x1b[2J\r\n", "\u2028\x85\x00", '","k":"head","s":"', "\ud800"]
            ),
        ),
        min_size=7,
        max_size=7,
    )
)
async def test_no_value_can_forge_a_line(tmp_path_factory, texts: list[str]) -> None:
    place = Place(tmp_path_factory.mktemp("forged"))
    given = place.entry(
        caller_id=texts[0],
        role=texts[1],
        purpose=texts[2],
        case_ref=texts[3],
        fields=(texts[4],),
        outcome=texts[5],
        subject=texts[6],
    )
    log = place.open()
    await log.append([given, place.entry(request_id="after")])
    await log.close()
    (file,) = place.files()
    data = file.read_bytes()
    assert data.count(b"\n") == 4
    assert [line["k"] for line in lines(file)] == ["open", "entry", "entry", "close"]
    assert all(byte >= 32 or byte == 10 for byte in data)
    whole = [text.encode("utf-8", "backslashreplace").decode() for text in texts]
    told = lines(file)[1]
    assert [
        told["caller"],
        told["role"],
        told["purpose"],
        told["case"],
        *told["fields"],
        told["outcome"],
    ] == whole[:6]
    assert place.verify().findings == []


async def test_too_long_an_entry_refuses_its_caller_only(place: Place) -> None:
    log = place.open()
    good, bad = await asyncio.gather(
        log.append([place.entry()]), log.append([place.entry(purpose="x" * 70_000)]), return_exceptions=True
    )
    assert good is None
    assert isinstance(bad, InputInvalid)
    await log.close()
    assert place.verify().records == 3


async def test_a_cancelled_waiter_leaves_the_record_and_the_others_alone(place: Place) -> None:
    log = place.open()
    waiting = asyncio.create_task(log.append([place.entry(request_id="gone")]))
    await asyncio.sleep(0)
    waiting.cancel()
    await log.append([place.entry(request_id="there")])
    await log.close()
    assert [row["request"] for row in latest(place.folder)] == ["there", "gone"] or len(
        latest(place.folder)
    ) == 2
    with pytest.raises(AuditUnavailable, match="closed"):
        await log.append([place.entry()])


def test_the_encoding_of_an_entry_is_one_line_of_json() -> None:
    body = encoded(Entry(START + timedelta(seconds=1), "u", None, None, None, None, Action.SIGN_IN))
    assert orjson.loads(body)["time"] == "2026-11-21T04:00:01+00:00"
    chain = Chain("international", "f")
    line = chain.add("entry", body)
    assert orjson.loads(line) == {"h": chain.last.decode(), "n": 0, "k": "entry", **orjson.loads(body)}
    assert line == line_of(chain.last, rest_of(0, "entry", body))
