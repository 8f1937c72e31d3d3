"""A month rehearsed: what would be sent to whom and when, from a period's opening to its digest. `yuebao rehearse`.

The same planning, recipients and words as in service, with the filings of now; people answer nothing meanwhile.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from dialog.reminders.manners import MANNERS, Manners, held
from dialog.reminders.people import COORDINATOR, Contact, Group, Seat
from dialog.reminders.planning import day_of, plan
from dialog.reminders.recipients import Fired, Push, merged, pushes
from dialog.reminders.wording import Scene, screen_of
from dialog.reminders.workdays import Workdays
from dialog.screens import Screen
from programmes.model import Programme
from programmes.periods import Period
from programmes.roles import Role
from programmes.schedules import Anchor, Content
from scoring.standing import Standing

# A stand-in has chosen no language: its words are in the operator's, as those of groups.
_UNCHOSEN = ""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One line of the rehearsal: the same words at one moment to all of `to`, or to the group of a class."""

    at: datetime
    kind: str
    group: str | None
    to: tuple[Seat, ...]
    screen: Screen
    language: str


def cast(
    programme: Programme, contacts: Sequence[Contact], groups: Sequence[Group]
) -> tuple[tuple[Contact, ...], tuple[Group, ...]]:
    """Stand-ins for what the store has none of: liaisons and leaders of all units, a coordinator, groups by class."""
    held_roles = {seat.role for contact in contacts for seat in contact.seats}
    stand_ins = [
        Contact(f"{role} {unit.code}", "", (Seat(unit.code, role),), _UNCHOSEN)
        for role in (Role.LIAISON, Role.LEADER)
        if role not in held_roles
        for unit in programme.units
    ]
    if Role.COORDINATOR not in held_roles:
        stand_ins.append(Contact(str(Role.COORDINATOR), "", (COORDINATOR,), _UNCHOSEN))
    bound = tuple(groups) or tuple(Group(one.code, one.code) for one in programme.classes)
    return (*contacts, *stand_ins), bound


def rehearse(
    programme: Programme,
    period: Period,
    standings: Mapping[Period, Standing],
    contacts: Sequence[Contact],
    groups: Sequence[Group],
    workdays: Workdays,
    manners: Manners = MANNERS,
    texts: Mapping[Period, Standing] | None = None,
) -> tuple[Rehearsed, ...]:
    """The exact list, by time and then by the table. `standings` has `period`; others are taken as fully filed.

    `texts` are those of the reports in words, by their quarter's last month.
    """
    contacts, groups = cast(programme, contacts, groups)
    schedules = {one.kind: one for one in programme.calendar.schedules}
    known = {False: standings, True: texts or {}}

    def stands(about: Period, of_texts: bool) -> Standing:
        return known[of_texts].get(about) or Standing(about, (), frozenset())

    fired = [
        Fired(schedules[one.kind], one, stands(one.about, schedules[one.kind].content is Content.TEXTS))
        for one in plan(programme.calendar, workdays, *span(programme, period, workdays))
    ]
    idle = [replace(contact, last_answer_at=None, filling=False, pushed_today=0) for contact in contacts]
    sent = _in_turn(pushes(fired, idle, groups), programme.calendar.zone, manners)
    scenes = [(one, stands(one.about, Content.TEXTS in one.contents)) for one in sent]
    return _gathered([(one, Scene(programme, found, idle, one.at)) for one, found in scenes])


def span(programme: Programme, period: Period, workdays: Workdays) -> tuple[date, date]:
    """The days of a period's opening and digest, by their nominal days where a coordinator switched them off."""
    calendar = programme.calendar
    periodic = (one for one in calendar.schedules if one.on and one.anchor in (Anchor.OPENING, Anchor.DUE))
    days = [day_of(one, period, calendar, workdays) for one in periodic]
    opening = workdays.on_or_after(calendar.opens_at(period).date())
    digest = workdays.on_or_after(calendar.due_on(period) + timedelta(days=1))
    return min([opening, *days]), max([digest, *days])


def written(
    lines: Iterable[Rehearsed], programme: Programme, words: Callable[[Screen, str], str]
) -> list[dict[str, object]]:
    """The document of `yuebao rehearse --json`; `words` turns a screen into the text of a language."""
    return [
        {
            "at": line.at.isoformat(),
            "kind": line.kind,
            "group": line.group,
            "to": [{"unit": _unit_name(programme, seat), "role": str(seat.role)} for seat in line.to],
            "text": words(line.screen, line.language),
        }
        for line in lines
    ]


def _unit_name(programme: Programme, seat: Seat) -> str | None:
    return programme.unit(seat.unit).name if seat.unit else None


def _in_turn(planned: Sequence[Push], zone: ZoneInfo, manners: Manners) -> list[Push]:
    """Moment after moment, what the manners let go; what they hold comes back when it may go, and meets others."""
    waiting, sent = list(planned), list[Push]()
    counts: Counter[tuple[str, date]] = Counter()
    while waiting:
        now = min(push.at for push in waiting)
        ready = merged(push for push in waiting if push.at == now)
        waiting = [push for push in waiting if push.at != now]
        for push in ready:
            day = (push.receiver, now.astimezone(zone).date())
            contact = push.contact and replace(push.contact, pushed_today=counts[day])
            hold = held(now, contact, zone, manners)
            if hold:
                waiting.append(replace(push, at=hold.until))
            else:
                counts[day] += 1
                sent.append(push)
    return sent


def _gathered(scenes: Iterable[tuple[Push, Scene]]) -> tuple[Rehearsed, ...]:
    """One line for the same words at one moment, in the order of the table; seats by unit and role."""
    lines: dict[tuple[datetime, int, str], list[tuple[Rehearsed, list[Seat]]]] = {}
    numbers: dict[str, int] = {}
    for push, scene in scenes:
        numbers = numbers or {unit.code: unit.number for unit in scene.programme.units}
        line = _line(push, screen_of(push, scene))
        same = lines.setdefault((push.at, push.rank, push.group.key if push.group else ""), [])
        seats = next((seats for one, seats in same if one == line), None)
        if seats is None:
            same.append((line, list(push.to)))
        else:
            seats += push.to
    found = (one for key in sorted(lines, key=lambda key: key[:2]) for one in lines[key])
    return tuple(replace(line, to=_ordered(seats, numbers)) for line, seats in found)


def _line(push: Push, screen: Screen) -> Rehearsed:
    """Without its seats, so that equal words are equal lines."""
    group = push.group.unit_class if push.group else None
    return Rehearsed(push.at, push.kind, group, (), screen, push.contact.language if push.contact else "")


def _ordered(seats: Iterable[Seat], numbers: Mapping[str, int]) -> tuple[Seat, ...]:
    return tuple(sorted(set(seats), key=lambda seat: (numbers.get(seat.unit, 0), str(seat.role))))
