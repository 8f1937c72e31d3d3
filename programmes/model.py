"""What a programme folder loads into: frozen data that every room above reads.

Counts are whole numbers in the indicator's own unit of measure. `None` as a target means *no target* (——), which
is not zero. Every threshold, date and target carries the document and clause it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from functools import cached_property
from zoneinfo import ZoneInfo

from programmes.citations import Citation as Citation
from programmes.evaluations import Rulebook
from programmes.names import folded
from programmes.periods import Period, months_between
from programmes.quarters import Quarter
from programmes.schedules import FindingRule, Schedule


@dataclass(frozen=True, slots=True)
class Reading:
    """How a clause is taken where it leaves something open: said in the pack, shown with every answer that uses it."""

    text: str
    cites: Citation


@dataclass(frozen=True, slots=True)
class Document:
    """One official document: key, title, number and date of issue."""

    key: str
    title: str
    number: str
    issued: date


@dataclass(frozen=True, slots=True)
class Named:
    """A thing with a code for machines and a name in each language."""

    code: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted. A *flow* adds up month by month; a *stock* is the level at the period's end.

    `part_of` names the indicator that this one can never exceed (senior ≤ certificates).
    `listed_separately`: assessed apart, in a table of its own (1+X, 50 号 三).
    `year_end`: its own last month, where its annual target is due before the programme's.
    """

    code: str
    zh: str
    en: str
    measure: Named
    stock: bool
    part_of: str | None
    listed_separately: bool
    names: tuple[str, ...]
    cites: Citation
    year_end: Period | None = None


@dataclass(frozen=True, slots=True)
class UnitClass:
    """The group in which units are ranked and circulated."""

    code: str
    zh: str
    en: str
    cites: Citation


@dataclass(frozen=True, slots=True)
class Unit:
    """One reporting unit. `name` is without its parenthesis; `printed` as the document prints it.

    `number` is its place in the table, from 1. `targets` has an entry only for indicators in which it has a target.
    `further_names` are absorbed schools; `short_names` serve matching, and several units may share one;
    `category` is the kind of unit, for display. `assessed` is False for one that holds targets but is never ranked.
    """

    code: str
    number: int
    name: str
    printed: str
    short_names: tuple[str, ...]
    further_names: tuple[str, ...]
    unit_class: str
    category: str
    parent: str | None
    targets: Mapping[str, int]
    assessed: bool = True


@dataclass(frozen=True, slots=True)
class Calendar:
    """Opening, due moment and schedule curve of the periods. Days are clipped to the month's length.

    `schedules` are the pushes in the order of their rank; `workdays` are days that are worked (True) or off (False)
    whatever the national list says (`[[reminders]]` and `[[workdays]]` of reminders.toml). `findings`: how units are
    reminded of what a visit found; None where no visits are kept.
    """

    first_period: Period
    last_period: Period
    zone: ZoneInfo
    opens_day: int
    due_day: int
    schedule: tuple[Fraction, ...]
    cites: Mapping[str, Citation]
    schedules: tuple[Schedule, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict)
    workdays: Mapping[date, bool] = field(default_factory=dict)
    findings: FindingRule | None = None

    def periods(self) -> tuple[Period, ...]:
        return months_between(self.first_period, self.last_period)

    def opens_at(self, period: Period) -> datetime:
        """The first moment at which the period can be reported."""
        return datetime.combine(period.day(self.opens_day), time(), self.zone)

    def due_on(self, period: Period) -> date:
        return period.day(self.due_day)

    def due_at(self, period: Period) -> datetime:
        """The end of the due day: the first moment that is late."""
        return datetime.combine(self.due_on(period) + timedelta(days=1), time(), self.zone)

    def today(self, now: datetime) -> date:
        """The calendar day of the jurisdiction at `now`, which must be aware."""
        return now.astimezone(self.zone).date()

    def opened(self, now: datetime) -> tuple[Period, ...]:
        """Every period that has opened by `now`, earliest first; closed ones stay fileable, late."""
        return tuple(period for period in self.periods() if self.opens_at(period) <= now)

    def current(self, now: datetime) -> Period | None:
        """The period when none is named: the latest that has opened by `now`."""
        return max(self.opened(now), default=None)

    def days_left(self, period: Period, now: datetime) -> int:
        """Due day − today; negative once overdue."""
        return (self.due_on(period) - self.today(now)).days

    def over(self, now: datetime) -> bool:
        """Whether the programme's year is past: its last period is due no more."""
        return now >= self.due_at(self.last_period)

    def share_at(self, period: Period) -> Fraction:
        """Share of the annual target that the schedule asks by the end of the quarter holding `period`."""
        return self.schedule[period.quarter - 1]


@dataclass(frozen=True, slots=True)
class FormLine:
    """One line that a person fills in: an indicator's code and the label as the paper form prints it.

    `months`: the months of the year in which it is asked; every month when there are none. What is asked by the quarter
    is the amount of the whole quarter.
    """

    indicator: str
    label: str
    label_en: str
    cites: Citation
    months: tuple[int, ...] = ()

    def asked_in(self, period: Period) -> bool:
        return not self.months or period.month in self.months


@dataclass(frozen=True, slots=True)
class Form:
    """A form filled in chat: stocks first, then flows, in the paper's order.

    An answer is unusual when it is at least `unusual_least` and at least `unusual_factor` times the mean of the earlier
    months that are not zero, of which there must be `unusual_months`. `anchors` are the paper's other words, by code.
    `signed_scan`: the clause that asks for the signed and stamped paper as a scan; None where no document does.
    """

    code: str
    title: str
    title_en: str
    lines: tuple[FormLine, ...]
    ceiling: int
    unusual_factor: int
    unusual_least: int
    unusual_months: int
    cites: Citation
    readings: Mapping[str, Reading] = field(default_factory=dict)
    anchors: tuple[Named, ...] = ()
    signed_scan: Citation | None = None


@dataclass(frozen=True, slots=True)
class TextForm:
    """A report in words, once a quarter: its parts in order, and by when it is in time, in days after the quarter.

    Each part has `least` to `most` characters; those in `may_be_none` can also be answered with 无. `headings` are
    other names under which units write a part.
    """

    code: str
    title: str
    title_en: str
    parts: tuple[Named, ...]
    within: int
    reading: str
    cites: Citation
    least: int = 1
    most: int = 5000
    may_be_none: tuple[str, ...] = ()
    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    readings: Mapping[str, Reading] = field(default_factory=dict)

    def names_of(self, part: Named) -> tuple[str, ...]:
        return (part.zh, part.en, *self.headings.get(part.code, ()))

    def due_on(self, quarter_end: date) -> date:
        """The last day that is in time."""
        return quarter_end + timedelta(days=self.within)

    def due_at(self, quarter: Quarter, zone: ZoneInfo) -> datetime:
        """The end of the due day: the first moment that is late."""
        return datetime.combine(self.due_on(quarter.last_day) + timedelta(days=1), time(), zone)


@dataclass(frozen=True, slots=True)
class Goal:
    """A headline of a plan that no unit's column holds: at least so many of what `zh` names, by the end of `year`."""

    code: str
    zh: str
    en: str
    year: int
    value: int
    measure: Named
    indicator: str | None
    cites: Citation


@dataclass(frozen=True, slots=True)
class Limit:
    """A ratio that a plan bounds: part ÷ whole at most, or at least, `share`."""

    code: str
    zh: str
    en: str
    at_least: bool
    share: Fraction
    reading: str
    cites: Citation


@dataclass(frozen=True, slots=True)
class Total:
    """What a column of targets adds up to, over one class or (None) over all units."""

    indicator: str
    unit_class: str | None
    sum: int
    reading: str
    cites: Citation


@dataclass(frozen=True, slots=True)
class CircularRule:
    """How a circular ranks: by the cumulative rate of the first indicator of `order`, then of the next.

    It names the first and last `shown`, and the fastest and slowest `moved`.
    """

    order: tuple[str, ...]
    shown: int
    moved: int
    reading: str
    cites: Citation


@dataclass(frozen=True)
class Programme:
    """One body of work in one jurisdiction and year, as its documents say.

    `next_year` has the id of the programme that follows and, in each language, what to do to begin it.
    `rulebooks` are its evaluations by code; `units_to_fill` says whose task it is to list the units, where the
    documents name none.
    """

    id: str
    title: str
    title_en: str
    jurisdiction: str
    year: int
    documents: Mapping[str, Document]
    indicators: tuple[Indicator, ...]
    classes: tuple[UnitClass, ...]
    categories: tuple[Named, ...]
    units: tuple[Unit, ...]
    calendar: Calendar
    form: Form
    cites: Citation
    category_reading: Reading | None = None
    roles: tuple[Named, ...] = ()
    totals: tuple[Total, ...] = ()
    next_year: Named | None = None
    circular: CircularRule | None = None
    rulebooks: Mapping[str, Rulebook] = field(default_factory=dict)
    text_forms: tuple[TextForm, ...] = ()
    goals: tuple[Goal, ...] = ()
    limits: tuple[Limit, ...] = ()
    units_to_fill: Reading | None = None

    @cached_property
    def _units_by_code(self) -> dict[str, Unit]:
        return {unit.code: unit for unit in self.units}

    @cached_property
    def _units_by_name(self) -> dict[str, Unit]:
        """Official names outrank numbers and codes, which stand first to be overwritten."""
        plain = {folded(name): unit for unit in self.units for name in (str(unit.number), unit.code)}
        official = ((name, unit) for unit in self.units for name in (*unit.further_names, unit.printed, unit.name))
        return plain | {folded(name): unit for name, unit in official}

    @cached_property
    def _indicators_by_code(self) -> dict[str, Indicator]:
        return {indicator.code: indicator for indicator in self.indicators}

    def unit(self, code: str) -> Unit:
        """The unit of that code; KeyError when there is none."""
        return self._units_by_code[code]

    def unit_numbered(self, number: str) -> Unit | None:
        """The unit of that number in the table, as a button carries it."""
        return next((unit for unit in self.units if str(unit.number) == number), None)

    def unit_named(self, name: str) -> Unit | None:
        """The unit of that official name: with or without its parenthesis, an absorbed school, its number or code.

        Width, spaces and case do not matter; abbreviations are not looked up here.
        """
        return self._units_by_name.get(folded(name))

    def indicator(self, code: str) -> Indicator:
        return self._indicators_by_code[code]

    @property
    def flows(self) -> tuple[Indicator, ...]:
        """Indicators that add up month by month, in the form's order."""
        return tuple(i for i in self.indicators if not i.stock)

    @property
    def stocks(self) -> tuple[Indicator, ...]:
        return tuple(i for i in self.indicators if i.stock)
