"""The generated province holds what a graph needs to be tested on, and nobody real."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from graph_api.generate import generate
from graph_api.generate.columns import COLUMNS
from graph_api.generate.stories import BODIES, PERSONS
from graph_api.ids.identifiers import check
from graph_api.law.source import the_law
from loaders.bundle import TABLES, check_row
from loaders.words import Kept, words_of
from tests.generate.conftest import Read

ROOT = Path(__file__).resolve().parents[2]
USCC_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def uscc_is_valid(code: str) -> bool:
    weighed: int = sum(USCC_CHARACTERS.index(code[place]) * 3**place for place in range(17))
    organisation: int = sum(
        int(code[8 + place]) * weight for place, weight in enumerate((3, 7, 9, 10, 5, 8, 4, 2))
    )
    check = "0123456789X"[-organisation % 11]
    return code[17] == USCC_CHARACTERS[-weighed % 31] and code[16] == check


def resident_number_is_valid(number: str) -> bool:
    weighed: int = sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(number[:17]))
    return (weighed + (10 if number[17] == "X" else int(number[17]))) % 11 == 1


def test_numbers_are_valid_and_fictional(read: Read) -> None:
    codes = [row["uscc"] for row in read("subjects") if row["uscc"]]
    residents = [row["value"] for row in read("identifiers") if row["scheme"] == "RESIDENT_ID"]
    assert len(codes) > 700
    assert len(residents) > 1000
    assert all(uscc_is_valid(code) and code[2:5] == "990" for code in codes)
    assert all(resident_number_is_valid(number) and number.startswith("990") for number in residents)
    assert len(set(codes)) == len(codes)
    assert len(set(residents)) == len(residents)


def test_the_loader_refuses_no_row(bundle: Path) -> None:
    words = words_of(the_law())
    for path in sorted(bundle.glob("*.parquet")):
        table = TABLES[path.stem.rpartition("-")[0]]
        rows = pl.read_parquet(path).to_dicts()
        if table.name == "records" and not words.record_kinds:
            words = replace(words, record_kinds={row["kind"]: Kept(adverse=True) for row in rows})
        for row in rows:
            check_row(table, {column: text or "" for column, text in row.items()}, words)
        if table.name == "identifiers":
            assert all(check(row["scheme"], row["value"]).problem is None for row in rows)


def test_no_post_ends_before_it_begins(read: Read) -> None:
    both = [row for row in read("positions") if row["since"] and row["until"]]
    assert len(both) > 50
    assert all(row["since"] <= row["until"] for row in both)


def test_no_key_comes_twice(read: Read) -> None:
    for name, columns in COLUMNS.items():
        if "key" in columns:
            keys = [row["key"] for row in read(name)]
            assert len(keys) == len(set(keys)), name


def test_namesakes_and_unknown_dates_exist(read: Read) -> None:
    names = Counter(row["name"] for row in read("subjects") if row["kind"] == "PERSON")
    assert sum(1 for bearers in names.values() if bearers > 1) > 30
    since = [row["since"] for row in read("positions")]
    lengths = Counter(len(day) if day else 0 for day in since)
    assert set(lengths) == {0, 4, 7, 10}
    ended = [row for row in read("positions") if row["ended"] == "true"]
    assert any(row["until"] is None for row in ended)
    assert any(row["until"] for row in ended)


REFERENCES = {
    "subjects": ("local_to",),
    "identifiers": ("subject",),
    "positions": ("holder", "organization", "acting_for"),
    "ownership": ("holder", "organization"),
    "control": ("holder", "organization"),
    "relations": ("from", "to"),
    "records": ("subject",),
    "findings": ("person",),
    "sanctions": ("subject",),
    "list_entries": ("subject",),
    "objections": ("by",),
    "same_as": ("from", "to"),
}


def test_references_resolve(read: Read) -> None:
    keys = {row["key"] for row in read("subjects")}
    numbers = {row["value"] for row in read("identifiers")}
    for name, columns in REFERENCES.items():
        for row in read(name):
            for column in columns:
                if row[column]:
                    assert resolves(row[column], keys, numbers), (name, row)


def resolves(reference: str, keys: set[str], numbers: set[str]) -> bool:
    scheme, _, value = reference.partition(":")
    if scheme == "number":
        return value.removeprefix("RESIDENT_ID:") in numbers
    if scheme == "local":
        body, _, name = value.partition("|")
        return bool(name) and resolves(body, keys, numbers)
    return scheme == "key" and value in keys


def test_acts_point_at_their_documents_and_targets(read: Read) -> None:
    decisions = {row["key"] for row in read("decisions")}
    targets = {
        f"{scheme}:{row['key']}"
        for scheme, name in {
            "record": "records",
            "sanction": "sanctions",
            "entry": "list_entries",
            "position": "positions",
        }.items()
        for row in read(name)
    }
    for name in ("records", "sanctions", "list_entries"):
        assert {row["decision"] for row in read(name)} <= decisions
    for name in ("objections", "repairs"):
        assert {row["target"] for row in read(name)} <= targets
    assert {row["record"] for row in read("findings")} <= {row["key"] for row in read("records")}
    for row in read("decision_relations"):
        assert {row["from"], row["to"]} <= decisions


def owners(read: Read) -> dict[str, set[str]]:
    owned: dict[str, set[str]] = defaultdict(set)
    for row in read("ownership"):
        if row["holder"].startswith("key:O"):
            owned[row["organization"]].add(row["holder"])
    return owned


def test_ownership_has_chains_rings_and_self_holdings(read: Read) -> None:
    owned = owners(read)
    depth, in_rings = 0, 0
    for body in owned:
        reached: set[str] = set()
        front, steps = owned[body], 0
        while front:
            steps += 1
            reached |= front
            front = {above for holder in front for above in owned.get(holder, set())} - reached
        depth = max(depth, steps)
        in_rings += body in reached
    assert depth >= 6
    assert in_rings > 5
    assert any(body in holders for body, holders in owned.items())
    assert any(
        body in owned.get(holder, set()) - {holder} for body, holders in owned.items() for holder in holders
    )


def test_shares_of_a_body_stay_within_the_whole(read: Read) -> None:
    shares: Counter[str] = Counter()
    for row in read("ownership"):
        assert (row["share_min"] is None) == (row["share_max"] is None)
        if row["share_min"]:
            assert float(row["share_min"]) <= float(row["share_max"])
            shares[row["organization"]] += round(float(row["share_max"]) * 10_000)
    assert max(shares.values()) <= 10_000


def test_what_was_decided_is_varied(tmp_path: Path) -> None:
    generate(20_000, 5, tmp_path)
    frames = {name: pl.read_parquet(tmp_path / f"{name}-0001.parquet") for name in COLUMNS}

    def values(name: str, column: str) -> set[Any]:
        return set(frames[name][column].to_list())

    assert values("findings", "state") == {"FOUND", "NOT_RESPONSIBLE"}
    assert {"PROPOSAL", "REPORT", "DECISION"} == values("records", "stage")
    assert {"OBJECTION", "VERIFICATION", "IMPERSONATION"} <= values("objections", "kind")
    assert {"PRECEDED_BY", "ANNULS"} <= values("decision_relations", "type")
    assert {"jd", "samr", "abnormal"} <= values("list_entries", "list")
    assert {"PERSON", "ORGANISATION"} == values("list_entries", "carrier")
    assert {"ADMIN_MARKET_BAN", "UNFIT_DECLARATION"} <= values("sanctions", "trigger")
    assert frames["list_entries"]["left"].null_count() not in (0, frames["list_entries"].height)
    assert {"REVOKED", "DEREGISTERED", "ANNULLED", "OPERATING"} <= values("subjects", "status")
    assert len(values("subjects", "kind")) == 9
    by_number = frames["positions"]["holder"].str.starts_with("number:").sum()
    by_name = frames["positions"]["holder"].str.starts_with("local:").sum()
    assert min(by_number, by_name) > 100
    assert frames["records"].height > frames["findings"].height > 20


def test_codes_are_those_of_the_law(tmp_path: Path) -> None:
    generate(20_000, 6, tmp_path)
    words = tomllib.loads((ROOT / "graph_api" / "law" / "vocabulary.toml").read_text(encoding="utf-8"))
    coded = {
        "subjects": {"org_kinds": "org_kind", "not_org_kinds": "org_kind", "sectors": "sector"},
        "positions": {"position": "position"},
        "records": {"trigger": "trigger", "qualifiers": "qualifier", "not_qualifiers": "qualifier"},
        "findings": {"as": "role"},
        "list_entries": {"trigger": "trigger", "qualifiers": "qualifier"},
        "sanctions": {
            "trigger": "trigger",
            "positions": "position",
            "org_kinds": "org_kind",
            "sectors": "sector",
        },
        "coverage": {"trigger": "trigger"},
    }
    for name, columns in coded.items():
        frame = pl.read_parquet(tmp_path / f"{name}-0001.parquet")
        for column, room in columns.items():
            used = set(frame[column].drop_nulls().str.split(";").explode())
            assert used <= set(words[room]), (name, column)


def test_documents_cited_are_in_the_law(bundle: Path, read: Read) -> None:
    held = {path.stem for path in (ROOT / "graph_api" / "law" / "documents").glob("*.toml")}
    for name in ("records", "sanctions", "list_entries"):
        cited = {code for row in read(name) for code in (row["documents"] or "").split(";") if code}
        assert cited <= held, name


def test_the_told_cases_are_in_the_sample(read: Read) -> None:
    subjects = {row["key"]: row for row in read("subjects")}
    assert {*PERSONS, *BODIES} <= set(subjects)
    debtor, namesake = subjects["story-debtor"], subjects["story-namesake"]
    assert debtor["name"] == namesake["name"]
    listed = {row["subject"] for row in read("list_entries")}
    assert "key:story-debtor" in listed
    assert "key:story-namesake" not in listed
    found = {row["person"] for row in read("findings")}
    assert "key:story-rep-found" in found
    assert "key:story-rep-no-finding" not in found
    contested = next(row for row in read("objections") if row["target"] == "position:story-post-impersonated")
    assert contested["accepted"]
    bans = {row["subject"]: row for row in read("sanctions")}
    assert bans["key:story-chairman-unfit"]["org_kinds"] == "LISTED_COMPANY"
    assert bans["key:story-market-ban"]["trigger"] == "ADMIN_MARKET_BAN"
    assert bans["key:story-proposed-only"]["stage"] == "PROPOSAL"


def test_the_resigned_representative_left_before_the_conduct(read: Read) -> None:
    post = next(row for row in read("positions") if row["key"] == "story-post-resigned")
    record = next(row for row in read("records") if row["key"] == "story-record-revoked")
    assert post["until"] < record["conduct_from"]


def test_bodies_have_histories_that_end_in_what_was_last_seen(read: Read) -> None:
    subjects = {f"key:{row['key']}": row for row in read("subjects")}
    facts = read("characteristics")
    seen = {"NAME": "name", "STATE_CAPITAL": "state_capital", "REGION": "region", "STATUS": "status"}
    for fact in facts:
        subject = subjects[fact["organization"]]
        assert fact["until"] is None or fact["since"] < fact["until"]
        if fact["until"] is None and fact["name"] in seen:
            assert fact["value"] == subject[seen[fact["name"]]]
        if fact["name"] == "NAME" and fact["until"]:
            assert fact["value"] == subject["former_names"]
    told = Counter((fact["name"], fact["until"] is None) for fact in facts)
    assert all(told[name, False] >= told[name, True] > 0 for name in (*seen, "LISTED"))
    revoked = [fact for fact in facts if fact["value"] == "REVOKED" and fact["until"]]
    annulled = {fact["organization"]: fact["since"] for fact in facts if fact["value"] == "ANNULLED"}
    assert revoked
    assert all(annulled[fact["organization"]] == fact["until"] for fact in revoked)
