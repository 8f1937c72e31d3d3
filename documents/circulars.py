"""A circular as a table file and as a picture, both from the frozen figures. Called for the posts and by the CLI."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction
from pathlib import Path

from documents.charts.specs import Frame, Ranked, RankingChart, Skipped
from documents.charts.wording import About, class_name, month
from documents.pages import Column, Page, Value
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
    from documents.page_writing import write_pages

    write_pages(path, [_page(catalog, *one) for one in enumerate(sheets(circular, programme), start=1)])


def _page(catalog: Catalog, number: int, sheet: Sheet) -> Page:
    widths = (_HEAD_WIDTH, _NAME_WIDTH, *([_WIDTH] * (len(sheet.heading) - 2)))
    heading = zip(sheet.heading, widths, strict=True)
    return Page(
        title=f"{number} {catalog.plain(sheet.title)}",
        columns=tuple(Column(catalog.plain(title), width) for title, width in heading),
        rows=tuple(tuple(_value(catalog, value) for value in row) for row in sheet.rows),
        fixed=2,
    )


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


def _value(catalog: Catalog, value: SheetCell) -> Value:
    return catalog.plain(value) if isinstance(value, Text) else value
