"""Reads units.csv: one row a unit, one column an indicator's annual targets; an empty target cell is no target."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from programmes.model import Indicator, Unit
from programmes.names import folded, listed, parted, printed
from programmes.problems import Problem
from programmes.sections import CODE, FILL_IN, content

FILE = "units.csv"
FIXED = ("code", "name", "short_names", "class", "category", "parent")
ASSESSED = "assessed"
_TARGET = re.compile(r"[0-9]{1,12}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table, cells by column; `line` counts as a spreadsheet does, the heading being 1."""

    line: int
    number: int
    cells: Mapping[str, str]

    def key(self, column: str) -> str:
        code = self.cells["code"]
        return f"{code}.{column}" if CODE.fullmatch(code) else column


@dataclass(slots=True)
class UnitsTable:
    """What the table may say, and what it said: the units, and the columns that could not be read whole."""

    indicators: Sequence[Indicator]
    classes: Sequence[str]
    categories: Sequence[str]
    problems: list[Problem]
    unread: set[str]

    def read(self, folder: Path) -> tuple[Unit, ...]:
        rows = tuple(self._rows(content(folder, FILE, self.problems)))
        units = tuple(self._unit(row) for row in rows)
        self._refuse_twice(rows, units)
        self._refuse_strange_parents(rows)
        return units

    def note(self, row: Row, column: str, found: str | None, expected: str, **arguments: str | int) -> None:
        self.problems.append(Problem(FILE, row.key(column), found, expected, arguments, row.line))

    def _rows(self, text: str | None) -> Iterator[Row]:
        lines = None if text is None else self._lines(text)
        heading = lines[0][1] if lines else []
        if lines is None or not self._heading_is_right(heading):
            self.unread.update(indicator.code for indicator in self.indicators)
            return
        for number, (line, cells) in enumerate((one for one in lines[1:] if any(one[1])), 1):
            if len(cells) == len(heading):
                yield Row(line, number, dict(zip(heading, cells, strict=True)))
            else:
                self.unread.update(heading)
                self.problems.append(Problem(FILE, "", str(len(cells)), "cells", {"count": len(heading)}, line))

    def _lines(self, text: str) -> list[tuple[int, list[str]]] | None:
        """Every line with its number and its cells; None when it is no CSV."""
        reader = csv.reader(StringIO(text), strict=True)
        try:
            return [(reader.line_num, [cell.strip() for cell in cells]) for cells in reader]
        except csv.Error as error:
            self.problems.append(Problem(FILE, "", str(error), "csv", {}, reader.line_num))
            return None

    def _heading_is_right(self, heading: Sequence[str]) -> bool:
        """The fixed columns, one for each flow, and none that nobody knows or that stands twice.

        When the indicators themselves could not be read, any further column may be one.
        """
        flows = [indicator.code for indicator in self.indicators if not indicator.stock]
        allowed = {*FIXED, ASSESSED, *([indicator.code for indicator in self.indicators] or heading)}
        missing = [column for column in (*FIXED, *flows) if column not in heading]
        strange = [column for at, column in enumerate(heading) if column not in allowed or column in heading[:at]]
        for column in missing:
            self.problems.append(Problem(FILE, column, None, "column", {}, 1))
        for column in strange:
            known = ", ".join((*FIXED, *flows))
            self.problems.append(Problem(FILE, column, column, "known_column", {"columns": known}, 1))
        return not missing and not strange

    def _unit(self, row: Row) -> Unit:
        cells = row.cells
        name, further = parted(printed(cells["name"]))
        if not CODE.fullmatch(cells["code"]):
            self.note(row, "code", cells["code"] or None, "code")
        if not name or name == FILL_IN:
            self.note(row, "name", name or None, "filled_in" if name else "text")
        return Unit(
            code=cells["code"],
            number=row.number,
            name=name,
            printed=printed(cells["name"]),
            short_names=listed(cells["short_names"]),
            further_names=further,
            unit_class=self._choice(row, "class", self.classes),
            category=self._choice(row, "category", self.categories),
            parent=cells["parent"] or None,
            targets=self._targets(row),
            assessed=self._assessed(row),
        )

    def _choice(self, row: Row, column: str, choices: Sequence[str]) -> str:
        value = row.cells[column]
        if choices and value not in choices:
            self.note(row, column, value or None, "one_of", choices=", ".join(choices))
        return value

    def _assessed(self, row: Row) -> bool:
        value = row.cells.get(ASSESSED, "yes")
        if value not in {"yes", "no"}:
            self.note(row, ASSESSED, value or None, "one_of", choices="yes, no")
        return value != "no"

    def _targets(self, row: Row) -> dict[str, int]:
        codes = [indicator.code for indicator in self.indicators if row.cells.get(indicator.code)]
        unfilled = [code for code in codes if row.cells[code] == FILL_IN]
        wrong = [code for code in codes if code not in unfilled and not _TARGET.fullmatch(row.cells[code])]
        if unfilled:
            self.note(row, ",".join(unfilled), FILL_IN, "target_filled_in")
        for code in wrong:
            self.note(row, code, row.cells[code], "target")
        self.unread.update(unfilled, wrong)
        targets = {code: int(row.cells[code]) for code in codes if code not in unfilled and code not in wrong}
        self._refuse_part_above_whole(row, targets)
        return targets

    def _refuse_part_above_whole(self, row: Row, targets: Mapping[str, int]) -> None:
        for indicator in self.indicators:
            part, whole = targets.get(indicator.code), targets.get(indicator.part_of or "")
            if part is not None and whole is not None and part > whole:
                self.note(row, indicator.code, str(part), "at_most", limit=whole, whole=indicator.part_of or "")

    def _refuse_twice(self, rows: Sequence[Row], units: Sequence[Unit]) -> None:
        """Codes, names and absorbed schools are one unit's alone; nor may a short name be another's full name."""
        codes: dict[str, int] = {}
        names: dict[str, int] = {}
        for row, unit in zip(rows, units, strict=True):
            if (first := codes.setdefault(unit.code, row.line)) != row.line and unit.code:
                self.note(row, "code", unit.code, "unit_once", line=first)
            for name in dict.fromkeys(map(folded, (unit.name, *unit.further_names))):
                if (first := names.setdefault(name, row.line)) != row.line and name not in {"", FILL_IN}:
                    self.note(row, "name", name, "unit_once", line=first)
        for row, unit in zip(rows, units, strict=True):
            for name in unit.short_names:
                if (owner := names.get(folded(name), row.line)) != row.line:
                    self.note(row, "short_names", name, "unit_once", line=owner)

    def _refuse_strange_parents(self, rows: Sequence[Row]) -> None:
        codes = {row.cells["code"] for row in rows}
        for row in rows:
            parent = row.cells["parent"]
            if parent and (parent not in codes or parent == row.cells["code"]):
                self.note(row, "parent", parent, "parent")
