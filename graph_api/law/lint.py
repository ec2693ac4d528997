"""Lints the law as a whole: a finding names the file, the line and the reason."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from graph_api.law.lawbook import Law, Outcome, Version
from graph_api.law.model import (
    BARRING_LEVELS,
    Document,
    Level,
    Measure,
    MeasureVerdict,
    Mode,
    Reach,
    RoleAt,
    Word,
)
from graph_api.law.source import LAW_ROOM, LawUnreadable, line_of, read_law
from graph_api.law.term import START_DATES

#: Roles that only a finding in a document can give.
_COUNTED_TERMS = ("FIXED", "RANGE", "TIERED")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong in the law data."""

    file: str
    line: int
    code: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code}: {self.reason}"


def lint(law: Law, room: Path = LAW_ROOM) -> tuple[Finding, ...]:
    """Every finding over documents, measures and the tables around them; empty when the law is sound."""
    found: list[Finding] = []
    for document in law.documents.values():
        path = room / "documents" / f"{document.id}.toml"
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        for code, reason in _document(law, document):
            found.append(Finding(path.name, line_of(text, code), code, reason))
    for file, code, reason in (*_overlaps(law), *_tables(law)):
        path = room / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        found.append(Finding(path.name, line_of(text, code), code, reason))
    return tuple(found)


def _document(law: Law, document: Document) -> Iterator[tuple[str, str]]:
    for measure in document.measure:
        for reason in _measure(law, document, measure):
            yield measure.code, reason


def _unknown(words: dict[str, Word], codes: tuple[str, ...], what: str) -> Iterator[str]:
    for code in codes:
        if code not in words and code != "ALL":
            yield f"unknown {what} {code}"


def _measure(law: Law, document: Document, measure: Measure) -> Iterator[str]:
    yield from _words(law, measure)
    yield from _basis(law, document, measure)
    for reach in measure.reach:
        yield from _reach(law, reach)
        if RoleAt.NOW in reach.or_at and measure.term.type != "UNTIL_LIST_REMOVAL":
            yield "what runs for a term cannot end by resigning; NOW is no reading of it (or_at)"
    yield from _term(measure)
    if not measure.reach:
        yield "reaches nobody"
    if not measure.trigger:
        yield "has no trigger"


def _words(law: Law, measure: Measure) -> Iterator[str]:
    words = law.vocabulary
    yield from _unknown(words.category, (measure.category,), "category")
    yield from _unknown(words.in_office, (measure.in_office.effect,), "in-office effect")
    yield from _unknown(words.remedy, measure.rests, "remedy")
    for trigger in measure.trigger:
        yield from _unknown(words.trigger, (trigger.kind,), "trigger")
        yield from _unknown(words.qualifier, (*trigger.requires, *trigger.excludes), "qualifier")
        yield from _unknown(words.sector, trigger.sectors, "sector")
        if trigger.carried_by not in ("PERSON", "ORGANISATION", "ANY"):
            yield f"unknown carrier {trigger.carried_by}"
        for document in trigger.documents:
            if document not in law.documents:
                yield f"trigger names the unknown document {document}"
    for office in measure.office:
        yield from _unknown(words.position, office.positions, "position")
        yield from _unknown(words.org_kind, office.org_kinds, "kind of organization")
        yield from _unknown(words.sector, office.sectors, "sector")
        yield from _unknown(words.qualifier, office.requires, "qualifier")
        yield from _unknown(words.relation, (office.relation,), "relation")
        yield from _unknown(words.reading, (office.reading,), "reading")


def _basis(law: Law, document: Document, measure: Measure) -> Iterator[str]:
    if not measure.articles:
        yield "has an effect without an article"
    for also in measure.also:
        if also.document not in law.documents:
            yield f"cites the unknown document {also.document}"
    level = measure.basis_level or document.level
    own = law.vocabulary.level[document.level.value].rank or 0
    claimed = law.vocabulary.level[level.value].rank or 0
    cited = [law.documents[also.document].level for also in measure.also if also.document in law.documents]
    if claimed < min([own, *((law.vocabulary.level[rank.value].rank or 0) for rank in cited)]):
        yield f"claims the rank {level.value} above that of every document it cites"
    if measure.since < document.effective:
        yield f"begins on {measure.since}, before its document took effect on {document.effective}"
    bars = (
        measure.verdict in (MeasureVerdict.PROHIBITED, MeasureVerdict.PROHIBITED_IF_DECIDED)
        and measure.office
    )
    local = level is Level.LOCAL_REGULATION and (measure.region or document.region)
    if bars and not measure.frame and level not in BARRING_LEVELS | {Level.SELF_REGULATION} and not local:
        yield f"bars on the rank {level.value}, which may not bar (design section 4, step 2)"
    if measure.verdict is MeasureVerdict.PROHIBITED_IF_DECIDED and measure.mode is not Mode.BY_DECISION:
        yield "is prohibited if decided, but does not exist by decision"
    if level.value.startswith("LOCAL") and not (measure.region or document.region):
        yield "is local without a region"


def _reach(law: Law, reach: Reach) -> Iterator[str]:
    yield from _unknown(law.vocabulary.role, (reach.role,), "role")
    if reach.role != "SUBJECT_ITSELF" and reach.at is None:
        yield f"does not say when the role {reach.role} must have been held (at)"
    word = law.vocabulary.role.get(reach.role)
    if word and word.finding_only and not reach.responsibility:
        yield f"the role {reach.role} exists only by a finding: responsibility = true"
    if reach.at is RoleAt.LIST_PERIOD and reach.role == "SUBJECT_ITSELF":
        yield "the subject itself holds no role"
    if reach.or_at and reach.at is not RoleAt.UNSETTLED:
        yield f"the moment of the role {reach.role} is settled, so it has no other (or_at)"
    if not {RoleAt.NOW}.issuperset(reach.or_at):
        yield "only NOW is a moment that is not tried unless the law data say so (or_at)"


def _term(measure: Measure) -> Iterator[str]:
    term = measure.term
    starts = (*term.starts, *(start for tier in term.tiers for start in tier.starts))
    for start in starts:
        if start not in START_DATES:
            yield f"unknown start event {start}"
    if term.type in _COUNTED_TERMS and measure.office and not starts:
        yield "counts a term without a start event"
    if term.type == "FIXED" and term.months is None:
        yield "is fixed, but says no months"
    if term.type == "RANGE" and (term.min_months or 0) >= (term.max_months or 0):
        yield "has a range of months that is empty"
    if term.type == "TIERED" and not term.tiers:
        yield "is tiered without tiers"


def _overlaps(law: Law) -> Iterator[tuple[str, str, str]]:
    before: Version | None = None
    for version in law.versions:
        if version.until <= version.measure.since:
            yield f"documents/{version.document.id}.toml", version.code, "ends before it begins"
        if before is not None and before.code == version.code and before.until > version.measure.since:
            yield (
                f"documents/{version.document.id}.toml",
                version.code,
                f"overlaps its version of {before.measure.since}",
            )
        before = version


def _tables(law: Law) -> Iterator[tuple[str, str, str]]:
    for rule in law.lists:
        if rule.trigger not in law.vocabulary.trigger:
            yield "lists.toml", rule.code, f"unknown trigger {rule.trigger}"
        if (
            rule.level not in BARRING_LEVELS
            and rule.counts_until is None
            and rule.document not in law.documents
        ):
            yield "lists.toml", rule.code, f"unknown document {rule.document}"
    for entry in law.propagation:
        if entry.document not in law.documents:
            yield "propagation.toml", entry.code, f"unknown document {entry.document}"
        for reach in entry.reach:
            for reason in _reach(law, reach):
                yield "propagation.toml", entry.code, reason
    for scene in law.scenes:
        if scene.document not in law.documents:
            yield "scenes.toml", scene.code, f"unknown document {scene.document}"
        for reason in _unknown(law.vocabulary.role, scene.roles, "role"):
            yield "scenes.toml", scene.code, reason
    for kind in law.record_kinds:
        for reason in _unknown(law.vocabulary.trigger, kind.triggers, "trigger"):
            yield "record-kinds.toml", kind.code, reason
    for table in ("position", "org_kind", "sector", "trigger"):
        words: dict[str, Word] = getattr(law.vocabulary, table)
        for code, word in words.items():
            for reason in _unknown(
                words, (*word.parents, *(word.derived if table == "position" else ())), "parent"
            ):
                yield "vocabulary.toml", code, reason


def summary(law: Law, room: Path = LAW_ROOM) -> dict[str, object]:
    """What `credit-graph law lint --json` prints: counts of measures and documents, and the findings."""
    findings = [
        {"file": finding.file, "line": finding.line, "code": finding.code, "reason": finding.reason}
        for finding in lint(law, room)
    ]
    return {"measures": len(law.versions), "documents": len(law.documents), "findings": findings}


def main() -> int:
    """Lints the law from the command line; 0 when it is sound."""
    try:
        law = read_law()
    except LawUnreadable as error:
        print(error)
        return 1
    findings = lint(law)
    for finding in findings:
        print(finding)
    restricting = sum(version.outcome is not Outcome.CONSEQUENCE for version in law.versions)
    counts = f"{len(law.versions)} measures ({restricting} on offices) of {len(law.documents)} documents"
    print(f"{counts}, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
