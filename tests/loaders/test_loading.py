"""A bundle in the graph: loaded once, loaded again, corrected, torn, in another order."""

import csv
import stat
from pathlib import Path

import pytest
from stdnum.cn import ric

from graph_api.errors import InputInvalid, NotFound
from graph_api.ids.persons import resident_number_of_18
from tests.conftest import wipe
from tests.loaders.conftest import uscc, write_bundle, write_table

ADULT = resident_number_of_18("990101" + "800101" + "123")
CHILD = "990101" + "20150101" + "123"


def bundle(folder: Path) -> Path:
    """Two companies, an officer with a number, one known by name, a decision, a record and what follows."""
    return write_bundle(
        folder,
        subjects=[
            {
                "key": "c1",
                "kind": "ENTERPRISE",
                "name": "澄岭甲有限公司",
                "uscc": uscc(1),
                "org_kinds": "COMPANY",
            },
            {
                "key": "c2",
                "kind": "ENTERPRISE",
                "name": "澄岭乙有限公司",
                "uscc": uscc(2),
                "established": "2001-05",
            },
            {"key": "p1", "kind": "PERSON", "name": "张三"},
            {"key": "p2", "kind": "PERSON", "name": "李四", "local_to": "key:c2"},
        ],
        identifiers=[{"subject": "key:p1", "scheme": "RESIDENT_ID", "value": ADULT}],
        positions=[
            {
                "key": "h1",
                "holder": "key:p1",
                "organization": "key:c1",
                "position": "DIRECTOR",
                "since": "2019",
            },
            {
                "key": "h2",
                "holder": "local:key:c1|王五",
                "organization": f"uscc:{uscc(1)}",
                "position": "SUPERVISOR",
            },
            {"key": "h3", "holder": "key:p2", "organization": "key:c2", "position": "LEGAL_REPRESENTATIVE"},
        ],
        ownership=[
            {
                "key": "o1",
                "holder": "key:c1",
                "organization": "key:c2",
                "capacity": "SHAREHOLDER",
                "share_min": "0.5",
            }
        ],
        decisions=[{"key": "d1", "authority": "澄岭省市场监督管理局", "number": "澄市监罚〔2020〕1号"}],
        records=[
            {
                "key": "r1",
                "subject": "key:c1",
                "kind": "adm.penalty",
                "trigger": "BUSINESS_LICENCE_REVOKED",
                "decision": "d1",
                "decided": "2020-06-01",
            }
        ],
        findings=[{"key": "f1", "record": "r1", "person": "key:p1", "as": "DIRECTOR"}],
        sanctions=[
            {
                "key": "s1",
                "subject": "key:p1",
                "trigger": "ADMIN_MARKET_BAN",
                "decision": "d1",
                "months": "60",
            }
        ],
        list_entries=[
            {
                "key": "e1",
                "subject": "key:c2",
                "list": "tax",
                "trigger": "TAX_SERIOUS_SUBJECT",
                "entered": "2020",
            }
        ],
        objections=[
            {"key": "b1", "target": "entry:e1", "kind": "OBJECTION", "by": "key:c2", "filed": "2020-02-01"}
        ],
        coverage=[{"source": "somewhere", "trigger": "TAX_SERIOUS_SUBJECT"}],
    )


def private_rows(file: Path | str | None) -> list[dict[str, str]]:
    """The rows of a file that only its user can read."""
    path = Path(str(file))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


async def test_a_bundle_is_loaded_and_loading_it_again_changes_nothing(loaded, ask, everything, tmp_path):
    folder = bundle(tmp_path / "b")
    first = await loaded("bundle", folder)
    graph = await everything()
    assert (first.read, first.rejected, first.total("changed")) == (16, 0, 0)
    assert first.exit_code == 0
    assert await ask(
        "MATCH (p:Subject {name: '张三'})-[h:HOLDS]->(c:Subject) RETURN p.number_masked AS number, "
        "p.gender AS gender, p.identified AS identified, h.position AS position, h.since_latest AS latest, "
        "c.uscc AS uscc"
    ) == [
        {
            "number": ADULT[:3] + "*" * 11 + ADULT[-4:],
            "gender": "MALE",
            "identified": True,
            "position": "DIRECTOR",
            "latest": (await ask("RETURN date('2019-12-31') AS day"))[0]["day"],
            "uscc": uscc(1),
        }
    ]
    assert await ask(
        "MATCH (r:Record)-[:FINDS_RESPONSIBLE]->(p) RETURN p.name AS name, r.carrier AS carrier"
    ) == [{"name": "张三", "carrier": "ORGANISATION"}]
    marks = await ask(
        "MATCH (m:StaleMark), (s:Subject {subject_id: m.subject_id}) RETURN s.name AS name ORDER BY name"
    )
    assert {row["name"] for row in marks} >= {"张三", "澄岭甲有限公司", "澄岭乙有限公司"}
    again = await loaded("bundle", folder)
    assert (again.total("created"), again.total("changed"), again.linked) == (0, 0, 0)
    assert await everything() == graph


async def test_no_number_of_a_citizen_is_in_the_graph(loaded, ask, tmp_path):
    await loaded("bundle", bundle(tmp_path / "b"))
    for row in await ask("MATCH (n) RETURN properties(n) AS values"):
        assert ADULT not in str(row["values"])


async def test_another_order_of_files_gives_the_same_graph(loaded, everything, db, tmp_path):
    folder = bundle(tmp_path / "b")
    await loaded("bundle", folder)
    graph = await everything()
    await wipe(db)
    for name in ("positions", "subjects"):
        lines = (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        for place, line in enumerate(reversed(lines[1:])):
            (folder / f"{name}-{place}.csv").write_text(f"{lines[0]}\n{line}\n", encoding="utf-8")
        (folder / f"{name}.csv").unlink()
    await loaded("bundle", folder)
    assert await everything() == graph


async def test_a_corrected_row_closes_the_old_version(loaded, ask, tmp_path):
    folder = bundle(tmp_path / "b")
    await loaded("bundle", folder)
    text = (folder / "positions.csv").read_text(encoding="utf-8")
    (folder / "positions.csv").write_text(text.replace("2019", "2018-03-01"), encoding="utf-8")
    report = await loaded("bundle", folder)
    assert report.kinds["positions"]["changed"] == 1
    closed = await ask(
        "MATCH (p:Subject {name: '张三'})-[now:HOLDS]->(c:Subject) MATCH (p)-[old:HOLDS_CLOSED]->(c) "
        "RETURN now.since AS since, now.since_latest AS latest, old.since AS before, "
        "old.superseded_at = now.recorded_at AS together"
    )
    assert [(str(row["since"]), row["latest"], str(row["before"]), row["together"]) for row in closed] == [
        ("2018-03-01", None, "2019-01-01", True)
    ]


async def test_thirty_percent_bad_rows_cost_only_themselves_and_can_be_mended(loaded, ask, home, tmp_path):
    rows = [
        {"key": f"c{n}", "kind": "ENTERPRISE", "name": f"澄岭{n}公司", "uscc": uscc(n)} for n in range(100)
    ]
    for n in range(0, 30):
        rows[n]["uscc"] = uscc(n)[:-1] + ("A" if uscc(n)[-1] != "A" else "B")
    folder = write_bundle(tmp_path / "b", subjects=rows)
    report = await loaded("bundle", folder)
    assert (report.read, report.rejected, report.kinds["subjects"]["created"]) == (100, 30, 70)
    assert report.exit_code == 3
    rejected = private_rows(report.rejects_file)
    assert [(row["file"], row["row"], row["column"], row["code"]) for row in rejected] == [
        ("subjects.csv", str(n + 2), "uscc", "CHECK_DIGIT") for n in range(30)
    ]
    for n, row in enumerate(rejected):
        row["uscc"] = uscc(n)
    mended = await loaded("bundle", write_table(tmp_path, "mended.csv", rejected))
    assert (mended.read, mended.rejected, mended.kinds["subjects"]["created"]) == (30, 0, 30)
    assert (await loaded("bundle", folder)).kinds["subjects"]["unchanged"] == 70


async def test_a_kind_outside_the_catalogues_and_a_minor_stay_out(loaded, ask, home, tmp_path):
    child = CHILD + ric.calc_check_digit(CHILD + "0")
    folder = write_bundle(
        tmp_path / "b",
        subjects=[{"key": "p", "kind": "PERSON", "name": "小明", "numbers": f"RESIDENT_ID={child}"}],
        records=[
            {"key": "1", "subject": "key:p", "kind": "blood.donation", "trigger": "DISHONESTY_RECORD"},
            {
                "key": "2",
                "subject": "key:p",
                "kind": "adm.penalty",
                "trigger": "ADMIN_PENALTY",
                "decided": "2024-01-01",
            },
        ],
    )
    report = await loaded("bundle", folder)
    assert dict(report.reasons) == {"NOT_IN_CATALOGUE": 1, "MINOR": 1}
    assert report.sealed == 1
    assert [row["code"] for row in private_rows(home / "rejects" / "bundle.sealed.csv")] == ["MINOR"]
    assert [row["code"] for row in private_rows(report.rejects_file)] == ["NOT_IN_CATALOGUE"]
    assert await ask("MATCH (r:Record) RETURN r.kind AS kind") == []


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ({"subjects": [{"key": "a", "kind": "ENTERPRISE", "nom": "x"}]}, "columns are missing: name"),
        ({"subjects": [{"key": "a", "kind": "ENTERPRISE", "name": "x", "colour": "red"}]}, "no rule reads"),
        ({"strangers": [{"key": "a"}]}, "reads no such file"),
    ],
)
async def test_a_folder_that_does_not_fit_says_why(loaded, tmp_path, rows, reason):
    with pytest.raises(InputInvalid, match=reason):
        await loaded("bundle", write_bundle(tmp_path / "b", **rows))


async def test_an_unknown_source_and_a_missing_folder_say_so(loaded, tmp_path):
    with pytest.raises(NotFound, match="no source is called"):
        await loaded("elsewhere", tmp_path)
    with pytest.raises(InputInvalid, match="no such folder"):
        await loaded("bundle", tmp_path / "nowhere")


async def test_a_key_that_is_a_citizens_number_is_refused(loaded, tmp_path):
    folder = write_bundle(tmp_path / "b", subjects=[{"key": ADULT, "kind": "PERSON", "name": "张三"}])
    assert dict((await loaded("bundle", folder)).reasons) == {"PERSONAL_NUMBER_IN_KEY": 1}


async def test_a_repair_reaches_its_record_and_the_record_keeps_it_when_told_again(loaded, ask, tmp_path):
    folder = bundle(tmp_path / "b")
    write_bundle(folder, repairs=[{"key": "x1", "target": "record:r1", "granted": "2021-06-01"}])
    await loaded("bundle", folder)
    again = await loaded("bundle", folder)
    assert (again.total("created"), again.total("changed")) == (0, 0)
    found = await ask(
        "MATCH (:Repair)-[:REPAIRS]->(r:Record) RETURN r.repaired AS repaired, r.usable AS usable"
    )
    assert [(str(row["repaired"]), row["usable"]) for row in found] == [("2021-06-01", False)]


@pytest.mark.parametrize("fate", ["", ",repaired", ",withdrawn"])
async def test_a_row_that_is_read_again_takes_no_mark_of_a_contest_away(loaded, ask, tmp_path, fate):
    folder = bundle(tmp_path / "b")
    if fate:
        head, row = (folder / "records.csv").read_text(encoding="utf-8").splitlines()
        (folder / "records.csv").write_text(f"{head}{fate}\n{row},2021-06-01\n", encoding="utf-8")
    assert (await loaded("bundle", folder)).rejected == 0
    await ask("MATCH (r:Record) SET r.disputed = true")
    await ask("MATCH ()-[h:HOLDS]->() SET h.disputed = true")
    assert (await loaded("bundle", folder)).total("changed") == 0
    (folder / "positions.csv").write_text(
        (folder / "positions.csv").read_text(encoding="utf-8").replace("2019", "2018"), encoding="utf-8"
    )
    assert (await loaded("bundle", folder)).total("changed") == 1
    assert await ask("MATCH (r:Record) RETURN r.disputed AS disputed") == [{"disputed": True}]
    posts = await ask("MATCH ()-[h:HOLDS]->() RETURN h.disputed AS disputed")
    assert posts == [{"disputed": True}] * 3
