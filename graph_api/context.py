"""What one request needs: the database, the law, the clocks, who asks, and a batch for each list of things."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Hashable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Any, ClassVar, Generic, Self, TypeVar, cast
from zoneinfo import ZoneInfo

from strawberry.dataloader import DataLoader

from graph_api.access.access import Access
from graph_api.access.policy import Policy, shipped_policy
from graph_api.access.viewer import OPEN, Purpose, Viewer
from graph_api.eligibility.service import Eligibility
from graph_api.engine.db import Database
from graph_api.errors import InputInvalid
from graph_api.ids.keyed_hash import NumberKey
from graph_api.law.lawbook import Law
from graph_api.refusals import ContradictoryClocks, InvalidDate
from graph_api.settings import Settings

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

BEIJING = ZoneInfo("Asia/Shanghai")
EARLIEST = date(1949, 10, 1)


def today_in_beijing() -> date:
    """The calendar day in China."""
    return datetime.now(BEIJING).date()


def present_moment() -> datetime:
    """The moment by which authorisations and releases begin and end."""
    return datetime.now(UTC)


Looks = Callable[[str, datetime | None, int], Awaitable[list[dict[str, Any]]]]


@dataclass(frozen=True, slots=True)
class Clocks:
    """The day asked about, and the moment up to which facts are known; None means present knowledge."""

    as_of: date
    known_as_of: datetime | None = None
    today: date | None = None

    @property
    def protecting(self) -> date:
        """The day by which it is told who is a minor: nobody grows older by being asked about in the future."""
        return min(self.as_of, self.today or self.as_of)

    @property
    def displaying(self) -> date:
        """The day by which it is told what is still displayed: what is over today was not over in the past."""
        return max(self.as_of, self.today or self.as_of)


@dataclass(frozen=True, slots=True)
class UnreadableDate:
    """What was given as a date and is none; it becomes an InvalidDate where it is used, with its path."""


@dataclass
class Context:
    """The values of one request; nothing in it outlives the request."""

    db: Database
    law: Law
    settings: Settings
    number_key: NumberKey
    today: Callable[[], date] = today_in_beijing
    now: Callable[[], datetime] = present_moment
    viewer: Viewer = OPEN
    policy: Policy = field(default_factory=shipped_policy)
    shared: Eligibility | None = None
    looks: Looks | None = None
    """Who was shown a subject, from the audit log; None where there is none."""
    batches: dict[tuple[type[Any], Clocks], Any] = field(default_factory=dict)

    @cached_property
    def access(self) -> Access:
        """What this request may see."""
        return Access(self.policy, self.viewer, self.db, self.now)

    @property
    def eligibility(self) -> Eligibility:
        """Answers the office question; one for the whole process shares calls between requests."""
        if self.shared is None:
            self.shared = Eligibility(self.db, self.law, self.number_key)
        return self.shared

    def state(self, purposes: Collection[str], path: str) -> None:
        """Takes the purpose that the input of a question states for that of the request; there is one a request."""
        for given in purposes:
            if given not in Purpose.__members__:
                known = ", ".join(Purpose)
                raise InputInvalid(path, f"a purpose is one of {known}", f"用途应为 {known} 之一")
            stated = Purpose(given)
            if self.viewer.purpose not in (None, stated):
                raise InputInvalid(
                    path,
                    f"this request already states {self.viewer.purpose}; ask in a request of its own",
                    f"本次请求已声明用途 {self.viewer.purpose}，请另行提交",
                )
            if self.viewer.purpose is None:
                self.viewer = replace(self.viewer, purpose=stated)
                self.__dict__.pop("access", None)

    def clocks(
        self,
        as_of: date | UnreadableDate | None,
        known_as_of: datetime | UnreadableDate | None = None,
        path: str = "",
    ) -> Clocks:
        """The clocks of one root field, checked: today in China and present knowledge where not given."""
        for name, given in (("asOf", as_of), ("knownAsOf", known_as_of)):
            if isinstance(given, UnreadableDate):
                raise InvalidDate(path + name)
        day = cast(date | None, as_of) or self.today()
        if day < EARLIEST:
            raise InvalidDate(f"{path}asOf")
        known = cast(datetime | None, known_as_of)
        if known is not None:
            known = known.replace(tzinfo=BEIJING) if known.tzinfo is None else known
            known = known.astimezone(UTC)
            if known > datetime.now(UTC):
                raise ContradictoryClocks(f"{path}knownAsOf")
            self.access.demand_root("PAST", f"{path}knownAsOf")
        return Clocks(day, known, self.today())


class Batch(Generic[Key, Value]):
    """Things by key, fetched together for all fields of a request that ask for them at once."""

    #: How many keys one call to the database may carry.
    size: ClassVar[int] = 1000

    def __init__(self, context: Context, clocks: Clocks) -> None:
        self.context = context
        self.clocks = clocks
        self._loader: DataLoader[Key, Value] = DataLoader(load_fn=self.fetch, max_batch_size=self.size)

    @classmethod
    def of(cls, context: Context, clocks: Clocks) -> Self:
        """The batch of this request at these clocks."""
        found = context.batches.get((cls, clocks))
        if found is None:
            found = context.batches[cls, clocks] = cls(context, clocks)
        return cast(Self, found)

    async def load(self, key: Key) -> Value:
        """The value of one key."""
        return await self._loader.load(key)

    async def load_many(self, keys: list[Key]) -> list[Value]:
        """The values of several keys, in their order."""
        return await self._loader.load_many(keys)

    async def fetch(self, keys: list[Key]) -> list[Value]:
        """One value for each key, in the order of the keys; an empty one where nothing was found."""
        raise NotImplementedError


def grouped(rows: list[Value], keys: list[Key], key_of: Callable[[Value], Key]) -> list[list[Value]]:
    """The rows by key, one list for each key in the order of the keys."""
    found: dict[Key, list[Value]] = {key: [] for key in keys}
    for row in rows:
        if (key := key_of(row)) in found:
            found[key].append(row)
    return [found[key] for key in keys]
