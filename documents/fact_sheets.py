"""A workbook of an evaluation as officials send it: the template filled in, or any table in the layout of FACTS.

Every table that has the columns is read; a row whose value is empty says nothing. Each value is put in its one way of
being written. All is read before the turn, by `handlers.fetching`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from documents.columns import find_all
from documents.fact_lines import NAMES, OPTIONAL, Cells, Columns, Found, read_line
from documents.tables import Limits, Line, TableError, tables_in
from locales.text import Text, text
from programmes.evaluations import Rulebook
from programmes.model import Programme, Unit
from scoring.entries import Fault
from scoring.rulebooks.entered import Said, Spot
from scoring.rulebooks.facts import Amount, Source
from scoring.rulebooks.values import canonical

# A year of the largest programme, every fact and every month from two sources, has half as many.
MOST_VALUES = 10_000
# Several times the largest template; reading more would keep the service busy for as long as somebody likes.
_LIMITS = Limits(rows=20_000, unpacked=15_000_000)
LONGEST_REMARK = 400
# What a unit reports comes by its report; a workbook brings what others hold of it.
SOURCES = (Source.VERIFIED, Source.PLATFORM)


@dataclass(frozen=True, slots=True)
class Misread:
    """A cell that cannot stand, and the sheet that it is on; a text file has none."""

    sheet: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class FactSheets:
    """What the file says, and what of it cannot be read. `sha256` is of its bytes."""

    file: str
    sha256: str
    said: tuple[Said, ...]
    misread: tuple[Misread, ...]


def read_sheets(content: bytes, file: str, programme: Programme) -> FactSheets:
    """The file's values; a TableError where it is no such table, or far too long."""
    reading, rows = _Reading(programme), 0
    for sheet, table in find_all(tables_in(content, file, _LIMITS), file, NAMES, OPTIONAL):
        filled = [line for line in table.lines if table.columns["value"].of(line)]
        rows += len(filled)
        if rows > MOST_VALUES:
            raise TableError("errors.table.too_many", file=file, most=MOST_VALUES)
        reading.read(sheet, filled, table.columns)
    return FactSheets(file, sha256(content).hexdigest(), tuple(reading.said), tuple(reading.misread))


class _Reading:
    """The values and faults of all sheets so far; `_first` is where each spot was spoken of first."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._cells = {one.code: Cells(programme, one, True, SOURCES) for one in programme.rulebooks.values()}
        self._first: dict[Spot, str] = {}
        self.said: list[Said] = []
        self.misread: list[Misread] = []

    def read(self, sheet: str, lines: Sequence[Line], columns: Columns) -> None:
        for line in lines:
            self.misread += [Misread(sheet, fault) for fault in self._line(sheet, line, columns)]

    def _line(self, sheet: str, line: Line, columns: Columns) -> Iterator[Fault]:
        book = self._book(sheet, columns["unit"].of(line))
        if book is None:
            yield _fault(line, columns, "unit", text("workbook.expected.unit"))
            return
        faults: list[Fault] = []
        found = read_line(line, columns, self._cells[book.code], faults)
        remark = _printable(columns["remark"].of(line)) if "remark" in columns else ""
        if len(remark) > LONGEST_REMARK:
            faults.append(_fault(line, columns, "remark", text("workbook.expected.remark", most=LONGEST_REMARK)))
        yield from faults
        if found is None or faults:
            return
        said = Said(spot_of(self._programme, book, *found), canonical(found[1].value), remark)
        here = f"{sheet} {line.number}".strip()
        if (first := self._first.setdefault(said.spot, here)) != here:
            yield _fault(line, columns, "key", text("score.expected.once", line=first))
        else:
            self.said.append(said)

    def _book(self, sheet: str, cell: str) -> Rulebook | None:
        """The rulebook that the sheet's name begins with; else the one that the unit is evaluated by."""
        named = self._programme.rulebooks.get(sheet.partition(" ")[0])
        if named is not None:
            return named
        unit = self._programme.unit_named(cell) if cell else None
        books = [one for one in self._programme.rulebooks.values() if unit and one.unit_class == unit.unit_class]
        return books[0] if len(books) == 1 else None


def spot_of(programme: Programme, book: Rulebook, unit: Unit, one: Found) -> Spot:
    """What the amount or judgement speaks of, in the words of a facts file."""
    if not isinstance(one, Amount):
        return Spot(book.code, unit.code, one.key, f"{programme.year}-Q{one.quarter}" if one.quarter else "")
    period = f"{programme.year}-Q{one.quarter}" if one.month is None else f"{programme.year}-{one.month:02}"
    return Spot(book.code, unit.code, one.indicator, period, one.source.name.lower())


def _printable(words: str) -> str:
    """In one line, without what cannot be seen."""
    return "".join(c for c in " ".join(words.split()) if c.isprintable())


def _fault(line: Line, columns: Columns, column: str, expected: Text) -> Fault:
    return Fault(line.number, columns[column].header, columns[column].of(line), expected)
