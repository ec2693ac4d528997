"""The lines as a table on the screen and as JSON."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import orjson
from rich import box
from rich.console import Console
from rich.table import Table

from bench.measured import Line

MARKS = {True: "yes", False: "NO", None: ""}


def show(lines: Sequence[Line], console: Console) -> None:
    """Prints the table."""
    table = Table(box=box.SIMPLE, title="least / median / most of the rounds")
    for name in ("what", "engine", "subjects", "measured", "ratio", "to", "target", "met", "note"):
        table.add_column(name, justify="right" if name == "subjects" else "left")
    for each in lines:
        digits = 0 if each.value.median >= 100 else 2
        table.add_row(
            each.name,
            each.engine,
            f"{each.subjects:,}",
            f"{each.value.text(digits)} {each.unit}",
            each.ratio.text() if each.ratio else "",
            each.floor,
            each.target,
            MARKS[each.met],
            each.note,
        )
    console.print(table)


def save(lines: Sequence[Line], file: Path) -> None:
    """Writes the lines as JSON, with when and on what they were measured."""
    about = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}",
    }
    file.write_bytes(
        orjson.dumps({**about, "lines": [each.as_json() for each in lines]}, option=orjson.OPT_INDENT_2)
    )
