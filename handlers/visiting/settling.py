"""Officials close a finding, or open it again with a reason and a new deadline; the unit is told once.

Whoever is first decides: a second press, or another official's, finds it as it is and says so. Rights were checked by
`conversing`.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

from dialog.inputs import Say
from dialog.screens import Button, Screen
from dialog.visits.answering import deadline_refused
from dialog.visits.asking import deadline_buttons
from dialog.visits.days import read_deadline
from dialog.visits.drafting import LONGEST
from handlers.turns import Turn
from handlers.visiting import showing, telling
from handlers.visiting.recording import scene_of
from locales.text import text
from store.visits import Finding, FindingState

NOTE = "reopen"


def close(turn: Turn, one: Finding) -> None:
    """Done with: nobody is reminded of it any more."""
    closed = turn.tx.visits.close(one.id, by=turn.author, who=turn.who, now=turn.now)
    if closed is None:
        turn.toast(text("visits.closed.before", id=str(one.id)))
        return
    telling.tell_closed(turn, closed)
    showing.show_finding(turn, closed, text("visits.closed.done"), text(""))


def ask_why(turn: Turn, one: Finding) -> None:
    """What is not good yet, in words."""
    if one.state is FindingState.OPEN:
        turn.toast(text("visits.reopened.before", id=str(one.id)))
        return
    turn.show(Screen((text("visits.ask.why", id=str(one.id)),), (_back(one),)))
    turn.ask(f"visit:why:{one.id}")


def take_why(turn: Turn, one: Finding, said: Say | None) -> None:
    """The reason is kept, and the new deadline asked for."""
    words = said.text.strip() if said else ""
    if one.state is FindingState.OPEN:
        turn.ask("")
        turn.toast(text("visits.reopened.before", id=str(one.id)))
    elif not 0 < len(words) <= LONGEST:
        turn.tell(Screen((text("visits.refused.why", most=LONGEST),)))
    else:
        turn.note(NOTE, json.dumps({"finding": one.id, "why": words}, ensure_ascii=False))
        ask_day(turn, one, "again")


def take_day(turn: Turn, one: Finding, said: Say | None) -> None:
    """The new deadline in words."""
    if day := day_said(turn, said):
        _reopen(turn, one, day)


def press_day(turn: Turn, one: Finding, days: str) -> None:
    """A button of the new deadline: so many days from today."""
    _reopen(turn, one, scene_of(turn).today + timedelta(days=int(days)))


def ask_day(turn: Turn, one: Finding, what: str) -> None:
    """The new deadline, by a button or in words; `what` is done with it: `again` or `move`."""
    scene, rule = scene_of(turn), turn.programme.calendar.findings
    buttons = deadline_buttons(rule.offered if rule else (), scene, f"visit:{what}:{one.id}")
    asked = text(f"visits.ask.{what}", id=str(one.id), day=one.mend_by)
    turn.show(Screen((asked,), (buttons, _back(one))))
    turn.ask(f"visit:{what}:{one.id}")


def day_said(turn: Turn, said: Say | None) -> date | None:
    """The deadline in words; None where it was refused, and said so."""
    words = said.text.strip() if said else ""
    day = read_deadline(words, scene_of(turn).today)
    if day is None:
        turn.tell(Screen((text("visits.refused.deadline", found=words[:20]),)))
    return day


def _reopen(turn: Turn, one: Finding, day: date) -> None:
    """With the reason that was kept; a button that is older than it changes nothing."""
    noted, today = json.loads(turn.noted(NOTE) or "{}"), scene_of(turn).today
    if noted.get("finding") != one.id:
        turn.ask("")
        ask_why(turn, one)
    elif why := deadline_refused(day, today, today):
        turn.tell(Screen((why,)))
        turn.ask(f"visit:again:{one.id}")
    else:
        turn.note(NOTE, "")
        turn.ask("")
        again = turn.tx.visits.reopen(one.id, noted["why"], by=turn.author, who=turn.who, now=turn.now, mend_by=day)
        if again is None:
            turn.toast(text("visits.reopened.before", id=str(one.id)))
            return
        telling.tell_reopened(turn, again)
        showing.show_finding(turn, again, text("visits.reopened.done"), text(""))


def _back(one: Finding) -> tuple[Button, ...]:
    return (Button(text("visits.button.finding", id=str(one.id)), f"visit:f:{one.id}"),)
