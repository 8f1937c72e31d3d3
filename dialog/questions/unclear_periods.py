"""Why a period keeps a question from an answer: a day, a half year's target, scattered months, a forecast for autumn.

Called by the doubts.
"""

from __future__ import annotations

from dialog.questions.contexts import Context
from dialog.questions.reading import Reading
from programmes.periods import Period
from scoring.answers.asked import SCORING, Intent, Question

_OF_A_DAY = frozenset({Intent.CUMULATIVE, Intent.MONTH_FIGURE, Intent.TREND})


def period_unclear(reading: Reading, question: Question, context: Context) -> bool:
    """A week, scattered months, or what was done today: monthly figures do not know a day."""
    if question.intent is Intent.WHAT_IF and reading.before is not None:
        return len(reading.whens) > 0
    if "midyear" in reading.tags and not {question.intent, question.about} & SCORING:
        return True  # The half year's target, or the half's figures: 离半年目标差多少.
    today = "today" in reading.tags and question.intent in _OF_A_DAY and "cumulative" not in reading.tags
    if question.intent is Intent.FORECAST and _before_the_end(question, context):
        return True
    if question.intent is Intent.MY_STATUS and len(reading.whens) <= 1:
        return False  # 昨天交的收到没: the day says when it was sent, not which month it is of.
    return "bad_period" in reading.tags or today or _scattered(reading, question)


def _before_the_end(question: Question, context: Context) -> bool:
    """Whether a forecast is asked for a month still to come: there is one for the year's end only."""
    if question.when is None:
        return False
    last, today = question.when.last, context.programme.calendar.today(context.now)
    return Period.of(today) < last < Period(context.programme.year, 12)


def _scattered(reading: Reading, question: Question) -> bool:
    """Whether several periods were named that are not neighbours, are set against each other, or one is needed."""
    if len(reading.whens) < 2:
        return False
    months = sorted({(w.first.year * 12 + w.first.month) for w in reading.whens if w.month})
    neighbours = len(months) == len(reading.whens) and months[-1] - months[0] == len(months) - 1
    against = bool(reading.tags & {"compare", "more", "gap", "short"})
    return against or not (neighbours and question.intent in (Intent.MONTH_FIGURE, Intent.TREND))
