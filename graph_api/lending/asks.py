"""A credit check as plain values: who is asked about and how far, and whom that means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from graph_api.context import Context
from graph_api.eligibility.asks import DocumentNumber
from graph_api.eligibility.references import Reference, document_keys, uscc_key
from graph_api.eligibility.rows import FIND_SUBJECTS, FoundRow
from graph_api.errors import CreditGraphError, InputInvalid
from graph_api.ids.doubtful import doubtful
from graph_api.ids.names import is_masked_name, normalize_name


class CreditLevel(StrEnum):
    """How far a check goes."""

    PUBLIC = "PUBLIC"
    WITH_CONSENT = "WITH_CONSENT"


class CreditStatus(StrEnum):
    """What a check found."""

    HIT_PUBLIC = "HIT_PUBLIC"
    HIT_CONSENTED = "HIT_CONSENTED"
    CLEAR_IN_COVERAGE = "CLEAR_IN_COVERAGE"
    CONSENT_NEEDED = "CONSENT_NEEDED"
    NOT_ENOUGH_DATA = "NOT_ENOUGH_DATA"


class Lack(StrEnum):
    """What is missing where there is not enough data."""

    NAME_DIFFERS = "NAME_DIFFERS"
    SHARED_NUMBER = "SHARED_NUMBER"
    NOT_REGISTERED = "NOT_REGISTERED"
    COVERAGE = "COVERAGE"


@dataclass(frozen=True, slots=True)
class CreditAsk:
    """One check: of a person by number and name, or of an organization by its code."""

    person: DocumentNumber | None
    organization: str | None
    level: CreditLevel
    path: str


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a check means: the subjects of its number, nobody where the graph has none; `key` is the number's."""

    ask: CreditAsk
    place: int
    ids: tuple[str, ...]
    key: str
    name_differs: bool


async def targets(context: Context, asks: Sequence[CreditAsk]) -> list[Target | CreditGraphError]:
    """Whom each check means, or why that cannot be told; one call, on record or not."""
    refs: list[Reference] = []
    places: list[range | CreditGraphError] = []
    for ask in asks:
        try:
            keys = _keys(context, ask)
        except InputInvalid as refusal:
            places.append(refusal)
            continue
        places.append(range(len(refs), len(refs) + len(keys)))
        # As in the office question: a rotation moves a number from a former key to the newest.
        for key in reversed(keys):
            refs.append({"place": len(refs), "key": key, "body": "", "name": ""})
    rows = await context.db.read(FIND_SUBJECTS, refs=refs) if refs else []
    return [
        found
        if isinstance(found, CreditGraphError)
        else _target(ask, place, str(refs[found[-1]]["key"]), [rows[each] for each in found])
        for place, (ask, found) in enumerate(zip(asks, places, strict=True))
    ]


def _keys(context: Context, ask: CreditAsk) -> tuple[str, ...]:
    """The keys under which whom a check means is found, the newest first."""
    if ask.organization is not None:
        return (uscc_key(ask.organization, f"{ask.path}.organization"),)
    assert ask.person is not None
    _check_name(ask.person.name, f"{ask.path}.person.name")
    return document_keys(ask.person, context.number_key, f"{ask.path}.person")


def _check_name(name: str | None, path: str) -> None:
    normal = normalize_name(name or "")
    if not normal or is_masked_name(normal):
        raise InputInvalid(
            path,
            "give the whole name on the document: a number alone is not enough to ask about somebody",
            "请提供证件上的完整姓名，不得仅凭号码查询",
        )
    if problem := doubtful(name or ""):
        raise InputInvalid(path, problem.en, problem.zh)


def _target(ask: CreditAsk, place: int, key: str, rows: Sequence[FoundRow]) -> Target:
    row = next((each for each in rows if each.subject_ids), rows[-1])
    known = {normalize_name(name) for name in row.names if name}
    given = normalize_name(ask.person.name or "") if ask.person else ""
    differs = ask.person is not None and bool(known) and given not in known
    return Target(ask, place, tuple(sorted(row.subject_ids)), key, differs)
