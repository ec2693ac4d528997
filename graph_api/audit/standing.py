"""Where every file of the log stands now, signed: what an operator takes to another machine."""

from __future__ import annotations

from pathlib import Path

import orjson

from graph_api.audit.chain import END, PREFIX
from graph_api.audit.entry import Clock, now
from graph_api.audit.files import last_whole_line, log_files
from graph_api.audit.heads import ASKED, FILE, Head, Signer


def heads_now(folder: Path, signer: Signer, clock: Clock = now) -> list[Head]:
    """A head of each file and of `heads.jsonl`; whoever signs must have verified the folder before."""
    time = clock().isoformat(timespec="seconds")
    paths = [file.path for file in log_files(folder)]
    if (folder / FILE).exists():
        paths.append(folder / FILE)
    found = []
    for path in paths:
        line, _ = last_whole_line(path)
        if line:
            place, digest = int(orjson.loads(line)["n"]), line[len(PREFIX) : END].decode()
            found.append(signer.sign(Head(path.name, place, digest, time, ASKED)))
    return found
