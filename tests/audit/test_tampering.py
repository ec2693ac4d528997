"""Whatever is done to a file of the log is found, and named: file, line and what happened."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph_api.audit.chain import Chain, chained, hash_of, line_of
from graph_api.audit.findings import Kind
from graph_api.audit.heads import CLOSE, Head, HeadsFile, Signer
from graph_api.audit.standing import heads_now
from graph_api.secrets.files import FileKeys
from tests.audit.conftest import Place

SIZE = 20
"""Entries; with the first and the last line the file has 22."""
slowly = settings(
    max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
inside = st.integers(1, SIZE)


@pytest.fixture(params=["international", "sm"])
async def whole(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Place, Path, list[bytes]]:
    """A place with one closed file, and its lines."""
    place = Place(tmp_path / "home", request.param)
    file = await place.written(SIZE)
    return place, file, file.read_bytes().splitlines(keepends=True)


def first(place: Place, file: Path, lines: list[bytes]) -> tuple[str, int, Kind]:
    """The first finding of the file once it has these lines."""
    file.write_bytes(b"".join(lines))
    found = min(place.verify().findings, key=lambda each: each.line)
    return found.file, found.line, found.kind


@slowly
@given(at=inside, data=st.data())
def test_an_edited_record_is_named(whole, at: int, data: st.DataObject) -> None:
    place, file, lines = whole
    line = lines[at]
    where = data.draw(st.integers(0, len(line) - 2))
    new = data.draw(st.integers(0, 255).filter(lambda byte: byte not in (line[where], 10)))
    changed = line[:where] + bytes([new]) + line[where + 1 :]
    assert first(place, file, [*lines[:at], changed, *lines[at + 1 :]]) == (file.name, at + 1, Kind.EDITED)


@slowly
@given(at=inside)
def test_an_edited_record_with_its_hash_made_anew_is_named_by_the_one_after(whole, at: int) -> None:
    place, file, lines = whole
    rest = lines[at][72:].replace(b"APPOINTMENT", b"CURIOSITY..")
    digest = chained(hash_of(place.suite), lines[at - 1][6:70], rest)
    changed = [*lines[:at], line_of(digest, rest), *lines[at + 1 :]]
    assert first(place, file, changed) == (file.name, at + 2, Kind.EDITED)


@slowly
@given(at=inside, number=st.integers(1, 5))
def test_deleted_records_are_named_by_the_line_after_them(whole, at: int, number: int) -> None:
    place, file, lines = whole
    number = min(number, SIZE + 1 - at)
    assert first(place, file, [*lines[:at], *lines[at + number :]]) == (file.name, at + 1, Kind.DELETED)


@slowly
@given(one=inside, other=inside)
def test_moved_records_are_named(whole, one: int, other: int) -> None:
    place, file, lines = whole
    if one == other:
        return
    moved = list(lines)
    moved.insert(other, moved.pop(one))
    assert first(place, file, moved) == (file.name, min(one, other) + 1, Kind.REORDERED)


@slowly
@given(copied=inside, at=inside)
def test_a_record_put_in_is_named(whole, copied: int, at: int) -> None:
    place, file, lines = whole
    # A copy right before its original cannot be told from one right behind it.
    line = at + 1 if at == copied else at
    found = first(place, file, [*lines[:at], lines[copied], *lines[at:]])
    assert found in {(file.name, line + 1, Kind.INSERTED)}


@slowly
@given(kept=st.integers(1, SIZE + 1))
def test_a_cut_tail_is_named(whole, kept: int) -> None:
    place, file, lines = whole
    assert first(place, file, lines[:kept]) == (file.name, kept + 1, Kind.CUT)


@slowly
@given(where=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_no_flipped_bit_goes_unseen(whole, where: int, bit: int) -> None:
    place, file, lines = whole
    data = bytearray(b"".join(lines))
    where %= len(data)
    data[where] ^= 1 << bit
    at = bytes(data[:where]).count(b"\n") + 1 if where else 1
    file.write_bytes(data)
    found = min(each.line for each in place.verify().findings)
    assert found in (at, at + 1)


@slowly
@given(at=inside)
def test_a_chain_made_anew_from_a_record_on_is_found_by_its_signed_head(whole, at: int) -> None:
    place, file, lines = whole
    chain = Chain(place.suite, file.name, at - 1, lines[at - 1][6:70])
    forged = list(lines[:at])
    for line in lines[at:]:
        kind = "entry" if b'"k":"entry"' in line else "close"
        body = b"{" + line[72:].partition(b'"k":"%s",' % kind.encode())[2].rstrip(b"\n")
        forged.append(chain.add(kind, body.replace(b"APPOINTMENT", b"CURIOSITY..")))
    assert first(place, file, forged)[1:] == (SIZE + 2, Kind.EDITED)


async def test_a_whole_file_that_is_gone_is_named(whole) -> None:
    place, file, _ = whole
    file.unlink()
    assert [(each.file, each.line, each.kind) for each in place.verify().findings] == [
        (file.name, 1, Kind.DELETED)
    ]


async def test_a_file_cannot_stand_for_another(whole) -> None:
    place, _, lines = whole
    other = await place.written(2)
    other.write_bytes(b"".join(lines))
    found = {(each.file, each.line, each.kind) for each in place.verify().findings}
    assert (other.name, 1, Kind.EDITED) in found


async def test_records_behind_the_end_of_a_closed_file_are_named(whole) -> None:
    place, file, lines = whole
    chain = Chain(place.suite, file.name, SIZE + 1, lines[-1][6:70])
    assert first(place, file, [*lines, chain.add("entry", b'{"s":""}')]) == (
        file.name,
        SIZE + 3,
        Kind.INSERTED,
    )


async def test_a_head_by_another_key_is_named(whole, tmp_path: Path) -> None:
    place, file, lines = whole
    stranger = Signer(FileKeys(tmp_path / "stranger"))
    head = stranger.sign(Head(file.name, 3, lines[3][6:70].decode(), "2026-11-21T04:00:00", CLOSE))
    HeadsFile(place.folder, place.suite).append([head])
    assert [(each.file, each.line, each.kind) for each in place.verify().findings] == [
        ("heads.jsonl", 2, Kind.FOREIGN_SIGNATURE)
    ]
    assert [(each.file, each.kind) for each in place.verify(head).findings][1:] == [
        (file.name, Kind.FOREIGN_SIGNATURE)
    ]


async def test_a_tail_cut_with_its_heads_is_found_by_a_head_kept_elsewhere(whole) -> None:
    place, file, lines = whole
    kept = heads_now(place.folder, place.signer)
    assert place.verify(*kept).findings == []
    file.write_bytes(b"".join(lines[:9]))
    (place.folder / "heads.jsonl").unlink()
    assert place.verify().findings == []
    found = [(each.file, each.line, each.kind) for each in place.verify(*kept).findings]
    assert sorted(found) == [(file.name, 10, Kind.CUT), ("heads.jsonl", 1, Kind.CUT)]


async def test_heads_cut_before_a_later_file_began_are_found_without_help(whole) -> None:
    place, _, _ = whole
    await place.written(1)
    heads = place.folder / "heads.jsonl"
    lines = heads.read_bytes().splitlines(keepends=True)
    for rest in (lines[:0], [lines[1]], [lines[0].replace(b"CLOSE", b"OPENX"), lines[1]]):
        heads.write_bytes(b"".join(rest))
        assert ("heads.jsonl", 1) in {(each.file, each.line) for each in place.verify().findings}


async def test_a_rotated_audit_key_still_verifies_what_the_old_one_signed(whole) -> None:
    place, _, _ = whole
    place.provider.rotate("audit")
    await place.written(2)
    report = place.verify()
    assert (report.findings, report.files) == ([], 2)
