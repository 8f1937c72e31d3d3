"""What each button of the report in words does: `2023-Q1:jump:2`. It says all that it means and never grows stale."""

from __future__ import annotations

from collections.abc import Callable

from dialog.report import reasons
from dialog.text_reports import leaving, starting
from dialog.text_reports.quarters import named
from dialog.text_reports.session import Place
from dialog.text_reports.turn import Turn
from dialog.text_reports.writing import fits
from locales.text import text


def press(turn: Turn, action: str) -> None:
    """Begin, open a quarter, or do one of its verbs; somebody else's draft is asked about first."""
    written, _, rest = action.partition(":")
    verb, _, what = rest.partition(":")
    quarter = named(written, turn.facts)
    if quarter is None or not starting.fileable(turn.facts, quarter, turn.now):
        starting.choose(turn)
    elif not verb:
        starting.open_report(turn, quarter)
    elif verb == "leave":
        leaving.leave(turn)
    else:
        starting.enter(turn, quarter)
        do(turn, verb, what)


def do(turn: Turn, verb: str, what: str = "") -> None:
    """A verb of the quarter that the turn is about."""
    if verb == "read" and turn.draft.parts:
        leaving.read(turn)
    elif verb == "fix":
        starting.correct(turn, turn.quarter)
    elif turn.quarter in turn.facts.filed and turn.facts.draft(turn.quarter) is None:
        starting.open_report(turn, turn.quarter)
    elif verb == "take":
        starting.take_over(turn)
    elif not starting.others(turn) and not (verb in _VERBS and _VERBS[verb](turn, what)):
        turn.note(text("report.stale"))
        turn.go_on()


def _jump(turn: Turn, what: str) -> bool:
    return _at(turn, what, going_on=False)


def _add(turn: Turn, what: str) -> bool:
    return _at(turn, what, going_on=True)


def _at(turn: Turn, what: str, *, going_on: bool) -> bool:
    parts = {str(place): part.code for place, part in enumerate(turn.facts.form.parts)}
    if what in parts:
        turn.go(Place.PART, parts[what], going_on=going_on)
    return what in parts


def _done(turn: Turn, what: str) -> bool:
    """The part is as it is to be, if it can stand so."""
    found = _jump(turn, what)
    if found and fits(turn, turn.session.part):
        turn.go_on(turn.session.part)
    return found


def _keep(turn: Turn, what: str) -> bool:
    del what
    turn.go_on()
    return True


def _all(turn: Turn, what: str) -> bool:
    del what
    turn.go(Place.SUMMARY)
    return True


def _why(turn: Turn, what: str) -> bool:
    reason = reasons.picked(what, reasons.CORRECTION)
    if reason is None or not turn.draft.revises:
        return False
    leaving.give_reason(turn, reason)
    return True


def _file(turn: Turn, what: str) -> bool:
    if leaving.as_seen(turn, what):
        leaving.submit(turn)
    return True


def _save(turn: Turn, what: str) -> bool:
    del what
    leaving.save(turn)
    return True


def _drop(turn: Turn, what: str) -> bool:
    del what
    leaving.cancel(turn)
    return True


def _lose(turn: Turn, what: str) -> bool:
    if leaving.as_seen(turn, what):
        leaving.drop(turn)
    return True


_VERBS: dict[str, Callable[[Turn, str], bool]] = {
    "add": _add,
    "all": _all,
    "done": _done,
    "drop": _drop,
    "file": _file,
    "jump": _jump,
    "keep": _keep,
    "lose": _lose,
    "save": _save,
    "why": _why,
}
