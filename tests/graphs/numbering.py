"""Invented resident numbers of a region that is none."""

from __future__ import annotations

#: Weights of the check of a resident number (GB 11643).
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def number(born: str, serial: int) -> str:
    """The number of somebody born on a day, its check digit right."""
    digits = f"990900{born}{serial:03d}"
    rest = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11
    return digits + "10X98765432"[rest]
