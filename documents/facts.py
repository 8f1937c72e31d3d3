"""The facts of an evaluation out of a table `unit,key,period,value[,source]`: each cell read strictly.

Called by `yuebao score --facts`. A figure's key is an indicator, its period a month or a quarter; a judgement's key is
`item.fact` (or `liability`, `disqualified`), its period empty or a quarter. docs/rulebooks.md has an example of each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, cast

from documents.columns import Column, find_figures
from documents.tables import Line, read_tables
from locales.text import text
from programmes.model import Indicator, Programme, Unit
from programmes.rules import Fact, Rulebook
from scoring.entries import Fault
from scoring.rulebooks.facts import Amount, Gathering, Judgement, Source, UnitFacts
from scoring.rulebooks.values import UnfitError, parsed, plain, whole

NAMES: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "单位", "填报单位", "单位名称"),
    "key": ("key", "项目", "考核项目"),
    "period": ("period", "时间", "报告期"),
    "value": ("value", "值", "数值"),
}
OPTIONAL: Mapping[str, tuple[str, ...]] = {"source": ("source", "来源")}
_QUARTER = re.compile(r"(\d{4})-?q([1-4])", re.ASCII)
# 2023-06, and 2023-06-01, which a spreadsheet makes of it.
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-01)?", re.ASCII)
_SOURCES = {source.name.lower(): source for source in Source}
_SOURCES |= {"核定": Source.VERIFIED, "平台": Source.PLATFORM, "上报": Source.REPORTED}

T = TypeVar("T")
_Found = Amount | Judgement


@dataclass
class FactsReading:
    """The facts of all lines that could be read, by unit, and a fault for every cell that could not."""

    facts: dict[str, UnitFacts] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_facts(path: Path, programme: Programme, book: Rulebook) -> FactsReading:
    """Read the file's facts for that rulebook; a TableError where it is no such table."""
    table = find_figures(read_tables(path), path.name, NAMES, OPTIONAL)
    cells = _Cells(programme, book)
    gathered, faults, seen = Gathering(), list[Fault](), dict[object, int]()
    for line in table.lines:
        found = _line(line, table.columns, cells, faults)
        if found is None:
            continue
        first = seen.setdefault(_place(*found), line.number)
        if first == line.number:
            gathered.add(found[0].code, found[1])
        else:
            key = table.columns["key"]
            faults.append(Fault(line.number, key.header, key.of(line), text("score.expected.once", line=str(first))))
    return FactsReading(gathered.facts(), faults)


def _place(unit: Unit, one: _Found) -> object:
    """What one line speaks of; a second line for the same would be a slip."""
    if isinstance(one, Amount):
        return unit.code, one.indicator, one.quarter, one.month, one.source
    return unit.code, one.key, one.quarter


def _line(line: Line, columns: Mapping[str, Column], cells: _Cells, faults: list[Fault]) -> tuple[Unit, _Found] | None:
    """The line's fact. All cells are read even so, that all their faults show at once."""
    before = len(faults)

    def read(column: str, reading: Callable[[str], T]) -> T:
        cell = columns[column].of(line) if column in columns else ""
        try:
            return reading(cell)
        except UnfitError as unfit:
            faults.append(Fault(line.number, columns[column].header, cell, unfit.expected))
            return cast("T", None)

    unit, key, source = read("unit", cells.unit), read("key", cells.key), read("source", cells.source)
    if isinstance(key, Indicator):
        month = read("period", cells.time_of_figure)
        amount = read("value", whole)
        if len(faults) == before:
            return unit, Amount(key.code, month[0], month[1], amount, source)
    elif isinstance(key, Fact):
        quarter = read("period", cells.time_of_judgement)
        found = read("value", lambda cell: parsed(key, cell))
        if len(faults) == before:
            return unit, Judgement(key.key, quarter, found)
    return None


class _Cells:
    """Reads the cells by what the programme and its rulebook know; an UnfitError where one cannot stand."""

    def __init__(self, programme: Programme, book: Rulebook) -> None:
        self._programme = programme
        self._book = book
        self._facts = book.facts()
        self._indicators = {} if book.checklist else {one.code: one for one in programme.flows}
        self._year = programme.year

    def unit(self, cell: str) -> Unit:
        found = self._programme.unit_named(cell) if cell else None
        if found is None or found.unit_class != self._book.unit_class:
            raise UnfitError("score.expected.unit", rulebook=self._book.code)
        return found

    def key(self, cell: str) -> Indicator | Fact:
        found = self._indicators.get(plain(cell)) or self._facts.get(plain(cell))
        if found is None:
            codes = ", ".join((*self._indicators, next(iter(self._facts), "")))
            raise UnfitError("score.expected.key", codes=codes)
        return found

    def time_of_figure(self, cell: str) -> tuple[int, int | None]:
        """Quarter, and the month where it is one."""
        written = plain(cell)
        if (month := _MONTH.fullmatch(written)) and int(month[1]) == self._year:
            return (int(month[2]) + 2) // 3, int(month[2])
        if (quarter := _QUARTER.fullmatch(written)) and int(quarter[1]) == self._year:
            return int(quarter[2]), None
        raise UnfitError("score.expected.month_or_quarter", year=str(self._year))

    def time_of_judgement(self, cell: str) -> int | None:
        """None is the whole year."""
        written = plain(cell)
        if not written:
            return None
        if (quarter := _QUARTER.fullmatch(written)) and int(quarter[1]) == self._year:
            return int(quarter[2])
        raise UnfitError("score.expected.quarter", year=str(self._year))

    def source(self, cell: str) -> Source:
        """The platforms' extract where nothing is said."""
        found = _SOURCES.get(plain(cell)) if cell else Source.PLATFORM
        if found is None:
            raise UnfitError("score.expected.source", sources=", ".join(source.name.lower() for source in Source))
        return found
