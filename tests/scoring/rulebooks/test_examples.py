"""Every item of every rulebook carries examples; here they are run, each as a programme of a few units."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from programmes.loading import load, shipped
from programmes.model import Programme
from programmes.rules import Case, Example, Item, Rulebook
from scoring.rulebooks.evaluating import assessed, evaluate
from scoring.rulebooks.facts import NEVER, Amount, Judgement, UnitFacts, Value

DAYS = {"mid-year": date(2023, 6, 30), "year-end": date(2023, 12, 31)}


def examples() -> Iterator[tuple[Programme, Rulebook, Item, Example]]:
    for programme in map(load, shipped()):
        for book in programme.rulebooks.values():
            for item in book.items:
                yield from ((programme, book, item, example) for example in item.examples)


def _facts(item: Item, case: Case) -> UnitFacts:
    amounts = [
        Amount(code, quarter, None, value)
        for code, values in case.figures.items()
        for quarter, value in enumerate(values, 1)
    ]
    judgements = [Judgement(f"{item.key}.{name}", None, _value(value)) for name, value in case.facts.items()]
    return UnitFacts(tuple(amounts), tuple(judgements))


def _value(written: object) -> Value:
    if written == "none":
        return NEVER
    if isinstance(written, Decimal):
        return Fraction(written)
    assert isinstance(written, int | date | bool)
    return written


@pytest.mark.parametrize(
    ("programme", "book", "item", "example"),
    [pytest.param(*one, id=f"{one[1].code}-{one[2].key}-{number}") for number, one in enumerate(examples())],
)
def test_an_example_comes_out_as_the_rulebook_says(
    programme: Programme, book: Rulebook, item: Item, example: Example
) -> None:
    template = assessed(programme, book)[0]
    cases = (example.case, *example.others)
    units = tuple(
        replace(template, code=f"u{number}", number=number, name=f"u{number}", targets=case.targets)
        for number, case in enumerate(cases, 1)
    )
    small = replace(programme, units=units)
    facts = {unit.code: _facts(item, case) for unit, case in zip(units, cases, strict=True)}
    first = evaluate(small, book, facts, DAYS[example.stage]).units[0]
    (score,) = [one for one in first.items if one.item.key == item.key]
    assert score.points == example.points, score.why
