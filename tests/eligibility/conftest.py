"""A client of a service over each engine."""

import pytest

from graph_api.engine.db import Database
from tests.api.asking import Client


@pytest.fixture
def ask(db: Database) -> Client:
    """Asks a service over a clean graph."""
    return Client(db)
