"""What a circular holds: plain frozen data that can be written down, hashed and asked about later.

Figures and places are computed and nobody edits them; `Words` are the sentences that a coordinator may.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scoring import arithmetic

MAIN = "main"
"""The name of the ranking by the programme's order; the others are named by their indicator."""


@dataclass(frozen=True, slots=True)
class Who:
    """A unit as the circular names it."""

    unit: str
    name: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit's line for one indicator. `gained`: what the cumulative grew by since last month, None without one.

    Not `counted`: reported as not applicable in this period, so out of rates and places.
    """

    indicator: str
    target: int | None
    completed: int | None
    cumulative: int
    counted: bool
    gained: int | None

    @property
    def share(self) -> Fraction | None:
        return arithmetic.rate(self.cumulative, self.target) if self.counted else None

    @property
    def gain(self) -> Fraction | None:
        """By how much the rate moved since last month."""
        if self.gained is None or self.share is None:
            return None
        return arithmetic.rate(self.gained, self.target)


@dataclass(frozen=True, slots=True)
class Line:
    """One unit in a ranking. `before` is its place last month; `missing`: not reported, ranked by its last figures."""

    place: int | None
    who: Who
    before: int | None
    missing: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The units of a class by place, those without a place last. `order` are the indicators that decide."""

    name: str
    order: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def placed(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.place is not None)


@dataclass(frozen=True, slots=True)
class Sum:
    """The class's total for an indicator."""

    indicator: str
    target: int
    cumulative: int

    @property
    def share(self) -> Fraction | None:
        return arithmetic.rate(self.cumulative, self.target)


@dataclass(frozen=True, slots=True)
class Note:
    """A reason that a person gave with an odd figure, or (value None) for there being none."""

    who: Who
    indicator: str
    value: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Circular:
    """The computed part. `as_of` is ISO 8601; `shown` and `moved` say how many are named, `reading` how."""

    programme: str
    period: str
    unit_class: str
    as_of: str
    expected: int
    reported: int
    on_time: int
    sums: tuple[Sum, ...]
    ranking: Ranking
    apart: tuple[Ranking, ...]
    missing: tuple[Who, ...]
    late: tuple[Who, ...]
    zero: tuple[Who, ...]
    notes: tuple[Note, ...]
    shown: int
    moved: int
    reading: str

    @property
    def first(self) -> tuple[Line, ...]:
        return self.ranking.placed[: self.shown]

    @property
    def last(self) -> tuple[Line, ...]:
        """The last so many, none of whom is among the first."""
        return ends(self.ranking, self.shown)[1]

    @property
    def fastest(self) -> tuple[Line, ...]:
        """Whose rate grew most since last month, by the indicator that decides first."""
        gained = [(line, gain) for line in self.ranking.placed if (gain := line.cells[0].gain or 0) > 0]
        return tuple(line for line, _ in sorted(gained, key=lambda pair: -pair[1])[: self.moved])

    @property
    def slowest(self) -> tuple[Line, ...]:
        """Whose rate grew least; units that have reached their target are not called slow."""
        lines = [line for line in self.ranking.placed if line not in self.fastest and (line.cells[0].share or 0) < 1]
        gained = [(line, gain) for line in lines if (gain := line.cells[0].gain) is not None]
        return tuple(line for line, _ in sorted(gained, key=lambda pair: pair[1])[: self.moved])

    @property
    def untimed(self) -> int:
        """How many reported of whom nobody knows whether in time: their figures came as a table."""
        return self.reported - self.on_time - len(self.late)

    def rankings(self) -> tuple[Ranking, ...]:
        return (self.ranking, *self.apart)

    def cell(self, unit: str, indicator: str) -> Cell | None:
        """What this circular says of a unit: the answer to "as of circular no. n"."""
        cells = (cell for one in self.rankings() for line in one.lines if line.who.unit == unit for cell in line.cells)
        return next((cell for cell in cells if cell.indicator == indicator), None)

    def place(self, unit: str, ranking: str = MAIN) -> int | None:
        lines = (line for one in self.rankings() if one.name == ranking for line in one.lines)
        return next((line.place for line in lines if line.who.unit == unit), None)


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences around the figures; empty ones are the catalog's own."""

    intro: str = ""
    closing: str = ""


def ends(ranking: Ranking, count: int) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The first and the last `count` of a ranking, nobody twice."""
    placed = ranking.placed
    return placed[:count], placed[max(count, len(placed) - count) :]
