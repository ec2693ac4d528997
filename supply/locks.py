"""The two kinds of lock, read as they stand."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PYTHON_LOCK = ROOT / "requirements.lock"
PYTHON_LOCKS = (PYTHON_LOCK, ROOT / "requirements-dev.lock")
WEB_LOCK = ROOT / "web" / "package-lock.json"
NPM_LOCKS = (WEB_LOCK, ROOT / "tests" / "browser" / "package-lock.json")

PIN = re.compile(r"^([a-z0-9._-]+)(?:\[[^]]*])?==(\S+)", re.MULTILINE)
HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
VIA = re.compile(r"^    # (?:via |  )([a-z0-9._-]+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class PythonPin:
    """One pin of a requirements lock."""

    name: str
    version: str
    hashes: tuple[str, ...]
    wanted_by: tuple[str, ...]
    """The packages that ask for it; `credit-graph` is ourselves."""


@dataclass(frozen=True, slots=True)
class NpmPackage:
    """One entry of a package-lock; a link is a folder of ours in place of a package."""

    place: str
    """Its path below the project, which tells two versions of one name apart."""
    name: str
    version: str
    licence: str
    integrity: str | None
    resolved: str | None
    link: bool
    development: bool
    runs_at_install: bool
    """Whether it declares a script that npm would run."""
    wants: tuple[str, ...]


def python_pins(lock: Path = PYTHON_LOCK) -> tuple[PythonPin, ...]:
    """The pins in the order of the file."""
    text = lock.read_text(encoding="utf-8")
    starts = [*PIN.finditer(text)]
    ends = [*(start.start() for start in starts[1:]), len(text)]
    return tuple(
        PythonPin(
            start[1],
            start[2],
            tuple(HASH.findall(text, start.end(), end)),
            tuple(VIA.findall(text, start.end(), end)),
        )
        for start, end in zip(starts, ends, strict=True)
    )


def npm_packages(lock: Path = WEB_LOCK) -> tuple[NpmPackage, ...]:
    """The entries in the order of the file, without the project itself and the folders that links lead to."""
    entries: dict[str, dict[str, Any]] = json.loads(lock.read_text(encoding="utf-8"))["packages"]
    return tuple(
        _npm_package(place, entry, entries) for place, entry in entries.items() if "node_modules/" in place
    )


def _npm_package(place: str, entry: dict[str, Any], entries: dict[str, dict[str, Any]]) -> NpmPackage:
    resolved = entry.get("resolved")
    link = bool(entry.get("link"))
    said = entries[resolved] if link and resolved in entries else entry
    return NpmPackage(
        place=place,
        name=place.rpartition("node_modules/")[2],
        version=said["version"],
        licence=said.get("license", ""),
        integrity=entry.get("integrity"),
        resolved=resolved,
        link=link,
        # `devOptional`: only our development asks for it, though something shipped would take it.
        development=bool(entry.get("dev") or entry.get("devOptional")),
        runs_at_install=bool(entry.get("hasInstallScript")),
        wants=tuple(sorted({**said.get("dependencies", {}), **said.get("peerDependencies", {})})),
    )


def shipped(packages: tuple[NpmPackage, ...]) -> tuple[NpmPackage, ...]:
    """The packages that the built page may be made of."""
    return tuple(package for package in packages if not package.development and not package.link)
