"""Pages as an XLSX file for people: heading in sight, widths, wrapping, what may be entered. Text stays text.

Called by every export that is more than bare rows, and imported there: openpyxl takes 0.4 s to import.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from documents.pages import Check, Choices, Numbers, Page, Value
from locales.text import Percent

_HEADING = Font(bold=True)
_HEADING_FILL = PatternFill("solid", fgColor="DCE6F1")
_ENTERED_FILL = PatternFill("solid", fgColor="FFF9DB")
# A cell of Excel holds no more.
_LONGEST_CELL = 32_767
_LONGEST_PROMPT = 255
_LONGEST_TITLE = 31


def write_pages(path: Path, pages: Sequence[Page]) -> None:
    """One worksheet a page, in order."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for page in pages:
        sheet = book.create_sheet(sheet_title(page.title))
        _fill(sheet, page)
        _dress(sheet, page)
        for check in page.checks:
            sheet.add_data_validation(_validation(check))
    book.save(path)


def sheet_title(words: str) -> str:
    """A worksheet's name holds at most 31 characters and none of these."""
    return "".join(c for c in words if c not in r"[]:*?/\'")[:_LONGEST_TITLE] or "-"


def _fill(sheet: Any, page: Page) -> None:
    if page.headed:
        for number, column in enumerate(page.columns, start=1):
            cell = sheet.cell(1, number)
            write_value(cell, column.title)
            cell.font, cell.fill = _HEADING, _HEADING_FILL
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    first = 2 if page.headed else 1
    for row, values in enumerate(page.rows, start=first):
        for number, value in enumerate(values, start=1):
            write_value(sheet.cell(row, number), value)
            _shape(sheet.cell(row, number), page, number - 1)


def write_value(cell: Any, value: Value) -> None:
    match value:
        case Percent():
            cell.value, cell.number_format = float(value.share), "0.00%"
        case str():
            # openpyxl would make a formula of a text that begins with an equals sign; Excel, when it is edited, too.
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST_CELL]
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
        case None:
            return
        case _:
            cell.value = value


def _shape(cell: Any, page: Page, number: int) -> None:
    if number < len(page.columns):
        column = page.columns[number]
        cell.alignment = Alignment(vertical="top", wrap_text=column.wrapped)
        if column.entered:
            cell.fill = _ENTERED_FILL
            # As text, so that 2023-06 stays what was typed; numbers are read from text as well.
            cell.number_format = "@" if isinstance(cell.value, str) else cell.number_format


def _dress(sheet: Any, page: Page) -> None:
    for number, column in enumerate(page.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    if page.headed:
        sheet.freeze_panes = f"{get_column_letter(page.fixed + 1)}2"
    if page.filtered and page.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(page.columns))}{len(page.rows) + 1}"


def _validation(check: Check) -> DataValidation:
    letter = get_column_letter(check.column + 1)
    shown = check.said[:_LONGEST_PROMPT]
    match check.rule:
        case Choices(words):
            made = DataValidation(type="list", formula1=f'"{",".join(words)}"')
        case Numbers(most, whole):
            kind = "whole" if whole else "decimal"
            made = DataValidation(type=kind, operator="between", formula1="0", formula2=str(most))
        case None:
            made = DataValidation()
    made.allow_blank = True
    made.showInputMessage, made.prompt = True, shown
    made.showErrorMessage, made.error = check.rule is not None, shown
    made.add(f"{letter}{check.first + 2}:{letter}{check.last + 2}")
    return made
