"""Which function gets a press or an answer of `workbook:…`, and the page from which they are reached."""

from __future__ import annotations

from collections.abc import Callable

from dialog.evaluation import workbooks as screens
from dialog.evaluation.workbooks import Days
from dialog.inputs import Say
from handlers.evaluating import batches, exporting, workbooks
from handlers.evaluating.books import judges, shelves
from handlers.evaluating.showing import days_of
from handlers.reading import Attachment
from handlers.turns import Turn
from locales.text import Name, text
from store.workbooks import Workbook


def press(turn: Turn, argument: str) -> None:
    """`what`, or `what:number:…` of a workbook."""
    what, _, rest = argument.partition(":")
    number, _, value = rest.partition(":")
    if not judges(turn):
        turn.toast(text("screen.no_rights_now"))
    elif what in _OF_NONE:
        _OF_NONE[what](turn, rest)
    elif what in _OF_ONE and (workbook := _workbook(turn, number)):
        _OF_ONE[what](turn, workbook, value)
    elif what in _OF_ONE:
        turn.toast(text("workbook.gone"))
    else:
        _show(turn, "")


def answer(turn: Turn, asked: str, said: Say | None, attachment: Attachment | None) -> None:
    """A file, or the reason why a workbook is returned."""
    what, _, number = asked.partition(":")
    if what == "back":
        batches.answer(turn, _workbook(turn, number), said)
    else:
        workbooks.answer(turn, attachment)


def _show(turn: Turn, _: str) -> None:
    results = [Days(one.place, Name(one.book.zh, one.book.en), days_of(turn, one)) for one in shelves(turn.programme)]
    waiting = [(workbooks.sent(turn, one), len(entries)) for one, entries in batches.waiting(turn)]
    turn.show(screens.home_screen(results, waiting))


def _workbook(turn: Turn, number: str) -> Workbook | None:
    return turn.tx.workbooks.get(int(number)) if number.isdecimal() else None


_OF_NONE: dict[str, Callable[[Turn, str], None]] = {
    "home": _show,
    "in": workbooks.ask,
    "form": exporting.send_template,
    "out": exporting.send_results,
}
_OF_ONE: dict[str, Callable[[Turn, Workbook, str], None]] = {
    "go": workbooks.propose,
    "no": workbooks.drop,
    "all": workbooks.send_preview,
    "one": batches.show,
    "sheet": batches.send,
    "ok": batches.confirm,
    "off": batches.take_back,
    "back": batches.ask_reason,
}
