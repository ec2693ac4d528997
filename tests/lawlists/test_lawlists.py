"""The law data as lists: paged from memory, no call to the database."""

from __future__ import annotations

from typing import Any

import pytest

from graph_api.engine.db import Database
from graph_api.law.source import the_law
from tests.graphs.asking import ask

LAW = the_law()
SIZES = {
    "measures": len(LAW.versions),
    "documents": len(LAW.documents),
    "officeTypes": len(LAW.vocabulary.position),
    "recordKinds": len(LAW.record_kinds),
}


@pytest.mark.parametrize("field", ["measures", "documents", "officeTypes", "recordKinds", "provisions"])
async def test_a_list_is_paged_to_its_end(db: Database, field: str) -> None:
    question = (
        "query($after: String) { list: "
        + field
        + """(first: 100, after: $after) { totalCount
      edges { node { code } } pageInfo { hasNextPage endCursor } } }"""
    )
    seen: list[Any] = []
    after, total, more = None, 0, True
    while more:
        answer = await ask(db, question, after=after)
        assert answer.calls == 0
        page = answer.data["list"]
        seen += [edge["node"]["code"] for edge in page["edges"]]
        after, total, more = (
            page["pageInfo"]["endCursor"],
            page["totalCount"],
            page["pageInfo"]["hasNextPage"],
        )
    assert len(seen) == total == SIZES.get(field, total)
    # Versions of one measure come together, by their dates.
    assert field == "measures" or seen == sorted(set(seen))


async def test_measures_are_narrowed_by_document_and_day(db: Database) -> None:
    question = """query($on: Date) { measures(document: "company-law-2018", inForceOn: $on, first: 100) {
      edges { node { id code document { code title } since until offices { positions { code nameZh } } } } } }"""
    found = (await ask(db, question, on="2020-01-01")).data["measures"]["edges"]
    assert {edge["node"]["document"]["code"] for edge in found} == {"company-law-2018"}
    assert found
    assert (await ask(db, question, on="2024-07-01")).data["measures"]["edges"] == []
