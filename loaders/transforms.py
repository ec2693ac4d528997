"""The few ways in which a source.toml may turn a cell into a bundle value (`as = "…"`)."""

from collections.abc import Callable
from datetime import date, timedelta

from graph_api.ids.organizations import check_registration_number, check_uscc
from loaders.rows import refused
from loaders.values import amount_text, read_number, read_when

ENDLESS = frozenset({date(2099, 12, 31), date(9999, 12, 31)})


def percent(column: str, text: str) -> str:
    """A percentage as a fraction: 28.69 is 0.2869."""
    return f"{read_number(column, text.removesuffix('%')) / 100:.8f}".rstrip("0").rstrip(".") or "0"


def ten_thousand(column: str, text: str) -> str:
    """An amount stated in 万元, in yuan."""
    return f"{read_number(column, text.replace(',', '')) * 10_000:.2f}".removesuffix(".00")


def years(column: str, text: str) -> str:
    """A term in years as months; only whole years."""
    value = read_number(column, text)
    if value != int(value) or value <= 0:
        raise refused(column, "TERM", "年限不是正整数", "a term that is not a whole number of years")
    return str(int(value) * 12)


def day_after(column: str, text: str) -> str:
    """The first free day after a last day; 2099-12-31 stands for no end."""
    found = read_when(column, text)
    if len(found) > 1:
        raise refused(column, "DATE", "止日须精确到日", "a last day must be an exact one")
    if found[column] in ENDLESS:
        return ""
    return (found[column] + timedelta(days=1)).isoformat()


def uscc_only(_: str, text: str) -> str:
    """The text if it has the length of a USCC, so that its check applies; else nothing."""
    return text if len(check_uscc(text).value) == 18 else ""


def older_number(_: str, text: str) -> str:
    """The text as an entry of `numbers` if it is not of the length of a USCC; else nothing."""
    if len(check_uscc(text).value) == 18:
        return ""
    return f"REGISTRATION_NUMBER={check_registration_number(text).value}"


TRANSFORMS: dict[str, Callable[[str, str], str]] = {
    "amount": amount_text,
    "percent": percent,
    "ten_thousand": ten_thousand,
    "years": years,
    "day_after": day_after,
    "uscc_only": uscc_only,
    "older_number": older_number,
}
