"""Writes the parts of a bundle: `subjects-0001.parquet`, `subjects-0002.parquet` … or the same as CSV."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Literal

import polars as pl

from graph_api.generate.columns import COLUMNS

Format = Literal["parquet", "csv"]


class BundleWriter:
    """Writes frames as parts of a bundle and counts their rows."""

    def __init__(self, out: Path, file_format: Format) -> None:
        self._out = out
        self._format = file_format
        self.counts: Counter[str] = Counter()
        out.mkdir(parents=True, exist_ok=True)
        if any(out.iterdir()):
            raise FileExistsError(f"{out} is not empty; a bundle is written into an empty folder")

    def write(self, name: str, part: int, frames: list[pl.DataFrame]) -> None:
        """Write the rows of one file, every column as text; a part without rows is not written."""
        rows = pl.concat([_shaped(name, frame) for frame in frames])
        if rows.is_empty():
            return
        path = self._out / f"{name}-{part:04d}.{self._format}"
        if self._format == "parquet":
            rows.write_parquet(path, compression="zstd", compression_level=1, statistics=False)
        else:
            rows.write_csv(path)
        self.counts[name] += rows.height


def _shaped(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """All columns of a file in their order, as text; what a frame does not know is empty."""
    strange = set(frame.columns) - set(COLUMNS[name])
    if strange:
        raise KeyError(f"{name} has no column {', '.join(sorted(strange))}")
    return frame.select(
        pl.col(column).cast(pl.String)
        if column in frame.columns
        else pl.lit(None, dtype=pl.String).alias(column)
        for column in COLUMNS[name]
    )
