"""docker-compose.yml is a valid compose file that starts Neo4j and the service with secrets from outside."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph_api.settings import Settings

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docker-compose.yml"


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """The compose file as data."""
    return yaml.safe_load(FILE.read_text(encoding="utf-8"))


def test_the_file_follows_the_compose_specification() -> None:
    checker = Path(sys.executable).with_name("check-jsonschema")
    told = subprocess.run(
        [checker, "--builtin-schema", "vendor.compose-spec", FILE],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stdout + told.stderr


def test_neo4j_is_healthy_before_the_service_starts(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert services["service"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert all(service["healthcheck"]["test"] for service in services.values())


def test_there_is_no_default_password_and_nothing_listens_beyond_loopback(compose: dict[str, Any]) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert text.count("${NEO4J_PASSWORD:?") == 2
    published = [port for service in compose["services"].values() for port in service.get("ports", ())]
    assert published
    assert all(port.startswith("127.0.0.1:") for port in published)


def test_access_is_closed_and_secrets_come_from_outside(compose: dict[str, Any]) -> None:
    service = compose["services"]["service"]
    told = service["environment"]
    assert (told["CREDIT_GRAPH_ACCESS"], told["CREDIT_GRAPH_PRODUCTION"]) == ("closed", "true")
    known = {f"CREDIT_GRAPH_{name.upper()}" for name in Settings.model_fields}
    assert {name for name in told if name not in known} == set()
    assert "${CREDIT_GRAPH_SECRETS:-./secrets}:/run/secrets:ro" in service["volumes"]
    assert "/secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_the_image_is_the_neo4j_that_the_tests_run(compose: dict[str, Any]) -> None:
    pom = (ROOT / "tests" / "neo4j" / "pom.xml").read_text(encoding="utf-8")
    version = compose["services"]["neo4j"]["image"].removeprefix("neo4j:").removesuffix("-community")
    assert f"<version>{version}</version>" in pom or f">{version}<" in pom
