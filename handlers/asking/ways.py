"""What may finish a question that was not clear, as buttons: a figure to ask for, an indicator, one of the last months.

Called by `questioning`. Each button says words that go on from the question, so that it is understood like typed ones.
"""

from __future__ import annotations

from datetime import datetime

from locales.text import Text, text
from programmes.model import Programme
from scoring.answers import Question, Reason
from scoring.answers.answered import indicator_name, month

_MONTHS = 3
_FIGURES = (
    (text("answers.way.rate"), "完成率"),
    (text("answers.way.cumulative"), "累计完成"),
    (text("answers.way.target"), "年度任务"),
    (text("answers.way.remaining"), "还差多少"),
    (text("answers.way.gap"), "季度缺口"),
    (text("answers.way.rank"), "排名"),
)


def ways(question: Question, programme: Programme, at: datetime) -> tuple[tuple[Text, str], ...]:
    """Labels with the words they say; none where it is not known whom the question is about."""
    if question.doubt is None or not (question.units or question.unit_class):
        return ()
    match question.doubt.reason:
        case Reason.INTENT_UNCLEAR | Reason.WORDS_UNKNOWN:
            return _FIGURES
        case Reason.INDICATOR_WANTED:
            return tuple((text("answers.way.indicator", name=indicator_name(one)), one.zh) for one in programme.flows)
        case Reason.PERIOD_UNCLEAR:
            opened = programme.calendar.opened(at)[-_MONTHS:]
            return tuple((text("answers.way.month", month=month(one)), f"{one.year}年{one.month}月") for one in opened)
    return ()
