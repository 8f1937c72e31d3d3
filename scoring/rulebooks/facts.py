"""What an evaluation starts from: amounts of indicators and judgements of items, each with its time and source.

Made by `documents.facts` from a file, by `scoring.rulebooks.reported` and `handlers.evaluating.facts` from the store.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from fractions import Fraction

NEVER = date.max
"""A day that has not come: what was asked for is not issued."""

Value = int | Fraction | bool | date | str


class Source(IntEnum):
    """Where a figure comes from; the highest present is scored."""

    REPORTED = 1
    PLATFORM = 2
    VERIFIED = 3


@dataclass(frozen=True, slots=True)
class Amount:
    """What was done in a month, or (`month` None) in a whole quarter."""

    indicator: str
    quarter: int
    month: int | None
    value: int
    source: Source = Source.PLATFORM


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person found for an item (`2.1.4.incomplete`) or for the unit (`liability`).

    `quarter` None: it holds from the beginning of the year.
    """

    key: str
    quarter: int | None
    value: Value


@dataclass(frozen=True, slots=True)
class UnitFacts:
    """All that is known of one unit. `late`: late reports by quarter in the bot's own record, None without one."""

    amounts: tuple[Amount, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    late: Mapping[int, int] | None = None


NOTHING = UnitFacts()
Facts = Mapping[str, UnitFacts]
"""By the unit's code; a unit that is not there has nothing."""


@dataclass(slots=True)
class Gathering:
    """Facts being collected, line by line."""

    amounts: dict[str, list[Amount]] = field(default_factory=dict)
    judgements: dict[str, list[Judgement]] = field(default_factory=dict)

    def add(self, unit: str, one: Amount | Judgement) -> None:
        if isinstance(one, Amount):
            self.amounts.setdefault(unit, []).append(one)
        else:
            self.judgements.setdefault(unit, []).append(one)

    def facts(self) -> dict[str, UnitFacts]:
        units = dict.fromkeys((*self.amounts, *self.judgements))
        return {
            unit: UnitFacts(tuple(self.amounts.get(unit, ())), tuple(self.judgements.get(unit, ()))) for unit in units
        }
