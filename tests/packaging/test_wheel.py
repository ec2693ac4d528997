"""The wheel carries all it needs: installed in an empty environment, it answers one question."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
NUMBER = "11010119900307803X"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the tree."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, ROOT],
        check=True,
        capture_output=True,
    )
    (built,) = out.glob("*.whl")
    return built


def test_the_wheel_holds_the_corpus_the_law_and_the_page(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder, ending in (
        ("graph_api/_cypher/evidence/", ".cypher"),
        ("graph_api/_cypher/schema/", ".cypher"),
        ("graph_api/law/documents/", ".toml"),
        ("loaders/sources/bundle/", ".toml"),
    ):
        assert any(name.startswith(folder) and name.endswith(ending) for name in names), folder
    assert not [name for name in names if name.startswith(("tests/", "bench/"))]


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
