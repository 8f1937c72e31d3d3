"""A quarter of a year, written `2023-Q1` everywhere outside the program: what a report in words is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from programmes.periods import Period

_WRITTEN = re.compile(r"(\d{4})-Q([1-4])", re.ASCII)


@dataclass(frozen=True, order=True, slots=True)
class Quarter:
    """Three calendar months. Ordered by time; `Quarter.parse("2023-Q1")` and `str()` are inverse."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise ValueError(f"a quarter is 1 to 4, not {self.number}")

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read `2023-Q1`; anything else is a ValueError that shows the form expected."""
        found = _WRITTEN.fullmatch(text.strip())
        if not found:
            raise ValueError(f"a quarter is written like 2023-Q1, not {text!r}")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, period: Period) -> Quarter:
        """The quarter that holds the month."""
        return cls(period.year, period.quarter)

    def __str__(self) -> str:
        return f"{self.year:04d}-Q{self.number}"

    @property
    def last_month(self) -> Period:
        return Period(self.year, 3 * self.number)

    @property
    def last_day(self) -> date:
        return self.last_month.last_day


def quarters_of(periods: Iterable[Period]) -> tuple[Quarter, ...]:
    """The quarters that the months belong to, each once."""
    return tuple(dict.fromkeys(Quarter.of(period) for period in periods))
