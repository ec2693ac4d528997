"""Every format gives the same text; what is torn is named and costs nothing else."""

import contextlib
import zipfile
from pathlib import Path

import polars
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_api.errors import InputInvalid
from loaders.readers import read_rows
from loaders.rows import Reject, Row

VALUES = [{"code": "012345678", "name": "某某公司"}, {"code": "110105194912310021", "name": "𠂇〇"}]


def values(path: Path) -> list[dict[str, str]]:
    return [item.values for item in read_rows(path, path.name) if isinstance(item, Row)]


def test_every_format_keeps_leading_zeros_and_long_numbers(tmp_path: Path):
    frame = polars.DataFrame(VALUES)
    frame.write_csv(tmp_path / "a.csv")
    frame.write_csv(tmp_path / "a.tsv", separator="\t")
    frame.write_ndjson(tmp_path / "a.jsonl")
    frame.write_parquet(tmp_path / "a.parquet")
    (tmp_path / "a.json").write_text(frame.write_json(), encoding="utf-8")
    (tmp_path / "bom.csv").write_bytes(
        b"\xef\xbb\xbf" + (tmp_path / "a.csv").read_bytes().replace(b"\n", b"\r\n")
    )
    (tmp_path / "gb.csv").write_bytes((tmp_path / "a.csv").read_text(encoding="utf-8").encode("gb18030"))
    for file in sorted(tmp_path.iterdir()):
        assert values(file) == VALUES, file.name


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.text(st.characters(exclude_categories=("Cs", "Co", "Cc"))), min_size=2, max_size=2),
        min_size=1,
    ),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030"]),
)
def test_any_table_is_read_as_it_was_written(tmp_path_factory, table: list[list[str]], encoding: str):
    path = tmp_path_factory.mktemp("csv") / "t.csv"
    polars.DataFrame({"甲": [row[0] for row in table], "乙": [row[1] for row in table]}).write_csv(
        path, quote_style="always"
    )
    text = path.read_text(encoding="utf-8")
    path.write_bytes(text.encode(encoding))
    assert [(row["甲"], row["乙"]) for row in values(path)] == [(a, b) for a, b in table]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_give_rows_rejects_or_one_clear_error(tmp_path_factory, data: bytes):
    path = tmp_path_factory.mktemp("junk") / "junk.csv"
    path.write_bytes(data)
    with contextlib.suppress(InputInvalid):
        assert all(isinstance(item, Row | Reject) for item in read_rows(path, "junk.csv"))


def test_torn_rows_are_named_and_the_others_are_read(tmp_path: Path):
    path = tmp_path / "torn.csv"
    path.write_text('a,b\n1,2\n1\n1,2,3\n"never closed,2\n3,4\n"two\nlines",5\n', encoding="utf-8")
    items = list(read_rows(path, "torn.csv"))
    assert [(item.row.line, item.doubt.code) for item in items if isinstance(item, Reject)] == [
        (3, "TOO_FEW_FIELDS"),
        (4, "TOO_MANY_FIELDS"),
        (5, "OPEN_QUOTE"),
    ]
    assert [(item.line, item.values["a"]) for item in items if isinstance(item, Row)] == [
        (2, "1"),
        (6, "3"),
        (7, "two\nlines"),
    ]


def test_a_cell_of_fifty_megabytes_is_one_reject(tmp_path: Path):
    path = tmp_path / "huge.csv"
    path.write_text("a,b\n1," + "x" * (50 << 20) + "\n3,4\n", encoding="utf-8")
    items = list(read_rows(path, "huge.csv"))
    assert [type(item).__name__ for item in items] == ["Reject", "Row"]
    assert items[0].doubt.code == "CELL_TOO_LARGE"


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.csv", b"", "empty"),
        ("binary.csv", b"\x00\x01\x02" * 50, "binary"),
        ("wide.csv", "a,b\n".encode("utf-16"), "UTF-16"),
        ("twice.csv", b"a,a\n1,2\n", "named twice"),
        ("bad.json", b"[1,", "not JSON"),
        ("bad.xlsx", b"no zip", "not an Excel"),
        ("bad.parquet", b"no parquet", "not a Parquet"),
        ("word.docx", b"x", "not read"),
    ],
)
def test_a_file_that_is_no_use_says_why(tmp_path: Path, name: str, content: bytes, reason: str):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputInvalid, match=reason):
        list(read_rows(path, name))


def test_a_zip_bomb_is_refused(tmp_path: Path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (80 << 20))
    with pytest.raises(InputInvalid, match="unpacks to 80 MB"):
        list(read_rows(path, "bomb.xlsx"))


SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>code</t></is></c><c r="B1" t="inlineStr"><is><t>name</t></is></c></row>
<row r="2"><c r="A2" t="inlineStr"><is><t>012345678</t></is></c><c r="B2"><f>1+1</f><v>2</v></c></row>
</sheetData></worksheet>"""
PARTS = {
    "[Content_Types].xml": """<?xml version="1.0"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>""",
    "_rels/.rels": """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
 Target="xl/workbook.xml"/></Relationships>""",
    "xl/workbook.xml": """<?xml version="1.0"?>
<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
<sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>""",
    "xl/_rels/workbook.xml.rels": """<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1"
 Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
 Target="worksheets/sheet1.xml"/></Relationships>""",
    "xl/worksheets/sheet1.xml": SHEET,
}


def test_a_sheet_is_read_as_text_and_its_formulas_are_not_computed(tmp_path: Path):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in PARTS.items():
            archive.writestr(name, text)
    assert values(path) == [{"code": "012345678", "name": "2"}]
