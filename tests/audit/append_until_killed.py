"""A process that appends with several waiters and prints each request id once it is acknowledged."""

import asyncio
import sys
from pathlib import Path

from tests.audit.conftest import Place


async def main(home: Path, name: str) -> None:
    place = Place(home, head_every=50)
    log = place.open()

    async def visitor(visitor: int) -> None:
        for number in range(10**9):
            request = f"{name}-{visitor}-{number}"
            await log.append([place.entry(subject=f"s{number % 5}", request_id=request, purpose="x" * 500)])
            sys.stdout.write(request + "\n")
            sys.stdout.flush()

    await asyncio.gather(*(visitor(number) for number in range(8)))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
