"""Which period an answer is about, or why there is none. Called first by every answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from programmes.model import Calendar
from programmes.periods import Period
from scoring.answers.asked import Intent, Question


class Lack(StrEnum):
    """Why a period has no figures."""

    OUTSIDE = "outside"
    NOT_OPEN = "not_open"
    NONE_OPEN = "none_open"


@dataclass(frozen=True, slots=True)
class Timed:
    """The answer's period. `named`: that very month was named, so that no earlier one may stand for it.

    `first` is where a named stretch begins.
    """

    period: Period
    first: Period
    named: bool


# Questions that look ahead: a period named in them is the goal, not the month that the figures are of.
_AHEAD = frozenset({Intent.FORECAST, Intent.PACE})


def timed(question: Question, calendar: Calendar, now: datetime) -> Timed | tuple[Lack, Period]:
    """The period, or what is lacking and for which period.

    A stretch that holds the latest opened period ends there: 二季度 asked in May is April and May.
    """
    current = calendar.current(now)
    if current is None:
        return Lack.NONE_OPEN, calendar.first_period
    when = question.when
    if when is None:
        return Timed(current, current, False)
    if when.last < calendar.first_period or when.first > calendar.last_period:
        return Lack.OUTSIDE, when.last
    if when.last <= current:
        return Timed(when.last, when.first, when.first == when.last or when.last < current)
    ahead = question.intent in _AHEAD or question.about in _AHEAD
    if (when.first <= current and when.first != when.last) or ahead:
        return Timed(current, min(when.first, current), False)
    return Lack.NOT_OPEN, min(when.last, calendar.last_period)
