"""JSON and JSON Lines to rows."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from graph_api.errors import InputInvalid
from loaders.rows import Doubt, Reject, Row

LARGEST_DOCUMENT = 512 << 20
LARGEST_LINE = 64 << 20


def read_json(path: Path, name: str, nested: bool) -> Iterator[Row | Reject]:
    """The objects of a JSON array or of JSON Lines; whole with `nested`, else as text columns."""
    with path.open("rb") as stream:
        start = stream.read(4096).lstrip(b"\xef\xbb\xbf \t\r\n")
    if path.suffix.lower() == ".json" and start.startswith(b"["):
        return _array(path, name, nested)
    return _json_lines(path, name, nested)


def _array(path: Path, name: str, nested: bool) -> Iterator[Row | Reject]:
    if path.stat().st_size > LARGEST_DOCUMENT:
        raise InputInvalid(
            name, "a JSON array of over 512 MB; use JSON Lines", "JSON数组超过512 MB，请改用JSON Lines"
        )
    try:
        items = orjson.loads(path.read_bytes().removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise InputInvalid(name, f"it is not JSON ({error})", "不是有效的JSON") from None
    for place, item in enumerate(items, start=1):
        yield _row(item, name, place, nested)


def _json_lines(path: Path, name: str, nested: bool) -> Iterator[Row | Reject]:
    with path.open("rb") as stream:
        number = 0
        while line := stream.readline(LARGEST_LINE):
            number += 1
            if len(line) >= LARGEST_LINE:
                raise InputInvalid(name, f"line {number} is over 64 MB", f"第{number}行超过64 MB")
            if not line.strip():
                continue
            try:
                item = orjson.loads(line.removeprefix(b"\xef\xbb\xbf"))
            except orjson.JSONDecodeError as error:
                raw = line[:2000].decode("utf-8", errors="replace").strip()
                doubt = Doubt("", "NOT_JSON", "该行不是有效的JSON", f"the line is not JSON ({error})")
                yield Reject(Row(name, number, {}), doubt, raw=raw)
                continue
            yield _row(item, name, number, nested)


def _row(item: Any, name: str, line: int, nested: bool) -> Row | Reject:
    if not isinstance(item, dict):
        doubt = Doubt("", "NOT_AN_OBJECT", "该项不是对象", "the item is not an object")
        return Reject(Row(name, line, {}), doubt, raw=orjson.dumps(item).decode()[:2000])
    if nested:
        return Row(name, line, {"statement": orjson.dumps(item).decode()}, document=item)
    values = {}
    for column, value in item.items():
        text = _text(value)
        if text is None:
            doubt = Doubt(column, "NESTED", "该列是嵌套结构", "the column is nested, not a value")
            return Reject(Row(name, line, {}), doubt, raw=orjson.dumps(item).decode()[:2000])
        values[column] = text
    return Row(name, line, values)


def _text(value: Any) -> str | None:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        parts = [_text(item) for item in value]
        return None if None in parts else ";".join(part or "" for part in parts)
    return None if isinstance(value, dict) else str(value)
