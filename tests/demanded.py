"""What a machine may lack and a complete run may not."""

import os
from typing import NoReturn

import pytest


def missing(what: str) -> NoReturn:
    """Fails where the browser and its page are demanded, skips where they are not."""
    if os.environ.get("CREDIT_GRAPH_TEST_BROWSER"):
        pytest.fail(f"a browser is demanded: {what}")
    pytest.skip(what)
