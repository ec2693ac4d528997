"""A case notices every change to an officer restriction: dropped, a day longer, a role or a position less."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

import pytest

from graph_api.law.facts import Item
from graph_api.law.lawbook import Law, Outcome, Version
from graph_api.law.model import Measure, Mode
from graph_api.law.source import the_law
from graph_api.law.term import Run, run_of
from tests.law.case_file import Case, cases, failures


@lru_cache(maxsize=1)
def cases_by_measure() -> dict[str, list[Case]]:
    """The cases that speak about each measure."""
    found: dict[str, list[Case]] = {}
    for case in cases():
        for code in case.proves:
            found.setdefault(code, []).append(case)
    return found


def restrictions() -> list[Version]:
    """Every measure that may answer the office question."""
    return [version for version in the_law().versions if version.outcome is not Outcome.CONSEQUENCE]


def with_measure(version: Version, changed: Measure | None) -> Law:
    """The law with one version of one measure replaced or left out."""
    law, document = the_law(), version.document
    measures = tuple(
        changed if measure is version.measure else measure
        for measure in document.measure
        if measure is not version.measure or changed is not None
    )
    documents = {**law.documents, document.id: document.model_copy(update={"measure": measures})}
    return replace(law, documents=documents, caches=type(law.caches)(dict))


def mutations(version: Version) -> Iterator[tuple[str, Measure | None]]:
    """Each single change to a measure that a case must notice."""
    measure = version.measure
    yield "dropped", None
    if measure.mode is not Mode.BY_DECISION and len(measure.reach) > 1:
        for reach in measure.reach:
            rest = tuple(other for other in measure.reach if other is not reach)
            yield f"without the role {reach.role}", measure.model_copy(update={"reach": rest})
    for number, office in enumerate(measure.office):
        for position in office.positions if len(office.positions) > 1 else ():
            kept = tuple(other for other in office.positions if other != position)
            offices = (
                *measure.office[:number],
                office.model_copy(update={"positions": kept}),
                *measure.office[number + 1 :],
            )
            yield (
                f"without the position {position} in office {number + 1}",
                measure.model_copy(update={"office": offices}),
            )


def is_counted(version: Version) -> bool:
    """Whether the term ends on a day that the article fixes."""
    term = version.measure.term
    counted = term.type == "FIXED" or any(tier.months for tier in term.tiers)
    return counted and version.measure.mode is not Mode.BY_DECISION


def shifted(version: Version, days: int) -> Callable[[Version, Item], Run]:
    """The term of one measure, ending some days later; every other measure as it is."""

    def later(day: date) -> date:
        return day if day in (date.max, date.min) else day + timedelta(days=days)

    def run(asked: Version, item: Item) -> Run:
        found = run_of(asked, item)
        if asked.key != version.key:
            return found
        span = found.span
        ends = {"firm_until": later(span.firm_until), "possible_until": later(span.possible_until)}
        return replace(found, span=replace(span, **ends))

    return run


def unnoticed(version: Version, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The changes to a measure that none of its cases notices."""
    speaking = cases_by_measure().get(version.code, [])
    missed = []
    for name, changed in mutations(version):
        law = with_measure(version, changed)
        if not any(failures(case, law) for case in speaking):
            missed.append(name)
    for days in (1, -1) if is_counted(version) else ():
        with monkeypatch.context() as patch:
            patch.setattr("graph_api.law.candidates.run_of", shifted(version, days))
            law = with_measure(version, version.measure)
            if not any(failures(case, law) for case in speaking):
                missed.append(f"{days:+d} day")
    return missed


@pytest.mark.parametrize("version", [pytest.param(version, id=version.key) for version in restrictions()])
def test_every_change_to_a_measure_is_noticed(version: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(cases_by_measure().get(version.code, [])) >= 2
    assert unnoticed(version, monkeypatch) == []
