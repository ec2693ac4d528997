"""What opens one thing opens nothing by the way: a post long left, a measure, another authorisation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from graph_api.access.access import Access
from graph_api.access.policy import shipped_policy
from graph_api.access.viewer import Purpose, Role
from graph_api.engine.db import Database
from tests.graphs.asking import ask
from tests.graphs.drawing import Drawing
from tests.graphs.viewers import lender, officer
from tests.lending.town import HIDDEN, NOW, consents, person, town

PERSON = '{ answer: person(id: "%s") { ... on Person { birthYear masked { field } } } }'
PATHS = "id because { id } unknowns { subject } path { since until organization { name } }"
CHECKED = f"""query($inputs: [CreditCheckInput!]!) {{ answer: creditCheck(inputs: $inputs) {{
  ... on CreditCheck {{ opened restrictions {{ {PATHS} }} }} }} }}"""
ALL = f"""{{ answer: person(id: "{HIDDEN}") {{ ... on Person {{
  restrictions {{ edges {{ node {{ {PATHS} }} }} }} }} }} }}"""


async def test_who_left_a_body_long_ago_is_not_of_its_region(db: Database) -> None:
    left = {"since": date(2000, 1, 1), "until": date(2001, 1, 1), "ended": True}
    drawing = Drawing().organization("A", "甲有限公司", region="310101")
    for name, days in (("gone", left), ("there", {"since": date(2000, 1, 1)})):
        drawing = drawing.person(name, "张三", birth_date=date(1980, 5, 5)).holds(
            name, "A", "DIRECTOR", **days
        )
    await drawing.write(db)
    supervisor = replace(officer(), role=Role.REGULATOR, purpose=Purpose.SUPERVISION)
    gone, there = [
        (await ask(db, PERSON % key, viewer=supervisor)).data["answer"] for key in ("gone", "there")
    ]
    assert (gone["birthYear"], there["birthYear"]) == (None, 1980)


async def test_consent_to_measures_does_not_tell_where_somebody_holds_posts(db: Database) -> None:
    await town(db, projected=True)
    await consents(db, HIDDEN)
    asked = [person(HIDDEN, "WITH_CONSENT")]
    [check] = (await ask(db, CHECKED, viewer=lender(), now=lambda: NOW, inputs=asked)).data["answer"]
    assert check["opened"] == ["MEASURE"]
    everything = (await ask(db, ALL)).data["answer"]["restrictions"]["edges"]
    by_post = {edge["node"]["id"] for edge in everything if edge["node"]["path"]["organization"]}
    through = [each for each in check["restrictions"] if each["id"] in by_post]
    assert through
    for each in through:
        assert (each["path"]["since"], each["path"]["until"], each["path"]["organization"]) == (
            None,
            None,
            None,
        )
        assert each["because"] is None
        assert {unknown["subject"] for unknown in each["unknowns"]} <= {""}


async def test_only_the_authorisation_that_opened_is_put_on_record(db: Database) -> None:
    await town(db, projected=True)
    await consents(db, HIDDEN, ("NETWORK",), clientKey="a")
    measure = await consents(db, HIDDEN, ("MEASURE",), clientKey="b")
    access = Access(shipped_policy(), lender(), db, lambda: NOW)
    assert await access.sees("MEASURE", HIDDEN)
    assert access.authorisations_of(HIDDEN) == {measure}
