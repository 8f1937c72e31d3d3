"""The JSON documents of `yuebao score`: points as decimal strings, exact values turned into what JSON can hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from locales import numbers
from locales.text import Text, text
from programmes.evaluations import Item
from programmes.model import Programme
from scoring.rulebooks.checklists import Checked, Checklist
from scoring.rulebooks.merging import ItemState
from scoring.rulebooks.parts import Input
from scoring.rulebooks.recording import Evidence
from scoring.rulebooks.scores import Advanced, Evaluation, ItemScore, UnitScore

Words = Callable[[Text], str]
Json = dict[str, object]

_ADVANCED: dict[Advanced, object] = {Advanced.YES: True, Advanced.NO: False, Advanced.TIE: "tie"}


def document(programme: Programme, evaluation: Evaluation, words: Words) -> Json:
    """The evaluation; `words` turns a text into a sentence of the reader's language."""
    return {
        "rulebook": evaluation.rulebook.code,
        "as_of": evaluation.as_of.isoformat(),
        "stage": evaluation.stage.value,
        "units": [_unit(programme, unit, words) for unit in evaluation.units],
    }


def checklist_document(programme: Programme, checklist: Checklist, words: Words) -> Json:
    """A checklist has states and no total."""
    return {
        "rulebook": checklist.rulebook.code,
        "as_of": checklist.as_of.isoformat(),
        "stage": checklist.stage.value,
        "units": [
            {
                "unit": one.unit.name,
                "open": list(one.open),
                "items": [_checked(programme, item, words) for item in one.items],
            }
            for one in checklist.units
        ],
    }


def points(value: Fraction) -> str:
    """A decimal without trailing zeros; one that never ends has two decimals."""
    return numbers.plain(value)


def why(texts: tuple[Text, ...]) -> Text:
    """Several sentences as one text."""
    joined = texts[0]
    for more in texts[1:]:
        joined = text("score.why.then", first=joined, second=more)
    return joined


def _unit(programme: Programme, score: UnitScore, words: Words) -> Json:
    return {
        "unit": score.unit.name,
        "total": None if score.total is None else points(score.total),
        "final": None if score.final is None else numbers.half_up(score.final, 2),
        "vetoed": list(score.vetoed),
        "disqualified": score.disqualified,
        "assessable": points(score.assessable),
        "open": [*score.open, *(f"{key}@mid-year" for key in score.open_mid_year if key not in score.open)],
        "rank": score.rank,
        "advanced": _ADVANCED[score.advanced],
        "items": [_item(programme, item, words) for item in score.items],
    }


def _item(programme: Programme, score: ItemScore, words: Words) -> Json:
    return {
        "key": score.item.key,
        "state": score.state.value,
        "points": points(score.points) if score.state is ItemState.SCORED and score.points is not None else None,
        "max": points(score.most),
        "inputs": {name: _value(value) for name, value in score.inputs.items()},
        "reading": score.item.reading,
        "cites": _cites(programme, score.item),
        "why": words(why(score.why)),
    }


def _checked(programme: Programme, one: Checked, words: Words) -> Json:
    recorded = one.recorded or Evidence({}, ())
    return {
        "key": one.item.key,
        "state": one.state,
        "inputs": {name: _value(value) for name, value in recorded.inputs.items()},
        "reading": one.item.reading,
        "cites": _cites(programme, one.item),
        "why": words(why((text(f"score.state.{one.state}"), *recorded.why))),
    }


def _cites(programme: Programme, item: Item) -> Json:
    document = programme.documents[item.cites.document]
    return {"document": document.number, "clause": item.cites.clause}


def _value(value: Input) -> object:
    match value:
        case Fraction():
            return int(value) if value.denominator == 1 else points(value)
        case date():
            return value.isoformat()
        case tuple():
            return list(value)
    return value
