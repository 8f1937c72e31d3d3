"""/remind for coordinators: the calendar and its next ten occurrences, and the way to all that can be done about it.

By buttons, and by text alone: `/remind t-7 -6 09:00 on`.
"""

from __future__ import annotations

from dialog.inputs import Command
from dialog.reminders.planning import next_occurrences
from dialog.reminders.wording import preview
from dialog.screens import Button, Screen
from handlers import helping
from handlers.broadcasts import composing
from handlers.pushes import nudging, reaching, rescheduling, ticking
from handlers.pushes.circumstances import in_force, workdays_of
from handlers.pushes.pushing import Round
from handlers.turns import Turn
from locales.text import Text, text
from programmes.roles import COORDINATORS
from store.schedules import Decision

_BROADCAST = ("broadcast", "群发")


def show(turn: Turn, said: Command) -> None:
    """`/remind` alone shows the calendar; with words after it, they are the change."""
    if not turn.has(*COORDINATORS):
        helping.unknown_command(turn, said)
    elif said.argument in _BROADCAST:
        composing.begin(turn)
    elif said.argument:
        changed = rescheduling.change_by_words(turn, said.argument)
        if changed:
            _show_calendar(turn, *changed)
    else:
        _show_calendar(turn)


def press(turn: Turn, argument: str) -> None:
    """A button of /remind. Rights are read again: they may be gone."""
    if not turn.has(*COORDINATORS):
        turn.toast(text("screen.no_rights_now"))
        return
    what, _, rest = argument.partition(":")
    match what:
        case "":
            _show_calendar(turn)
        case "edit":
            rescheduling.show_schedules(turn)
        case "one":
            rescheduling.show_schedule(turn, rest)
        case "set":
            rescheduling.change_by_button(turn, rest)
        case "reach":
            reaching.show_reach(turn)
        case "now":
            nudging.ask_now(turn)
        case "go":
            nudging.remind_now(turn, rest)
        case "late" | "skip":
            _settle_late(turn, what, rest)


def _show_calendar(turn: Turn, *before: Text) -> None:
    programme = in_force(turn.tx, turn.programme)
    found = next_occurrences(programme.calendar, workdays_of(programme), turn.now)
    rows = (
        (Button(text("remind.button.now"), "remind:now"), Button(text("remind.button.edit"), "remind:edit")),
        (Button(text("remind.button.reach"), "remind:reach"), Button(text("remind.button.groups"), "bind")),
        (
            Button(text("broadcast.button.new"), "broadcast:new"),
            Button(text("broadcast.button.past"), "broadcast:list"),
        ),
    )
    turn.show(Screen((*before, *preview(programme, found)), rows))


def _settle_late(turn: Turn, what: str, number: str) -> None:
    """A coordinator answers about a missed reminder; whoever is first decides."""
    done = (
        ticking.fire_late(Round(turn.tx, turn.setting, turn.now, turn.real), int(number), turn.who)
        if what == "late"
        else turn.tx.schedules.settle(int(number), Decision.SKIPPED, turn.who, turn.now)
    )
    if not done:
        turn.toast(text("remind.late.decided"))
        return
    turn.wake()
    turn.show(Screen((text("remind.late.sent" if what == "late" else "remind.late.skipped"),)))
