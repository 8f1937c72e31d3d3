"""The occurrences of a schedule: one a local date, the same however late or often they are computed.

Called at every tick, after downtime, by the preview of `/remind` and by the rehearsal. Nothing is remembered here:
the store keeps one row for each (kind, local date), and what has no row yet is still to come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dialog.reminders.workdays import Workdays
from programmes.model import Calendar
from programmes.periods import Period, months_between
from programmes.schedules import Anchor, Schedule, Shift

# No offset and no holiday moves a day farther than this from the month that it counts from.
_REACH = 3


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A schedule's turn: its local date is the key, `at` the moment, `about` the period (or the quarter's last month).

    `rank` is the schedule's place in the table; `guessed`: the year's workdays were not published yet.
    """

    kind: str
    day: date
    at: datetime
    about: Period
    rank: int
    guessed: bool


def local_moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    """That local time as one moment, wherever the clock changes.

    A time that the clock jumps over comes as much later as it jumped (02:30 becomes 03:30); a time that happens
    twice is its first. Both are what a person waiting for it would expect, and neither is lost or doubled.
    """
    return datetime.combine(day, at, zone).astimezone(UTC).astimezone(zone)


def occurrences(
    schedule: Schedule, calendar: Calendar, workdays: Workdays, first: date, last: date
) -> tuple[Occurrence, ...]:
    """Every occurrence whose local date is within `first` and `last`, both included, by date; off yields none."""
    rank = calendar.schedules.index(schedule) if schedule in calendar.schedules else len(calendar.schedules)
    days = {day: about for day, about in _days(schedule, calendar, workdays, first, last) if first <= day <= last}
    return tuple(
        Occurrence(
            kind=schedule.kind,
            day=day,
            at=local_moment(day, schedule.at, calendar.zone),
            about=days[day],
            rank=rank,
            guessed=schedule.shift is not Shift.STAYS and not workdays.known(day),
        )
        for day in sorted(days)
    )


def plan(calendar: Calendar, workdays: Workdays, first: date, last: date) -> tuple[Occurrence, ...]:
    """The occurrences of all schedules of the calendar, by moment and then by rank."""
    found = (one for schedule in calendar.schedules for one in occurrences(schedule, calendar, workdays, first, last))
    return tuple(sorted(found, key=lambda one: (one.at, one.rank)))


def next_occurrences(calendar: Calendar, workdays: Workdays, now: datetime, count: int = 10) -> tuple[Occurrence, ...]:
    """The next `count` after `now`; fewer when the programme ends before."""
    found = plan(calendar, workdays, calendar.today(now), _end(calendar, workdays) + timedelta(days=1))
    return tuple(one for one in found if one.at > now)[:count]


def day_of(schedule: Schedule, period: Period, calendar: Calendar, workdays: Workdays) -> date:
    """The local date on which a schedule that counts from the period's opening or due day falls for `period`."""
    opening = calendar.opens_at(period).date()
    if schedule.anchor is Anchor.OPENING:
        return shifted(opening + timedelta(days=schedule.days), schedule.shift, workdays)
    day = shifted(calendar.due_on(period) + timedelta(days=schedule.days), schedule.shift, workdays)
    # Before the first workday of the period nobody has heard of it; a reminder cannot come before that.
    return max(day, workdays.on_or_after(opening))


def shifted(day: date, shift: Shift, workdays: Workdays) -> date:
    """The day, or the workday that stands in for it."""
    if shift is Shift.BEFORE:
        return workdays.on_or_before(day)
    return workdays.on_or_after(day) if shift is Shift.AFTER else day


def _days(
    schedule: Schedule, calendar: Calendar, workdays: Workdays, first: date, last: date
) -> Iterator[tuple[date, Period]]:
    if schedule.on:
        match schedule.anchor:
            case Anchor.OPENING | Anchor.DUE:
                yield from _by_period(schedule, calendar, workdays, first, last)
            case Anchor.WEEK:
                yield from _by_week(schedule, calendar, workdays, first, last)
            case _:
                yield from _by_month(schedule, calendar, workdays, first, last)


def _by_period(
    schedule: Schedule, calendar: Calendar, workdays: Workdays, first: date, last: date
) -> Iterator[tuple[date, Period]]:
    for period in _within(calendar.periods(), first, last):
        yield day_of(schedule, period, calendar, workdays), period


def _by_week(
    schedule: Schedule, calendar: Calendar, workdays: Workdays, first: date, last: date
) -> Iterator[tuple[date, Period]]:
    """From the first opening to the last digest; a week without the workday that it needs has none."""
    begin, end = max(first, calendar.opens_at(calendar.first_period).date()), min(last, _end(calendar, workdays))
    monday = begin - timedelta(days=begin.weekday())
    while monday <= end:
        day = shifted(monday + timedelta(days=schedule.days), schedule.shift, workdays)
        if begin <= day <= end and day - monday < timedelta(days=7):
            yield day, _current(calendar, day)
        monday += timedelta(days=7)


def _by_month(
    schedule: Schedule, calendar: Calendar, workdays: Workdays, first: date, last: date
) -> Iterator[tuple[date, Period]]:
    """Quarters count from their last day, years from the first of `month`; both over the months of the programme."""
    for month in _within(months_between(calendar.first_period, calendar.last_period), first, last):
        if schedule.anchor is Anchor.QUARTER and month.month % 3 == 0:
            yield shifted(month.last_day + timedelta(days=schedule.days), schedule.shift, workdays), month
        elif schedule.anchor is Anchor.YEAR and month.month == schedule.month:
            yield shifted(month.day(1) + timedelta(days=schedule.days), schedule.shift, workdays), month


def _within(periods: Iterable[Period], first: date, last: date) -> Sequence[Period]:
    """The periods from which a day between `first` and `last` can come."""
    earliest, latest = Period.of(first).plus(-_REACH), Period.of(last).plus(_REACH)
    return [period for period in periods if earliest <= period <= latest]


def _current(calendar: Calendar, day: date) -> Period:
    opened = (period for period in calendar.periods() if calendar.opens_at(period).date() <= day)
    return max(opened, default=calendar.first_period)


def _end(calendar: Calendar, workdays: Workdays) -> date:
    """The day of the last period's digest: what the weekly digest ends with."""
    return workdays.on_or_after(calendar.due_on(calendar.last_period) + timedelta(days=1))
