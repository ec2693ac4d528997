"""Statements for ArcadeDB that its Cypher lacks, over its HTTP port on loopback."""

import asyncio
import base64
import json
import urllib.error
import urllib.request

from graph_api.engine.endpoint import Endpoint
from graph_api.errors import EngineUnavailable, QueryFailed

SECONDS = 60


async def run_sql(endpoint: Endpoint, statement: str, name: str) -> None:
    """Runs one SQL statement on the endpoint's database."""
    await _post(
        endpoint, f"/api/v1/command/{endpoint.database}", {"language": "sql", "command": statement}, name
    )


async def create_reader(endpoint: Endpoint) -> None:
    """Creates the login that may only read, which the engine enforces by its group."""
    assert endpoint.reader is not None
    name, password = endpoint.reader
    user = {"name": name, "password": password, "databases": {endpoint.database: ["reader"]}}
    await _post(endpoint, "/api/v1/server", {"command": f"create user {json.dumps(user)}"}, "create_reader")


async def _post(endpoint: Endpoint, path: str, body: dict[str, str], name: str) -> None:
    await asyncio.to_thread(_post_now, endpoint, path, body, name)


def _post_now(endpoint: Endpoint, path: str, body: dict[str, str], name: str) -> None:
    if endpoint.sql_address is None:
        raise EngineUnavailable("it has no SQL address")
    token = base64.b64encode(":".join(endpoint.writer).encode()).decode()
    request = urllib.request.Request(  # noqa: S310 - the address is our own child's, on loopback
        endpoint.sql_address + path,
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Basic {token}", "Content-Type": "application/json"},
    )
    # Without a proxy: the address is on this machine whatever the environment says.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request, timeout=SECONDS):
            return
    except urllib.error.HTTPError as error:
        raise QueryFailed(name, f"HTTP {error.code}") from None
    except OSError as error:
        raise EngineUnavailable(type(error).__name__) from None
