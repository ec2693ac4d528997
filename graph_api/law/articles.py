"""Article citations as Chinese law writes them: `art.178 para 1 item (5)` is 第一百七十八条第一款第（五）项."""

from __future__ import annotations

import re
from functools import lru_cache

_DIGITS = "零一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"))
_RANGE = r"(\d+)(?:-(\d+))?"
_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"^arts? ?\.?\s*{_RANGE}"), "条"),
    (re.compile(rf"^paras? {_RANGE}"), "款"),
    (re.compile(r"^items? \((\d+)\)(?:-\((\d+)\))?"), "项"),
    (re.compile(rf"^sentence {_RANGE}"), "句"),
)


def numeral(number: int) -> str:
    """A whole number below ten thousand in Chinese numerals, as articles are counted."""
    text, rest, gap = "", number, False
    for value, place in _PLACES:
        digit, rest = divmod(rest, value)
        if digit:
            text += (
                ("零" if gap else "")
                + ("" if value == 10 and digit == 1 and not text else _DIGITS[digit])
                + place
            )
            gap = False
        else:
            gap = bool(text) and rest > 0
    if rest:
        text += ("零" if gap else "") + _DIGITS[rest]
    return text or _DIGITS[0]


def _unit(number: str, word: str) -> str:
    counted = f"（{numeral(int(number))}）" if word == "项" else numeral(int(number))
    return f"第{counted}{word}"


@lru_cache(maxsize=4096)
def in_chinese(article: str) -> str:
    """The citation in Chinese; what is not written in our short form is returned as it stands."""
    rest, text = article.strip(), ""
    while rest:
        if rest.startswith("lead-in"):
            rest, text = rest[7:].lstrip(), text + "首句"
            continue
        found = next(((match, word) for pattern, word in _WORDS if (match := pattern.match(rest))), None)
        if found is None:
            more = re.match(r"^(?:,|and)\s*(\d+)(?=$|[\s,])", rest)
            if more is None or not text:
                return article
            text, rest = f"{text}、{_unit(more[1], '条')}", rest[more.end() :].lstrip()
            continue
        match, word = found
        text += _unit(match[1], word) + (f"至{_unit(match[2], word)}" if match[2] else "")
        rest = rest[match.end() :].lstrip()
    return text
