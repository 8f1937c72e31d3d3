"""Officials give an open finding another deadline; the unit is told once, and reminded by the new day.

Rights were checked by `conversing`.
"""

from __future__ import annotations

from datetime import date, timedelta

from dialog.inputs import Say
from dialog.screens import Screen
from dialog.visits.answering import deadline_refused
from handlers.turns import Turn
from handlers.visiting import showing, telling
from handlers.visiting.recording import scene_of
from handlers.visiting.settling import ask_day, day_said
from locales.text import Text, text
from store.visits import Finding, FindingState


def press(turn: Turn, one: Finding, days: str) -> None:
    """Ask for the day; or the day is so many from today."""
    if one.state is not FindingState.OPEN:
        turn.toast(text("visits.moved.not_open", id=str(one.id)))
    elif days:
        _move(turn, one, scene_of(turn).today + timedelta(days=int(days)))
    else:
        ask_day(turn, one, "move")


def take_day(turn: Turn, one: Finding, said: Say | None) -> None:
    """The new deadline in words."""
    if day := day_said(turn, said):
        _move(turn, one, day)


def _move(turn: Turn, one: Finding, day: date) -> None:
    if why := _refused(turn, one, day):
        turn.tell(Screen((why,)))
        turn.ask(f"visit:move:{one.id}")
        return
    turn.ask("")
    moved = turn.tx.visits.move(one.id, day, who=turn.who, now=turn.now)
    if moved is None:
        turn.toast(text("visits.moved.not_open", id=str(one.id)))
        return
    telling.tell_moved(turn, moved, one.mend_by)
    showing.show_finding(turn, moved, text("visits.moved.done"), text(""))


def _refused(turn: Turn, one: Finding, day: date) -> Text | None:
    today = scene_of(turn).today
    if day == one.mend_by:
        return text("visits.refused.same_day", day=day)
    return deadline_refused(day, today, today)
