"""How facts become stakes, and what names of holders say."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from graph_api.ownership.marks import HolderMark, holds_own_shares, marks_of
from graph_api.ownership.paths import paths
from graph_api.ownership.reading import part, stakes_of
from graph_api.ownership.rows import StakeRow
from graph_api.ownership.stakes import NOTHING, UNKNOWN, WHOLE, Share, Stake, Stakes, exactly

ON = date(2025, 6, 1)


def row(holder: str, organization: str, kind: str = "OWNS", **role: Any) -> StakeRow:
    """A row of the query that looks upwards, held since long ago."""
    given = {"fact_id": f"{holder}>{organization}", "source": "s", "since": date(2000, 1, 1), **role}
    return StakeRow(
        organization, f"{organization}公司", holder, f"{holder}公司", [], False, None, kind, given
    )


def read(*rows: StakeRow) -> dict[str, tuple[Share, Share]]:
    """The shares and votes by holder."""
    return {each.holder: (each.share, each.votes) for each in stakes_of(rows, ON, True)[0]}


def tenths(least: int, most: int | None = None) -> Share:
    """A share in tenths."""
    return Share(Fraction(least, 10), Fraction(least if most is None else most, 10))


@pytest.mark.parametrize(
    ("given", "meant"),
    [(0.2869, "2869/10000"), (28.69 / 100, "2869/10000"), (0.1 + 0.2, "3/10"), (1.0, "1"), (1e-13, "0")],
)
def test_a_share_is_the_decimal_that_was_written(given: float, meant: str) -> None:
    assert part(given, Fraction(0)) == Fraction(meant)


def test_votes_are_as_the_shares_where_nothing_else_is_said() -> None:
    assert read(
        row("A", "D", share_min=0.3, share_max=0.3),
        row("B", "D", share_min=0.3, share_max=0.3, votes_min=0.6, votes_max=0.6),
        row("C", "D", votes_min=0.1),
    ) == {"A": (tenths(3), tenths(3)), "B": (tenths(3), tenths(6)), "C": (UNKNOWN, tenths(1, 10))}


def test_what_a_capacity_says_of_itself() -> None:
    assert read(row("A", "D", capacity="SOLE_INVESTOR")) == {"A": (WHOLE, WHOLE)}
    assert read(row("A", "D", capacity="SOLE_INVESTOR", share_min=0.5, share_max=0.5)) == {
        "A": (tenths(5), tenths(5))
    }
    one = read(row("A", "D", capacity="GENERAL_PARTNER"), row("B", "D", capacity="LIMITED_PARTNER"))
    assert one == {"A": (UNKNOWN, WHOLE), "B": (UNKNOWN, NOTHING)}
    two = read(row("A", "D", capacity="GENERAL_PARTNER"), row("B", "D", capacity="GENERAL_PARTNER"))
    assert two == {"A": (UNKNOWN, UNKNOWN), "B": (UNKNOWN, UNKNOWN)}


def test_a_stake_that_may_not_be_held_any_more_is_nought_to_what_is_told() -> None:
    imprecise = {"until": date(2025, 1, 1), "until_latest": date(2025, 12, 31)}
    assert read(row("A", "D", share_min=0.3, share_max=0.3, **imprecise)) == {
        "A": (tenths(0, 3), tenths(0, 3))
    }


def test_control_is_read_with_its_means_and_how_certain_it_is() -> None:
    _, controls = stakes_of(
        [
            row("A", "D", "CONTROLS", means="一致行动人协议"),
            row("B", "D", "CONTROLS", means="PERSONNEL", since=None),
            row("C", "D", "CONTROLS_CLOSED", means="AGREEMENT"),
        ],
        ON,
        True,
    )
    assert [(each.holder, each.by_agreement, each.certain) for each in controls] == [
        ("A", True, True), ("B", False, False), ("C", True, True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "marks"),
    [
        ("香港中央结算有限公司(陆股通)", {"NOMINEE"}),
        ("香港中央结算(代理人)有限公司", {"NOMINEE"}),
        ("HKSCC NOMINEES LIMITED", {"NOMINEE"}),
        ("某证券股份有限公司客户信用交易担保证券账户", {"NOMINEE"}),
        ("某证券股份有限公司约定购回专用账户", {"NOMINEE"}),
        ("某银行股份有限公司-某某混合型证券投资基金", {"FUND"}),
        ("某基金-某银行-某某资产管理计划", {"FUND"}),
        ("全国社保基金一零三组合", {"FUND"}),
        ("某信托有限公司-某某集合资金信托计划", {"FUND"}),
        ("EXAMPLE EMERGING MARKETS STOCK INDEX FUND", {"FUND"}),
        ("某某基金管理有限公司", set()),
        ("某某慈善基金会", set()),
        ("某某股份有限公司回购专用证券账户", {"OWN_SHARES"}),
        ("某市人民政府国有资产监督管理委员会", {"STATE"}),
        ("某省财政厅", {"STATE"}),
        ("某某控股集团有限公司", set()),
    ],
)
def test_a_name_is_marked(name: str, marks: set[str]) -> None:
    assert {each.value for each in marks_of(name, ["Organization"])} == marks
    assert marks_of(name, ["Person"]) == frozenset()


def test_an_organ_of_government_is_the_state_whatever_its_name() -> None:
    assert marks_of("某某局", ["GovernmentOrgan"]) == {HolderMark.STATE}


def test_an_account_for_own_shares_belongs_to_the_company_it_names() -> None:
    assert holds_own_shares("甲股份有限公司回购专用证券账户", "甲股份有限公司")
    assert not holds_own_shares("甲股份有限公司回购专用证券账户", "乙股份有限公司")
    assert not holds_own_shares("甲股份有限公司", "甲股份有限公司")


def test_ways_come_largest_first_and_pass_nobody_twice() -> None:
    graph = Stakes.among(
        Stake(holder, organization, tenths(share), tenths(share))
        for holder, organization, share in (
            ("A", "B", 5), ("A", "C", 9), ("B", "D", 6), ("C", "D", 3), ("D", "B", 2), ("A", "D", 1),
        )
    )  # fmt: skip
    found = [([stake.holder for stake in each.stakes], each.share) for each in paths(graph, "A", "D", 20)]
    assert found == [
        (["A", "B"], exactly(Fraction(3, 10))),
        (["A", "C"], exactly(Fraction(27, 100))),
        (["A"], exactly(Fraction(1, 10))),
    ]
    assert len(paths(graph, "A", "D", 2)) == 2
    # Around the loop back to itself.
    assert [[stake.holder for stake in each.stakes] for each in paths(graph, "D", "D", 20)] == [["D", "B"]]
