"""A unit need not report for a period: said with a reason before the period's due moment, and taken back before it too.

Reached by /people UNIT; coordinators and admins, whose rights `inviting` has checked. The period is the one that comes
due next: its roster is fixed at the due moment, and then stays.
"""

from __future__ import annotations

from dialog.inputs import Say
from dialog.screens import Button, Screen
from handlers.pushes import pushing
from handlers.pushes.pushing import Round
from handlers.reading import Attachment
from handlers.turns import Turn
from handlers.work_groups import rostering
from locales.text import Month, Text, text
from programmes.model import Unit
from programmes.periods import Period
from programmes.roles import COORDINATORS
from store.chains import Plain

ACTIONS = frozenset({"exempt", "expect"})
LONGEST = 200


def offered(turn: Turn, unit: Unit) -> tuple[tuple[Text, ...], tuple[tuple[Button, ...], ...]]:
    """What the screen of a unit says of it, and its button; nothing where no period is to come due."""
    period = _coming(turn)
    if period is None:
        return (), ()
    reason, month = turn.tx.rosters.of(period).exempt.get(unit.code), _month(period)
    if reason is None:
        return (), ((Button(text("onboarding.exempt.button", month=month), f"people:exempt:{unit.number}:{period}"),),)
    button = Button(text("onboarding.expect.button", month=month), f"people:expect:{unit.number}:{period}")
    return (text("onboarding.exempt.stands", month=month, reason=reason),), ((button,),)


def press(turn: Turn, what: str, value: str) -> None:
    """`45:2022-09`. A button from before the due moment is too late after it."""
    number, _, written = value.partition(":")
    unit = turn.programme.unit_numbered(number)
    period = _coming(turn)
    if unit is None or period is None or str(period) != written:
        turn.toast(text("onboarding.exempt.too_late"))
    elif what == "expect":
        _expect(turn, unit, period)
    else:
        turn.show(Screen((text("onboarding.exempt.ask", unit=unit.name, month=_month(period), most=LONGEST),)))
        turn.ask(f"people:{value}")


def answer(turn: Turn, asked: str, said: Say | None, _file: Attachment | None) -> None:
    """The reason, in words."""
    number, _, written = asked.partition(":")
    unit = turn.programme.unit_numbered(number)
    period, words = _coming(turn), " ".join(said.text.split()) if said else ""
    turn.ask("")
    if not turn.has(*COORDINATORS):
        turn.toast(text("screen.no_rights_now"))
    elif unit is None or period is None or str(period) != written:
        turn.toast(text("onboarding.exempt.too_late"))
    elif not 0 < len(words) <= LONGEST:
        turn.tell(Screen((text("onboarding.exempt.no_reason", most=LONGEST),)))
        turn.ask(f"people:{asked}")
    else:
        _exempt(turn, unit, period, words)


def _exempt(turn: Turn, unit: Unit, period: Period, reason: str) -> None:
    if not turn.tx.rosters.exempt(period, unit.code, reason, turn.who, turn.now):
        turn.toast(text("onboarding.exempt.too_late"))
        return
    _note(turn, unit, "exempted", {"period": str(period), "reason": reason})
    _roster_changed(turn, unit, period)
    button = Button(text("onboarding.expect.button", month=_month(period)), f"people:expect:{unit.number}:{period}")
    done = text("onboarding.exempt.done", unit=unit.name, month=_month(period), reason=reason)
    turn.show(Screen((done,), ((button,),)))


def _expect(turn: Turn, unit: Unit, period: Period) -> None:
    if not turn.tx.rosters.expect(period, unit.code):
        turn.toast(text("onboarding.expect.before", unit=unit.name))
        return
    _note(turn, unit, "expected_again", {"period": str(period)})
    _roster_changed(turn, unit, period)
    turn.show(Screen((text("onboarding.expect.done", unit=unit.name, month=_month(period)),)))


def _note(turn: Turn, unit: Unit, what: str, after: dict[str, Plain]) -> None:
    turn.tx.audit.append(unit.code, turn.who, what, None, after, turn.now)


def _roster_changed(turn: Turn, unit: Unit, period: Period) -> None:
    """Reminders that wait are taken back, and the posts in the groups count anew, in this transaction."""
    round_ = Round(turn.tx, turn.setting, turn.now, turn.real)
    pushing.decide(round_, unit.code)
    rostering.refresh_period(round_, period, unit.code)
    turn.wake()


def _coming(turn: Turn) -> Period | None:
    """The period that comes due next, open already or not."""
    calendar = turn.programme.calendar
    return next((period for period in calendar.periods() if turn.now < calendar.due_at(period)), None)


def _month(period: Period) -> Month:
    return Month(period.year, period.month)
