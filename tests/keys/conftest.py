"""A small bundle of people with numbers, and the keys of its home."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from graph_api.engine.db import Database
from graph_api.ids.keyed_hash import NumberKeys, open_number_key
from graph_api.ids.persons import resident_number_of_18
from graph_api.ids.sealed_numbers import SealedNumbers, open_sealed_numbers
from loaders.report import Report
from loaders.run import load
from tests.loaders.conftest import ask, write_bundle

__all__ = ["ask"]

NUMBERS = [resident_number_of_18(f"99010180010{1 + place % 9}{100 + place}") for place in range(25)]


@pytest.fixture
def keys(home: Path) -> NumberKeys:
    """The number keys of the test's home."""
    return open_number_key(home)


@pytest.fixture
def sealed(home: Path) -> SealedNumbers:
    """The sealed numbers of the test's home."""
    return open_sealed_numbers(home)


@pytest.fixture
def people(db: Database, home: Path, tmp_path: Path) -> Callable[[], Awaitable[Report]]:
    """Loads 25 people with a number each: in their row, or for every second in a table of identifiers."""
    rows = [
        {"key": f"p{place}", "kind": "PERSON", "name": f"人{place}"}
        | ({"numbers": f"RESIDENT_ID={number}"} if place % 2 else {})
        for place, number in enumerate(NUMBERS)
    ]
    apart = [
        {"subject": f"key:p{place}", "scheme": "RESIDENT_ID", "value": number}
        for place, number in enumerate(NUMBERS)
        if not place % 2
    ]
    folder = write_bundle(tmp_path / "people", subjects=rows, identifiers=apart)

    async def loading(**options: Any) -> Report:
        return await load(db, "bundle", folder, home=home, **options)

    return loading
