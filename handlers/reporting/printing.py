"""打印表: the monthly form of one's own unit with what is filed, to print, sign, stamp and scan.

The button stands under the receipt, which means its own month, and under /status, where the month is chosen. The paper
is Chinese in either language, for so it is handed in.
"""

from __future__ import annotations

from dialog.inputs import Command, Press
from dialog.report.asking import button
from dialog.report.ending import PRINT
from dialog.report.periods import month
from dialog.screens import Screen
from documents.forms import form_paper
from handlers.errands import Printout
from handlers.rendering import labels_of, normal
from handlers.reporting import monthly
from handlers.turns import Turn
from locales.catalog import catalog
from locales.text import text
from programmes.model import Unit
from programmes.periods import Period
from scoring.figures import History

_PAPER = "zh_CN"
_IN_A_ROW = 4
_NAME = "print"
_LABELS = frozenset(labels_of(Screen((), ((PRINT,),))))


def spoken(turn: Turn, words: str) -> Press | None:
    """The button's label, said where no such button is open."""
    return Press(_NAME, 0) if normal(words) in _LABELS and monthly.units_of(turn) else None


def press(turn: Turn, argument: str) -> None:
    """`2022-06`, or nothing: then the month is chosen, where more than one is filed."""
    unit, units = monthly.unit_of(turn), monthly.units_of(turn)
    if unit is None and units:
        monthly.ask_unit(turn, units, Command(_NAME, ""))
    elif unit is None:
        turn.toast(text("screen.no_unit"))
    else:
        _print_for(turn, unit, argument)


def _print_for(turn: Turn, unit: Unit, argument: str) -> None:
    history = turn.tx.reports.history(unit.code)
    filed = sorted(history.months, reverse=True)
    chosen = [period for period in filed if str(period) == argument] if argument else filed
    if not filed:
        turn.toast(text("paper.nothing_filed", unit=unit.name))
    elif not chosen:
        turn.toast(text("paper.not_filed", unit=unit.name, month=month(Period.parse(argument))))
    elif len(chosen) == 1:
        _send(turn, unit, history, chosen[0])
    else:
        _ask_month(turn, chosen)


def _send(turn: Turn, unit: Unit, history: History, period: Period) -> None:
    """Laid out in the turn, which reads the figures; drawn after it."""
    label = text("screen.demonstration") if turn.tx.marks.label() else text("")
    words = catalog(_PAPER)
    paper = form_paper(turn.programme, unit, history, period, words, words.plain(label))
    receipt = history.months[period].receipt or "——"
    key = "paper.caption_scan" if turn.programme.form.signed_scan else "paper.caption"
    name = words.plain(text("paper.file", unit=unit.name, period=str(period)))
    turn.send_later(Printout(paper), name, text(key, unit=unit.name, month=month(period), receipt=receipt))
    turn.toast(text("paper.comes"), alert=False)


def _ask_month(turn: Turn, periods: list[Period]) -> None:
    """The latest first."""
    buttons = [button("report.button.period", f"go:{_NAME}:{one}", period=month(one)) for one in periods]
    rows = tuple(tuple(buttons[first : first + _IN_A_ROW]) for first in range(0, len(buttons), _IN_A_ROW))
    turn.show_below(Screen((text("paper.which"),), rows))
