"""Lock files carry hashes, no index address, and versions at or above the floors of known holes."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock")

#: The first versions without known holes that concern us.
FLOORS = {
    "graphql-core": (3, 3, 2),
    "strawberry-graphql": (0, 327, 2),
    "starlette": (1, 0, 1),
    "python-multipart": (0, 0, 30),
    "jinja2": (3, 1, 6),
    "cryptography": (50, 0, 0),
}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_carries_hashes_and_no_index_is_named(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins = re.findall(r"^([a-z0-9._-]+)==\S+( \\)?$", text, re.MULTILINE)
    assert pins
    assert [name for name, continued in pins if not continued] == []
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_no_pin_is_below_its_floor(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = dict(re.findall(r"^([a-z0-9._-]+)==([0-9.]+)", text, re.MULTILINE))
    below = {
        name: pinned[name]
        for name, floor in FLOORS.items()
        if name in pinned and tuple(int(part) for part in pinned[name].split(".") if part)[:3] < floor
    }
    assert below == {}
