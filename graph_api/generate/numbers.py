"""Numbers with valid check digits: resident (GB 11643), USCC (GB 32100), organisation codes (GB 11714).

Each is a bijection of the row number, so no two subjects share one.
"""

from __future__ import annotations

from datetime import date
from math import gcd

import polars as pl

from graph_api.generate.days import number as day_number
from graph_api.generate.draws import lookup
from graph_api.generate.tables import COUNTIES

USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
RESIDENT_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
USCC_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))

_RESIDENT_CHECKS = "10X98765432"
_ORGANISATION_CHECKS = "0123456789X"
FIRST_BIRTH = day_number(date(1946, 1, 1))
BIRTH_DAYS = day_number(date(1985, 12, 31)) - FIRST_BIRTH
SEQUENCES = 999
RESIDENTS = len(COUNTIES) * BIRTH_DAYS * SEQUENCES
ORGANISATIONS = 10**8


def _coprime(wish: int, modulus: int) -> int:
    while gcd(wish, modulus) != 1:
        wish += 1
    return wish


def scattered(row: pl.Expr, modulus: int, offset: int) -> pl.Expr:
    """A one-to-one scattering of row numbers below the modulus (fewer than 2**63 / modulus rows)."""
    factor = _coprime(int(modulus * 0.6180339887), modulus)
    return (row.cast(pl.Int64) * factor + offset % modulus) % modulus


def _digit(digits: pl.Expr, position: int) -> pl.Expr:
    return digits.str.slice(position, 1).cast(pl.Int64)


def resident_parts(row: pl.Expr, offset: int) -> tuple[pl.Expr, pl.Expr, pl.Expr]:
    """County (position in the table), day of birth (day number) and sequence (odd: male) of a person."""
    place = scattered(row, RESIDENTS, offset)
    county = place % len(COUNTIES)
    birth = place // len(COUNTIES) % BIRTH_DAYS + FIRST_BIRTH
    return county, birth, place // (len(COUNTIES) * BIRTH_DAYS) + 1


def resident_number(county: pl.Expr, birth: pl.Expr, sequence: pl.Expr) -> pl.Expr:
    """The resident number with its check digit."""
    region = lookup([region.code for region in COUNTIES], county)
    born = birth.cast(pl.Int32).cast(pl.Date).cast(pl.String).str.replace_all("-", "", literal=True)
    digits = pl.concat_str(region, born, sequence.cast(pl.String).str.zfill(3))
    weighed = pl.sum_horizontal(
        _digit(digits, position) * weight for position, weight in enumerate(RESIDENT_WEIGHTS)
    )
    return digits + lookup(list(_RESIDENT_CHECKS), weighed % 11)


def organisation_code(row: pl.Expr, offset: int) -> pl.Expr:
    """The nine characters of an organisation code, check character included."""
    body = scattered(row, ORGANISATIONS, offset)
    weighed = pl.sum_horizontal(
        body // 10 ** (7 - position) % 10 * weight for position, weight in enumerate(ORGANISATION_WEIGHTS)
    )
    return body.cast(pl.String).str.zfill(8) + lookup(list(_ORGANISATION_CHECKS), (11 - weighed % 11) % 11)


def uscc(issuer: pl.Expr, region: pl.Expr, code: pl.Expr) -> pl.Expr:
    """The USCC of an issuer and class (two characters), a region and an organisation code."""
    plain = pl.concat_str(issuer, region, code)
    values = {character: value for value, character in enumerate(USCC_ALPHABET)}
    weighed = pl.sum_horizontal(
        plain.str.slice(position, 1).replace_strict(values, return_dtype=pl.Int64) * weight
        for position, weight in enumerate(USCC_WEIGHTS)
    )
    return plain + lookup(list(USCC_ALPHABET), (31 - weighed % 31) % 31)


def with_resident_check(digits: str) -> str:
    """Seventeen digits with their check digit, for the told persons of the sample."""
    weighed = sum(int(digit) * weight for digit, weight in zip(digits, RESIDENT_WEIGHTS, strict=True))
    return digits + _RESIDENT_CHECKS[weighed % 11]


def with_uscc_checks(issuer: str, region: str, body: str) -> str:
    """An issuer, a region and eight digits as a USCC with both check characters."""
    weighed = sum(int(digit) * weight for digit, weight in zip(body, ORGANISATION_WEIGHTS, strict=True))
    plain = issuer + region + body + _ORGANISATION_CHECKS[(11 - weighed % 11) % 11]
    total = sum(USCC_ALPHABET.index(character) * USCC_WEIGHTS[place] for place, character in enumerate(plain))
    return plain + USCC_ALPHABET[(31 - total % 31) % 31]
