"""Answers about single units: their lines of numbers, trend and registered bodies, and where the figures come from."""

from __future__ import annotations

from collections.abc import Sequence

from locales.text import Text, text
from programmes.model import Indicator, Unit
from programmes.periods import Period, months_between
from scoring.answers.answered import Draft, indicator_name, measure_name, month, unit_name
from scoring.answers.asked import Intent, Question
from scoring.answers.given import Facts
from scoring.answers.measures import SAID, month_of_trend
from scoring.answers.numbers import Numbers
from scoring.answers.standings import Standing, State, standing
from scoring.answers.timing import Timed
from scoring.figures import History, Status
from scoring.imports import SOURCE
from scoring.progress import Row


def about_units(draft: Draft, question: Question, facts: Facts, time: Timed) -> None:
    """Each unit's lines, in the order asked, then what the reader must know about their months."""
    for code in question.units:
        unit = facts.programme.unit(code)
        for indicator in wanted(question, facts, unit):
            _line(draft, question, facts, standing(facts, unit, indicator, time), time)
        draft.close()


def wanted(question: Question, facts: Facts, unit: Unit) -> tuple[Indicator, ...]:
    """The indicators named; when none is, all in which the unit has a target."""
    programme = facts.programme
    if question.indicators:
        return tuple(programme.indicator(code) for code in question.indicators)
    return tuple(indicator for indicator in programme.flows if indicator.code in unit.targets)


def _line(draft: Draft, question: Question, facts: Facts, stands: Standing, time: Timed) -> None:
    intent = question.about or question.intent or Intent.CUMULATIVE_RATE
    draft.about(unit_name(stands.unit))
    if intent is Intent.MONTH_FIGURE and time.first < time.period and stands.state is not State.NO_TARGET:
        stretch(draft, facts, stands, time)
    elif intent is Intent.MONTH_FIGURE and stands.state is State.EARLIER:
        absent(draft, stands, State.NOT_REPORTED, "completed")
    elif intent is Intent.TARGET and stands.state is not State.NO_TARGET:
        SAID[Intent.TARGET](draft, _bare(stands), question, facts.programme)
    elif not stands.shown:
        absent(draft, stands, stands.state, _MEASURE.get(intent, "rate"))
    elif intent in SAID:
        SAID[intent](draft, numbers(stands), question, facts.programme)
        mind_the_month(draft, facts, stands)


_MEASURE = {
    Intent.MONTH_FIGURE: "completed",
    Intent.CUMULATIVE: "cumulative",
    Intent.REMAINING: "remaining",
    Intent.QUARTER_GAP: "gap",
    Intent.SCHEDULE_STATUS: "schedule_status",
    Intent.PACE: "pace",
    Intent.FORECAST: "forecast",
}


def numbers(stands: Standing) -> Numbers:
    """A standing that is shown, as numbers."""
    row, basis = stands.row, stands.basis
    if row is None or row.target is None or basis is None:
        raise ValueError(f"{stands.unit.name} has no numbers for {stands.indicator.code} in {stands.period}")
    return _numbers(stands, row, row.target, basis)


def _bare(stands: Standing) -> Numbers:
    """The same for a target, which stands even where nothing was reported."""
    row = stands.row
    if row is None or row.target is None:
        raise ValueError(f"{stands.unit.name} has no target for {stands.indicator.code}")
    return _numbers(stands, row, row.target, stands.period)


def _numbers(stands: Standing, row: Row, target: int, basis: Period) -> Numbers:
    return Numbers(
        key=stands.unit.name,
        name=unit_name(stands.unit),
        indicator=stands.indicator,
        target=target,
        completed=row.completed,
        cumulative=row.cumulative,
        opening=(stands.history.opening or {}).get(stands.indicator.code, 0),
        schedule=row.schedule,
        period=stands.period,
        basis=basis,
    )


def absent(draft: Draft, stands: Standing, state: State, measure: str) -> None:
    """Says that there is no figure, and why; a missing target is no figure at all, the others are null."""
    who = {"unit": unit_name(stands.unit), "indicator": indicator_name(stands.indicator)}
    if state is State.NO_TARGET:
        draft.say(text("answers.none.no_target", **who))
        return
    draft.figure(stands.unit.name, stands.indicator.code, measure, stands.period, None)
    if state is State.NOT_ASSESSED:
        draft.say(text("answers.none.not_assessed", **who))
    elif state is State.REPORTED_IN:
        later = stands.history.months[stands.period].reported_in or stands.period
        draft.say(text("answers.none.reported_in", **who, month=month(stands.period), later=month(later)))
    elif state is State.NOT_APPLICABLE:
        draft.say(text("answers.none.not_applicable", **who, month=month(stands.period)))
    else:
        draft.say(text("answers.none.not_reported", **who, month=month(stands.period)))


def stretch(draft: Draft, facts: Facts, stands: Standing, time: Timed) -> None:
    """What was done in several months together; no sum while one of them is not reported."""
    months = months_between(max(time.first, facts.programme.calendar.first_period), time.period)
    code, history = stands.indicator.code, stands.history
    figures = {period: history.figure(code, period) for period in months}
    missing = [period for period in months if figures[period] is None and not _contained(stands, period, months)]
    for period, figure in figures.items():
        draft.figure(stands.unit.name, code, "completed", period, figure.value if figure else None)
    who = {"unit": unit_name(stands.unit), "indicator": indicator_name(stands.indicator)}
    if missing:
        for period in missing:
            draft.say(text("answers.none.not_reported", **who, month=month(period)))
        return
    done = sum(figure.counted for figure in figures.values() if figure)
    draft.figure(stands.unit.name, code, "completed_in_stretch", time.period, done)
    first, last = month(months[0]), month(months[-1])
    draft.say(
        text("answers.stretch", **who, measure=measure_name(stands.indicator), first=first, last=last, completed=done)
    )


def _contained(stands: Standing, period: Period, months: Sequence[Period]) -> bool:
    """Whether the month is reported in a later one of the same stretch."""
    filed = stands.history.months.get(period)
    return filed is not None and filed.reported_in in months


def mind_the_month(draft: Draft, facts: Facts, stands: Standing) -> None:
    """Where the figures come from: the month, when it was filed, whether it is accepted; or that it is not filed."""
    basis = stands.basis
    if basis is None:
        return
    if stands.state is State.EARLIER:
        draft.source(text("answers.source.earlier", period=month(stands.period), month=month(basis)))
    filed = stands.history.months[basis]
    status = _STANDS[filed.status]
    if filed.source == SOURCE:
        draft.source(text("answers.source.imported", month=month(basis), status=status))
    else:
        filed_on = filed.filed_at.astimezone(facts.programme.calendar.zone).date()
        draft.source(text("answers.source.filed", month=month(basis), filed=filed_on, status=status))


# What the status says of a figure's weight.
_STANDS: dict[Status, Text] = {
    Status.SUBMITTED: text("answers.stands.submitted"),
    Status.ACCEPTED: text("answers.stands.accepted"),
    Status.RETURNED: text("answers.stands.returned"),
}


def trend(draft: Draft, question: Question, facts: Facts, time: Timed) -> None:
    """Month by month, from the first period or where the named stretch begins."""
    calendar = facts.programme.calendar
    first = calendar.first_period if time.first == time.period else max(time.first, calendar.first_period)
    for code in question.units:
        unit = facts.programme.unit(code)
        draft.about(unit_name(unit))
        for indicator in wanted(question, facts, unit):
            if indicator.code not in unit.targets:
                absent(draft, standing(facts, unit, indicator, time), State.NO_TARGET, "completed")
                continue
            draft.say(text("answers.trend.unit", indicator=indicator_name(indicator)))
            for period in months_between(first, time.period):
                _trend_month(draft, facts, standing(facts, unit, indicator, Timed(period, period, True)))


def _trend_month(draft: Draft, facts: Facts, stands: Standing) -> None:
    if stands.state is not State.FILED:
        absent(draft, stands, stands.state, "completed")
        return
    line = numbers(stands)
    month_of_trend(draft, line)
    step = text("answers.trace.completed", month=month(line.period), completed=line.completed or 0)
    draft.step(step, facts.programme.form.cites)


def bodies(draft: Draft, question: Question, facts: Facts, time: Timed) -> None:
    """The registered bodies: levels of the last month that states them."""
    stocks = [i for i in facts.programme.stocks if not question.indicators or i.code in question.indicators]
    for code in question.units:
        unit, history = facts.programme.unit(code), facts.history(code)
        draft.about(unit_name(unit))
        for stock in stocks:
            _body(draft, unit, history, stock, time)


def _body(draft: Draft, unit: Unit, history: History, stock: Indicator, time: Timed) -> None:
    stated = [p for p, m in history.months.items() if p <= time.period and _level(m.figures.get(stock.code))]
    basis = time.period if time.named and time.period in stated else max(stated, default=None)
    who = {"unit": unit_name(unit), "indicator": indicator_name(stock)}
    if basis is None or (time.named and basis != time.period):
        draft.figure(unit.name, stock.code, "level", time.period, None)
        draft.say(text("answers.none.not_reported", **who, month=month(time.period)))
        return
    level = history.level(stock.code, basis) or 0
    draft.figure(unit.name, stock.code, "level", basis, level)
    draft.say(text("answers.bodies", **who, measure=measure_name(stock), level=level, month=month(basis)))


def _level(figure: object) -> bool:
    return getattr(figure, "value", None) is not None
