"""Workdays of mainland China, make-up weekends (调休) included. Called by the planning of reminders.

The State Council publishes the next year's list each November. A year that the library does not know yet is taken
as Monday to Friday, and `known` says so, so that the admin is told. An override table (data, day -> is it a workday)
goes before both: for a list that came out after this release, or a province's own day off.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import chinese_calendar  # type: ignore[import-untyped]

from programmes.model import Calendar

_SATURDAY = 5
# Longer than any holiday, so that a wrong override table cannot make the search endless.
_FARTHEST = 60


@dataclass(frozen=True, slots=True)
class Workdays:
    """What is a workday. `overrides` has True for a day that is worked, False for one that is off."""

    overrides: Mapping[date, bool] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        override = self.overrides.get(day)
        if override is not None:
            return override
        listed = _listed(day)
        return day.weekday() < _SATURDAY if listed is None else listed

    def known(self, day: date) -> bool:
        """Whether the day's list has been published; otherwise `is_workday` is the guess Monday to Friday."""
        return day in self.overrides or _listed(day) is not None

    def on_or_after(self, day: date) -> date:
        """The day itself, or the first workday after it."""
        return self._first(day, timedelta(days=1))

    def on_or_before(self, day: date) -> date:
        """The day itself, or the last workday before it."""
        return self._first(day, timedelta(days=-1))

    def _first(self, day: date, step: timedelta) -> date:
        days = (day + step * count for count in range(_FARTHEST))
        return next((found for found in days if self.is_workday(found)), day)


@lru_cache(maxsize=4096)
def _listed(day: date) -> bool | None:
    """What the national list says of the day; None where it is not published. The library searches at each question."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return None


def workdays_of(calendar: Calendar) -> Workdays:
    """The national list, with the programme's own days before it."""
    return Workdays(calendar.workdays)


def unknown_years(workdays: Workdays, days: Iterable[date]) -> tuple[int, ...]:
    """The years among `days` that are only guessed; what the admin is told."""
    return tuple(sorted({day.year for day in days if not workdays.known(day)}))
