"""Reads calendar.toml: first and last period, opening and due day, and the schedule curve, each with its citation."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from programmes.model import Calendar, Reading
from programmes.sections import NO_PERIOD, Section

KEYS = ("first_period", "last_period", "zone", "opens_day", "due_day", "schedule")
NO_ZONE = ZoneInfo("UTC")


def read_calendar(file: Section, documents: Sequence[str], year: int) -> Calendar:
    values = {key: section for key in KEYS if (section := file.table(key))}
    cites = {key: section.cites(documents) for key, section in values.items()}
    readings = {key: section.string("reading", required=key == "schedule") for key, section in values.items()}
    first, last = (values[key].period("value") if key in values else NO_PERIOD for key in KEYS[:2])
    calendar = Calendar(
        first_period=first,
        last_period=last,
        zone=_zone(values.get("zone")),
        opens_day=_day(values.get("opens_day")),
        due_day=_day(values.get("due_day")),
        schedule=_schedule(values.get("schedule")),
        cites=cites,
        readings={key: Reading(text, cites[key]) for key, text in readings.items() if text},
    )
    _refuse_wrong_order(file, calendar, year)
    return calendar


def _zone(section: Section | None) -> ZoneInfo:
    if section is None:
        return NO_ZONE
    name = section.string("value")
    try:
        return ZoneInfo(name) if name else NO_ZONE
    except (ZoneInfoNotFoundError, ValueError, OSError):
        section.note("value", name, "zone")
        return NO_ZONE


def _day(section: Section | None) -> int:
    return section.whole("value", 1, 31) if section else 0


def _schedule(section: Section | None) -> tuple[Fraction, ...]:
    """Four percentages, none below the one before, the last 100."""
    percents = section.wholes("value") if section else ()
    wrong = len(percents) != 4 or percents[0] < 0 or percents[-1] != 100 or list(percents) != sorted(percents)
    if section and percents and wrong:
        section.note("value", list(percents), "schedule")
    return tuple(Fraction(percent, 100) for percent in percents)


def _refuse_wrong_order(file: Section, calendar: Calendar, year: int) -> None:
    first, last = calendar.first_period, calendar.last_period
    if NO_PERIOD not in (first, last) and last < first:
        file.note("last_period.value", str(last), "not_before", first=str(first))
    if year and first != NO_PERIOD and first.year != year:
        file.note("first_period.value", str(first), "month_of_year", year=year)
    if calendar.due_day and calendar.opens_day >= calendar.due_day:
        file.note("opens_day.value", calendar.opens_day, "day_before", due=calendar.due_day)
