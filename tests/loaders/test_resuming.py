"""A load that was killed goes on where it was, and the graph is the one an undisturbed load gives."""

import base64
import pickle
import subprocess
import sys
from pathlib import Path

from tests.conftest import wipe
from tests.loaders.conftest import uscc, write_bundle

SCRIPT = Path(__file__).with_name("load_until_killed.py")
ROOT = SCRIPT.parents[2]


def many(folder: Path) -> Path:
    return write_bundle(
        folder,
        subjects=[
            {"key": f"c{n}", "kind": "ENTERPRISE", "name": f"澄岭{n}公司", "uscc": uscc(n)}
            for n in range(500)
        ],
        positions=[
            {
                "key": f"h{n}",
                "holder": f"local:key:c{n}|刘伟",
                "organization": f"key:c{n}",
                "position": "DIRECTOR",
            }
            for n in range(500)
        ],
    )


def load_and_kill(endpoint: bytes, folder: Path, home: Path) -> int:
    """Starts a load, kills it with SIGKILL after its second batch, and gives the rows it had read."""
    command = [sys.executable, "-m", "tests.loaders.load_until_killed", str(folder), str(home)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT)
    assert process.stdin
    process.stdin.write(base64.b64encode(endpoint) + b"\n")
    process.stdin.flush()
    read = first_number(process)
    process.kill()
    process.wait()
    return read


def first_number(process: subprocess.Popen[bytes]) -> int:
    """The first line of the process that is a number: what it logs before is passed over."""
    assert process.stdout
    for line in iter(process.stdout.readline, b""):
        if line.strip().isdigit():
            return int(line)
    return 0


async def test_a_killed_load_goes_on_and_gives_the_same_graph(loaded, everything, db, home, tmp_path):
    folder = many(tmp_path / "b")
    assert load_and_kill(pickle.dumps(db.endpoint), folder, home) == 200
    report = await loaded("bundle", folder, batch_size=100)
    assert report.resumed_from == 200
    assert report.kinds["subjects"]["unchanged"] == 200
    assert report.kinds["subjects"]["created"] == 300
    resumed = await everything()
    await wipe(db)
    undisturbed = await loaded("bundle", folder, batch_size=100)
    assert undisturbed.resumed_from == 0
    assert await everything() == resumed
