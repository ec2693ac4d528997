"""`keys`: list and rotate the keys of this installation, erase a subject."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from graph_api.commands.console import Exit, console, print_json, run, settings, stop
from graph_api.engine.opening import open_database
from graph_api.errors import CreditGraphError
from graph_api.ids.keyed_hash import open_number_key
from graph_api.ids.sealed_numbers import open_sealed_numbers
from graph_api.keys.service import Rotation, erase, rotate_master, rotate_numbers, rotate_other
from graph_api.secrets.opening import open_provider, open_subject_keys
from graph_api.secrets.provider import AUDIT, MASTER, NAMES, NUMBERS, KeyProvider
from graph_api.settings import Settings

keys_app = typer.Typer(help="The keys of this installation (密钥).", no_args_is_help=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@keys_app.command("list")
def list_command(as_json: Json = False) -> None:
    """List the names and versions of the keys, never a key (列出)."""
    chosen = settings()

    async def work() -> list[dict[str, Any]]:
        return [_told(open_provider(chosen), name) for name in NAMES]

    rows = run(work)
    if as_json:
        print_json(rows)
        return
    for row in rows:
        versions = ", ".join(map(str, row["versions"])) or row["said"]
        console.print(f"{row['name']:>10}  {versions}", markup=False)


def _told(provider: KeyProvider, name: str) -> dict[str, Any]:
    try:
        versions = provider.versions(name)
    except CreditGraphError as error:
        return {"name": name, "current": None, "versions": [], "said": error.en}
    current = max(versions, default=None)
    return {
        "name": name,
        "current": current,
        "versions": list(versions),
        "said": "" if versions else "not made yet",
    }


@keys_app.command("rotate")
def rotate_command(
    name: Annotated[str, typer.Argument(help="numbers, master or audit.")],
    anew: Annotated[
        bool, typer.Option("--anew", help="Make a version though an earlier rotation is unfinished.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Make a new version of a key and bring under it what the older ones hold (轮换)."""
    if name not in NAMES:
        stop(Exit.BAD_INPUT, f"No key is called {name}; there are {', '.join(NAMES)}. 没有密钥 {name}。")
    chosen = settings()
    done = run(lambda: _rotate(chosen, name, anew))
    if as_json:
        print_json(done.as_json())
    else:
        for key, value in done.as_json().items():
            console.print(f"{key:>10} {value}", markup=False)
    if done.unsealed:
        stop(
            Exit.FOUND,
            f"{done.unsealed} identifiers have no ciphertext: load their sources again, then rotate again.",
            f"有{done.unsealed}个标识没有密文：请重新导入其来源数据，然后再次轮换。",
        )


async def _rotate(chosen: Settings, name: str, anew: bool) -> Rotation:
    provider = open_provider(chosen)
    if name == AUDIT:
        return rotate_other(provider, name)
    if name == MASTER:
        return await rotate_master(provider, open_subject_keys(chosen, provider), grace=chosen.key_grace)
    assert name == NUMBERS
    keys, sealed = open_number_key(chosen.home, provider), open_sealed_numbers(chosen.home, provider)
    async with open_database(chosen) as db:
        return await rotate_numbers(db, keys, sealed, grace=chosen.key_grace, anew=anew)


@keys_app.command("erase")
def erase_command(
    subject: Annotated[str, typer.Argument(help="Subject id.")],
    sure: Annotated[bool, typer.Option("--yes", help="Do not ask; there is no way back.")] = False,
    as_json: Json = False,
) -> None:
    """Destroy the key of a subject: its numbers cannot be read any more, by nobody (销毁)."""
    if not sure and not typer.confirm(f"Destroy the key of {subject} for ever? 永久销毁其密钥？", err=True):
        stop(Exit.BAD_INPUT, "Nothing was done. 未作任何改动。")
    chosen = settings()

    async def work() -> int:
        async with open_database(chosen) as db:
            return await erase(db, open_sealed_numbers(chosen.home), subject)

    identifiers = run(work)
    if as_json:
        print_json({"subject": subject, "identifiers": identifiers})
    else:
        console.print(f"{subject} is erased, {identifiers} identifiers emptied. 已销毁。", markup=False)
