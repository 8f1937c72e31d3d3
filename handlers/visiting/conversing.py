"""Visits in private chat, for officials: which part of it gets a button or an answer.

Reached by /score. Rights are read again at every press, because they may be gone; whoever has none is told so, and a
programme that keeps no visits has nothing here.
"""

from __future__ import annotations

from collections.abc import Callable

from dialog.inputs import Say
from dialog.paging import page_number
from handlers.reading import Attachment
from handlers.turns import Turn
from handlers.visiting import evidence, moving, recording, settling, showing
from locales.text import text
from programmes.roles import OFFICIALS
from store.visits import Finding, Visit


def may(turn: Turn) -> bool:
    """Whether this person records visits here."""
    return turn.has(*OFFICIALS) and turn.programme.calendar.findings is not None


def press(turn: Turn, argument: str) -> None:
    """`new`, `open:0`, `one:3`, `close:12`, …; nothing for where visits stand."""
    what, _, value = argument.partition(":")
    if not may(turn):
        turn.toast(text("screen.no_rights_now"))
    elif what == "new":
        recording.begin(turn)
    elif what in ("list", "of"):
        _choose_unit(turn, what, value)
    elif what in _LISTS:
        _LISTS[what](turn, value)
    elif what in _OF_VISIT:
        _with_visit(turn, what, value)
    elif what in _OF_FINDING:
        _with_finding(turn, what, value)
    elif what:
        recording.press(turn, what, value)
    else:
        showing.show_home(turn)


def answer(turn: Turn, asked: str, said: Say | None, attachment: Attachment | None) -> None:
    """What was asked in words: a step of the record (`day`), `of`, `why:12`, `again:12` or `move:12`."""
    what, _, number = asked.partition(":")
    turn.ask(f"visit:{asked}")
    if not may(turn):
        turn.ask("")
        turn.toast(text("screen.no_rights_now"))
    elif what == "of":
        showing.answer_unit(turn, said)
    elif what in _ANSWERS:
        one = _finding(turn, number)
        if one:
            _ANSWERS[what](turn, one, said)
    else:
        recording.answer(turn, what, said, attachment)


def _choose_unit(turn: Turn, what: str, value: str) -> None:
    """A list of units, for a record or to look a unit up; or the unit that was chosen there."""
    if what == "list" and value.startswith("of:"):
        _, place, number = value.split(":")
        showing.show_units(turn, place, number)
    elif what == "list":
        recording.press(turn, what, value.partition(":")[2])
    elif unit := turn.programme.unit_numbered(value.partition(":")[0]):
        page = value.partition(":")[2]
        showing.show_unit(turn, unit, page_number(page))
    else:
        showing.ask_unit(turn)


def _with_visit(turn: Turn, what: str, value: str) -> None:
    one = turn.tx.visits.get(int(value)) if value.isdecimal() else None
    if one is None:
        turn.toast(text("visits.no_visit", visit=value))
    else:
        _OF_VISIT[what](turn, one)


def _with_finding(turn: Turn, what: str, value: str) -> None:
    number, _, rest = value.partition(":")
    one = _finding(turn, number)
    if one is None:
        turn.toast(text("visits.no_finding", id=number))
    else:
        _OF_FINDING[what](turn, one, rest)


def _finding(turn: Turn, number: str) -> Finding | None:
    return turn.tx.visits.finding(int(number)) if number.isdecimal() else None


def _visit_evidence(turn: Turn, one: Visit) -> None:
    evidence.send(turn, one.unit, f"visit:{one.id}")


def _show(turn: Turn, one: Finding, _: str) -> None:
    showing.show_finding(turn, one)


def _close(turn: Turn, one: Finding, _: str) -> None:
    settling.close(turn, one)


def _reopen(turn: Turn, one: Finding, _: str) -> None:
    settling.ask_why(turn, one)


def _evidence(turn: Turn, one: Finding, _: str) -> None:
    evidence.send(turn, one.unit, f"finding:{one.id}")


_LISTS: dict[str, Callable[[Turn, str], None]] = {"open": showing.show_open, "wait": showing.show_waiting}
_OF_VISIT: dict[str, Callable[[Turn, Visit], None]] = {"one": showing.show_visit, "evv": _visit_evidence}
_OF_FINDING: dict[str, Callable[[Turn, Finding, str], None]] = {
    "f": _show,
    "close": _close,
    "reopen": _reopen,
    "again": settling.press_day,
    "move": moving.press,
    "ev": _evidence,
}
_ANSWERS: dict[str, Callable[[Turn, Finding, Say | None], None]] = {
    "why": settling.take_why,
    "again": settling.take_day,
    "move": moving.take_day,
}
