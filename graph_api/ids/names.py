"""Names in one form, so that equal names are equal texts, and the text by which subjects are searched."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import opencc

# Python's gb18030 codec follows the 2005 table; GB 18030-2022 gave these places real characters.
GB18030_2022 = str.maketrans(
    {
        0xE78D: 0xFE10, 0xE78E: 0xFE12, 0xE78F: 0xFE11, 0xE790: 0xFE13, 0xE791: 0xFE14, 0xE792: 0xFE15,
        0xE793: 0xFE16, 0xE794: 0xFE17, 0xE795: 0xFE18, 0xE796: 0xFE19, 0xE816: 0x20087, 0xE817: 0x20089,
        0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7, 0xE831: 0x215D7,
        0xE832: 0x9FB8, 0xE83B: 0x2298F, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE864: 0x9FBB,
    }
)  # fmt: skip
PRIVATE_USE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
MIDDLE_DOTS = re.compile(r"[•‧∙⋅・･●᛫]")
HAN = r"[\u2e80-\u2fff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
DOT_BETWEEN_HAN = re.compile(rf"(?<={HAN})\s*[.．]\s*(?={HAN})")
BLANK_BESIDE_HAN = re.compile(rf"(?<={HAN})\s+|\s+(?={HAN})|(?<=[()·])\s+|\s+(?=[()·])")
BRACKETS = str.maketrans(
    {"〔": "(", "〕": ")", "［": "(", "］": ")", "【": "(", "】": ")", "[": "(", "]": ")"}
)
MASKED_NAME = re.compile(r"[*＊×xX]{1,}$|[*＊]|某")
LATIN_NAME = re.compile(r"[A-Za-z .,'\-]+")


def mend_private_use(text: str) -> str:
    """The text with the 24 private-use characters of the 2005 table replaced by those of GB 18030-2022."""
    return text.translate(GB18030_2022)


def private_use(text: str) -> str:
    """The characters of the text that no standard defines, in order."""
    return "".join(PRIVATE_USE.findall(text))


@lru_cache(maxsize=65_536)
def normalize_name(text: str) -> str:
    """The name in one form: NFKC, round brackets, U+00B7 between parts, no needless blanks."""
    value = unicodedata.normalize("NFKC", mend_private_use(text)).translate(BRACKETS)
    value = MIDDLE_DOTS.sub("·", value)
    value = DOT_BETWEEN_HAN.sub("·", value)
    return BLANK_BESIDE_HAN.sub("", " ".join(value.split()))


def is_masked_name(name: str) -> bool:
    """Whether part of a personal name is hidden (王**, 邱某): such a name joins nothing, not even itself."""
    value = normalize_name(name)
    return not LATIN_NAME.fullmatch(value) and MASKED_NAME.search(value) is not None


@lru_cache(maxsize=1)
def _to_simplified() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def search_text(names: Iterable[str]) -> str:
    """All forms by which a subject may be sought: each name normalised, and in simplified characters."""
    forms: dict[str, None] = {}
    for name in names:
        normal = normalize_name(name)
        if normal:
            forms[normal] = None
            forms[_to_simplified().convert(normal)] = None
    return " ".join(forms)
