"""The `credit-graph` command.

Exit codes: 0 done, 1 something was found (`verify`, `law lint`), 2 bad input, 3 a load rejected rows, 4 no engine.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Annotated, Literal

import structlog
import typer

from graph_api.commands.api_keys import key_app
from graph_api.commands.asking import check_command
from graph_api.commands.audit import audit_app
from graph_api.commands.callers import role_app, user_app
from graph_api.commands.console import Exit, console, print_json, run, settings, sound_law, stop
from graph_api.commands.demo import demo_command
from graph_api.commands.graph import load_command, project_command, survey_command, verify_command
from graph_api.commands.health import doctor_command
from graph_api.commands.keys import keys_app
from graph_api.commands.lawbook import law_app
from graph_api.commands.policy import policy_app

app = typer.Typer(
    help="May this person hold this office in this body on this date? (任职资格)",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
app.command("load")(load_command)
app.command("project")(project_command)
app.command("verify")(verify_command)
app.command("survey")(survey_command)
app.command("check")(check_command)
app.command("demo")(demo_command)
app.command("doctor")(doctor_command)
app.add_typer(law_app, name="law")
app.add_typer(user_app, name="user")
app.add_typer(role_app, name="role")
app.add_typer(key_app, name="key")
app.add_typer(keys_app, name="keys")
app.add_typer(audit_app, name="audit")
app.add_typer(policy_app, name="policy")


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
) -> None:
    """Serve GraphQL and its page (启动服务)."""
    from graph_api.server import serve as serving

    sound_law()
    chosen = settings()
    changes = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    run(lambda: serving(chosen.model_copy(update=changes)))


@app.command()
def generate(
    out: Annotated[Path, typer.Argument(help="An empty folder for the bundle.")],
    subjects: Annotated[int, typer.Option(help="How many organizations and persons.")] = 10_000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 1,
    file_format: Annotated[
        Literal["parquet", "csv"], typer.Option("--format", help="parquet or csv.")
    ] = "parquet",
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")] = False,
) -> None:
    """Write a fictional province as a canonical bundle (生成虚构数据)."""
    from graph_api.generate import generate as generating

    try:
        counts = generating(subjects, seed, out, file_format)
    except (ValueError, FileExistsError) as error:
        stop(Exit.BAD_INPUT, str(error))
    if as_json:
        print_json(counts)
        return
    for name, number in counts.items():
        console.print(f"{name:>20} {number:>12,}")


@app.command("schema")
def schema_command(
    out: Annotated[Path, typer.Argument(help="The file to write.")] = Path("schema.graphql"),
) -> None:
    """Write the GraphQL schema (导出模式)."""
    from graph_api.schema import schema

    out.write_text(schema.as_str() + "\n", encoding="utf-8")


def main() -> None:
    """Runs the command line; diagnostics go to standard error so that `--json` stays clean."""
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
    )
    app()


if __name__ == "__main__":
    main()
