"""An answer's figures, or the whole progress table, as a file for Excel: the same numbers, one line a unit.

Called where a person asked for a table. Who may see which rows was decided before the figures were made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from locales.catalog import Catalog
from locales.text import Name, text
from programmes.model import Programme
from scoring.answers.answered import Cell, Value
from scoring.progress import Progress
from scoring.written import row_document

Written = str | int | float | None

# Measures whose strings are decimals: Excel gets numbers, to add and to sort by.
_DECIMALS = frozenset(
    {"rate", "expected", "forecast_rate", "reporting_rate", "on_time_rate"}
    | {"total", "final", "points", "max", "lost", "gain", "short", "total_after", "final_after", "points_after"}
    | {"rate_after"}
)
_STATES = frozenset({"status", "schedule_status"})
# The lines by which an answer's figures are told apart.
_KEYS = ("unit", "indicator", "period")


def write_rows(path: Path, rows: Iterable[Sequence[Written]], catalog: Catalog) -> None:
    """As XLSX or CSV, by the ending of the name."""
    match path.suffix:
        case ".xlsx":
            from documents.workbooks import write_workbook

            write_workbook(path, catalog.plain(text("charts.table.sheet")), rows)
        case ".csv":
            from documents.csv_files import write_csv

            write_csv(path, rows)
        case other:
            raise ValueError(f"a table is written as .xlsx or .csv, not as {other!r} ({path.name})")


def answer_rows(
    figures: Sequence[Value], programme: Programme, catalog: Catalog, source: Sequence[str] = ()
) -> Iterator[list[Written]]:
    """A heading, one line for each unit, indicator and period, a column for each measure that the answer has.

    `source` are ready lines, set below: period, as-of time, units missing, the label of a demonstration.
    """
    words = _Words(programme, catalog)
    measures = list(dict.fromkeys(figure.measure for figure in figures))
    lines: dict[tuple[str, str | None, str], dict[str, Cell]] = {}
    for figure in figures:
        lines.setdefault((figure.unit, figure.indicator, str(figure.period)), {})[figure.measure] = figure.value
    yield [words.column(column) for column in (*_KEYS, *measures)]
    for (unit, indicator, period), cells in lines.items():
        named: list[Written] = [words.unit(unit), words.indicator(indicator), period]
        yield [*named, *(words.cell(measure, cells.get(measure)) for measure in measures)]
    yield from _below(source)


def progress_rows(
    table: Progress, programme: Programme, catalog: Catalog, source: Sequence[str] = ()
) -> Iterator[list[Written]]:
    """Section Progress in full, with the words of the language for its codes."""
    words = _Words(programme, catalog)
    for number, row in enumerate(table.rows):
        cells = row_document(row)
        if number == 0:
            yield [words.column(column) for column in cells]
        yield [words.progress_cell(column, cell) for column, cell in cells.items()]
    yield from _below(source)


def file_name(stem: str, period: str, now: datetime, ending: str = "xlsx") -> str:
    """`stem-2022-06-20220630.xlsx`: two exports of one day are one file."""
    return f"{stem}-{period}-{now:%Y%m%d}.{ending}"


def _below(source: Sequence[str]) -> Iterator[list[Written]]:
    if source:
        yield []
    for line in source:
        yield [line]


class _Words:
    """Names and codes in the language of the person who asked."""

    def __init__(self, programme: Programme, catalog: Catalog) -> None:
        self._catalog = catalog
        self._classes: Mapping[str, str] = {
            "all": catalog.plain(text("charts.group.all")),
            **{one.code: self._name(one.zh, one.en) for one in programme.classes},
        }
        self._indicators = {one.code: self._name(one.zh, one.en) for one in programme.indicators}

    def column(self, measure: str) -> str:
        return self._catalog.plain(text(f"charts.table.column.{measure}"))

    def unit(self, unit: str) -> str:
        """A unit's name is itself; a class and `all` have one in the language."""
        return self._classes.get(unit, unit)

    def indicator(self, code: str | None) -> str:
        """An item of an evaluation stands by its key."""
        return "" if code is None else self._indicators.get(code, code)

    def progress_cell(self, column: str, cell: Cell) -> Written:
        match column, cell:
            case "class", str():
                return self.unit(cell)
            case "indicator", str():
                return self.indicator(cell)
        return self.cell(column, cell)

    def cell(self, measure: str, value: Cell) -> Written:
        match value:
            case bool():
                return self._catalog.plain(text("charts.table.yes" if value else "charts.table.no"))
            case str() if measure in _DECIMALS:
                return float(value)
            case str() if measure in _STATES:
                return self._catalog.plain(text(f"charts.table.state.{value}"))
        return value

    def _name(self, zh: str, en: str) -> str:
        return self._catalog.plain(text("charts.name", name=Name(zh, en)))
