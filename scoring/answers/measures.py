"""What is said about one line of numbers, one function an intent: the figure first, then its arithmetic, and the trace.

The same functions serve a unit and the total of a class.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from locales.text import Argument, Percent, text
from programmes.model import Programme
from programmes.periods import Period
from scoring import arithmetic
from scoring.answers.answered import Cell, Draft, indicator_name, measure_name, month
from scoring.answers.asked import Horizon, Intent, Question
from scoring.answers.numbers import Numbers, forecast, pace, quarter_ends, schedule_state, year_ends

Say = Callable[[Draft, Numbers, Question, Programme], None]


def subject(numbers: Numbers) -> dict[str, Argument]:
    """The arguments that every line begins with."""
    return {
        "unit": numbers.name,
        "indicator": indicator_name(numbers.indicator),
        "measure": measure_name(numbers.indicator),
    }


def note(draft: Draft, numbers: Numbers, measure: str, value: Cell, period: Period | None = None) -> None:
    draft.figure(numbers.key, numbers.indicator.code, measure, period or numbers.basis, value)


def rate(draft: Draft, numbers: Numbers, _question: Question, programme: Programme) -> None:
    note(draft, numbers, "rate", arithmetic.percent(numbers.share))
    note(draft, numbers, "cumulative", numbers.cumulative)
    note(draft, numbers, "target", numbers.target)
    draft.say(
        text(
            "answers.rate",
            **subject(numbers),
            rate=Percent(numbers.share),
            cumulative=numbers.cumulative,
            target=numbers.target,
            month=month(numbers.basis),
        )
    )
    _trace_cumulative(draft, numbers)
    _trace_target(draft, numbers)
    draft.step(
        text("answers.trace.rate", rate=Percent(numbers.share), cumulative=numbers.cumulative, target=numbers.target),
        programme.form.cites,
    )


def month_figure(draft: Draft, numbers: Numbers, _question: Question, programme: Programme) -> None:
    note(draft, numbers, "completed", numbers.completed, numbers.period)
    if numbers.completed is None:
        draft.say(text("answers.none.not_reported", **_who(numbers), month=month(numbers.period)))
        return
    draft.say(text("answers.month", **subject(numbers), month=month(numbers.period), completed=numbers.completed))
    draft.step(
        text("answers.trace.completed", month=month(numbers.period), completed=numbers.completed), programme.form.cites
    )


def month_of_trend(draft: Draft, numbers: Numbers) -> None:
    """One line of a trend: the month's own figure, the sum and the rate by then."""
    note(draft, numbers, "completed", numbers.completed)
    note(draft, numbers, "cumulative", numbers.cumulative)
    note(draft, numbers, "rate", arithmetic.percent(numbers.share))
    draft.say(
        text(
            "answers.trend.month",
            month=month(numbers.period),
            completed=numbers.completed or 0,
            cumulative=numbers.cumulative,
            rate=Percent(numbers.share),
        )
    )


def cumulative(draft: Draft, numbers: Numbers, _question: Question, _programme: Programme) -> None:
    note(draft, numbers, "cumulative", numbers.cumulative)
    note(draft, numbers, "target", numbers.target)
    draft.say(
        text(
            "answers.cumulative",
            **subject(numbers),
            month=month(numbers.basis),
            cumulative=numbers.cumulative,
            opening=numbers.opening,
            done=numbers.cumulative - numbers.opening,
            target=numbers.target,
        )
    )
    _trace_cumulative(draft, numbers)


def target(draft: Draft, numbers: Numbers, _question: Question, _programme: Programme) -> None:
    note(draft, numbers, "target", numbers.target, numbers.period)
    draft.say(text("answers.target", **subject(numbers), target=numbers.target))
    _trace_target(draft, numbers)


def remaining(draft: Draft, numbers: Numbers, _question: Question, _programme: Programme) -> None:
    note(draft, numbers, "remaining", numbers.remaining)
    note(draft, numbers, "cumulative", numbers.cumulative)
    note(draft, numbers, "target", numbers.target)
    shown: dict[str, Argument] = {
        "target": numbers.target,
        "cumulative": numbers.cumulative,
        "month": month(numbers.basis),
    }
    if numbers.remaining:
        draft.say(text("answers.remaining.some", **subject(numbers), **shown, remaining=numbers.remaining))
    else:
        draft.say(text("answers.remaining.none", **subject(numbers), **shown))
    _trace_cumulative(draft, numbers)
    _trace_target(draft, numbers)
    draft.step(
        text(
            "answers.trace.remaining",
            target=numbers.target,
            cumulative=numbers.cumulative,
            remaining=numbers.remaining,
        )
    )


def quarter_gap(draft: Draft, numbers: Numbers, _question: Question, programme: Programme) -> None:
    note(draft, numbers, "gap", numbers.gap, numbers.period)
    note(draft, numbers, "expected", arithmetic.plain(numbers.expected), numbers.period)
    note(draft, numbers, "cumulative", numbers.cumulative)
    shown = {**subject(numbers), **_scheduled(numbers, programme)}
    if numbers.gap:
        draft.say(text("answers.gap.some", **shown, gap=numbers.gap))
    else:
        draft.say(text("answers.gap.none", **shown))
    _trace_schedule(draft, numbers, programme)


def schedule_status(draft: Draft, numbers: Numbers, _question: Question, programme: Programme) -> None:
    state = schedule_state(numbers)
    note(draft, numbers, "schedule_status", state, numbers.period)
    note(draft, numbers, "gap", numbers.gap, numbers.period)
    note(draft, numbers, "expected", arithmetic.plain(numbers.expected), numbers.period)
    note(draft, numbers, "cumulative", numbers.cumulative)
    shown = {**subject(numbers), **_scheduled(numbers, programme)}
    if state == "behind":
        draft.say(text("answers.schedule.behind", **shown, gap=numbers.gap))
    elif state == "ahead":
        draft.say(text("answers.schedule.ahead", **shown, over=numbers.cumulative - numbers.expected))
    else:
        draft.say(text("answers.schedule.on", **shown))
    _trace_schedule(draft, numbers, programme)


def needed_pace(draft: Draft, numbers: Numbers, question: Question, programme: Programme) -> None:
    horizon = question.horizon or Horizon.YEAR
    until = question.when.last if question.when and question.when.last > numbers.period else None
    if until is not None and question.horizon is None:
        horizon = Horizon.QUARTER
    found = pace(numbers, programme.calendar, horizon, until)
    note(draft, numbers, "pace", found.each)
    note(draft, numbers, "missing", found.missing)
    note(draft, numbers, "months_left", found.months)
    shown: dict[str, Argument] = {
        **subject(numbers),
        "goal": found.goal,
        "until": month(found.until),
        "cumulative": numbers.cumulative,
        "month": month(numbers.basis),
    }
    if not found.missing:
        draft.say(text("answers.pace.reached", **shown))
    elif not found.months:
        draft.say(text("answers.pace.over", **shown, missing=found.missing))
    else:
        draft.say(text("answers.pace.each", **shown, each=found.each or 0, missing=found.missing, months=found.months))
    _trace_cumulative(draft, numbers)
    draft.step(text("answers.trace.pace", missing=found.missing, months=found.months, month=month(numbers.basis)))
    if horizon is Horizon.QUARTER:
        draft.step(text("answers.trace.reading"), programme.calendar.cites["schedule"])


def year_end(draft: Draft, numbers: Numbers, _question: Question, programme: Programme) -> None:
    found = forecast(numbers, programme.calendar)
    share = arithmetic.rate(found.total, numbers.target) or Fraction(0)
    last = year_ends(numbers.indicator, programme.calendar)
    note(draft, numbers, "forecast", found.total, last)
    note(draft, numbers, "forecast_rate", arithmetic.percent(share), last)
    shown: dict[str, Argument] = {
        **subject(numbers),
        "forecast": found.total,
        "rate": Percent(share),
        "target": numbers.target,
        "cumulative": numbers.cumulative,
        "mean": Fraction((20 * found.mean + 1) // 2, 10),
        "left": found.left,
        "month": month(numbers.basis),
    }
    own = {"until": month(last)} if numbers.indicator.year_end else {}
    whose = "own." if own else ""
    if found.total >= numbers.target:
        draft.say(text(f"answers.forecast.{whose}enough", **shown, **own))
    else:
        draft.say(text(f"answers.forecast.{whose}short", **shown, **own, short=numbers.target - found.total))
    draft.step(
        text(
            "answers.trace.forecast",
            done=found.done,
            elapsed=found.elapsed,
            left=found.left,
            cumulative=numbers.cumulative,
            forecast=found.total,
        )
    )


def _who(numbers: Numbers) -> dict[str, Argument]:
    return {"unit": numbers.name, "indicator": indicator_name(numbers.indicator)}


def _scheduled(numbers: Numbers, programme: Programme) -> dict[str, Argument]:
    return {
        "expected": numbers.expected,
        "share": Percent(numbers.schedule),
        "target": numbers.target,
        "cumulative": numbers.cumulative,
        "until": month(quarter_ends(numbers.indicator, numbers.period, programme.calendar)),
        "month": month(numbers.basis),
    }


def _trace_cumulative(draft: Draft, numbers: Numbers) -> None:
    draft.step(
        text(
            "answers.trace.cumulative",
            cumulative=numbers.cumulative,
            opening=numbers.opening,
            done=numbers.cumulative - numbers.opening,
            month=month(numbers.basis),
        )
    )


def _trace_target(draft: Draft, numbers: Numbers) -> None:
    draft.step(text("answers.trace.target", target=numbers.target), numbers.indicator.cites)


def _trace_schedule(draft: Draft, numbers: Numbers, programme: Programme) -> None:
    _trace_cumulative(draft, numbers)
    _trace_target(draft, numbers)
    draft.step(
        text(
            "answers.trace.schedule",
            expected=numbers.expected,
            target=numbers.target,
            share=Percent(numbers.schedule),
            cumulative=numbers.cumulative,
            gap=numbers.gap,
        )
    )
    draft.step(text("answers.trace.reading"), programme.calendar.cites["schedule"])


# What can be said of a unit and of the total of a class alike.
SAID: Mapping[Intent, Say] = {
    Intent.CUMULATIVE_RATE: rate,
    Intent.TOTALS: rate,
    Intent.COMPARE: rate,
    Intent.MONTH_FIGURE: month_figure,
    Intent.CUMULATIVE: cumulative,
    Intent.TARGET: target,
    Intent.REMAINING: remaining,
    Intent.QUARTER_GAP: quarter_gap,
    Intent.SCHEDULE_STATUS: schedule_status,
    Intent.PACE: needed_pace,
    Intent.FORECAST: year_end,
}
