"""An answer as the contract prints it: the JSON document of `yuebao ask`. Called by the command line."""

from __future__ import annotations

from programmes.model import Programme
from scoring.answers.answered import Answer, Value
from scoring.answers.asked import Question
from scoring.progress import ALL


def document(programme: Programme, question: Question, answer: Answer, text: str) -> dict[str, object]:
    """`text` is the answer in words. Indicators that were not named are those that the figures are of."""
    return {
        "outcome": answer.outcome.value,
        "understood": {
            "intent": question.intent.value if question.intent else None,
            "units": [programme.unit(code).name for code in question.units],
            "indicators": list(question.indicators) or _covered(programme, answer),
            "period": _period(question, answer),
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


def _covered(programme: Programme, answer: Answer) -> list[str]:
    shown = {figure.indicator for figure in answer.figures}
    return [indicator.code for indicator in programme.indicators if indicator.code in shown]


def _period(question: Question, answer: Answer) -> str | None:
    """The period that was answered for; where nothing was, the last month that was named."""
    if answer.period is not None:
        return str(answer.period)
    return str(question.when.last) if question.when else None
