"""The survey judges every office held now, and no other."""

from datetime import date

from graph_api.engine.db import Database
from graph_api.law.source import the_law
from graph_api.survey.service import survey


async def test_an_empty_graph_has_nothing_to_survey(db: Database) -> None:
    found = await survey(db, the_law(), date(2026, 9, 30))
    assert found.as_json() == {
        "asOf": "2026-09-30",
        "posts": 0,
        "unreadable": 0,
        "verdicts": {},
        "undeterminedShare": 0.0,
        "undeterminedCauses": {},
        "measures": {},
    }
