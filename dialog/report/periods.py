"""Which periods can be filed now, which comes first, and which earlier ones are missing."""

from __future__ import annotations

import re
from datetime import datetime

from dialog.numbers import tidy
from dialog.report.facts import ReportFacts
from locales.text import Listing, Month, Text, text
from programmes.periods import Period

_MONTH_SAID = re.compile(r"(?:([0-9]{4})\s*[-年/.]\s*)?([0-9]{1,2})\s*(?:月份?)?")


def open_periods(facts: ReportFacts, now: datetime) -> tuple[Period, ...]:
    """Opened and not filed, earliest first; those of a programme that is over stay open."""
    return tuple(p for p in facts.programme.calendar.opened(now) if p not in facts.history.months)


def missing_before(facts: ReportFacts, period: Period) -> tuple[Period, ...]:
    return tuple(p for p in facts.programme.calendar.periods() if p < period and p not in facts.history.months)


def first_to_file(facts: ReportFacts, now: datetime) -> Period | None:
    """The period that /report opens by itself; None when there is none or when the person should choose.

    That is the current one, unless its liaison said that it does not contain the missing ones: then the earliest.
    """
    current, open_now = facts.programme.calendar.current(now), open_periods(facts, now)
    if current not in open_now:
        return open_now[0] if len(open_now) == 1 else None
    on_file = facts.drafts.get(current)
    return open_now[0] if on_file and on_file.draft.contains == () else current


def named(said: str, facts: ReportFacts) -> Period | None:
    """The programme's period that `2022-06`, `6月` or `6` names."""
    found = _MONTH_SAID.fullmatch(tidy(said))
    if not found:
        return None
    year, month = int(found[1] or facts.programme.year), int(found[2])
    return Period(year, month) if 1 <= month <= 12 else None


def month(period: Period) -> Month:
    return Month(period.year, period.month)


def months_spoken(periods: tuple[Period, ...]) -> Text:
    """Three or more in a row are said as a range."""
    first, last = periods[0], periods[-1]
    if len(periods) > 2 and first.plus(len(periods) - 1) == last:
        return text("words.months.range", first=month(first), last=month(last))
    return text("words.months.list", months=Listing(tuple(month(period) for period in periods)))


def due_line(facts: ReportFacts, period: Period, now: datetime) -> Text:
    """The due date with the days left, or since when it is overdue."""
    calendar = facts.programme.calendar
    left, due = calendar.days_left(period, now), calendar.due_on(period)
    if left > 0:
        return text("report.due.in_days", due=due, days=left)
    return text("report.due.today", due=due) if left == 0 else text("report.due.overdue", due=due, days=-left)


def is_late(facts: ReportFacts, period: Period, now: datetime) -> bool:
    return now >= facts.programme.calendar.due_at(period)
