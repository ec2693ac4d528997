"""`policy`: what an administrator records about rights that no role may give itself."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime, time
from typing import Annotated, Any

import typer

from graph_api.access import borders
from graph_api.access.policy import shipped_policy
from graph_api.access.rows import BorderRow
from graph_api.access.table import classes_table, rights_table
from graph_api.callers.audited import RightsEntry, logged_audit
from graph_api.commands.console import Exit, console, print_json, run, settings, stop
from graph_api.context import BEIJING
from graph_api.engine.opening import open_database
from graph_api.scalars import write_datetime

policy_app = typer.Typer(help="Rights that an administrator records (权限登记).", no_args_is_help=True)
border_app = typer.Typer(help="Answers that leave the country (信息出境).", no_args_is_help=True)
policy_app.add_typer(border_app, name="cross-border")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Caller = Annotated[str, typer.Argument(help="Id of the caller abroad.")]
By = Annotated[str, typer.Option(help="Who records it.", default_factory=getpass.getuser)]


@policy_app.command("show")
def show_command() -> None:
    """Print the classes of data and who may see them of whom (显示权限表)."""
    console.print(classes_table(shipped_policy()), markup=False)
    console.print()
    console.print(rights_table(shipped_policy()), markup=False)


@border_app.command("allow")
def allow_command(
    caller: Caller,
    approval: Annotated[str, typer.Option(help="Number of the approval by the competent authority.")],
    until: Annotated[str, typer.Option(help="First day on which it is over, YYYY-MM-DD.")],
    by: By,
    as_json: Json = False,
) -> None:
    """Record that an authority approved answers to a caller abroad (登记出境批准)."""

    async def work() -> BorderRow:
        end = datetime.combine(borders.day_of(until, "until"), time(), BEIJING).astimezone(UTC)
        now, chosen = datetime.now(UTC), settings()
        async with open_database(chosen) as db, logged_audit(chosen) as audit:
            row = await borders.allow(db, caller, approval, end, by=by, now=now)
            await audit.note(RightsEntry(now, by, "border.allow", caller, "DONE"))
            return row

    _print([run(work)], as_json)


@border_app.command("list")
def list_command(as_json: Json = False) -> None:
    """List every approval on record (列出出境批准)."""

    async def work() -> list[BorderRow]:
        async with open_database(settings()) as db:
            return await borders.listed(db)

    _print(run(work), as_json)


@border_app.command("end")
def end_command(caller: Caller, by: By, as_json: Json = False) -> None:
    """End every approval of a caller from now on; exit 1 where there was none (终止出境批准)."""

    async def work() -> list[BorderRow]:
        now, chosen = datetime.now(UTC), settings()
        async with open_database(chosen) as db, logged_audit(chosen) as audit:
            rows = await borders.end(db, caller, by=by, now=now)
            await audit.note(RightsEntry(now, by, "border.end", caller, "DONE" if rows else "NOTHING"))
            return rows

    ended = run(work)
    if not ended:
        stop(Exit.FOUND, f"No approval of {caller} is in force. 该调用方没有有效的出境批准。")
    _print(ended, as_json)


def _print(rows: list[BorderRow], as_json: bool) -> None:
    if as_json:
        print_json([_plain(row) for row in rows])
        return
    for row in rows:
        ended = f" ended {write_datetime(row.ended_at)}" if row.ended_at else ""
        console.print(f"{row.caller_id} {row.number} until {write_datetime(row.until)}{ended}", markup=False)


def _plain(row: BorderRow) -> dict[str, Any]:
    return {
        "callerId": row.caller_id,
        "approval": row.number,
        "until": write_datetime(row.until),
        "recordedAt": write_datetime(row.recorded_at),
        "recordedBy": row.recorded_by,
        "endedAt": write_datetime(row.ended_at) if row.ended_at else None,
    }
