"""How commands that give rights know who runs them, and how they show a secret once."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from pydantic import SecretStr

from graph_api.callers.audited import logged_audit
from graph_api.callers.making import MadeKey
from graph_api.callers.rights import Rights, acting
from graph_api.callers.rows import CallerRow, KeyRow
from graph_api.commands.console import Exit, console, errors, print_json, run, settings, stop
from graph_api.engine.opening import open_database
from graph_api.scalars import write_datetime

Result = TypeVar("Result")

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
As = Annotated[
    Path | None,
    typer.Option(
        "--as",
        help="File with the API key of the security administrator who runs this; - for standard input. "
        "CREDIT_GRAPH_KEY where not given.",
    ),
]


def read_secret(file: Path) -> SecretStr:
    """A secret from a file, or from standard input for `-`; never from the command line."""
    try:
        text = (
            typer.prompt("", hide_input=True, prompt_suffix="", err=True)
            if str(file) == "-" and sys.stdin.isatty()
            else sys.stdin.read()
            if str(file) == "-"
            else file.read_text(encoding="utf-8")
        )
    except (OSError, UnicodeDecodeError):
        stop(Exit.BAD_INPUT, "The file with the secret cannot be read. 无法读取密文文件。")
    return SecretStr(text.strip())


def with_rights(who: Path | None, work: Callable[[Rights], Awaitable[Result]]) -> Result:
    """What a security administrator does; refused to everybody else."""
    chosen = settings()
    key = read_secret(who) if who else chosen.key

    async def working() -> Result:
        async with open_database(chosen) as db, logged_audit(chosen) as audit:
            actor = await acting(db, key, audit)
            return await work(Rights(db, actor, audit))

    return run(working)


def print_key(made: MadeKey, as_json: bool) -> None:
    """A key, this one time."""
    text = made.text.get_secret_value()
    if as_json:
        print_json(
            {
                "keyId": made.key_id,
                "callerId": made.caller_id,
                "key": text,
                "expiresAt": write_datetime(made.expires_at),
                "roles": [role.value for role in made.roles],
                "scopes": list(made.scopes),
            }
        )
        return
    errors.print("Shown this one time; keep it now. 仅显示这一次，请立即保存。")
    console.print(text, markup=False)


def caller_json(row: CallerRow) -> dict[str, Any]:
    """A caller for programs."""
    return {
        "callerId": row.caller_id,
        "kind": row.kind,
        "name": row.name,
        "organ": row.organ,
        "regions": row.regions,
        "roles": [role.value for role in row.held],
        "login": row.external_id,
        "owner": row.owner_id,
        "country": row.country,
        "madeAt": write_datetime(row.made_at),
        "madeBy": row.made_by,
        "disabledAt": write_datetime(row.disabled_at) if row.disabled_at else None,
    }


def key_json(row: KeyRow) -> dict[str, Any]:
    """A key for programs, without anything of its secret."""
    return {
        "keyId": row.key_id,
        "callerId": row.caller["caller_id"],
        "roles": [role.value for role in row.held],
        "scopes": row.scopes,
        "madeAt": write_datetime(row.made_at),
        "expiresAt": write_datetime(row.expires_at),
        "revokedAt": write_datetime(row.revoked_at) if row.revoked_at else None,
        "replacedBy": row.replaced_by,
        "lastUsedOn": row.last_used_on.isoformat() if row.last_used_on else None,
    }
