"""A circular as tables, for the file and the picture that go with it. Called by `documents/`; cells keep their types.

A cell is a whole number, a share (to be written as percent), a name, a text, or None where there is nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from locales.text import Name, Percent, Text, text
from programmes.model import Programme
from scoring.circulars.contents import MAIN, Cell, Circular, Line, Ranking

SheetCell = str | int | Percent | Text | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its title, the heading of each column, and the rows."""

    title: Text
    heading: tuple[Text, ...]
    rows: tuple[tuple[SheetCell, ...], ...]


def sheets(circular: Circular, programme: Programme) -> tuple[Sheet, ...]:
    """The ranking of all units of the class, and one sheet for each indicator listed separately."""
    return tuple(_sheet(ranking, programme) for ranking in circular.rankings())


def indicator_name(programme: Programme, code: str) -> Name:
    found = programme.indicator(code)
    return Name(found.zh, found.en)


def _sheet(ranking: Ranking, programme: Programme) -> Sheet:
    names = [indicator_name(programme, cell.indicator) for cell in (ranking.lines[0].cells if ranking.lines else ())]
    title = (
        text("circular.sheet.main")
        if ranking.name == MAIN
        else text("circular.sheet.apart", indicator=indicator_name(programme, ranking.name))
    )
    heading = [text("circular.sheet.place"), text("circular.sheet.unit")]
    for name in names:
        heading += [
            text("circular.sheet.target", indicator=name),
            text("circular.sheet.completed", indicator=name),
            text("circular.sheet.cumulative", indicator=name),
            text("circular.sheet.rate", indicator=name),
        ]
    heading += [text("circular.sheet.before"), text("circular.sheet.reported")]
    return Sheet(title, tuple(heading), tuple(_row(line) for line in ranking.lines))


def _row(line: Line) -> tuple[SheetCell, ...]:
    figures = [value for cell in line.cells for value in _values(cell)]
    reported = text("circular.sheet.no") if line.missing else text("circular.sheet.yes")
    return (line.place, line.who.name, *figures, line.before, reported)


def _values(cell: Cell) -> tuple[SheetCell, ...]:
    if cell.target is None:
        return None, None, None, None
    share = cell.share
    return cell.target, cell.completed, cell.cumulative, None if share is None else Percent(share)
