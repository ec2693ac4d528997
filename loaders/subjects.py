"""Subject rows to subjects: found again by an identifier, else minted; values merged, conflicts told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from graph_api.engine.transaction import Transaction
from graph_api.ids.identifiers import source_identifier_key
from graph_api.ids.keys import fact_id
from graph_api.ids.names import is_masked_name, normalize_name, search_text
from graph_api.ids.organizations import check_uscc
from loaders.attempt import Attempt
from loaders.characteristics import names_told
from loaders.graph import FIND_IDENTIFIERS, FIND_SUBJECTS
from loaders.merge import UNITED, merged, teller
from loaders.numbers import NumberedKey
from loaders.rows import Facts, refused

APART = ("key", "kind", "numbers", "local_to")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A subject row with the identifiers it gives."""

    fact: Facts
    numbers: Sequence[NumberedKey]

    @property
    def is_person(self) -> bool:
        """Whether the row describes a natural person."""
        return bool(self.fact.values["kind"] == "PERSON")


async def find_known(transaction: Transaction, attempt: Attempt, keys: Iterable[str]) -> None:
    """Learns which of these identifiers are in the graph, and whom they name."""
    wanted = [key for key in dict.fromkeys(keys) if key not in attempt.known]
    if wanted:
        rows = await transaction.run(FIND_IDENTIFIERS, keys=wanted)
        attempt.known.update((row.key, row.subject_id) for row in rows)
        attempt.unsealed.update(row.key for row in rows if not row.sealed)


async def find_numbers(transaction: Transaction, attempt: Attempt, numbers: Sequence[NumberedKey]) -> None:
    """Learns whom these identifiers name, those still under an older key of the keyed hash too."""
    await find_known(
        transaction, attempt, [key for number in numbers for key in (number.key, *number.former)]
    )
    for number in numbers:
        for key in number.former:
            if key in attempt.known:
                attempt.known.setdefault(number.key, attempt.known[key])


async def find_stored(transaction: Transaction, attempt: Attempt, subject_ids: Iterable[str]) -> None:
    """Learns the present values of these subjects."""
    wanted = [
        one for one in dict.fromkeys(subject_ids) if one not in attempt.stored and one not in attempt.fresh
    ]
    if wanted:
        for row in await transaction.run(FIND_SUBJECTS, subject_ids=wanted):
            told = {name: value for name, value in row.values.items() if value is not None}
            attempt.stored[row.subject_id] = {**told, "_is_person": row.is_person}


def stated_values(fact: Facts, numbers: Iterable[NumberedKey]) -> dict[str, Any]:
    """The properties that a subject row states, with what its personal numbers say."""
    stated = {name: value for name, value in fact.values.items() if name not in APART}
    stated["name"] = normalize_name(stated["name"])
    for name in UNITED & stated.keys():
        stated[name] = sorted(set(stated[name]))
    if "uscc" in stated:
        stated["uscc"] = check_uscc(stated["uscc"]).value
    if fact.values["kind"] == "PERSON":
        stated.setdefault("identified", False)
        for number in numbers:
            for name, value in number.shown.items():
                stated[name] = value if name == "identified" else stated.get(name, value)
    return stated


def with_search_text(stated: dict[str, Any]) -> dict[str, Any]:
    """The values with the text by which the subject is searched."""
    return {**stated, "search_text": search_text([stated["name"], *stated.get("former_names", ())])}


def settle(attempt: Attempt, candidate: Candidate) -> str:
    """The id of the row's subject, found or minted, its identifiers attached and its values heard."""
    fact, numbers = candidate.fact, candidate.numbers
    stated = stated_values(fact, numbers)
    subject_id = _matching(attempt, candidate, stated.get("uscc"))
    if subject_id is None:
        subject_id = attempt.mint(fact.values["kind"], with_search_text(stated), fact.values["key"])
        attach(attempt, subject_id, numbers, fact)
        attempt.outcome.created["subjects"] += 1
    else:
        settle_found(attempt, subject_id, stated, numbers, fact)
    if stated.get("uscc"):
        attempt.organizations[stated["name"]].add(subject_id)
    return subject_id


def settle_found(
    attempt: Attempt, subject_id: str, stated: dict[str, Any], numbers: Sequence[NumberedKey], fact: Facts
) -> None:
    """Adds to a subject found again what the row says of it, and counts it."""
    attached = attach(attempt, subject_id, numbers, fact)
    changed = hear(attempt, subject_id, stated, fact)
    stored = subject_id in attempt.stored
    attempt.outcome.linked += stored and "SOURCE" in attached
    attempt.outcome.changed[fact.table] += stored and (changed or bool(attached))
    attempt.outcome.unchanged[fact.table] += not (stored and (changed or attached))


def _matching(attempt: Attempt, candidate: Candidate, uscc: str | None) -> str | None:
    for number in candidate.numbers:
        subject_id = attempt.known.get(number.key) if number.joins else None
        if subject_id is None:
            continue
        values = values_of(attempt, subject_id)
        other = values.get("uscc")
        if uscc and other and other != uscc:
            continue
        if is_person(attempt, subject_id) != candidate.is_person:
            attempt.outcome.conflict(
                candidate.fact,
                "kind",
                "KIND_DIFFERS",
                "同一标识既指自然人又指组织",
                "one identifier names a person and a body",
            )
            continue
        return subject_id
    return None


def _taken(attempt: Attempt, fact: Facts, number: NumberedKey, holder: str, claimed: str) -> None:
    shown = number.value or "（个人证件号码 a personal number）"
    first, second = (_called(attempt, one) for one in (holder, claimed))
    attempt.outcome.conflict(
        fact,
        number.scheme,
        "IDENTIFIER_TAKEN",
        f"{number.scheme} {shown} 已属于 {first}，不能同时属于 {second}",
        f"{number.scheme} {shown} already belongs to {first}, not to {second}",
    )


def _called(attempt: Attempt, subject_id: str) -> str:
    values = values_of(attempt, subject_id)
    return f"{values.get('name', subject_id)} {values.get('uscc', '')}".strip()


def values_of(attempt: Attempt, subject_id: str) -> dict[str, Any]:
    """The values of a subject as this attempt will leave them."""
    if subject_id in attempt.fresh:
        return attempt.fresh[subject_id].values
    return attempt.current.get(subject_id) or attempt.stored.get(subject_id, {})


def is_person(attempt: Attempt, subject_id: str) -> bool:
    """Whether a subject is a natural person."""
    if subject_id in attempt.fresh:
        return attempt.fresh[subject_id].kind == "PERSON"
    return bool(attempt.stored.get(subject_id, {}).get("_is_person"))


def attach(attempt: Attempt, subject_id: str, numbers: Iterable[NumberedKey], fact: Facts) -> set[str]:
    """Attaches the identifiers nobody has yet and gives their schemes; those of others are conflicts."""
    attached = set()
    for number in numbers:
        holder = attempt.known.get(number.key)
        if holder is None:
            attach_one(attempt, subject_id, number, fact)
            attached.add(number.scheme)
        elif holder != subject_id:
            _taken(attempt, fact, number, holder, subject_id)
        elif number.clear:
            for key in attempt.unsealed.intersection((number.key, *number.former)):
                attempt.numbers[key] = (subject_id, number.scheme, number.clear)
    return attached


def attach_one(attempt: Attempt, subject_id: str, number: NumberedKey, fact: Facts) -> None:
    attempt.known[number.key] = subject_id
    if number.scheme == "SOURCE":
        attempt.keyed.add(subject_id)
    if number.clear:
        attempt.numbers[number.key] = (subject_id, number.scheme, number.clear)
    row_key = str(fact.values.get("key", number.key))
    attempt.identifiers[number.key] = {
        "subject_id": subject_id,
        "identifier": number.node(),
        "link": {
            "fact_id": fact_id(attempt.source, "IDENTIFIED_BY", number.key),
            **attempt.fact_values(row_key),
            **{
                name: fact.values[name]
                for name in ("since", "until")
                if fact.table == "identifiers" and name in fact.values
            },
        },
    }


def hear(attempt: Attempt, subject_id: str, stated: dict[str, Any], fact: Facts) -> bool:
    """Whether the stated values changed what is believed of the subject; disagreements become conflicts."""
    current = values_of(attempt, subject_id)
    # A row of identifiers has no key; what it says of the person ranks behind the person's own row.
    row_key = str(fact.values.get("key", "~identifiers"))
    result, disagreements = merged(
        {name: value for name, value in current.items() if name != "_is_person"},
        stated,
        teller(attempt.source, row_key),
    )
    for one in disagreements:
        attempt.outcome.conflict(
            fact,
            one.name,
            "VALUE_DIFFERS",
            f"{one.name} 说法不一：采信“{one.kept}”，未采信“{one.refused}”",
            f"{one.name} differs: {one.kept} is believed, {one.refused} is not",
        )
    if result == {name: value for name, value in current.items() if name != "_is_person"}:
        return False
    if subject_id in attempt.fresh:
        attempt.fresh[subject_id].values = result
    else:
        attempt.current[subject_id] = result
        attempt.touched.add(subject_id)
    return True


def hear_name(attempt: Attempt, subject_id: str, fact: Facts) -> None:
    """Lets an organization be found by a name that it bore; RowRefusedError where it is a person."""
    if is_person(attempt, subject_id):
        raise refused(
            "organization",
            "REFERENCE",
            "所引用的是自然人，不是组织",
            "it names a person, not an organization",
        )
    told = names_told(fact.values)
    if told and told["former_names"] != [values_of(attempt, subject_id).get("name")]:
        hear(attempt, subject_id, told, fact)


def masked_person_key(source: str, fact: Facts, name: str) -> str:
    """The identifier key of a person whose name is hidden: one for each row, so that no two are joined."""
    return source_identifier_key(source, f"masked|{fact.table}|{fact.values['key']}|{name}")


def joins_by_name(fact: Facts) -> bool:
    """Whether a person row may be known by its name within a body: only a full name may."""
    return "local_to" in fact.values and not is_masked_name(fact.values["name"])
