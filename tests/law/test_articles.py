"""Citations read as Chinese law writes them."""

import pytest

from graph_api.law.articles import in_chinese, numeral


@pytest.mark.parametrize(
    ("short", "chinese"),
    [
        ("art.178 para 1 item (5)", "第一百七十八条第一款第（五）项"),
        ("art.178 paras 2-3", "第一百七十八条第二款至第三款"),
        ("arts 24, 72, 73", "第二十四条、第七十二条、第七十三条"),
        ("arts 103 and 124", "第一百零三条、第一百二十四条"),
        ("art.12 item (4)", "第十二条第（四）项"),
        ("art.37 para 1 lead-in", "第三十七条第一款首句"),
        ("art.1096", "第一千零九十六条"),
        ("二(三)1", "二(三)1"),
        ("article not seen", "article not seen"),
    ],
)
def test_a_short_citation_reads_in_chinese(short: str, chinese: str) -> None:
    assert in_chinese(short) == chinese


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "零"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (2050, "二千零五十"),
    ],
)
def test_numbers_read_in_chinese(number: int, text: str) -> None:
    assert numeral(number) == text
