"""Text becomes a value or a reason, never a guess."""

import contextlib
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.rows import RowRefusedError
from loaders.transforms import TRANSFORMS, day_after
from loaders.values import READERS, amount_text, read_when


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024-05-01", date(2024, 5, 1), None),
        ("2024/5/1", date(2024, 5, 1), None),
        ("20240501", date(2024, 5, 1), None),
        ("2024年5月1日", date(2024, 5, 1), None),
        ("2024-05-01 00:00:00", date(2024, 5, 1), None),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_a_date_is_as_exact_as_its_text(text: str, first: date, last: date | None):
    assert read_when("since", text) == {"since": first, **({"since_latest": last} if last else {})}


@pytest.mark.parametrize("text", ["2024-02-30", "05.12.2024", "soon", "0001-01-01", "2024-5-1-1", "24-05-01"])
def test_a_date_that_is_none_is_refused(text: str):
    with pytest.raises(RowRefusedError):
        read_when("since", text)


@given(st.text(max_size=20))
def test_any_text_is_read_or_refused_with_a_reason(text: str):
    for reader in (*READERS.values(), *TRANSFORMS.values(), read_when):
        with contextlib.suppress(RowRefusedError):
            reader("column", text)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("5,088(万元人民币)", "50880000 CNY"),
        ("100万人民币", "1000000 CNY"),
        ("5000（万元）", "50000000 CNY"),
        ("50(万)", "500000"),
        ("3.5亿美元", "350000000 USD"),
        ("50,756.2684(万香港元)", "507562684 HKD"),
        ("万人民币", ""),
    ],
)
def test_amounts_in_words_become_figures(text: str, amount: str):
    assert amount_text("capital", text) == amount


def test_the_day_after_the_last_day_is_free_and_2099_is_no_end():
    assert day_after("until", "2024/02/28") == "2024-02-29"
    assert day_after("until", "2099/12/31") == ""
