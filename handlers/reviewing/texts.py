"""The reports in words before the officials: who has filed for a quarter, reading one, all of them as a workbook."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from dialog.paging import page_number
from dialog.review.texts import QuarterStanding, form_name, quarter_button, quarter_screen, quarter_standing, table
from dialog.screens import Button
from dialog.text_reports.ending import timeliness
from dialog.text_reports.pages import pages
from dialog.text_reports.quarters import called, opened_by, spoken
from documents.pages import Column, Page, Value
from handlers.errands import Workbook
from handlers.text_reports.facts import report_of
from handlers.turns import Turn
from locales.catalog import Catalog, catalog
from locales.text import Name, Text, text
from programmes.model import TextForm
from programmes.quarters import Quarter

_WIDTHS = (24, 12, 18, 10, 8, 22)
_OF_WORDS = 60


def buttons(turn: Turn) -> tuple[Button, ...]:
    """From the months to the latest quarter that can be filed, where the programme asks for reports in words."""
    quarters = opened_by(turn.programme.calendar, turn.now)
    return (quarter_button(_form(turn), quarters[-1]),) if turn.programme.text_forms and quarters else ()


def show(turn: Turn, written: str, page: int = 0) -> None:
    """The list of a quarter; of the latest one where the words name none that has opened."""
    every = opened_by(turn.programme.calendar, turn.now)
    quarter = called(written, turn.programme.calendar)
    before = (text("review.texts.none", said=written[:20], form=form_name(_form(turn))), text(""))
    unknown = quarter not in every
    chosen = every[-1] if every and unknown else quarter
    if chosen is None or not every:
        turn.toast(before[0])
        return
    others = tuple(one for one in every if one != chosen)
    notes = before if unknown else ()
    turn.show(quarter_screen(turn.programme, _standing(turn, chosen), page, others, *notes))


def press(turn: Turn, written: str, what: str) -> None:
    """`2023-Q1` with a page, a unit's number, or `out`."""
    quarter = called(written, turn.programme.calendar)
    if not turn.programme.text_forms or quarter is None:
        turn.toast(text("screen.no_rights_now"))
    elif what == "out":
        _send_table(turn, _standing(turn, quarter))
    elif what.isdecimal():
        _read(turn, quarter, what)
    else:
        show(turn, written, page_number(what.removeprefix("page:")))


def _form(turn: Turn) -> TextForm:
    return turn.programme.text_forms[0]


def _standing(turn: Turn, quarter: Quarter) -> QuarterStanding:
    form = _form(turn)
    filed = turn.tx.text_reports.of(form.code, str(quarter))
    return quarter_standing(turn.programme, form, quarter, {unit: report_of(one) for unit, one in filed.items()})


def _read(turn: Turn, quarter: Quarter, number: str) -> None:
    """One report in messages of its own, below the list."""
    form = _form(turn)
    unit = turn.programme.unit_numbered(number)
    filed = turn.tx.text_reports.latest(form.code, unit.code, str(quarter)) if unit else None
    if unit is None or filed is None:
        turn.toast(text("review.texts.missing", quarter=spoken(quarter), form=form_name(form)))
        return
    title = text(
        "review.texts.heading",
        unit=unit.name,
        quarter=spoken(quarter),
        form=form_name(form),
        at=filed.first_filed_at.astimezone(turn.programme.calendar.zone),
        timeliness=timeliness(filed.late),
        receipt=filed.receipt,
    )
    for page in pages(form, title, filed.parts):
        turn.tell(page)


def _send_table(turn: Turn, one: QuarterStanding) -> None:
    """Everything of the quarter as one workbook, made after this turn."""
    caption = text(
        "review.texts.caption",
        quarter=spoken(one.quarter),
        form=form_name(one.form),
        filed=len(one.filed),
        of=len(one.filed) + len(one.missing),
    )
    turn.send_later(Workbook(_pages(turn, one)), f"{one.form.code}-{one.quarter}.xlsx", caption)
    turn.toast(text("review.texts.comes"), alert=False)


def _pages(turn: Turn, one: QuarterStanding) -> Callable[[], Sequence[Page]]:
    programme, words = turn.programme, catalog(turn.language)

    def make() -> Sequence[Page]:
        titles, rows = table(programme, one, text("review.status.missing"))
        widths = (*_WIDTHS, *(_OF_WORDS for _ in one.form.parts))
        columns = tuple(
            Column(words.plain(title), width, wrapped=width == _OF_WORDS)
            for title, width in zip(titles, widths, strict=True)
        )
        lines = tuple(tuple(_value(cell, words) for cell in row) for row in rows)
        return (Page(str(one.quarter), columns, lines, fixed=1, filtered=True),)

    return make


def _value(cell: str | int | Text | datetime | Name | None, words: Catalog) -> Value:
    match cell:
        case Text():
            return words.plain(cell)
        case Name():
            return words.plain(text("charts.name", name=cell))
        case datetime():
            return f"{cell:%Y-%m-%d %H:%M}"
    return cell
