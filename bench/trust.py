"""What trust costs: the office question of a window with a key, with rights and audit, beside the service without."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AsyncExitStack

from bench.client import hammer
from bench.eligibility import Cell, Sides
from bench.measured import Target
from bench.processes import BARE, Served, service
from bench.questions import Asked, single
from bench.stage import Stage
from graph_api.access.viewer import Purpose, Role
from graph_api.callers.audited import RightsEntry
from graph_api.callers.making import NewCaller
from graph_api.callers.rights import Rights

TARGET = Target(0.75)
CONNECTIONS = (1, 16)
#: Everything is on, and no bound ends the measurement.
CLOSED = {
    "CREDIT_GRAPH_ACCESS": "closed",
    "CREDIT_GRAPH_RATE_KNOWN": "1000000000",
    "CREDIT_GRAPH_HARVEST_ALARM": "100000000",
    "CREDIT_GRAPH_HARVEST_STOP": "100000000",
}


class Silent:
    """An audit that nobody reads."""

    async def note(self, entry: RightsEntry) -> None:
        """Nothing."""


async def key_of_a_window(stage: Stage) -> str:
    """The text of a new API key with which a window asks."""
    rights = Rights(stage.db, "bench", Silent())
    caller = await rights.add(NewCaller("bench window", organ="bench", regions=("",)))
    await rights.give(caller, Role.APPROVER)
    return (await rights.new_key(caller, 1, (), ())).text.get_secret_value()


async def measure(stage: Stage, asked: list[Asked]) -> None:
    """The same questions to both, in interleaved rounds."""
    key = await key_of_a_window(stage)
    signed = {"authorization": f"Bearer {key}", "credit-purpose": Purpose.OFFICE_CHECK.value}
    theirs = [single(each) for each in asked]
    ours = [single(each, signed) for each in asked]
    async with AsyncExitStack() as running:
        trusted = await running.enter_async_context(service(stage.endpoint, stage.home, ours[0], more=CLOSED))
        bare = await running.enter_async_context(service(stage.endpoint, stage.home, theirs[0], BARE))
        sides = Sides(stage, asked, trusted, {})
        for connections in CONNECTIONS:
            for port, requests in ((trusted.port, ours), (bare.port, theirs)):
                await hammer(port, requests, connections, stage.plan.seconds)
            found = await sides.rounds(
                {
                    "with": _cell(sides, ours, connections, trusted),
                    "without": _cell(sides, theirs, connections, bare),
                }
            )
            target = TARGET if connections == 16 else None
            sides.add(f"trust @{connections}", found["with"], found["without"], "without trust", target)


def _cell(sides: Sides, requests: Sequence[bytes], connections: int, served: Served) -> Cell:
    return lambda start: sides.asked(requests, connections, start, served)
