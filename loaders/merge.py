"""Several sources on one subject: who is believed on which property, the same whatever was loaded first."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph_api.ids.names import search_text
from loaders.source import precedence_of

KEPT_BY_US = frozenset(
    {
        "subject_id",
        "decision_id",
        "source",
        "source_row",
        "recorded_at",
        "usable",
        "disputed",
        "filled_by",
        "search_text",
    }
)
LATEST = "_latest"
# What is known to hold: several tellers add to it and none takes away.
UNITED = frozenset({"former_names", "org_kinds", "not_org_kinds", "sectors", "qualifications"})


@dataclass(frozen=True, slots=True, order=True)
class Teller:
    """A source and its row; the smaller is believed."""

    precedence: int
    source: str
    row: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Two tellers state different values; the first was believed."""

    name: str
    kept: str
    refused: str


def _disagreement(name: str, kept: Mapping[str, Any], refused: Mapping[str, Any]) -> Disagreement:
    texts = [" / ".join(str(value) for value in values.values()) for values in (kept, refused)]
    return Disagreement(name, *texts)


def teller(source: str, row: str) -> Teller:
    """The teller of a row."""
    return Teller(precedence_of(source), source, row)


def _groups(values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Properties by name, an imprecise date together with its `_latest` companion."""
    groups: dict[str, dict[str, Any]] = {}
    for name, value in values.items():
        if name not in KEPT_BY_US and value is not None:
            groups.setdefault(name.removesuffix(LATEST), {})[name] = value
    return groups


def _tellers(current: Mapping[str, Any]) -> dict[str, Teller]:
    tellers = {}
    for entry in current.get("filled_by") or ():
        name, _, rest = entry.partition("=")
        source, _, row = rest.partition("|")
        tellers[name] = teller(source, row)
    return tellers


def merged(
    current: Mapping[str, Any], stated: Mapping[str, Any], by: Teller
) -> tuple[dict[str, Any], list[Disagreement]]:
    """The values after one more row was heard, and where it disagrees with what is believed."""
    owner = teller(current["source"], current["source_row"])
    said = _tellers(current)
    groups = _groups(current)
    believed = {name: said.get(name, owner) for name in groups}
    disagreements = []
    for name, value in _groups(stated).items():
        if name not in groups:
            groups[name], believed[name] = value, by
        elif name in UNITED:
            groups[name] = {name: sorted({*groups[name][name], *value[name]})}
            believed[name] = min(believed[name], by)
        elif groups[name] == value:
            believed[name] = min(believed[name], by)
        elif believed[name] == by:
            groups[name] = value
        elif by < believed[name]:
            disagreements.append(_disagreement(name, value, groups[name]))
            groups[name], believed[name] = value, by
        else:
            disagreements.append(_disagreement(name, groups[name], value))
    return _assembled(current, groups, believed, min(owner, by)), disagreements


def _assembled(
    current: Mapping[str, Any],
    groups: Mapping[str, Mapping[str, Any]],
    believed: Mapping[str, Teller],
    owner: Teller,
) -> dict[str, Any]:
    values = {name: current[name] for name in KEPT_BY_US if current.get(name) is not None}
    for group in groups.values():
        values.update(group)
    values["source"], values["source_row"] = owner.source, owner.row
    others = sorted(f"{name}={by.source}|{by.row}" for name, by in believed.items() if by != owner)
    values.pop("filled_by", None)
    if others:
        values["filled_by"] = others
    if "name" in values and "search_text" in current:
        values["search_text"] = search_text([values["name"], *values.get("former_names", ())])
    return values
