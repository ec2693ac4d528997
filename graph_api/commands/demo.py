"""`demo`: the sample province into the embedded engine, the first question answered, then the service."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated, Any

import typer

from graph_api.commands.asking import ask, print_answer
from graph_api.commands.console import console, run, settings, sound_law
from graph_api.commands.graph import load_and_project, load_progress, print_report
from graph_api.engine.db import Database
from graph_api.engine.opening import open_database, version
from graph_api.law.lawbook import Law
from graph_api.settings import Settings

#: The sample tells of 林致远, who is on the list of dishonest judgment debtors, and of his namesake, who is not.
DEBTOR = "990900197503120179"
NAMESAKE = "990900198109240353"
AS_OF = "2026-09-30"


def demo_command(
    serve: Annotated[bool, typer.Option(help="Serve after the first answer.")] = True,
    language: Annotated[str, typer.Option(help="zh or en.")] = "zh",
) -> None:
    """Load the sample, answer the first question with its proof, then serve (演示)."""
    law, chosen = sound_law(), settings()

    async def work() -> None:
        async with open_database(chosen) as db:
            console.print(f"{await version(db)} · {chosen.home}", markup=False)
            await _load_sample(db, law, chosen)
            await _first_question(db, law, chosen, language)
            if serve:
                from graph_api.server import serve as serving

                await serving(chosen)

    run(work)


async def _load_sample(db: Database, law: Law, chosen: Settings) -> None:
    from graph_api.generate import sample

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "sample"
        sample(folder)
        with load_progress("bundle", folder, quiet=False) as told:
            report = await load_and_project(db, law, chosen, "bundle", folder, told)
    print_report(report)


def _question(number: str) -> dict[str, Any]:
    office = {"position": "DIRECTOR", "bodyClass": ["COMPANY"], "stateCapital": "CONTROLLED"}
    person = {"document": {"type": "RESIDENT_ID", "number": number, "name": "林致远"}}
    return {"input": {"person": person, "office": office}, "asOf": AS_OF}


async def _first_question(db: Database, law: Law, chosen: Settings, language: str) -> None:
    console.rule("林致远 · 国有资本控股公司 · 董事", align="left")
    print_answer(await ask(db, law, chosen, _question(DEBTOR)), language)
    console.rule("同名的另一人 · a namesake", align="left")
    print_answer(await ask(db, law, chosen, _question(NAMESAKE)), language)
