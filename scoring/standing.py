"""How a period stands: who is expected, who filed, who was on time. Called by reminders, rosters and circulars."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from programmes.model import Programme
from programmes.periods import Period
from scoring.figures import History


@dataclass(frozen=True, slots=True)
class Standing:
    """How a period stands: unit codes in the order of the table. Exempt units are not among the expected."""

    period: Period
    expected: tuple[str, ...]
    filed: frozenset[str]
    on_time: frozenset[str] = frozenset()
    drafted: frozenset[str] = frozenset()
    late: frozenset[str] = frozenset()

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(unit for unit in self.expected if unit not in self.filed)

    @property
    def untimed(self) -> int:
        """How many filed of whom nobody knows whether in time: their figures came as a table."""
        return len(self.filed - self.on_time - self.late)

    def part(self, units: Collection[str]) -> Standing:
        """The same, for some units only."""
        expected = tuple(unit for unit in self.expected if unit in units)
        own = frozenset(expected)
        parts = (self.filed & own, self.on_time & own, self.drafted & own, self.late & own)
        return Standing(self.period, expected, *parts)


def standing(
    programme: Programme,
    period: Period,
    histories: Mapping[str, History],
    drafted: Collection[str] = (),
    exempt: Collection[str] = (),
) -> Standing:
    """From what was filed. A month reported in a later one is filed; an imported one is not known to be on time."""
    expected = tuple(unit.code for unit in programme.units if unit.code not in exempt)
    months = {code: histories[code].months.get(period) for code in expected if code in histories}
    return Standing(
        period,
        expected,
        frozenset(code for code, month in months.items() if month),
        frozenset(code for code, month in months.items() if month and month.late is False),
        frozenset(drafted),
        frozenset(code for code, month in months.items() if month and month.late),
    )
