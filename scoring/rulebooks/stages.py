"""The moments of an evaluation: mid-year on 30 June, year's end on 31 December, running on any other day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Stage(StrEnum):
    """Which evaluation it is."""

    MID_YEAR = "mid-year"
    YEAR_END = "year-end"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Moment:
    """A stage on its day. `ended`: how many quarters have ended; `begun`: how many have begun."""

    stage: Stage
    day: date
    ended: int
    begun: int


def moment(year: int, day: date) -> Moment:
    """The moment of the programme's `year` that `day` is; after the year all quarters have ended."""
    ended = sum(_last_day(year, quarter) <= day for quarter in (1, 2, 3, 4))
    begun = sum(date(year, 3 * quarter - 2, 1) <= day for quarter in (1, 2, 3, 4))
    return Moment(_stage(year, day), day, ended, begun)


def mid_year(year: int) -> Moment:
    return moment(year, date(year, 6, 30))


def _stage(year: int, day: date) -> Stage:
    if day == date(year, 6, 30):
        return Stage.MID_YEAR
    return Stage.YEAR_END if day == date(year, 12, 31) else Stage.RUNNING


def _last_day(year: int, quarter: int) -> date:
    return {1: date(year, 3, 31), 2: date(year, 6, 30), 3: date(year, 9, 30), 4: date(year, 12, 31)}[quarter]
