"""Every code the kernel can give has words in both languages."""

import re
from pathlib import Path

from graph_api.law import verdict
from graph_api.law.wording import templates

LAW = Path(verdict.__file__).parent
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(LAW.glob("*.py")))
OUTCOMES = {*verdict.GroundState, *verdict.ConditionKind}
KINDS = {*verdict.VerdictKind, *verdict.ConditionKind} - {verdict.VerdictKind.CONDITIONAL}


def missing(kind: str, codes: set[str]) -> set[str]:
    return codes - templates()[kind].keys()


def test_lines_have_words() -> None:
    codes = set(re.findall(r'"((?:REACH|OFFICE|MEASURE|RESTS|CONTESTED)(?:_[A-Z]+)*)"', SOURCE)) - {
        "OFFICE_RESTRICTION",
        "OFFICE_RULE",
    }
    codes |= {f"IN_FORCE_{origin}" for origin in ("RECORD", "SANCTION", "LIST_ENTRY")}
    codes |= {f"GROUND_{outcome}" for outcome in OUTCOMES} | {f"VERDICT_{kind}" for kind in KINDS}
    codes |= {f"TERM_{end}" for end in templates()["end"]}
    assert missing("line", codes) == set()


def test_unknowns_ways_out_and_reasons_have_words() -> None:
    unknowns = (
        set(re.findall(r'Unknown\(\s*"([A-Z_]+)"', SOURCE))
        | set(re.findall(r'"((?:RECORD|BODY|POST|CONDUCT)_[A-Z]+)"', SOURCE)) & templates()["unknown"].keys()
    )
    assert missing("unknown", unknowns) == set()
    assert missing("way_out", set(re.findall(r'WayOut\(\s*"([A-Z_]+)"', SOURCE))) == set()
    reasons = (LAW / "reasons.py").read_text(encoding="utf-8")
    codes = set(re.findall(r'"([A-Z]+_[A-Z_]+|WITHDRAWN|REPAIRED)"', reasons))
    codes |= set(re.findall(r'"([A-Z]+_BELOW_A_BAR)"', SOURCE))
    assert missing("not_ground", codes) == set()


def test_meanwhile_and_verdicts_have_words_and_clauses() -> None:
    codes = {str(kind) for kind in KINDS} | {"NOT_ESTABLISHED"}
    assert missing("meanwhile", codes) == set()
    assert all(templates()["meanwhile"][code]["clause"] for code in codes)
    assert missing("verdict", {str(kind) for kind in KINDS}) == set()


def test_both_languages_take_the_same_values() -> None:
    for kind, group in templates().items():
        for code, words in group.items():
            assert words["zh"], (kind, code)
            assert words["en"], (kind, code)
            assert set(re.findall(r"\{(\w+)\}", words["zh"])) == set(re.findall(r"\{(\w+)\}", words["en"])), (
                kind,
                code,
            )
