"""Who is a minor on a day: what is kept about them is sealed."""

from __future__ import annotations

from datetime import date

#: Years of life at which nobody is a minor any more (民法典第十七条).
ADULT = 18


def grown_before(on: date) -> date:
    """The last birthday of those who are no minors on a day."""
    day = min(on.day, 28) if on.month == 2 else on.day
    return date(on.year - ADULT, on.month, day)


def is_minor(born: date | None, on: date) -> bool:
    """Whether somebody born on a day is under eighteen on another; an unknown birth makes nobody a minor."""
    return born is not None and (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) < ADULT
