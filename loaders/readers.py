"""Files to rows: CSV, TSV, JSON, JSON Lines, Excel and Parquet, every column as text, in flat memory."""

from collections.abc import Iterator
from pathlib import Path

from graph_api.errors import InputInvalid
from loaders.delimited import read_delimited
from loaders.json_rows import read_json
from loaders.rows import Reject, Row
from loaders.tables import read_excel, read_parquet

SUFFIXES = (".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json", ".xlsx", ".parquet")


def read_rows(path: Path, name: str, nested: bool = False) -> Iterator[Row | Reject]:
    """The rows of one file in order, torn ones as rejects; InputInvalid where the file as such is no use.

    `name` is what rows and rejects call the file. `nested` keeps JSON objects whole.
    """
    if not path.is_file():
        raise InputInvalid(name, "there is no such file", "文件不存在")
    if path.stat().st_size == 0:
        raise InputInvalid(name, "the file is empty", "文件为空")
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv", ".txt"):
        return read_delimited(path, name)
    if suffix in (".jsonl", ".ndjson", ".json"):
        return read_json(path, name, nested)
    if suffix == ".xlsx":
        return read_excel(path, name)
    if suffix == ".parquet":
        return read_parquet(path, name)
    raise InputInvalid(name, f"files ending in {suffix or 'nothing'} are not read", "不支持的文件类型")
