"""Which questions have a picture, and what it shows. Drawn later and elsewhere: only the spec is made in a turn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from documents.charts.groups import class_trend_chart, ranking_chart
from documents.charts.specs import Chart
from documents.charts.units import unit_progress_chart, unit_trend_chart
from documents.charts.wording import About
from handlers.asking.asker import Asker
from handlers.asking.facts import StoreFacts
from programmes.model import Indicator, Programme, Unit
from programmes.periods import Period, months_between
from scoring.answers import Intent, Question
from scoring.answers.asked import ALL
from scoring.progress import progress


class Kind(StrEnum):
    PROGRESS = "progress"
    UNIT_TREND = "unit_trend"
    RANKING = "ranking"
    CLASS_TREND = "class_trend"


@dataclass(frozen=True, slots=True)
class Picture:
    """`of` is a unit's code, a class or `all`."""

    kind: Kind
    of: str
    indicator: str


_OF_A_UNIT = frozenset(
    {
        Intent.CUMULATIVE_RATE,
        Intent.CUMULATIVE,
        Intent.REMAINING,
        Intent.QUARTER_GAP,
        Intent.PACE,
        Intent.SCHEDULE_STATUS,
        Intent.FORECAST,
    }
)
_PLACES = frozenset({Intent.RANK, Intent.PASS_NEXT})
_LISTS = frozenset({Intent.SLOWEST, Intent.FASTEST})


def pictures_of(question: Question, asker: Asker, programme: Programme) -> tuple[Picture, ...]:
    """The pictures that say more than the words; none that shows what this asker may not see.

    Places of units are shown to those who see all figures; others get their own unit's way.
    """
    intent = question.about if question.intent is Intent.EXPLAIN else question.intent
    if len(question.units) == 1 and not (intent in _PLACES and asker.sees_all):
        return _of_unit(intent, programme.unit(question.units[0]), question, programme)
    if question.units and intent in _PLACES:
        return (_ranking(programme.unit(question.units[0]).unit_class, question, programme),)
    if intent in _LISTS and asker.sees_all:
        return tuple(_ranking(one, question, programme) for one in _classes(question, programme))
    if intent in (Intent.TREND, Intent.TOTALS) and question.unit_class and not question.units:
        return (Picture(Kind.CLASS_TREND, question.unit_class, _first(question, programme).code),)
    return ()


def chart_of(picture: Picture, question: Question, facts: StoreFacts, about: About) -> Chart | None:
    """The spec; None where there is nothing to compare with."""
    programme, indicator = facts.programme, facts.programme.indicator(picture.indicator)
    match picture.kind:
        case Kind.PROGRESS:
            return unit_progress_chart(about, programme.unit(picture.of), indicator, facts.history(picture.of))
        case Kind.UNIT_TREND:
            return unit_trend_chart(about, programme.unit(picture.of), indicator, facts.history(picture.of))
        case Kind.RANKING:
            table = progress(programme, facts.histories(), facts.drafts(about.period), about.period)
            return ranking_chart(about, table, picture.of, indicator, question.units)
        case Kind.CLASS_TREND:
            return _class_trend(picture.of, indicator, facts, about)


def missing_in(picture: Picture, facts: StoreFacts, period: Period) -> int | None:
    """How many units of the picture have not reported; None where it is about one unit."""
    if picture.kind in (Kind.PROGRESS, Kind.UNIT_TREND):
        return None
    histories, units = facts.histories(), {unit.code: unit for unit in facts.programme.units}
    expected = (units[code] for code in facts.roster(period).expected)
    counted = (unit for unit in expected if picture.of in (ALL, unit.unit_class))
    return sum(unit.code not in histories or period not in histories[unit.code].months for unit in counted)


def _of_unit(intent: Intent | None, unit: Unit, question: Question, programme: Programme) -> tuple[Picture, ...]:
    """Without a target there is no way to compare; a month's figures alone can still be shown."""
    indicator = _first(question, programme, unit)
    if intent in (Intent.TREND, Intent.MONTH_FIGURE):
        return (Picture(Kind.UNIT_TREND, unit.code, indicator.code),)
    if intent in _OF_A_UNIT | _PLACES and indicator.code in unit.targets:
        return (Picture(Kind.PROGRESS, unit.code, indicator.code),)
    return ()


def _ranking(unit_class: str, question: Question, programme: Programme) -> Picture:
    return Picture(Kind.RANKING, unit_class, _first(question, programme).code)


def _classes(question: Question, programme: Programme) -> tuple[str, ...]:
    if question.unit_class and question.unit_class != ALL:
        return (question.unit_class,)
    return tuple(one.code for one in programme.classes)


def _first(question: Question, programme: Programme, unit: Unit | None = None) -> Indicator:
    """The indicator named first; else the first in which the unit has a target."""
    named = [programme.indicator(code) for code in question.indicators]
    flows = [one for one in named if not one.stock]
    held = [one for one in programme.flows if unit is None or one.code in unit.targets]
    return next(iter([*flows, *held]), programme.flows[0])


def _class_trend(scope: str, indicator: Indicator, facts: StoreFacts, about: About) -> Chart | None:
    histories = facts.histories()
    months = months_between(facts.programme.calendar.first_period, about.period)
    tables = [progress(facts.programme, histories, facts.drafts(month), month) for month in months]
    return class_trend_chart(about, tables, scope, indicator)
