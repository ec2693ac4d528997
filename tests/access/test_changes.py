"""Nobody changes anything whose class the table of rights does not open to the role and purpose; no engine is asked."""

from __future__ import annotations

from graph_api.access.policy import shipped_policy
from graph_api.app import served_schema
from graph_api.engine.db import Database
from tests.access.asking_every_root import questions
from tests.access.province import viewers
from tests.access.test_borders import answered

CHANGES = {root: text for root, text in questions("LAW") if text.startswith("mutation")}


def test_every_change_of_the_schema_is_tried() -> None:
    kind = served_schema().mutation_type
    assert kind is not None
    assert CHANGES.keys() == set(kind.fields)


async def test_a_change_is_refused_to_every_role_and_purpose_that_the_table_does_not_name(
    db: Database,
) -> None:
    policy = shipped_policy()
    refused, wrong = 0, []
    for viewer in viewers():
        rights = policy.rights(viewer.role, viewer.purpose)
        for root, text in CHANGES.items():
            if rights.somewhere(policy.roots[root]):
                continue
            result, calls = await answered(db, text, viewer)
            told = result.data["answer"] if result.data else None
            if calls or told is None or told["code"] != "FORBIDDEN":
                wrong.append(f"{viewer.role}/{viewer.purpose} {root}: {calls} calls, {told}")
            refused += 1
    assert wrong == []
    # Each is closed to most.
    assert refused > len(viewers()) * len(CHANGES) / 2
