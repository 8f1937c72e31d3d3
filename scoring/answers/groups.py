"""Answers about a class or all units: totals, trend, registered bodies, and lists by rate or with nothing done."""

from __future__ import annotations

from collections.abc import Sequence

from locales.text import Argument, Name, Percent, text
from programmes.model import Indicator
from programmes.periods import Period, months_between
from scoring import arithmetic
from scoring.answers.answered import Draft, indicator_name, month, unit_name, unit_names
from scoring.answers.asked import ALL, Intent, Question
from scoring.answers.given import Facts
from scoring.answers.measures import SAID, month_of_trend
from scoring.answers.numbers import Numbers
from scoring.answers.timing import Timed
from scoring.figures import Status
from scoring.progress import Progress, Row, Total, progress

SHOWN = 5
_ALL = Name("全省", "all units")


def table(facts: Facts, period: Period) -> Progress:
    return progress(facts.programme, facts.histories(), facts.drafts(period), period)


def class_name(facts: Facts, code: str) -> Name:
    found = (one for one in facts.programme.classes if one.code == code)
    return next((Name(one.zh, one.en) for one in found), _ALL)


def classes(question: Question, facts: Facts) -> tuple[str, ...]:
    """The class asked about, or each class where none was named."""
    if question.unit_class and question.unit_class != ALL:
        return (question.unit_class,)
    return tuple(one.code for one in facts.programme.classes)


def flows(question: Question, facts: Facts) -> tuple[Indicator, ...]:
    named = tuple(facts.programme.indicator(code) for code in question.indicators)
    return tuple(one for one in named if not one.stock) or facts.programme.flows


def totals(draft: Draft, question: Question, facts: Facts, time: Timed) -> None:
    """The sum of a class or of all, said as the intent wants it; all units bring each class along with the rate."""
    found = table(facts, time.period)
    intent = question.about or question.intent or Intent.TOTALS
    scopes: tuple[str, ...] = (question.unit_class or ALL,)
    if intent is Intent.TOTALS and scopes == (ALL,):
        scopes = (ALL, *(one.code for one in facts.programme.classes))
    months = months_between(max(time.first, facts.programme.calendar.first_period), time.period)
    for scope in scopes:
        draft.about(class_name(facts, scope))
        for indicator in flows(question, facts):
            total = _total(found, scope, indicator)
            if total is None or not total.target:
                name = class_name(facts, scope)
                draft.say(text("answers.none.no_target", unit=name, indicator=indicator_name(indicator)))
            elif intent is Intent.MONTH_FIGURE and len(months) > 1:
                for period in months:
                    _say_total(draft, question, facts, table(facts, period), scope, indicator)
            else:
                _say_total(draft, question, facts, found, scope, indicator)
    missing_note(draft, question, found)


def _say_total(
    draft: Draft, question: Question, facts: Facts, found: Progress, scope: str, indicator: Indicator
) -> None:
    total = _total(found, scope, indicator)
    intent = question.about or question.intent or Intent.TOTALS
    if total is not None and intent in SAID:
        SAID[intent](draft, total_numbers(facts, found, total), question, facts.programme)


def _total(found: Progress, scope: str, indicator: Indicator) -> Total | None:
    held = (one for one in found.totals if one.unit_class == scope and one.indicator.code == indicator.code)
    return next(held, None)


def total_numbers(facts: Facts, found: Progress, total: Total) -> Numbers:
    """A total as numbers; nothing was completed where nobody reported."""
    code = total.indicator.code
    rows = [row for row in found.rows if row.indicator.code == code and row.applicable and row.target is not None]
    rows = [row for row in rows if total.unit_class in (ALL, row.unit.unit_class)]
    openings = (facts.history(row.unit.code).opening or {} for row in rows)
    return Numbers(
        key=total.unit_class,
        name=class_name(facts, total.unit_class),
        indicator=total.indicator,
        target=total.target,
        completed=total.completed if any(row.completed is not None for row in rows) else None,
        cumulative=total.cumulative,
        opening=sum(opening.get(code, 0) for opening in openings),
        schedule=facts.programme.calendar.share_at(found.period),
        period=found.period,
        basis=found.period,
    )


def missing_note(draft: Draft, question: Question, found: Progress) -> None:
    """How many units the figures still wait for, and how many of them nobody has accepted."""
    scope = question.unit_class
    status = {row.unit.code: row.status for row in found.rows if scope in (None, ALL, row.unit.unit_class)}
    missing = sum(one in (Status.MISSING, Status.DRAFT) for one in status.values())
    accepted = sum(one is Status.ACCEPTED for one in status.values())
    draft.source(
        text(
            "answers.source.class",
            month=month(found.period),
            count=len(status),
            missing=missing,
            provisional=len(status) - missing - accepted,
        )
    )


def trend(draft: Draft, question: Question, facts: Facts, time: Timed) -> None:
    """The totals month by month."""
    calendar, scope = facts.programme.calendar, question.unit_class or ALL
    first = calendar.first_period if time.first == time.period else max(time.first, calendar.first_period)
    tables = [table(facts, period) for period in months_between(first, time.period)]
    draft.about(class_name(facts, scope))
    for indicator in flows(question, facts):
        draft.say(text("answers.trend.unit", indicator=indicator_name(indicator)))
        for found in tables:
            total = _total(found, scope, indicator)
            line = total_numbers(facts, found, total) if total and total.target else None
            if line is not None and line.completed is not None:
                month_of_trend(draft, line)


def by_rate(draft: Draft, question: Question, facts: Facts, time: Timed) -> None:
    """The slowest or fastest N of the assessed units; each class by itself unless "all units" was said."""
    found = table(facts, time.period)
    slow = (question.about or question.intent) is Intent.SLOWEST
    scopes = (ALL,) if question.unit_class == ALL else classes(question, facts)
    for scope in scopes:
        for indicator in flows(question, facts):
            rows = [row for row in found.rows if row.indicator.code == indicator.code and row.share is not None]
            rows = [row for row in rows if scope in (ALL, row.unit.unit_class) and row.unit.assessed]
            rows.sort(key=lambda row: ((row.share or 0) * (1 if slow else -1), row.unit.number))
            _list_rates(draft, facts, scope, indicator, rows[: question.count or SHOWN], slow, time.period)
    missing_note(draft, question, found)


def _list_rates(
    draft: Draft, facts: Facts, scope: str, indicator: Indicator, rows: Sequence[Row], slow: bool, period: Period
) -> None:
    if not rows:
        return
    shown: dict[str, Argument] = {
        "unit": class_name(facts, scope),
        "indicator": indicator_name(indicator),
        "count": len(rows),
    }
    draft.say(text("answers.slowest", **shown) if slow else text("answers.fastest", **shown))
    for number, row in enumerate(rows, start=1):
        share = row.share
        if share is None:
            continue
        draft.figure(row.unit.name, indicator.code, "rate", period, arithmetic.percent(share))
        draft.say(
            text(
                "answers.listed",
                number=number,
                unit=unit_name(row.unit),
                rate=Percent(share),
                cumulative=row.cumulative,
                target=row.target or 0,
            )
        )


def zero(draft: Draft, question: Question, facts: Facts, time: Timed) -> None:
    """Units whose cumulative is 0; with "new", those that reported 0 for the month."""
    found = table(facts, time.period)
    for scope in classes(question, facts):
        for indicator in flows(question, facts):
            rows = [r for r in found.rows if r.unit.unit_class == scope and r.indicator.code == indicator.code]
            if not rows:
                continue
            none = [row for row in rows if row.applicable and row.target and _nothing(row, question.new)]
            measure = "completed" if question.new else "cumulative"
            for row in none:
                draft.figure(row.unit.name, indicator.code, measure, time.period, 0)
            shown: dict[str, Argument] = {
                "unit": class_name(facts, scope),
                "indicator": indicator_name(indicator),
                "month": month(time.period),
            }
            if none:
                draft.say(
                    text("answers.zero.some", **shown, count=len(none), units=unit_names(row.unit for row in none))
                )
            else:
                draft.say(text("answers.zero.none", **shown))
    missing_note(draft, question, found)


def _nothing(row: Row, new: bool) -> bool:
    return row.completed == 0 if new else row.cumulative == 0


def bodies(draft: Draft, question: Question, facts: Facts, time: Timed) -> None:
    """The registered bodies of a class added up, each unit at its last stated level."""
    scope = question.unit_class or ALL
    draft.about(class_name(facts, scope))
    for stock in facts.programme.stocks:
        if question.indicators and stock.code not in question.indicators:
            continue
        rows = [r for r in table(facts, time.period).rows if r.indicator.code == stock.code]
        rows = [row for row in rows if scope in (ALL, row.unit.unit_class)]
        level = sum(row.cumulative for row in rows)
        draft.figure(scope, stock.code, "level", time.period, level if rows else None)
        draft.say(
            text(
                "answers.bodies",
                unit=class_name(facts, scope),
                indicator=indicator_name(stock),
                measure=Name(stock.measure.zh, stock.measure.en),
                level=level,
                month=month(time.period),
            )
        )
    missing_note(draft, question, table(facts, time.period))
