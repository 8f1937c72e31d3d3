"""When a unit is reminded of a finding, until it is closed: so many days before, on the day, then again and again.

The same however often and however late it is computed: the store keeps one row for each (finding, kind, local date).
Before the deadline a day off gives way to the last workday before it, after the deadline to the first one after it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from dialog.reminders.missed import Row
from dialog.reminders.planning import local_moment
from dialog.reminders.workdays import Workdays
from programmes.schedules import FindingRule


class When(StrEnum):
    """Where a reminder stands to the deadline."""

    BEFORE = "before"
    DAY = "day"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Pending:
    """A finding that its unit has not mended. `since` is when the unit was told of this deadline."""

    id: int
    unit: str
    words: str
    mend_by: date
    since: datetime


@dataclass(frozen=True, slots=True)
class Reminding:
    """One reminder of one finding. `kind` and `day` are its key."""

    finding: Pending
    kind: str
    when: When
    day: date
    at: datetime

    @property
    def row(self) -> Row:
        return self.kind, self.day


@dataclass(frozen=True, slots=True)
class Come:
    """What a tick does: say `fire` now, note `skip` as skipped. Each becomes a row."""

    fire: tuple[Reminding, ...]
    skip: tuple[Reminding, ...]


def remindings(
    finding: Pending, rule: FindingRule, workdays: Workdays, zone: ZoneInfo, last: date
) -> tuple[Reminding, ...]:
    """Every reminder up to the local date `last`, one a day, by day. None before the unit was told."""
    found: dict[date, Reminding] = {}
    for when, name, day in _days(finding.mend_by, rule, workdays, last):
        at = local_moment(day, rule.at, zone)
        if at > finding.since and day <= last:
            found[day] = Reminding(finding, f"finding:{finding.id}:{name}", when, day, at)
    return tuple(found[day] for day in sorted(found))


def come(planned: Iterable[Reminding], rows: Collection[Row], now: datetime, zone: ZoneInfo) -> Come:
    """What of one finding's reminders is due and has no row. Within its own day a reminder goes, however late.

    Of those whose day has passed only the latest may go, and only once the deadline has come: before it, the next
    reminder says the same.
    """
    waiting = [one for one in planned if one.at <= now and one.row not in rows]
    if not waiting:
        return Come((), ())
    latest = max(waiting, key=lambda one: one.day)
    goes = latest.day == now.astimezone(zone).date() or latest.when is not When.BEFORE
    skip = tuple(one for one in waiting if not (goes and one is latest))
    return Come((latest,) if goes else (), skip)


def pressing(finding: Pending, rule: FindingRule, workdays: Workdays, today: date) -> bool:
    """Whether the unit's people are told of it today, alone or beside another finding that is due."""
    return any(workdays.on_or_before(finding.mend_by - timedelta(days=days)) <= today for days in (*rule.before, 0))


def for_leaders(finding: Pending, workdays: Workdays, today: date) -> bool:
    """Whether leaders are told of it too: from the deadline's day on."""
    return workdays.on_or_before(finding.mend_by) <= today


def digest_day(rule: FindingRule, workdays: Workdays, today: date) -> bool:
    """Whether the officials' digest of this week falls on today; a week without the workday it needs has none."""
    monday = today - timedelta(days=today.weekday())
    return workdays.on_or_after(monday + timedelta(days=rule.digest)) == today


def _days(mend_by: date, rule: FindingRule, workdays: Workdays, last: date) -> Iterator[tuple[When, str, date]]:
    """In the order of the deadline's coming, so that of two on one day the later kind is said."""
    for days in rule.before:
        yield When.BEFORE, f"before-{days}", workdays.on_or_before(mend_by - timedelta(days=days))
    yield When.DAY, "day", workdays.on_or_before(mend_by)
    day = mend_by + timedelta(days=rule.again)
    while day <= last:
        yield When.AFTER, "after", workdays.on_or_after(day)
        day += timedelta(days=rule.again)
