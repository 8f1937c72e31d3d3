"""`yuebao progress --period 2022-06 [--class CLASS] [--json]`: the table of section Progress, mounted by `bot.cli`."""

from __future__ import annotations

import re
import sys
from datetime import datetime
from typing import Annotated

import typer

from bot.cli.aligned import aligned
from bot.cli.output import operator_language, print_json, print_text
from bot.refusals import WRONG_USAGE, refuse
from bot.settings import Settings
from locales.catalog import Catalog, catalog
from locales.text import Argument, Month, Name, Percent, Text, text
from programmes.model import Programme
from programmes.periods import Period
from scoring.figures import Status
from scoring.progress import ALL, Progress, Row, Total, of_class
from scoring.tables import progress_table
from scoring.written import document
from store.transactions import Transaction

_PERIOD = re.compile(r"\d{4}-\d{2}", re.ASCII)
_COLUMNS = ("target", "completed", "cumulative", "rate", "expected", "gap", "rank", "status", "late")
_NONE = "—"


def progress(
    period: Annotated[str | None, typer.Option(help="Such as 2022-06; the latest opened one when left out.")] = None,
    unit_class: Annotated[str | None, typer.Option("--class", help="Only the units of this class.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Print how far each unit has come in a period, and the totals."""
    from bot.cli.desk import cli_desk

    with cli_desk(Settings.load()) as desk:
        now = desk.clock.now()
        asked = period_named(desk.programme, period, now)
        check_class(desk.programme, unit_class)
        with desk.database.read() as tx:
            table = progress_table(desk.programme, tx.reports.series(), tx.drafts.of_period(asked), asked)
            table = of_class(table, unit_class) if unit_class else table
            returned = _returned(tx, table)
        if as_json:
            print_json(document(desk.programme.id, desk.programme.calendar.today(now), table))
        else:
            _print(desk.programme, table)
            for unit, reason in returned:
                print_text(text("cli.progress.returned", unit=unit, reason=reason))


def _returned(tx: Transaction, table: Progress) -> list[tuple[str, str]]:
    """Why each report that was returned was, by the table's order."""
    units = {row.unit.code: row.unit.name for row in table.rows if row.status is Status.RETURNED}
    histories = tx.reports.histories(units) if units else {}
    return [(name, histories[code].months[table.period].returned_for) for code, name in units.items()]


def period_named(programme: Programme, written: str | None, now: datetime) -> Period:
    """The period asked for, if it is one of the programme's and has opened."""
    calendar = programme.calendar
    if written is None:
        latest = calendar.current(now)
        if latest is None:
            raise refuse("cli.progress.none_opened", first=calendar.opens_at(calendar.first_period))
        return latest
    if not _PERIOD.fullmatch(written.strip()):
        raise refuse("cli.progress.period_form", WRONG_USAGE, found=written)
    known = {str(period): period for period in calendar.periods()}
    period = known.get(written.strip())
    if period is None:
        first, last = str(calendar.first_period), str(calendar.last_period)
        raise refuse("cli.progress.period_unknown", found=written, first=first, last=last)
    if period not in calendar.opened(now):
        raise refuse("cli.progress.not_opened", found=written, opens=calendar.opens_at(period))
    return period


def check_class(programme: Programme, unit_class: str | None) -> None:
    classes = [one.code for one in programme.classes]
    if unit_class is not None and unit_class not in classes:
        raise refuse("cli.progress.class_unknown", found=unit_class, classes=", ".join(classes))


def _print(programme: Programme, table: Progress) -> None:
    """For people: a line of what it is about, the rows, the totals."""
    words = catalog(operator_language())
    month = Month(table.period.year, table.period.month)
    print_text(text("cli.progress.title", title=Name(programme.title, programme.title_en), month=month))
    heads = [text(f"cli.progress.column.{column}") for column in ("unit", "indicator", *_COLUMNS)]
    rows = [heads, *(_row(row) for row in table.rows)]
    sums = [heads[:6], *(_total(programme, total) for total in table.totals)]
    for lines in (rows, sums):
        sys.stdout.write(f"\n{aligned([_said(words, line) for line in lines], left=2)}\n")


def _said(words: Catalog, line: list[Text]) -> list[str]:
    return [words.plain(cell) for cell in line]


def _row(row: Row) -> list[Text]:
    late = _NONE if row.late is None else text("cli.progress.yes" if row.late else "cli.progress.no")
    return [
        _cell(row.unit.name),
        _cell(Name(row.indicator.zh, row.indicator.en)),
        _cell(row.target),
        _cell(row.completed),
        _cell(row.cumulative),
        _cell(None if row.share is None else Percent(row.share)),
        _cell(row.expected),
        _cell(row.gap),
        _cell(row.rank),
        text(f"cli.progress.status.{row.status}"),
        _cell(late),
    ]


def _total(programme: Programme, total: Total) -> list[Text]:
    names = {one.code: Name(one.zh, one.en) for one in programme.classes}
    return [
        text("cli.progress.all") if total.unit_class == ALL else _cell(names[total.unit_class]),
        _cell(Name(total.indicator.zh, total.indicator.en)),
        _cell(total.target),
        _cell(total.completed),
        _cell(total.cumulative),
        _cell(None if total.share is None else Percent(total.share)),
    ]


def _cell(value: Argument | None) -> Text:
    return text("cli.progress.cell", value=_NONE if value is None else value)
