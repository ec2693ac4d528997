"""Control on a real engine: controllers at the top, chains, groups and beneficial owners, with tests and rights."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest

from graph_api.access.viewer import PUBLIC, Purpose, Role, Viewer
from graph_api.engine.db import Database
from graph_api.ownership import controlling
from graph_api.ownership.control import ultimate_controllers
from tests.graphs.drawing import Drawing
from tests.ownership.asked import EVERYTHING, ask, companies, owns, told
from tests.ownership.test_ownership import views

CONTROLLERS = """query($organization: ID!, $depth: Int) {
  ultimateControllers(organization: $organization, depth: $depth) { ... on Failure { code path }
    ... on UltimateControllers { complete masked { field reason } cuts { reasons subject { id } } controllers {
      holder { id } standing test inALoop somebodyMayBeAbove share { exactMin exactMax }
      chain { holder { id } organization { id } test votes { exactMin exactMax } withOthers { id } } } } } }"""
OWNERS = """query($organization: ID!, $threshold: Float! = 0.25) {
  beneficialOwners(organization: $organization, threshold: $threshold) { ... on Failure { code path }
    ... on BeneficialOwners { othersMayBe basis complete masked { field } leftOpen { exactMin exactMax } owners {
      person { id } standing tests possibleTests share { exactMin exactMax } votes { exactMin exactMax }
      chain { holder { id } organization { id } test } } } } }"""
GROUP = """query($organization: ID!, $first: Int, $after: String) {
  corporateGroup(organization: $organization) { ... on Failure { code path } ... on CorporateGroup {
    complete heads { id } masked { field } members(first: $first, after: $after) { totalCount pageInfo { endCursor }
      edges { node { organization { id } standing rings step { holder { id } test } } } } } } }"""
CHAIN = """query($holder: ID!, $organization: ID!) {
  controlChain(holder: $holder, organization: $organization) { ... on Failure { code path }
    ... on ControlChain { standing complete steps { holder { id } organization { id } test } } } }"""
WINDOW = Viewer("w", Role.APPROVER, purpose=Purpose.LICENSING)


def two_under_one_hand() -> Drawing:
    """A person with three fifths of A, which has the majority of B and C, which have three fifths of D together."""
    drawing = companies("A", "B", "C", "D", "E", "P", "P2")
    for holder, organization, share in (
        ("P", "A", 0.6), ("A", "B", 0.6), ("A", "C", 0.6), ("B", "D", 0.3), ("C", "D", 0.3), ("P2", "D", 0.4),
        ("D", "E", 0.51),
    ):  # fmt: skip
        owns(drawing, holder, organization, share)
    return drawing


def brief(answer: Any) -> list[tuple[str, str, str]]:
    """The controllers of an answer: who, how firmly, by which test."""
    found = answer.data["ultimateControllers"]["controllers"]
    return [(each["holder"]["id"], each["standing"], each["test"]) for each in found]


async def test_the_one_at_the_top_is_found_through_a_majority_in_each_step(db: Database) -> None:
    await two_under_one_hand().write(db)
    answer = await ask(db, CONTROLLERS, viewer=EVERYTHING, organization="D")
    assert answer.data["ultimateControllers"] == {
        "complete": True,
        "masked": None,
        "cuts": [],
        "controllers": [
            {
                "holder": {"id": "P"},
                "standing": "CERTAIN",
                "test": "MAJORITY",
                "inALoop": False,
                "somebodyMayBeAbove": False,
                # 3/5 of 3/5 of 3/5: a fifth of the profit, and all of the control.
                "share": {"exactMin": "27/125", "exactMax": "27/125"},
                "chain": [
                    {
                        "holder": {"id": holder},
                        "organization": {"id": organization},
                        "test": "MAJORITY",
                        "votes": {"exactMin": "3/5", "exactMax": "3/5"},
                        "withOthers": others,
                    }
                    for holder, organization, others in (
                        ("P", "A", []), ("A", "B", []), ("B", "D", [{"id": "C"}]),
                    )
                ],
            }
        ],
    }  # fmt: skip


async def test_a_declared_controller_goes_before_votes_and_an_agreement_is_named(db: Database) -> None:
    drawing = companies("A", "B", "C", "P1", "P2")
    owns(owns(drawing, "P1", "A", 0.3), "P2", "A", 0.25)
    for person in ("P1", "P2"):
        drawing.link("CONTROLS", person, "A", means="一致行动协议", since=date(2000, 1, 1))
    drawing.link("CONTROLS", "P1", "B", means="PERSONNEL", since=date(2000, 1, 1))
    owns(drawing, "P2", "B", 0.4)
    drawing.link("CONTROLS", "P1", "C", means="PERSONNEL")
    await drawing.write(db)
    assert brief(await ask(db, CONTROLLERS, organization="A")) == [
        ("P1", "CERTAIN", "AGREEMENT"),
        ("P2", "CERTAIN", "AGREEMENT"),
    ]
    assert brief(await ask(db, CONTROLLERS, organization="B")) == [("P1", "CERTAIN", "DECLARED")]
    # Nobody says since when.
    assert brief(await ask(db, CONTROLLERS, organization="C")) == [("P1", "POSSIBLE", "DECLARED")]


async def test_the_largest_holder_and_the_head_establish_nothing(db: Database) -> None:
    drawing = companies("A", "D", "G", "P")
    owns(owns(owns(drawing, "A", "D", 0.3), "P", "D", 0.1), "G", "A", 0.9)
    drawing.holds("P", "D", "LEGAL_REPRESENTATIVE", since=date(2020, 1, 1))
    await drawing.write(db)
    answer = await ask(db, CONTROLLERS, organization="D")
    assert brief(answer) == [("G", "NOT_ESTABLISHED", "LARGEST_HOLDER"), ("P", "NOT_ESTABLISHED", "OFFICE")]
    first = answer.data["ultimateControllers"]["controllers"][0]
    assert [(step["holder"]["id"], step["test"]) for step in first["chain"]] == [
        ("G", "MAJORITY"),
        ("A", "LARGEST_HOLDER"),
    ]


async def test_a_controller_whose_own_holders_were_not_looked_at_may_have_somebody_above(
    db: Database,
) -> None:
    await two_under_one_hand().write(db)
    answer = await ask(db, CONTROLLERS, organization="D", depth=2)
    [found] = answer.data["ultimateControllers"]["controllers"]
    assert (found["holder"]["id"], found["standing"], found["somebodyMayBeAbove"]) == ("A", "CERTAIN", True)
    assert answer.data["ultimateControllers"]["complete"] is False


async def test_a_hidden_controller_leaves_the_one_below_at_the_top_and_no_trace(db: Database) -> None:
    await two_under_one_hand().write(db)
    answer = await ask(db, CONTROLLERS, viewer=PUBLIC, organization="D")
    found = answer.data["ultimateControllers"]
    assert brief(answer) == [("A", "CERTAIN", "MAJORITY")]
    assert found["masked"] == {"field": "controllers", "reason": "ROLE"}
    # Said whether or not there is anybody.
    assert found["controllers"][0]["somebodyMayBeAbove"] is True
    without = companies("A", "B", "C", "D", "E")
    for key, rows in two_under_one_hand().links.items():
        without.links[key] = [row for row in rows if not row["start"].startswith("P")]
    from tests.conftest import wipe

    await wipe(db)
    await without.write(db)
    assert await ask(db, CONTROLLERS, viewer=PUBLIC, organization="D") == answer


async def test_the_chain_of_control_step_by_step_and_none_where_there_is_none(db: Database) -> None:
    await two_under_one_hand().write(db)
    answer = (await ask(db, CHAIN, holder="P", organization="E")).data["controlChain"]
    assert (answer["standing"], answer["complete"]) == ("CERTAIN", True)
    assert [(step["holder"]["id"], step["organization"]["id"]) for step in answer["steps"]] == [
        ("P", "A"), ("A", "B"), ("B", "D"), ("D", "E"),
    ]  # fmt: skip
    none = (await ask(db, CHAIN, holder="P2", organization="E")).data["controlChain"]
    assert none == {"standing": "NOT_ESTABLISHED", "complete": True, "steps": []}
    refused = await ask(db, CHAIN, viewer=PUBLIC, holder="P", organization="E")
    assert refused.data["controlChain"] == {"code": "FORBIDDEN", "path": "holder"}
    person = await ask(db, CHAIN, holder="A", organization="P")
    assert person.data["controlChain"] == {"code": "INPUT_INVALID", "path": "organization"}


async def test_a_group_is_all_that_the_one_at_the_top_controls(db: Database) -> None:
    await two_under_one_hand().write(db)
    answer = (await ask(db, GROUP, viewer=EVERYTHING, organization="C")).data["corporateGroup"]
    assert (answer["heads"], answer["complete"], answer["masked"]) == ([{"id": "P"}], True, None)
    assert [
        (edge["node"]["organization"]["id"], edge["node"]["standing"], edge["node"]["rings"])
        for edge in answer["members"]["edges"]
    ] == [
        ("A", "CERTAIN", 1),
        ("B", "CERTAIN", 2),
        ("C", "CERTAIN", 2),
        ("D", "CERTAIN", 3),
        ("E", "CERTAIN", 4),
    ]
    page = (await ask(db, GROUP, organization="C", first=2)).data["corporateGroup"]["members"]
    rest = await ask(db, GROUP, organization="C", after=page["pageInfo"]["endCursor"])
    assert [edge["node"]["organization"]["id"] for edge in rest.data["corporateGroup"]["members"]["edges"]] == [
        "C", "D", "E",
    ]  # fmt: skip
    hidden = (await ask(db, GROUP, viewer=PUBLIC, organization="C")).data["corporateGroup"]
    assert (hidden["heads"], hidden["masked"], hidden["members"]["totalCount"]) == (
        [{"id": "A"}],
        {"field": "heads"},
        4,
    )


async def test_two_who_control_each_other_lead_their_group_together(db: Database) -> None:
    drawing = companies("A", "B", "C")
    owns(owns(owns(drawing, "A", "B", 0.6), "B", "A", 0.6), "B", "C", 0.7)
    await drawing.write(db)
    answer = (await ask(db, GROUP, organization="C")).data["corporateGroup"]
    assert answer["heads"] == [{"id": "A"}, {"id": "B"}]
    assert [edge["node"]["organization"]["id"] for edge in answer["members"]["edges"]] == ["C"]


async def test_beneficial_owners_by_share_by_votes_and_by_control(db: Database) -> None:
    drawing = two_under_one_hand()
    drawing.person("P3", "人P3")
    owns(drawing, "P3", "A", 0.2, votes_min=0.3, votes_max=0.3)
    await drawing.write(db)
    answer = (await ask(db, OWNERS, organization="D")).data["beneficialOwners"]
    assert [
        (each["person"]["id"], each["standing"], each["tests"], told(each["share"]))
        for each in answer["owners"]
    ] == [("P2", "CERTAIN", ["SHARE", "VOTES"], "2/5"), ("P", "CERTAIN", ["VOTES", "CONTROL"], "27/125")]
    assert answer["basis"].startswith("受益所有人信息管理办法")
    # 1 - 2/5 - 27/125 - 9/125: more than a quarter is nobody's that is known.
    assert (answer["othersMayBe"], told(answer["leftOpen"])) == (True, "39/125")
    lower = (await ask(db, OWNERS, organization="D", threshold=0.072)).data["beneficialOwners"]
    assert [each["person"]["id"] for each in lower["owners"]] == ["P2", "P", "P3"]
    for threshold in (0.0, 1.5):
        refused = await ask(db, OWNERS, organization="D", threshold=threshold)
        assert refused.data["beneficialOwners"] == {"code": "INPUT_INVALID", "path": "threshold"}


async def test_a_quarter_is_enough_and_a_share_within_bounds_is_possible(db: Database) -> None:
    drawing = companies("D", "P1", "P2")
    owns(owns(drawing, "P1", "D", 0.25), "P2", "D", None, share_min=0.2, share_max=0.3)
    await drawing.write(db)
    answer = (await ask(db, OWNERS, organization="D")).data["beneficialOwners"]
    assert [
        (each["person"]["id"], each["standing"], each["tests"], each["possibleTests"])
        for each in answer["owners"]
    ] == [
        ("P1", "CERTAIN", ["SHARE", "VOTES"], []),
        ("P2", "POSSIBLE", [], ["SHARE", "VOTES"]),
    ]


async def test_where_nobody_certainly_is_whoever_manages_is_taken_for_one(db: Database) -> None:
    drawing = companies("D", "P1", "P2", "P3").organization("S", "S有限公司", state_capital="WHOLLY")
    owns(drawing, "P3", "D", 0.1)
    for body in ("D", "S"):
        drawing.holds("P1", body, "GENERAL_MANAGER", since=date(2020, 1, 1))
        drawing.holds("P2", body, "LEGAL_REPRESENTATIVE", since=date(2020, 1, 1))
    await drawing.write(db)
    managed = (await ask(db, OWNERS, organization="D")).data["beneficialOwners"]
    assert [(each["person"]["id"], each["tests"]) for each in managed["owners"]] == [("P1", ["OFFICE"])]
    # 第七条: of a company that the state owns, its legal representative.
    state = (await ask(db, OWNERS, organization="S")).data["beneficialOwners"]
    assert [(each["person"]["id"], each["tests"]) for each in state["owners"]] == [("P2", ["OFFICE"])]
    hidden = (await ask(db, OWNERS, viewer=PUBLIC, organization="D")).data["beneficialOwners"]
    assert (hidden["owners"], hidden["masked"]) == ([], {"field": "owners"})


async def test_every_person_named_is_on_record(db: Database) -> None:
    await two_under_one_hand().write(db)
    controllers = '{ ultimateControllers(organization: "D") { ... on UltimateControllers { complete } } }'
    assert await views(db, controllers) == {"P": {"UltimateController"}}
    owners = '{ beneficialOwners(organization: "D") { ... on BeneficialOwners { basis } } }'
    assert await views(db, owners) == {"P": {"BeneficialOwner"}, "P2": {"BeneficialOwner"}}
    group = '{ corporateGroup(organization: "D") { ... on CorporateGroup { complete } } }'
    assert await views(db, group) == {"P": {"CorporateGroup"}}


async def test_a_graph_too_large_for_the_time_is_refused_with_what_to_do(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await two_under_one_hand().write(db)
    looking = partial(ultimate_controllers, time_is_up=lambda: True)
    monkeypatch.setattr(controlling, "ultimate_controllers", lambda *given: looking(*given[:3]))
    for question in (CONTROLLERS, OWNERS, GROUP):
        [(_, refused)] = (await ask(db, question, organization="D")).data.items()
        assert refused == {"code": "INPUT_INVALID", "path": "depth"}


async def test_of_who_may_not_be_seen_nobody_is_told_that_there_is_nobody_above(db: Database) -> None:
    drawing = companies("A", "B", "P")
    owns(drawing, "P", "A", 0.8)
    owns(drawing, "A", "B", 0.6)
    await drawing.write(db)
    question = """{ answer: ultimateControllers(organization: "B") { ... on UltimateControllers {
      masked { field } controllers { somebodyMayBeAbove holder { id } } } } }"""
    top = {"somebodyMayBeAbove": True, "holder": {"id": "A"}}
    for viewer, controllers in (
        (PUBLIC, [top]),
        (EVERYTHING, [{"somebodyMayBeAbove": False, "holder": {"id": "P"}}]),
    ):
        answer = (await ask(db, question, viewer=viewer)).data["answer"]
        assert (answer["controllers"], bool(answer["masked"])) == (controllers, viewer is PUBLIC)
