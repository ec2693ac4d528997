"""Numbers of persons: both forms of one number are one number, and none is shown in clear."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.errors import KeyUnavailable
from graph_api.ids.identifiers import check, identifier_key
from graph_api.ids.keyed_hash import open_number_key
from graph_api.ids.persons import check_resident_number, mask_number, resident_number_of_18

TODAY = date(2026, 1, 1)
born_before_2000 = st.dates(date(1900, 1, 1), date(1999, 12, 31))
sequences = st.integers(0, 995).map("{:03d}".format)


def number(region: str, born: date, sequence: str) -> str:
    return resident_number_of_18(region + born.strftime("%y%m%d") + sequence)


@given(born_before_2000, sequences)
def test_the_fifteen_digit_form_becomes_a_valid_eighteen_digit_one(born: date, sequence: str):
    checked = check_resident_number("990101" + born.strftime("%y%m%d") + sequence, TODAY)
    assert checked.valid
    assert checked.value[6:14] == born.strftime("%Y%m%d")


@given(st.text(max_size=30))
def test_any_text_is_judged_and_never_an_exception(text: str):
    for scheme in (
        "RESIDENT_ID",
        "PASSPORT",
        "HK_MACAO_PERMIT",
        "TAIWAN_PERMIT",
        "FOREIGN_PERMIT",
        "GB-COH",
        "?",
    ):
        assert check(scheme, text).scheme == scheme


@pytest.mark.parametrize("region", ["810000", "820000", "830000", "110105", "929929"])
def test_permits_of_hong_kong_macao_taiwan_and_foreign_residents_pass(region: str):
    assert check_resident_number(number(region, date(1980, 2, 29), "123"), TODAY).valid


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "EMPTY"),
        ("110105********1234", "MASKED"),
        ("1101051980022912", "LENGTH"),
        ("11010519800230123X", "BIRTH_DATE"),
        ("11010518000228123X", "BIRTH_DATE"),
        ("11010520990228123X", "BIRTH_DATE"),
        ("11010519800229123A", "CHARSET"),
    ],
)
def test_each_failure_has_its_reason(text: str, code: str):
    assert check_resident_number(text, TODAY).problem.code == code


def test_both_forms_of_one_number_have_one_key_and_the_key_shows_nothing(tmp_path: Path):
    key = open_number_key(tmp_path)
    short = "990101800229123"
    long = resident_number_of_18(short)
    keys = {
        identifier_key(check("RESIDENT_ID", text), key) for text in (short, long, long.lower(), f" {long} ")
    }
    assert len(keys) == 1
    assert long not in identifier_key(check("RESIDENT_ID", long), key)


def test_another_installation_gives_another_key(tmp_path: Path):
    first, second = open_number_key(tmp_path / "a"), open_number_key(tmp_path / "b")
    assert first.digest("x") != second.digest("x")
    assert first.digest("x") == open_number_key(tmp_path / "a").digest("x")


def test_the_key_file_is_for_its_user_only(tmp_path: Path):
    open_number_key(tmp_path).digest("x")
    file = tmp_path / "keys" / "numbers.1.international.key"
    assert (file.stat().st_mode & 0o777, file.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    file.chmod(0o644)
    with pytest.raises(KeyUnavailable, match="others can read"):
        open_number_key(tmp_path).digest("x")


def test_a_home_made_before_keys_had_versions_keeps_its_hashes(tmp_path: Path):
    (tmp_path / "number.key").write_bytes(bytes(range(32)))
    (tmp_path / "number.key").chmod(0o600)
    key = open_number_key(tmp_path)
    # HMAC-SHA-256 of "RESIDENT_ID:x" under that key, as the former code gave it.
    told = "481138ceb3c5b5c277fdc99ea8c037ad55c7a582294a376d841199926250a8c1"
    assert key.digests("RESIDENT_ID:x") == (key.digest("RESIDENT_ID:x"),)
    assert key.digest("RESIDENT_ID:x") == told
    assert (tmp_path / "keys" / "numbers.1.international.key").read_bytes() == bytes(range(32))
    assert (tmp_path / "number.key").exists()


def test_a_mask_keeps_the_first_three_and_the_last_four_places():
    assert mask_number(number("110105", date(1980, 2, 29), "123")).startswith("110***********")
    assert mask_number("123") == "***"
