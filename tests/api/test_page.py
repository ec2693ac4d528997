"""The query page over HTTP: what it may load, how long it is kept, and what stands there when nothing was built."""

import re
from pathlib import Path

import httpx
import pytest
from graphql import build_schema, parse, validate

from graph_api.app import App
from graph_api.graphiql import HEADERS, NOT_BUILT_EN, NOT_BUILT_ZH, POLICY, QueryPage
from graph_api.settings import Settings

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "web" / "src" / "graphiql"


def client(app: object) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost")  # type: ignore[arg-type]


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """What a build leaves behind, as small as can be."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html>", encoding="utf-8")
    (tmp_path / "assets" / "page-1a2b.js").write_text("export {}", encoding="utf-8")
    return tmp_path


async def test_every_file_comes_with_the_policy_and_hashed_ones_stay(built: Path) -> None:
    page = await client(QueryPage(built)).get("/")
    script = await client(QueryPage(built)).get("/assets/page-1a2b.js")
    assert (page.status_code, page.text, page.headers["cache-control"]) == (
        200,
        "<!doctype html>",
        "no-cache",
    )
    assert script.headers["cache-control"] == "public, max-age=31536000, immutable"
    for response in (page, script):
        assert {name: response.headers[name] for name in HEADERS} == HEADERS


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules == {
        "default-src": "'none'",
        "script-src": "'self'",
        "worker-src": "'self'",
        "connect-src": "'self'",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }


async def test_where_nothing_was_built_the_page_says_how(tmp_path: Path) -> None:
    nothing = client(QueryPage(tmp_path / "nothing"))
    seen = await nothing.get("/", headers={"accept": "text/html,*/*"})
    told = await nothing.get("/")
    assert (seen.status_code, told.status_code) == (503, 503)
    assert NOT_BUILT_ZH in seen.text
    assert NOT_BUILT_EN in seen.text
    assert "make web" in NOT_BUILT_ZH
    assert told.json()["errors"] == [
        {
            "message": NOT_BUILT_EN,
            "extensions": {"code": "PAGE_NOT_BUILT", "zh": NOT_BUILT_ZH, "en": NOT_BUILT_EN},
        }
    ]
    assert seen.headers["content-security-policy"] == POLICY


async def test_production_has_no_page(tmp_path: Path) -> None:
    closed = App(Settings(home=tmp_path, production=True))
    assert (await client(closed).get("/graphiql/")).status_code == 404


def test_the_question_on_the_page_fits_the_schema() -> None:
    schema = build_schema((ROOT / "schema.graphql").read_text(encoding="utf-8"))
    question = (PAGE / "officer_eligibility.graphql").read_text(encoding="utf-8")
    assert validate(schema, parse(question)) == []
    assert re.search(r"^# .*[\u4e00-\u9fff]", question)
