"""Locks carry hashes and no address, stay above the floors of known holes, and run nothing at install."""

import re
import tomllib
from pathlib import Path

import pytest

from supply.locks import NPM_LOCKS, PYTHON_LOCKS, npm_packages, python_pins

#: The first versions without the holes that concern us; a package counts where a lock pins it.
FLOORS = {
    "authlib": (1, 6, 9),
    "cryptography": (50, 0, 0),
    "graphql-core": (3, 3, 2),
    "jinja2": (3, 1, 6),
    "joserfc": (1, 7, 4),
    "pip": (26, 2),
    "pyjwt": (2, 13, 0),
    "python-multipart": (0, 0, 30),
    "starlette": (1, 0, 1),
    "strawberry-graphql": (0, 327, 2),
}
#: Accounts that were taken over in 2026-05: nothing of theirs comes in, not even above a floor.
REFUSED = re.compile(r"^@(antv|tanstack)/|^(echarts-for-react|size-sensor|g6|g2)$")
#: Packages that declare a script for npm to run; none is ever run, and a new one is looked at first.
KNOWN_SCRIPTS = {"fsevents"}


def _lock(path: Path) -> str:
    return path.parent.name + "/" + path.name


python_locks = pytest.mark.parametrize("lock", PYTHON_LOCKS, ids=_lock)
npm_locks = pytest.mark.parametrize("lock", NPM_LOCKS, ids=_lock)


@python_locks
def test_every_pin_carries_hashes_and_no_index_is_named(lock: Path) -> None:
    pins = python_pins(lock)
    assert len(pins) > 20
    assert [pin.name for pin in pins if not pin.hashes] == []
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links", lock.read_text(encoding="utf-8"))


@python_locks
def test_no_pin_is_below_its_floor(lock: Path) -> None:
    pins = {pin.name: pin.version for pin in python_pins(lock)}
    assert {"graphql-core", "starlette", "strawberry-graphql", "joserfc", "cryptography"} <= pins.keys()
    below = {name: pins[name] for name in FLOORS.keys() & pins.keys() if _numbers(pins[name]) < FLOORS[name]}
    assert below == {}


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.match(r"[0-9.]*[0-9]", version)[0].split("."))  # type: ignore[index]


@npm_locks
def test_every_package_has_its_hash_and_no_address(lock: Path) -> None:
    packages = npm_packages(lock)
    assert packages
    ours = [package for package in packages if package.link]
    fetched = [package for package in packages if not package.link]
    assert [package.place for package in fetched if not (package.integrity or "").startswith("sha512-")] == []
    assert [package.place for package in fetched if package.resolved is not None] == []
    assert [p.place for p in ours if not (lock.parent / str(p.resolved) / "package.json").is_file()] == []


@npm_locks
def test_nothing_of_a_taken_account_comes_in(lock: Path) -> None:
    found = [
        package.name for package in npm_packages(lock) if REFUSED.search(package.name) and not package.link
    ]
    assert found == []


@npm_locks
def test_no_package_runs_a_script_and_those_that_would_are_known(lock: Path) -> None:
    settings = dict(
        line.split("=", 1)
        for line in (lock.parent / ".npmrc").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )
    wanted = {"ignore-scripts": "true", "min-release-age": "7", "omit-lockfile-registry-resolved": "true"}
    assert {name: settings.get(name) for name in wanted} == wanted
    assert {package.name for package in npm_packages(lock) if package.runs_at_install} <= KNOWN_SCRIPTS


def test_every_project_of_npm_is_among_the_locks_looked_at() -> None:
    root = Path(__file__).parents[2]
    skipped = {"node_modules", "standins", ".venv"}
    found = [path for path in root.rglob("package.json") if not skipped & set(path.relative_to(root).parts)]
    assert {path.with_name("package-lock.json") for path in found} == set(NPM_LOCKS)


def test_what_is_installed_is_what_the_project_asks_for() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
    asked = {re.split(r"[<>=\[ ]", each)[0] for each in project["project"]["dependencies"]}
    direct = {pin.name for pin in python_pins() if "credit-graph" in pin.wanted_by}
    assert asked == direct
