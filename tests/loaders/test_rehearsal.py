"""A dry run says what the load would do, to the last count, and leaves the graph as it was."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph_api.engine.db import Database
from graph_api.generate import sample
from loaders.run import load
from tests.loaders.conftest import Asking, Loading, uscc, write_bundle
from tests.loaders.test_loading import bundle

GRAPH = (
    "MATCH (n) OPTIONAL MATCH (n)-[r]->(m) "
    "RETURN labels(n) AS labels, properties(n) AS node, type(r) AS type, properties(r) AS fact, properties(m) AS far"
)


@pytest.fixture
def whole(ask: Asking) -> Callable[[], Any]:
    """Everything in the graph with its times and ids, the schema's versions and marks included."""

    async def told() -> list[str]:
        return sorted(str(row) for row in await ask(GRAPH))

    return told


@pytest.fixture
def both(loaded: Loading, whole: Callable[[], Any]) -> Callable[..., Any]:
    """The report of a dry run, once it left the graph alone and the real load after it reported the same."""

    async def doing(folder: Path, **options: Any) -> dict[str, Any]:
        before = await whole()
        dry = (await loaded("bundle", folder, dry_run=True, **options)).as_json()
        assert await whole() == before
        real = (await loaded("bundle", folder, **options)).as_json()
        assert (dry.pop("dryRun"), real.pop("dryRun")) == (True, False)
        for report in (dry, real):
            report.pop("seconds")
        assert dry == real
        return dry

    return doing


def changed(folder: Path) -> Path:
    """The bundle with a corrected officer, a renamed company, a changed record, a repair and rows that fit nowhere."""
    bundle(folder)
    return write_bundle(
        folder,
        subjects=[
            {"key": "c1", "kind": "ENTERPRISE", "name": "澄岭甲改名有限公司", "uscc": uscc(1)},
            {"key": "c2", "kind": "ENTERPRISE", "name": "澄岭乙有限公司", "uscc": uscc(2), "established": "2002-05"},
            {"key": "c3", "kind": "ENTERPRISE", "name": "澄岭丙有限公司", "uscc": uscc(3)},
            {"key": "p1", "kind": "PERSON", "name": "张三"},
            {"key": "p2", "kind": "PERSON", "name": "李四", "local_to": "key:c2"},
        ],
        positions=[
            {"key": "h1", "holder": "key:p1", "organization": "key:c1", "position": "DIRECTOR", "since": "2018"},
            {"key": "h2", "holder": "local:key:c1|王五", "organization": f"uscc:{uscc(1)}", "position": "SUPERVISOR"},
            {"key": "h4", "holder": "local:key:c1|王五", "organization": "key:c1", "position": "DIRECTOR"},
            {"key": "h5", "holder": "local:name:澄岭丙有限公司|赵六", "organization": "name:澄岭丙有限公司",
             "position": "DIRECTOR"},
            {"key": "h6", "holder": "party:key:c3|某投资公司", "organization": "key:c3", "position": "DIRECTOR"},
            {"key": "h7", "holder": "key:nobody", "organization": "key:c1", "position": "DIRECTOR"},
            {"key": "h8", "holder": "local:key:c2|李四", "organization": "name:不存在有限公司", "position": "DIRECTOR"},
            {"key": "h9", "holder": "key:c1", "organization": "name:澄岭甲改名有限公司", "position": "DIRECTOR"},
        ],
        characteristics=[
            {"key": "k1", "organization": "key:c1", "name": "STATE_CAPITAL", "value": "WHOLLY", "since": "2019-01-01"},
            {"key": "k2", "organization": "key:c9", "name": "STATE_CAPITAL", "value": "NONE", "since": "2019"},
        ],
        records=[
            {"key": "r1", "subject": "key:c1", "kind": "adm.penalty", "trigger": "BUSINESS_LICENCE_REVOKED",
             "decision": "d1", "decided": "2020-07-01"},
            {"key": "r2", "subject": "name:澄岭甲有限公司", "kind": "adm.penalty",
             "trigger": "BUSINESS_LICENCE_REVOKED", "decision": "unheard", "decided": "2020-07-01"},
        ],
        repairs=[{"key": "x1", "target": "record:r1", "granted": "2021-06-01"},
                 {"key": "x2", "target": "record:r9", "granted": "2021-06-01"}],
    )  # fmt: skip


@pytest.mark.parametrize("batch_size", [1, 3, 5000])
async def test_a_dry_run_reports_what_the_load_does(both, tmp_path, batch_size):
    first = await both(bundle(tmp_path / "b"), batch_size=batch_size)
    assert (first["created"], first["changed"], first["rejected"]) == (15, 0, 0)
    again = await both(tmp_path / "b", batch_size=batch_size)
    assert (again["created"], again["changed"]) == (0, 0)
    later = await both(changed(tmp_path / "b"), batch_size=batch_size)
    assert (later["created"] > 0, later["changed"] > 0, later["linked"] > 0) == (True, True, True)
    assert later["reasons"] == {"UNKNOWN_TARGET": 2, "UNKNOWN_SUBJECT": 2}


async def test_a_changed_bundle_into_an_empty_graph(both, tmp_path):
    report = await both(changed(tmp_path / "b"), batch_size=2)
    assert report["reasons"] == {"UNKNOWN_TARGET": 2, "UNKNOWN_SUBJECT": 2}


async def test_the_sample_is_rehearsed_whole(both, tmp_path):
    sample(tmp_path / "sample")
    report = await both(tmp_path / "sample", batch_size=500)
    assert report["rejected"] == 0


async def test_two_sources_are_joined_in_a_dry_run_as_in_the_load(loaded, both, tmp_path):
    await loaded("bundle", bundle(tmp_path / "b"))
    other = write_bundle(
        tmp_path / "other",
        subjects=[
            {"key": "x1", "kind": "ENTERPRISE", "name": "澄岭甲有限公司", "uscc": uscc(1), "region": "990100"}
        ],
        positions=[
            {"key": "y1", "holder": "local:key:x1|王五", "organization": "key:x1", "position": "MANAGER"}
        ],
    )
    (other / "bundle.toml").write_text('name = "other"\n', encoding="utf-8")
    report = await both(other)
    assert (report["source"], report["kinds"]["positions"]["created"]) == ("other", 1)
    # The company by its code, and 王五 by his name within it.
    assert report["linked"] == 2


async def test_a_rehearsal_never_asks_for_a_write(
    db: Database, home: Path, tmp_path: Path, monkeypatch
) -> None:
    asked: list[str] = []

    async def refuse(*_: Any, **__: Any) -> None:
        asked.append("a write")

    for name in ("write", "transaction", "write_facts"):
        monkeypatch.setattr(db, name, refuse)
    report = await load(db, "bundle", bundle(tmp_path / "b"), home=home, dry_run=True)
    assert (report.read, report.rejected, asked) == (16, 0, [])
