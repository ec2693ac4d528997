"""The facts of many subjects as known now, read within a transaction."""

from __future__ import annotations

from collections.abc import Sequence

from graph_api.engine.transaction import Transaction
from graph_api.evidence.facts import facts_of_row
from graph_api.evidence.rows import FACTS_OF_PERSONS
from graph_api.law.facts import Facts


async def facts_now(transaction: Transaction, subject_ids: Sequence[str]) -> list[Facts]:
    """The facts of each subject, in their order; what sources cover is left out, restrictions do not ask it."""
    pairs = [
        # The first place brings the coverage along; these begin at the second.
        {"place": place, "person": subject_id, "body": ""}
        for place, subject_id in enumerate(subject_ids, 1)
    ]
    rows = await transaction.run(FACTS_OF_PERSONS, pairs=pairs, seen=None)
    return [facts_of_row(row, subject_ids[row.place - 1], ()) for row in rows]
