"""The facts of a person: equal on both engines, one call, findings about this person only."""

from datetime import UTC, datetime

from graph_api.engine.db import Database
from graph_api.evidence.service import facts_of
from graph_api.law.facts import Finding
from tests.api.asking import build

GRAPH = "a_listed_debtor_and_his_companies"


async def test_the_facts_of_a_person_and_the_body_asked_about(db: Database) -> None:
    await build(db, GRAPH)
    with db.counting() as counted:
        (debtor, body), (stranger, nothing) = await facts_of(db, [("p1", "o2"), ("nobody", None)])
    assert counted.calls == 1
    assert [(post.organization, post.position) for post in debtor.posts] == [
        ("o1", "LEGAL_REPRESENTATIVE"),
        ("o3", "DIRECTOR"),
    ]
    assert [(item.origin, item.item_id, item.carrier, item.subject) for item in debtor.items] == [
        ("LIST_ENTRY", "e1", "PERSON", "p1"),
        ("RECORD", "r1", "ORGANISATION", "o1"),
    ]
    entry, record = debtor.items
    assert [remedy.kind for remedy in entry.objections] == ["OBJECTION"]
    assert (record.number, record.authority) == ("京市监罚〔2023〕1号", "北京市市场监督管理局")
    assert record.findings == (Finding("r1", "LEGAL_REPRESENTATIVE", None, "FOUND"),)
    assert {covered.trigger for covered in debtor.coverage} >= {"JUDGMENT_DEBTOR_LIST"}
    assert body is not None
    assert body.name == "乙有限公司"
    assert (stranger.person.known, stranger.items, nothing) == (False, (), None)


async def test_present_and_past_knowledge_agree_where_nothing_changed(db: Database) -> None:
    await build(db, GRAPH)
    pairs = [(person, "o1") for person in ("p1", "p2", "p3", "p4", "p5")]
    assert await facts_of(db, pairs) == await facts_of(db, pairs, datetime(2024, 1, 1, tzinfo=UTC))


async def test_before_anything_was_known_nothing_is(db: Database) -> None:
    await build(db, GRAPH)
    ((facts, body),) = await facts_of(db, [("p1", "o1")], datetime(2023, 12, 31, tzinfo=UTC))
    assert (facts.posts, facts.items, facts.coverage, body) == ((), (), (), None)
