"""The real folders go in as they stand, and a second time change nothing."""

import pytest

from tests.loaders.conftest import real_folder


@pytest.mark.parametrize(
    ("source", "read", "rejected", "reasons"),
    [
        ("cn-penalties-public", 107, 0, {}),
        ("cn-enforcement-samples", 39, 0, {}),
        ("bods-0.4", 359, 5, {"INTEREST_TYPE": 3, "NO_INTEREST": 1, "UNSPECIFIED_PARTY": 1}),
        ("cn-companies-smoothnlp", 6841, 17, {"CHECK_DIGIT": 17}),
    ],
)
async def test_a_real_folder_goes_in_and_a_second_load_changes_nothing(
    loaded, source, read, rejected, reasons
):
    folder = real_folder(source)
    first = await loaded(source, folder, batch_size=1000)
    assert (first.read, first.rejected, dict(first.reasons)) == (read, rejected, reasons)
    second = await loaded(source, folder, batch_size=1000)
    assert (second.total("created"), second.total("changed"), second.rejected) == (0, 0, rejected)


async def test_prior_notices_are_proposals_and_each_typed_row_is_a_record(loaded, ask):
    await loaded("cn-penalties-public", real_folder("cn-penalties-public"))
    assert await ask("MATCH (r:Record) RETURN r.stage AS stage, count(*) AS number ORDER BY stage") == [
        {"stage": "DECISION", "number": 59},
        {"stage": "PROPOSAL", "number": 10},
        {"stage": "REPORT", "number": 2},
    ]
    shared = await ask(
        "MATCH (r:Record)-[:OF]->(d:Decision) WHERE d.number = '〔2018〕117号' RETURN count(r) AS number"
    )
    assert shared == [{"number": 16}]


async def test_one_real_debtor_is_one_subject_under_four_spellings(loaded, ask):
    await loaded("cn-enforcement-samples", real_folder("cn-enforcement-samples"))
    assert await ask(
        "MATCH (b:Enterprise) WHERE b.uscc IS NOT NULL "
        "RETURN COUNT { (b)<-[:AGAINST]-() } AS records, COUNT { (b)<-[:LISTS]-() } AS entries"
    ) == [{"records": 8, "entries": 1}]
