"""What one check of a batch opens opens nothing to another."""

from __future__ import annotations

from graph_api.engine.db import Database
from tests.lending.town import HIDDEN, consents, person, told, town

BEHIND = ("status", "opened", "restrictions", "unsettled", "authorisations")


async def test_a_public_check_stays_public_beside_one_with_consent(db: Database) -> None:
    await town(db, projected=True)
    await consents(db, HIDDEN)
    [alone] = await told(db, person(HIDDEN, "PUBLIC"))
    beside, opened = await told(db, person(HIDDEN, "PUBLIC"), person(HIDDEN, "WITH_CONSENT"))
    assert {name: beside[name] for name in BEHIND} == {name: alone[name] for name in BEHIND}
    assert (alone["status"], opened["status"]) == ("CLEAR_IN_COVERAGE", "HIT_CONSENTED")
