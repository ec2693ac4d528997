"""Dated facts about organizations in the graph: loaded once and again, corrected, refused."""

from datetime import date

import pytest

from graph_api.evidence.service import facts_of
from graph_api.law.facts import Characteristic, When
from graph_api.law.source import the_law
from graph_api.projection.service import drain_marks, is_stale
from loaders.bundle import TABLES, check_row
from loaders.rows import RowRefusedError
from loaders.words import words_of
from tests.conftest import wipe
from tests.loaders.conftest import uscc, write_bundle, write_table

WORDS = words_of(the_law())
ROWS = [
    ("n1", "NAME", "澄岭国营机械厂", "1990-01-01", "2005-03-01"),
    ("n2", "NAME", "澄岭机械有限公司", "2005-03-01", ""),
    ("k1", "STATE_CAPITAL", "CONTROLLED", "", "2019"),
    ("k2", "STATE_CAPITAL", "NONE", "2019", ""),
    ("r1", "REGION", "320412", "2005-03-01", "2022-01-01"),
    ("r2", "REGION", "310104", "2022-01-01", ""),
    ("l1", "LISTED", "false", "", ""),
]


def rows(*changed):
    """The dated facts of one company, some of them changed."""
    new = {row[0]: row for row in changed}
    return [
        {
            "key": key,
            "organization": f"uscc:{uscc(1)}",
            "name": name,
            "value": value,
            "since": since,
            "until": until,
            "seen": "2020-06-30" if name == "LISTED" else "",
        }
        for key, name, value, since, until in (new.get(row[0], row) for row in ROWS)
    ]


def bundle(folder):
    """A company with a history and its director."""
    return write_bundle(
        folder,
        subjects=[
            {
                "key": "c1",
                "kind": "ENTERPRISE",
                "name": "澄岭机械有限公司",
                "uscc": uscc(1),
                "region": "310104",
            },
            {"key": "p1", "kind": "PERSON", "name": "张三"},
        ],
        positions=[{"key": "h1", "holder": "key:p1", "organization": "key:c1", "position": "DIRECTOR"}],
        characteristics=rows(),
    )


def day(year, month=1, date_=1):
    return When(date(year, month, date_), date(year, month, date_))


async def history(db, ask, known=None):
    """What the kernel is told of the company, as the body asked about and as that of the post."""
    ids = {
        row["name"]: row["id"]
        for row in await ask("MATCH (s:Subject) RETURN s.name AS name, s.subject_id AS id")
    }
    ((facts, body),) = await facts_of(db, [(ids["张三"], ids["澄岭机械有限公司"])], known)
    assert [post.history for post in facts.posts] == [body.history]
    return set(body.history)


async def test_dated_facts_are_loaded_once_and_again_without_change(loaded, db, ask, everything, tmp_path):
    folder = bundle(tmp_path / "b")
    first = await loaded("bundle", folder)
    assert (first.rejected, first.kinds["characteristics"]["created"]) == (0, len(ROWS))
    in_2019 = When(date(2019, 1, 1), date(2019, 12, 31))
    assert await history(db, ask) == {
        Characteristic("NAME", "澄岭国营机械厂", day(1990), day(2005, 3)),
        Characteristic("NAME", "澄岭机械有限公司", day(2005, 3)),
        Characteristic("STATE_CAPITAL", "CONTROLLED", None, in_2019),
        Characteristic("STATE_CAPITAL", "NONE", in_2019),
        Characteristic("REGION", "320412", day(2005, 3), day(2022)),
        Characteristic("REGION", "310104", day(2022)),
        Characteristic("LISTED", "false", seen=date(2020, 6, 30)),
    }
    graph = await everything()
    again = await loaded("bundle", folder)
    assert (again.total("created"), again.total("changed"), again.linked) == (0, 0, 0)
    assert await everything() == graph


async def test_another_order_of_files_gives_the_same_history(loaded, everything, db, tmp_path):
    folder = bundle(tmp_path / "b")
    await loaded("bundle", folder)
    graph = await everything()
    await wipe(db)
    write_table(folder, "characteristics.csv", list(reversed(rows())))
    await loaded("bundle", folder)
    assert await everything() == graph


async def test_a_corrected_fact_closes_the_old_version_and_marks_everybody_there(loaded, db, ask, tmp_path):
    folder = bundle(tmp_path / "b")
    await loaded("bundle", folder)
    await drain_marks(db, the_law())
    before = (await ask("MATCH (w:Watermark) RETURN w.at AS at"))[0]["at"].to_native()
    write_table(
        folder,
        "characteristics.csv",
        rows(
            ("r1", "REGION", "320412", "2005-03-01", "2021-01-01"),
            ("r2", "REGION", "310104", "2021-01-01", ""),
        ),
    )
    report = await loaded("bundle", folder)
    assert report.kinds["characteristics"]["changed"] == 2
    marks = await ask("MATCH (m:StaleMark), (s:Subject {subject_id: m.subject_id}) RETURN s.name AS name")
    assert {row["name"] for row in marks} == {"澄岭机械有限公司"}
    assert Characteristic("REGION", "310104", day(2021)) in await history(db, ask)
    assert Characteristic("REGION", "310104", day(2022)) in await history(db, ask, before)
    assert Characteristic("REGION", "310104", day(2021)) not in await history(db, ask, before)
    await drain_marks(db, the_law())
    assert not await is_stale(db)


async def test_a_company_is_found_by_the_name_it_bore(loaded, ask, tmp_path):
    await loaded("bundle", bundle(tmp_path / "b"))
    found = await ask(
        "MATCH (s:Subject {name: '澄岭机械有限公司'}) RETURN s.former_names AS names, s.search_text AS text"
    )
    assert found == [{"names": ["澄岭国营机械厂"], "text": "澄岭机械有限公司 澄岭国营机械厂"}]


async def test_a_dated_fact_about_a_person_is_refused(loaded, tmp_path):
    folder = bundle(tmp_path / "b")
    wrong = {"key": "x", "organization": "key:p1", "name": "LISTED", "value": "true", "since": "2020-01-01"}
    write_table(folder, "characteristics.csv", [*rows(), wrong])
    report = await loaded("bundle", folder)
    assert (report.reasons, report.kinds["characteristics"]["created"]) == ({"REFERENCE": 1}, len(ROWS))


@pytest.mark.parametrize(
    ("name", "value", "dates", "refusal"),
    [
        ("STATE_CAPITAL", "SOME", {"since": "2020"}, ("value", "UNKNOWN_CODE")),
        ("ORG_KIND", "CASTLE", {"since": "2020"}, ("value", "UNKNOWN_CODE")),
        ("ORG_KIND", "LISTED_COMPANY", {"since": "2020"}, ("value", "SAID_OTHERWISE")),
        ("SECTOR", "GOSSIP", {"since": "2020"}, ("value", "UNKNOWN_CODE")),
        ("STATUS", "CLOSED", {"since": "2020"}, ("value", "UNKNOWN_CODE")),
        ("LISTED", "yes", {"since": "2020"}, ("value", "FLAG")),
        ("REGION", "160101", {"since": "2020"}, ("value", "REGION")),
        ("REGION", "3101", {"since": "2020"}, ("value", "REGION")),
        ("COLOUR", "RED", {"since": "2020"}, ("name", "UNKNOWN_CODE")),
        ("REGION", "310000", {}, ("since", "MISSING")),
        ("REGION", "310000", {"since": "2020-05-01", "until": "2020-04"}, ("until", "ENDS_BEFORE_START")),
        ("REGION", "310000", {"since": "2020-05-01", "until": "soon"}, ("until", "DATE")),
    ],
)
def test_what_a_dated_fact_cannot_say_is_refused(name, value, dates, refusal):
    row = {"key": "x", "organization": "key:c1", "name": name, "value": value, **dates}
    with pytest.raises(RowRefusedError) as caught:
        check_row(TABLES["characteristics"], row, WORDS)
    assert (caught.value.doubt.column, caught.value.doubt.code) == refusal


def test_an_end_within_the_year_of_the_beginning_is_not_before_it():
    row = {
        "key": "x",
        "organization": "key:c1",
        "name": "REGION",
        "value": "310000",
        "since": "2020-05",
        "until": "2020",
    }
    assert check_row(TABLES["characteristics"], row, WORDS)["until_latest"] == date(2020, 12, 31)
