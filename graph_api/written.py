"""Text that a caller writes and we keep: trimmed, no longer than it may be, no number of a citizen in it."""

from __future__ import annotations

import re
import unicodedata

from graph_api.errors import InputInvalid
from graph_api.ids.persons import check_resident_number, mask_number

NUMBER = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")
LONGEST_KEY = 100


def checked_text(path: str, given: str, most: int, *, lines: bool = False) -> str:
    """The text as it is kept; refuses an empty one, one too long, and one with characters nobody can see."""
    text = NUMBER.sub(_masked, given.strip())
    if not 0 < len(text) <= most:
        raise InputInvalid(path, f"it has 1 to {most} characters", f"应为 1 至 {most} 个字符")
    allowed = "\n\t" if lines else ""
    if any(unicodedata.category(each) in ("Cc", "Cs") and each not in allowed for each in text):
        raise InputInvalid(path, "it holds control characters", "含有控制字符")
    return text


def _masked(found: re.Match[str]) -> str:
    number = found.group()
    return number if check_resident_number(number).problem else mask_number(number)
