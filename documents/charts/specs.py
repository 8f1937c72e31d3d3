"""What a picture shows, before it is drawn: labels as ready words, numbers exact. Made by `documents.charts.wording`.

A spec is hashable: together with the data version it is the key under which its picture is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around the figures. `title` states the finding; `warning` labels demonstration data."""

    title: str
    subtitle: str
    source: tuple[str, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """One month of the year. `asked` is the schedule's share of the target.

    `share` is None where nothing was filed; `shown` is then the word for it, and empty in a month to come.
    """

    label: str
    asked: Fraction
    share: Fraction | None
    shown: str


@dataclass(frozen=True, slots=True)
class Task:
    """Another indicator of the same unit: `share` is None without a target."""

    name: str
    share: Fraction | None
    shown: str
    detail: str


@dataclass(frozen=True, slots=True)
class UnitProgressChart:
    """A unit's cumulative share of its target month by month against the schedule, and its other tasks as bars."""

    frame: Frame
    points: tuple[Point, ...]
    asked_label: str
    asked: Fraction
    tasks: tuple[Task, ...] = ()
    tasks_label: str = ""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One unit's line. `tag` says what colour alone must not: not reported, own unit."""

    place: str
    name: str
    share: Fraction
    shown: str
    tag: str = ""
    own: bool = False
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """Places that are left out, in words."""

    label: str


@dataclass(frozen=True, slots=True)
class RankingChart:
    """Units by their share of the target, the highest first; `asked` is the schedule's share, drawn as a line."""

    frame: Frame
    rows: tuple[Ranked | Skipped, ...]
    asked: Fraction | None = None
    asked_label: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One month's figure; `value` is None where there is none and `shown` says why. `note` stands at the right."""

    label: str
    value: int | None
    shown: str
    note: str = ""
    latest: bool = False


@dataclass(frozen=True, slots=True)
class TrendChart:
    """Month by month, earliest first."""

    frame: Frame
    bars: tuple[Bar, ...]


Chart = UnitProgressChart | RankingChart | TrendChart
