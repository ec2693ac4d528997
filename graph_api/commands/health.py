"""`doctor`: whether engine, law, graph and projection are in order."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from graph_api.commands.console import Exit, console, print_json, run, settings
from graph_api.engine.opening import open_database, version
from graph_api.errors import CreditGraphError
from graph_api.law.lint import lint
from graph_api.law.source import LawUnreadable, read_law
from graph_api.projection.service import is_stale


def doctor_command(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Tell whether engine, law and projection are in order; exit 1 if one is not (自检)."""
    chosen = settings()
    found: list[dict[str, Any]] = [{"what": "home", "ok": True, "said": str(chosen.home)}, _law()]

    async def work() -> None:
        try:
            async with open_database(chosen) as db:
                found.append({"what": "engine", "ok": True, "said": await version(db)})
                stale = await is_stale(db)
                said = "subjects wait; run `credit-graph project`" if stale else "up to date"
                found.append({"what": "projection", "ok": not stale, "said": said})
        except CreditGraphError as error:
            found.append({"what": "engine", "ok": False, "said": error.en})

    run(work)
    if as_json:
        print_json({"ok": all(each["ok"] for each in found), "checks": found})
    else:
        for each in found:
            console.print(
                f"{'ok' if each['ok'] else 'NO':>3} {each['what']:<12} {each['said']}", markup=False
            )
    if not all(each["ok"] for each in found):
        raise typer.Exit(Exit.FOUND)


def _law() -> dict[str, Any]:
    try:
        law = read_law()
    except LawUnreadable as error:
        return {"what": "law", "ok": False, "said": str(error)}
    findings = lint(law)
    said = f"{len(law.versions)} measures of {len(law.documents)} documents, digest {law.digest[:12]}"
    return {"what": "law", "ok": not findings, "said": str(findings[0]) if findings else said}
