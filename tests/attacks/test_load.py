"""Floods: what a minute may cost, how many are worked on at once, and that counting them takes bounded memory."""

import asyncio
import threading
import tracemalloc

import pytest

from graph_api.access.viewer import PUBLIC, Role, Viewer
from graph_api.surface.admission import Admission
from graph_api.surface.rates import BASE, Rates, address, caller_key
from graph_api.surface.refusals import RequestRefused
from graph_api.surface.windows import MovingWindows
from tests.attacks.attacking import MOST_MEMORY, Attacker

LAWS = "{ measures(first: 100) { edges { node { code } } } }"


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


async def test_a_caller_is_stopped_by_the_cost_of_its_minute_and_not_by_its_requests(
    attack: Attacker,
) -> None:
    tight = Attacker(attack.db, attack.settings.model_copy(update={"rate_public": 700}))
    cheap = [(await tight.ask("{ __typename }")).status for _ in range(10)]
    assert cheap == [200] * 10
    dear = [(await tight.ask(LAWS)) for _ in range(3)]
    assert [each.status for each in dear] == [200, 429, 429]
    assert dear[1].code == "TOO_MANY_REQUESTS"
    assert 1 <= int(dear[1].headers["retry-after"]) <= 60
    tight.client = ("203.0.113.8", 4711)
    assert (await tight.ask(LAWS)).status == 200


async def test_documents_that_are_refused_cost_as_well(attack: Attacker) -> None:
    tight = Attacker(attack.db, attack.settings.model_copy(update={"rate_public": 3 * BASE}))
    assert [(await tight.ask("{ a }")).status for _ in range(4)] == [200, 200, 200, 429]


def test_a_window_moves_and_says_how_long_to_wait() -> None:
    clock = Clock()
    rates = Rates(clock)
    rates.spend("a", 60, 100)
    clock.now += 30
    rates.spend("a", 40, 100)
    with pytest.raises(RequestRefused) as refused:
        rates.spend("a", 1, 100)
    assert refused.value.retry_after == pytest.approx(30, abs=1)
    rates.spend("b", 100, 100)
    clock.now += 30.5
    rates.spend("a", 60, 100)
    with pytest.raises(RequestRefused):
        rates.spend("a", 1, 100)


def test_a_single_request_dearer_than_a_minute_takes_the_whole_minute_and_not_for_ever() -> None:
    clock = Clock()
    rates = Rates(clock)
    rates.spend("a", 500, 100)
    clock.now += 61
    rates.spend("a", 500, 100)


def test_a_million_addresses_take_bounded_memory_and_no_thread() -> None:
    clock = Clock()
    rates = Rates(clock)
    threads = threading.active_count()
    for number in range(980_000):
        rates.spend(str(number), BASE, 30_000)
    tracemalloc.start()
    for number in range(20_000):
        # The windows that are there already are all replaced while memory is watched.
        rates.spend(f"again {number}", BASE, 30_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(rates.windows.spent) == rates.windows.most
    assert peak < MOST_MEMORY
    assert threading.active_count() == threads


def test_one_caller_takes_bounded_memory_however_often_it_asks() -> None:
    clock = Clock()
    windows = MovingWindows(clock=clock)
    for _ in range(100_000):
        clock.now += 0.01
        windows.acquire_entry("a", 10**9, 60)
    assert len(windows.spent["a"]) <= 61
    # Sixty seconds of a hundred a second; a slice is dropped whole.
    assert windows.get("a") == pytest.approx(6000, rel=0.02)


def test_who_signed_in_pays_for_itself_and_others_by_address() -> None:
    known = Viewer("caller-1", Role.LENDER)
    scope = {"client": ("203.0.113.7", 1)}
    assert caller_key(scope, known) == "caller-1"
    assert caller_key(scope, PUBLIC) == "203.0.113.7"
    # A subscriber has a whole network of IPv6 addresses, and an IPv4 address has another spelling.
    assert address({"client": ("2001:db8:1:2:3:4:5:6", 1)}) == "2001:db8:1:2::/64"
    assert address({"client": ("2001:db8:1:2::1", 1)}) == "2001:db8:1:2::/64"
    assert address({"client": ("::ffff:203.0.113.7", 1)}) == "203.0.113.7"
    assert address({"client": None}) == address({"client": ("a socket", 1)}) == "?"


async def test_beyond_the_places_and_the_queue_requests_are_refused_at_once() -> None:
    admission = Admission(at_once=2, queue=3, seconds=5)
    gate = asyncio.Event()
    done: list[int] = []

    async def work(number: int) -> None:
        async with admission:
            await gate.wait()
            done.append(number)

    tasks = [asyncio.create_task(work(number)) for number in range(8)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    refused = [task for task in tasks if task.done()]
    # Three of eight, without any having waited: two work, three are queued.
    assert [getattr(task.exception(), "code", None) for task in refused] == ["OVERLOADED"] * 3
    gate.set()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert (done, admission.working) == ([0, 1, 2, 3, 4], 0)


async def test_who_waits_too_long_or_leaves_gives_its_place_back() -> None:
    admission = Admission(at_once=1, queue=5, seconds=0.05)

    async def work() -> None:
        async with admission:
            await asyncio.sleep(0)

    async with admission:
        with pytest.raises(RequestRefused):
            await work()
        gone = asyncio.create_task(work())
        await asyncio.sleep(0)
        gone.cancel()
        last = asyncio.create_task(work())
        await asyncio.sleep(0)
    await last
    assert gone.cancelled()
    assert (admission.working, len(admission._waiting)) == (0, 0)


async def test_a_wait_that_would_be_in_vain_is_refused_at_once() -> None:
    admission = Admission(at_once=1, queue=1000, seconds=0.1)

    async def work() -> None:
        async with admission:
            await asyncio.sleep(0.02)

    for _ in range(3):
        await asyncio.gather(*(work() for _ in range(6)), return_exceptions=True)
    # Places come free every twentieth of a second or so: not a hundred may wait for a tenth.
    tasks = [asyncio.create_task(work()) for _ in range(300)]
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert sum(task.done() for task in tasks) > 250
    await asyncio.gather(*tasks, return_exceptions=True)
    assert admission.working == 0


async def test_an_overloaded_service_answers_503_with_the_time_to_come_back(
    attack: Attacker, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy = Attacker(attack.db, attack.settings.model_copy(update={"in_flight": 1, "queue": 0}))
    gate = asyncio.Event()

    async def long(*_: object) -> dict[str, object]:
        await gate.wait()
        return {"data": {}}

    monkeypatch.setattr(busy.service, "execute", long)
    async with busy.app.endpoint.admission:
        told = await busy.ask("{ __typename }")
    assert told.seen == (503, "OVERLOADED")
    assert told.headers["retry-after"] == "1"
    gate.set()
    assert (await busy.ask("{ __typename }")).status == 200
