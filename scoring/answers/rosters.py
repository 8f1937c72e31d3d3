"""Who is expected to report in a period, and the two rates that go by it.

The roster is fixed at the period's due moment and does not change afterwards: the store keeps what `fixed` gives.
Both rates are of the expected units, so none can exceed 100 %.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from programmes.model import Programme
from programmes.periods import Period
from scoring.figures import History


@dataclass(frozen=True, slots=True)
class Roster:
    """The units expected in a period, in the programme's order, and those that need not report, each with a reason."""

    period: Period
    expected: tuple[str, ...]
    exempt: Mapping[str, str]

    def __post_init__(self) -> None:
        both = sorted(set(self.expected) & set(self.exempt))
        if both:
            raise ValueError(f"a unit is either expected or exempt in {self.period}, not both: {', '.join(both)}")
        nameless = sorted(unit for unit, reason in self.exempt.items() if not reason.strip())
        if nameless:
            raise ValueError(f"an exemption in {self.period} needs a reason: {', '.join(nameless)}")


@dataclass(frozen=True, slots=True)
class Reporting:
    """How many of the expected units reported, on time (by first filing), late, and at an unknown time (imported)."""

    expected: tuple[str, ...]
    missing: tuple[str, ...]
    on_time: int
    late: tuple[str, ...]
    unknown: int

    @property
    def reported(self) -> int:
        return len(self.expected) - len(self.missing)

    @property
    def rate(self) -> Fraction | None:
        return Fraction(self.reported, len(self.expected)) if self.expected else None

    @property
    def on_time_rate(self) -> Fraction | None:
        return Fraction(self.on_time, len(self.expected)) if self.expected else None


def fixed(programme: Programme, period: Period, exempt: Mapping[str, str]) -> Roster:
    """The roster as it stands now; the store keeps the one of the due moment."""
    expected = tuple(unit.code for unit in programme.units if unit.code not in exempt)
    return Roster(period, expected, {unit.code: exempt[unit.code] for unit in programme.units if unit.code in exempt})


def reporting(
    roster: Roster, histories: Mapping[str, History], programme: Programme, unit_class: str | None
) -> Reporting:
    """The counts of one class, or of all when `unit_class` is None. A month reported in a later one is reported."""
    classes = {unit.code: unit.unit_class for unit in programme.units}
    expected = tuple(unit for unit in roster.expected if unit_class in (None, classes[unit]))
    months = {unit: histories.get(unit, History(unit)).months.get(roster.period) for unit in expected}
    lateness = [month.late for month in months.values() if month is not None]
    return Reporting(
        expected,
        tuple(unit for unit, month in months.items() if month is None),
        lateness.count(False),
        tuple(unit for unit, month in months.items() if month is not None and month.late),
        lateness.count(None),
    )
