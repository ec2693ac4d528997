"""What the command line and the bench call: a load with progress on stderr and its report on stdout."""

import sys
from pathlib import Path

import orjson
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table

from graph_api.engine.opening import open_database
from graph_api.errors import CreditGraphError, InputInvalid
from graph_api.settings import Settings
from loaders.report import COUNTS, Report
from loaders.run import expected_rows, load

ENDED_WELL, ENGINE_FAILED, INPUT_UNUSABLE, ROWS_REJECTED = 0, 1, 2, 3


async def load_command(
    source: str,
    folder: Path,
    *,
    settings: Settings,
    json: bool = False,
    dry_run: bool = False,
    rejects: Path | None = None,
) -> int:
    """Loads a folder and prints the report; the exit code.

    0 every row is in; 3 some rows were rejected or a file held too few; 2 source, folder or file cannot be
    used; 1 the engine failed.
    """
    console = Console(stderr=True)
    try:
        report = await _load(source, folder, settings, dry_run, rejects, console)
    except CreditGraphError as error:
        failed = {"error": {"code": error.code, "zh": error.zh, "en": error.en}}
        if json:
            print(orjson.dumps(failed).decode())
        else:
            console.print(f"{error.zh}\n{error.en}", markup=False, highlight=False)
        return INPUT_UNUSABLE if isinstance(error, InputInvalid) else ENGINE_FAILED
    if json:
        print(orjson.dumps(report.as_json(), option=orjson.OPT_INDENT_2).decode())
    else:
        show(report, Console(file=sys.stdout))
    return report.exit_code


async def _load(
    source: str, folder: Path, settings: Settings, dry_run: bool, rejects: Path | None, console: Console
) -> Report:
    total = expected_rows(source, folder) or None
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    ) as progress:
        task = progress.add_task(source, total=total, rate="")
        done: dict[str, int] = {}

        def told(name: str, read: int, rejected: int) -> None:
            done[name] = read
            rows = sum(done.values())
            speed = progress.tasks[0].speed
            rate = f"{speed:,.0f} 行/秒 rows/s" if speed else ""
            progress.update(task, completed=rows, description=name, rate=f"{rate} · {rejected} 拒收 rejected")

        common = {"home": settings.home, "rejects": rejects, "batch_size": settings.load_batch, "told": told}
        if dry_run:
            return await load(None, source, folder, **common)  # type: ignore[arg-type]
        async with open_database(settings) as db:
            return await load(db, source, folder, **common)  # type: ignore[arg-type]


def show(report: Report, console: Console) -> None:
    """Prints a report for people."""
    table = Table(title=f"{report.source}: 读取 read {report.read:,}, 用时 {report.seconds:.1f} s")
    table.add_column("")
    for what in COUNTS:
        table.add_column(what, justify="right")
    for kind, counts in sorted(report.kinds.items()):
        table.add_row(kind, *(f"{counts[what]:,}" for what in COUNTS))
    console.print(table)
    console.print(
        f"归并 linked {report.linked:,} · 拒收 rejected rows {report.rejected:,} (封存 sealed {report.sealed:,})"
    )
    for title, counted in (("拒收原因 rejected for", report.reasons), ("矛盾 conflicts", report.conflicts)):
        if counted:
            console.print(
                title + ": " + ", ".join(f"{code} {number:,}" for code, number in counted.most_common())
            )
    for name, reason in report.skipped_files.items():
        console.print(f"未读取 not read: {name} ({reason})", markup=False)
    for short in report.too_few:
        console.print(f"行数不足 too few rows: {short}", markup=False)
    if report.rejects_file:
        console.print(f"拒收文件 rejects: {report.rejects_file}", markup=False)
