"""Evidence that the bot has itself: which monthly reports came in time, and the completion rates.

An item of a checklist names what is its evidence with `recorded`. Shown to whoever judges or self-assesses the item,
in the checklist's document, and behind the commendation; it judges nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from locales.text import Argument, Listing, Month, Name, Percent, Text, text
from programmes.evaluations import Item
from programmes.facts import Recorded
from programmes.model import Calendar, Programme, Unit
from programmes.periods import Period
from programmes.quarters import Quarter
from scoring import arithmetic
from scoring.figures import History
from scoring.progress import Row, unit_rows
from scoring.rulebooks.parts import Input


@dataclass(frozen=True, slots=True)
class Record:
    """What one unit filed. `exempt`: the months in which it need not report.

    `texts`: its reports in words, by form and quarter, each with whether it was late (None: unknown).
    """

    history: History
    exempt: Collection[Period] = frozenset()
    texts: Mapping[tuple[str, Quarter], bool | None] = field(default_factory=dict)


Records = Mapping[str, Record]
"""By the unit's code."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the record shows: by name, and in sentences."""

    inputs: Mapping[str, Input]
    why: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Reports:
    """The months that were due by a day, by how they came. `unknown`: filed, but nobody knows when (imported)."""

    on_time: tuple[Period, ...]
    late: tuple[Period, ...]
    missing: tuple[Period, ...]
    unknown: tuple[Period, ...]

    @property
    def due(self) -> int:
        return sum(map(len, (self.on_time, self.late, self.missing, self.unknown)))


def evidence(item: Item, programme: Programme, unit: Unit, record: Record, as_of: date) -> Evidence | None:
    """What the record shows for that item; None where it shows nothing."""
    match item.recorded:
        case Recorded.MONTHLY_REPORTS:
            return _of_reports(reports(programme.calendar, record, as_of), as_of)
        case Recorded.COMPLETION_RATES:
            return _of_rates(programme, unit, record, as_of)
    return None


def record_of(records: Records, unit: Unit) -> Record:
    """The unit's record; one that never filed has an empty one."""
    return records.get(unit.code) or Record(History(unit.code))


def reports(calendar: Calendar, record: Record, as_of: date) -> Reports:
    """The months due by the end of that day, one by one."""
    found: dict[str, list[Period]] = {"on_time": [], "late": [], "missing": [], "unknown": []}
    for period in calendar.periods():
        if calendar.due_on(period) <= as_of and period not in record.exempt:
            found[_came(record.history, period)].append(period)
    return Reports(**{name: tuple(periods) for name, periods in found.items()})


def opened(calendar: Calendar, as_of: date) -> Period | None:
    """The latest month that could be reported by the end of that day."""
    return max((one for one in calendar.periods() if calendar.opens_at(one).date() <= as_of), default=None)


def months(periods: Iterable[Period]) -> Listing:
    return Listing(tuple(Month(one.year, one.month) for one in periods))


def _came(history: History, period: Period) -> str:
    filed = history.months.get(period)
    if filed is None:
        return "missing"
    return {True: "late", False: "on_time", None: "unknown"}[filed.late]


def _of_reports(found: Reports, as_of: date) -> Evidence:
    counts: dict[str, Input] = {"due": found.due, "on_time": len(found.on_time)}
    named: dict[str, Sequence[Period]] = {"late": found.late, "missing": found.missing, "unknown": found.unknown}
    inputs = counts | {name: tuple(map(str, periods)) for name, periods in named.items()}
    if not found.due:
        return Evidence(inputs, (text("score.record.none_due", day=as_of),))
    said = [text("score.record.reports", day=as_of, due=found.due, on_time=len(found.on_time))]
    said += [text(f"score.record.{name}", months=months(periods)) for name, periods in named.items() if periods]
    return Evidence(inputs, tuple(said))


def _of_rates(programme: Programme, unit: Unit, record: Record, as_of: date) -> Evidence:
    period = opened(programme.calendar, as_of)
    if period is None:
        return Evidence({}, (text("score.record.none_due", day=as_of),))
    rows = [row for row in unit_rows(programme, unit, record.history, False, period) if row.target]
    if not rows:
        return Evidence({"period": str(period)}, (text("score.record.no_target"),))
    last = record.history.last_reported(period)
    inputs: dict[str, Input] = {"period": str(period), "reported_to": str(last) if last else None}
    for row in rows:
        share = row.share
        inputs[f"{row.indicator.code}.target"] = row.target
        inputs[f"{row.indicator.code}.cumulative"] = row.cumulative
        inputs[f"{row.indicator.code}.rate"] = None if share is None else arithmetic.percent(share)
    return Evidence(inputs, tuple(_rate(row, last) for row in rows))


def _rate(row: Row, last: Period | None) -> Text:
    indicator = Name(row.indicator.zh, row.indicator.en)
    shown: dict[str, Argument] = {"indicator": indicator, "cumulative": row.cumulative, "target": row.target or 0}
    if last is None:
        return text("score.record.not_reported", indicator=indicator, target=row.target or 0)
    if row.share is None:
        return text("score.record.not_applicable", **shown)
    return text("score.record.rate", **shown, rate=Percent(row.share), month=Month(last.year, last.month))
