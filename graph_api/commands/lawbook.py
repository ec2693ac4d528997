"""`law`: lint, list and show the law as data."""

from __future__ import annotations

from typing import Annotated

import typer

from graph_api.commands.console import Exit, console, print_json, stop
from graph_api.law.lint import lint, summary
from graph_api.law.source import LawUnreadable, read_law

law_app = typer.Typer(help="The law as data (法律数据).", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@law_app.command("lint")
def lint_command(as_json: Json = False) -> None:
    """Check the law as a whole; exit 1 with file, line and reason of each finding (检查)."""
    try:
        law = read_law()
    except LawUnreadable as error:
        finding = {"file": error.file, "line": error.line, "code": "", "reason": error.reason}
        if as_json:
            print_json({"measures": 0, "documents": 0, "findings": [finding]})
        stop(Exit.FOUND, *(() if as_json else (str(error),)))
    findings = lint(law)
    if as_json:
        print_json(summary(law))
    else:
        for found in findings:
            console.print(str(found), markup=False)
        counts = f"{len(law.versions)} measures, {len(law.documents)} documents, {len(findings)} findings"
        console.print(counts)
    if findings:
        raise typer.Exit(Exit.FOUND)


@law_app.command("list")
def list_command(as_json: Json = False) -> None:
    """List every dated version of every measure (列出)."""
    rows = [
        {
            "measure": version.code,
            "from": version.measure.since.isoformat(),
            "until": version.measure.until.isoformat() if version.measure.until else None,
            "outcome": version.outcome.value,
            "document": version.document.id,
            "articles": list(version.measure.articles),
            "name": version.measure.name_zh,
        }
        for version in read_law().versions
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        console.print(f"{row['measure']}@{row['from']}  {row['outcome']}  {row['name']}", markup=False)


@law_app.command("show")
def show_command(
    code: Annotated[str, typer.Argument(help="Code of a measure.")], as_json: Json = False
) -> None:
    """Show every version of one measure as its file states it (查看)."""
    found = [version for version in read_law().versions if version.code == code]
    if not found:
        stop(
            Exit.BAD_INPUT,
            f"No measure is called {code}; `credit-graph law list` lists them. 没有措施 {code}。",
        )
    values = [
        {
            "document": version.document.title,
            "number": version.document.number,
            "level": version.level.value,
            "outcome": version.outcome.value,
            "doubtful": version.doubtful,
            **version.measure.model_dump(mode="json", by_alias=True, exclude_none=True),
        }
        for version in found
    ]
    if as_json:
        print_json(values)
        return
    for value in values:
        for key, said in value.items():
            console.print(f"{key:>18}  {said}", markup=False)
        console.print()
