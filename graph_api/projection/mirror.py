"""The law mirrored into the graph for analysts: documents, provisions and measures, written only where they differ."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from graph_api.engine.db import Database
from graph_api.engine.transaction import Transaction
from graph_api.law.facts import FOREVER
from graph_api.law.lawbook import Law
from graph_api.law.model import Document
from graph_api.law.tables import Propagation
from graph_api.projection.report import Difference
from graph_api.projection.rows import MIRROR, MirroredRow

#: The order in which they are written: what is linked to comes first.
ORDER = ("documents", "provisions", "measures")


@dataclass(frozen=True)
class Mirrored:
    """A document, provision or measure as the law data say it is."""

    code: str
    stored: dict[str, Any]
    links: tuple[str, ...] = ()


def entry_key(rule: Propagation) -> str:
    """The key under which a propagation rule is mirrored, `code@from` like a version of a measure."""
    return f"{rule.code}@{rule.since.isoformat()}"


def mirror_of(law: Law) -> dict[str, dict[str, Mirrored]]:
    """The whole mirror, by label and code."""
    return {
        "documents": _by_code(_document(document) for document in law.documents.values()),
        "provisions": _by_code(_provisions(law)),
        "measures": _by_code([*_measures(law), *_entries(law)]),
    }


def _by_code(words: Iterable[Mirrored]) -> dict[str, Mirrored]:
    return {word.code: word for word in words}


def _made(code: str, links: tuple[str, ...] = (), **values: Any) -> Mirrored:
    known = {name: value for name, value in values.items() if value not in (None, "")}
    text = json.dumps([code, known, links], ensure_ascii=False, sort_keys=True, default=str)
    digest = hashlib.blake2b(text.encode(), digest_size=16).hexdigest()
    return Mirrored(code, {"code": code, **known, "digest": digest}, tuple(sorted(set(links))))


def _document(document: Document) -> Mirrored:
    return _made(
        document.id,
        name_zh=document.title,
        category=document.level.value,
        since=document.effective,
        until=document.until,
    )


def _cited(law: Law) -> Iterator[tuple[str, str]]:
    for version in law.versions:
        yield from _citations(version.document.id, version.measure.articles)
        for also in version.measure.also:
            yield from _citations(also.document, also.articles)
    for rule in law.propagation:
        yield from _citations(rule.document, rule.articles)


def _citations(document: str, articles: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((document, article) for article in articles)


def _provisions(law: Law) -> Iterator[Mirrored]:
    for document, article in sorted(set(_cited(law))):
        known = law.documents.get(document)
        title = known.title if known else document
        yield _made(
            f"{document}:{article}",
            (document,) if known else (),
            name_zh=f"{title} {article}",
        )


def _measures(law: Law) -> Iterator[Mirrored]:
    for version in law.versions:
        measure = version.measure
        cited = [*_citations(version.document.id, measure.articles)]
        for also in measure.also:
            cited += _citations(also.document, also.articles)
        yield _made(
            version.key,
            tuple(f"{document}:{article}" for document, article in cited),
            name_zh=measure.name_zh,
            name_en=measure.name_en,
            verdict=measure.verdict.value,
            mode=measure.mode.value,
            category=measure.category,
            since=measure.since,
            until=None if version.until == FOREVER else version.until,
        )


def _entries(law: Law) -> Iterator[Mirrored]:
    for rule in law.propagation:
        yield _made(
            entry_key(rule),
            tuple(f"{rule.document}:{article}" for article in rule.articles),
            name_zh=rule.name_zh,
            name_en=rule.name_en,
            verdict="CONSEQUENCE",
            mode="AUTOMATIC_BY_LAW",
            category="RECORD_ENTRY",
            since=rule.since,
            until=rule.until,
        )


def _same(wanted: Mirrored, found: MirroredRow) -> bool:
    stored = {name: value for name, value in found.stored.items() if value is not None}
    return wanted.stored == stored and list(wanted.links) == sorted(found.links)


async def write_mirror(transaction: Transaction, law: Law) -> int:
    """How many documents, provisions and measures had to be written or taken away."""
    wanted, changes = mirror_of(law), 0
    for label in ORDER:
        queries = MIRROR[label]
        found = {row.stored["code"]: row for row in await transaction.run(queries.read)}
        gone = [code for code in found if code not in wanted[label]]
        differing = [
            word for code, word in wanted[label].items() if code not in found or not _same(word, found[code])
        ]
        changes += len(gone) + len(differing)
        if gone:
            await transaction.run(queries.remove, codes=gone)
        if differing:
            if queries.unlink is not None:
                await transaction.run(queries.unlink, codes=[word.code for word in differing])
            rows = [
                {"code": word.code, "stored": word.stored, "links": list(word.links)} for word in differing
            ]
            await transaction.run(queries.write, rows=rows)
    return changes


async def differences_in_mirror(db: Database, law: Law) -> list[Difference]:
    """Where the mirror in the graph is not the law."""
    wanted, differences = mirror_of(law), []
    for label in ORDER:
        found = {row.stored["code"]: row for row in await db.read(MIRROR[label].read)}
        for code in sorted(found.keys() | wanted[label].keys()):
            if code not in found:
                differences.append(Difference("LAW_MISSING", code))
            elif code not in wanted[label]:
                differences.append(Difference("LAW_INVENTED", code))
            elif not _same(wanted[label][code], found[code]):
                differences.append(Difference("LAW_ALTERED", code))
    return differences
