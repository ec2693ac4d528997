"""`key`: API keys of callers, each shown once."""

from __future__ import annotations

from typing import Annotated

import typer

from graph_api.access.viewer import Role
from graph_api.commands.acting import As, Json, key_json, print_key, with_rights
from graph_api.commands.console import Exit, console, print_json, stop

key_app = typer.Typer(help="API keys (密钥).", no_args_is_help=True)

KeyId = Annotated[str, typer.Argument(help="Id of the key: the part between the underscores.")]
Days = Annotated[float, typer.Option(help="Days until it ends, at most 366.")]


@key_app.command("new")
def new_command(
    caller: Annotated[str, typer.Argument(help="Id of the caller.")],
    days: Days,
    role: Annotated[
        list[Role] | None,
        typer.Option(help="A role it may ask in, repeatable; all its caller's if left out."),
    ] = None,
    scope: Annotated[
        list[str] | None, typer.Option(help="A root field it may ask, repeatable; all if left out.")
    ] = None,
    who: As = None,
    as_json: Json = False,
) -> None:
    """Make a key of a caller and print it, this one time (新建)."""
    scopes = _root_fields(scope or [])
    made = with_rights(who, lambda rights: rights.new_key(caller, days, role or [], scopes))
    print_key(made, as_json)


@key_app.command("list")
def list_command(
    caller: Annotated[str | None, typer.Option(help="Only those of this caller.")] = None,
    who: As = None,
    as_json: Json = False,
) -> None:
    """List the keys, without their secrets (列出)."""
    rows = [key_json(row) for row in with_rights(who, lambda rights: rights.keys(caller))]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        state = f"revoked {row['revokedAt']}" if row["revokedAt"] else f"until {row['expiresAt']}"
        said = f"{row['keyId']}  {row['callerId']}  {state}  used {row['lastUsedOn'] or '-'}"
        console.print(said, markup=False)


@key_app.command("rotate")
def rotate_command(
    key: KeyId,
    days: Days = 90,
    overlap_days: Annotated[float, typer.Option(help="Days during which the old key still works.")] = 7,
    who: As = None,
    as_json: Json = False,
) -> None:
    """Make the key that follows another and print it; the old one ends after the overlap (轮换)."""
    print_key(with_rights(who, lambda rights: rights.rotate(key, days, overlap_days)), as_json)


@key_app.command("revoke")
def revoke_command(key: KeyId, who: As = None, as_json: Json = False) -> None:
    """End a key now; every process knows within seconds (撤销)."""
    with_rights(who, lambda rights: rights.revoke(key))
    if as_json:
        print_json({"keyId": key, "revoked": True})


def _root_fields(given: list[str]) -> list[str]:
    from graph_api.schema import schema

    known = schema._schema.query_type
    fields = set(known.fields) if known else set()
    if unknown := sorted(set(given) - fields):
        stop(Exit.BAD_INPUT, f"No such root field: {', '.join(unknown)}. 没有该根字段。")
    return sorted(set(given))
