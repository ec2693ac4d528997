"""Characters by which a name looks like another and is not: unseen, undefined, or taken from another script.

A name with such characters matches nothing, so nothing found under it says nothing; whoever asks is told so.
Blind spot: whole words of another script (АВС in Cyrillic alone), which may be a name in its own right.
"""

from __future__ import annotations

import re
import unicodedata

from graph_api.ids.names import PRIVATE_USE, mend_private_use
from graph_api.ids.problems import Problem

PLAIN = re.compile(r"[\u4e00-\u9fff·A-Za-z0-9 ()（）]*")
#: Blanks that count as letters or symbols, and marks that only choose a shape.
UNSEEN_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")
SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
#: Parts of characters that look like whole ones (⺠ 民, ⻁ 虎); Kangxi radicals become whole ones by NFKC.
RADICALS = re.compile("[\u2e80-\u2eff\u2f00-\u2fd5]")
#: Japanese letters that look like Chinese characters (ロ 口, エ 工, 卜 ト).
LOOKALIKE_KANA = re.compile("[ロニエトタカハミチオヌーノ]")
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
WORDS = re.compile(r"[^\W_]+")
#: Scripts whose capitals are those of Latin.
TWINS = ("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "LISU", "COPTIC")

UNSEEN = Problem(
    "UNSEEN_CHARACTER", "含有不可见字符，请重新录入", "it holds a character that cannot be seen; type it anew"
)
UNDEFINED = Problem(
    "UNDEFINED_CHARACTER",
    "含有标准未定义的字符（自造字），请以标准字录入",
    "it holds a character that no standard defines; write it with a standard one",
)
MIXED = Problem(
    "MIXED_SCRIPTS",
    "混用了形近的其他文字，请统一文字后重新录入",
    "it mixes letters of scripts that look alike; type it in one script",
)


def doubtful(text: str) -> Problem | None:
    """Why a name may be taken for another that it is not; None for a name that is what it looks like."""
    if PLAIN.fullmatch(text):
        return None
    mended = mend_private_use(text)
    for character in mended:
        kind = unicodedata.category(character)
        if kind in ("Cf", "Cs") or (kind == "Cc" and character not in "\t\n\r"):
            return UNSEEN
        if character in UNSEEN_LETTERS or SELECTORS.match(character):
            return UNSEEN
        if kind in ("Co", "Cn") or PRIVATE_USE.match(character):
            return UNDEFINED
    normal = unicodedata.normalize("NFKC", mended)
    if RADICALS.search(normal) or any(_mixed(word) for word in WORDS.findall(normal)):
        return MIXED
    return None


def _mixed(word: str) -> bool:
    scripts = {unicodedata.name(each, "").partition(" ")[0] for each in word if each.isalpha()}
    twins = scripts.intersection(TWINS)
    has_han = HAN.search(word) is not None
    if has_han and LOOKALIKE_KANA.search(word):
        return True
    return bool(twins) and (has_han or "LATIN" in scripts or len(twins) > 1)
