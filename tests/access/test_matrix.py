"""Every role, purpose, field and way into the schema: what is shown is what the table of rights says, and no more."""

from __future__ import annotations

import inspect
import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any

from graphql import execute, parse, validate

from graph_api.access.policy import shipped_policy
from graph_api.access.viewer import Purpose, Role, Viewer
from graph_api.app import served_schema
from graph_api.engine.db import Database
from tests.access.asking import questions, roots_without_a_way_in
from tests.access.province import (
    BANK,
    CASE,
    FAR,
    MINOR,
    NEAR,
    OFFICER,
    PEOPLE,
    RELEASED,
    SELF,
    TABLE,
    WINDOW,
    province,
    viewers,
)
from tests.access.viewing import context_of

MARK = re.compile(r"⟦(\w+):([\w-]+)⟧")
GUARDED = {
    "numberMasked": "PERSONAL",
    "birthYear": "PERSONAL",
    "formerNames": "PERSONAL",
    "qualifications": "PERSONAL",
    "positions": "NETWORK",
    "holdings": "NETWORK",
    "ownership": "NETWORK",
    "restrictions": "MEASURE",
}
POLICY = tomllib.loads(TABLE.read_text(encoding="utf-8"))
CONSENTED = {"NETWORK", "MEASURE", "ANSWER"}


def may(viewer: Viewer, code: str, person: str) -> bool:
    """Whether the table opens a class about a person to a viewer, read from the table and the province alone."""
    reaches = {
        grant["reach"]
        for grant in POLICY["grant"]
        if grant["role"] == viewer.role and code in grant["classes"]
        if not grant["purposes"] or viewer.purpose in grant["purposes"]
    }
    near = {
        "ALL": True,
        "REGION": "" in viewer.regions or ("99" in viewer.regions and person in (NEAR, MINOR)),
        "SELF": person in viewer.subject_ids,
        "ORGAN": viewer.organ == (f"O-{Role.CASE_OFFICER}" if code == "RELEASE" else WINDOW),
        "CONSENTED": viewer.organ == BANK
        and viewer.purpose == "LENDING"
        and person == NEAR
        and code in CONSENTED,
        "APPROVED": (viewer.caller_id, viewer.purpose, viewer.case_ref) == (OFFICER, "INVESTIGATION", CASE)
        and code in RELEASED.get(person, ()),
    }
    public = any(each["code"] == code and each.get("public") for each in POLICY["class"])
    return public or any(near[reach] for reach in reaches)


def shows(viewer: Viewer, code: str, person: str) -> bool:
    """The same for a field of a person, which a minor's seal closes."""
    return may(viewer, code, person) and (person != MINOR or may(viewer, "SEALED", person))


def things(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of an answer, its fields by their plain names."""
    if isinstance(value, dict):
        kind = value.get("__typename", "")
        plain = {name.removeprefix(f"{kind}_"): inner for name, inner in value.items()}
        yield plain
        for inner in plain.values():
            yield from things(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from things(inner)


async def asked(db: Database, viewer: Viewer, question: str) -> dict[str, Any]:
    """The answer of the served schema to a viewer."""
    running = execute(served_schema(), parse(question), context_value=context_of(db, viewer))
    result = await running if inspect.isawaitable(running) else running
    assert result.errors is None, (viewer, question[:200], result.errors)
    assert result.data is not None
    return result.data


def wrong_in(viewer: Viewer, answer: Any) -> Iterator[str]:
    """What an answer shows or hides against the table."""
    for code, person in set(MARK.findall(json.dumps(answer, ensure_ascii=False))):
        # A minor's fields ask for their seal as well.
        if not shows(viewer, code, person):
            yield f"{code} of {person} was shown"
    for thing in things(answer):
        kind, key = thing.get("__typename"), thing.get("id")
        if kind == "Person" and key in PEOPLE and "masked" in thing:
            yield from _wrong_fields(viewer, key, thing)
        elif kind == "OfficeVerdict" and not may(viewer, "ANSWER", thing["personId"]):
            yield f"a verdict on {thing['personId']} was given"
        elif kind == "OwnershipShare":
            holder = (thing.get("holder") or {}).get("Person_id")
            if holder in PEOPLE and not shows(viewer, "NETWORK", holder):
                yield f"a share of {holder} was shown"
        elif kind == "KeptAnswer" and not may(viewer, "CASE", key.removeprefix("kept-")):
            yield f"the kept answer {key} was shown"
        elif kind == "CreditCheck":
            yield from _wrong_check(viewer, thing)
        elif kind == "Restriction":
            bound = (thing.get("subject") or {}).get("Person_id")
            if bound in PEOPLE and not may(viewer, "MEASURE", bound):
                yield f"a restriction of {bound} was shown"


def _wrong_check(viewer: Viewer, check: dict[str, Any]) -> Iterator[str]:
    person = (check["subject"] or {}).get("Person_id", "")
    opened = {code for code in CONSENTED if may(viewer, code, person)}
    behind = set(check["opened"])
    if not may(viewer, "CREDIT", person):
        yield f"a check of {person} was given"
    if person == MINOR:
        yield f"{person} was told of"
    elif person in PEOPLE and behind != (opened if check["level"] == "WITH_CONSENT" else set()):
        yield f"{sorted(behind)} of {person} was opened"
    if (check["restrictions"] or check["unsettled"]) and "MEASURE" not in behind:
        yield f"measures of {person} were shown"


def _wrong_fields(viewer: Viewer, person: str, thing: dict[str, Any]) -> Iterator[str]:
    hidden = {name for name, code in GUARDED.items() if not shows(viewer, code, person)}
    told = {each["Masked_field"] for each in thing["masked"]}
    if told != hidden:
        yield f"{person} is told to hide {sorted(told)} and hides {sorted(hidden)}"
    for name in GUARDED:
        if name not in thing:
            continue
        value = thing[name]
        rows = value
        if isinstance(value, dict) and name != "ownership":
            rows = next((inner for key, inner in value.items() if key.endswith("_edges")), [])
        if bool(rows) is (name in hidden):
            yield f"{name} of {person} is {value}"


def test_every_root_field_has_a_way_in() -> None:
    assert roots_without_a_way_in(served_schema()) == set()


def test_every_generated_question_is_valid() -> None:
    wrong = {
        name: validate(served_schema(), parse(text))[:1] for name, text in questions(served_schema()).items()
    }
    assert {name: errors for name, errors in wrong.items() if errors} == {}


def one_of_each_rights() -> list[Viewer]:
    """Of viewers of one role whose purposes open the same, the first: enough for a second engine."""
    policy = shipped_policy()
    found: dict[str, Viewer] = {}
    for each in viewers():
        reaches = policy.rights(each.role, each.purpose).reaches
        told = sorted((code, sorted(opened)) for code, opened in reaches.items())
        found.setdefault(f"{each.role} {each.case_ref} {told}", each)
    return list(found.values())


async def test_what_is_shown_is_what_the_table_says(db: Database) -> None:
    await province(db)
    everything = questions(served_schema())
    wrong: list[str] = []
    for viewer in viewers() if db.dialect.name == "arcadedb" else one_of_each_rights():
        for name, question in everything.items():
            found = wrong_in(viewer, await asked(db, viewer, question))
            wrong += [f"{viewer.role}/{viewer.purpose} {name}: {each}" for each in found]
    assert sorted(set(wrong)) == []


async def test_the_matrix_sees_the_measures_that_consent_opened(db: Database) -> None:
    await province(db)
    bank = next(each for each in viewers() if each.role is Role.LENDER and each.purpose == "LENDING")
    answer = await asked(db, bank, questions(served_schema())["creditCheck-1"])
    checks = [each for each in things(answer) if each.get("__typename") == "CreditCheck"]
    assert [(each["status"], each["opened"], bool(each["restrictions"])) for each in checks] == [
        ("HIT_PUBLIC", ["ANSWER", "MEASURE", "NETWORK"], True),
        ("HIT_PUBLIC", [], False),
        ("CONSENT_NEEDED", [], False),
        ("HIT_PUBLIC", [], False),
        ("NOT_ENOUGH_DATA", [], False),
    ]


async def test_the_matrix_sees_what_is_open(db: Database) -> None:
    """The matrix would pass on an empty graph; this says that it looks at something."""
    await province(db)
    everything = questions(served_schema())
    approver = next(each for each in viewers() if each.role is Role.APPROVER and each.purpose == "LICENSING")
    seen = {
        pair
        for question in everything.values()
        for pair in MARK.findall(json.dumps(await asked(db, approver, question), ensure_ascii=False))
    }
    assert {(code, person) for code in ("PERSONAL", "SHARED", "PUBLISHED") for person in (NEAR, SELF)} <= seen


async def test_the_matrix_sees_what_was_released_and_to_whom_alone(db: Database) -> None:
    await province(db)
    everything = questions(served_schema())
    told: dict[str, set[tuple[str, str]]] = {}
    for viewer in viewers():
        if viewer.role is Role.CASE_OFFICER and viewer.purpose is Purpose.INVESTIGATION:
            answers = [
                await asked(db, viewer, everything[name]) for name in everything if name.startswith("node-")
            ]
            told[viewer.case_ref or ""] = set(MARK.findall(json.dumps(answers, ensure_ascii=False)))
    # Her personal data open by the region and the release of her seal together, his closed records by the release.
    gained = {("CLOSED", FAR), *((code, MINOR) for code in ("PERSONAL", "SHARED", "CLOSED", "PUBLISHED"))}
    assert told[CASE] - told[""] == gained


async def test_the_matrix_sees_reports(db: Database) -> None:
    await province(db)
    everything = questions(served_schema())
    told = {}
    for viewer in viewers():
        answers = [await asked(db, viewer, everything[name]) for name in ("problems-0", "me-0")]
        seen = set(MARK.findall(json.dumps(answers, ensure_ascii=False)))
        told[viewer.role, viewer.purpose] = {person for code, person in seen if code == "DISPUTE"}
    assert {pair: people for pair, people in told.items() if people} == {
        (Role.CASE_OFFICER, Purpose.CORRECTION): {NEAR},
        (Role.SUBJECT, Purpose.SELF): {SELF},
    }
