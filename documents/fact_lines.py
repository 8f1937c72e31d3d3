"""One line of a table of facts, each cell read strictly: whose it is, of what, when, from which source, how much.

Called by `documents.facts` (a facts file) and by `documents.fact_sheets` (what officials send by chat).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar, cast

from documents.columns import Column
from documents.tables import Line
from programmes.evaluations import Rulebook
from programmes.facts import Fact
from programmes.model import Indicator, Programme, Unit
from scoring.entries import Fault
from scoring.rulebooks.facts import Amount, Judgement, Source, Value
from scoring.rulebooks.values import Unfit, UnfitError, parsed, plain, read_figure, read_value, whole

NAMES: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "单位", "填报单位", "单位名称"),
    "key": ("key", "项目", "考核项目"),
    "period": ("period", "时间", "报告期"),
    "value": ("value", "值", "数值"),
}
OPTIONAL: Mapping[str, tuple[str, ...]] = {"source": ("source", "来源"), "remark": ("remark", "备注")}
_QUARTER = re.compile(r"(\d{4})-?q([1-4])", re.ASCII)
# 2023-06, and 2023-06-01, which a spreadsheet makes of it.
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-01)?", re.ASCII)
_SOURCES = {source.name.lower(): source for source in Source}
_SOURCES |= {"核定": Source.VERIFIED, "平台": Source.PLATFORM, "上报": Source.REPORTED}

T = TypeVar("T")
Found = Amount | Judgement
Columns = Mapping[str, Column]


def read_line(line: Line, columns: Columns, cells: Cells, faults: list[Fault]) -> tuple[Unit, Found] | None:
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
        amount = read("value", cells.figure)
        if len(faults) == before:
            return unit, Amount(key.code, month[0], month[1], amount, source)
    elif isinstance(key, Fact):
        quarter = read("period", cells.time_of_judgement)
        found = read("value", lambda cell: cells.value(key, cell))
        if len(faults) == before:
            return unit, Judgement(key.key, quarter, found)
    return None


def place_of(unit: Unit, one: Found) -> object:
    """What one line speaks of; a second line for the same would be a slip."""
    if isinstance(one, Amount):
        return unit.code, one.indicator, one.quarter, one.month, one.source
    return unit.code, one.key, one.quarter


@dataclass(frozen=True)
class Cells:
    """Reads the cells by what the programme and its rulebook know; an UnfitError where one cannot stand.

    `typed`: by people, who may write 符合 and 5月21日. `sources`: those that may be named; `otherwise` where none is.
    """

    programme: Programme
    book: Rulebook
    typed: bool = False
    sources: tuple[Source, ...] = tuple(Source)
    otherwise: Source = Source.PLATFORM

    def unit(self, cell: str) -> Unit:
        found = self.programme.unit_named(cell) if cell else None
        if found is None or found.unit_class != self.book.unit_class:
            raise UnfitError("score.expected.unit", rulebook=self.book.code)
        return found

    def key(self, cell: str) -> Indicator | Fact:
        indicators, facts = self._indicators, self._facts
        found = indicators.get(plain(cell)) or facts.get(plain(cell))
        if found is None:
            raise UnfitError("score.expected.key", codes=", ".join((*indicators, next(iter(facts), ""))))
        return found

    @cached_property
    def _indicators(self) -> Mapping[str, Indicator]:
        """Those that the table can score: another table's would be taken in and never looked at."""
        own = [unit for unit in self.programme.units if unit.unit_class == self.book.unit_class]
        wanted = {code for unit in own for code in unit.targets} | self.book.measured()
        return {} if self.book.checklist else {one.code: one for one in self.programme.flows if one.code in wanted}

    @cached_property
    def _facts(self) -> Mapping[str, Fact]:
        return self.book.facts()

    def time_of_figure(self, cell: str) -> tuple[int, int | None]:
        """Quarter, and the month where it is one."""
        written = plain(cell)
        if (month := _MONTH.fullmatch(written)) and int(month[1]) == self.programme.year:
            return (int(month[2]) + 2) // 3, int(month[2])
        if (quarter := _QUARTER.fullmatch(written)) and int(quarter[1]) == self.programme.year:
            return int(quarter[2]), None
        raise UnfitError("score.expected.month_or_quarter", year=str(self.programme.year))

    def time_of_judgement(self, cell: str) -> int | None:
        """None is the whole year."""
        written = plain(cell)
        if not written:
            return None
        if (quarter := _QUARTER.fullmatch(written)) and int(quarter[1]) == self.programme.year:
            return int(quarter[2])
        raise UnfitError("score.expected.quarter", year=str(self.programme.year))

    def source(self, cell: str) -> Source:
        found = _SOURCES.get(plain(cell)) if cell else self.otherwise
        if found not in self.sources:
            names = ", ".join(source.name.lower() for source in self.sources)
            raise UnfitError("score.expected.source", sources=names)
        return found

    def figure(self, cell: str) -> int:
        return whole(_fit(read_figure(cell)) if self.typed else cell)

    def value(self, fact: Fact, cell: str) -> Value:
        return parsed(fact, _fit(read_value(fact, cell, self.programme.year)) if self.typed else cell)


def _fit(said: str | Unfit) -> str:
    if isinstance(said, Unfit):
        raise UnfitError(said.expected.key, **said.expected.arguments)
    return said
