"""Three-valued truth and spans of days with a certain and a possible part."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum

from graph_api.law.facts import DAY_ZERO, FOREVER, When

ONE_DAY = timedelta(days=1)


class Tri(IntEnum):
    """Truth as far as known; `min` is "and", `max` is "or"."""

    NO = 0
    MAYBE = 1
    YES = 2


def next_day(day: date) -> date:
    """The day after, or FOREVER where there is none."""
    return day if day == FOREVER else day + ONE_DAY


def add_months(day: date, months: int) -> date:
    """The corresponding day `months` later, or that month's last day where it has none (民法典第二百零二条)."""
    if day == FOREVER:
        return FOREVER
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    if year > FOREVER.year:
        return FOREVER
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def first_free_day(start: date, months: int) -> date:
    """The first day after a term: its first day is not counted and its last, corresponding day is still barred."""
    return next_day(add_months(start, months))


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open days on which something certainly holds, inside those on which it possibly holds."""

    firm_from: date
    firm_until: date
    possible_from: date
    possible_until: date

    def at(self, day: date) -> Tri:
        """Whether it holds on `day`."""
        if self.firm_from <= day < self.firm_until:
            return Tri.YES
        return Tri.MAYBE if self.possible_from <= day < self.possible_until else Tri.NO

    @property
    def empty(self) -> bool:
        """Whether it cannot hold on any day."""
        return self.possible_from >= self.possible_until

    def during(self, since: date, until: date) -> Span:
        """The part of the span inside known days."""
        return Span(
            max(self.firm_from, since),
            min(self.firm_until, until),
            max(self.possible_from, since),
            min(self.possible_until, until),
        )

    def until(self, end: When) -> Span:
        """The span cut off on a day that is known within bounds."""
        return Span(
            self.firm_from,
            min(self.firm_until, end.earliest),
            self.possible_from,
            min(self.possible_until, end.latest),
        )

    def meet(self, other: Span) -> Span:
        """The days on which both hold."""
        return Span(
            max(self.firm_from, other.firm_from),
            min(self.firm_until, other.firm_until),
            max(self.possible_from, other.possible_from),
            min(self.possible_until, other.possible_until),
        )

    def overlaps(self, other: Span) -> Tri:
        """Whether there is a day on which both hold."""
        if max(self.firm_from, other.firm_from) < min(self.firm_until, other.firm_until):
            return Tri.YES
        if self._covers_possible(other) or other._covers_possible(self):
            return Tri.YES
        both = max(self.possible_from, other.possible_from) < min(self.possible_until, other.possible_until)
        return Tri.MAYBE if both else Tri.NO

    def _covers_possible(self, other: Span) -> bool:
        """Whether it certainly holds on every day on which the other, which exists, may lie."""
        return (
            not other.empty
            and self.firm_from <= other.possible_from
            and other.possible_until <= self.firm_until
        )


ALWAYS = Span(DAY_ZERO, FOREVER, DAY_ZERO, FOREVER)


def on_the_day(day: When) -> Span:
    """The span of one day that is known within bounds."""
    if day.exact:
        return Span(day.earliest, next_day(day.latest), day.earliest, next_day(day.latest))
    return Span(FOREVER, DAY_ZERO, day.earliest, next_day(day.latest))


def between(since: When | None, until: When | None) -> Span:
    """The span from one day to another, each known within bounds or not at all."""
    return Span(
        since.latest if since else FOREVER,
        until.earliest if until else FOREVER,
        since.earliest if since else DAY_ZERO,
        until.latest if until else FOREVER,
    )
