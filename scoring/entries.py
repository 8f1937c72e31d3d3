"""What a file of monthly figures says, what is wrong with it, and what it would change: data between rooms.

Made by `documents.figures`, judged by `scoring.imports`, filed and shown by `yuebao import`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from locales.text import Text
from programmes.model import Indicator, Unit
from programmes.periods import Period
from scoring.figures import Figure, FiledMonth

# What a unit has filed, by month; None is the opening balance.
Ledger = Mapping[Period | None, Mapping[str, Figure]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of the file. `period` is None for the balance before the first period."""

    line: int
    unit: Unit
    period: Period | None
    indicator: Indicator
    value: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a line of the file cannot stand. `column` is a key of `documents.columns.NAMES`."""

    line: int
    column: str
    found: str
    expected: Text


@dataclass(frozen=True, slots=True)
class Change:
    """What a unit's month, or its opening balance (`period` None), becomes. `revises` is the month that stands."""

    unit: Unit
    period: Period | None
    figures: Mapping[str, Figure]
    revises: FiledMonth | None
