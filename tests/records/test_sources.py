"""What was loaded or asked can be listed."""

from __future__ import annotations

from graph_api.engine.db import Database
from tests.graphs.asking import ask
from tests.graphs.market import market


async def test_sources_say_what_they_cover(db: Database) -> None:
    await market().write(db)
    answer = await ask(
        db, "{ sources { totalCount edges { node { source trigger { code } region since until rows } } } }"
    )
    assert answer.data["sources"] == {
        "totalCount": 1,
        "edges": [
            {
                "node": {
                    "source": "register",
                    "trigger": {"code": "JUDGMENT_DEBTOR_LIST"},
                    "region": None,
                    "since": "2015-01-01",
                    "until": None,
                    "rows": 2,
                }
            }
        ],
    }
    assert answer.calls == 2
