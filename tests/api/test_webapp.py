"""The web app over HTTP: which addresses are its own, what its page may load, and by which documents it asks."""

import json
import re
from pathlib import Path

import httpx
import pytest
from graphql import build_schema, parse, validate

from graph_api import webapp
from graph_api.app import App
from graph_api.graphiql import NOT_BUILT_EN, NOT_BUILT_ZH
from graph_api.law_start import sound_law
from graph_api.settings import Settings
from graph_api.surface.documents import document_id, read_documents
from graph_api.webapp import PLACES, POLICY, WebApp
from tests.demanded import missing

ROOT = Path(__file__).parents[2]
PAGE = '<meta nonce="__NONCE__"><script src="./app/assets/index-1a2b.js" nonce="__NONCE__"></script>'


def client(app: object) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://localhost")  # type: ignore[arg-type]


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """What a build leaves behind, as small as can be."""
    (tmp_path / "app" / "assets").mkdir(parents=True)
    (tmp_path / "index.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "app" / "assets" / "index-1a2b.js").write_text("export {}", encoding="utf-8")
    (tmp_path / "documents.json").write_text("{}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def app(tmp_path_factory: pytest.TempPathFactory, built: Path) -> App:
    """The application in front of that build; it needs no database for its pages."""
    found = App(Settings(home=tmp_path_factory.mktemp("home")))
    found.web = WebApp(built)
    found.pages = found._pages()
    return found


@pytest.mark.parametrize(
    ("path", "script"),
    [
        ("/", "./app/assets/index-1a2b.js"),
        ("/ask", "./app/assets/index-1a2b.js"),
        ("/batch", "./app/assets/index-1a2b.js"),
        ("/answers/kept-1", "../app/assets/index-1a2b.js"),
        ("/subjects/01M890", "../app/assets/index-1a2b.js"),
    ],
)
async def test_every_address_of_the_app_gives_its_page_with_files_named_from_there(
    app: App, path: str, script: str
) -> None:
    page = await client(app).get(path)
    assert page.status_code == 200
    assert f'src="{script}"' in page.text
    assert page.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/answers/", "/answers/a/b", "/subjects/..%2f", "/nothing", "/ask/1"])
async def test_any_other_address_is_not_found(app: App, path: str) -> None:
    assert (await client(app).get(path)).status_code == 404


async def test_each_page_carries_a_nonce_of_its_own_and_a_policy_that_names_it(app: App) -> None:
    pages = [await client(app).get("/") for _ in range(2)]
    nonces = [re.findall(r'nonce="([\w-]+)"', page.text) for page in pages]
    assert [len(each) for each in nonces] == [2, 2]
    assert nonces[0][0] != nonces[1][0]
    for page, (nonce, _) in zip(pages, nonces, strict=True):
        assert page.headers["content-security-policy"] == POLICY.replace("__NONCE__", nonce)


def test_the_policy_lets_in_no_inline_script_and_nothing_from_elsewhere() -> None:
    assert dict(rule.split(" ", 1) for rule in POLICY.split("; ")) == {
        "default-src": "'none'",
        "script-src": "'self'",
        "connect-src": "'self'",
        "style-src": "'self' 'nonce-__NONCE__'",
        "img-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }


async def test_files_whose_name_tells_their_content_stay(app: App) -> None:
    script = await client(app).get("/app/assets/index-1a2b.js")
    assert (script.status_code, script.headers["cache-control"]) == (
        200,
        "public, max-age=31536000, immutable",
    )
    assert script.headers["x-content-type-options"] == "nosniff"
    assert (await client(app).get("/app/../documents.json")).status_code == 404


async def test_the_app_is_there_in_production_too(tmp_path: Path, built: Path) -> None:
    found = App(Settings(home=tmp_path / "home", production=True))
    found.web = WebApp(built)
    assert (await client(found).get("/")).status_code == 200


async def test_where_nothing_was_built_the_page_says_how(app: App, tmp_path: Path) -> None:
    app.web = WebApp(tmp_path / "nothing")
    seen = await client(app).get("/", headers={"accept": "text/html,*/*"})
    assert seen.status_code == 503
    assert NOT_BUILT_ZH in seen.text
    assert NOT_BUILT_EN in seen.text


def test_addresses_hold_ids_only() -> None:
    assert PLACES.fullmatch("/subjects/01M890HQSQG0PQ2CSR428KPBGA")
    assert not PLACES.fullmatch("/subjects/张三")


def test_the_documents_of_the_app_fit_the_schema_and_are_known_by_default() -> None:
    manifest = webapp.documents()
    if manifest is None:
        missing("the web app is not built; run `make web`")
    schema = build_schema((ROOT / "schema.graphql").read_text(encoding="utf-8"))
    found = read_documents(manifest)
    assert {
        name for text in found.values() for name in re.findall(r"^(?:query|mutation) (\w+)", text, re.M)
    } >= {
        "AskOffice",
        "AskOffices",
        "AnswerById",
        "WhoAmI",
    }
    assert {text: validate(schema, parse(text)) for text in found.values()} == {
        text: [] for text in found.values()
    }
    assert all(document_id(text) == name for name, text in found.items())


def test_the_words_of_the_app_are_those_of_the_law() -> None:
    law = sound_law()
    words = json.loads((ROOT / "web" / "src" / "shared" / "words.json").read_text(encoding="utf-8"))
    told = {
        room: {code: [word.zh, word.en] for code, word in getattr(law.vocabulary, room).items()}
        for room in words
    }
    assert words == told
