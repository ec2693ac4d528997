"""Delimited text to rows: the encoding is found, torn rows are named and the rest goes on."""

import codecs
import csv
import io
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from graph_api.errors import InputInvalid
from graph_api.ids.names import mend_private_use
from loaders.rows import Doubt, Reject, Row

SAMPLE = 1 << 20
LARGEST_CELL = 1 << 20
LARGEST_LINE = 64 << 20
UNDECODED = range(0xDC80, 0xDD00)
CELL_TOO_LARGE = Doubt(
    "", "CELL_TOO_LARGE", "单元格超过1 MB或引号未闭合", "a cell is over 1 MB, or a quote is never closed"
)
OPEN_QUOTE = Doubt("", "OPEN_QUOTE", "引号未闭合", "a quote is never closed")


def find_encoding(sample: bytes, name: str) -> str:
    """utf-8, utf-8-sig or gb18030: by the byte order mark, then by what decodes; InputInvalid for neither."""
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputInvalid(name, "it is UTF-16; save it as UTF-8", "文件为UTF-16编码，请另存为UTF-8")
    if b"\x00" in sample:
        raise InputInvalid(name, "it holds binary data, not text", "文件是二进制数据而不是文本")
    whole = len(sample) < SAMPLE
    for encoding in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(sample, final=whole)
        except UnicodeDecodeError:
            continue
        return encoding
    # A stray byte in a UTF-8 file costs one row, not the file; anything worse is no text at all.
    damaged = sample.decode("utf-8", errors="surrogateescape")
    bad = sum(ord(character) in UNDECODED for character in damaged)
    if bad > max(8, len(damaged) // 100):
        raise InputInvalid(name, "it is neither UTF-8 nor GB18030 text", "文件既不是UTF-8也不是GB18030文本")
    return "utf-8"


class Lines:
    """The lines of a file; they can be given back, so that a broken row costs one line and no more."""

    def __init__(self, stream: io.TextIOBase, name: str) -> None:
        self._stream = stream
        self._name = name
        self._waiting: deque[str] = deque()
        self.taken: list[str] = []
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._stream.readline(LARGEST_LINE)
        if not line:
            raise StopIteration
        if len(line) >= LARGEST_LINE:
            raise InputInvalid(
                self._name, f"line {self.number + 1} is over 64 MB", f"第{self.number + 1}行超过64 MB"
            )
        self.number += 1
        self.taken.append(line)
        return line

    def give_back_all_but_first(self) -> str:
        """The first line taken since the last row; the others will be read again."""
        self._waiting.extendleft(reversed(self.taken[1:]))
        self.number -= len(self.taken) - 1
        return self.taken[0]


def read_delimited(path: Path, name: str) -> Iterator[Row | Reject]:
    """The rows of a CSV or TSV file; a row with too many or too few fields is a reject with its line."""
    with path.open("rb") as raw:
        encoding = find_encoding(raw.read(SAMPLE), name)
    with path.open(encoding=encoding, errors="surrogateescape", newline="") as stream:
        csv.field_size_limit(LARGEST_CELL)
        lines = Lines(stream, name)
        first = next(lines, "")
        delimiter = "\t" if path.suffix.lower() == ".tsv" or ("\t" in first and "," not in first) else ","
        headers = _headers(first, delimiter, name)
        yield from _rows(lines, delimiter, headers, name)


def _headers(first: str, delimiter: str, name: str) -> list[str]:
    try:
        headers = [cell.strip() for cell in next(csv.reader([first], delimiter=delimiter), [])]
    except csv.Error:
        raise InputInvalid(name, "its first line is no header", "首行不是表头") from None
    if not any(headers):
        raise InputInvalid(name, "its first line is empty; it must name the columns", "首行为空，应为列名")
    twice = sorted({header for header in headers if headers.count(header) > 1})
    if twice:
        raise InputInvalid(name, f"columns are named twice: {', '.join(twice)}", "列名重复")
    return headers


def _rows(lines: Lines, delimiter: str, headers: list[str], name: str) -> Iterator[Row | Reject]:
    while True:
        lines.taken.clear()
        began = lines.number + 1
        try:
            cells = next(csv.reader(lines, delimiter=delimiter), None)
        except csv.Error:
            raw = lines.give_back_all_but_first()
            yield Reject(Row(name, began, {}), CELL_TOO_LARGE, raw=raw[:2000].rstrip())
            continue
        if cells is None:
            return
        if not cells or (len(cells) == 1 and not cells[0].strip() and len(headers) > 1):
            continue
        if len(cells) != len(headers) and len(lines.taken) > 1:
            # A quote that is never closed swallows the lines after it: only its own line is torn.
            raw = lines.give_back_all_but_first()
            yield Reject(Row(name, began, {}), OPEN_QUOTE, raw=raw[:2000].rstrip())
            continue
        yield _whole_or_torn(cells, headers, name, began)


def _whole_or_torn(cells: list[str], headers: list[str], name: str, line: int) -> Row | Reject:
    values = dict(zip(headers, map(mend_private_use, cells), strict=False))
    row = Row(name, line, values)
    text = "".join(cells)
    if len(cells) != len(headers):
        few = len(cells) < len(headers)
        return Reject(
            row,
            Doubt(
                "",
                "TOO_FEW_FIELDS" if few else "TOO_MANY_FIELDS",
                f"应有{len(headers)}列，实有{len(cells)}列",
                f"{len(cells)} fields where the header names {len(headers)}",
            ),
            raw=_joined(cells),
        )
    if any(ord(character) in UNDECODED for character in text) if not text.isascii() else "\x00" in text:
        return Reject(
            row,
            Doubt("", "ENCODING", "含有无法解码的字节", "bytes that cannot be decoded"),
            raw=_joined(cells),
        )
    return row


def _joined(cells: list[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="").writerow(cells)
    return text.getvalue().encode("utf-8", errors="replace").decode()
