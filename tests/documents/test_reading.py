"""Tables are read whatever they were saved as, and what is no table or a trap is refused with a sentence."""

from __future__ import annotations

import contextlib
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from documents.csv_files import write_csv
from documents.tables import MAX_BYTES, TableError, read_tables, tables_in
from documents.workbooks import write_workbook
from locales.catalog import catalog

ROWS = "单位,月份,指标,当月完成\n焦作大学,2022-06,培训任务,120\n"


def _cells(path: Path) -> list[tuple[str, ...]]:
    return [line.cells for table in read_tables(path) for line in table.lines]


def _refused(path: Path) -> str:
    with pytest.raises(TableError) as error:
        read_tables(path)
    for language in ("zh_CN", "en"):
        said = catalog(language).plain(error.value.said)
    return said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_text_files_are_read_in_each_encoding(tmp_path: Path, encoding: str, delimiter: str, ending: str) -> None:
    file = tmp_path / "f.csv"
    file.write_bytes(ROWS.replace(",", delimiter).replace("\n", ending).encode(encoding))
    assert _cells(file) == [("单位", "月份", "指标", "当月完成"), ("焦作大学", "2022-06", "培训任务", "120")]


def test_lines_are_numbered_as_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text('a,"b\nc"\n\n ,\nd,"1,200"\n', "utf-8")
    lines = read_tables(file)[0].lines
    assert [(line.number, line.cells) for line in lines] == [(1, ("a", "b\nc")), (5, ("d", "1,200"))]


def test_quoted_delimiters_do_not_mislead(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text('"a,b,c";d\n1;2\n', "utf-8")
    assert _cells(file) == [("a,b,c", "d"), ("1", "2")]


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"\xff\xff\x00", "is no table"),
        (b"a\x00b", "is no table"),
        (b"%PDF-1.4 text", "is no table"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel file"),
        (b"PK\x03\x04rest", "no sound XLSX"),
        (b'a,"b\n', "quotation marks"),
        (b"," * 300, "more than"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, content: bytes, complaint: str) -> None:
    file = tmp_path / "f.csv"
    file.write_bytes(content)
    assert complaint in _refused(file)


def test_a_missing_or_huge_file_is_refused(tmp_path: Path) -> None:
    assert "cannot be read" in _refused(tmp_path / "none.csv")
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    assert "larger than" in _refused(huge)


def test_numbers_of_a_workbook_are_read_as_they_are_meant(tmp_path: Path) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append([120, 120.0, 0.5, "１２０", True, datetime(2022, 6, 1), None, "=1+1"])  # noqa: DTZ001
    page.append([])
    page.append(["end"])
    book.create_sheet("empty")
    book.save(tmp_path / "f.xlsx")
    (table,) = read_tables(tmp_path / "f.xlsx")
    assert table.lines[0].cells == ("120", "120", "0.5", "１２０", "TRUE", "2022-06-01", "", "=1+1")
    assert (table.lines[1].number, table.lines[1].cells) == (3, ("end",))


def _archive(parts: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def _with_sheet(tmp_path: Path, sheet: bytes) -> Path:
    """A sound workbook whose only worksheet is replaced by these bytes."""
    sound = tmp_path / "sound.xlsx"
    write_workbook(sound, "s", [["a"]])
    with zipfile.ZipFile(sound) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet
    file = tmp_path / "f.xlsx"
    file.write_bytes(_archive(parts))
    return file


def test_an_archive_that_unpacks_into_far_more_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "f.xlsx"
    file.write_bytes(_archive({"xl/worksheets/sheet1.xml": b" " * 50_000_000}))
    assert "unpack into far more" in _refused(file)
    file.write_bytes(_archive({f"{number}.xml": b"" for number in range(2_001)}))
    assert "unpack into far more" in _refused(file)


def test_entities_in_a_workbook_are_refused(tmp_path: Path) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><worksheet><sheetData>&b;</sheetData></worksheet>'
    assert "no sound XLSX" in _refused(_with_sheet(tmp_path, laughs))


@settings(deadline=None)
@given(at=st.integers(0, 10_000), byte=st.integers(0, 255), kept=st.floats(0, 1))
def test_a_damaged_workbook_is_refused_in_a_sentence_and_never_breaks_the_reading(
    tmp_path_factory: pytest.TempPathFactory, at: int, byte: int, kept: float
) -> None:
    file = tmp_path_factory.mktemp("damaged") / "f.xlsx"
    rows: list[list[str | int | float | date | None]] = [["a", number] for number in range(50)]
    write_workbook(file, "s", [["unit", "value"], *rows])
    sound = bytearray(file.read_bytes())
    sound[at % len(sound)] = byte
    for damaged in (bytes(sound), bytes(sound[: int(len(sound) * kept)])):
        with contextlib.suppress(TableError):
            tables_in(damaged, "f.xlsx")


def test_what_was_packed_is_no_longer_readable(tmp_path: Path) -> None:
    file = tmp_path / "f.xlsx"
    write_workbook(file, "s", [["unit", "value"]])
    content = bytearray(file.read_bytes())
    at = content.index(b"xl/worksheets/sheet1.xml") + len(b"xl/worksheets/sheet1.xml")
    content[at : at + 12] = b"\xff" * 12
    file.write_bytes(content)
    assert "no sound XLSX" in _refused(file)


def test_a_sheet_that_claims_a_million_columns_is_read_without_them(tmp_path: Path) -> None:
    xmlns = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    row = b'<row r="1"><c r="A1"><v>7</v></c><c r="XFD1"><v>8</v></c></row>'
    sheet = b'<worksheet xmlns="%s"><dimension ref="A1:XFD1048576"/><sheetData>%s</sheetData></worksheet>' % (
        xmlns,
        row,
    )
    assert _cells(_with_sheet(tmp_path, sheet)) == [("7",)]


def test_written_text_is_never_a_formula_and_numbers_stay_numbers(tmp_path: Path) -> None:
    rows: list[list[str | int | float | date | None]] = [["=1+1", "+1", "-1", "@x", 5, -5, 0.5, None]]
    write_workbook(tmp_path / "f.xlsx", "表", rows)
    with zipfile.ZipFile(tmp_path / "f.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    assert _cells(tmp_path / "f.xlsx") == [("=1+1", "+1", "-1", "@x", "5", "-5", "0.5")]
    write_csv(tmp_path / "f.csv", rows)
    assert _cells(tmp_path / "f.csv") == [("'=1+1", "'+1", "'-1", "'@x", "5", "-5", "0.5")]


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), max_size=5), max_size=5))
def test_any_csv_that_we_write_is_read_back(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    file = tmp_path_factory.mktemp("csv") / "f.csv"
    write_csv(file, [["first", "second"], *rows])
    found = [list(cells) for cells in _cells(file)[1:]]
    assert [bare for row in found if (bare := _bare(row))] == [bare for row in rows if (bare := _bare(row))]


def _bare(row: list[str]) -> list[str]:
    """Without blanks, and without the apostrophe that makes a text harmless."""
    kept = [cell.strip().lstrip("'").strip() for cell in row]
    while kept and not kept[-1]:
        kept.pop()
    return kept
