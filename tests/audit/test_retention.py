"""Files go after three years and leave a signed stub, so that the rest still verifies."""

from datetime import UTC, date, datetime

import pytest

from graph_api.audit.findings import Kind
from graph_api.audit.heads import PRUNED, read_heads
from graph_api.audit.retention import oldest_kept, prune
from graph_api.audit.standing import heads_now
from graph_api.errors import InputInvalid
from tests.audit.conftest import Place


async def aged(place: Place) -> None:
    """Files of 2022, 2023 and 2026."""
    for year in (2022, 2023, 2026):
        place.clock.at = datetime(year, 11, 20, 4, tzinfo=UTC)
        await place.written(3)


def pruned(place: Place, before: date) -> list[str]:
    stubs = prune(place.folder, place.signer, place.suite, before, place.clock)
    return [stub.file[:10] for stub in stubs]


async def test_files_older_than_three_years_go_and_the_rest_verifies(place: Place) -> None:
    await aged(place)
    kept = heads_now(place.folder, place.signer)
    assert pruned(place, date(2023, 11, 20)) == ["2022-11-20"]
    assert [file.name[:10] for file in place.files()] == ["2023-11-20", "2026-11-20"]
    assert place.verify(*kept).findings == []
    (stub,) = (head for head in read_heads(place.folder / "heads.jsonl") if head.why == PRUNED)
    assert (stub.file[:10], stub.sequence) == ("2022-11-20", 4)
    assert pruned(place, date(2023, 11, 20)) == []
    await place.written(1)
    assert place.verify().findings == []


async def test_younger_records_and_a_log_that_does_not_verify_stay(place: Place) -> None:
    await aged(place)
    with pytest.raises(InputInvalid, match="kept 3 years; the latest day possible is 2023-11-20"):
        pruned(place, date(2023, 11, 21))
    file = place.files()[1]
    file.write_bytes(file.read_bytes().replace(b"OFFICER", b"OFFICEX", 1))
    with pytest.raises(InputInvalid, match="does not verify"):
        pruned(place, date(2023, 11, 20))
    assert len(place.files()) == 3


async def test_a_file_removed_without_a_stub_is_no_pruning(place: Place) -> None:
    await aged(place)
    place.files()[0].unlink()
    assert [(found.line, found.kind) for found in place.verify().findings] == [(1, Kind.DELETED)]


async def test_an_old_file_whose_writer_died_is_recovered_and_then_goes(place: Place) -> None:
    place.clock.at = datetime(2022, 1, 1, tzinfo=UTC)
    log = place.open()
    await log.append([place.entry()])
    log._writer._abandon()
    place.clock.at = datetime(2026, 11, 20, tzinfo=UTC)
    assert pruned(place, date(2023, 1, 1)) == ["2022-01-01"]
    assert place.verify().findings == []


def test_the_last_of_february_has_a_day_three_years_before() -> None:
    assert oldest_kept(lambda: datetime(2028, 2, 29, 4, tzinfo=UTC)) == date(2025, 2, 28)
