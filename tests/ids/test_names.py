"""Equal names become equal texts; masked ones are known as such."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_api.ids.keys import fact_id, local_name_key, new_subject_id
from graph_api.ids.names import is_masked_name, mend_private_use, normalize_name, private_use, search_text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("某某（集团）有限公司", "某某(集团)有限公司"),
        ("阿里木•买买提", "阿里木·买买提"),
        ("阿里木.买买提", "阿里木・买买提"),
        ("ＡＢＣ 有限公司", "ABC有限公司"),
        ("Li Ming (李明)", "Li Ming（李明）"),
        ("(2016)新4021执1号", "〔2016〕新4021执1号"),
    ],
)
def test_one_name_written_in_two_ways_is_one_name(first: str, second: str):
    assert normalize_name(first) == normalize_name(second)


@given(st.text(max_size=60))
def test_normalising_twice_changes_nothing(text: str):
    assert normalize_name(normalize_name(text)) == normalize_name(text)


@pytest.mark.parametrize("name", ["王**", "王*", "邱某", "张某某", "李＊＊", "张×"])
def test_masked_names_are_known(name: str):
    assert is_masked_name(name)


@pytest.mark.parametrize("name", ["王伟", "MAX", "阿尔斯兰·阿迪里", "Alex Cox", "Li Jianming (李建明)"])
def test_full_names_are_not_masked(name: str):
    assert not is_masked_name(name)


def test_private_use_characters_of_the_old_table_become_those_of_2022():
    old = b"\xfe\x59".decode("gb18030")
    assert private_use(old)
    assert mend_private_use(old) == "\u9fb4"


def test_a_name_is_sought_by_its_simplified_form_too():
    assert search_text(["張偉", "张伟"]).split() == ["張偉", "张伟"]


def test_names_of_rare_characters_and_of_fifty_places_survive():
    name = "\U00020087\U0002a6d6\U00030000" * 20
    assert normalize_name(name) == name


def test_facts_have_one_key_and_subjects_a_new_one_each_time():
    assert fact_id("a", "HOLDS", "k") == fact_id("a", "HOLDS", "k") != fact_id("a", "OWNS", "k")
    assert len({new_subject_id() for _ in range(1000)}) == 1000
    assert len(new_subject_id()) == 26
    assert local_name_key("s", "王 伟") == local_name_key("s", "王伟")
