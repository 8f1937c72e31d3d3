"""One small picture of each kind: what the drawing process warms up with, and what the benchmarks time."""

from __future__ import annotations

from fractions import Fraction

from documents.charts.specs import (
    Bar,
    Chart,
    Frame,
    Point,
    Ranked,
    RankingChart,
    Skipped,
    Task,
    TrendChart,
    UnitProgressChart,
)

_HALF = Fraction(1, 2)
_FRAME = Frame("0%", "0", ("0",))


def specimens() -> tuple[Chart, ...]:
    """Of the usual size: a year of months, 26 lines of a ranking."""
    points = tuple(Point(str(n), Fraction((n + 2) // 3, 4), Fraction(n, 15), f"{n}%") for n in range(3, 13))
    ranked = tuple(Ranked(str(n), str(n), Fraction(26 - n, 26), f"{n}%") for n in range(1, 26))
    return (
        UnitProgressChart(_FRAME, points, "50%", _HALF, (Task("1", _HALF, "50%", "1 / 2"),) * 3, "1"),
        RankingChart(_FRAME, (*ranked, Skipped("0")), _HALF, "50%"),
        TrendChart(_FRAME, tuple(Bar(str(n), n, str(n)) for n in range(3, 13))),
    )
