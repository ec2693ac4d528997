"""Checks the log: every hash of every file, every signed head, and what heads kept elsewhere say."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import orjson

from graph_api.audit.chain import OPENED, REST, Hash, genesis, hash_of
from graph_api.audit.classify import Classifier
from graph_api.audit.files import LogFile, left_behind, log_files
from graph_api.audit.findings import Finding, Kind, Note, Report, finding
from graph_api.audit.heads import FILE as HEADS
from graph_api.audit.heads import FINAL, PRUNED, Head, Signer, head_of
from graph_api.audit.heads_check import SeenHeads, checked_heads
from graph_api.secrets.suite import SUITES

BUFFER = 1 << 20
NEWLINE = 10


@dataclass
class Walk:
    """How far the lines of a file follow one another."""

    lines: int = 0
    last: bytes = b""
    torn: int = 0
    broken: bool = False
    signed: list[tuple[int, bytes]] = field(default_factory=list)
    """Lines with heads in them, by place."""
    hashes: dict[int, bytes] = field(default_factory=dict)
    """The hashes at the places somebody signed."""


def verify(folder: Path, signer: Signer, heads: Iterable[Head] = ()) -> Report:
    """The report on a folder; `heads` were kept elsewhere and show what was cut with its signatures."""
    began = time.perf_counter()
    report = Report()
    seen = checked_heads(folder, signer, report)
    told = [*seen.heads, *_kept(heads, seen, signer, report)]
    report.heads = len(told)
    by_file: dict[str, list[Head]] = defaultdict(list)
    for head in told:
        by_file[head.file].append(head)
    files = log_files(folder)
    for file in files:
        _check_file(file, by_file.get(file.name, []), seen, signer, report)
    present = {file.name for file in files}
    _check_absent({name: each for name, each in by_file.items() if name not in present}, report)
    report.seconds = time.perf_counter() - began
    return report


def _kept(heads: Iterable[Head], seen: SeenHeads, signer: Signer, report: Report) -> Iterable[Head]:
    """The heads kept elsewhere that are ours; those of the file of heads are held against it at once."""
    for head in heads:
        if not signer.is_ours(head):
            report.findings.append(
                finding(head.file, 0, Kind.FOREIGN_SIGNATURE, "所给签名头", "a head you gave")
            )
        elif head.file == HEADS:
            said = (f"与{head.time}留存的不符", f"it is not what was kept at {head.time}")
            found = seen.against(head.sequence, head.hash.encode(), said)
            report.findings.extend([found] if found else [])
        else:
            yield head


def _check_absent(by_file: Mapping[str, Sequence[Head]], report: Report) -> None:
    for name, heads in sorted(by_file.items()):
        if any(head.why == PRUNED for head in heads):
            continue
        most = max(head.sequence for head in heads) + 1
        said = (f"整个文件不在，至少有{most}行", f"the whole file is gone, it had at least {most} lines")
        report.findings.append(finding(name, 1, Kind.DELETED, *said))


def _check_file(
    file: LogFile, heads: Sequence[Head], seen: SeenHeads, signer: Signer, report: Report
) -> None:
    report.files += 1
    with left_behind(file.path) as alone:
        suite = _suite(file.path)
        walk = _walk(file, hash_of(suite), {head.sequence for head in heads})
        report.records += walk.lines
        if walk.broken:
            found = _classified(file, hash_of(suite))
            report.findings.extend(found or [finding(file.name, walk.lines + 1, Kind.EDITED)])
            return
    found = [
        *_inner(file.name, walk, seen, signer),
        *(each for head in heads if (each := _against(head, walk))),
        *_behind_the_end(file.name, walk, heads),
    ]
    report.findings.extend(found)
    if walk.torn and not found:
        report.notes.append(_torn(file.name, walk.torn, alone))


def _suite(path: Path) -> str:
    """The suite that the first line states; a changed first line fails under any."""
    with path.open("rb") as stream:
        first = stream.readline(1 << 16)
    return next((name for name in SUITES if b'"suite":"%s"' % name.encode() in first), "international")


def _walk(file: LogFile, hashing: Hash, wanted: set[int]) -> Walk:
    """Follows the chain; the loop is bare because it sees every record of three years."""
    walk = Walk(last=genesis(hashing, file.name))
    place, last, hashes, signed = 0, walk.last, walk.hashes, walk.signed
    with file.path.open("rb", buffering=BUFFER) as stream:
        for line in stream:
            digest = hashing(last + line[REST:]).hexdigest().encode()
            begins = b'{"h":"%b","n":%d,"k":"' % (digest, place)
            if not line.startswith(begins) or line[-1] != NEWLINE:
                # Only the last line of a file can lack its end.
                walk.torn = len(line) if line[-1] != NEWLINE else 0
                walk.broken = not walk.torn
                break
            if not line.startswith(b'entry"', len(begins)):
                signed.append((place, line))
            if place in wanted:
                hashes[place] = digest
            last = digest
            place += 1
    walk.lines, walk.last = place, last
    return walk


def _classified(file: LogFile, hashing: Hash) -> list[Finding]:
    raw = file.path.read_bytes().split(b"\n")
    lines = [each + b"\n" for each in raw[:-1]]
    return Classifier(file.name, hashing, genesis(hashing, file.name), lines).findings()


def _inner(name: str, walk: Walk, seen: SeenHeads, signer: Signer) -> Iterable[Finding]:
    """The heads within the file: signed by us, and about this file; and what its first line saw of the heads."""
    for place, line in walk.signed:
        told = orjson.loads(line)
        if told["k"] == OPENED:
            said = (f"少于{name}开始时所见", f"{name} saw more of it when it began")
            place_then, digest_then = told["heads"]
            if found := seen.against(place_then, digest_then.encode(), said):
                yield found
            continue
        try:
            head = head_of(told)
        except ValueError:
            yield finding(name, place + 1, Kind.EDITED)
            continue
        if not signer.is_ours(head):
            yield finding(name, place + 1, Kind.FOREIGN_SIGNATURE)
        elif (head.file, head.sequence) != (name, place - 1):
            yield finding(name, place + 1, Kind.INSERTED, "签名头属于别处", "the head belongs elsewhere")


def _against(head: Head, walk: Walk) -> Finding | None:
    """What a signed head says against the file."""
    if head.sequence >= walk.lines:
        said = (
            f"应至少有{head.sequence + 1}行，现有{walk.lines}行",
            f"there were {head.sequence + 1} lines at {head.time}, there are {walk.lines}",
        )
        return finding(head.file, walk.lines + 1, Kind.CUT, *said)
    if head.sequence >= 0 and walk.hashes[head.sequence] != head.hash.encode():
        said = (
            f"至此的记录与{head.time}的签名头不符，已被改写",
            f"the records up to here are not those signed at {head.time}",
        )
        return finding(head.file, head.sequence + 1, Kind.EDITED, *said)
    return None


def _behind_the_end(name: str, walk: Walk, heads: Sequence[Head]) -> Iterable[Finding]:
    """Lines behind the head that ended the file."""
    for head in heads:
        if head.why not in FINAL:
            continue
        if walk.lines > head.sequence + 1:
            yield finding(
                name, head.sequence + 2, Kind.INSERTED, "文件已结束", "the file had ended before it"
            )
        elif walk.torn != head.torn and walk.lines == head.sequence + 1:
            yield finding(
                name, walk.lines + 1, Kind.EDITED, "文件结尾被改动", "the end of the file was changed"
            )
        return


def _torn(name: str, size: int, alone: bool) -> Note:
    if not alone:
        return Note(name, "文件正在写入", "it is being written at this moment")
    return Note(
        name,
        f"最后一行未写完（{size}字节），写入进程被强行终止；该行未经确认，不属于篡改",
        f"the last line is unfinished ({size} bytes): its writer was killed; "
        "it was never acknowledged, so this is no tampering",
    )
