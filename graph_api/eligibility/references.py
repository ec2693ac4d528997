"""Who and what a question speaks of: numbers and names become subjects, in one call for all questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph_api.eligibility.asks import Ask, BodyRef, DocumentNumber, Named
from graph_api.eligibility.rows import FIND_SUBJECTS, FoundRow
from graph_api.engine.db import Database
from graph_api.errors import CreditGraphError, InputInvalid
from graph_api.ids.doubtful import doubtful
from graph_api.ids.identifiers import check, identifier_keys
from graph_api.ids.keyed_hash import NumberKey
from graph_api.ids.names import is_masked_name, normalize_name
from graph_api.ids.persons import PERSONAL_SCHEMES
from graph_api.refusals import InvalidIdentifier, InvalidOffice, SubjectNotFound

#: Stands for a person who bears a valid number but is not in the graph.
NOBODY = "-"


@dataclass(frozen=True, slots=True)
class Resolved:
    """The subjects of one question; `candidates` counts those who may be meant."""

    person_id: str
    body_id: str | None
    candidates: int = 1
    known: bool = True
    notes: tuple[str, ...] = ()
    key: str = ""
    """The keyed hash of a number that nobody in the graph bears."""


Reference = dict[str, object]


async def resolve(
    db: Database, number_key: NumberKey, asks: Sequence[Ask]
) -> list[Resolved | CreditGraphError]:
    """The subjects of each question in its place, or why they cannot be told; at most one call."""
    refs: list[Reference] = []
    places: list[tuple[int | None, int | None] | CreditGraphError] = []
    for ask in asks:
        try:
            places.append(_references(ask, number_key, refs))
        except InputInvalid as refusal:
            places.append(refusal)
    rows = await db.read(FIND_SUBJECTS, refs=refs) if refs else []
    return [
        place if isinstance(place, CreditGraphError) else _resolved(ask, place, rows, refs)
        for ask, place in zip(asks, places, strict=True)
    ]


def _references(ask: Ask, number_key: NumberKey, refs: list[Reference]) -> tuple[int | None, int | None]:
    person = body = None
    path = f"{ask.path}.person"
    if ask.person.document is not None:
        newest, *former = document_keys(ask.person.document, number_key, f"{path}.document")
        # A rotation moves a number from a former key to the newest, so looking in this order misses nobody.
        for key in reversed(former):
            _add(refs, key=key)
        person = _add(refs, key=newest)
        refs[person]["former"] = len(former)
    elif ask.person.named is not None:
        person = _add(refs, **_named(ask.person.named, f"{path}.named"))
    elif not ask.person.subject_id:
        raise InputInvalid(path, "it is empty", "内容为空")
    if ask.office.body is not None and ask.office.body.uscc:
        body = _add(refs, key=uscc_key(ask.office.body.uscc, f"{ask.path}.office.body.uscc"))
    return person, body


def _add(refs: list[Reference], key: str = "", body: str = "", name: str = "") -> int:
    refs.append({"place": len(refs), "key": key, "body": body, "name": name})
    return len(refs) - 1


def document_keys(document: DocumentNumber, number_key: NumberKey, path: str) -> tuple[str, ...]:
    """The keys under which a document number is found, the newest first, or why it cannot be one."""
    if document.type not in PERSONAL_SCHEMES:
        kinds = ", ".join(sorted(PERSONAL_SCHEMES))
        raise InvalidIdentifier(f"{path}.type", f"it must be one of {kinds}", f"证件类型应为 {kinds} 之一")
    checked = check(document.type, document.number)
    if checked.problem is not None:
        raise InvalidIdentifier(f"{path}.number", checked.problem.en, checked.problem.zh)
    return identifier_keys(checked, number_key)


def uscc_key(uscc: str, path: str) -> str:
    """The key under which a USCC is found, or why it cannot be one."""
    checked = check("USCC", uscc)
    if checked.problem is not None:
        raise InvalidIdentifier(path, checked.problem.en, checked.problem.zh)
    return f"USCC:{checked.value}"


def _named(named: Named, path: str) -> dict[str, str]:
    name = normalize_name(named.name)
    if not name or is_masked_name(name):
        raise InputInvalid(
            f"{path}.name", "a masked or empty name identifies nobody", "姓名为空或者已脱敏，不能认定任何人"
        )
    if problem := doubtful(named.name):
        # It would be found under no name, and a bar would not be seen.
        raise InputInvalid(f"{path}.name", problem.en, problem.zh)
    if named.body.uscc:
        return {"key": uscc_key(named.body.uscc, f"{path}.body.uscc"), "name": name}
    return {"body": named.body.subject_id or "", "name": name}


def _resolved(
    ask: Ask, place: tuple[int | None, int | None], rows: list[FoundRow], refs: list[Reference]
) -> Resolved | CreditGraphError:
    person, body = place
    try:
        body_id = _body(ask.office.body, rows[body] if body is not None else None, ask.path)
        if person is None:
            return Resolved(str(ask.person.subject_id), body_id)
        if ask.person.document is not None:
            row = _first_found(rows[person - int(str(refs[person]["former"])) : person + 1])
            return _by_number(ask.person.document, row, body_id, str(refs[person]["key"]))
        assert ask.person.named is not None
        return _by_name(ask.person.named, rows[person], body_id, f"{ask.path}.person.named")
    except CreditGraphError as refusal:
        return refusal


def _body(ref: BodyRef | None, row: FoundRow | None, path: str) -> str | None:
    if ref is None:
        return None
    if row is None:
        if not ref.subject_id:
            raise InvalidOffice(f"{path}.office.body", "it is empty", "内容为空")
        return ref.subject_id
    if not row.subject_ids:
        raise SubjectNotFound(
            f"{path}.office.body.uscc",
            "no body of this USCC is in the graph; describe it with `bodyClass` instead",
            "图谱中没有该统一社会信用代码的机构，可改用 bodyClass 描述",
        )
    return row.subject_ids[0]


def _first_found(rows: Sequence[FoundRow]) -> FoundRow:
    return next((row for row in rows if row.subject_ids), rows[-1])


def _by_number(document: DocumentNumber, row: FoundRow, body_id: str | None, key: str) -> Resolved:
    if not row.subject_ids:
        return Resolved(NOBODY, body_id, known=False, notes=("NOT_IN_GRAPH",), key=key)
    known = {normalize_name(name) for name in row.names if name}
    differs = bool(document.name and known and normalize_name(document.name) not in known)
    return Resolved(
        row.subject_ids[0],
        body_id,
        candidates=len(row.subject_ids),
        notes=("NAME_DIFFERS",) if differs else (),
    )


def _by_name(named: Named, row: FoundRow, body_id: str | None, path: str) -> Resolved:
    people = {str(subject) for subject, _ in row.named}
    if named.role:
        # A role tells namesakes apart; it never makes somebody a stranger whose role is not recorded.
        people = {str(subject) for subject, role in row.named if role == named.role} or people
    if not people:
        raise SubjectNotFound(
            path,
            "nobody of this name is known in that body; give a document number, which is judged even if unknown",
            "该机构中没有以此姓名登记的人；可提供证件号码，号码未登记的也可判断",
        )
    return Resolved(min(people), body_id, candidates=len(people), notes=("JOINED_BY_NAME",))
