"""Excel and Parquet to rows, every column as text."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import fastexcel
import polars

from graph_api.errors import InputInvalid
from loaders.rows import Reject, Row

LARGEST_UNPACKED = 1 << 30
LARGEST_RATIO = 200
RATIO_MATTERS = 64 << 20
SLICE = 20_000


def check_archive(path: Path, name: str) -> None:
    """InputInvalid where an Excel file would unpack to more than it should (a zip bomb) or is none."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        raise InputInvalid(name, "it is not an Excel file", "不是有效的Excel文件") from None
    ratio = unpacked / max(1, path.stat().st_size)
    if unpacked > LARGEST_UNPACKED or (unpacked > RATIO_MATTERS and ratio > LARGEST_RATIO):
        raise InputInvalid(
            name,
            f"it unpacks to {unpacked >> 20} MB, {ratio:.0f} times its size; refused",
            f"解压后达{unpacked >> 20} MB，疑似压缩炸弹，已拒绝",
        )


def read_excel(path: Path, name: str) -> Iterator[Row | Reject]:
    """The rows of the first sheet; formulas are never evaluated, their stored values are read."""
    check_archive(path, name)
    try:
        sheet = fastexcel.read_excel(path).load_sheet(0, dtypes="string")
        frame = sheet.to_polars()
    except fastexcel.FastExcelError as error:
        raise InputInvalid(name, f"it is not an Excel file ({error})", "不是有效的Excel文件") from None
    yield from _rows(frame, name, first_line=2)


def read_parquet(path: Path, name: str) -> Iterator[Row | Reject]:
    """The rows of a Parquet file, a slice in memory at a time; lists are joined by semicolons."""
    try:
        scan = polars.scan_parquet(path)
        schema = scan.collect_schema()
    except (polars.exceptions.PolarsError, OSError) as error:
        raise InputInvalid(name, f"it is not a Parquet file ({error})", "不是有效的Parquet文件") from None
    columns = []
    for column, kind in schema.items():
        expression = polars.col(column)
        if isinstance(kind, polars.List):
            expression = expression.cast(polars.List(polars.String)).list.join(";")
        elif isinstance(kind, polars.Struct):
            raise InputInvalid(name, f"column {column} is nested", f"列 {column} 是嵌套结构")
        columns.append(expression.cast(polars.String))
    offset = 0
    while True:
        frame = scan.slice(offset, SLICE).select(columns).collect()
        yield from _rows(frame, name, first_line=offset + 1)
        if frame.height < SLICE:
            return
        offset += SLICE


def _rows(frame: polars.DataFrame, name: str, first_line: int) -> Iterator[Row]:
    headers = [column.strip() for column in frame.columns]
    for place, cells in enumerate(frame.iter_rows(), start=first_line):
        if any(cell is not None and cell.strip() for cell in cells):
            yield Row(name, place, {key: cell or "" for key, cell in zip(headers, cells, strict=True)})
