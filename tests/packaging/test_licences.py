"""Every package that a deployment consists of has its licence written down, and only allowed ones are there."""

import importlib.metadata

import pytest
from license_expression import get_spdx_licensing

from supply.licences import Licences, licences
from supply.locks import npm_packages, python_pins, shipped


@pytest.fixture(scope="module")
def table() -> Licences:
    """The committed table."""
    return licences()


def test_the_table_covers_every_pin_and_every_package_of_the_page_and_nothing_else(table: Licences) -> None:
    assert table.python.keys() == {pin.name for pin in python_pins()}
    assert table.npm.keys() == {package.name for package in shipped(npm_packages())}


def test_the_table_says_what_the_packages_themselves_declare(table: Licences) -> None:
    declared = {name: importlib.metadata.metadata(name)["License-Expression"] for name in table.python}
    assert {
        name: told for name, told in declared.items() if told is not None and told != table.python[name]
    } == {}
    assert {
        package.name: package.licence
        for package in shipped(npm_packages())
        if package.licence != table.npm[package.name]
    } == {}


def test_only_allowed_licences_come_in_and_every_other_one_says_why(table: Licences) -> None:
    spdx = get_spdx_licensing()
    others = {
        name
        for name, expression in {**table.python, **table.npm}.items()
        if not set(spdx.license_keys(spdx.parse(expression, validate=True))) <= table.allowed
    }
    assert others == table.noted.keys() == {"arcadedb-embedded", "orjson", "python-stdnum"}
    assert table.noted["python-stdnum"].startswith("LGPL: imported as published")


def test_neo4j_itself_is_no_dependency_only_its_driver_is(table: Licences) -> None:
    assert {name for name in table.python if "neo4j" in name} == {"neo4j", "neo4j-rust-ext"}
    strong = {
        name: expression
        for name, expression in {**table.python, **table.npm}.items()
        if "GPL" in expression.replace("LGPL", "")
    }
    assert strong == {"arcadedb-embedded": "Apache-2.0 AND GPL-2.0-only WITH Classpath-exception-2.0"}
