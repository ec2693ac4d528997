"""Loops of holdings: which organizations hold each other, and the exact shares within such a loop."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction

from graph_api.ownership.stakes import ONE, ZERO

Row = dict[str, Fraction]


def components(nodes: Iterable[str], after: Callable[[str], Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """The strongly connected components (Tarjan), each after all that it leads to; without recursion."""
    place: dict[str, int] = {}
    low: dict[str, int] = {}
    kept: list[str] = []
    on_stack: set[str] = set()
    for start in nodes:
        if start in place:
            continue
        work = [(start, iter(after(start)))]
        _enter(start, place, low, kept, on_stack)
        while work:
            node, following = work[-1]
            for other in following:
                if other not in place:
                    _enter(other, place, low, kept, on_stack)
                    work.append((other, iter(after(other))))
                    break
                if other in on_stack:
                    low[node] = min(low[node], place[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == place[node]:
                    cut = kept.index(node)
                    members = kept[cut:]
                    del kept[cut:]
                    on_stack.difference_update(members)
                    yield tuple(sorted(members))


def _enter(
    node: str, place: dict[str, int], low: dict[str, int], kept: list[str], on_stack: set[str]
) -> None:
    place[node] = low[node] = len(place)
    kept.append(node)
    on_stack.add(node)


def least_solution(given: Mapping[str, Fraction], weights: Mapping[str, Mapping[str, Fraction]]) -> Row:
    """The least values with `value = given + sum of weight * value of the other`, exactly.

    Each row may give away at most the whole. A part of the loop that only feeds itself receives nothing from
    outside, so its values are nought: that is the least solution, and the only one that claims nothing.
    """
    live = _fed(given, weights)
    rows = {
        node: {other: weight for other, weight in weights[node].items() if weight and other in live}
        for node in sorted(live)
    }
    values = {node: given[node] for node in rows}
    order = list(rows)
    for place, node in enumerate(order):
        _without_itself(node, rows, values)
        for later in order[place + 1 :]:
            weight = rows[later].pop(node, ZERO)
            if weight:
                values[later] += weight * values[node]
                for other, part in rows[node].items():
                    rows[later][other] = rows[later].get(other, ZERO) + weight * part
    for node in reversed(order):
        values[node] += sum((part * values[other] for other, part in rows[node].items()), ZERO)
    return {node: values.get(node, ZERO) for node in given}


def _without_itself(node: str, rows: dict[str, Row], values: Row) -> None:
    """The row of a node without what leads back to it: what comes back is divided again in the same way."""
    rest = ONE - rows[node].pop(node, ZERO)
    if rest != ONE:
        values[node] /= rest
        rows[node] = {other: part / rest for other, part in rows[node].items()}


def _fed(given: Mapping[str, Fraction], weights: Mapping[str, Mapping[str, Fraction]]) -> set[str]:
    """The nodes that receive something from outside the loop, directly or through others of it."""
    fed = {node for node, value in given.items() if value}
    grown = True
    while grown:
        more = {
            node
            for node, row in weights.items()
            if node not in fed and any(weight and other in fed for other, weight in row.items())
        }
        grown = bool(more)
        fed |= more
    return fed
