"""Choices that follow from one number."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Choices that follow from one number, so that a case can be named and thrown again."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def pick(self, *values: T) -> T:
        """One of the values."""
        return values[self.random.randrange(len(values))]

    def some(self, values: Sequence[T], least: int, most: int) -> tuple[T, ...]:
        """A few different ones of the values."""
        return tuple(self.random.sample(list(values), self.random.randint(least, most)))

    def rarely(self, values: Sequence[T]) -> tuple[T, ...]:
        """Mostly none, else one or two of the values."""
        return self.some(values, 1, 2) if self.rare() else ()

    def often(self) -> bool:
        """True every other time."""
        return self.random.random() < 0.5

    def rare(self) -> bool:
        """True one time in seven."""
        return self.random.random() < 0.15

    def seldom(self) -> bool:
        """True one time in twelve."""
        return self.random.random() < 0.08
