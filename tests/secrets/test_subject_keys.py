"""Each subject has a key of its own; destroyed it is gone for good, from the file as well."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from graph_api.errors import KeyUnavailable, SubjectErased
from graph_api.ids.sealed_numbers import SealedNumbers
from graph_api.secrets.files import FileKeys
from graph_api.secrets.subject_keys import SubjectKeys
from graph_api.secrets.suite import SUITES, Suite

both = pytest.mark.parametrize("suite", SUITES.values(), ids=list(SUITES))
NUMBER = "990101198001011230"


def subject_keys(home: Path, suite: Suite = SUITES["international"]) -> SubjectKeys:
    return SubjectKeys(home, FileKeys(home, suite.name), suite)


@both
def test_a_number_is_sealed_under_its_subjects_key_and_opens_for_no_other(
    suite: Suite, tmp_path: Path
) -> None:
    numbers = SealedNumbers(subject_keys(tmp_path, suite), suite)
    first, second = numbers.seal([("a", "RESIDENT_ID", NUMBER), ("b", "RESIDENT_ID", NUMBER)])
    assert first.startswith(f"{suite.name}.1.")
    assert NUMBER not in first
    assert numbers.open("a", "RESIDENT_ID", first) == numbers.open("b", "RESIDENT_ID", second) == NUMBER
    for subject, scheme in (("b", "RESIDENT_ID"), ("a", "PASSPORT"), ("c", "RESIDENT_ID")):
        with pytest.raises(KeyUnavailable):
            numbers.open(subject, scheme, first)
    for broken in ("", "x", "international.1.a.b", first[:-8]):
        with pytest.raises(KeyUnavailable) as refused:
            numbers.open("a", "RESIDENT_ID", broken)
        assert NUMBER not in str(refused.value)


def test_an_erased_subject_has_no_key_left_anywhere_and_gets_no_new_one(tmp_path: Path) -> None:
    keys = subject_keys(tmp_path)
    numbers = SealedNumbers(keys, SUITES["international"])
    sealed = numbers.seal([("a", "PASSPORT", "E1234"), ("b", "PASSPORT", "E5678")])
    file = tmp_path / "keys" / "subjects" / "keys.sqlite"
    wrapped = keys._open().execute("SELECT wrapped FROM subject_key WHERE subject = 'a'").fetchone()[0]
    assert (keys.erase("a"), keys.erase("a"), keys.erasures()) == (True, False, 1)
    with pytest.raises(SubjectErased):
        numbers.open("a", "PASSPORT", sealed[0])
    assert numbers.open("b", "PASSPORT", sealed[1]) == "E5678"
    assert numbers.seal([("a", "PASSPORT", "E1234")]) == [None]
    on_disk = b"".join(each.read_bytes() for each in file.parent.iterdir())
    assert wrapped not in on_disk
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_new_master_key_wraps_every_subject_and_the_old_one_is_not_needed(tmp_path: Path) -> None:
    keys, provider = subject_keys(tmp_path), FileKeys(tmp_path)
    before = keys.ensure(str(number) for number in range(25))
    keys.erase("3")
    provider.rotate("master")
    assert keys.rewrap(size=10) == 24
    assert keys.masters() == {2}
    provider.destroy("master", 1)
    after = subject_keys(tmp_path).ensure(before)
    assert after == {**before, "3": None}


def test_a_change_of_suite_keeps_what_was_sealed_before(tmp_path: Path) -> None:
    old = SealedNumbers(subject_keys(tmp_path), SUITES["international"])
    (sealed,) = old.seal([("a", "PASSPORT", "E1234")])
    new = SealedNumbers(subject_keys(tmp_path, SUITES["sm"]), SUITES["sm"])
    assert new.open("a", "PASSPORT", sealed) == "E1234"
    assert new.keys.rewrap() == 1
    assert new.open("a", "PASSPORT", sealed) == "E1234"


def test_processes_that_meet_a_subject_at_once_give_it_one_key(tmp_path: Path) -> None:
    code = (
        "import sys, pathlib; from tests.secrets.test_subject_keys import subject_keys; "
        "found = subject_keys(pathlib.Path(sys.argv[1])).ensure(map(str, range(200))); "
        "print(*(secret.hex() for secret in found.values()))"
    )
    running = [
        subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE, text=True)
        for _ in range(4)
    ]
    told = {each.communicate()[0] for each in running}
    assert len(told) == 1
    assert len(set(told.pop().split())) == 200
