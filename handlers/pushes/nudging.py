"""A reminder now, outside of the calendar, to those who have not filed. Called by /remind; rights were checked there.

Confirmed once: the button carries its own number, so that a second press of it is the same press.
"""

from __future__ import annotations

from dataclasses import replace

from dialog.reminders.planning import Occurrence
from dialog.reminders.recipients import Fired, Push, pushes
from dialog.screens import Button, Screen
from handlers.pushes import pushing
from handlers.pushes.pushing import Round
from handlers.turns import Turn
from locales.text import Month, text
from programmes.periods import Period
from programmes.schedules import Audience, Content
from store.chains import Plain
from store.schedules import Decision

_NOW = "now"


def ask_now(turn: Turn) -> None:
    """Who would get it, and one confirmation. The button's number makes a second press of it the same press."""
    period, round_ = turn.programme.calendar.current(turn.now), Round(turn.tx, turn.setting, turn.now, turn.real)
    if period is None:
        turn.toast(text("remind.now.none_open"))
        return
    people = _now_pushes(round_, period)
    missing = len(round_.standing(period).missing)
    month = Month(period.year, period.month)
    if not people:
        nobody = text("remind.now.nobody", month=month, missing=missing)
        turn.show(Screen((nobody if missing else text("remind.now.all_filed", month=month),), (_back(),)))
        return
    button = Button(text("remind.now.confirm"), f"remind:go:{period}:{turn.received.id}")
    question = text("remind.now.ask", month=month, missing=missing, people=len(people))
    turn.show(Screen((question,), ((button,), _back())))


def remind_now(turn: Turn, argument: str) -> None:
    written, _, number = argument.partition(":")
    period, round_ = Period.parse(written), Round(turn.tx, turn.setting, turn.now, turn.real)
    today = round_.programme.calendar.today(turn.now)
    kind = f"{_NOW}:{number}"
    if not turn.tx.schedules.occurred(kind, today, turn.now, period, Decision.FIRED, turn.who, turn.now):
        turn.toast(text("remind.now.done_before"))
        return
    planned = frozenset(pushing.plan(round_, _now_pushes(round_, period)))
    pushing.decide(round_)
    left = sum(1 for one in turn.tx.pushes.live(turn.now) if one.id in planned and one.outgoing)
    waiting = len(planned) - left
    after: dict[str, Plain] = {"period": str(period), "people": len(planned)}
    turn.tx.audit.append("", turn.who, "reminded_now", None, after, turn.now)
    lines = [text("remind.now.sent", people=left)]
    if waiting:
        lines.append(text("remind.now.waiting", people=waiting))
    turn.wake()
    turn.show(Screen(tuple(lines), (_back(),)))


def _now_pushes(round_: Round, period: Period) -> tuple[Push, ...]:
    """A reminder to the liaisons of units that have not filed, or to their leaders, outside of the calendar."""
    moment = Occurrence(_NOW, round_.programme.calendar.today(round_.now), round_.now, period, 0, guessed=False)
    like = next(one for one in round_.programme.calendar.schedules if one.to is Audience.LIAISONS)
    schedule = replace(like, kind=_NOW, content=Content.REMINDER)
    return pushes([Fired(schedule, moment, round_.standing(period))], tuple(round_.contacts.values()), ())


def _back() -> tuple[Button, ...]:
    return (Button(text("remind.button.back"), "remind"),)
