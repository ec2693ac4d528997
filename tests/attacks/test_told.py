"""What docs/security.md and the README say of the surface is what holds."""

import re
from pathlib import Path

from graphql import parse

from graph_api.limits import TextLimits, check_limits
from graph_api.settings import Settings

ROOT = Path(__file__).parents[2]


def test_every_setting_of_the_surface_stands_in_the_table() -> None:
    text = (
        (ROOT / "docs" / "security.md")
        .read_text(encoding="utf-8")
        .partition("### Settings\n")[2]
        .partition("\n## ")[0]
    )
    names = list(Settings.model_fields)
    told = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    first = names.index("production")
    assert [name for name in names[first:] if name not in told] == []
    assert [name for name in told if name not in names] == []


def test_every_document_of_the_readme_fits_the_limits() -> None:
    found = re.findall(r"```graphql\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(found) >= 4
    for text in found:
        check_limits(parse(text, max_lexical_tokens=TextLimits().tokens), TextLimits())


def test_every_attack_is_tried_where_the_page_says() -> None:
    page = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \| [^|]+ \| ([^|]+) \|$", page, re.MULTILINE)
    assert [int(number) for number, _ in rows] == list(range(1, 35))
    for _, where in rows:
        named = re.findall(r"`([^`]+)::(\w+)`", where)
        assert named or where.startswith("there ")
        for file, name in named:
            text = (ROOT / "tests" / "attacks" / file).read_text(encoding="utf-8")
            assert f"def {name}(" in text, f"{file}::{name}"
