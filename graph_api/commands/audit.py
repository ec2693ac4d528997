"""`audit`: check the log, take its heads away, read it, remove what is past its time."""

from __future__ import annotations

import sys
import unicodedata
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

import orjson
import typer

from graph_api.audit.entry import BEIJING
from graph_api.audit.findings import Report
from graph_api.audit.heads import Signer, read_heads
from graph_api.audit.log import audit_folder
from graph_api.audit.reading import by_subject, latest
from graph_api.audit.retention import prune
from graph_api.audit.standing import heads_now
from graph_api.audit.subjects import Subjects
from graph_api.audit.verify import verify
from graph_api.commands.console import Exit, Result, console, errors, print_json, run, settings, stop
from graph_api.secrets.opening import open_provider, open_subject_keys
from graph_api.settings import Settings

audit_app = typer.Typer(help="The audit log (审计日志).", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@audit_app.command("verify")
def verify_command(
    head: Annotated[list[Path] | None, typer.Option(help="A file of heads that was kept elsewhere.")] = None,
    as_json: Json = False,
) -> None:
    """Check every record and signature; exit 1 with file, line and what happened (校验)."""
    chosen = settings()
    given = head or []
    if missing := [file for file in given if not file.is_file()]:
        stop(Exit.BAD_INPUT, f"{missing[0]} cannot be read. 无法读取 {missing[0]}。")

    def work() -> Report:
        heads = [each for file in given for each in read_heads(file)]
        return verify(audit_folder(chosen), Signer(open_provider(chosen)), heads)

    report = _run(work)
    if as_json:
        print_json(report.as_json())
    else:
        for found in report.findings:
            console.print(str(found), markup=False)
        for note in report.notes:
            errors.print(f"{note.file}: {note.en}. {note.zh}。", markup=False)
        counts = f"{report.files} files, {report.records:,} records, {report.heads} heads"
        console.print(f"{counts}, {len(report.findings)} findings, {report.seconds:.1f} s")
    if not report.sound:
        raise typer.Exit(Exit.FOUND)


@audit_app.command("head")
def head_command(
    out: Annotated[Path | None, typer.Option(help="The file to write; standard output if left out.")] = None,
) -> None:
    """Sign where every file stands now, to be kept on another machine; exit 1 if the log does not verify (导出)."""
    chosen = settings()
    signer = Signer(open_provider(chosen))
    report = _run(lambda: verify(audit_folder(chosen), signer))
    if not report.sound:
        stop(Exit.FOUND, *(str(found) for found in report.findings))
    heads = _run(lambda: heads_now(audit_folder(chosen), signer))
    text = b"".join(orjson.dumps(asdict(head)) + b"\n" for head in heads)
    if out:
        out.write_bytes(text)
    else:
        sys.stdout.buffer.write(text)


@audit_app.command("show")
def show_command(
    subject: Annotated[str | None, typer.Option(help="Only what concerns this subject id.")] = None,
    since: Annotated[str | None, typer.Option(help="A day or a time in Beijing, e.g. 2026-11-21.")] = None,
    limit: Annotated[int, typer.Option(min=1, help="At most so many.")] = 100,
    as_json: Json = False,
) -> None:
    """Show who did what, newest first (查看)."""
    chosen = settings()
    try:
        begin = datetime.fromisoformat(since) if since else None
    except ValueError:
        stop(Exit.BAD_INPUT, f"{since} is no time; write 2026-11-21. 时间请写作 2026-11-21。")
    begin = begin.replace(tzinfo=BEIJING) if begin and begin.tzinfo is None else begin
    rows = _run(lambda: _shown(chosen, subject, begin, limit))
    if as_json:
        print_json(rows)
        return
    for row in rows:
        told = " ".join(
            f"{name}={value}" for name, value in row.items() if name not in ("h", "k", "n", "time")
        )
        console.print(f"{row['time']} {printable(told)}", markup=False)


def _shown(chosen: Settings, subject: str | None, since: datetime | None, limit: int) -> list[dict[str, Any]]:
    if subject is None:
        return latest(audit_folder(chosen), since, limit)
    provider = open_provider(chosen)
    subjects = Subjects(open_subject_keys(chosen, provider), provider, chosen.crypto)
    return by_subject(audit_folder(chosen), subjects, subject, since, limit)


@audit_app.command("prune")
def prune_command(
    before: Annotated[str, typer.Option(help="Remove the files of days before this one.")],
    as_json: Json = False,
) -> None:
    """Remove files older than three years and leave a signed stub of each (清理)."""
    chosen = settings()
    try:
        day = date.fromisoformat(before)
    except ValueError:
        stop(Exit.BAD_INPUT, f"{before} is no date; write 2026-11-21. 日期请写作 2026-11-21。")
    signer = Signer(open_provider(chosen))
    stubs = _run(lambda: prune(audit_folder(chosen), signer, chosen.crypto, day))
    if as_json:
        print_json([asdict(stub) for stub in stubs])
        return
    for stub in stubs:
        console.print(f"{stub.file} {stub.sequence + 1}", markup=False)


def printable(text: str) -> str:
    """The text with everything escaped that could move a cursor, turn a line round or hide itself."""
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    hidden = unicodedata.category(character)[0] in "CZ" and character != " "
    return character.encode("unicode_escape").decode() if hidden else character


def _run(work: Callable[[], Result]) -> Result:
    """The result of work that needs no event loop, its failures told like those of every command."""

    async def waited() -> Result:
        return work()

    return run(waited)
