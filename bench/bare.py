"""The service with nothing of trust in it, to measure what trust costs: no callers, limits, rights or audit.

    python -m bench.bare --port PORT

Its settings come from the environment, its schema is the same without the rights laid over it.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import sys

import orjson
import uvicorn

from graph_api.context import Context
from graph_api.eligibility.service import Eligibility
from graph_api.engine.db import Database
from graph_api.engine.opening import open_database
from graph_api.execution import Executor, written
from graph_api.ids.keyed_hash import open_number_key
from graph_api.law_start import sound_law
from graph_api.quick import quickened
from graph_api.schema import schema
from graph_api.settings import Settings
from graph_api.surface.answers import Send
from graph_api.surface.body import Receive
from graph_api.surface.endpoint import Scope
from graph_api.surface.limits import allowances


class Bare:
    """The ASGI application: from a body to its answer, for whoever asks."""

    def __init__(self, db: Database, settings: Settings) -> None:
        self.db, self.settings = db, settings
        self.law = sound_law()
        self.number_key = open_number_key(settings.home)
        self.eligibility = Eligibility(db, self.law, self.number_key)
        self.executor = Executor(quickened(schema), allowances(settings).texts, production=False)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        body = b""
        while (message := await receive())["type"] == "http.request":
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        asked = orjson.loads(body)
        prepared = self.executor.prepare(asked["query"], asked.get("variables"), None, sys.maxsize)
        if isinstance(prepared, list):
            raise ValueError(prepared)
        context = Context(self.db, self.law, self.settings, self.number_key, shared=self.eligibility)
        answer = written(await self.executor.execute(prepared, context))
        pairs = [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(answer))]
        await send({"type": "http.response.start", "status": 200, "headers": pairs})
        await send({"type": "http.response.body", "body": answer})


async def main() -> None:
    """Serves on loopback until it is told to stop."""
    parser = argparse.ArgumentParser(prog="python -m bench.bare")
    parser.add_argument("--port", type=int, required=True)
    settings = Settings(port=parser.parse_args().port)
    async with open_database(settings) as db:
        app = Bare(db, settings)
        gc.collect()
        gc.freeze()
        await uvicorn.Server(
            uvicorn.Config(
                app,
                port=settings.port,
                loop="asyncio",
                http="httptools",
                ws="none",
                lifespan="off",
                log_config=None,
                access_log=False,
            )
        ).serve()


if __name__ == "__main__":
    asyncio.run(main())
