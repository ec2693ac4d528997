"""References to subject ids: numbers and keys first, then names within bodies, then organisations by name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph_api.engine.transaction import Transaction
from graph_api.ids.keys import local_name_key
from graph_api.ids.names import is_masked_name, search_text
from loaders.attempt import Attempt
from loaders.bundle import TABLES
from loaders.graph import FIND_ORGANIZATIONS_BY_NAME
from loaders.numbers import NumberedKey
from loaders.people import find_local_names, person_within
from loaders.references import Reference
from loaders.rows import Facts, RowRefusedError, refused
from loaders.subjects import attach_one, find_known, masked_person_key

# What a name says of the kind of an organisation; the longer words come first.
KIND_BY_NAME = (
    ("合伙企业", "PARTNERSHIP"),
    ("合作社", "COOPERATIVE"),
    ("分公司", "ENTERPRISE"),
    ("公司", "ENTERPRISE"),
)


@dataclass(frozen=True, slots=True)
class Named:
    """A bundle row with the references it makes, by column."""

    fact: Facts
    references: Mapping[str, Reference]


def reference_columns(table: str) -> list[str]:
    """The columns of a table that refer to subjects."""
    return [column.name for column in TABLES[table].columns.values() if column.kind == "ref"]


def kind_by_name(name: str) -> str:
    """The kind that an organisation's name shows, OTHER where it shows none."""
    for word, kind in KIND_BY_NAME:
        if word in name:
            return kind
    return "OTHER"


def _flat(references: Iterable[Reference]) -> Iterable[Reference]:
    for reference in references:
        yield reference
        if reference.body:
            yield from _flat([reference.body])


async def prepare(transaction: Transaction, attempt: Attempt, rows: Sequence[Named]) -> None:
    """Learns in a few reads everything that the references of these rows need."""
    every = list(_flat(reference for row in rows for reference in row.references.values()))
    masked = [
        masked_person_key(attempt.source, row.fact, reference.name)
        for row in rows
        for reference in row.references.values()
        if reference.form == "local" and is_masked_name(reference.name)
    ]
    await find_known(transaction, attempt, [key for reference in every for key in reference.keys] + masked)
    names = {
        reference.name
        for reference in every
        if reference.form in ("name", "party") and not _own(attempt, reference)
    }
    if names:
        for row in await transaction.run(FIND_ORGANIZATIONS_BY_NAME, names=sorted(names)):
            attempt.organizations[row.name].add(row.subject_id)
    local = []
    for reference in every:
        if reference.form == "local" and reference.body:
            body = _own(attempt, reference.body)
            if body:
                local.append(local_name_key(body, reference.name))
    await find_local_names(transaction, attempt, local)


def _own(attempt: Attempt, reference: Reference) -> str | None:
    return next((attempt.known[key] for key in reference.keys if key in attempt.known), None)


def resolve(attempt: Attempt, reference: Reference, fact: Facts, column: str) -> str:
    """The id the reference names; RowRefusedError where nobody is known by it and none may be made."""
    if found := _own(attempt, reference):
        return found
    if reference.form == "local" and reference.body:
        body = resolve(attempt, reference.body, fact, column)
        return person_within(attempt, body, reference.name, fact, column)
    if reference.form in ("name", "party"):
        return _organization_by_name(attempt, reference, fact, column)
    raise unknown(column, reference)


def unknown(column: str, reference: Reference) -> RowRefusedError:
    """The error for a reference to a subject that was never loaded."""
    shown = (
        reference.text if reference.form == "key" or "USCC:" in "".join(reference.keys) else reference.form
    )
    return refused(
        column,
        "UNKNOWN_SUBJECT",
        f"引用的主体未载入：{shown[:80]}",
        f"no loaded subject is called {shown[:80]}",
    )


def _organization_by_name(attempt: Attempt, reference: Reference, fact: Facts, column: str) -> str:
    """The one loaded organisation of exactly this name and with a code; else a subject of this source's own.

    A holder (`party`) that nothing identifies is a subject of that body alone, of kind OTHER unless its
    name says what it is: a name alone never makes it a person.
    """
    candidates = attempt.organizations.get(reference.name, set())
    key = reference.keys[0]
    number = NumberedKey("SOURCE", key.removeprefix("SOURCE:"), key)
    if len(candidates) == 1:
        subject_id = next(iter(candidates))
        attempt.note_join(fact, column, f"NAME: {reference.name}, the only one loaded with a code")
    else:
        values = {"name": reference.name, "search_text": search_text([reference.name])}
        subject_id = attempt.mint(kind_by_name(reference.name), values, str(fact.values["key"]))
        attempt.outcome.created["named_bodies"] += 1
    attach_one(attempt, subject_id, number, fact)
    return subject_id
