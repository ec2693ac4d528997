"""Adverse facts about people who were minors: they go to a sealed reject, never into the graph."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from loaders.rows import Doubt, Facts, RowRefusedError
from loaders.words import Words

ADULT_AGE = 18
ADVERSE_TABLES = frozenset({"records", "sanctions", "list_entries", "findings"})
DAYS = ("conduct_from", "event_on", "conduct_until", "entered", "decided", "effective", "published")


def is_adverse(fact: Facts, words: Words) -> bool:
    """Whether the row says something adverse about its subject."""
    if fact.table == "records":
        return words.record_kinds[fact.values["kind"]].adverse
    return fact.table in ADVERSE_TABLES


def _age_of_majority(person: Mapping[str, Any]) -> date | None:
    born = person.get("birth_date")
    if isinstance(born, date):
        leap = born.month == 2 and born.day == 29
        return date(born.year + ADULT_AGE, 3, 1) if leap else born.replace(year=born.year + ADULT_AGE)
    year = person.get("birth_year")
    # Only the year is known: seal only where the person was certainly a minor.
    return date(year + ADULT_AGE, 1, 1) if isinstance(year, int) else None


def seal_if_minor(fact: Facts, person: Mapping[str, Any], column: str) -> None:
    """Raises a sealed RowRefusedError where the person was a minor on the earliest day the row names."""
    adult = _age_of_majority(person)
    days = [fact.values[name] for name in DAYS if isinstance(fact.values.get(name), date)]
    if adult and days and min(days) < adult:
        doubt = Doubt(
            column, "MINOR", "涉及未成年人的失信信息，予以封存", "adverse facts about a minor are sealed"
        )
        raise RowRefusedError(doubt, sealed=True)
