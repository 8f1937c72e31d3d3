"""What a correction of reports moves in a circular that is out: the draft of a 更正, approved like the circular.

Called whenever a figure of a published period changes. The published one stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass

from scoring.circulars.contents import Circular, Line, Ranking, Who


@dataclass(frozen=True, slots=True)
class FigureMoved:
    """One number of a unit: what it was in the circular, and what it is now."""

    indicator: str
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class PlaceMoved:
    """A place in one of the rankings (`main`, or an indicator listed separately)."""

    ranking: str
    old: int | None
    new: int | None


@dataclass(frozen=True, slots=True)
class UnitMoved:
    """A unit whose cumulative figures or places are others now; without figures its place moved through others."""

    who: Who
    figures: tuple[FigureMoved, ...]
    places: tuple[PlaceMoved, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """The difference between circular no. `corrects` and a recomputation."""

    corrects: int
    period: str
    unit_class: str
    as_of: str
    reported_before: int
    reported: int
    expected: int
    units: tuple[UnitMoved, ...]

    @property
    def corrected(self) -> tuple[UnitMoved, ...]:
        """Units whose own figures moved."""
        return tuple(unit for unit in self.units if unit.figures)

    @property
    def followed(self) -> tuple[UnitMoved, ...]:
        """Units that only changed places, because another's figures did."""
        return tuple(unit for unit in self.units if not unit.figures)


def correction(number: int, published: Circular, now: Circular) -> Correction | None:
    """What moved since circular no. `number`, or None when nothing that it says did."""
    old, new = (
        (published.programme, published.period, published.unit_class),
        (now.programme, now.period, now.unit_class),
    )
    if old != new:
        raise ValueError(f"a correction compares one period and class with itself, not {old} with {new}")
    moved = tuple(unit for who in _all(published, now) if (unit := _moved(who, published, now)))
    if not moved and published.reported == now.reported:
        return None
    return Correction(
        number, now.period, now.unit_class, now.as_of, published.reported, now.reported, now.expected, moved
    )


def _all(published: Circular, now: Circular) -> list[Who]:
    """Every unit of either, in the order of the places of now."""
    found = {
        line.who.unit: line.who for one in (published, now) for ranking in one.rankings() for line in ranking.lines
    }
    order = [line.who.unit for ranking in now.rankings() for line in ranking.lines]
    return [found[unit] for unit in dict.fromkeys([*order, *found])]


def _moved(who: Who, published: Circular, now: Circular) -> UnitMoved | None:
    figures: list[FigureMoved] = []
    places: list[PlaceMoved] = []
    for before, after in zip(published.rankings(), now.rankings(), strict=True):
        old, new = _line(before, who), _line(after, who)
        figures += _figures(old, new)
        if _place(old) != _place(new):
            places.append(PlaceMoved(after.name, _place(old), _place(new)))
    return UnitMoved(who, tuple(figures), tuple(places)) if figures or places else None


def _line(ranking: Ranking, who: Who) -> Line | None:
    return next((line for line in ranking.lines if line.who.unit == who.unit), None)


def _place(line: Line | None) -> int | None:
    return line.place if line else None


def _figures(old: Line | None, new: Line | None) -> list[FigureMoved]:
    """Cumulatives only: the month's figure moves them, and so does an earlier month's."""
    before = {cell.indicator: cell.cumulative for cell in old.cells} if old else {}
    after = {cell.indicator: cell.cumulative for cell in new.cells} if new else {}
    codes = dict.fromkeys([*before, *after])
    return [
        FigureMoved(code, before.get(code), after.get(code)) for code in codes if before.get(code) != after.get(code)
    ]
