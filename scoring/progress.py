"""How far each unit has come in a period, and the totals: section Progress of the contract.

Called by `yuebao progress`, by answers, circulars and the report's summary. Everything is exact: rates stay fractions
until they are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from programmes.model import Indicator, Programme, Unit
from programmes.periods import Period
from scoring import arithmetic
from scoring.figures import History, Kind, Status
from scoring.ranking import places

ALL = "all"


@dataclass(frozen=True, slots=True)
class Row:
    """One unit × indicator in one period.

    A stock has no target; `cumulative` is then its level. A line that is not `applicable` in the period keeps its
    cumulative and is out of rates, ranks and totals. `schedule` is the share of the target asked by the quarter's end.
    """

    unit: Unit
    indicator: Indicator
    target: int | None
    completed: int | None
    cumulative: int
    schedule: Fraction
    applicable: bool
    status: Status
    late: bool | None
    rank: int | None = None

    def placed(self, rank: int | None) -> Row:
        """The same row with its place."""
        return Row(
            self.unit, self.indicator, self.target, self.completed, self.cumulative, self.schedule, self.applicable,
            self.status, self.late, rank,
        )  # fmt: skip

    @property
    def share(self) -> Fraction | None:
        """Cumulative ÷ target, exact."""
        return arithmetic.rate(self.cumulative, self.target) if self.applicable else None

    @property
    def expected(self) -> Fraction | None:
        if self.target is None or not self.applicable:
            return None
        return arithmetic.expected(self.target, self.schedule)

    @property
    def gap(self) -> int | None:
        wanted = self.expected
        return None if wanted is None else arithmetic.gap(self.cumulative, wanted)


@dataclass(frozen=True, slots=True)
class Total:
    """The sum over the units of a class, or of `all`, that have a target for the indicator."""

    unit_class: str
    indicator: Indicator
    target: int
    completed: int
    cumulative: int

    @property
    def share(self) -> Fraction | None:
        return arithmetic.rate(self.cumulative, self.target)


@dataclass(frozen=True, slots=True)
class Progress:
    """The whole table of a period, units and indicators in the programme's order."""

    period: Period
    rows: tuple[Row, ...]
    totals: tuple[Total, ...]


def progress(
    programme: Programme, histories: Mapping[str, History], drafts: Collection[str], period: Period
) -> Progress:
    """The table of all units; `drafts` are the codes of units with a draft for the period."""
    rows: list[Row] = []
    for unit in programme.units:
        rows += unit_rows(programme, unit, histories.get(unit.code, History(unit.code)), unit.code in drafts, period)
    return Progress(period, tuple(ranked(rows)), tuple(totals(programme, rows)))


def of_class(table: Progress, unit_class: str) -> Progress:
    """The part of the table that is about one class; ranks are within a class anyway."""
    rows = tuple(row for row in table.rows if row.unit.unit_class == unit_class)
    return Progress(table.period, rows, tuple(total for total in table.totals if total.unit_class == unit_class))


def unit_rows(programme: Programme, unit: Unit, history: History, drafted: bool, period: Period) -> list[Row]:
    """One unit's rows without their ranks: the cost does not grow with the number of units."""
    month, status = history.months.get(period), status_of(history, drafted, period)
    schedule, late = programme.calendar.share_at(period), month.late if month else None
    rows = []
    for indicator in programme.indicators:
        target, cumulative = _line(unit, history, period, indicator)
        if cumulative is not None:
            figure = month.figures.get(indicator.code) if month else None
            applicable = figure is None or figure.kind is not Kind.NOT_APPLICABLE
            completed = figure.value if figure else None
            rows.append(Row(unit, indicator, target, completed, cumulative, schedule, applicable, status, late))
    return rows


def ranked(rows: Sequence[Row]) -> list[Row]:
    """The same rows with their places within class and indicator, by the exact rate; who is not assessed has none."""
    groups: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for index, row in enumerate(rows):
        if row.unit.assessed:
            groups[row.unit.unit_class, row.indicator.code].append(index)
    found = list(rows)
    for indices in groups.values():
        for index, place in zip(indices, places([rows[i].share for i in indices]), strict=True):
            found[index] = rows[index].placed(place)
    return found


def totals(programme: Programme, rows: Iterable[Row]) -> list[Total]:
    """Per class and indicator and over all; lines without a target or not applicable count in none."""
    sums: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for row in rows:
        if row.target is None:
            continue
        for unit_class in (row.unit.unit_class, ALL):
            held = sums[unit_class, row.indicator.code]
            held[0] += row.target if row.applicable else 0
            held[1] += row.completed or 0
            held[2] += row.cumulative if row.applicable else 0
    classes = [*(unit_class.code for unit_class in programme.classes), ALL]
    pairs = [(unit_class, indicator) for unit_class in classes for indicator in programme.flows]
    return [Total(c, i, *sums[c, i.code]) for c, i in pairs if (c, i.code) in sums]


def status_of(history: History, drafted: bool, period: Period) -> Status:
    """How the month stands: what was filed counts, a draft only where nothing was."""
    month = history.months.get(period)
    if month:
        return month.status
    return Status.DRAFT if drafted else Status.MISSING


def _line(unit: Unit, history: History, period: Period, indicator: Indicator) -> tuple[int | None, int | None]:
    """Target and cumulative of the line; no cumulative where the unit has no such line."""
    target = unit.targets.get(indicator.code)
    if indicator.stock:
        return target, history.level(indicator.code, period)
    return target, None if target is None else history.cumulative(indicator.code, period)
