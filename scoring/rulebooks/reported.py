"""What the units themselves reported, as the facts of an evaluation: their figures, and how many reports were late.

Called by `handlers.evaluating.facts`. A report belongs to the quarter in which it is due, so that what mid-year is
computed on is settled on 30 June: the quarterly report on April to June, due in July, is of the second half.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from programmes.model import Calendar, Programme
from programmes.periods import Period
from programmes.quarters import quarters_of
from scoring.figures import History, Kind
from scoring.rulebooks.facts import Amount, Source, UnitFacts
from scoring.rulebooks.recording import Record


def recorded(programme: Programme, records: Mapping[str, Record], until: datetime) -> dict[str, UnitFacts]:
    """By the units' codes. An opening balance counts in January; `until` as in `moment_of`."""
    return {
        code: UnitFacts(tuple(_amounts(record.history, programme.year)), (), late(programme, record, until))
        for code, record in records.items()
    }


def moment_of(calendar: Calendar, as_of: date, now: datetime | None) -> datetime:
    """The end of that day, or `now` while it is not over: what can still come in time is not overdue."""
    end = datetime.combine(as_of + timedelta(days=1), time(), calendar.zone)
    return end if now is None else min(end, now)


def late(programme: Programme, record: Record, until: datetime) -> dict[int, int] | None:
    """Late reports by quarter; None where it is not known of any report when it came.

    Each that was filed late counts, and each that is overdue and not filed, from the unit's first report through the
    bot on. An imported one, of which nobody knows when it came, does not.
    """
    every = list(_expected(programme, record))
    known = [one.at for one in every if one.late is not None]
    if not known:
        return None
    counts, since = dict.fromkeys((1, 2, 3, 4), 0), min(known)
    for one in every:
        overdue = not one.filed and one.at >= since
        if one.on.year == programme.year and one.at <= until and (one.late or overdue):
            counts[Period.of(one.on).quarter] += 1
    return counts


@dataclass(frozen=True, slots=True)
class _Due:
    """A report that is asked for: `on` is the last day in time, `at` the first moment that is late."""

    on: date
    at: datetime
    filed: bool
    late: bool | None


def _expected(programme: Programme, record: Record) -> Iterator[_Due]:
    """The monthly reports, and those in words by the quarter."""
    calendar = programme.calendar
    for period in calendar.periods():
        if period not in record.exempt:
            month = record.history.months.get(period)
            filed, tardy = month is not None, month.late if month else None
            yield _Due(calendar.due_on(period), calendar.due_at(period), filed, tardy)
    for form in programme.text_forms:
        for quarter in quarters_of(calendar.periods()):
            place = form.code, quarter
            on, at = form.due_on(quarter.last_day), form.due_at(quarter, calendar.zone)
            yield _Due(on, at, place in record.texts, record.texts.get(place))


def _amounts(history: History, year: int) -> Iterable[Amount]:
    for code, value in (history.opening or {}).items():
        yield Amount(code, 1, 1, value, Source.REPORTED)
    for period, month in history.months.items():
        if period.year != year:
            continue
        for code, figure in month.figures.items():
            if figure.kind is not Kind.NOT_APPLICABLE:
                yield Amount(code, period.quarter, period.month, figure.counted, Source.REPORTED)
