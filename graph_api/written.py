"""Text that a caller writes and we keep: trimmed, no longer than it may be, no number of a citizen in it."""

from __future__ import annotations

import re
import unicodedata

from graph_api.errors import InputInvalid
from graph_api.ids.persons import check_resident_number, mask_number

NUMBER = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")
#: Digits with at most one other sign between two of them.
SPACED = re.compile(r"[0-9](?:[\s\-_.·,，、]?[0-9])+(?:[\s\-_.·,，、]?[Xx])?")
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


def refuse_numbers(path: str, given: str) -> None:
    """Refuses a text with the number of a citizen in it, however its digits are spaced or wide."""
    for run in SPACED.findall(unicodedata.normalize("NFKC", given)):
        digits = re.sub("[^0-9Xx]", "", run)
        windows = [digits[start : start + 18] for start in range(len(digits) - 17)]
        # Of the old numbers of 15 digits, which have no check digit, only one that stands alone is told.
        windows += [digits] if len(digits) == 15 else []
        if any(check_resident_number(each).problem is None for each in windows):
            raise InputInvalid(
                path,
                "leave out the identity number: it is known who you are, and others' numbers have no place here",
                "请删去公民身份号码：系统已知您的身份，他人号码不得填写",
            )


def _masked(found: re.Match[str]) -> str:
    number = found.group()
    return number if check_resident_number(number).problem else mask_number(number)
