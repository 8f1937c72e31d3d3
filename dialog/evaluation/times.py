"""The time that a judgement is entered for, and which evaluation it touches.

A point rulebook takes a quarter, or the whole year (an empty period, which holds at both stages); a checklist always
the whole year. What is entered for a quarter is scored from that quarter's end on.
"""

from __future__ import annotations

from datetime import date, timedelta

from locales.text import Month, Text, text
from programmes.evaluations import Rulebook
from programmes.periods import Period

WHOLE_YEAR = ""
QUARTERS = (1, 2, 3, 4)
_OF_MID_YEAR = 2


def usual(book: Rulebook, year: int, today: date) -> str:
    """The present quarter of the programme's year, but in the month in which the half year is judged its second;
    before the year its first, after it its last."""
    if book.checklist:
        return WHOLE_YEAR
    if today.year != year:
        return quarter_period(year, 4 if today.year > year else 1)
    if book.selection and today.month == book.selection.mid_year_month:
        return quarter_period(year, _OF_MID_YEAR)
    return quarter_period(year, Period(today.year, today.month).quarter)


def at_years_end(book: Rulebook, year: int) -> str:
    """What a unit says of itself belongs to the year's end."""
    return WHOLE_YEAR if book.checklist else quarter_period(year, 4)


def choices(book: Rulebook, year: int) -> tuple[str, ...]:
    """The periods that can be chosen, the whole year last."""
    quarters = () if book.checklist else tuple(quarter_period(year, number) for number in QUARTERS)
    return (*quarters, WHOLE_YEAR)


def quarter_period(year: int, number: int) -> str:
    return f"{year}-Q{number}"


def quarter_of(period: str) -> int | None:
    """1 to 4; None for the whole year."""
    return int(period[-1]) if period else None


def period_name(period: str) -> Text:
    """A quarter, the whole year, or (of a figure) a month."""
    year, _, part = period.partition("-")
    if not part:
        return text("evaluation.time.year")
    if part.startswith("Q"):
        return text("evaluation.time.quarter", quarter=part[1:])
    return text("evaluation.time.month", month=Month(int(year), int(part)))


def period_of(book: Rulebook, period: str) -> Text:
    """The same, where a checklist has no time."""
    return text("evaluation.time.none") if book.checklist and not period else period_name(period)


def touched(book: Rulebook, period: str, today: date) -> Text:
    """Which evaluation a judgement for that period counts in, said plainly."""
    quarter = quarter_of(period)
    if book.checklist:
        return text("evaluation.touches.checklist")
    if quarter is None:
        return text("evaluation.touches.both")
    said = text("evaluation.touches.both" if quarter <= _OF_MID_YEAR else "evaluation.touches.year_end")
    end = _end(int(period[:4]), quarter)
    return said if end <= today else text("evaluation.touches.from_day", touches=said, day=end)


def _end(year: int, quarter: int) -> date:
    after = date(year + quarter // 4, 3 * quarter % 12 + 1, 1)
    return after - timedelta(days=1)
