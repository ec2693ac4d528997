"""The wheel carries all it needs and is the same each time: installed in an empty environment, it answers."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from graph_api import webapp
from graph_api.graphiql import BUILT, is_built
from tests.demanded import missing

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
NUMBER = "11010119900307803X"


def built(tree: Path, out: Path) -> Path:
    """The wheel of a tree."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, tree],
        check=True,
        capture_output=True,
        env={**os.environ, "SOURCE_DATE_EPOCH": "1767225600"},
    )
    (wheel,) = out.glob("*.whl")
    return wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the tree."""
    return built(ROOT, tmp_path_factory.mktemp("dist"))


def test_the_wheel_holds_the_corpus_the_law_and_the_page(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder, ending in (
        ("graph_api/_cypher/evidence/", ".cypher"),
        ("graph_api/_cypher/schema/", ".cypher"),
        ("graph_api/law/documents/", ".toml"),
        ("loaders/sources/bundle/", ".toml"),
    ):
        assert any(name.startswith(folder) and name.endswith(ending) for name in names), folder
    assert not [name for name in names if name.startswith(("tests/", "bench/", "supply/", "web/"))]
    assert not [name for name in names if name.endswith((".jar", ".class")) or "node_modules" in name]


def test_the_wheel_holds_the_web_pages_and_the_licences_of_what_they_are_made_of(wheel: Path) -> None:
    if not (is_built() and webapp.is_built()):
        missing("the web pages are not built; run `make web`")
    names = set(zipfile.ZipFile(wheel).namelist())
    built = {path.relative_to(BUILT.parent).as_posix() for path in BUILT.parent.rglob("*") if path.is_file()}
    assert {f"graphiql/{name}" for name in ("index.html", "licences.md", "editor-notices.txt")} < built
    assert {"app/index.html", "app/documents.json", "app/app/licences.md"} < built
    held = {name.removeprefix("graph_api/_web/") for name in names if "/_web/" in name}
    assert held == built


def test_the_wheel_holds_its_bill_of_materials(wheel: Path) -> None:
    held = zipfile.ZipFile(wheel).read("credit_graph-0.1.0.dist-info/sboms/sbom.cdx.json")
    assert held == (ROOT / "sbom.cdx.json").read_bytes()


def test_built_again_elsewhere_and_at_another_time_it_is_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    shutil.copytree(ROOT, tree, copy_function=shutil.copyfile, ignore=_left_out)
    again = built(tree, tmp_path / "dist")
    assert again.name == wheel.name
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(wheel.read_bytes()).digest()


def _left_out(folder: str, names: list[str]) -> set[str]:
    heavy = {"node_modules", "tests", "bench", "docs", "dist", "__pycache__"}
    return {name for name in names if name in heavy or (name.startswith(".") and name != ".gitignore")}


def test_installed_alone_it_answers_one_question(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    python = environment / "bin" / "python"
    uv = [BIN / "uv", "--quiet", "--no-config"]
    subprocess.run([*uv, "venv", "--python", sys.executable, environment], check=True)
    for what in (["--require-hashes", "-r", ROOT / "requirements.lock"], ["--no-deps", wheel]):
        subprocess.run([*uv, "pip", "install", "--python", python, *what], check=True)
    asked = subprocess.run(
        [
            *(environment / "bin" / "credit-graph", "check", "--json", "--position", "DIRECTOR"),
            *("--body-class", "COMPANY", "--number", NUMBER, "--as-of", "2026-11-21"),
        ],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "CREDIT_GRAPH_HOME": str(tmp_path / "home")},
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    answer = json.loads(asked.stdout)
    assert (answer["__typename"], answer["verdict"]) == ("OfficeVerdict", "ELIGIBLE")
    assert "JUDGMENT_DEBTOR_LIST" in {gap["trigger"] for gap in answer["notChecked"]}
    assert NUMBER not in asked.stdout + asked.stderr
