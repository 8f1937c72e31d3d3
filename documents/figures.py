"""Monthly figures out of a table: each cell read strictly, each fault with its line and column.

Called by `yuebao import`. What the figures mean together is judged by `scoring.imports`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TypeVar, cast

from documents.columns import Column, find_figures
from documents.tables import Line, read_tables
from locales.text import Argument, Text
from programmes.model import Indicator, Programme, Unit
from programmes.names import folded
from programmes.periods import Period
from scoring.entries import Entry, Fault

# 2022-06, 2022年6月, 2022/6, and 2022-06-01, which Excel makes of the first.
_MONTH = re.compile(r"(\d{4})(?:[-/.]|年)(\d{1,2})(?:月份?)?(?:[-/.]0?1)?", re.ASCII)
_OPENING = frozenset({"opening", "期初"})
# Digits, alone or in groups of three; a decimal point with noughts is how some programs write whole numbers.
_WHOLE = re.compile(r"(\d+|\d{1,3}(?:[, ]\d{3})+)(?:\.0+)?", re.ASCII)
_LONGEST = 20

T = TypeVar("T")


@dataclass
class Reading:
    """All rows that could be read, a fault for every cell that could not, and the units whose figures are so unsure."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unsure: set[str] = field(default_factory=set)


def read_figures(path: Path, programme: Programme, now: datetime) -> Reading:
    """Read the file's figures; a TableError where it has none."""
    figures = find_figures(read_tables(path), path.name)
    cells = _Cells(programme, now)
    reading = Reading()
    for line in figures.lines:
        try:
            reading.entries.append(_entry(line, figures.columns, cells))
        except _FaultyLineError as faulty:
            reading.faults += faulty.faults
            unit = programme.unit_named(figures.columns["unit"].of(line))
            reading.unsure |= {unit.code} if unit else set()
    return reading


class _UnfitError(Exception):
    """A cell that cannot stand: what was expected there."""

    def __init__(self, key: str, /, **arguments: Argument) -> None:
        super().__init__(key)
        self.expected: Text = Text(key, arguments)


class _FaultyLineError(Exception):
    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self.faults = faults


def _entry(line: Line, columns: Mapping[str, Column], cells: _Cells) -> Entry:
    """The line's figure. All four cells are read even so, that all their faults show at once."""
    faults: list[Fault] = []

    def read(column: str, reading: Callable[[str], T]) -> T:
        cell = columns[column].of(line)
        try:
            return reading(cell)
        except _UnfitError as unfit:
            faults.append(Fault(line.number, column, cell, unfit.expected))
            return cast("T", None)

    unit, period = read("unit", cells.unit), read("period", cells.period)
    indicator, value = read("indicator", cells.indicator), read("completed", cells.completed)
    if faults:
        raise _FaultyLineError(faults)
    return Entry(line.number, unit, period, indicator, value)


class _Cells:
    """Reads the cell of each column by what the programme knows; an _UnfitError where it cannot stand."""

    def __init__(self, programme: Programme, now: datetime) -> None:
        self._programme = programme
        self._indicators = _indicators_by_name(programme)
        self._months = frozenset(programme.calendar.opened(now))

    def unit(self, cell: str) -> Unit:
        found = self._programme.unit_named(cell)
        if found is None:
            raise _UnfitError("cli.import.expected.unit", count=len(self._programme.units))
        return found

    def period(self, cell: str) -> Period | None:
        """None is the opening balance."""
        plain = "".join(unicodedata.normalize("NFKC", cell).split()).casefold()
        if plain in _OPENING:
            return None
        calendar, period = self._programme.calendar, _month(plain)
        if period is None or not calendar.first_period <= period <= calendar.last_period:
            first, last = str(calendar.first_period), str(calendar.last_period)
            raise _UnfitError("cli.import.expected.period", first=first, last=last)
        if period not in self._months:
            raise _UnfitError("cli.import.expected.opened", opens=calendar.opens_at(period))
        return period

    def indicator(self, cell: str) -> Indicator:
        found = self._indicators.get(folded(cell))
        if found is None:
            codes = ", ".join(indicator.code for indicator in self._programme.indicators)
            raise _UnfitError("cli.import.expected.indicator", codes=codes)
        return found

    def completed(self, cell: str) -> int:
        ceiling = self._programme.form.ceiling
        found = _WHOLE.fullmatch(unicodedata.normalize("NFKC", cell))
        digits = re.sub(r"[, ]", "", found[1]) if found else ""
        if not digits or len(digits) > _LONGEST or int(digits) > ceiling:
            raise _UnfitError("cli.import.expected.whole", ceiling=ceiling)
        return int(digits)


def _month(cell: str) -> Period | None:
    found = _MONTH.fullmatch(cell)
    return Period(int(found[1]), int(found[2])) if found and 1 <= int(found[2]) <= 12 else None


def _indicators_by_name(programme: Programme) -> dict[str, Indicator]:
    """Every indicator by its code and all its names; a code outranks another's name."""
    names = {folded(name): i for i in programme.indicators for name in (*i.names, i.en, i.zh)}
    return names | {folded(indicator.code): indicator for indicator in programme.indicators}
