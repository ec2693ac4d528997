"""The law is linted as a whole; each finding names file, line and reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph_api.law.lint import lint
from graph_api.law.source import LAW_ROOM, LawUnreadable, read_law, the_law

FILE = "company-law-2023.toml"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """A copy of the law that a test may spoil."""
    copy = tmp_path / "law"
    shutil.copytree(LAW_ROOM, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return copy


def spoil(room: Path, old: str, new: str) -> None:
    """Replaces the first place of a text in the company law."""
    file = room / "documents" / FILE
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_shipped_law_is_sound() -> None:
    assert lint(the_law()) == ()


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('role = "LEGAL_REPRESENTATIVE"', 'role = "KING"', "unknown role KING"),
        ('kind = "JUDGMENT_DEBTOR_LIST"', 'kind = "GOSSIP"', "unknown trigger GOSSIP"),
        ('org_kinds = ["COMPANY"]', 'org_kinds = ["CASTLE"]', "unknown kind of organization CASTLE"),
        ('positions = ["DIRECTOR"', 'positions = ["DUKE"', "unknown position DUKE"),
        ('articles = ["art.178 para 1 item (1)"', 'articles = []\n#"', "an effect without an article"),
        ("from = 2024-07-01", "from = 2020-01-01", "before its document took effect"),
        ('starts = ["SENTENCE_COMPLETED"]', 'starts = ["SUNRISE"]', "unknown start event SUNRISE"),
        ('verdict = "PROHIBITED"', 'verdict = "PROHIBITED_IF_DECIDED"', "does not exist by decision"),
        ('level = "LAW"', 'level = "DEPT_RULE"', "which may not bar"),
        ('at = "CONDUCT"', 'at = "CONDUCT"\nor_at = ["NOW"]', "is settled, so it has no other"),
        ('at = "CONDUCT"', 'at = "UNSETTLED"\nor_at = ["EVENT"]', "only NOW is a moment"),
        ('at = "CONDUCT"', 'at = "UNSETTLED"\nor_at = ["NOW"]', "cannot end by resigning"),
    ],
)  # fmt: skip
def test_a_spoilt_law_is_found_out(room: Path, old: str, new: str, reason: str) -> None:
    spoil(room, old, new)
    found = [finding for finding in lint(read_law(room), room) if finding.file == FILE]
    assert any(reason in finding.reason and finding.line > 1 for finding in found), found


def test_a_measure_that_stands_twice_at_one_time_is_found_out(room: Path) -> None:
    file = room / "documents" / FILE
    text = file.read_text(encoding="utf-8")
    first = text[text.index("[[measure]]") : text.index("[[measure]]", text.index("[[measure]]") + 1)]
    file.write_text(text + "\n" + first.replace("from = 2024-07-01", "from = 2024-08-01"), encoding="utf-8")
    assert any("overlaps" in finding.reason for finding in lint(read_law(room), room))


def test_a_word_the_model_lacks_stops_the_reading_with_file_and_line(room: Path) -> None:
    spoil(room, 'force = "MANDATORY"', 'force = "MANDATORY"\nfroce = "X"')
    with pytest.raises(LawUnreadable) as caught:
        read_law(room)
    assert (caught.value.file, caught.value.line > 1) == (FILE, True)
    assert "froce" in caught.value.reason


def test_broken_toml_stops_the_reading_with_its_line(room: Path) -> None:
    spoil(room, "[[measure]]", "[[measure]")
    with pytest.raises(LawUnreadable) as caught:
        read_law(room)
    assert (caught.value.file, caught.value.line > 1) == (FILE, True)
