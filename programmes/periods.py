"""A report's period: a calendar month of a programme's year, written `2022-06` everywhere outside the program."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """One calendar month. Ordered by time; `Period.parse("2022-06")` and `str()` are inverse."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12:
            raise ValueError(f"a month is 1 to 12, not {self.month}")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read `2022-06`; anything else is a ValueError that shows the form expected."""
        found = _WRITTEN.fullmatch(text.strip())
        if not found:
            raise ValueError(f"a period is written like 2022-06, not {text!r}")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Period:
        """The calendar month that holds `day`."""
        return cls(day.year, day.month)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"

    def plus(self, months: int) -> Period:
        """This period moved by so many months, backwards when negative."""
        index = self.year * 12 + self.month - 1 + months
        return Period(index // 12, index % 12 + 1)

    @property
    def quarter(self) -> int:
        """1 to 4."""
        return (self.month + 2) // 3

    @property
    def last_day(self) -> date:
        return date(self.year, self.month, monthrange(self.year, self.month)[1])

    def day(self, number: int) -> date:
        """The day of that number in this month, or the month's last day where it is shorter (30 in February)."""
        return date(self.year, self.month, min(number, self.last_day.day))


def months_between(first: Period, last: Period) -> tuple[Period, ...]:
    """Every period from `first` to `last`, both included; empty when `last` is earlier."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(first.plus(step) for step in range(count))
