"""The numbers that answers are made of, the same for a unit and for a class: target, cumulative, and what follows.

All arithmetic is that of `scoring.arithmetic` and `scoring.progress`; here is only what looks ahead: pace and forecast.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from locales.text import Name
from programmes.model import Calendar, Indicator
from programmes.periods import Period, months_between
from scoring import arithmetic
from scoring.answers.asked import Horizon


@dataclass(frozen=True, slots=True)
class Numbers:
    """One subject's line. `key` stands in figures (a unit's name or a class code), `name` in texts.

    `basis` is the last month that the cumulative holds; `schedule` the share asked by the end of `period`'s quarter.
    """

    key: str
    name: Name
    indicator: Indicator
    target: int
    completed: int | None
    cumulative: int
    opening: int
    schedule: Fraction
    period: Period
    basis: Period

    @property
    def share(self) -> Fraction:
        return arithmetic.rate(self.cumulative, self.target) or Fraction(0)

    @property
    def expected(self) -> Fraction:
        return arithmetic.expected(self.target, self.schedule)

    @property
    def gap(self) -> int:
        return arithmetic.gap(self.cumulative, self.expected)

    @property
    def remaining(self) -> int:
        return arithmetic.gap(self.cumulative, self.target)


@dataclass(frozen=True, slots=True)
class Pace:
    """What each month left must bring. `months` 0: the quarter or year is over, short by `missing`."""

    horizon: Horizon
    goal: Fraction
    until: Period
    missing: int
    months: int
    each: int | None


def pace(numbers: Numbers, calendar: Calendar, horizon: Horizon, until: Period | None) -> Pace:
    """Missing ÷ months left after the last reported one, rounded up. `until`: in another quarter than the period's."""
    if horizon is Horizon.YEAR:
        end, goal = year_ends(numbers.indicator, calendar), Fraction(numbers.target)
    else:
        inside = until or numbers.period
        end = quarter_ends(numbers.indicator, inside, calendar)
        goal = arithmetic.expected(numbers.target, calendar.share_at(inside))
    missing = arithmetic.gap(numbers.cumulative, goal)
    months = len(months_between(numbers.basis.plus(1), end))
    each = -(-missing // months) if months else (0 if missing == 0 else None)
    return Pace(horizon, goal, end, missing, months, each)


@dataclass(frozen=True, slots=True)
class Forecast:
    """The year's end if the months left bring what the months so far brought on average."""

    done: int
    elapsed: int
    left: int
    total: int

    @property
    def mean(self) -> Fraction:
        return Fraction(self.done, self.elapsed)


def forecast(numbers: Numbers, calendar: Calendar) -> Forecast:
    """Straight on: cumulative + mean of the months from the first period to the last reported one × months left."""
    done = numbers.cumulative - numbers.opening
    elapsed = len(months_between(calendar.first_period, numbers.basis))
    left = len(months_between(numbers.basis.plus(1), year_ends(numbers.indicator, calendar)))
    added = (2 * done * left + elapsed) // (2 * elapsed)
    return Forecast(done, elapsed, left, numbers.cumulative + added)


def year_ends(indicator: Indicator, calendar: Calendar) -> Period:
    """The last month for the annual target: the indicator's own where it has one, else the programme's."""
    return indicator.year_end or calendar.last_period


def quarter_ends(indicator: Indicator, inside: Period, calendar: Calendar) -> Period:
    """The month by whose end the share of the quarter is asked; in the last quarter not after the year's own end."""
    return min(Period(inside.year, inside.quarter * 3), year_ends(indicator, calendar))


def schedule_state(numbers: Numbers) -> str:
    """`behind`, `on` or `ahead` of what the schedule asks by the quarter's end; `on` within one whole unit of it."""
    if numbers.gap:
        return "behind"
    return "ahead" if numbers.cumulative - numbers.expected >= 1 else "on"


def to_pass(numbers: Numbers, ahead: Fraction) -> int:
    """How many more are needed for a rate above `ahead`."""
    return int(ahead * numbers.target) + 1 - numbers.cumulative
