"""Text to typed values: dates that may be imprecise, flags, lists, fractions, amounts. Nothing is guessed."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from typing import Any

from loaders.rows import refused

EARLIEST_YEAR = 1000
FULL_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T]00:00(?::00)?(?:\.0+)?Z?)?")
COMPACT_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
MONTH = re.compile(r"(\d{4})[-/.年](\d{1,2})月?")
YEAR = re.compile(r"(\d{4})年?")
DECIMAL = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
AMOUNT = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)(?P<unit>.*)")
CURRENCIES = {
    "人民币": "CNY",
    "元": "CNY",
    "美元": "USD",
    "港元": "HKD",
    "港币": "HKD",
    "香港元": "HKD",
    "日元": "JPY",
    "欧元": "EUR",
    "英镑": "GBP",
}


def read_when(column: str, text: str) -> dict[str, date]:
    """The earliest day under the column's name, and the latest under `_latest` where the day is not exact."""
    earliest, latest = _span(column, text)
    if earliest == latest:
        return {column: earliest}
    return {column: earliest, f"{column}_latest": latest}


def _span(column: str, text: str) -> tuple[date, date]:
    try:
        if match := FULL_DAY.fullmatch(text) or COMPACT_DAY.fullmatch(text):
            day = date(*map(int, match.groups()))
            earliest, latest = day, day
        elif match := MONTH.fullmatch(text):
            year, month = map(int, match.groups())
            earliest, latest = date(year, month, 1), date(year, month, monthrange(year, month)[1])
        elif match := YEAR.fullmatch(text):
            earliest, latest = date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
        else:
            raise ValueError
    except (ValueError, IndexError):
        raise refused(column, "DATE", "不是有效日期", "not a date (2024-05-01, 2024-05 or 2024)") from None
    if earliest.year < EARLIEST_YEAR:
        raise refused(column, "DATE", "年份不可信", "a year that cannot be meant")
    return earliest, latest


def read_flag(column: str, text: str) -> bool:
    """true or false, nothing else."""
    if text not in ("true", "false"):
        raise refused(column, "FLAG", "应为true或false", "neither true nor false")
    return text == "true"


def read_number(column: str, text: str) -> float:
    """A decimal number."""
    if not DECIMAL.fullmatch(text):
        raise refused(column, "NUMBER", "不是数字", "not a number")
    return float(text)


def read_fraction(column: str, text: str) -> float:
    """A share between 0 and 1."""
    value = read_number(column, text)
    if not 0 <= value <= 1:
        raise refused(column, "FRACTION", "应在0与1之间", "not between 0 and 1")
    return value


def read_whole(column: str, text: str) -> int:
    """A whole number that is not negative."""
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise refused(column, "WHOLE", "不是非负整数", "not a whole number")
    return int(text)


def read_list(_: str, text: str) -> list[str]:
    """The parts between semicolons, without empty ones and repeats, in order."""
    return list(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


READERS: dict[str, Callable[[str, str], Any]] = {
    "text": lambda _, text: text,
    "key": lambda _, text: text,
    "ref": lambda _, text: text,
    "flag": read_flag,
    "number": read_number,
    "fraction": read_fraction,
    "whole": read_whole,
    "list": read_list,
}


def amount_text(column: str, text: str) -> str:
    """An amount such as 5,088(万元人民币) as `50880000 CNY`; empty where it holds no figure.

    A bare 万 names no currency: the figure is kept without one.
    """
    match = AMOUNT.fullmatch(text.replace("（", "(").replace("）", ")").replace(" ", ""))
    if match is None:
        if not re.search(r"\d", text):
            return ""
        raise refused(column, "AMOUNT", "金额无法识别", "an amount that cannot be read")
    unit = match["unit"].replace("(", "").replace(")", "")
    figure = float(match["number"].replace(",", ""))
    for word, factor in (("亿", 100_000_000), ("万", 10_000)):
        if unit.startswith(word):
            figure, unit = figure * factor, unit[1:]
            break
    currency = _currency(column, unit)
    whole = f"{figure:.2f}".removesuffix(".00")
    return f"{whole} {currency}".strip()


def _currency(column: str, unit: str) -> str:
    bare = unit.removeprefix("元") if unit != "元" else unit
    for word in (unit, bare, bare.removesuffix("元"), unit.removesuffix("元")):
        if word == "":
            return "CNY" if unit.startswith("元") else ""
        if word in CURRENCIES:
            return CURRENCIES[word]
    raise refused(column, "CURRENCY", f"币种“{unit}”无法识别", f"the unit {unit} names no known currency")
