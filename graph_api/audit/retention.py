"""Removes files of the log after their time, and leaves a signed stub for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from graph_api.audit.entry import Clock, day_of, now
from graph_api.audit.files import LogFile, log_files
from graph_api.audit.heads import FINAL, PRUNED, Head, HeadsFile, Signer, read_heads
from graph_api.audit.verify import verify
from graph_api.audit.writer import recover
from graph_api.errors import InputInvalid

YEARS = 3


def oldest_kept(clock: Clock = now) -> date:
    """The day before which files may be removed: three years ago."""
    today = date.fromisoformat(day_of(clock()))
    try:
        return today.replace(year=today.year - YEARS)
    except ValueError:
        return today.replace(year=today.year - YEARS, day=28)


def prune(folder: Path, signer: Signer, suite: str, before: date, clock: Clock = now) -> list[Head]:
    """The stubs of the files removed: those of days before that one. A log that does not verify is not touched."""
    if before > oldest_kept(clock):
        raise InputInvalid(
            "before",
            f"records are kept {YEARS} years; the latest day possible is {oldest_kept(clock)}",
            f"审计记录至少保存{YEARS}年，最晚可填{oldest_kept(clock)}",
        )
    heads_file = HeadsFile(folder, suite)
    if folder.is_dir():
        recover(folder, heads_file, signer, clock)
    found = verify(folder, signer).findings
    if found:
        raise InputInvalid(
            str(found[0].file), f"it does not verify: {found[0].en}", f"校验未通过：{found[0].zh}"
        )
    files = [file for file in log_files(folder) if file.day < before.isoformat()]
    stubs = _stubs(files, heads_file, signer, clock)
    # The stub is on disk before its file goes.
    if stubs:
        heads_file.append(stubs)
    for file in files:
        file.path.unlink()
    return stubs


def _stubs(files: Sequence[LogFile], heads_file: HeadsFile, signer: Signer, clock: Clock) -> list[Head]:
    if not files:
        return []
    ends = {head.file: head for head in read_heads(heads_file.path) if head.why in FINAL}
    if missing := [file.name for file in files if file.name not in ends]:
        raise InputInvalid(missing[0], "a process still writes it", "仍有进程正在写入")
    time = clock().isoformat(timespec="seconds")
    return [signer.sign(replace(ends[file.name], why=PRUNED, time=time)) for file in files]
