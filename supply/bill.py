"""The bill of materials: what a deployment consists of, as CycloneDX, made from the locks and the licence table."""

from __future__ import annotations

import base64
import hashlib
import json
import tomllib
import uuid
from collections.abc import Iterable
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import HashAlgorithm, HashType
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL

from supply.licences import TABLE, Licences, licences
from supply.locks import (
    PYTHON_LOCK,
    ROOT,
    WEB_LOCK,
    NpmPackage,
    PythonPin,
    npm_packages,
    python_pins,
    shipped,
)

BILL = ROOT / "sbom.cdx.json"
OURSELVES = "credit-graph"


def bill() -> Bom:
    """The bill of the tree: the same locks give the same bytes, so it carries no time of making."""
    table = licences()
    python = {pin.name: (pin, _python(pin, table)) for pin in python_pins()}
    npm = {package.place: (package, _npm(package, table)) for package in shipped(npm_packages())}
    made = Bom(serial_number=_serial((PYTHON_LOCK, WEB_LOCK, TABLE)))
    made.metadata.timestamp = None  # type: ignore[assignment]  # The schema asks for none; the class for one.
    ourselves = made.metadata.component = _ourselves()
    made.components.update(component for _, component in (*python.values(), *npm.values()))
    wanted: dict[Component, list[Component]] = {component: [] for component in (ourselves, *made.components)}
    for pin, component in python.values():
        for name in pin.wanted_by:
            wanted[ourselves if name == OURSELVES else python[name][1]].append(component)
    for package, component in npm.values():
        wanted[component] += _found(package.place, package.wants, npm)
    wanted[ourselves] += _found("", _direct(), npm)
    for component, needs in wanted.items():
        made.register_dependency(component, needs)
    return made


def written(made: Bom) -> str:
    """The bill as JSON text."""
    text = make_outputter(made, OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(indent=2)
    return text + "\n"


def _ourselves() -> Component:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    purl = PackageURL("pypi", name=project["name"], version=project["version"])
    return _component(purl, project["license"]["text"], ComponentType.APPLICATION)


def _python(pin: PythonPin, table: Licences) -> Component:
    # A pin has a hash for each file of each platform: they stay in the lock, which an installation checks.
    return _component(PackageURL("pypi", name=pin.name, version=pin.version), table.python[pin.name])


def _npm(package: NpmPackage, table: Licences) -> Component:
    group, _, name = package.name.rpartition("/")
    purl = PackageURL("npm", namespace=group or None, name=name, version=package.version)
    component = _component(purl, table.npm[package.name])
    algorithm, _, digest = (package.integrity or "").partition("-")
    if algorithm == "sha512":
        component.hashes.add(HashType(alg=HashAlgorithm.SHA_512, content=base64.b64decode(digest).hex()))
    return component


def _component(purl: PackageURL, licence: str, kind: ComponentType = ComponentType.LIBRARY) -> Component:
    return Component(
        name=purl.name,
        group=purl.namespace,
        version=purl.version,
        type=kind,
        purl=purl,
        bom_ref=str(purl),
        licenses=[LicenseFactory().make_from_string(licence)],
    )


def _found(place: str, names: Iterable[str], npm: dict[str, tuple[NpmPackage, Component]]) -> list[Component]:
    """The packages of these names as a package at that place gets them: the nearest on the way up."""
    return [npm[at][1] for name in names for at in (_nearest(place, name, npm),) if at is not None]


def _nearest(place: str, name: str, npm: dict[str, tuple[NpmPackage, Component]]) -> str | None:
    here = f"{place}/node_modules/{name}" if place else f"node_modules/{name}"
    if here in npm or not place:
        return here if here in npm else None
    return _nearest(place.rpartition("node_modules/")[0].rstrip("/"), name, npm)


def _direct() -> tuple[str, ...]:
    entry = json.loads(WEB_LOCK.read_text(encoding="utf-8"))["packages"][""]
    return tuple(entry["dependencies"])


def _serial(sources: Iterable[Path]) -> uuid.UUID:
    content = b"".join(source.read_bytes() for source in sources)
    return uuid.uuid5(uuid.NAMESPACE_OID, f"{OURSELVES}:{hashlib.sha256(content).hexdigest()}")
