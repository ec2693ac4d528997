"""Reads the cases of tests/law/*.toml into questions and facts."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from graph_api.law.facts import (
    Body,
    Characteristic,
    Covered,
    Facts,
    Finding,
    Item,
    Office,
    Person,
    Post,
    Question,
    Remedy,
)
from graph_api.law.kernel import judge
from graph_api.law.lawbook import Law
from graph_api.law.left_out import without_ground
from graph_api.law.logic import Tri
from graph_api.law.projection import bars
from graph_api.law.verdict import Verdict

ROOM = Path(__file__).parent
PERSON = "p"
_DATED = {"LEGAL": ()}


@dataclass(frozen=True)
class Case:
    """One case: what is given, what is asked, and what must follow."""

    file: str
    name: str
    clause: str
    proves: tuple[str, ...]
    question: Question
    facts: Facts
    then: dict[str, Any]

    @property
    def id(self) -> str:
        return f"{self.file}: {self.name}"


def cases() -> Iterator[Case]:
    """Every case of every file, in order."""
    for path in sorted(ROOM.glob("*.toml")):
        for number, values in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("case", ()), 1):
            try:
                yield read_case(path.stem, values)
            except (KeyError, TypeError) as error:
                raise ValueError(f"{path.name} case {number} {values.get('name')}: {error!r}") from error


def _known(values: dict[str, Any], allowed: set[str], where: str) -> dict[str, Any]:
    strange = {key for key in values if key.removesuffix("_latest") not in allowed}
    if strange:
        raise TypeError(f"{where}: unknown {sorted(strange)}")
    return values


_ITEM = set(Item.__dataclass_fields__) | {"id"}
_POST = set(Post.__dataclass_fields__)
_ASK = {
    "position", "org_kinds", "not_org_kinds", "sectors", "sectors_complete", "region", "listed", "state_capital",
    "body", "name", "nominated_by_state", "permissions", "open", "history", "told",
}  # fmt: skip


def _history(row: dict[str, Any], name: str = "history") -> dict[str, Any]:
    """The row with the dated facts about its organization read."""
    known = set(Characteristic.__dataclass_fields__)
    facts = (_known(each, known, "characteristic") for each in row.get(name, ()))
    return {**row, name: tuple(map(Characteristic.of, facts))}


def read_case(file: str, values: dict[str, Any]) -> Case:
    """One case from its table."""
    given = values.get("given", {})
    items = [
        _item(row, origin, given)
        for key, origin in (("records", "RECORD"), ("lists", "LIST_ENTRY"), ("sanctions", "SANCTION"))
        for row in given.get(key, ())
    ]
    posts = tuple(
        Post.of({"fact_id": f"post-{number}", **_history(_known(row, _POST, "post"))})
        for number, row in enumerate(given.get("posts", ()), 1)
    )
    covers = given.get("covers")
    coverage = tuple(Covered(source="test", trigger=code) for code in covers) if covers is not None else ()
    person = Person.of({"subject_id": PERSON, "name": "某甲", "identified": True, **values.get("person", {})})
    return Case(
        file,
        values["name"],
        values["clause"],
        tuple(values.get("proves", ())),
        _question(values["ask"], values["as_of"]),
        Facts(person, posts, tuple(items), coverage),
        values["then"],
    )


def _item(row: dict[str, Any], origin: str, given: dict[str, Any]) -> Item:
    _known(row, _ITEM, origin)
    key = row["id"]
    findings = tuple(
        Finding(key, finding["as_role"], finding.get("degree"), finding.get("state", "FOUND"))
        for finding in given.get("findings", ())
        if finding["record"] == key
    )
    objections = tuple(
        Remedy.of({key_: value for key_, value in remedy.items() if key_ != "on"})
        for remedy in given.get("objections", ())
        if remedy["on"] == key
    )
    carrier = "PERSON" if row["subject"] == PERSON else "ORGANISATION"
    dated = _history(row, "subject_history")
    item = Item.of({"origin": origin, "carrier": carrier, **dated, "item_id": key})
    return Item(
        **{
            **{name: getattr(item, name) for name in Item.__dataclass_fields__},
            "findings": findings,
            "objections": objections,
        }
    )


def _question(ask: dict[str, Any], as_of: date) -> Question:
    _known(ask, _ASK, "ask")
    body = Body.of(
        {
            **_history(ask),
            "subject_id": ask.get("body", ""),
            "name": ask.get("name", ""),
            "closed": not ask.get("open", False),
        }
    )
    office = Office(
        ask["position"],
        body,
        ask.get("nominated_by_state"),
        tuple(ask.get("permissions", ())),
        Body.of(ask["told"]) if "told" in ask else None,
    )
    return Question(office, as_of)


def failures(case: Case, law: Law) -> list[str]:
    """What the kernel answers otherwise than the case says; empty when they agree."""
    verdict = judge(law, case.question, case.facts)
    left = without_ground(law, case.question, case.facts, verdict)
    then, wrong = case.then, []
    deciding = sorted({ground.measure for ground in verdict.deciding})
    everything = {ground.measure for ground in verdict.grounds}
    seen: dict[str, Any] = {
        "verdict": verdict.verdict.value,
        "condition_kind": verdict.condition_kind.value if verdict.condition_kind else None,
        "effect": verdict.effect.value,
        "measures": deciding,
        "last_barred_day": _last_day(verdict),
        "in_office": verdict.deciding[0].in_office if verdict.deciding else None,
        "unknowns": sorted({unknown.code for unknown in verdict.unknowns}),
        "not_grounds": sorted(f"{each.code} {each.measure or ''}".strip() for each in left),
        "reaches": {code: _reached(case, law, code) for code in then.get("reaches", ())},
    }
    for key, expected in then.items():
        if key == "includes":
            wrong += [
                f"{code} is not among the grounds {sorted(everything)}"
                for code in expected
                if code not in everything
            ]
        elif key == "excludes":
            wrong += [f"{code} is among the grounds" for code in expected if code in everything]
        else:
            wanted = sorted(expected) if isinstance(expected, list) else expected
            if seen[key] != wanted:
                wrong.append(f"{key}: {seen[key]!r}, expected {wanted!r} (grounds {sorted(everything)})")
    return wrong


def _reached(case: Case, law: Law, code: str) -> str:
    """How firmly a measure reaches the person on the day, whatever the office: FIRM, POSSIBLE or NO."""
    day = case.question.as_of
    running = [min(bar.certainty, bar.span.at(day)) for bar in bars(law, case.facts) if bar.measure == code]
    return {Tri.YES: "FIRM", Tri.MAYBE: "POSSIBLE", Tri.NO: "NO"}[max(running, default=Tri.NO)]


def _last_day(verdict: Verdict) -> Any:
    if not verdict.deciding:
        return None
    ends = {ground.end for ground in verdict.deciding}
    if verdict.ends_on is not None:
        return verdict.ends_on
    return "LIFE" if "LIFE" in ends else "OPEN" if "OPEN" in ends else "UNKNOWN"
