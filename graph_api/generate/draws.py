"""Random draws that depend on nothing but the seed, the name of the draw and the row.

Each draw is a polars expression over row numbers, mixed as in splitmix64. Any row of any file can
therefore be computed again anywhere, in any order and process; this is what lets the generator stream.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b

import polars as pl

PER_MILLE = 1000
_GOLDEN = 0x9E3779B97F4A7C15
_FIRST_FACTOR = 0xBF58476D1CE4E5B9
_SECOND_FACTOR = 0x94D049BB133111EB


def _word(value: int) -> pl.Expr:
    return pl.lit(value, dtype=pl.UInt64)


def lookup(
    values: Sequence[str | int | None], position: pl.Expr, dtype: type[pl.DataType] = pl.String
) -> pl.Expr:
    """The value at each position of a small table."""
    return pl.lit(pl.Series(values, dtype=dtype)).gather(position)


class Draws:
    """All draws of one seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def bits(self, row: pl.Expr, name: str) -> pl.Expr:
        """64 even bits for each row."""
        salt = blake2b(f"{self._seed}:{name}".encode(), digest_size=8).digest()
        mixed = row.cast(pl.UInt64) * _word(_GOLDEN) + _word(int.from_bytes(salt, "big"))
        mixed = (mixed ^ (mixed // _word(1 << 30))) * _word(_FIRST_FACTOR)
        mixed = (mixed ^ (mixed // _word(1 << 27))) * _word(_SECOND_FACTOR)
        return mixed ^ (mixed // _word(1 << 31))

    def below(self, row: pl.Expr, name: str, bound: int) -> pl.Expr:
        """A whole number from 0 to below the bound."""
        return (self.bits(row, name) % _word(bound)).cast(pl.Int64)

    def chance(self, row: pl.Expr, name: str, per_mille: int | pl.Expr) -> pl.Expr:
        """True for so many rows in a thousand."""
        return self.below(row, name, PER_MILLE) < per_mille

    def pick(self, row: pl.Expr, name: str, values: Sequence[str | None]) -> pl.Expr:
        """One of the values, each as likely as the other."""
        return lookup(values, self.below(row, name, len(values)))

    def weighted(self, row: pl.Expr, name: str, weights: Sequence[int]) -> pl.Expr:
        """A position in the table of weights, as likely as its weight."""
        spread = [position for position, weight in enumerate(weights) for _ in range(weight)]
        return lookup(spread, self.below(row, name, len(spread)), pl.Int64)
