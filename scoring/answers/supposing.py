"""What is supposed by "if we do 500 more by September": by whom, how much of what, and when it would count.

Called by `scoring.answers.evaluations`. Nothing is stored; without a month the present quarter is taken, and said.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from locales.text import text
from programmes.model import Indicator, Programme, Unit
from programmes.periods import Period
from programmes.quarters import Quarter
from scoring.answers.answered import Cell, Draft, indicator_name, measure_name, month
from scoring.answers.asked import Question
from scoring.answers.evaluated import Day, at


@dataclass(frozen=True, slots=True)
class Supposed:
    """`amount` more of `indicator` by `unit` in `month`; `named`: the month was said."""

    unit: Unit
    indicator: Indicator
    amount: int
    month: Period
    named: bool


def suppose(question: Question, programme: Programme, unit: str, today: date) -> Supposed | None:
    """None where the month lies outside the programme's year; by a stretch its last month is meant."""
    first, last = programme.calendar.first_period, programme.calendar.last_period
    meant = question.when.last if question.when else min(max(Period.of(today), first), last)
    if question.amount is None or not first <= meant <= last:
        return None
    indicator = programme.indicator(question.indicators[0])
    return Supposed(programme.unit(unit), indicator, question.amount, meant, question.when is not None)


def day_of(one: Supposed, programme: Programme, today: date) -> Day:
    """The end of the month's quarter, when it begins to count; today where that is later."""
    return at(programme, max(Quarter.of(one.month).last_day, min(today, date(programme.year, 12, 31))), today)


def head(draft: Draft, one: Supposed, programme: Programme) -> None:
    """What is supposed; of a part, that its whole stays as it is, since one figure alone was named."""
    draft.say(
        text(
            "answers.if.head",
            indicator=indicator_name(one.indicator),
            measure=measure_name(one.indicator),
            amount=one.amount,
            month=month(one.month),
        )
    )
    if not one.named:
        draft.say(text("answers.if.unnamed", month=month(one.month)))
    if one.indicator.part_of:
        whole = indicator_name(programme.indicator(one.indicator.part_of))
        draft.say(text("answers.if.part", indicator=indicator_name(one.indicator), whole=whole))
    draft.figure(one.unit.name, one.indicator.code, "more", one.month, one.amount)
    draft.source(text("answers.if.not_stored"))


def both(draft: Draft, name: str, key: str | None, measure: str, period: Period, values: tuple[Cell, Cell]) -> None:
    """A figure before, and the same after under `measure_after`."""
    draft.figure(name, key, measure, period, values[0])
    draft.figure(name, key, f"{measure}_after", period, values[1])
