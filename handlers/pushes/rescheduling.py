"""Changing the calendar: days, time, on or off, by buttons or by words. Called by /remind; rights were checked there.

A change counts from the moment it is made, and stands in the audit trail with what it changed.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time

from dialog.reminders.changes import Change, change_json, changed, refused
from dialog.reminders.planning import next_occurrences
from dialog.reminders.wording import name_of, preview
from dialog.screens import Button, Screen
from handlers.pushes.circumstances import in_force, workdays_of
from handlers.turns import Turn
from locales.text import Listing, Text, text
from programmes.schedules import Anchor, Schedule

_TIMES = (time(8), time(9), time(10), time(14), time(16), time(20))
_DAYS = re.compile(r"[+-]?\d{1,2}", re.ASCII)
_TIME = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)", re.ASCII)
_ON = {"on": True, "开": True, "开启": True, "off": False, "关": False, "关闭": False}


def show_schedules(turn: Turn) -> None:
    """Every schedule as a button."""
    schedules = in_force(turn.tx, turn.programme).calendar.schedules
    rows = [(Button(_label(one), f"remind:one:{one.kind}"),) for one in schedules]
    turn.show(Screen((text("remind.which"),), (*rows, (Button(text("remind.button.back"), "remind"),))))


def show_schedule(turn: Turn, kind: str, *before: Text) -> None:
    """One schedule, what is next of it, and what can be changed."""
    programme = in_force(turn.tx, turn.programme)
    schedule = _schedule(turn, kind)
    if schedule is None:
        turn.toast(text("reminders.change.unknown", kind=kind))
        return
    alone = replace(programme.calendar, schedules=(schedule,))
    found = next_occurrences(alone, workdays_of(programme), turn.now, 3)
    lines = [*before, _told(schedule), *preview(replace(programme, calendar=alone), found), text("remind.by_words")]
    on = "off" if schedule.on else "on"
    rows = [
        (
            Button(text("remind.button.earlier"), f"remind:set:{kind}:{schedule.days - 1:+d}"),
            Button(text("remind.button.later"), f"remind:set:{kind}:{schedule.days + 1:+d}"),
        ),
        tuple(
            Button(text("remind.button.time", time=f"{at:%H:%M}"), f"remind:set:{kind}:{at:%H:%M}")
            for at in _TIMES
            if at != schedule.at
        ),
        (
            Button(text(f"remind.button.{on}"), f"remind:set:{kind}:{on}"),
            Button(text("remind.button.back"), "remind:edit"),
        ),
    ]
    turn.show(Screen(tuple(lines), tuple(rows)))


def change_by_button(turn: Turn, argument: str) -> None:
    kind, _, value = argument.partition(":")
    change = _read_change(kind, [value])
    why = refused(turn.programme.calendar, change) if change else text("remind.not_understood")
    if change is None or why is not None:
        turn.toast(why or text("remind.not_understood"))
        return
    _write(turn, change)
    show_schedule(turn, kind, text("remind.changed"))


def change_by_words(turn: Turn, words: str) -> tuple[Text, ...] | None:
    """What was changed, to be said above the calendar; None where it was refused and that was said."""
    kind, *values = words.split()
    change = _read_change(kind.lower(), values)
    if change is None:
        turn.show(Screen((text("remind.not_understood"), text("remind.by_words"))))
        return None
    if why := refused(turn.programme.calendar, change):
        turn.show(Screen((why, text("remind.kinds", kinds=Listing(_kinds(turn))))))
        return None
    _write(turn, change)
    return (text("remind.changed"), _told(_schedule(turn, change.kind)))


def _read_change(kind: str, values: list[str]) -> Change | None:
    """Days, a time, on or off, in any order; None for anything else, or for nothing."""
    change = Change(kind)
    for value in values:
        if _DAYS.fullmatch(value):
            change = replace(change, days=int(value))
        elif found := _TIME.fullmatch(value):
            change = replace(change, at=time(int(found[1]), int(found[2])))
        elif value.lower() in _ON:
            change = replace(change, on=_ON[value.lower()])
        else:
            return None
    return change if values else None


def _write(turn: Turn, change: Change) -> None:
    """Keep the change and write it into the trail, with what stood before."""
    known = {one.kind: one for one in turn.tx.schedules.changes()}
    before = change_json(known.get(change.kind, Change(change.kind)))
    turn.tx.schedules.change(change, turn.who, turn.now)
    turn.tx.audit.append("", turn.who, "calendar_changed", before, change_json(change), turn.now)


def _label(schedule: Schedule) -> Text:
    return text("remind.schedule", name=name_of(schedule), at=f"{schedule.at:%H:%M}", on=_on(schedule))


def _told(schedule: Schedule | None) -> Text:
    """The schedule in one line: its name, key, days from what, time, on or off."""
    if schedule is None:
        return text("remind.not_understood")
    return text(
        "remind.told",
        name=name_of(schedule),
        kind=schedule.kind,
        anchor=text(f"remind.anchor.{schedule.anchor}"),
        days=f"{schedule.days:+d}" if schedule.anchor is not Anchor.WEEK else f"{schedule.days}",
        at=f"{schedule.at:%H:%M}",
        on=_on(schedule),
    )


def _on(schedule: Schedule) -> Text:
    return text("remind.on" if schedule.on else "remind.off")


def _schedule(turn: Turn, kind: str) -> Schedule | None:
    calendar = changed(turn.programme.calendar, turn.tx.schedules.changes())
    return next((one for one in calendar.schedules if one.kind == kind), None)


def _kinds(turn: Turn) -> tuple[str, ...]:
    return tuple(one.kind for one in turn.programme.calendar.schedules)
