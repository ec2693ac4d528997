"""The bill of materials names what the locks pin, each with its licence, and is valid CycloneDX."""

import json
import re
from typing import Any
from urllib.parse import quote

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from supply.bill import BILL, bill, written
from supply.locks import PYTHON_LOCK, WEB_LOCK


@pytest.fixture(scope="module")
def committed() -> dict[str, Any]:
    """The committed bill as data."""
    return dict(json.loads(BILL.read_text(encoding="utf-8")))


def test_the_committed_bill_is_the_one_of_the_locks() -> None:
    assert written(bill()) == BILL.read_text(encoding="utf-8"), "run `make sbom` and commit sbom.cdx.json"


def test_the_bill_follows_the_schema_of_cyclonedx() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(BILL.read_text(encoding="utf-8")) is None


def test_the_components_are_the_pins_and_the_packages_of_the_page(committed: dict[str, Any]) -> None:
    lock = PYTHON_LOCK.read_text(encoding="utf-8")
    pins = {f"pkg:pypi/{name}@{version}" for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", lock, re.M)}
    entries = json.loads(WEB_LOCK.read_text(encoding="utf-8"))["packages"]
    packages = {
        f"pkg:npm/{quote(place.rpartition('node_modules/')[2])}@{entry['version']}"
        for place, entry in entries.items()
        if "node_modules/" in place and not {"dev", "devOptional", "link"} & entry.keys()
    }
    assert {component["purl"] for component in committed["components"]} == pins | packages
    assert committed["metadata"]["component"]["purl"] == "pkg:pypi/credit-graph@0.1.0"


def test_every_component_has_a_licence_and_hangs_on_another(committed: dict[str, Any]) -> None:
    assert [each["purl"] for each in committed["components"] if len(each["licenses"]) != 1] == []
    needed = {name for each in committed["dependencies"] for name in each.get("dependsOn", ())}
    assert {each["bom-ref"] for each in committed["components"]} - needed == set()


def test_a_package_in_two_versions_is_told_apart(committed: dict[str, Any]) -> None:
    needs = {each["ref"]: each.get("dependsOn", []) for each in committed["dependencies"]}
    compiler = [
        [name for name in needs[ref] if "react-compiler-runtime" in name]
        for ref in ("pkg:npm/graphiql@5.4.0", "pkg:npm/%40graphiql/react@0.39.1")
    ]
    assert compiler == [
        ["pkg:npm/react-compiler-runtime@19.1.0-rc.1"],
        ["pkg:npm/react-compiler-runtime@19.1.0-rc.3"],
    ]
