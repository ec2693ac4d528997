"""Whole journeys through the web app in a real browser, on the service and the sample as `make demo` leaves them."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
DEBTOR = "990900197503120179"
SCREENS = (
    *("front", "refused", "barred", "namesakes", "kept"),
    *("organization", "person", "undetermined", "named", "batch", "english"),
)


@pytest.fixture(scope="module")
def seen(chromium: str, demo: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a clerk, somebody with a name only, a regulator, a window and a reader of English saw."""
    screenshots = tmp_path_factory.mktemp("screenshots")
    told = subprocess.run(
        ["node", HERE / "app.mjs", f"{demo}/", chromium, screenshots],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert {path.name for path in screenshots.glob("*-1280.png")} == {f"{name}-1280.png" for name in SCREENS}
    return dict(json.loads(told.stdout))


def test_a_clerk_is_told_what_is_missing_what_is_wrong_and_then_the_verdict(seen: dict[str, Any]) -> None:
    clerk = seen["clerk"]
    assert clerk["gaps"] == "还缺：被查询人、拟任职务、任职机构。"
    assert "输入 证件号码 不可用：应为15/18位，实为6位。请更正后重试。" in clerk["refused"]
    assert "这不是结论，对当事人不说明任何问题。" in clerk["refused"]
    assert clerk["barred"].split("\n\n")[:2] == [
        "***0179 · 公司 · 董事 · 2026年9月30日",
        "依所列规定，此日期不得担任此职务",
    ]
    assert clerk["focused"] == "landing"
    assert 0 <= clerk["top"] < 450


def test_the_proof_unfolds_line_by_line_and_is_printed_whole(seen: dict[str, Any]) -> None:
    assert seen["clerk"]["steps"] == [1, 2, 6]
    assert seen["clerk"]["printed"] == {"form": False, "lines": 12}


def test_a_number_stands_in_no_address(seen: dict[str, Any]) -> None:
    assert seen["clerk"]["link"] == "/ask?position=DIRECTOR&class=COMPANY&capital=CONTROLLED&on=2026-09-30"
    assert DEBTOR not in seen["namesakes"]["kept"] + seen["namesakes"]["sharedLink"]


def test_namesakes_are_told_apart_and_nobody_is_chosen_beforehand(seen: dict[str, Any]) -> None:
    told = seen["namesakes"]
    assert told["candidates"] == [
        "林致远 990***********0179 · 1975年生\n没有已知任职",
        "林致远 990***********0353 · 1981年生\n鹭溪云禾软件有限公司 经理",
    ]
    assert told["chosen"] == 0
    assert told["free"].split("\n\n")[:2] == [
        "林致远 · 公司 · 董事 · 2026年9月30日",
        "在已核查的范围内，未发现限制",
    ]


def test_a_kept_answer_opens_by_its_id_and_a_question_by_its_address(seen: dict[str, Any]) -> None:
    told = seen["namesakes"]
    assert re.fullmatch(r"/answers/kept-[0-9a-f]{64}", told["kept"])
    assert "办件编号 演示-1" in told["again"]
    assert "重新计算，结果相同" in told["again"]
    assert told["shared"] == told["free"]


def test_a_regulator_finds_a_body_and_its_officers_and_what_is_unknown_says_so(seen: dict[str, Any]) -> None:
    body = seen["regulator"]["body"]
    assert "登记状态\n已吊销（自2024年5月10日）" in body
    assert "主管机关\n不明" in body
    assert "陈望舒\t法定代表人\t在任\t2022年6月1日\t未见终止" in body
    assert "何叙白\t法定代表人\t曾任\t2014年3月21日\t2022年6月1日" in body


def test_what_is_not_established_never_looks_like_a_bar(seen: dict[str, Any]) -> None:
    told = seen["regulator"]
    assert told["unknown"]["kind"] == "UNDETERMINED"
    assert told["unknown"]["text"].split("\n\n")[1:4] == [
        "现有事实不足以判断",
        "这不是禁止。请先查清下列事项，再作判断。 当日不受限制",
        "即使成立，最晚也只到2027年5月10日。",
    ]
    assert "次日起不再受限" not in told["unknown"]["text"]
    assert told["colours"] == {"border": "dashed", "tone": "rgb(74, 85, 96)"}
    assert "待定，不得据此拒绝" in told["person"]


def test_a_name_that_a_body_knows_is_asked_about_within_that_body(seen: dict[str, Any]) -> None:
    told = seen["named"]
    assert told["text"].split("\n\n")[:2] == [
        "陈望舒（松泉恒屹商贸有限公司） · 公司 · 法定代表人 · 2026年9月30日",
        "现有事实不足以判断",
    ]
    assert told["link"] == "/ask?position=LEGAL_REPRESENTATIVE&class=COMPANY&on=2026-09-30"


def test_a_sheet_is_answered_row_by_row_and_saved_without_formulas(seen: dict[str, Any]) -> None:
    told = seen["batch"]
    assert told["read"] == "读到 3 人。 没有读出居民身份证号码的行：5。这些行不查询。"
    asked, _head, *rows = csv.reader(io.StringIO(told["file"].removeprefix("\ufeff")))
    assert asked == ["公司 · 董事 · 2026年9月30日"]
    assert [row[:5] for row in rows] == [
        ["2", "林致远", "***0179", "依所列规定，此日期不得担任此职务", "当日受限制"],
        ["3", "林致远", "***0353", "在已核查的范围内，未发现限制", "当日不受限制"],
        ["4", "'=cmd", "***803X", "在已核查的范围内，未发现限制", "当日不受限制"],
    ]
    assert DEBTOR not in told["file"]


def test_the_page_speaks_english_and_remembers_nothing_else(seen: dict[str, Any]) -> None:
    english = seen["english"]
    assert english["lang"] == "en"
    assert "By the rules listed, not to hold this office on this day" in english["text"]
    assert english["kept"] == {
        "local": {"credit-graph:language": "en"},
        "session": {},
        "cookies": "",
        "databases": 0,
    }


def test_axe_finds_nothing_serious_and_nothing_is_wider_than_a_telephone(seen: dict[str, Any]) -> None:
    assert seen["violations"] == {name: [] for name in SCREENS}


def test_no_request_leaves_the_origin_and_the_policy_stops_nothing_needed(seen: dict[str, Any]) -> None:
    assert (seen["elsewhere"], seen["complaints"]) == ([], [])


def test_only_ids_of_documents_are_sent(seen: dict[str, Any]) -> None:
    assert len(seen["asked"]) > 20
    assert {key for request in seen["asked"] for key in request} <= {"documentId", "variables"}
