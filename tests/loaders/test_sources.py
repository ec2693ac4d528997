"""Each shipped source on a few fictional rows: what it may say of whom."""

from pathlib import Path

from graph_api.law.source import the_law
from loaders.mapping import compile_mapping
from loaders.source import shipped_sources
from loaders.words import words_of
from tests.loaders.conftest import uscc, write_table

DECISION = {
    "row_id": "",
    "case_id": "",
    "subject_name": "",
    "subject_type": "person",
    "role_at_time": "时任董事",
    "related_company": "澄岭甲股份有限公司",
    "related_stock_code": "990001.SZ",
    "authority": "澄岭证券交易所",
    "doc_no": "",
    "stage": "decision",
    "date": "2021-11-24",
    "date_kind": "reported",
    "measure": "unfit_declaration",
    "term_years": "",
    "amount_cny": "",
    "grounds": "",
    "source_url": "",
    "remark": "",
}
LISTED = {
    "gpdm": "990001.SZ",
    "gpjc": "",
    "gpywjc": "",
    "ssb": "",
    "cxzt": "L",
    "gsmc": "澄岭甲股份有限公司",
    "gssx": "民营企业",
    "clrq": "2001-01-01",
    "zczb": "100.0",
    "fddbr": "张三",
    "jyfw": "",
    "sf": "",
    "cs": "",
    "zcdz": "",
    "bgdz": "",
    "xydm": uscc(1),
    "hymc": "",
    "hydm": "C-C17--",
}


def test_every_shipped_source_compiles_against_the_law():
    words = words_of(the_law())
    for source in shipped_sources().values():
        assert set(source.covers) <= words.codes["trigger"], source.name
        for rule in source.files:
            if not rule.skipped:
                compile_mapping(rule, words)


async def listed(loaded, folder: Path):
    write_table(folder, "company_basic_info.csv", [LISTED])
    posts = [("dsz", "张三"), ("gsds", "张三"), ("dldslr", "李四"), ("gsjs", "王五"), ("gsjs", "王五")]
    write_table(
        folder,
        "keydirector_info.csv",
        [{"gpdm": "990001.SZ", "zwdm": post, "name": name} for post, name in posts],
    )
    holders = [
        {"gpdm": "990001.SZ", "order": str(n), "name": name, "gdcg": "1", "gdcgbl": "28.69"}
        for n, name in enumerate(("澄岭甲股份有限公司", "澄岭乙投资有限公司", "张三"))
    ]
    write_table(folder, "shareholder_info.csv", holders)
    return await loaded("cn-listed-companies-2020", folder)


async def test_listed_companies_have_officers_of_their_own_and_holders_that_nobody_guesses(
    loaded, ask, tmp_path
):
    report = await listed(loaded, tmp_path / "l")
    assert (report.rejected, report.kinds["positions"]["duplicates"]) == (0, 1)
    posts = await ask(
        "MATCH (p:Person)-[h:HOLDS]->(c) RETURN p.name AS name, h.position AS position, h.ended AS ended, "
        "h.since IS NULL AS undated, toString(h.seen) AS seen ORDER BY name, position"
    )
    seen = {"undated": True, "seen": "2020-09-30"}
    assert posts == [
        {"name": "张三", "position": "CHAIRMAN", "ended": None, **seen},
        {"name": "张三", "position": "DIRECTOR", "ended": None, **seen},
        {"name": "张三", "position": "LEGAL_REPRESENTATIVE", "ended": None, **seen},
        {"name": "李四", "position": "INDEPENDENT_DIRECTOR", "ended": True, **seen},
        {"name": "王五", "position": "SUPERVISOR", "ended": None, **seen},
    ]
    assert await ask("MATCH (p:Person {name: '张三'}) RETURN count(p) AS number") == [{"number": 1}]
    holders = await ask(
        "MATCH (h)-[o:OWNS]->(c) RETURN h.name AS name, h.subject_id = c.subject_id AS itself, "
        "h:Person AS person, h:Enterprise AS enterprise, o.share_min AS share ORDER BY name"
    )
    assert [
        (row["name"], row["itself"], row["person"], row["enterprise"], row["share"]) for row in holders
    ] == [
        ("张三", False, False, False, 0.2869),
        ("澄岭乙投资有限公司", False, False, True, 0.2869),
        ("澄岭甲股份有限公司", True, False, True, 0.2869),
    ]


async def test_penalties_join_the_officer_of_that_company_and_nobody_else(loaded, ask, tmp_path):
    await listed(loaded, tmp_path / "l")
    rows = [
        {**DECISION, "row_id": "1", "subject_name": "张三", "term_years": "10"},
        {**DECISION, "row_id": "2", "subject_name": "王五", "term_years": "life", "stage": "prior_notice"},
        {
            **DECISION,
            "row_id": "3",
            "subject_name": "王某",
            "measure": "market_ban",
            "stage": "report",
            "date": "2020",
        },
        {**DECISION, "row_id": "4", "subject_name": "王某", "measure": "market_ban"},
        {
            **DECISION,
            "row_id": "5",
            "subject_name": "李四",
            "role_at_time": "(not stated)",
            "measure": "fine",
        },
        {
            **DECISION,
            "row_id": "6",
            "subject_name": "澄岭甲股份有限公司",
            "subject_type": "org",
            "case_id": "C",
            "doc_no": "澄字1号",
            "measure": "fine",
            "amount_cny": "100",
        },
        {
            **DECISION,
            "row_id": "7",
            "subject_name": "李四",
            "case_id": "C",
            "doc_no": "澄字1号",
            "role_at_time": "直接负责的主管人员",
            "measure": "industry_ban",
            "remark": "不得从事药品生产经营活动",
        },
    ]
    write_table(tmp_path / "p", "decisions.csv", rows)
    report = await loaded("cn-penalties-public", tmp_path / "p")
    assert (report.rejected, report.kinds["records"]["created"], report.kinds["sanctions"]["created"]) == (
        0,
        7,
        5,
    )
    sanctions = await ask(
        "MATCH (s:Sanction)-[on:ON]->(p) RETURN s.source_row AS row, s.trigger AS trigger, s.stage AS stage, "
        "s.months AS months, s.life AS life, s.open_term AS open, s.listed_only AS listed, p.name AS name, "
        "COUNT { (p)-[:HOLDS]->() } AS posts ORDER BY row"
    )
    assert [tuple(row.values()) for row in sanctions] == [
        ("1", "UNFIT_DECLARATION", "DECISION", 120, None, None, True, "张三", 3),
        ("2", "UNFIT_DECLARATION", "PROPOSAL", None, True, None, True, "王五", 1),
        ("3", "ADMIN_MARKET_BAN", "REPORT", None, None, True, None, "王某", 0),
        ("4", "ADMIN_MARKET_BAN", "DECISION", None, None, True, None, "王某", 0),
        ("7", "ADMIN_MARKET_BAN", "DECISION", None, None, True, None, "李四", 1),
    ]
    masked = await ask("MATCH (p:Person {name: '王某'}) RETURN count(p) AS number")
    namesakes = await ask("MATCH (p:Person {name: '李四'}) RETURN count(p) AS number")
    assert (masked, namesakes) == ([{"number": 2}], [{"number": 2}])
    assert await ask(
        "MATCH (r:Record)-[f:FINDS_RESPONSIBLE]->(p) RETURN r.source_row AS row, f.as AS role, p.name AS name"
    ) == [{"row": "6", "role": "DIRECTLY_RESPONSIBLE_PRINCIPAL", "name": "李四"}]
    evidence = await ask("MATCH (:Sanction {source_row: '1'})-[on:ON]->() RETURN on.joined_by AS joined_by")
    assert evidence[0]["joined_by"].startswith("LOCAL_NAME: 张三")


async def test_list_entries_end_by_their_term_and_join_only_one_body_of_that_name(loaded, ask, tmp_path):
    await listed(loaded, tmp_path / "l")
    entry = {
        "row_id": "1",
        "list_name": "拖欠农民工工资黑名单",
        "batch": "",
        "event": "entry",
        "subject_name": "澄岭甲股份有限公司",
        "region_hint": "",
        "publisher": "某部",
        "finder": "某局",
        "date": "2019-04",
        "grounds": "",
        "workers": "",
        "amount_cny": "",
        "term_years": "1",
        "source_url": "",
        "remark": "",
    }
    rows = [
        entry,
        {**entry, "row_id": "2", "subject_name": "澄岭丙建筑有限公司"},
        {**entry, "row_id": "3", "subject_name": "澄岭丙建筑有限公司", "event": "exit", "date": "2019-12-01"},
        {**entry, "row_id": "4", "subject_name": "澄岭丁煤矿", "event": "exit", "date": "2019-12-01"},
    ]
    write_table(tmp_path / "p", "list_entries.csv", rows)
    await loaded("cn-penalties-public", tmp_path / "p")
    entries = await ask(
        "MATCH (e:ListEntry)-[:LISTS]->(b) RETURN e.source_row AS row, b.uscc AS uscc, b:Enterprise AS enterprise, "
        "toString(e.entered) AS entered, toString(e.until_stated) AS until, toString(e.left) AS left ORDER BY row"
    )
    assert [tuple(row.values()) for row in entries] == [
        ("1", uscc(1), True, "2019-04-01", "2020-04-01", None),
        ("2", None, True, "2019-04-01", "2020-04-01", "2019-12-01"),
        ("4", None, False, None, None, "2019-12-01"),
    ]
