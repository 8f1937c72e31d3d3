"""Whom a push can reach and how a period stands: what the edge reads from the store and hands in.

A person holds one or more seats (role and unit); a coordinator's seat has no unit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from programmes.model import Programme, Unit
from programmes.periods import Period
from scoring.answers.permissions import Role
from scoring.figures import History


class Reach(StrEnum):
    """Whether the bot can write to a person."""

    REACHABLE = "reachable"
    NEVER_STARTED = "never_started"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """What somebody is, and of which unit (its code; empty for those without one)."""

    unit: str
    role: Role


@dataclass(frozen=True, slots=True)
class Contact:
    """A person as far as pushes go. `key` is the store's; `pushed_today` counts what reached them on the local day.

    `last_answer_at` is the last thing they sent; `filling`: a question of the form is open on their screen.
    """

    key: str
    name: str
    seats: tuple[Seat, ...]
    language: str = "zh_CN"
    reach: Reach = Reach.REACHABLE
    last_answer_at: datetime | None = None
    filling: bool = False
    pushed_today: int = 0


COORDINATOR = Seat("", Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Group:
    """A bound work group: `unit_class` is the class whose posts it gets, None for all classes."""

    key: str
    unit_class: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a period stands: unit codes in the order of the table. Exempt units are not among the expected."""

    period: Period
    expected: tuple[str, ...]
    filed: frozenset[str]
    on_time: frozenset[str] = frozenset()
    drafted: frozenset[str] = frozenset()

    @property
    def missing(self) -> tuple[str, ...]:
        return tuple(unit for unit in self.expected if unit not in self.filed)

    def part(self, units: Collection[str]) -> Standing:
        """The same, for some units only."""
        expected = tuple(unit for unit in self.expected if unit in units)
        return Standing(self.period, expected, self.filed & set(expected), self.on_time & set(expected), self.drafted)


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
    )


def units_of(programme: Programme, unit_class: str | None) -> tuple[Unit, ...]:
    """The units of a class, or all."""
    return tuple(unit for unit in programme.units if unit_class in (None, unit.unit_class))
