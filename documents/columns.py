"""Finds the columns of a table that people send, by the names of their header: of monthly figures, unless others are
asked for. Called by `documents.figures` and `documents.facts`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from documents.tables import Line, Table, TableError
from locales.text import Listing, Name
from programmes.names import folded

# What a header may call each column; the first is the contract's name.
NAMES: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "单位", "填报单位", "单位名称"),
    "period": ("period", "month", "月份", "报告期", "月"),
    "indicator": ("indicator", "指标", "指标名称"),
    "completed": ("completed", "当月完成", "当月完成数", "完成数"),
}
# Above the header there may be a title and a note.
_HEADER_WITHIN = 10


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its place, and by the name that the file's header gives it."""

    place: int
    header: str

    def of(self, line: Line) -> str:
        """The line's cell, empty where the line is shorter."""
        return line.cells[self.place] if self.place < len(line.cells) else ""


@dataclass(frozen=True, slots=True)
class Figures:
    """The part of a table that holds figures: the lines below the header, and where the columns are."""

    columns: Mapping[str, Column]
    lines: tuple[Line, ...]


Names = Mapping[str, tuple[str, ...]]
_NONE: Names = {}


def find_figures(tables: Sequence[Table], file: str, names: Names = NAMES, optional: Names = _NONE) -> Figures:
    """The one table of the file with all the columns; TableError where there is none, or more than one."""
    found = find_all(tables, file, names, optional)
    if len(found) > 1:
        raise TableError("errors.table.several", file=file, sheets=Listing(tuple(name for name, _ in found)))
    return found[0][1]


def find_all(
    tables: Sequence[Table], file: str, names: Names = NAMES, optional: Names = _NONE
) -> tuple[tuple[str, Figures], ...]:
    """Every table of the file with all the columns, by its name; TableError where there is none."""
    found = tuple((table.name, figures) for table in tables if (figures := _figures(table, names, optional)))
    if not found:
        missing = _missing(tables, names)
        raise TableError("errors.table.columns", file=file, columns=_called(names), missing=_called(missing))
    return found


def _figures(table: Table, names: Names, optional: Names) -> Figures | None:
    for index, line in enumerate(table.lines[:_HEADER_WITHIN]):
        columns = _columns(line, names)
        if len(columns) == len(names):
            return Figures(columns | _columns(line, optional), table.lines[index + 1 :])
    return None


def _columns(line: Line, wanted: Names) -> dict[str, Column]:
    """The columns that the line names; one that it names twice counts as not named."""
    found: dict[str, Column] = {}
    cells = [folded(cell) for cell in line.cells]
    for column, names in wanted.items():
        places = [place for place, cell in enumerate(cells) if cell in names]
        if len(places) == 1:
            found[column] = Column(places[0], line.cells[places[0]])
    return found


def _called(names: Names) -> Listing:
    """The columns as people read them: by the contract's name, or by the first Chinese one."""
    return Listing(tuple(Name(next(w for w in words if not w.isascii()), column) for column, words in names.items()))


def _missing(tables: Sequence[Table], names: Names) -> Names:
    """What the line most like a header lacks."""
    heads = (_columns(line, names) for table in tables for line in table.lines[:_HEADER_WITHIN])
    best = max(heads, key=len, default={})
    return {column: words for column, words in names.items() if column not in best}
