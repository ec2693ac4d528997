"""`user` and `role`: who may ask, and in which roles."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from graph_api.access.viewer import HOME, Role
from graph_api.callers.audited import logged_audit
from graph_api.callers.duties import GIVEN
from graph_api.callers.first_run import first_administrator
from graph_api.callers.making import MadeKey, NewCaller
from graph_api.callers.rows import CallerRow
from graph_api.commands.acting import As, Json, caller_json, print_key, read_secret, with_rights
from graph_api.commands.console import Exit, console, print_json, run, settings, stop
from graph_api.engine.opening import open_database

user_app = typer.Typer(help="Callers (调用方).", no_args_is_help=True)
role_app = typer.Typer(help="Roles of callers (角色).", no_args_is_help=True)

CallerId = Annotated[str, typer.Argument(help="Id of the caller.")]
RoleArgument = Annotated[Role, typer.Argument(help="The role.", case_sensitive=True)]
Name = Annotated[str, typer.Option(help="Name of the person or service.")]
Regions = Annotated[
    list[str] | None,
    typer.Option(
        "--region", help="GB/T 2260 prefix its organ is competent for, repeatable; `all` for the country."
    ),
]


@user_app.command("first")
def first_command(
    name: Name,
    secret: Annotated[
        Path, typer.Option(help="File with the secret that `serve` printed; - for standard input.")
    ] = Path("-"),
    as_json: Json = False,
) -> None:
    """Make the first security administrator and print its API key (首位安全管理员)."""
    chosen, given = settings(), read_secret(secret)

    async def work() -> MadeKey:
        async with open_database(chosen) as db, logged_audit(chosen) as audit:
            return await first_administrator(db, given, NewCaller(_named(name)), audit)

    print_key(run(work), as_json)


@user_app.command("add")
def add_command(
    name: Name,
    service: Annotated[bool, typer.Option("--service", help="A service account; it needs an owner.")] = False,
    owner: Annotated[str | None, typer.Option(help="Id of the person who answers for the service.")] = None,
    organ: Annotated[str | None, typer.Option(help="Its organ: a unified social credit code.")] = None,
    region: Regions = None,
    issuer: Annotated[str | None, typer.Option(help="`iss` of its login.")] = None,
    subject: Annotated[str | None, typer.Option(help="`sub` of its login.")] = None,
    country: Annotated[
        str, typer.Option(help="Where its answers go, ISO 3166; beyond CN an approval is needed.")
    ] = HOME,
    who: As = None,
    as_json: Json = False,
) -> None:
    """Register a caller, without roles, and print its id (登记)."""
    if (issuer is None) != (subject is None) or service != (owner is not None):
        stop(
            Exit.BAD_INPUT,
            "Give --issuer with --subject, and --owner with --service. "
            "--issuer 与 --subject、--owner 与 --service 须同时给出。",
        )
    if not re.fullmatch("[A-Z]{2}", country):
        stop(Exit.BAD_INPUT, "A country has two capital letters (ISO 3166). 国家代码为两个大写字母。")
    external = f"{issuer}|{subject}" if issuer else None
    kind = "SERVICE" if service else "PERSON"
    new = NewCaller(_named(name), kind, organ, _regions(region or []), external, owner, country)
    caller_id = with_rights(who, lambda rights: rights.add(new))
    if as_json:
        print_json({"callerId": caller_id})
    else:
        console.print(caller_id, markup=False)


@user_app.command("list")
def list_command(who: As = None, as_json: Json = False) -> None:
    """List the callers (列出)."""
    rows = with_rights(who, lambda rights: rights.callers())
    if as_json:
        print_json([caller_json(row) for row in rows])
        return
    for row in rows:
        console.print(_line(row), markup=False)


@user_app.command("show")
def show_command(caller: CallerId, who: As = None, as_json: Json = False) -> None:
    """Show one caller (查看)."""
    told = caller_json(with_rights(who, lambda rights: rights.caller(caller)))
    if as_json:
        print_json(told)
        return
    for name, value in told.items():
        console.print(f"{name:>12} {value}", markup=False)


@user_app.command("disable")
def disable_command(caller: CallerId, who: As = None, as_json: Json = False) -> None:
    """Shut a caller out, with all its keys, within seconds (停用)."""
    with_rights(who, lambda rights: rights.disable(caller))
    if as_json:
        print_json({"callerId": caller, "disabled": True})


@role_app.command("give")
def give_command(caller: CallerId, role: RoleArgument, who: As = None, as_json: Json = False) -> None:
    """Give a caller a role; never to oneself (授予)."""
    _print_roles(caller, with_rights(who, lambda rights: rights.give(caller, role)), as_json)


@role_app.command("take")
def take_command(caller: CallerId, role: RoleArgument, who: As = None, as_json: Json = False) -> None:
    """Take a role from a caller; its keys lose it too (收回)."""
    _print_roles(caller, with_rights(who, lambda rights: rights.take(caller, role)), as_json)


@role_app.command("list")
def roles_command(who: As = None, as_json: Json = False) -> None:
    """List the roles that are given, and to whom (列出)."""
    rows = with_rights(who, lambda rights: rights.callers())
    held = {role: [row for row in rows if role in row.held and row.disabled_at is None] for role in GIVEN}
    if as_json:
        print_json({role.value: [row.caller_id for row in having] for role, having in held.items()})
        return
    for role, having in held.items():
        console.print(f"{role.value:<24} {', '.join(row.name for row in having)}", markup=False)


def _print_roles(caller: str, roles: tuple[Role, ...], as_json: bool) -> None:
    if as_json:
        print_json({"callerId": caller, "roles": [role.value for role in roles]})
    else:
        console.print(", ".join(role.value for role in roles) or "-", markup=False)


def _line(row: CallerRow) -> str:
    state = "disabled" if row.disabled_at else ", ".join(role.value for role in row.held) or "-"
    return f"{row.caller_id}  {row.kind:<7}  {row.name}  {state}"


def _named(name: str) -> str:
    if not name.strip() or len(name) > 100 or not name.isprintable():
        stop(Exit.BAD_INPUT, "A name is 1 to 100 printable characters. 名称应为 1 至 100 个可显示字符。")
    return name.strip()


def _regions(given: list[str]) -> tuple[str, ...]:
    if given == ["all"]:
        return ("",)
    if not all(re.fullmatch(r"\d{2}|\d{4}|\d{6}", each) for each in given):
        stop(
            Exit.BAD_INPUT,
            "A region has 2, 4 or 6 digits, or is `all`. 行政区划为 2、4 或 6 位数字，或 all。",
        )
    return tuple(sorted(set(given)))
