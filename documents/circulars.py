"""A circular as a table file and as a picture, both from the frozen figures. Called for the posts and by the CLI."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path

from documents.charts.specs import Frame, Ranked, RankingChart, Skipped
from documents.charts.wording import About, class_name, month
from locales.catalog import Catalog
from locales.text import Percent, Text, text
from programmes.model import Programme
from programmes.periods import Period
from scoring.circulars.contents import Circular, Line, ends
from scoring.circulars.sheets import Sheet, SheetCell, indicator_name, sheets

_HEAD_WIDTH, _NAME_WIDTH, _WIDTH = 6, 34, 16


def ranking_picture(circular: Circular, programme: Programme, catalog: Catalog, label: str = "") -> RankingChart | None:
    """The first and last of the class by the rate that decides first; None where nobody is ranked."""
    first, last = ends(circular.ranking, circular.shown)
    if not first:
        return None
    period = Period.parse(circular.period)
    as_of = datetime.fromisoformat(circular.as_of)
    about = About(catalog, programme, period, as_of, circular.expected - circular.reported, label)
    deciding = indicator_name(programme, circular.ranking.order[0])
    title = text(
        "circular.picture.title", month=month(period), group=class_name(programme, circular.unit_class),
        reported=circular.reported, expected=circular.expected,
    )  # fmt: skip
    asked = programme.calendar.share_at(period)
    frame = Frame(
        catalog.plain(title),
        about.sentence("charts.ranking.subtitle", indicator=deciding, month=month(period)),
        about.source(about.schedule_source()),
        label,
    )
    between = len(circular.ranking.placed) - len(first) - len(last)
    middle = (Skipped(about.say("charts.skipped", count=between)),) if between else ()
    rows = (*(_ranked(about, line) for line in first), *middle, *(_ranked(about, line) for line in last))
    return RankingChart(frame, rows, asked, about.asked(asked))


def write_circular(path: Path, circular: Circular, programme: Programme, catalog: Catalog) -> None:
    """One worksheet a ranking; numbers stay numbers, rates are percentages."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    book.remove(book.worksheets[0])
    for number, sheet in enumerate(sheets(circular, programme), start=1):
        page = book.create_sheet(_title(catalog, sheet, number))
        page.append([catalog.plain(heading) for heading in sheet.heading])
        for cell in page[1]:
            cell.font = Font(bold=True)
        for row in sheet.rows:
            page.append([_value(catalog, value) for value in row])
        _dress(page, sheet)
    book.save(path)


def _ranked(about: About, line: Line) -> Ranked:
    share = line.cells[0].share or Fraction(0)
    return Ranked(
        about.say("charts.place", rank=line.place or 0),
        line.who.name,
        share,
        about.say("charts.percent", share=Percent(share)),
        about.say("charts.unreported") if line.missing else "",
        missing=line.missing,
    )


def _title(catalog: Catalog, sheet: Sheet, number: int) -> str:
    """A worksheet's name holds at most 31 characters and none of these."""
    words = "".join(c for c in catalog.plain(sheet.title) if c not in r"[]:*?/\'")
    return f"{number} {words}"[:31]


def _value(catalog: Catalog, value: SheetCell) -> str | int | float | None:
    match value:
        case Percent():
            return float(value.share)
        case Text():
            return catalog.plain(value)
        case _:
            return value


def _dress(page: object, sheet: Sheet) -> None:
    """Widths, the frozen heading, percent formats; a text that begins with an equals sign stays a text."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.worksheet import Worksheet

    assert isinstance(page, Worksheet)  # noqa: S101
    widths: Sequence[int] = (_HEAD_WIDTH, _NAME_WIDTH, *([_WIDTH] * (len(sheet.heading) - 2)))
    for column, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.freeze_panes = "C2"
    for cells, values in zip(page.iter_rows(min_row=2), sheet.rows, strict=True):
        for cell, value in zip(cells, values, strict=True):
            if isinstance(value, Percent):
                cell.number_format = "0.00%"
            elif isinstance(cell.value, str):
                cell.data_type = "s"
