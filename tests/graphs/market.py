"""A small market: a listed debtor, a revoked company, namesakes, a former officer, and people around them."""

from __future__ import annotations

from datetime import date

from tests.graphs.drawing import Drawing

SUPERVISOR = "O9"


def market() -> Drawing:
    """The market that the tests of the lists ask about."""
    drawing = (
        Drawing()
        .organization(
            "O1", "甲钢铁有限公司", uscc="91310101100000008K", region="310101", org_kinds=["LIMITED_COMPANY"]
        )
        .organization("O2", "乙食品有限公司", region="310115", org_kinds=["LIMITED_COMPANY"])
        .organization("O3", "丙滙豐控股有限公司", region="440300", org_kinds=["LIMITED_COMPANY"])
        .organization(SUPERVISOR, "某市市场监督管理局", "GovernmentOrgan", region="310000")
        .person("P1", "张三", number_masked="310***********001X")
        .person("P2", "张三", identified=False)
        .person("P3", "李四")
        .person("P4", "王五")
        .person("P5", "赵六")
    )
    _roles(drawing)
    _items(drawing)
    return drawing


def _roles(drawing: Drawing) -> None:
    drawing.holds(
        "P1", "O1", "LEGAL_REPRESENTATIVE", since=date(2018, 1, 1), until=date(2024, 9, 1), source="register"
    )
    drawing.holds("P1", "O2", "LEGAL_REPRESENTATIVE", since=date(2020, 1, 1), nominated_by="OTHER")
    drawing.holds("P1", "O2", "DIRECTOR", since=date(2020, 1, 1), nominated_by="OTHER")
    drawing.holds("P2", "O3", "DIRECTOR", seen=date(2024, 12, 31))
    drawing.holds("P3", "O1", "LEGAL_REPRESENTATIVE", since=date(2024, 9, 1))
    drawing.holds("P4", "O1", "SUPERVISOR", since=date(2015, 1, 1), until=date(2017, 1, 1))
    drawing.holds("P4", "O3", "CHAIRMAN", ended=True, seen=date(2024, 12, 31))
    drawing.link(
        "OWNS", "P5", "O1", capacity="SHAREHOLDER", share_min=0.6, share_max=0.6, since=date(2018, 1, 1)
    )
    drawing.link("OWNS", "P3", "O1", capacity="SHAREHOLDER")
    drawing.link("CONTROLS", "P5", "O2", means="协议")
    drawing.link("SUPERVISED_BY", "O2", SUPERVISOR)


def _items(drawing: Drawing) -> None:
    drawing.record(
        "R1",
        "O1",
        "BUSINESS_LICENCE_REVOKED",
        decided=date(2024, 8, 1),
        effective=date(2024, 8, 1),
        conduct_from=date(2023, 1, 1),
        conduct_until=date(2024, 1, 1),
        name="吊销营业执照",
    )
    drawing.finding("R1", "P1", "LEGAL_REPRESENTATIVE", degree="主要责任")
    drawing.entry(
        "E1",
        "O2",
        "JUDGMENT_DEBTOR_LIST",
        list="JUDGMENT_DEBTOR_LIST",
        entered=date(2025, 3, 1),
        authority="某人民法院",
    )
    drawing.entry(
        "E2",
        "P3",
        "JUDGMENT_DEBTOR_LIST",
        carrier="PERSON",
        list="JUDGMENT_DEBTOR_LIST",
        entered=date(2025, 3, 1),
    )
    drawing.record(
        "R2", "P4", "ADMIN_PENALTY", carrier="PERSON", decided=date(2020, 1, 1), repaired=date(2022, 1, 1)
    )
    drawing.node(
        "Coverage",
        coverage_id="c1",
        source="register",
        trigger="JUDGMENT_DEBTOR_LIST",
        since=date(2015, 1, 1),
        rows=2,
    )
