"""Killed writers, full disks, folders that cannot be written: nothing acknowledged is lost, the rest refused."""

import asyncio
import os
import random
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph_api.audit.findings import Kind
from graph_api.audit.heads import RECOVERED, read_heads
from graph_api.audit.reading import latest
from graph_api.errors import AuditUnavailable
from tests.audit.conftest import Place

ROUNDS = 20


def killed_round(home: Path, name: str, seconds: float) -> set[str]:
    """The request ids that were acknowledged before the process was killed."""
    command = [sys.executable, "-m", "tests.audit.append_until_killed", str(home), name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(seconds)
        process.kill()
        # A line cut by the kill was not said in whole.
        said = (first + process.stdout.read()).rpartition("\n")[0]
    return set(said.splitlines())


def test_a_writer_killed_in_mid_append_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    place, dice = Place(tmp_path), random.Random(1)  # noqa: S311 the moments of death, the same in each run
    acknowledged: set[str] = set()
    for number in range(ROUNDS):
        acknowledged |= killed_round(tmp_path, f"p{number}", dice.uniform(0, 0.2))
        assert place.verify().findings == []
    on_record = {row["request"] for row in latest(place.folder, limit=10**7)}
    assert acknowledged - on_record == set()
    assert len(acknowledged) > ROUNDS * 8
    # The last one is still as it was left; the next process signs its end.
    asyncio.run(place.written(1))
    report = place.verify()
    assert (report.findings, report.files) == ([], ROUNDS + 1)
    ends = [head.why for head in read_heads(place.folder / "heads.jsonl") if head.why == RECOVERED]
    assert len(ends) == ROUNDS


async def test_a_line_torn_by_a_kill_is_told_apart_from_tampering(place: Place) -> None:
    log = place.open()
    await log.append([place.entry(request_id="there")])
    # What a kill in the middle of a write leaves: the process is gone, and half a line stands at the end.
    os.close(log._writer._descriptor)
    (file,) = place.files()
    half = file.read_bytes().splitlines(keepends=True)[-1][:150]
    with file.open("ab") as stream:
        stream.write(half)
    report = place.verify()
    assert (report.findings, [note.file for note in report.notes]) == ([], [file.name])
    assert "150 bytes" in report.notes[0].en
    await place.written(1)
    report = place.verify()
    assert (report.findings, [note.file for note in report.notes]) == ([], [file.name])
    (end,) = (head for head in read_heads(place.folder / "heads.jsonl") if head.why == RECOVERED)
    assert (end.file, end.sequence, end.torn) == (file.name, 1, 150)
    assert [row["request"] for row in latest(place.folder) if row["file"] == file.name] == ["there"]
    # From now on its end is signed, so that touching it is tampering.
    with file.open("ab") as stream:
        stream.write(b"more")
    assert [(found.line, found.kind) for found in place.verify().findings] == [(3, Kind.EDITED)]


async def test_a_file_left_open_by_a_living_process_is_not_recovered_by_another(place: Place) -> None:
    log = place.open()
    await log.append([place.entry()])
    await place.written(1)
    assert [head.why for head in read_heads(place.folder / "heads.jsonl")] == ["CLOSE"]
    await log.append([place.entry()])
    await log.close()
    assert place.verify().findings == []


@contextmanager
def small_disk(folder: Path) -> Iterator[None]:
    """A folder on a disk of 64 KiB of its own; the test skips where it may not mount one."""
    folder.mkdir(parents=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], capture_output=True)
    if mounted.returncode:
        pytest.skip("only root may mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


def remount(folder: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", folder], check=True)


async def filled(place: Place, log: object, most: int = 2000) -> tuple[list[str], AuditUnavailable]:
    """The ids acknowledged until the log refused, and its refusal."""
    there = []
    for number in range(most):
        try:
            await log.append([place.entry(request_id=f"r{number}", purpose="x" * 700)] * 3)  # type: ignore[attr-defined] any log
        except AuditUnavailable as refusal:
            return there, refusal
        there.append(f"r{number}")
    raise AssertionError("it never refused")


async def test_a_full_disk_refuses_and_heals_without_a_torn_line(place: Place) -> None:
    with small_disk(place.folder):
        ballast = place.folder / "ballast"
        ballast.write_bytes(b"x" * 20_000)
        log = place.open()
        there, refusal = await filled(place, log)
        said = (refusal.code, "No space left" in refusal.en, "已拒绝" in refusal.zh)
        assert said == ("AUDIT_UNAVAILABLE", True, True)
        with pytest.raises(AuditUnavailable):
            await log.append([place.entry(purpose="y" * 6000)])
        assert place.verify().findings == []
        ballast.unlink()
        await log.append([place.entry(request_id="healed")])
        assert place.verify().findings == []
        await log.close()
        report = place.verify()
        assert (report.findings, report.notes) == ([], [])
        seen = [row["request"] for row in latest(place.folder, limit=10**6)]
        assert sorted(seen) == sorted([*there * 3, "healed"])


async def test_a_limit_on_the_size_of_files_refuses_and_heals_without_a_torn_line(place: Place) -> None:
    log = place.open()
    await log.append([place.entry()])
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, hard))
    try:
        there, refusal = await filled(place, log)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "File too large" in refusal.en
    assert there
    await log.append([place.entry(request_id="healed")])
    await log.close()
    report = place.verify()
    assert (report.findings, report.notes, report.files) == ([], [], 1)
    assert report.records == 1 + 1 + 3 * len(there) + 1 + 1


@pytest.mark.parametrize("failing", ["fdatasync", "pwrite"])
async def test_what_the_disk_did_not_take_is_not_on_record(place: Place, monkeypatch, failing: str) -> None:
    log = place.open()
    await log.append([place.entry(request_id="before")])

    def fails(*given: object) -> int:
        raise OSError(5, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(os, failing, fails)
        with pytest.raises(AuditUnavailable, match="Input/output error"):
            await log.append([place.entry(request_id="lost")])
    await log.append([place.entry(request_id="after")])
    await log.close()
    assert place.verify().findings == []
    assert {row["request"] for row in latest(place.folder)} == {"before", "after"}
    # After a failed flush nobody knows what the disk has, so a new file is begun.
    assert len(place.files()) == (2 if failing == "fdatasync" else 1)


async def test_a_folder_that_cannot_be_made_refuses_and_heals(place: Place) -> None:
    place.home.mkdir()
    place.folder.write_text("a file where the folder should be")
    log = place.open()
    with pytest.raises(AuditUnavailable) as refused:
        await log.append([place.entry()])
    assert str(place.folder) not in str(refused.value)
    place.folder.unlink()
    await log.append([place.entry()])
    await log.close()
    assert place.verify().findings == []


async def test_a_disk_that_turns_read_only_refuses_and_heals(place: Place) -> None:
    with small_disk(place.folder):
        await place.written(1)
        remount(place.folder, "ro")
        log = place.open()
        with pytest.raises(AuditUnavailable, match="Read-only file system"):
            await log.append([place.entry()])
        remount(place.folder, "rw")
        await log.append([place.entry(request_id="healed")])
        await log.close()
        report = place.verify()
        assert (report.findings, report.notes, report.files) == ([], [], 2)


async def test_keys_that_cannot_be_read_refuse(place: Place) -> None:
    log = place.open()
    await log.append([place.entry()])
    place.keys.close()
    file = place.home / "keys" / "subjects" / "keys.sqlite"
    whole = file.read_bytes()
    file.write_bytes(b"no base at all" * 1000)
    with pytest.raises(AuditUnavailable, match="keys of subjects"):
        await log.append([place.entry(subject="somebody new")])
    place.keys.close()
    file.write_bytes(whole)
    await log.append([place.entry(subject="somebody new")])
    await log.close()
    assert place.verify().records == 4


async def test_a_defect_refuses_its_waiters_and_says_nothing_of_them(
    place: Place, monkeypatch, capsys
) -> None:
    log = place.open()
    monkeypatch.setattr(log.subjects, "hashes", lambda subjects: 1 / 0)
    with pytest.raises(AuditUnavailable, match="ZeroDivisionError"):
        await log.append([place.entry(subject="secret-subject", caller_id="secret-caller")])
    monkeypatch.undo()
    await log.append([place.entry()])
    await log.close()
    told = capsys.readouterr()
    assert "secret" not in told.out + told.err
