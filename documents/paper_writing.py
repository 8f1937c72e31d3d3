"""A paper as an XLSX file that prints on one A4 page: fonts, frames, merged cells, margins. Text stays text.

Imported where one is written: openpyxl takes 0.4 s to import.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from documents.page_writing import sheet_title, write_value
from documents.papers import BOTTOM, POINT, SIDE, TOP, Count, Field, Looks, Paper, Style
from locales import numbers
from locales.text import Percent

# The typefaces of official papers, which every office computer has.
_TEXT, _HEAD = "宋体", "黑体"
# Groups of three with a space, as the bot writes numbers; a format has a form for each length.
_GROUPED = r"[>=1000000]#\ ###\ ##0;[>=1000]#\ ##0;0"
_SHARE = r"[>=1000]#\ ##0.00;0.00"
_SIGNATURES = frozenset({Looks.SIGNATURE, Looks.SIGNATURE_RIGHT})
_LINE = Side(style="thin", color="FF000000")
_A4 = 9
_INCH = 25.4
# A column's width is told in digits of the workbook's own font, which are 7 pixels of 1/96 inch, and 5 pixels more.
_DIGIT, _AROUND, _DOTS = 7, 5, 96


def write_paper(path: Path, paper: Paper) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = sheet_title(paper.name)
    for number, (left, right) in enumerate(zip(paper.edges, paper.edges[1:], strict=False), start=1):
        dots = (right - left) / _INCH * _DOTS
        sheet.column_dimensions[get_column_letter(number)].width = round((dots - _AROUND) / _DIGIT, 2)
    for number, height in enumerate(paper.heights, start=1):
        sheet.row_dimensions[number].height = round(height / POINT, 2)
    for field in paper.fields:
        _place(sheet, field)
    _set_up(sheet, paper)
    book.save(path)


def _place(sheet: Any, field: Field) -> None:
    """The frame goes around every cell of a merged field: programs differ in which of them they look at."""
    style, first = field.style, sheet.cell(field.top + 1, field.left + 1)
    for row in range(field.top + 1, field.bottom + 1):
        for column in range(field.left + 1, field.right + 1):
            sheet.cell(row, column).border = _border(style)
    _write(first, field)
    first.font = Font(name=_HEAD if field.looks is Looks.TITLE else _TEXT, size=style.size)
    # Words beside a rule stand on it; a number too long for its field is set smaller, where it would show as ####.
    upright = "bottom" if field.looks in _SIGNATURES else "center"
    wide = not isinstance(field.value, str)
    first.alignment = Alignment(horizontal=style.align, vertical=upright, wrap_text=not wide, shrink_to_fit=wide)
    if (field.bottom - field.top) * (field.right - field.left) > 1:
        sheet.merge_cells(
            start_row=field.top + 1, end_row=field.bottom, start_column=field.left + 1, end_column=field.right
        )


def _write(cell: Any, field: Field) -> None:
    """Numbers stay numbers, to be read by a program too; a percentage is what the paper shows, without its sign."""
    match field.value:
        case Percent(share):
            cell.value, cell.number_format = float(numbers.percent(share)), _SHARE
        case Count(value, measure):
            # A quotation mark would end the words within the format.
            words = measure.replace('"', "")
            cell.value, cell.number_format = value, f'"（ "0" ）{words}"'
        case int():
            cell.value, cell.number_format = field.value, _GROUPED
        case _ if field.value:
            write_value(cell, field.value)


def _border(style: Style) -> Border:
    if style.framed:
        return Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
    return Border(bottom=_LINE) if style.ruled else Border()


def _set_up(sheet: Any, paper: Paper) -> None:
    """One upright A4 page, in the middle, without the lines of the screen."""
    last = f"{get_column_letter(len(paper.edges) - 1)}{len(paper.heights)}"
    sheet.print_area = f"A1:{last}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "portrait", _A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToWidth = sheet.page_setup.fitToHeight = 1
    margins = sheet.page_margins
    margins.left = margins.right = SIDE / _INCH
    margins.top, margins.bottom = TOP / _INCH, BOTTOM / _INCH
    margins.header = margins.footer = BOTTOM / _INCH / 2
    sheet.print_options.horizontalCentered = True
    sheet.sheet_view.showGridLines = False
