"""An answer as the contract prints it: the JSON document of `yuebao ask`. Called by the command line."""

from __future__ import annotations

from programmes.model import Programme
from scoring.answers.answered import Answer, Value
from scoring.answers.asked import Question
from scoring.progress import ALL


def document(programme: Programme, question: Question, answer: Answer, text: str) -> dict[str, object]:
    """`text` is the answer in words."""
    return {
        "outcome": answer.outcome.value,
        "understood": {
            "intent": question.intent.value if question.intent else None,
            "units": [programme.unit(code).name for code in question.units],
            "indicators": list(question.indicators),
            "period": period_of(question, answer),
        },
        "text": text,
        "options": list(answer.options),
        "figures": [figure_document(figure) for figure in answer.figures],
    }


def figure_document(figure: Value) -> dict[str, str | int | bool | None]:
    """`unit` is a unit's name, a class, or null where the figure is of nobody (a deadline)."""
    nobody = figure.unit == ALL and figure.measure in ("due", "days_left")
    return {
        "unit": None if nobody else figure.unit,
        "indicator": figure.indicator,
        "measure": figure.measure,
        "period": str(figure.period),
        "value": figure.value,
    }


def period_of(question: Question, answer: Answer) -> str | None:
    """The period that was answered for; where nothing was, the year or the last month that was named."""
    if answer.period is not None:
        return str(answer.period)
    when = question.when
    if when is None:
        return None
    return str(when.last.year) if when.year else str(when.last)
