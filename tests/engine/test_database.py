"""What the database promises, on each engine."""

from graph_api.engine.db import Database
from graph_api.engine.schema import APPLIED_VERSIONS, apply


async def test_the_schema_is_applied_once(db: Database) -> None:
    assert await apply(db) == []
    assert [row.version for row in await db.read(APPLIED_VERSIONS)] == ["0001", "0002", "0003"]
