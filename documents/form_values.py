"""What stands on the monthly form: one unit's filed month, line by line in the paper's order, in the paper's words.

Every figure is a row of `scoring.progress`, so that the paper says what `yuebao progress` says. Laid out by
`documents.forms`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from documents.papers import Count, Value
from locales.catalog import Catalog
from locales.text import Argument, Listing, Month, Name, Percent, text
from programmes.model import FormLine, Indicator, Programme, Unit
from programmes.periods import Period
from scoring.figures import FiledMonth, History, Kind, Status
from scoring.imports import SOURCE as IMPORTED
from scoring.progress import Row, unit_rows

# No figure, as the documents print it.
NONE = "——"


@dataclass(frozen=True, slots=True)
class StockLine:
    label: str
    level: Value


@dataclass(frozen=True, slots=True)
class FlowLine:
    label: str
    measure: str
    target: Value
    completed: Value
    cumulative: Value
    rate: Value


@dataclass(frozen=True, slots=True)
class FilledForm:
    """`day` is empty where nobody knows when the form was filled in: then it is written by hand."""

    unit: str
    month: str
    stocks: tuple[StockLine, ...]
    flows: tuple[FlowLine, ...]
    day: str
    record: str
    notes: tuple[str, ...]


def filled_form(
    programme: Programme, unit: Unit, history: History, period: Period, catalog: Catalog, label: str = ""
) -> FilledForm:
    """The month must be filed (`history.months`). `label` is the mark of a demonstration database."""
    return _Filling(programme, unit, history, period, catalog).form(label)


class _Filling:
    def __init__(self, programme: Programme, unit: Unit, history: History, period: Period, catalog: Catalog) -> None:
        self._programme, self._unit, self._history, self._period = programme, unit, history, period
        self._catalog = catalog
        self._filed: FiledMonth = history.months[period]
        rows = unit_rows(programme, unit, history, False, period)
        self._rows: dict[str, Row] = {row.indicator.code: row for row in rows}

    def form(self, label: str) -> FilledForm:
        lines = [(line, self._programme.indicator(line.indicator)) for line in self._programme.form.lines]
        return FilledForm(
            unit=self._unit.name,
            month=self._say("paper.month", month=_month(self._period)),
            stocks=tuple(self._stock(*one) for one in lines if one[1].stock),
            flows=tuple(self._flow(*one) for one in lines if not one[1].stock),
            day=self._day(),
            record=self._record(),
            notes=(*([label] if label else []), *self._notes()),
        )

    def _stock(self, line: FormLine, indicator: Indicator) -> StockLine:
        level = self._history.level(indicator.code, self._period)
        row = self._rows.get(indicator.code)
        measure = self._say("paper.name", name=_measure(indicator))
        if row and not row.applicable:
            return StockLine(self._label(line), self._say("paper.not_applicable"))
        return StockLine(self._label(line), NONE if level is None else Count(level, measure))

    def _flow(self, line: FormLine, indicator: Indicator) -> FlowLine:
        """A line in which the unit has no target says so four times."""
        label, measure = self._label(line), self._say("paper.name", name=_measure(indicator))
        row = self._rows.get(indicator.code)
        if row is None or row.target is None:
            return FlowLine(label, measure, NONE, NONE, NONE, NONE)
        rate = NONE if row.share is None else Percent(row.share)
        return FlowLine(label, measure, row.target, self._completed(line, row), row.cumulative, rate)

    def _completed(self, line: FormLine, row: Row) -> Value:
        """The figure; where there is none, why."""
        if row.completed is not None:
            return row.completed
        if not row.applicable:
            return self._say("paper.not_applicable")
        if self._filed.reported_in:
            return self._say("paper.within", month=_month(self._filed.reported_in))
        return self._say("paper.not_filled" if line.asked_in(self._period) else "paper.not_asked")

    def _day(self) -> str:
        if self._filed.source == IMPORTED:
            return ""
        at = self._local(self._filed.filed_at)
        return self._say("paper.day", year=str(at.year), month=str(at.month), day=str(at.day))

    def _record(self) -> str:
        filed = self._filed
        return self._say(
            "paper.record", receipt=filed.receipt or NONE, revision=filed.revision, at=self._local(filed.filed_at)
        )

    def _notes(self) -> Iterator[str]:
        """What a reader of the figures must know and the paper has no field for."""
        filed, months = self._filed, self._history.months
        if filed.status is Status.RETURNED:
            yield self._say("paper.note.returned")
        if filed.reported_in:
            yield self._say("paper.note.within", month=_month(filed.reported_in))
        contained = sorted(one for one, month in months.items() if month.reported_in == self._period)
        if contained:
            yield self._say("paper.note.contains", months=Listing(tuple(_month(one) for one in contained)))
        for line in self._programme.form.lines:
            figure = filed.figures.get(line.indicator)
            if figure and figure.kind is Kind.NOT_APPLICABLE and figure.reason:
                yield self._say("paper.note.not_applicable", line=_label(line), reason=_shortened(figure.reason))

    def _label(self, line: FormLine) -> str:
        return self._say("paper.name", name=_label(line))

    def _local(self, at: datetime) -> datetime:
        return at.astimezone(self._programme.calendar.zone)

    def _say(self, key: str, /, **arguments: Argument) -> str:
        return self._catalog.plain(text(key, **arguments))


# One line of the notes; a reason is kept in full in the record.
_LONGEST_REASON = 40


def _shortened(reason: str) -> str:
    plain = " ".join(reason.split())
    return plain if len(plain) <= _LONGEST_REASON else f"{plain[: _LONGEST_REASON - 1]}…"


def _label(line: FormLine) -> Name:
    return Name(line.label, line.label_en)


def _measure(indicator: Indicator) -> Name:
    return Name(indicator.measure.zh, indicator.measure.en)


def _month(period: Period) -> Month:
    return Month(period.year, period.month)
