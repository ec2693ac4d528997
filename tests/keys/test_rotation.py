"""The keyed hashes of the graph are brought under a new key, some at a time, and nobody is missed meanwhile."""

from datetime import date
from pathlib import Path

import pytest

from graph_api.eligibility.asks import Ask, DocumentNumber, OfficeRef, PersonRef
from graph_api.eligibility.references import resolve
from graph_api.engine.db import Database
from graph_api.errors import InputInvalid, KeyUnavailable, NotFound, SubjectErased
from graph_api.ids.keyed_hash import open_number_key
from graph_api.ids.sealed_numbers import open_sealed_numbers
from graph_api.keys.service import erase, rotate_master, rotate_numbers
from graph_api.secrets.opening import open_provider
from graph_api.settings import Settings
from tests.keys.conftest import NUMBERS

TODAY = date(2026, 1, 1)
STORED = """
MATCH (i:Identifier)<-[:IDENTIFIED_BY]-(s:Subject) WHERE i.scheme = 'RESIDENT_ID'
RETURN i.key AS key, i.cipher AS cipher, i.value AS value, s.subject_id AS subject ORDER BY key
"""
EVERYTHING = "MATCH (n) RETURN properties(n) AS told UNION MATCH ()-[r]->() RETURN properties(r) AS told"
"""What any analyst could read of the graph."""
FORGET = "MATCH (i:Identifier) WHERE i.key IN $keys SET i.cipher = null"


async def found(db: Database, home: Path) -> list[str]:
    """The subject of each number as a question finds it."""
    asks = [
        Ask(PersonRef(document=DocumentNumber("RESIDENT_ID", number)), OfficeRef("DIRECTOR"), TODAY)
        for number in NUMBERS
    ]
    return [each.person_id for each in await resolve(db, open_number_key(home), asks)]


async def test_numbers_are_stored_as_a_keyed_hash_and_a_ciphertext_and_never_in_clear(
    people, ask, keys, sealed, home
):
    report = await people()
    rows = await ask(STORED)
    opened = {sealed.open(row["subject"], "RESIDENT_ID", row["cipher"]): row["key"] for row in rows}
    assert opened == {n: f"RESIDENT_ID:{keys.digest(f'RESIDENT_ID:{n}')}" for n in NUMBERS}
    told = str(await ask(EVERYTHING)) + str(report.as_json())
    assert [number for number in NUMBERS if number in told] == []
    written = b"".join(file.read_bytes() for file in home.rglob("*") if file.is_file())
    assert [number for number in NUMBERS if number.encode() in written] == []


async def test_a_rotation_moves_every_identifier_and_destroys_the_old_key(
    db, people, ask, keys, sealed, home
):
    await people()
    before, subjects = await ask(STORED), await found(db, home)
    done = await rotate_numbers(db, keys, sealed, grace=0, size=4)
    assert done.as_json() == {
        "name": "numbers",
        "version": 2,
        "resumed": False,
        "rekeyed": 25,
        "unsealed": 0,
        "destroyed": (1,),
    }
    after = await ask(STORED)
    assert {row["key"].rpartition(":")[0] for row in after} == {"RESIDENT_ID"}
    assert all(row["key"].startswith("RESIDENT_ID:international.2.") for row in after)
    assert sorted(row["cipher"] for row in after) == sorted(row["cipher"] for row in before)
    assert await found(db, home) == subjects
    assert "-" not in subjects
    again = await people()
    assert (again.total("created"), again.total("changed")) == (0, 0)
    with pytest.raises(KeyUnavailable, match="destroyed"):
        keys.provider.version("numbers", 1)


async def test_a_killed_rotation_misses_nobody_and_the_next_one_finishes_it(
    db, people, ask, keys, sealed, home, monkeypatch
):
    await people()
    subjects = await found(db, home)
    write, batches = db.write_facts, 0

    async def dying(work):
        nonlocal batches
        batches += 1
        if batches > 2:
            raise ConnectionError("killed")
        return await write(work)

    monkeypatch.setattr(db, "write_facts", dying)
    with pytest.raises(ConnectionError):
        await rotate_numbers(db, keys, sealed, grace=0, size=4)
    monkeypatch.undo()
    assert sum(".2." in row["key"] for row in await ask(STORED)) == 8
    # Half way through, both a question and a load find everybody.
    assert await found(db, home) == subjects
    report = await people()
    assert (report.total("created"), report.total("changed")) == (0, 0)
    done = await rotate_numbers(db, keys, sealed, grace=0, size=4)
    assert (done.version, done.resumed, done.rekeyed, done.destroyed) == (2, True, 17, (1,))
    assert await found(db, home) == subjects


async def test_identifiers_of_before_there_were_ciphertexts_keep_their_key_until_they_are_loaded_again(
    db, people, ask, keys, sealed, home
):
    await people()
    subjects = await found(db, home)
    old = [row["key"] for row in (await ask(STORED))[:3]]
    await ask(FORGET, keys=old)
    done = await rotate_numbers(db, keys, sealed, grace=0)
    assert (done.rekeyed, done.unsealed, done.destroyed) == (22, 3, ())
    assert await found(db, home) == subjects
    report = await people()
    assert (report.total("created"), report.total("changed")) == (0, 0)
    assert [row for row in await ask(STORED) if row["cipher"] is None] == []
    done = await rotate_numbers(db, keys, sealed, grace=0)
    assert (done.resumed, done.rekeyed, done.unsealed, done.destroyed) == (True, 3, 0, (1,))
    assert await found(db, home) == subjects


async def test_a_change_of_suite_finds_everybody_before_and_after_the_rotation(
    db, people, sealed, home, monkeypatch
):
    await people()
    subjects = await found(db, home)
    monkeypatch.setenv("CREDIT_GRAPH_CRYPTO", "sm")
    assert await found(db, home) == subjects
    keys = open_number_key(home)
    done = await rotate_numbers(db, keys, open_sealed_numbers(home), grace=0)
    assert (done.rekeyed, done.destroyed, keys.tag()) == (25, (1,), "sm.2.")
    assert await found(db, home) == subjects


async def test_no_rotation_while_a_load_runs(db, keys, sealed):
    with keys.in_use(), pytest.raises(InputInvalid, match="a load or another rotation is running"):
        await rotate_numbers(db, keys, sealed, grace=0)
    assert keys.provider.versions("numbers") == ()


async def test_an_erased_subject_is_unreadable_and_holds_no_rotation_up(db, people, ask, keys, sealed, home):
    await people()
    row = (await ask(STORED))[0]
    assert await erase(db, sealed, row["subject"]) == 1
    assert [each["cipher"] for each in await ask(STORED) if each["subject"] == row["subject"]] == [None]
    with pytest.raises(SubjectErased):
        sealed.open(row["subject"], "RESIDENT_ID", row["cipher"])
    # A reload does not bring the number back.
    await people()
    assert [each["cipher"] for each in await ask(STORED) if each["subject"] == row["subject"]] == [None]
    done = await rotate_numbers(db, keys, sealed, grace=0)
    assert (done.rekeyed, done.unsealed, done.destroyed) == (24, 0, (1,))
    with pytest.raises(NotFound):
        await erase(db, sealed, "nobody")


async def test_a_new_master_key_leaves_every_number_readable(db, people, ask, home, sealed):
    await people()
    provider = open_provider(Settings(home=home))
    done = await rotate_master(provider, sealed.keys, grace=0)
    assert (done.version, done.rekeyed, done.destroyed) == (2, 25, (1,))
    fresh = open_sealed_numbers(home)
    opened = [fresh.open(row["subject"], "RESIDENT_ID", row["cipher"]) for row in await ask(STORED)]
    assert sorted(opened) == sorted(NUMBERS)
