"""The same shares by another way: one system of equations for the whole graph, solved by Gauss and Jordan.

It shares no code with the product: it reads plain triples, knows neither components nor orders, and builds the dense
matrix of "what arrives = what is held by the target + what is held by others times what arrives at them".
"""

from __future__ import annotations

from fractions import Fraction
from itertools import product

Triples = list[tuple[str, str, Fraction]]


def dense(triples: Triples, target: str) -> dict[str, Fraction]:
    """What arrives at the target of each organization; those that cannot reach it are left out of the system."""
    reaching = {target}
    while True:
        more = {to for holder, to, part in triples if holder in reaching and part} - reaching
        if not more:
            break
        reaching |= more
    names = sorted({to for _, to, part in triples if to in reaching and part})
    column = {name: place for place, name in enumerate(names)}
    size = len(names)
    matrix = [[Fraction(int(row == place)) for place in range(size)] + [Fraction(0)] for row in range(size)]
    for holder, to, part in triples:
        if to not in column:
            continue
        if holder == target:
            matrix[column[to]][size] += part
        elif holder in column:
            matrix[column[to]][column[holder]] -= part
    return dict(zip(names, gauss_jordan(matrix), strict=True))


def gauss_jordan(matrix: list[list[Fraction]]) -> list[Fraction]:
    """The solution of a system whose matrix has an inverse, with the largest pivot first."""
    size = len(matrix)
    for place in range(size):
        pivot = max(range(place, size), key=lambda row: abs(matrix[row][place]))
        assert matrix[pivot][place], "singular"
        matrix[place], matrix[pivot] = matrix[pivot], matrix[place]
        lead = matrix[place][place]
        matrix[place] = [value / lead for value in matrix[place]]
        for row in range(size):
            if row != place and matrix[row][place]:
                times = matrix[row][place]
                matrix[row] = [
                    value - times * above for value, above in zip(matrix[row], matrix[place], strict=True)
                ]
    return [row[size] for row in matrix]


def corners(
    stakes: list[tuple[str, str, Fraction, Fraction]], target: str
) -> dict[str, tuple[Fraction, Fraction]]:
    """The least and most that arrives over all stakes at their bounds or filling the whole, by trying each of them."""
    by_organization: dict[str, list[tuple[str, Fraction, Fraction]]] = {}
    for holder, to, least, most in stakes:
        by_organization.setdefault(to, []).append((holder, least, most))
    choices = [_vertices(to, held) for to, held in sorted(by_organization.items())]
    found: dict[str, tuple[Fraction, Fraction]] = {}
    for chosen in product(*choices):
        values = dense([triple for held in chosen for triple in held], target)
        for to in by_organization:
            value = values.get(to, Fraction(0))
            least, most = found.get(to, (value, value))
            found[to] = (min(least, value), max(most, value))
    return found


def _vertices(to: str, held: list[tuple[str, Fraction, Fraction]]) -> list[Triples]:
    """The corners of what the bounds of one organization allow: all at a bound, but one that fills the whole."""
    found = set()
    for places in product((0, 1), repeat=len(held)):
        given = [each[1 + place] for each, place in zip(held, places, strict=True)]
        if sum(given) <= 1:
            found.add(tuple(given))
        for filling, (_, least, most) in enumerate(held):
            rest = 1 - (sum(given) - given[filling])
            if least <= rest <= most:
                found.add((*given[:filling], rest, *given[filling + 1 :]))
    return [[(each[0], to, part) for each, part in zip(held, parts, strict=True)] for parts in sorted(found)]
