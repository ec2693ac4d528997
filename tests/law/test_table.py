"""docs/measures.md is what the law and its cases say."""

from pathlib import Path

from tests.law.table import table


def test_the_page_of_measures_is_current() -> None:
    page = Path(__file__).parents[2] / "docs" / "measures.md"
    assert page.read_text(encoding="utf-8") == table(), "run: python -m tests.law.table > docs/measures.md"
