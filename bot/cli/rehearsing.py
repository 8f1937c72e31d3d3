"""`yuebao rehearse --month 2022-04 [--json]`: what would be sent to whom and when; no message leaves."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.output import operator_language, print_json, print_text
from bot.refusals import WRONG_USAGE, refuse
from bot.settings import Settings
from locales.catalog import catalog
from locales.text import Month, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.cli.desk import CliDesk
    from dialog.reminders.people import Seat
    from dialog.reminders.rehearsal import Rehearsed
    from dialog.screens import Screen
    from programmes.model import Programme
    from programmes.periods import Period

_FIRST = 3
_FORM = re.compile(r"\d{4}-\d{2}", re.ASCII)


def rehearse(
    month: Annotated[str, typer.Option(help="The period, such as 2022-04.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Print a period's reminders from its opening to its digest; who has filed is taken from the store."""
    from bot.cli.desk import cli_desk
    from dialog.reminders.rehearsal import written

    with cli_desk(Settings.load()) as desk:
        period = _period(desk.programme, month)
        lines = _rehearsed(desk, period)
        if as_json:
            print_json(written(lines, desk.programme, _words))
        else:
            _print(desk.programme, period, lines)


def _period(programme: Programme, asked: str) -> Period:
    if not _FORM.fullmatch(asked.strip()):
        raise refuse("remind.rehearse.form", WRONG_USAGE, found=asked)
    calendar = programme.calendar
    found = {str(period): period for period in calendar.periods()}.get(asked.strip())
    if found is None:
        first, last = str(calendar.first_period), str(calendar.last_period)
        raise refuse("cli.progress.period_unknown", found=asked, first=first, last=last)
    return found


def _rehearsed(desk: CliDesk, period: Period) -> tuple[Rehearsed, ...]:
    """The same planning and words as in service, with the people, groups, filings and calendar of the store."""
    from dialog.reminders.planning import plan
    from dialog.reminders.rehearsal import rehearse as rehearsed
    from dialog.reminders.rehearsal import span
    from handlers.pushes.circumstances import contacts_of, groups_of, in_force, workdays_of
    from handlers.pushes.standings import standing_of, texts_standing_of

    with desk.database.read() as tx:
        programme = in_force(tx, desk.programme)
        workdays = workdays_of(programme)
        occurring = plan(programme.calendar, workdays, *span(programme, period, workdays))
        months = {one.about for one in occurring} | {period}
        standings = {about: standing_of(tx, programme, about) for about in months}
        texts = {about: texts_standing_of(tx, programme, about) for about in months}
        contacts, groups = contacts_of(tx, programme, desk.clock.now()), groups_of(tx)
    return rehearsed(programme, period, standings, contacts, groups, workdays, texts=texts)


def _words(screen: Screen, language: str) -> str:
    """The text of a message, as it stands in the chat; a group's or a stand-in's is in the operator's language."""
    return catalog(language or operator_language()).lines(screen.lines).text


def _print(programme: Programme, period: Period, lines: tuple[Rehearsed, ...]) -> None:
    """For people: each message once, with the number of those who get it."""
    print_text(text("remind.rehearse.title", month=Month(period.year, period.month), count=len(lines)))
    groups = {one.code: (one.zh if operator_language() == "zh_CN" else one.en) for one in programme.classes}
    for line in lines:
        if line.to:
            shown = _shown(programme, line.to)
            print_text(text("remind.rehearse.people", at=line.at, kind=line.kind, count=len(line.to), who=shown))
        else:
            name = groups.get(line.group or "", "*")
            print_text(text("remind.rehearse.group", at=line.at, kind=line.kind, group=name))
        said = _words(line.screen, line.language)
        sys.stdout.write("".join(f"    {part}\n" for part in said.splitlines()))


def _shown(programme: Programme, seats: Sequence[Seat]) -> str:
    """The first units; of those without one what they are."""
    units = [programme.unit(seat.unit).name for seat in seats if seat.unit]
    roles = {catalog(operator_language()).plain(text(f"screen.role_{seat.role}")): None for seat in seats}
    return "、".join(units[:_FIRST] or roles) + ("…" if len(units) > _FIRST else "")
