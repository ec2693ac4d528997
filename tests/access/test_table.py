"""The page on security says what the table of rights says."""

from pathlib import Path

from graph_api.access.policy import shipped_policy
from graph_api.access.table import classes_table, rights_table

PAGE = Path(__file__).parents[2] / "docs" / "security.md"


def test_the_page_shows_the_table_of_rights_as_it_is() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert classes_table(shipped_policy()) in page
    assert rights_table(shipped_policy()) in page
