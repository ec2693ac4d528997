"""Checks `heads.jsonl` itself: its chain and its signatures."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import orjson

from graph_api.audit.chain import END, PREFIX, genesis, hash_of
from graph_api.audit.classify import Classifier
from graph_api.audit.findings import Finding, Kind, Note, Report, finding
from graph_api.audit.heads import FILE, Head, Signer, head_of
from graph_api.secrets.suite import SUITES


@dataclass(frozen=True)
class SeenHeads:
    """The heads of a folder, and the hash of each line of their file."""

    heads: list[Head] = field(default_factory=list)
    hashes: list[bytes] = field(default_factory=list)

    def against(self, place: int, digest: bytes, said: tuple[str, str]) -> Finding | None:
        """What is wrong if the file of heads once had this hash at this place."""
        if place < 0 or (place < len(self.hashes) and self.hashes[place] == digest):
            return None
        return finding(FILE, min(place, len(self.hashes)) + 1, Kind.CUT, *said)


def checked_heads(folder: Path, signer: Signer, report: Report) -> SeenHeads:
    """The heads of the folder that bear our signature; the report hears what is wrong with the others."""
    path = folder / FILE
    if not path.exists():
        return SeenHeads()
    *lines, torn = path.read_bytes().split(b"\n")
    heads: list[Head] = []
    for number, line in enumerate(lines, 1):
        try:
            head = head_of(orjson.loads(line))
        except ValueError:
            continue  # The chain names it.
        if signer.is_ours(head):
            heads.append(head)
        else:
            report.findings.append(finding(FILE, number, Kind.FOREIGN_SIGNATURE))
    report.findings.extend(_chain([line + b"\n" for line in lines]))
    if torn:
        report.notes.append(
            Note(
                FILE,
                "最后一行未写完，下次写入时清除",
                "its last line is unfinished; the next writer clears it",
            )
        )
    return SeenHeads(heads, [line[len(PREFIX) : END] for line in lines])


def _chain(lines: list[bytes]) -> list[Finding]:
    """The chain of the heads, each line under the suite it states."""
    if not lines:
        return []

    def hashing(data: bytes) -> object:
        suite = next((name for name in SUITES if b'"suite":"%s"' % name.encode() in data), "international")
        return hash_of(suite)(data)

    first = "sm" if b'"suite":"sm"' in lines[0] else "international"
    return Classifier(FILE, hashing, genesis(hash_of(first), FILE), lines).findings()
