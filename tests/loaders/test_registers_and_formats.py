"""The register, the crosswalk, courts, ownership statements and the exchange formats on fictional rows."""

import json

import pytest

from graph_api.ids.persons import resident_number_of_18
from tests.loaders.conftest import uscc, write_table


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
