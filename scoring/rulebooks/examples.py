"""The examples of a rulebook's items, run: each as a programme of its own few units.

Called by `yuebao programme check`, so that whoever changes a reading sees what it changes, and by the tests.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from programmes.evaluations import Case, Example, Item, Rulebook
from programmes.model import Programme, Unit
from scoring.rulebooks.evaluating import assessed, evaluate
from scoring.rulebooks.facts import NEVER, Amount, Judgement, UnitFacts, Value
from scoring.rulebooks.scores import ItemScore
from scoring.rulebooks.stages import Stage

_DAYS = {Stage.MID_YEAR: (6, 30), Stage.YEAR_END: (12, 31)}


@dataclass(frozen=True, slots=True)
class Broken:
    """An example that does not come out as it says; `number` counts the item's examples from 1."""

    book: Rulebook
    item: Item
    number: int
    score: ItemScore


def broken(programme: Programme) -> Iterator[Broken]:
    """The examples of all point rulebooks that come out otherwise. A rulebook nobody is assessed by has none to run."""
    for book in programme.rulebooks.values():
        if not assessed(programme, book):
            continue
        for item in book.items:
            for number, example in enumerate(item.examples, 1):
                score = outcome(programme, book, item, example)
                if score.points != example.points:
                    yield Broken(book, item, number, score)


def outcome(programme: Programme, book: Rulebook, item: Item, example: Example) -> ItemScore:
    """What the item gives the example's unit, beside the others that the example has."""
    cases = (example.case, *example.others)
    template = assessed(programme, book)[0]
    units = tuple(_unit(template, case, number) for number, case in enumerate(cases, 1))
    facts = {unit.code: _facts(item, case) for unit, case in zip(units, cases, strict=True)}
    day = date(programme.year, *_DAYS[Stage(example.stage)])
    first = evaluate(replace(programme, units=units), book, facts, day).units[0]
    return next(one for one in first.items if one.item.key == item.key)


def _unit(template: Unit, case: Case, number: int) -> Unit:
    name = f"u{number}"
    return replace(template, code=name, number=number, name=name, targets=case.targets)


def _facts(item: Item, case: Case) -> UnitFacts:
    amounts = [
        Amount(code, quarter, None, value)
        for code, values in case.figures.items()
        for quarter, value in enumerate(values, 1)
    ]
    judgements = [Judgement(f"{item.key}.{name}", None, _value(value)) for name, value in case.facts.items()]
    return UnitFacts(tuple(amounts), tuple(judgements))


def _value(written: object) -> Value:
    """As TOML has it: a day that never came is written as "none"."""
    if isinstance(written, Decimal):
        return Fraction(written)
    return written if isinstance(written, int | date) else NEVER
