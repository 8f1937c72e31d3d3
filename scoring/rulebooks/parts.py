"""What one rule makes of one unit: the points, or between which bounds they lie while something is not known.

The trace stands beside them: the inputs by name, and why in one sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from locales.text import Text
from programmes.evaluations import Item
from scoring.rulebooks.facts import Value
from scoring.rulebooks.stages import Moment
from scoring.rulebooks.standings import Standing

ZERO = Fraction(0)
Input = Value | tuple[int, ...] | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Part:
    """`low` and `high` are the same once the points are decided."""

    low: Fraction
    high: Fraction
    inputs: Mapping[str, Input]
    why: Text


def decided(points: Fraction, inputs: Mapping[str, Input], why: Text) -> Part:
    return Part(points, points, inputs, why)


@dataclass(frozen=True, slots=True)
class Place:
    """A unit's place among those that have one; None for a unit that takes none."""

    number: int | None
    among: int


@dataclass(frozen=True, slots=True)
class Asked:
    """One unit before one item, and all that a rule may look at."""

    item: Item
    names: frozenset[str]
    standing: Standing
    moment: Moment
    schedule: tuple[Fraction, ...]

    def quantity(self, name: str) -> int | Fraction | None:
        """A counted fact of the item, None while unknown; or what was done of an indicator so far."""
        if name not in self.names:
            return self.standing.sum(name)
        value = self.standing.found.get(f"{self.item.key}.{name}")
        return value if isinstance(value, int | Fraction) else None

    def finding(self, name: str) -> bool | None:
        value = self.standing.found.get(f"{self.item.key}.{name}")
        return value if isinstance(value, bool) else None

    def day(self, name: str) -> date | None:
        value = self.standing.found.get(f"{self.item.key}.{name}")
        return value if isinstance(value, date) else None

    def share(self, part: str, whole: str) -> Fraction | None:
        """Part ÷ whole; None while one is unknown or the whole is 0."""
        over, under = self.quantity(part), self.quantity(whole)
        return Fraction(over) / Fraction(under) if over is not None and under else None
