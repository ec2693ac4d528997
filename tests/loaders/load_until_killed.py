"""A load in a process of its own that waits to be killed after its second batch; run by test_resuming."""

import asyncio
import base64
import pickle
import sys
import time
from pathlib import Path

from graph_api.engine.db import Database
from graph_api.engine.endpoint import Endpoint
from graph_api.settings import Settings
from loaders.run import load


async def main(endpoint: Endpoint, folder: Path, home: Path) -> None:
    batches = 0

    def told(name: str, read: int, rejected: int) -> None:
        nonlocal batches
        batches += 1
        if batches == 2:
            print(read, flush=True)
            time.sleep(600)

    db = Database(endpoint, Settings(home=home))
    await load(db, "bundle", folder, home=home, batch_size=100, told=told)


if __name__ == "__main__":
    given = base64.b64decode(sys.stdin.readline())
    # The test that started this process wrote it.
    asyncio.run(main(pickle.loads(given), Path(sys.argv[1]), Path(sys.argv[2])))  # noqa: S301
