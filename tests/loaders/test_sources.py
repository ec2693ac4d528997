"""Each shipped source on a few fictional rows: what it may say of whom."""

import json
from pathlib import Path

import pytest

from graph_api.ids.organizations import uscc_check_digit
from graph_api.ids.persons import resident_number_of_18
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


async def test_the_register_keeps_older_numbers_and_says_who_is_no_legal_representative(
    loaded, ask, tmp_path
):
    row = {
        "企业名称": "澄岭甲有限公司",
        "统一社会信用代码": uscc(1),
        "注册日期": "2019-01-01",
        "企业类型": "有限责任公司",
        "法人代表": "张三",
        "注册资金": "5,088(万元人民币)",
        "经营范围": "",
        "所在省份": "",
        "地区": "",
        "注册地址": "",
    }
    rows = [
        row,
        {**row, "企业名称": "澄岭甲有限公司分公司", "统一社会信用代码": uscc(2)},
        {
            **row,
            "企业名称": "澄岭小店",
            "统一社会信用代码": "3209812800295",
            "企业类型": "个体工商户",
            "法人代表": "王**",
        },
        {
            **row,
            "企业名称": "澄岭坏码公司",
            "统一社会信用代码": uscc(3)[:-1] + ("A" if uscc(3)[-1] != "A" else "B"),
        },
        {**row, "企业名称": "澄岭怪币公司", "统一社会信用代码": uscc(4), "注册资金": "3(万贝壳)"},
    ]
    write_table(tmp_path / "r", "register-2019-test.csv", rows)
    report = await loaded("cn-enterprise-register", tmp_path / "r")
    assert dict(report.reasons) == {"CHECK_DIGIT": 1, "CURRENCY": 1}
    found = await ask(
        "MATCH (p)-[h:HOLDS]->(b) RETURN b.name AS body, b.capital AS capital, h.position AS position, p.name AS name, "
        "[(b)-[:IDENTIFIED_BY]->(i) WHERE i.scheme = 'REGISTRATION_NUMBER' | i.valid] AS older ORDER BY body"
    )
    assert [tuple(row.values()) for row in found] == [
        ("澄岭小店", "50880000 CNY", "PROPRIETOR", "王**", [False]),
        ("澄岭甲有限公司", "50880000 CNY", "LEGAL_REPRESENTATIVE", "张三", []),
        ("澄岭甲有限公司分公司", "50880000 CNY", "PERSON_IN_CHARGE", "张三", []),
    ]
    assert await ask("MATCH (p:Person {name: '张三'}) RETURN count(p) AS number") == [{"number": 2}]


async def test_the_crosswalk_reports_one_registration_number_under_two_codes(loaded, tmp_path):
    row = {
        "名称": "",
        "公司名称": "澄岭甲有限公司",
        "工商": "",
        "地址": "",
        "工商注册id": "330214000048633",
        "成立时间": "未知",
        "法人代表": "张三",
        "注册资金": "100万人民币",
        "统一信用代码": uscc(1),
    }
    rows = [row, {**row, "公司名称": "澄岭乙有限公司", "统一信用代码": uscc(2)}, {**row, "统一信用代码": ""}]
    write_table(tmp_path / "c", "companies.csv", rows)
    report = await loaded("cn-companies-smoothnlp", tmp_path / "c")
    assert (report.rejected, report.kinds["subjects"]["created"], report.kinds["subjects"]["unchanged"]) == (
        0,
        2,
        1,
    )
    assert report.conflicts["IDENTIFIER_TAKEN"] >= 1


async def test_one_debtor_under_four_spellings_of_its_number_is_one_debtor(loaded, ask, tmp_path):
    code = uscc(7)
    org_code = code[8:17]
    row = {
        "row_id": "",
        "record_kind": "zhixing",
        "name": "澄岭能源集团有限公司",
        "org_no": "00",
        "case_no": "(2016)澄01执1号",
        "court": "澄岭法院",
        "province": "",
        "filed": "2016-07-13",
        "published": "",
        "basis_no": "",
        "basis_unit": "",
        "obligation": "",
        "performance": "",
        "behaviour": "",
        "amount": "1",
        "legal_rep_masked": "高**",
        "applicant_masked": "",
        "src": "",
    }
    spellings = ["00", org_code, f"{org_code[:8]}-{org_code[8]}", f"{code[:11]}****{code[-4:]}"]
    rows = [{**row, "row_id": str(n), "org_no": text} for n, text in enumerate(spellings)]
    rows.append(
        {**row, "row_id": "9", "record_kind": "shixin", "published": "2016-11-11", "org_no": org_code}
    )
    write_table(tmp_path / "e", "enforcement.csv", rows)
    jobs = [("k1", "王**", "董事兼总经理"), ("k2", "王**", "监事")]
    history = [{"snapshot": "2016-01-26", "person_key": k, "surname_masked": n, "job": j} for k, n, j in jobs]
    write_table(tmp_path / "e", "officer_history.csv", history)
    report = await loaded("cn-enforcement-samples", tmp_path / "e")
    assert report.rejected == 0
    assert await ask(
        "MATCH (b:Enterprise) RETURN b.uscc AS uscc, COUNT { (b)<-[:AGAINST]-() } AS records, "
        "COUNT { (b)<-[:LISTS]-() } AS entries"
    ) == [{"uscc": code, "records": 4, "entries": 1}]
    assert await ask("MATCH (p:Person)<-[:AGAINST|LISTS]-() RETURN count(p) AS number") == [{"number": 0}]
    posts = await ask(
        "MATCH (p:Person)-[h:HOLDS]->() RETURN p.source_row AS who, h.position AS post ORDER BY who, post"
    )
    assert [(row["who"][-2:], row["post"]) for row in posts] == [
        ("k1", "DIRECTOR"),
        ("k1", "GENERAL_MANAGER"),
        ("k2", "SUPERVISOR"),
    ]


async def test_ownership_statements_give_shares_and_name_what_they_leave_out(loaded, ask, tmp_path):
    def statement(record: str, kind: str, details: dict[str, object]) -> dict[str, object]:
        return {
            "statementId": record,
            "recordId": record,
            "recordType": kind,
            "recordStatus": "new",
            "statementDate": "2022-01-01",
            "recordDetails": details,
        }

    share = {
        "type": "shareholding",
        "directOrIndirect": "direct",
        "share": {"minimum": 25, "exclusiveMaximum": 50},
    }
    statements = [
        statement("e", "entity", {"name": "Alpha Ltd", "entityType": {"type": "registeredEntity"}}),
        statement("p", "person", {"names": [{"fullName": "Ann Other"}], "birthDate": "1980-01"}),
        statement("r", "relationship", {"subject": "e", "interestedParty": "p", "interests": [share]}),
        statement("u", "relationship", {"subject": "e", "interestedParty": {"reason": "unknown"}}),
    ]
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "s.json").write_text(json.dumps(statements), encoding="utf-8")
    report = await loaded("bods-0.4", tmp_path / "b")
    assert (report.read, dict(report.reasons)) == (4, {"UNSPECIFIED_PARTY": 1})
    assert await ask("MATCH (p:Person)-[o:OWNS]->(e) RETURN o.share_min AS least, o.share_max AS most") == [
        {"least": 0.25, "most": 0.5}
    ]


async def test_the_double_publicity_format_joins_by_code_and_by_document_number(loaded, ask, tmp_path):
    number = resident_number_of_18("990101800101123")
    row = {
        "CF_XDR_MC": "澄岭甲有限公司",
        "CF_XDR_LB": "法人及非法人组织",
        "CF_XDR_SHXYM": uscc(1),
        "CF_FRDB": "张三",
        "CF_WSH": "澄罚1号",
        "CF_WFXW": "无照经营",
        "CF_SY": "",
        "CF_YJ": "",
        "CF_CFLB": "罚款",
        "CF_NR": "罚款五万元",
        "CF_NR_FK": "5",
        "CF_JDRQ": "2020/06/01",
        "CF_YXQ": "2099/12/31",
        "CF_GSJZQ": "2021/06/01",
        "CF_CFJG": "澄岭市监局",
        "CF_CFJGDM": "",
        "CF_SJLY": "",
        "CF_SJLYDM": "",
        "CF_XDR_ZJLX": "",
        "CF_XDR_ZJHM": "",
    }
    person = {
        **row,
        "CF_XDR_MC": "李四",
        "CF_XDR_LB": "自然人",
        "CF_XDR_SHXYM": "",
        "CF_FRDB": "",
        "CF_XDR_ZJLX": "身份证",
    }
    rows = [
        row,
        {**person, "CF_XDR_ZJHM": number, "CF_CFLB": "限制从业"},
        {**person, "CF_WSH": "澄罚2号", "CF_XDR_ZJHM": number[:6] + number[8:17]},
        {**person, "CF_WSH": "澄罚3号", "CF_XDR_ZJHM": number[:6] + "********" + number[14:]},
    ]
    write_table(tmp_path / "d", "行政处罚.csv", rows)
    report = await loaded("double-publicity", tmp_path / "d")
    assert (report.rejected, report.kinds["records"]["created"]) == (0, 4)
    found = await ask(
        "MATCH (r:Record)-[:AGAINST]->(s) RETURN s.name AS name, s:Person AS person, r.trigger AS trigger, "
        "r.amount AS amount, toString(r.display_until) AS shown ORDER BY name, trigger"
    )
    assert (found[0]["name"], found[0]["trigger"], found[0]["amount"]) == ("李四", "ADMIN_PENALTY", 50000.0)
    assert found[0]["shown"] == "2021-06-02"
    people = await ask(
        "MATCH (p:Person {name: '李四'}) "
        "RETURN p.identified AS identified, COUNT { (p)<-[:AGAINST]-() } AS n ORDER BY n"
    )
    assert people == [{"identified": False, "n": 1}, {"identified": True, "n": 2}]
    assert await ask("MATCH (p:Person {name: '张三'})<-[:AGAINST]-() RETURN count(p) AS number") == [
        {"number": 0}
    ]


@pytest.mark.parametrize("age", ["45", "17"])
async def test_a_listed_debtor_is_the_debtor_alone_and_a_minor_is_sealed(loaded, ask, tmp_path, age):
    row = {
        "iname": "李四",
        "partyTypeName": "0",
        "caseCode": "（2020）澄01执1号",
        "age": age,
        "sexy": "男",
        "cardNum": "9901011980****1234",
        "businessEntity": "",
        "courtName": "澄岭法院",
        "areaName": "",
        "gistId": "",
        "gistUnit": "",
        "regDate": "2020-01-01",
        "duty": "",
        "performance": "全部未履行",
        "performedPart": "",
        "unperformPart": "",
        "disruptTypeName": "违反财产报告制度",
        "publishDate": "2020-03-01",
    }
    body = {
        **row,
        "iname": "澄岭甲有限公司",
        "partyTypeName": "1",
        "age": "0",
        "cardNum": uscc(1),
        "businessEntity": "张三",
    }
    write_table(tmp_path / "j", "shixin.csv", [row, body])
    report = await loaded("judgment-debtors", tmp_path / "j")
    assert (report.rejected, report.sealed) == ((0, 0) if age == "45" else (1, 1))
    listed_names = await ask("MATCH (e:ListEntry)-[:LISTS]->(s) RETURN s.name AS name ORDER BY name")
    assert [one["name"] for one in listed_names] == (["李四"] if age == "45" else []) + ["澄岭甲有限公司"]
    assert uscc_check_digit(uscc(1)[:17]) == uscc(1)[17]
