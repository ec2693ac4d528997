"""Ownership over all paths on a real engine: shares, cuts, marks, days, rights and what is put on record."""

from __future__ import annotations

import inspect
from datetime import UTC, date, datetime

import pytest
from graphql import execute, parse

from graph_api.access.access import Access, Tried
from graph_api.access.viewer import OPEN, PUBLIC, Purpose, Role, Viewer
from graph_api.app import served_schema
from graph_api.context import Clocks, Context
from graph_api.engine.db import Database
from graph_api.ids.keyed_hash import open_number_key
from graph_api.law.source import the_law
from graph_api.ownership import gathering
from graph_api.ownership.gathering import Budget, Direction, Reason, gather
from graph_api.settings import Settings
from tests.graphs.asking import TODAY
from tests.ownership.asked import EVERYTHING, OWNERSHIP, ask, companies, owns, published, shares, told


async def test_the_published_example_holds_on_the_engine(db: Database) -> None:
    await published().write(db)
    answer = await ask(db, OWNERSHIP, viewer=EVERYTHING, subject="D")
    assert shares(answer) == {"B": "3/5", "A": "1/2", "C": "2/5", "P": "3/20"}
    found = answer.data["ownership"]
    # The subject, three rings (nobody stands above a person), the subjects shown.
    assert answer.calls == 5
    assert {key: found[key] for key in ("complete", "subjectsLookedAt", "ringsLookedAt", "boundedLoops")} == {
        "complete": True,
        "subjectsLookedAt": 5,
        "ringsLookedAt": 3,
        "boundedLoops": 0,
    }
    assert (told(found["leftOpen"]), found["cuts"], found["masked"], found["overstated"]) == (
        "17/20",
        [],
        None,
        [],
    )
    first = next(edge["node"] for edge in found["shares"]["edges"] if edge["node"]["holder"]["id"] == "A")
    assert first == {
        "share": {"exactMin": "1/2", "exactMax": "1/2", "known": True, "min": 0.5, "max": 0.5},
        "direct": None,
        "votes": {"exactMin": "0", "exactMax": "0"},
        "couldBe": 0.5,
        "cutCanChangeIt": False,
        "rings": 2,
        "marks": [],
        "holder": {"id": "A"},
        "organization": {"id": "D"},
        "paths": [
            {
                "share": {"exactMax": "3/10"},
                "steps": [
                    {"holder": {"id": "A"}, "facts": ["OWNS:A:B"]},
                    {"holder": {"id": "B"}, "facts": ["OWNS:B:D"]},
                ],
            },
            {
                "share": {"exactMax": "1/5"},
                "steps": [
                    {"holder": {"id": "A"}, "facts": ["OWNS:A:C"]},
                    {"holder": {"id": "C"}, "facts": ["OWNS:C:D"]},
                ],
            },
        ],
    }


async def test_downwards_from_a_person_the_same_shares(db: Database) -> None:
    await published().write(db)
    answer = await ask(db, OWNERSHIP, subject="P", direction="DOWN")
    assert shares(answer) == {"A": "3/10", "B": "3/20", "C": "3/20", "D": "3/20"}
    nested = await ask(
        db,
        """{ person(id: "P") { ... on Person { ownership { direction shares { edges { node {
          organization { id } share { exactMax } } } } } } }
        organization(id: "D") { ... on Organization { ownership(depth: 1) { direction shares { edges { node {
          holder { id } } } } } } } }""".replace('organization(id: "D")', 'subject(id: "D")'),
    )
    assert nested.data["person"]["ownership"]["direction"] == "DOWN"
    below = [edge["node"] for edge in nested.data["person"]["ownership"]["shares"]["edges"]]
    assert [(each["organization"]["id"], each["share"]["exactMax"]) for each in below] == [
        ("A", "3/10"), ("B", "3/20"), ("C", "3/20"), ("D", "3/20"),
    ]  # fmt: skip
    above = nested.data["subject"]["ownership"]
    assert (above["direction"], [edge["node"]["holder"]["id"] for edge in above["shares"]["edges"]]) == (
        "UP",
        ["B", "C"],
    )


async def test_mutual_and_own_holdings_are_solved_on_the_engine(db: Database) -> None:
    drawing = companies("A", "B", "P1", "P2")
    for holder, organization, share in (
        ("P1", "A", 0.6),
        ("B", "A", 0.3),
        ("A", "B", 0.2),
        ("P2", "B", 0.7),
        ("B", "B", 0.1),
    ):
        owns(drawing, holder, organization, share)
    await drawing.write(db)
    answer = await ask(db, OWNERSHIP, subject="A")
    # Of B a tenth is its own: A has 2/9 and P2 7/9 of the rest, so x = 3/5 + 3/10 * 2/9 x.
    assert shares(answer) == {"P1": "9/14", "B": "3/10", "P2": "1/4", "A": "1/15"}


async def test_what_lies_beyond_the_depth_is_said_with_what_it_could_change(db: Database) -> None:
    await published().write(db)
    answer = await ask(db, OWNERSHIP, subject="D", depth=1)
    found = answer.data["ownership"]
    assert shares(answer) == {"B": "3/5", "C": "2/5"}
    assert found["complete"] is False
    assert [(cut["reasons"], told(cut["share"]), cut["subject"]["id"]) for cut in found["cuts"]] == [
        (["DEPTH"], "3/5", "B"),
        (["DEPTH"], "2/5", "C"),
    ]
    # Whoever stands behind B may be C.
    assert [
        (edge["node"]["couldBe"], edge["node"]["cutCanChangeIt"]) for edge in found["shares"]["edges"]
    ] == [
        (1.0, True),
        (1.0, True),
    ]
    deep_enough = await ask(db, OWNERSHIP, subject="D", depth=3)
    assert deep_enough.data["ownership"]["complete"] is True
    for depth in (0, 31):
        refused = await ask(db, OWNERSHIP, subject="D", depth=depth)
        assert refused.data["ownership"] == {"code": "INPUT_INVALID", "path": "depth"}


async def test_a_graph_with_too_many_subjects_keeps_the_largest_stakes(db: Database) -> None:
    drawing = companies("D", *(f"O{number}" for number in range(6)))
    for number in range(6):
        owns(drawing, f"O{number}", "D", (number + 1) / 100)
    await drawing.write(db)
    few = Settings(home=db.settings.home, ownership_subjects=4, ownership_seconds=120)
    answer = await ask(db, OWNERSHIP, settings=few, subject="D")
    assert shares(answer) == {"O5": "3/50", "O4": "1/20", "O3": "1/25"}
    [cut] = answer.data["ownership"]["cuts"]
    # Nobody stands behind the three, so all that is not theirs may be anybody's.
    assert (cut["reasons"], told(cut["share"]), cut["subject"]["id"]) == (["NUMBER"], "17/20", "D")
    assert await ask(db, OWNERSHIP, settings=few, subject="D") == answer


async def test_of_a_long_list_the_smallest_stakes_are_cut(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "LONGEST_LIST", 2)
    drawing = companies("A", "B", "C", "D", "G")
    for holder, share in (("A", 0.1), ("B", 0.3), ("C", 0.2)):
        owns(drawing, holder, "D", share)
    drawing.link("CONTROLS", "G", "D", means="PERSONNEL", since=date(2000, 1, 1))
    await drawing.write(db)
    answer = await ask(db, OWNERSHIP, subject="D")
    assert shares(answer) == {"B": "3/10"}
    [cut] = answer.data["ownership"]["cuts"]
    assert (cut["reasons"], cut["subject"]["id"]) == (["LONG_LIST"], "D")
    assert answer.data["ownership"]["shares"]["edges"][0]["node"]["couldBe"] == 1.0


async def test_when_the_time_is_up_the_edge_is_named(db: Database) -> None:
    await published().write(db)
    ticks = iter([0.0, 0.0, 9.0, 9.0, 9.0])
    found = await gather(
        context_of(db, OPEN), Clocks(TODAY), "D", Direction.UP, Budget(30, 1000, 5.0), lambda: next(ticks)
    )
    assert found.cuts == {"B": frozenset({Reason.TIME}), "C": frozenset({Reason.TIME})}


async def test_a_list_is_paged_by_its_cursor(db: Database) -> None:
    await published().write(db)
    found, after = [], None
    for _ in range(2):
        page = (await ask(db, OWNERSHIP, subject="D", first=2, after=after)).data["ownership"]["shares"]
        found += [edge["node"]["holder"]["id"] for edge in page["edges"]]
        assert page["totalCount"] == 4
        after = page["pageInfo"]["endCursor"]
    assert (found, page["pageInfo"]["hasNextPage"]) == (["B", "A", "C", "P"], False)


async def test_unknown_shares_and_days_are_bounds(db: Database) -> None:
    drawing = companies("A", "B", "C", "D", "E")
    owns(drawing, "A", "E", 0.5, since=None)
    owns(drawing, "B", "E", None)
    owns(drawing, "C", "E", 0.2, until=date(2010, 1, 1))
    owns(drawing, "D", "E", 0.2, since=None, seen=date(2020, 9, 30))
    await drawing.write(db)
    # Nobody says since when A holds; D was seen to; of B nothing is known but what the others leave.
    assert shares(await ask(db, OWNERSHIP, subject="E")) == {"B": "0 to 4/5", "A": "0 to 1/2", "D": "1/5"}
    earlier = await ask(db, OWNERSHIP, subject="E", asOf="2005-01-01")
    assert shares(earlier) == {"B": "0 to 4/5", "A": "0 to 1/2", "C": "1/5", "D": "0 to 1/5"}


async def test_two_rows_of_one_source_add_up_and_two_sources_span(db: Database) -> None:
    drawing = companies("A", "B", "D")
    owns(drawing, "A", "D", 0.1, fact_id="f1", source="one")
    owns(drawing, "A", "D", 0.2, fact_id="f2", source="one")
    owns(drawing, "B", "D", 0.3, fact_id="f3", source="one")
    owns(drawing, "B", "D", 0.4, fact_id="f4", source="two")
    await drawing.write(db)
    assert shares(await ask(db, OWNERSHIP, subject="D")) == {"B": "3/10 to 2/5", "A": "3/10"}


async def test_more_than_the_whole_is_named_and_taken_for_bounds(db: Database) -> None:
    drawing = companies("A", "B", "D")
    owns(owns(drawing, "A", "D", 0.6), "B", "D", 0.6)
    await drawing.write(db)
    answer = await ask(db, OWNERSHIP, subject="D")
    assert shares(answer) == {"A": "2/5 to 3/5", "B": "2/5 to 3/5"}
    assert answer.data["ownership"]["overstated"] == [{"id": "D"}]


async def test_nominees_funds_and_own_accounts_are_marked_and_nobody_stands_where_a_nominee_hides(
    db: Database,
) -> None:
    drawing = companies("A", "D")
    drawing.organization("N", "香港中央结算(代理人)有限公司", "OtherOrganization")
    drawing.organization("F", "中国银行股份有限公司-某某证券投资基金", "OtherOrganization")
    drawing.organization("T", "D有限公司回购专用证券账户", "OtherOrganization")
    for holder, share in (("A", 0.3), ("N", 0.2), ("F", 0.1), ("T", 0.2)):
        owns(drawing, holder, "D", share)
    await drawing.write(db)
    answer = await ask(db, OWNERSHIP, subject="D")
    assert shares(answer) == {"A": "3/8", "N": "1/4", "D": "1/5", "F": "1/8"}
    nodes = {
        edge["node"]["holder"]["id"]: edge["node"] for edge in answer.data["ownership"]["shares"]["edges"]
    }
    assert {key: node["marks"] for key, node in nodes.items()} == {
        "A": [],
        "N": ["NOMINEE"],
        "F": ["FUND"],
        "D": [],
    }
    # A may stand behind the nominee.
    assert (nodes["A"]["couldBe"], nodes["A"]["cutCanChangeIt"]) == (0.625, True)
    found = answer.data["ownership"]
    assert found["complete"] is True
    assert [(cut["reasons"], told(cut["share"])) for cut in found["cuts"]] == [(["NOMINEE"], "1/4")]
    # Its own shares have no votes: A has three of eight.
    assert nodes["A"]["votes"] == {"exactMin": "3/8", "exactMax": "3/8"}


async def test_a_limited_partner_shares_in_the_profit_and_votes_nothing(db: Database) -> None:
    drawing = companies("A", "B").organization("E", "E合伙企业", "Partnership")
    owns(drawing, "A", "E", 0.01, capacity="GENERAL_PARTNER")
    owns(drawing, "B", "E", 0.99, capacity="LIMITED_PARTNER")
    await drawing.write(db)
    answer = await ask(db, OWNERSHIP, subject="E")
    assert shares(answer) == {"B": "99/100", "A": "1/100"}
    votes = [told(edge["node"]["votes"]) for edge in answer.data["ownership"]["shares"]["edges"]]
    assert votes == ["0", "1"]


async def test_the_past_is_answered_as_it_was_known(db: Database) -> None:
    drawing = companies("A", "D")
    early, later = datetime(2025, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=UTC)
    for each in drawing.nodes.values():
        for node in each:
            node["recorded_at"] = early
    owns(drawing, "A", "D", 0.4, recorded_at=later)
    given = {"capacity": "SHAREHOLDER", "since": date(2000, 1, 1), "share_min": 0.9, "share_max": 0.9}
    drawing.link("OWNS_CLOSED", "A", "D", recorded_at=early, superseded_at=later, **given)
    await drawing.write(db)
    assert shares(await ask(db, OWNERSHIP, subject="D")) == {"A": "2/5"}
    assert shares(await ask(db, OWNERSHIP, subject="D", knownAsOf="2025-06-01T00:00:00Z")) == {"A": "9/10"}


def context_of(db: Database, viewer: Viewer) -> Context:
    return Context(
        db=db,
        law=the_law(),
        settings=Settings(home=db.settings.home, ownership_seconds=120),
        number_key=open_number_key(db.settings.home),
        today=lambda: TODAY,
        viewer=viewer,
    )


async def test_people_are_unknown_holders_to_who_may_not_see_them_put_together(db: Database) -> None:
    drawing = published()
    drawing.person("PM", "童", birth_date=date(2015, 1, 1))
    owns(drawing, "PM", "D", 0.0)
    owns(drawing, "PM", "A", 0.2)
    await drawing.write(db)
    public = await ask(db, OWNERSHIP, viewer=PUBLIC, subject="D")
    assert shares(public) == {"B": "3/5", "A": "1/2", "C": "2/5"}
    found = public.data["ownership"]
    assert (told(found["leftOpen"]), found["masked"]) == ("1/2", {"field": "shares", "reason": "ROLE"})
    assert found["shares"]["totalCount"] == 3
    window = Viewer("w", Role.APPROVER, purpose=Purpose.LICENSING)
    seen = await ask(db, OWNERSHIP, viewer=window, subject="D")
    # A minor stays sealed.
    assert shares(seen) == {"B": "3/5", "A": "1/2", "C": "2/5", "P": "3/20"}
    refused = await ask(db, OWNERSHIP, viewer=PUBLIC, subject="P", direction="DOWN")
    assert refused.data["ownership"] == {"code": "FORBIDDEN", "path": "subject"}
    nothing = await ask(db, OWNERSHIP, subject="nobody")
    assert nothing.data["ownership"] == {"code": "SUBJECT_NOT_FOUND", "path": "subject"}


async def test_every_person_shown_with_a_share_is_on_record(db: Database) -> None:
    await published().write(db)
    viewed = await views(
        db,
        """{ ownership(subject: "D") { ... on Ownership { shares { edges { node {
      share { max } } } } } } }""",
    )
    assert viewed == {"P": {"OwnershipShare"}}
    assert await views(db, '{ ownership(subject: "D") { ... on Ownership { subjectsLookedAt } } }') == {}
    below = await views(db, '{ ownership(subject: "P", direction: DOWN) { ... on Ownership { complete } } }')
    assert below == {"P": {"Person", "Ownership"}}


async def test_who_is_refused_a_person_is_on_record_too(db: Database) -> None:
    await published().write(db)
    bank = Viewer("bank", Role.LENDER, organ="O-bank", purpose=Purpose.LENDING)
    for question, shown in (
        ('{ ownership(subject: "P", direction: DOWN) { ... on NotPermitted { path } } }', "Ownership"),
        ('{ controlChain(holder: "P", organization: "D") { ... on NotPermitted { path } } }', "ControlChain"),
    ):
        access = await access_of(db, question, bank)
        assert access.refused == {Tried("P", shown)}


async def views(db: Database, question: str) -> dict[str, set[str]]:
    """Whom a question showed, and what of them."""
    return dict((await access_of(db, question, OPEN)).views)


async def access_of(db: Database, question: str, viewer: Viewer) -> Access:
    """What a question of a viewer put on record."""
    context = context_of(db, viewer)
    running = execute(served_schema(), parse(question), context_value=context)
    result = await running if inspect.isawaitable(running) else running
    assert result.errors is None
    return context.access
