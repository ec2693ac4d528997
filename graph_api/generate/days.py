"""Dates as day numbers, and their text in a bundle: exact, to the month, to the year or unknown."""

from __future__ import annotations

from datetime import date

import polars as pl

from graph_api.generate.draws import Draws

_EPOCH = date(1970, 1, 1)

#: The day the fictional register was read; nothing in a bundle is later. A clock would change the bytes.
AS_OF = date(2026, 10, 1)

#: Of a thousand imprecise dates: known to the day, to the month, to the year; the rest are unknown.
EXACT, TO_THE_MONTH, TO_THE_YEAR = 720, 80, 80


def number(day: date) -> int:
    """Days since 1970-01-01."""
    return (day - _EPOCH).days


LAST = number(AS_OF)


def text(day: pl.Expr) -> pl.Expr:
    """A day number as 2024-05-01; unknown stays empty."""
    return day.cast(pl.Int32).cast(pl.Date).cast(pl.String)


def known(day: pl.Expr) -> pl.Expr:
    """A day number as text, empty where the day is later than the reading of the register."""
    return text(pl.when(day <= LAST).then(day))


def imprecise(draws: Draws, row: pl.Expr, name: str, day: pl.Expr) -> pl.Expr:
    """A day as a register gives it: mostly exact, at times 2024-05, 2024 or nothing."""
    roll = draws.below(row, f"precision:{name}", 1000)
    exact = known(day)
    return (
        pl.when(roll < EXACT)
        .then(exact)
        .when(roll < EXACT + TO_THE_MONTH)
        .then(exact.str.slice(0, 7))
        .when(roll < EXACT + TO_THE_MONTH + TO_THE_YEAR)
        .then(exact.str.slice(0, 4))
    )
