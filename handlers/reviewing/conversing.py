"""/review, `/review 2022-06`, `/review 单位`, and its buttons. For officials and admins; others have no such command.

A button names the period and what it is about: a class by its letter, a unit by its number in the table, and for what
changes something the revision and status that were seen.
"""

from __future__ import annotations

from dialog.inputs import Command, Say
from dialog.naming import units_meant
from dialog.paging import page_number
from dialog.review.reading import LONGEST_REASON, following, reason_screen, seen
from dialog.review.screens import Around, class_of, class_screen, period_screen, unit_screen, units_screen
from dialog.screens import Screen
from dialog.text_reports.quarters import says_quarter
from handlers import helping
from handlers.reading import Attachment
from handlers.reporting import monthly
from handlers.reviewing import texts
from handlers.reviewing.deciding import accept_all, decide, moved, preview, show
from handlers.reviewing.standings import class_standing, opened
from handlers.turns import Turn
from locales.text import Text, text
from programmes.model import Unit
from programmes.periods import Period
from programmes.roles import OFFICIALS
from scoring.figures import Status

_NAME = "review"
_OTHERS = 5


def command(turn: Turn, said: Command) -> None:
    """With a month, a quarter, a unit's name, or none of these."""
    if not turn.has(*OFFICIALS):
        helping.unknown_command(turn, said)
    elif turn.programme.text_forms and says_quarter(said.argument):
        texts.show(turn, said.argument)
    elif units := _units_named(turn, said.argument):
        _show_units(turn, units)
    else:
        _show_period(turn, said.argument)


def press(turn: Turn, argument: str) -> None:
    """`2022-06`, `2022-06:a:1`, `2022-06:75:y:1s`; `2023-Q1:12` is about a report in words."""
    first, _, rest = argument.partition(":")
    period = _period(turn, first)
    if not turn.has(*OFFICIALS):
        turn.toast(text("screen.no_rights_now"))
    elif not first and (unit := turn.programme.unit_numbered(rest)):
        _show_unit(turn, unit)
    elif says_quarter(first):
        texts.press(turn, first, rest)
    elif period is None:
        _show_period(turn, "")
    elif not rest:
        _show_period(turn, first)
    elif rest[0].isdecimal():
        _press_unit(turn, period, rest)
    else:
        _press_class(turn, period, rest)


def answer(turn: Turn, asked: str, said: Say | None, _: Attachment | None) -> None:
    """The reason for returning a report: kept with it and sent to the unit as it is written."""
    first, number, shown = asked.split(":")
    period, unit = _period(turn, first), turn.programme.unit_numbered(number)
    words = " ".join(said.text.split()) if said else ""
    if period is None or unit is None or not turn.has(*OFFICIALS):
        turn.ask("")
        turn.toast(text("screen.no_rights_now"))
    elif said is None:
        turn.tell(Screen((text("review.refused.words"),)))
    elif not 0 < len(words) <= LONGEST_REASON:
        turn.tell(Screen((text("review.refused.reason", most=LONGEST_REASON, found=len(words)),)))
    else:
        turn.ask("")
        decide(turn, unit, period, shown, Status.RETURNED, words)


def fix(turn: Turn, argument: str) -> None:
    """The button of a returned report: straight to the correction of that unit's month."""
    code, _, period = argument.partition(":")
    if code not in {unit.code for unit in monthly.units_of(turn)}:
        turn.toast(text("screen.no_rights_now"))
    else:
        monthly.set_unit(turn, code)
        monthly.take_step(turn, Command("correct", period))


def _press_class(turn: Turn, period: Period, rest: str) -> None:
    which, _, what = rest.partition(":")
    unit_class = class_of(turn.programme, which)
    if unit_class is None:
        _show_period(turn, str(period))
    elif what == "all":
        preview(turn, period, unit_class)
    elif what.startswith("g:"):
        accept_all(turn, period, unit_class, what.removeprefix("g:"))
    else:
        turn.show(class_screen(turn.programme, class_standing(turn, period, unit_class), page_number(what)))


def _press_unit(turn: Turn, period: Period, rest: str) -> None:
    number, _, what = rest.partition(":")
    verb, _, shown = what.partition(":")
    unit = turn.programme.unit_numbered(number)
    if unit is None:
        _show_period(turn, str(period))
    elif verb == "y":
        decide(turn, unit, period, shown, Status.ACCEPTED)
    elif verb == "n":
        _ask_reason(turn, unit, period, shown)
    elif verb == "next":
        _show_next(turn, unit, period)
    else:
        _show_report(turn, unit, period)


def _show_report(turn: Turn, unit: Unit, period: Period, *before: Text) -> None:
    found = opened(turn, unit, period)
    if found is None:
        _show_unit(turn, unit)
    else:
        show(turn, found, *before)


def _ask_reason(turn: Turn, unit: Unit, period: Period, shown: str) -> None:
    """Asked only for what still stands as it was seen."""
    found = opened(turn, unit, period)
    if found is None:
        _show_unit(turn, unit)
    elif seen(found.one.month) != shown:
        show(turn, found, *moved(turn, found, shown, ""))
    else:
        turn.show(reason_screen(found.facts, found.one.month))
        turn.ask(f"{_NAME}:{period}:{unit.number}:{shown}")


def _show_next(turn: Turn, unit: Unit, period: Period) -> None:
    """The next one that waits, in the order of the list."""
    found = class_standing(turn, period, unit.unit_class)
    coming = following(found.reports, unit.code)
    if coming is None:
        turn.show(class_screen(turn.programme, found, 0, text("review.all_seen"), text("")))
    else:
        _show_report(turn, coming.unit, period)


def _show_period(turn: Turn, written: str) -> None:
    """Counts by class; the latest month that has opened where none is named."""
    calendar, period = turn.programme.calendar, _period(turn, written.strip())
    before = (text("review.unknown", said=written[:20]), text("")) if written and period is None else ()
    chosen = period or calendar.current(turn.now)
    if chosen is None:
        turn.show(Screen((*before, text("review.none_open"))))
        return
    classes = [class_standing(turn, chosen, one.code) for one in turn.programme.classes]
    others = tuple(one for one in calendar.opened(turn.now) if one != chosen)[-_OTHERS:]
    turn.show(period_screen(turn.programme, chosen, classes, Around(texts.buttons(turn), others), *before))


def _show_units(turn: Turn, units: tuple[Unit, ...]) -> None:
    if len(units) > 1:
        turn.show(units_screen(units))
    else:
        _show_unit(turn, units[0])


def _show_unit(turn: Turn, unit: Unit) -> None:
    """One unit's months, and those that it has not filed."""
    history = turn.tx.reports.history(unit.code)
    months = [history.months[period] for period in sorted(history.months, reverse=True)]
    missing = [one for one in turn.programme.calendar.opened(turn.now) if one not in history.months]
    turn.show(unit_screen(unit, months, missing))


def _units_named(turn: Turn, said: str) -> tuple[Unit, ...]:
    """The one that is meant, or all that may be."""
    words = said.strip()
    return () if _period(turn, words) else units_meant(words, turn.programme)


def _period(turn: Turn, written: str) -> Period | None:
    """A month that has opened."""
    return next((one for one in turn.programme.calendar.opened(turn.now) if str(one) == written), None)
