"""What a lender learns of what law makes public: with its source, within its coverage, of nobody else."""

from __future__ import annotations

from typing import Any

from graph_api.engine.db import Database
from tests.graphs.drawing import run
from tests.graphs.numbering import number
from tests.lending.town import (
    CLEAN,
    COMPANY,
    HIDDEN,
    MINOR,
    NAMES,
    NAMESAKE,
    NOT_ON_RECORD,
    OVER,
    PUBLISHED,
    REVOKED,
    asked,
    person,
    told,
    town,
)

#: A valid code that no register here has.
OTHER = "91990000MA1FL0007M"
DECIDES = "是否授信或者合作、以何条件，由查询机构依法自行决定；本答复只说明查到什么、查了哪些来源。"
COURT = {
    "source": "court",
    "trigger": {"code": "JUDGMENT_DEBTOR_LIST"},
    "region": None,
    "since": "2015-01-01",
    "until": "2026-01-01",
}
PENALTIES = COURT | {"source": "penalties", "trigger": {"code": "ADMIN_PENALTY"}, "region": "310000"}


def short(answers: list[dict[str, Any]]) -> list[tuple[Any, Any]]:
    return [
        (each.get("status") or each["__typename"], each.get("lack") or each.get("path")) for each in answers
    ]


async def test_what_is_published_is_told_with_its_source_and_where_to_verify_it(db: Database) -> None:
    await town(db)
    debtor, company = await told(db, person(PUBLISHED), {"organization": COMPANY})
    assert (debtor["status"], debtor["lack"], debtor["level"]) == ("HIT_PUBLIC", None, "PUBLIC")
    assert debtor["published"] == [
        {
            "record": {
                "id": "entry:E-published",
                "name": "失信被执行人",
                "state": "IN_EFFECT",
                "since": "2024-03-01",
                "authority": "某区人民法院",
                "number": "（2024）执字第1号",
                "source": "court",
                "disputed": False,
            },
            "verifyZh": "可向作出机关某区人民法院核实，文号 （2024）执字第1号；本条由来源 court 提供。",
            "verifyEn": "To be verified with 某区人民法院, which decided it, under the number （2024）执字第1号; the "
            "source court told us.",
        }
    ]
    assert debtor["textZh"] == (
        f"在依法公示的信息中查到 1 项，来源、日期、文号和核实途径见所列各项。{DECIDES}"
    )
    assert debtor["consent"] is None
    assert debtor["restrictions"] == debtor["unsettled"] == debtor["opened"] == []
    # Whom something public is about is named; what takes consent is masked all the same.
    assert (debtor["subject"]["name"], debtor["subject"]["positions"]) == ("张三", {"edges": []})
    assert company["status"] == "HIT_PUBLIC"
    assert [each["record"]["name"] for each in company["published"]] == ["虚假宣传"]


async def test_what_was_joined_by_a_name_says_so_before_anything_is_made_of_it(db: Database) -> None:
    await town(db)
    why = "NAME: 某公司, the only one loaded with a code"
    await run(db, "MATCH (:Record)-[link:AGAINST]->(:Organization) SET link.joined_by = $why", why=why)
    [company] = await told(db, {"organization": COMPANY})
    assert [each["verifyZh"].rpartition("提供。")[2] for each in company["published"]] == [
        f"来源只写明名称、没有号码，按“{why}”归集到该主体，请先核实是否为同一主体。"
    ]


async def test_nothing_found_says_which_sources_it_rests_on_and_nothing_of_the_others(db: Database) -> None:
    await town(db)
    [clean] = await told(db, person(CLEAN))
    assert (clean["status"], clean["asOf"], clean["coverage"]) == (
        "CLEAR_IN_COVERAGE",
        "2025-06-01",
        [COURT, PENALTIES],
    )
    open_ones = [each["code"] for each in clean["notCovered"]]
    # A source of one region says nothing of the others; what speaks against nobody is not looked for at all.
    assert "ADMIN_PENALTY" in open_ones
    assert {"JUDGMENT_DEBTOR_LIST", "ADMIN_LICENCE", "RED_LIST"}.isdisjoint(open_ones)
    assert clean["textEn"].startswith(
        "Nothing found within the sources named; nothing is said, either way, about what they do not cover."
    )
    [later] = await told(db, person(CLEAN), asOf="2026-01-01")
    assert (later["status"], later["lack"], later["coverage"]) == ("NOT_ENOUGH_DATA", "COVERAGE", [])


async def test_nothing_that_is_over_unpublished_or_about_a_minor_is_public(db: Database) -> None:
    await town(db)
    for day in (None, "2023-06-01"):
        answers = await told(db, *map(person, (OVER, HIDDEN, MINOR, CLEAN, None)), asOf=day)
        assert [each["status"] for each in answers] == ["CLEAR_IN_COVERAGE"] * 5
        # The same whole answer as of somebody who is not on record.
        assert all(each == answers[-1] for each in answers)
    # A day before the entry, the debtor was none.
    assert short(await told(db, person(PUBLISHED), asOf="2024-02-29")) == [("CLEAR_IN_COVERAGE", None)]


async def test_a_namesake_is_not_hit_and_a_differing_name_is_not_corrected(db: Database) -> None:
    await town(db)
    namesake, other, hidden = await told(
        db, person(NAMESAKE), person(PUBLISHED, name="张山"), person(HIDDEN, name="张山")
    )
    assert (namesake["status"], namesake["published"]) == ("CLEAR_IN_COVERAGE", [])
    assert (other["status"], other["lack"]) == ("NOT_ENOUGH_DATA", "NAME_DIFFERS")
    assert (other["published"], other["subject"], other["restrictions"]) == ([], None, [])
    assert NAMES[PUBLISHED] not in str(other)
    # Of whom nothing is public not even a differing name is told.
    assert hidden["status"] == "CLEAR_IN_COVERAGE"


async def test_two_on_record_under_one_number_are_told_apart_by_nobody(db: Database) -> None:
    await town(db)
    await run(
        db,
        """MATCH (:Subject {subject_id: $who})-[known:IDENTIFIED_BY]->(identifier)
        MATCH (other:Subject {subject_id: $other})
        CREATE (other)-[:IDENTIFIED_BY {fact_id: 'twice', usable: true}]->(identifier)""",
        who=PUBLISHED,
        other=NAMESAKE,
    )
    [shared] = await told(db, person(PUBLISHED))
    assert (shared["status"], shared["lack"], shared["published"]) == ("NOT_ENOUGH_DATA", "SHARED_NUMBER", [])


async def test_one_bad_row_fails_alone_and_a_batch_has_a_size(db: Database) -> None:
    await town(db)
    wrong = person(PUBLISHED)["person"]
    answer = await asked(
        db,
        {},
        {"person": wrong | {"number": NOT_ON_RECORD[:-1] + "Y"}},
        {"person": wrong | {"name": None}},
        {"person": wrong | {"name": "张*"}},
        {"person": wrong | {"type": "BADGE"}},
        {"person": wrong, "organization": COMPANY},
        {"organization": "91310101100000008X"},
        {"organization": OTHER},
        person(PUBLISHED),
    )
    assert short(answer.data["answer"]) == [
        ("InvalidInput", "inputs[0]"),
        ("InvalidIdentifier", "inputs[1].person.number"),
        ("InvalidInput", "inputs[2].person.name"),
        ("InvalidInput", "inputs[3].person.name"),
        ("InvalidIdentifier", "inputs[4].person.type"),
        ("InvalidInput", "inputs[5]"),
        ("InvalidIdentifier", "inputs[6].organization"),
        ("NOT_ENOUGH_DATA", "NOT_REGISTERED"),
        ("HIT_PUBLIC", None),
    ]
    assert short(await told(db, *[person(CLEAN)] * 1001)) == [("TooManyInputs", "inputs")]
    many = [
        {"person": {"type": "RESIDENT_ID", "number": number("19810101", n), "name": "吴"}} for n in range(999)
    ]
    whole = await asked(db, *many, person(PUBLISHED))
    statuses = [each["status"] for each in whole.data["answer"]]
    assert statuses == ["CLEAR_IN_COVERAGE"] * 999 + ["HIT_PUBLIC"]
    # Find, subjects, items, coverage; then the subject that is named and how near its masked fields are.
    assert whole.calls == 6


async def test_an_organization_that_is_registered_and_has_nothing_is_clear(db: Database) -> None:
    await town(db)
    await run(
        db,
        """MATCH (body:Subject {subject_id: $body}) SET body.uscc = $uscc
        CREATE (body)-[:IDENTIFIED_BY {fact_id: 'u', usable: true}]->(:Identifier {key: 'USCC:' + $uscc})""",
        body="O-borrowed",
        uscc=OTHER,
    )
    await run(db, "MATCH (item:Record {record_id: 'R-borrowed'}) SET item.repaired = date('2025-01-01')")
    [clear] = await told(db, {"organization": OTHER})
    assert (clear["status"], clear["subject"]["name"]) == ("CLEAR_IN_COVERAGE", "O-borrowed有限公司")
    assert REVOKED not in str(clear)
