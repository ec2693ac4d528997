"""Numbers of organisations are checked by their standards and every failure has a reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.ids.organizations import (
    check_org_code,
    check_registration_number,
    check_stock_code,
    check_uscc,
    org_code_check_digit,
    uscc_behind_mask,
    uscc_check_digit,
)

PLACES = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def uscc(first_two: str, region: str, stem: str) -> str:
    body = first_two + region + stem + org_code_check_digit(stem)
    return body + uscc_check_digit(body)


stems = st.text(alphabet=PLACES, min_size=8, max_size=8)
regions = st.integers(0, 999_999).map("{:06d}".format)
starts = st.sampled_from(["91", "92", "93", "51", "12", "A1", "N1", "Y1", "N9"])


@given(starts, regions, stems)
def test_a_code_with_both_check_digits_is_valid_whatever_its_first_letters(
    start: str, region: str, stem: str
):
    checked = check_uscc(uscc(start, region, stem))
    assert checked.valid


@given(starts, regions, stems, st.integers(0, 17), st.sampled_from(PLACES))
def test_one_changed_place_is_found(start: str, region: str, stem: str, place: int, other: str):
    code = uscc(start, region, stem)
    changed = code[:place] + other + code[place + 1 :]
    assert check_uscc(changed).valid == (changed == code)


@given(st.text(max_size=40))
def test_any_text_is_judged_and_never_an_exception(text: str):
    for check in (check_uscc, check_org_code, check_registration_number, check_stock_code):
        assert check(text).problem is None or check(text).problem.zh


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "EMPTY"),
        ("9111", "LENGTH"),
        ("91654021686****661", "MASKED"),
        ("9I110000600037341L", "CHARSET"),
        ("91110000600037341M", "CHECK_DIGIT"),
    ],
)
def test_each_failure_has_its_reason(text: str, code: str):
    assert check_uscc(text).problem.code == code


def test_a_wrong_inner_check_digit_is_found_though_the_last_place_fits():
    stem = "A0000000"
    wrong = "X" if org_code_check_digit(stem) != "X" else "0"
    body = "91110000" + stem + wrong
    assert check_uscc(body + uscc_check_digit(body)).problem.code == "INNER_CHECK_DIGIT"


def test_region_digits_outside_the_present_divisions_are_reported_and_not_refused():
    checked = check_uscc(uscc("91", "990101", "MA000000"))
    assert checked.valid
    assert [note.code for note in checked.notes] == ["REGION"]


def test_lower_case_full_width_and_hyphens_are_the_same_code():
    code = uscc("91", "440101", "MA5CKXBL")
    assert check_uscc(f" {code.lower()} ").value == code
    assert check_org_code("68648046-6").value == "686480466"


@pytest.mark.parametrize(
    ("text", "code"),
    [("330214000048633", None), ("330214000048634", "CHECK_DIGIT"), ("3209812800295", "LEGACY_FORM")],
)
def test_registration_numbers_of_fifteen_digits_carry_a_check_digit_and_older_ones_none(
    text: str, code: str | None
):
    problem = check_registration_number(text).problem
    assert (problem.code if problem else None) == code


def test_a_code_is_found_behind_a_mask_of_another_length_and_only_if_both_ends_fit():
    stem = org_code_check_digit("MA5CKXBL")
    org_code = "MA5CKXBL" + stem
    code = uscc("91", "440101", "MA5CKXBL")
    assert uscc_behind_mask(code[:11] + "****" + code[-4:], org_code) == code
    assert uscc_behind_mask(code[:11] + "**" + code[-4:], org_code) == code
    assert uscc_behind_mask(code[:10] + "X****" + code[-4:], org_code) is None
