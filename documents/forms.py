"""The monthly form as the paper has it (附件2), laid out on one page with what stands on it, for signing and stamping.

Called by `yuebao document form` and by the button 打印表. The other words on the paper are the pack's `anchors`; a
programme whose documents print no form gets the same table with its own.
"""

from __future__ import annotations

from documents.form_values import FilledForm, FlowLine, StockLine, filled_form
from documents.papers import (
    BOTTOM,
    PADDING,
    PAGE_HEIGHT,
    STYLES,
    TOP,
    Field,
    Looks,
    Paper,
    Value,
    broken,
    width_of,
)
from locales.catalog import Catalog
from locales.text import Argument, Name, text
from programmes.model import Programme, Unit
from programmes.periods import Period
from scoring.figures import History

# Columns: part of the form | its line, in two so that a signature's rule can begin there | four figures.
_EDGES = (0.0, 20.0, 38.0, 66.0, 93.0, 120.0, 147.0, 174.0)
_END = len(_EDGES) - 1
_LINE, _FIGURES, _COUNTS = 1, 3, 5
_COLUMNS = ("target", "completed", "cumulative", "rate")
# Heights in millimetres; those of the table grow and shrink with how many lines a programme's form has.
_TITLE, _GAP, _UNIT, _STOCK, _HEADING, _FIGURE, _SIGNED, _NOTE = 10.0, 6.0, 10.0, 11.0, 11.5, 12.5, 14.0, 5.0
# How much a further line of words adds, and how far a short table may grow.
_FURTHER, _GROWN = 4.8, 1.2


def form_paper(
    programme: Programme, unit: Unit, history: History, period: Period, catalog: Catalog, label: str = ""
) -> Paper:
    """The month must be filed (`history.months`). `label` is the mark of a demonstration database."""
    return _Layout(programme, catalog).paper(filled_form(programme, unit, history, period, catalog, label))


class _Layout:
    """Rows from the top; each adds its height and its fields."""

    def __init__(self, programme: Programme, catalog: Catalog) -> None:
        self._catalog = catalog
        self._title = self._named(programme.form.title, programme.form.title_en)
        self._anchors = {one.code: self._named(one.zh, one.en) for one in programme.form.anchors}
        self._fields: list[Field] = []
        self._heights: list[float] = []

    def paper(self, form: FilledForm) -> Paper:
        self._head(form)
        first = len(self._heights)
        left = self._part("bodies", len(form.stocks))
        for stock in form.stocks:
            self._stock(stock, left)
        left = self._part("progress", 2 * len(form.flows))
        for flow in form.flows:
            self._flow(flow, left)
        last = len(self._heights)
        self._signatures(form)
        self._notes(form)
        return Paper(form.unit, _EDGES, self._fitted(first, last), tuple(self._fields))

    def _head(self, form: FilledForm) -> None:
        self._row(_TITLE, (0, _END, _titled(self._title), Looks.TITLE))
        self._row(_GAP)
        unit = self._written("unit", form.unit)
        self._row(_UNIT, (0, _COUNTS, unit, Looks.LINE), (_COUNTS, _END, form.month, Looks.LINE_RIGHT))

    def _part(self, code: str, rows: int) -> int:
        """The part's name beside its rows; the column at which these begin. Where the paper names no part, at 0."""
        if code not in self._anchors or not rows:
            return 0
        first, name = len(self._heights), self._anchors[code]
        if self._catalog.language == "zh_CN":
            # Where the pack has a blank, the paper goes on in the next line.
            name = name.replace(" ", "\n")
        self._add(first, first + rows, 0, _LINE, name, Looks.LABEL)
        return _LINE

    def _stock(self, line: StockLine, left: int) -> None:
        self._row(_STOCK, (left, _COUNTS, line.label, Looks.LABEL), (_COUNTS, _END, line.level, Looks.FIGURE))

    def _flow(self, line: FlowLine, left: int) -> None:
        """The line's own headings, which have its measure, above its figures."""
        row = len(self._heights)
        self._add(row, row + 2, left, _FIGURES, line.label, Looks.LABEL)
        values: tuple[Value, ...] = (line.target, line.completed, line.cumulative, line.rate)
        columns = list(enumerate(_COLUMNS, start=_FIGURES))
        self._row(_HEADING, *((at, at + 1, self._heading(column, line), Looks.HEADING) for at, column in columns))
        self._row(_FIGURE, *((at, at + 1, value, Looks.FIGURE) for (at, _), value in zip(columns, values, strict=True)))

    def _heading(self, column: str, line: FlowLine) -> str:
        name = self._anchors.get(column) or self._say(f"charts.table.column.{column}")
        measure = "%" if column == "rate" else line.measure
        return self._say("paper.heading", name=_broken(name, Looks.HEADING, _FIGURES, _FIGURES + 1), measure=measure)

    def _signatures(self, form: FilledForm) -> None:
        """Blank rules to write on; the day is known where the form was filled in here."""
        self._row(_GAP)
        if "leader" in self._anchors:
            self._row(_SIGNED, *self._signed("leader", 0, _COUNTS))
        if "filler" in self._anchors:
            self._row(_SIGNED, *self._signed("filler", 0, _COUNTS - 1), *self._phone())
        if "date" in self._anchors:
            day = form.day or self._say("paper.day_blank")
            self._row(_SIGNED, (0, _END, self._written("date", day), Looks.SIGNATURE))

    def _phone(self) -> tuple[tuple[int, int, Value, Looks], ...]:
        if "phone" not in self._anchors:
            return ()
        words = self._written("phone", "")
        return (_COUNTS - 1, _COUNTS, words, Looks.SIGNATURE_RIGHT), (_COUNTS, _END, "", Looks.RULE)

    def _signed(self, anchor: str, left: int, last: int) -> tuple[tuple[int, int, Value, Looks], ...]:
        """The words and, from the next edge on, the rule."""
        words = self._written(anchor, "")
        size = STYLES[Looks.SIGNATURE].size
        reached = _EDGES[left] + width_of(words, size) + 2 * PADDING
        edge = next((at for at in range(left + 1, last) if _EDGES[at] >= reached), last - 1)
        return (left, edge, words, Looks.SIGNATURE), (edge, last, "", Looks.RULE)

    def _notes(self, form: FilledForm) -> None:
        self._row(_GAP)
        for words in (*(self._say("paper.note", words=note) for note in form.notes), form.record):
            self._row(_NOTE, (0, _END, words, Looks.NOTE))

    def _row(self, height: float, *fields: tuple[int, int, Value, Looks]) -> None:
        """One row, higher where its words take more lines than usual."""
        row, lines = len(self._heights), 1
        for left, right, value, looks in fields:
            lines = max(lines, self._add(row, row + 1, left, right, value, looks) - (looks is Looks.HEADING))
        further = _TITLE if row == 0 else _FURTHER
        self._heights.append(height + further * (lines - 1))

    def _add(self, top: int, bottom: int, left: int, right: int, value: Value, looks: Looks) -> int:
        """The number of its lines. They are made here, so that every program that shows the page breaks them alike."""
        whole = looks in (Looks.TITLE, Looks.HEADING) or not isinstance(value, str)
        words = value if whole else _broken(str(value), looks, left, right)
        self._fields.append(Field(top, bottom, left, right, words, looks))
        return words.count("\n") + 1 if isinstance(words, str) else 1

    def _fitted(self, first: int, last: int) -> tuple[float, ...]:
        """The heights, those of the table such that the page is well used and not too short."""
        table = sum(self._heights[first:last])
        others = sum(self._heights) - table
        share = min(_GROWN, (PAGE_HEIGHT - TOP - BOTTOM - others) / table)
        return tuple(h * share if first <= row < last else h for row, h in enumerate(self._heights))

    def _written(self, anchor: str, value: str) -> str:
        if anchor not in self._anchors:
            return value
        return self._say("paper.written", name=self._anchors[anchor], value=value)

    def _named(self, zh: str, en: str) -> str:
        return self._say("paper.name", name=Name(zh, en))

    def _say(self, key: str, /, **arguments: Argument) -> str:
        return self._catalog.plain(text(key, **arguments))


def _broken(words: str, looks: Looks, left: int, right: int) -> str:
    return broken(words, STYLES[looks].size, _EDGES[right] - _EDGES[left] - 2 * PADDING)


def _titled(words: str) -> str:
    """A long title goes on in a second line, if it can after a name that it quotes."""
    size, width = STYLES[Looks.TITLE].size, _EDGES[-1]
    quoted, mark, rest = words.partition("”")
    if width_of(words, size) > width and rest and width_of(f"{quoted}{mark}", size) <= width:
        return f"{quoted}{mark}\n{broken(rest.strip(), size, width)}"
    return broken(words, size, width)
