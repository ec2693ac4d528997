"""Dated facts about organizations: what each may say, and the names by which it makes its organization known."""

import re
from collections.abc import Mapping
from typing import Any

from graph_api.ids.names import normalize_name
from loaders.rows import refused
from loaders.values import read_flag
from loaders.words import Words

VOCABULARY = {
    "ORG_KIND": "org_kind",
    "SECTOR": "sector",
    "STATE_CAPITAL": "state_capital",
    "STATUS": "status",
}
#: Kinds that only repeat another property, which has a history of its own.
SAID_BY = {
    "LISTED_COMPANY": "LISTED",
    "WHOLLY_STATE_OWNED_ENTERPRISE": "STATE_CAPITAL",
    "WHOLLY_STATE_OWNED_COMPANY": "STATE_CAPITAL",
    "STATE_CONTROLLED_COMPANY": "STATE_CAPITAL",
    "STATE_PARTICIPATED_COMPANY": "STATE_CAPITAL",
}
#: GB/T 2260: the first two digits are those of a province or what ranks with one; 99 is the fictional province's.
REGION = re.compile(r"(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]|99)\d{4}")


def check_code(column: str, text: str, allowed: frozenset[str]) -> None:
    """Refuses a code that the vocabulary lacks."""
    if text not in allowed:
        raise refused(column, "UNKNOWN_CODE", f"未知代码“{text[:40]}”", f"{text[:40]} is not a known code")


def check_characteristic(values: dict[str, Any], words: Words) -> None:
    """Refuses a value that its property cannot have, and a fact without any date; a name is put in one form."""
    name, value = values["name"], values["value"]
    if not {"since", "until", "seen"} & values.keys():
        raise refused(
            "since", "MISSING", "起日、止日、查见日至少填写一项", "give at least one of since, until and seen"
        )
    if name in VOCABULARY:
        check_code("value", value, words.codes[VOCABULARY[name]])
    if name == "ORG_KIND" and value in SAID_BY:
        raise refused(
            "value",
            "SAID_OTHERWISE",
            f"{value} 请以 {SAID_BY[value]} 报送",
            f"{value} repeats another property; send it as {SAID_BY[value]}",
        )
    if name == "LISTED":
        read_flag("value", value)
    elif name == "REGION" and not REGION.fullmatch(value):
        raise refused("value", "REGION", "不是六位行政区划代码", "not a region of six digits (GB/T 2260)")
    elif name == "NAME":
        values["value"] = normalize_name(value)


def names_told(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """What a dated name adds to its organization: whoever seeks it by that name finds it."""
    return {"former_names": [values["value"]]} if values["name"] == "NAME" else {}
