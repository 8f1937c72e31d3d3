"""XLSX in and out, through openpyxl. Called by `documents.tables` for reading, by every table written for Excel.

openpyxl takes 0.4 s to import, so this module is imported where a workbook is at hand. It reads XML through defusedxml,
which the locks bring.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from lzma import LZMAError
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from defusedxml.common import DefusedXmlException
from openpyxl import DEFUSEDXML, Workbook, load_workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from documents.archives import check_archive
from documents.tables import MAX_COLUMNS, USUAL, Limits, Line, Table, TableError, trimmed

Written = str | int | float | date | None

# What openpyxl raises on a file that is a zip archive and no workbook, or one with damaged parts.
_BROKEN = (
    InvalidFileException, BadZipFile, KeyError, ValueError, TypeError, IndexError, AttributeError, EOFError, OSError,
    ParseError, DefusedXmlException, zlib.error, LZMAError, RuntimeError,
)  # fmt: skip


def read_workbook(content: bytes, file: str, limits: Limits = USUAL) -> tuple[Table, ...]:
    """Every worksheet that has content. A formula is given as its text, `=A1+B1`: nobody knows what it came to."""
    if not DEFUSEDXML:
        raise RuntimeError("openpyxl reads without defusedxml; run `make setup`")
    check_archive(content, file, limits.unpacked)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        tables = [Table(sheet.title, tuple(_lines(sheet, file, limits.rows))) for sheet in book.worksheets]
    except _BROKEN as error:
        raise TableError("errors.table.broken_workbook", file=file) from error
    return tuple(table for table in tables if table.lines)


def write_workbook(path: Path, sheet: str, rows: Iterable[Sequence[Written]]) -> None:
    """One worksheet. Text stays text, whatever it begins with; numbers stay numbers."""
    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)
    for row in rows:
        page.append([_cell(page, value) for value in row])
    book.save(path)


def _lines(sheet: Any, file: str, rows: int) -> Iterator[Line]:
    # The size that the file claims is not believed: a claimed million of columns would be padded out.
    sheet.reset_dimensions()
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), start=1):
        if number > rows:
            raise TableError("errors.table.too_long", file=file, rows=rows, columns=MAX_COLUMNS)
        line = trimmed(number, [_text(value) for value in row])
        if line:
            yield line


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return str(value).upper()
        case float():
            return str(int(value)) if value.is_integer() else repr(value)
        case datetime():
            return f"{value:%Y-%m-%d}" if value == datetime.combine(value, datetime.min.time()) else f"{value}"
    # An array formula is an object with its text.
    return str(getattr(value, "text", value))


def _cell(page: Any, value: Written) -> Cell:
    cell = WriteOnlyCell(page, value)
    if isinstance(value, str):
        # openpyxl would make a formula of a text that begins with an equals sign.
        cell.data_type = "s"
    return cell
