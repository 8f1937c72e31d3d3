"""/remind for coordinators: the calendar, its next ten occurrences and changes, a reminder now, who is out of reach.

By buttons, and by text alone: `/remind t-7 -6 09:00 on`. A change counts from the moment it is made.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import time

from dialog.inputs import Command
from dialog.reminders.changes import Change, change_json, changed, refused
from dialog.reminders.people import Contact, Reach
from dialog.reminders.planning import Occurrence, next_occurrences
from dialog.reminders.recipients import Fired, Push, pushes, without_anyone
from dialog.reminders.wording import name_of, preview
from dialog.screens import Button, Screen
from handlers import helping, pushing, ticking
from handlers.broadcasts import composing
from handlers.circumstances import contacts_of, in_force, workdays_of
from handlers.pushing import Round
from handlers.turns import Turn
from locales.text import Listing, Month, Text, text
from programmes.periods import Period
from programmes.schedules import Anchor, Audience, Content, Schedule
from store.chains import Plain
from store.outbox import State
from store.records import Role
from store.schedules import Decision

MAY = (Role.COORDINATOR, Role.ADMIN)
_NOW = "now"
_BROADCAST = ("broadcast", "群发")
_TIMES = (time(8), time(9), time(10), time(14), time(16), time(20))
_LISTED = 60
_DAYS = re.compile(r"[+-]?\d{1,2}", re.ASCII)
_TIME = re.compile(r"([01]?\d|2[0-3])[:：]([0-5]\d)", re.ASCII)
_ON = {"on": True, "开": True, "开启": True, "off": False, "关": False, "关闭": False}


def show(turn: Turn, said: Command) -> None:
    """`/remind` alone shows the calendar; with words after it, they are the change."""
    if not turn.has(*MAY):
        helping.unknown_command(turn, said)
    elif said.argument in _BROADCAST:
        composing.begin(turn)
    elif said.argument:
        _change_by_words(turn, said.argument)
    else:
        _show_calendar(turn)


def press(turn: Turn, argument: str) -> None:
    """A button of /remind. Rights are read again: they may be gone."""
    if not turn.has(*MAY):
        turn.toast(text("screen.no_rights_now"))
        return
    what, _, rest = argument.partition(":")
    match what:
        case "":
            _show_calendar(turn)
        case "edit":
            _show_schedules(turn)
        case "one":
            _show_schedule(turn, rest)
        case "set":
            _change_by_button(turn, rest)
        case "reach":
            _show_reach(turn)
        case "now":
            _ask_now(turn)
        case "go":
            _remind_now(turn, rest)
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


def _show_schedules(turn: Turn) -> None:
    """Every schedule as a button."""
    schedules = in_force(turn.tx, turn.programme).calendar.schedules
    rows = [(Button(_label(one), f"remind:one:{one.kind}"),) for one in schedules]
    turn.show(Screen((text("remind.which"),), (*rows, (Button(text("remind.button.back"), "remind"),))))


def _show_schedule(turn: Turn, kind: str, *before: Text) -> None:
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


def _change_by_button(turn: Turn, argument: str) -> None:
    kind, _, value = argument.partition(":")
    change = _read_change(kind, [value])
    why = refused(turn.programme.calendar, change) if change else text("remind.not_understood")
    if change is None or why is not None:
        turn.toast(why or text("remind.not_understood"))
        return
    _write(turn, change)
    _show_schedule(turn, kind, text("remind.changed"))


def _change_by_words(turn: Turn, words: str) -> None:
    kind, *values = words.split()
    change = _read_change(kind.lower(), values)
    if change is None:
        turn.show(Screen((text("remind.not_understood"), text("remind.by_words"))))
    elif why := refused(turn.programme.calendar, change):
        turn.show(Screen((why, text("remind.kinds", kinds=Listing(_kinds(turn))))))
    else:
        _write(turn, change)
        _show_calendar(turn, text("remind.changed"), _told(_schedule(turn, change.kind)))


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


def _show_reach(turn: Turn) -> None:
    """By name: who blocked the bot, who never pressed Start, units without anyone; and what may not have arrived."""
    round_ = _round(turn)
    contacts = contacts_of(turn.tx, round_.programme, turn.now)
    lines = [text("remind.reach.title")]
    for reach in (Reach.BLOCKED, Reach.NEVER_STARTED):
        names = [_person(round_, one) for one in contacts if one.reach is reach]
        if names:
            lines.append(text(f"remind.reach.{reach}", count=len(names), names=Listing(tuple(names[:_LISTED]))))
    every = round_.standing(_current(turn) or round_.programme.calendar.first_period)
    nobody = without_anyone(replace(every, filed=frozenset()), contacts)
    if nobody:
        units = tuple(round_.programme.unit(code).name for code in nobody)
        lines.append(text("remind.reach.nobody", count=len(units), names=Listing(units[:_LISTED])))
    unknown = len(turn.tx.outbox.undelivered(State.UNKNOWN))
    if unknown:
        lines.append(text("remind.reach.unknown", count=unknown))
    if len(lines) == 1:
        lines.append(text("remind.reach.all"))
    turn.show(Screen(tuple(lines), ((Button(text("remind.button.back"), "remind"),),)))


def _person(round_: Round, contact: Contact) -> Text:
    units = Listing(tuple(round_.programme.unit(seat.unit).name for seat in contact.seats if seat.unit))
    key = "remind.reach.person" if units.items else "remind.reach.person_alone"
    return text(key, name=contact.name, units=units)


def _ask_now(turn: Turn) -> None:
    """Who would get it, and one confirmation. The button's number makes a second press of it the same press."""
    period, round_ = _current(turn), _round(turn)
    if period is None:
        turn.toast(text("remind.now.none_open"))
        return
    people = _now_pushes(round_, period)
    missing = len(round_.standing(period).missing)
    month = Month(period.year, period.month)
    if not people:
        turn.show(Screen((text("remind.now.nobody", month=month, missing=missing),), (_back(),)))
        return
    button = Button(text("remind.now.confirm"), f"remind:go:{period}:{turn.received.id}")
    question = text("remind.now.ask", month=month, missing=missing, people=len(people))
    turn.show(Screen((question,), ((button,), _back())))


def _remind_now(turn: Turn, argument: str) -> None:
    written, _, number = argument.partition(":")
    period, round_ = Period.parse(written), _round(turn)
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


def _settle_late(turn: Turn, what: str, number: str) -> None:
    """A coordinator answers about a missed reminder; whoever is first decides."""
    done = (
        ticking.fire_late(_round(turn), int(number), turn.who)
        if what == "late"
        else turn.tx.schedules.settle(int(number), Decision.SKIPPED, turn.who, turn.now)
    )
    if not done:
        turn.toast(text("remind.late.decided"))
        return
    turn.wake()
    turn.show(Screen((text("remind.late.sent" if what == "late" else "remind.late.skipped"),)))


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


def _current(turn: Turn) -> Period | None:
    return turn.programme.calendar.current(turn.now)


def _back() -> tuple[Button, ...]:
    return (Button(text("remind.button.back"), "remind"),)


def _round(turn: Turn) -> Round:
    return Round(turn.tx, turn.setting, turn.now, turn.real)
