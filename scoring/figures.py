"""The figures of one unit: what was filed for each month, and what adds up from it.

The store reads these, the dialog asks by them, and every number shown anywhere is computed from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from programmes.periods import Period


class Kind(StrEnum):
    """What an answer is: a number, nothing to report (counts as 0), or not applicable (no figure, out of the rates)."""

    NUMBER = "number"
    NOTHING = "nothing"
    NOT_APPLICABLE = "not_applicable"


class Status(StrEnum):
    """How a unit's month stands."""

    MISSING = "missing"
    DRAFT = "draft"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Figure:
    """One answered line. `value` is None exactly for NOT_APPLICABLE; `reason` says why an odd or absent one stands."""

    kind: Kind
    value: int | None
    reason: str = ""

    @property
    def counted(self) -> int:
        """What it adds to a cumulative."""
        return self.value or 0


def number(value: int, reason: str = "") -> Figure:
    return Figure(Kind.NUMBER, value, reason)


@dataclass(frozen=True, slots=True)
class FiledMonth:
    """The last filed revision of a unit's month.

    `first_filed_at` decides lateness and never moves; `late` is None when unknown (imported).
    `reported_in`: this month's figures are contained in that later month; `figures` then holds only what a correction
    stated apart since, and took out of the later month.
    `held_up`: confirmed right after an outage across the due moment, and so counted as filed at it.
    `returned_for`: why it was returned, where it is.
    """

    period: Period
    figures: Mapping[str, Figure]
    revision: int
    status: Status
    late: bool | None
    filed_at: datetime
    first_filed_at: datetime
    source: str
    receipt: str
    reported_in: Period | None = None
    held_up: bool = False
    returned_for: str = ""


@dataclass(frozen=True, slots=True)
class History:
    """All that one unit has filed. `opening` is the balance before the first period, None until it was stated.

    `opening_source` is where that came from, as `FiledMonth.source` is for a month.
    """

    unit: str
    opening: Mapping[str, int] | None = None
    months: Mapping[Period, FiledMonth] = field(default_factory=dict)
    opening_source: str = ""

    def figure(self, indicator: str, period: Period) -> Figure | None:
        """What was filed for that line in that month, or None."""
        month = self.months.get(period)
        return month.figures.get(indicator) if month else None

    def cumulative(self, indicator: str, upto: Period) -> int:
        """Opening balance + all completed up to and with `upto` (flows)."""
        months = self.months.items()
        filed = sum(m.figures[indicator].counted for p, m in months if indicator in m.figures and p <= upto)
        return (self.opening or {}).get(indicator, 0) + filed

    def level(self, stock: str, upto: Period) -> int | None:
        """The last stated level of a stock at `upto`; None when it was never stated."""
        for period in sorted((p for p in self.months if p <= upto), reverse=True):
            found = self.months[period].figures.get(stock)
            if found and found.value is not None:
                return found.value
        return None

    def last_reported(self, upto: Period) -> Period | None:
        """The latest filed month up to and with `upto`."""
        return max((p for p in self.months if p <= upto), default=None)
