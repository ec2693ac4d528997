"""`load`, `project` and `verify`: facts into the graph, restrictions out of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from graph_api.commands.console import Exit, console, errors, print_json, run, settings, sound_law, stop
from graph_api.context import today_in_beijing
from graph_api.engine.db import Database
from graph_api.engine.opening import open_database
from graph_api.law.lawbook import Law
from graph_api.projection.service import project, verify
from graph_api.settings import Settings
from graph_api.survey.service import survey

if TYPE_CHECKING:
    from loaders.report import Report

Told = Callable[[str, int, int], None]


@contextmanager
def load_progress(source: str, folder: Path, quiet: bool) -> Iterator[Told]:
    """A bar with rows, rate and remaining time on standard error; nothing where nobody watches."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.speed:>.0f} rows/s"),
        TimeRemainingColumn(),
    )
    if quiet or not errors.is_terminal:
        yield lambda name, read, rejected: None
        return
    from loaders.run import expected_rows

    with Progress(*columns, console=errors) as bar:
        task = bar.add_task(source, total=expected_rows(source, folder))
        seen: dict[str, int] = {}

        def told(name: str, read: int, rejected: int) -> None:
            seen[name] = read
            said = f"{source} ({rejected} rejected)" if rejected else source
            bar.update(task, completed=sum(seen.values()), description=said)

        yield told


async def load_and_project(
    db: Database,
    law: Law,
    chosen: Settings,
    source: str,
    folder: Path,
    told: Told,
    rejects: Path | None = None,
) -> Report:
    """The report of a load, once the restrictions of everybody it touched are up to date."""
    # The readers are heavy; a service that never loads does not carry them.
    from loaders.run import load

    report = await load(
        db, source, folder, home=chosen.home, rejects=rejects, batch_size=chosen.load_batch, told=told
    )
    await project(db, law)
    return report


def load_command(
    source: Annotated[str, typer.Argument(help="Name of the source, e.g. bundle or cn-penalties-public.")],
    folder: Annotated[Path, typer.Argument(help="Its folder, one file, or a mended rejects file.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what a load would do; write nothing.")
    ] = False,
    rejects: Annotated[Path | None, typer.Option(help="Where the rejected rows go.")] = None,
) -> None:
    """Load a folder of a source; bad rows go to a rejects file, the rest goes in (导入)."""
    law, chosen = sound_law(), settings()

    async def work() -> Report:
        with load_progress(source, folder, as_json) as told:
            async with open_database(chosen) as db:
                if not dry_run:
                    return await load_and_project(db, law, chosen, source, folder, told, rejects)
                from loaders.run import load

                return await load(
                    db,
                    source,
                    folder,
                    home=chosen.home,
                    rejects=rejects,
                    batch_size=chosen.load_batch,
                    told=told,
                    dry_run=True,
                )

    report = run(work)
    if as_json:
        print_json(report.as_json())
    else:
        print_report(report)
    raise typer.Exit(report.exit_code)


def print_report(report: Report) -> None:
    """The counts of a load, for people."""
    values = report.as_json()
    for name in ("read", "linked", "created", "changed", "unchanged", "rejected"):
        console.print(f"{name:>10} {values[name]:>10,}")
    for kind, counts in values["kinds"].items():
        told = ", ".join(f"{what} {number:,}" for what, number in counts.items() if number)
        console.print(f"{kind:>16}: {told}")
    for code, number in {**values["reasons"], **values["conflicts"]}.items():
        console.print(f"{code:>32} {number:>8,}")
    for line in report.too_few:
        errors.print(f"fewer rows than expected: {line}", markup=False)
    if report.rejects_file:
        console.print(f"rejected rows: {report.rejects_file}", markup=False)


def project_command(
    everything: Annotated[
        bool, typer.Option("--all", help="Throw nothing away, recompute everybody.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Bring the restrictions in the graph up to date with facts and law (投影)."""
    law, chosen = sound_law(), settings()

    async def work() -> dict[str, Any]:
        async with open_database(chosen) as db:
            return (await project(db, law, everything=everything)).as_json()

    _print_counts(run(work), as_json)


def verify_command(
    as_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
) -> None:
    """Recompute every restriction and list each difference; exit 1 if there is one (核对)."""
    law, chosen = sound_law(), settings()

    async def work() -> dict[str, Any]:
        async with open_database(chosen) as db:
            return (await verify(db, law)).as_json()

    found = run(work)
    differences = found.pop("differences") if not as_json else []
    _print_counts(found, as_json)
    for difference in differences:
        console.print(str(difference), markup=False)
    if not found["agrees"]:
        stop(Exit.FOUND)


def survey_command(
    as_of: Annotated[
        str | None, typer.Option(help="The day asked about; today in China if left out.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the survey as JSON.")] = False,
) -> None:
    """Judge every office held now and count the answers and what keeps them open (总览)."""
    law, chosen = sound_law(), settings()
    try:
        day = date.fromisoformat(as_of) if as_of else today_in_beijing()
    except ValueError:
        stop(Exit.BAD_INPUT, f"{as_of} is no date; write 2026-11-21. 日期请写作 2026-11-21。")

    async def work() -> dict[str, Any]:
        async with open_database(chosen) as db:
            return (await survey(db, law, day)).as_json()

    _print_counts(run(work), as_json)


def _print_counts(values: dict[str, Any], as_json: bool) -> None:
    if as_json:
        print_json(values)
        return
    for name, value in values.items():
        console.print(f"{name:>14} {value}", markup=False)
