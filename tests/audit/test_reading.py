"""Who looked at me: newest first, across files, until the key of the subject is destroyed; and the watch."""

import asyncio
from datetime import timedelta

import pytest

from graph_api.audit.entry import Action
from graph_api.audit.reading import by_subject, latest
from graph_api.audit.watch import Bounds, Watch
from tests.audit.conftest import START, Place


def requests(rows: list[dict]) -> list[str]:
    return [row["request"] for row in rows]


async def looked(place: Place) -> None:
    """Three days, two processes a day; one look an hour, at two subjects in turn."""
    for day in range(3):
        logs = [place.open(), place.open()]
        for hour in range(4):
            place.clock.at = START + timedelta(days=day, hours=hour)
            subject = f"s{hour % 2}"
            entry = place.entry(subject=subject, request_id=f"{day}-{hour}", caller_id=f"u{day}")
            await logs[hour // 2 % 2].append([entry])
        await asyncio.gather(*(log.close() for log in logs))


async def test_who_looked_at_a_subject_newest_first_across_files(place: Place) -> None:
    await looked(place)
    assert len(place.files()) == 6
    rows = by_subject(place.folder, place.subjects, "s0")
    assert requests(rows) == ["2-2", "2-0", "1-2", "1-0", "0-2", "0-0"]
    assert {row["caller"] for row in rows} == {"u0", "u1", "u2"}
    since = START + timedelta(days=1, hours=1)
    assert requests(by_subject(place.folder, place.subjects, "s0", since)) == ["2-2", "2-0", "1-2"]
    assert requests(by_subject(place.folder, place.subjects, "s1", limit=3)) == ["2-3", "2-1", "1-3"]
    assert requests(latest(place.folder, limit=3)) == ["2-3", "2-2", "2-1"]
    assert by_subject(place.folder, place.subjects, "nobody") == []
    assert not place.keys.is_known("nobody")


async def test_an_erased_subject_is_linked_to_no_entry_and_the_chain_holds(place: Place) -> None:
    await looked(place)
    data = b"".join(file.read_bytes() for file in place.files())
    place.keys.erase("s0")
    assert by_subject(place.folder, place.subjects, "s0") == []
    assert len(by_subject(place.folder, place.subjects, "s1")) == 6
    assert b"".join(file.read_bytes() for file in place.files()) == data
    # A running process does not go on under the old hash either.
    log = place.open()
    await log.append([place.entry(subject="s0", request_id="after")])
    await log.close()
    assert requests(by_subject(place.folder, place.subjects, "s0")) == ["after"]
    assert place.verify().findings == []


async def test_a_subject_is_found_after_a_change_of_suite(place: Place) -> None:
    await looked(place)
    later = Place(place.home, "sm")
    later.clock.at = START + timedelta(days=9)
    await later.written(1)
    assert requests(by_subject(later.folder, later.subjects, "s0", limit=2)) == ["r0", "2-2"]
    assert later.verify().findings == []


FEW = Bounds(3, 5)
MANY = Bounds(1000, 2000)


async def told_of_alarms(place: Place) -> list[tuple[str, tuple[str, ...], str, int, str]]:
    rows = [row for row in latest(place.folder) if row["action"] == Action.ALARM]
    return sorted(
        (row["caller"], tuple(row["fields"]), row["outcome"], row["count"], row["s"]) for row in rows
    )


async def test_a_caller_who_looks_at_too_many_is_noticed_then_stopped(place: Place) -> None:
    log = place.open()
    watch = Watch(log, FEW, MANY, place.clock)
    stopped = []
    for number in range(6):
        views = [place.entry(subject=f"s{number}"), place.entry(subject=f"s{number}", caller_id="other")]
        await log.append(views if number < 2 else views[:1])
        stopped.append(await watch.stopped("u1"))
    assert stopped == [False, False, False, False, True, True]
    assert not await watch.stopped("other")
    assert await told_of_alarms(place) == [
        ("u1", ("HARVEST",), "ALARM", 3, ""),
        ("u1", ("HARVEST",), "STOP", 5, ""),
    ]
    await log.close()


async def test_a_caller_who_asks_where_it_may_not_is_noticed_then_stopped(place: Place) -> None:
    log = place.open()
    watch = Watch(log, MANY, FEW, place.clock)
    stopped = []
    for _ in range(6):
        # The same person again and again, once even one who is not in the graph.
        await log.append([place.entry(subject=None if len(stopped) == 2 else "s0", outcome="REFUSED")])
        stopped.append(await watch.stopped("u1"))
    assert stopped == [False, False, False, False, True, True]
    assert await told_of_alarms(place) == [
        ("u1", ("PROBING",), "ALARM", 3, ""),
        ("u1", ("PROBING",), "STOP", 5, ""),
    ]
    await log.close()


async def test_who_is_refused_has_looked_at_nobody(place: Place) -> None:
    log = place.open()
    await log.append([place.entry(subject=f"s{number}", outcome="REFUSED") for number in range(9)])
    assert not await Watch(log, FEW, MANY, place.clock).stopped("u1")
    await log.close()


async def test_the_watch_survives_a_restart_sees_other_workers_and_forgets_at_midnight(place: Place) -> None:
    await place.written(5)
    worker, other = place.open(), place.open()
    bounds = Bounds(6, 7)
    watch = Watch(worker, bounds, FEW, place.clock)
    assert not await watch.stopped("u1")
    await other.append([place.entry(subject="s0"), place.entry(subject="new", action=Action.ANSWER)])
    assert not await watch.stopped("u1")
    again = Watch(other, bounds, FEW, place.clock)
    assert not await again.stopped("u1")
    assert len(await told_of_alarms(place)) == 1
    await other.append([place.entry(subject="newer"), place.entry(subject="s0", outcome="REFUSED")])
    assert await again.stopped("u1")
    assert await watch.stopped("u1")
    place.clock.at += timedelta(days=1)
    assert not await watch.stopped("u1")
    await asyncio.gather(worker.close(), other.close())
    assert place.verify().findings == []


@pytest.mark.parametrize("action", [Action.SIGN_IN, Action.CHANGE, Action.POLICY])
async def test_acts_that_show_nobody_are_not_counted(place: Place, action: Action) -> None:
    log = place.open()
    await log.append([place.entry(subject=f"s{number}", action=action) for number in range(9)])
    assert not await Watch(log, FEW, FEW, place.clock).stopped("u1")
    await log.close()
