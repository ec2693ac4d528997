"""People known only by name within a body: found again there, never elsewhere, never by a masked name."""

from collections.abc import Iterable

from graph_api.engine.transaction import Transaction
from graph_api.ids.keys import fact_id, local_name_key
from graph_api.ids.names import is_masked_name, search_text
from loaders.attempt import Attempt
from loaders.graph import FIND_LOCAL_NAMES, LocalNameRow
from loaders.numbers import NumberedKey
from loaders.rows import Facts, refused
from loaders.subjects import (
    Candidate,
    attach,
    attach_one,
    masked_person_key,
    settle_found,
    stated_values,
    with_search_text,
)


async def find_local_names(transaction: Transaction, attempt: Attempt, keys: Iterable[str]) -> None:
    """Learns which persons are known by these names within their bodies."""
    wanted = [key for key in dict.fromkeys(keys) if key not in attempt.local]
    if not wanted:
        return
    for row in await transaction.run(FIND_LOCAL_NAMES, keys=wanted):
        attempt.local[row.key].append(row)
        attempt.stored_local.add(row.key)


def person_within(attempt: Attempt, body: str, name: str, fact: Facts, column: str) -> str:
    """The person of this name within the body: the one known, or a new one; refused where two are known.

    A masked name makes a person of its own for each row.
    """
    if is_masked_name(name):
        key = masked_person_key(attempt.source, fact, name)
        return attempt.known.get(key) or _masked(attempt, key, name, fact)
    key = local_name_key(body, name)
    people = attempt.local[key]
    if len({person.subject_id for person in people}) > 1:
        raise refused(
            column,
            "AMBIGUOUS_NAME",
            f"该单位内有多名“{name}”，无法确定是哪一位",
            f"several persons are called {name} in this body; say which",
        )
    if people:
        if people[0].source != attempt.source:
            attempt.note_join(fact, column, f"LOCAL_NAME: {name}, named by {people[0].source}")
        return people[0].subject_id
    person = _new_person(attempt, name, fact)
    name_within(attempt, body, name, person, fact)
    return person


def _new_person(attempt: Attempt, name: str, fact: Facts) -> str:
    attempt.outcome.created["local_people"] += 1
    values = {"name": name, "search_text": search_text([name]), "identified": False}
    return attempt.mint("PERSON", values, str(fact.values["key"]))


def _masked(attempt: Attempt, key: str, name: str, fact: Facts) -> str:
    person = _new_person(attempt, name, fact)
    attach_one(attempt, person, NumberedKey("SOURCE", key.removeprefix("SOURCE:"), key), fact)
    return person


def name_within(attempt: Attempt, body: str, name: str, person: str, fact: Facts) -> None:
    """Notes that a person is known by a name within a body; a second person makes the name ambiguous."""
    key = local_name_key(body, name)
    row_key = str(fact.values["key"])
    again = bool(attempt.local[key])
    attempt.local[key].append(LocalNameRow(key, person, attempt.source, []))
    carried = attempt.fact_values(row_key)
    attempt.local_rows.append(
        {
            "key": key,
            "name": name,
            "body": body,
            "person": person,
            "further": again,
            "within": {"fact_id": fact_id(attempt.source, "WITHIN", key), **carried},
            "names": {"fact_id": fact_id(attempt.source, "NAMES", f"{key}|{person}"), **carried},
        }
    )


def settle_local(attempt: Attempt, candidate: Candidate, body: str) -> str:
    """The id of a person row that is local to a body: by its own key, else by its name there, else new.

    Two rows of one source with different keys are two persons, whatever they are called.
    """
    fact = candidate.fact
    stated = stated_values(fact, candidate.numbers)
    name = stated["name"]
    own = next((attempt.known[n.key] for n in candidate.numbers if n.key in attempt.known), None)
    found = own or _same_by_name(attempt, local_name_key(body, name), name)
    if found is not None:
        settle_found(attempt, found, stated, candidate.numbers, fact)
        return found
    person = attempt.mint("PERSON", with_search_text(stated), fact.values["key"])
    attempt.outcome.created["subjects"] += 1
    attach(attempt, person, candidate.numbers, fact)
    if not is_masked_name(name):
        name_within(attempt, body, name, person, fact)
    return person


def _same_by_name(attempt: Attempt, key: str, name: str) -> str | None:
    if is_masked_name(name):
        return None
    prefix = f"SOURCE:{attempt.source}:"
    people = attempt.local[key]
    if len({person.subject_id for person in people}) != 1:
        return None
    ours = any(known.startswith(prefix) for person in people for known in person.source_keys)
    return None if ours or people[0].subject_id in attempt.keyed else people[0].subject_id
