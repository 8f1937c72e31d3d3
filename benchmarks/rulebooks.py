"""A whole evaluation at the year's end, both stages and every trace, over Xinxiang's own 41 units and over many.

The example facts of the documentation, repeated. What is to be read is the time for each unit: it must not grow with
their number.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.rounds import fixed_work, noise, spread, taking_turns, timed
from benchmarks.sizes import Sizes
from benchmarks.tables import Table
from documents.facts import read_facts
from programmes.loading import load
from programmes.model import Programme, Unit
from scoring.rulebooks.evaluating import evaluate
from scoring.rulebooks.facts import Facts, UnitFacts

BOOKS = ("areas", "departments")
OWN, MANY = 41, 1_000
_EXAMPLES = Path(__file__).parents[1] / "docs" / "rulebooks"


def measure(sizes: Sizes) -> list[Table]:
    """One table: the city's own units, then each large number of them."""
    shipped = load("xinxiang-2023")
    known = {code: facts for book in BOOKS for code, facts in _facts(shipped, book).items()}
    worlds = {size: _world(shipped, known, size) for size in (OWN, *(size for size in sizes.units if size >= MANY))}
    ways = {str(size): timed(partial(_score, *world)) for size, world in worlds.items()}
    given = taking_turns({"fixed work": timed(fixed_work)} | ways, sizes.rounds)
    strayed = noise(given.pop("fixed work"))
    return [
        Table(
            title="Rulebooks: areas and departments at the year's end",
            columns=("units", "ms", "µs a unit"),
            rows=tuple(
                (size, spread(taken, 1000), f"{median(taken) / int(size) * 1e6:.0f}") for size, taken in given.items()
            ),
            said=f"{sizes.rounds} rounds. The same fixed work strayed {strayed}.",
        )
    ]


def _score(programme: Programme, facts: Facts) -> None:
    for book in BOOKS:
        evaluate(programme, programme.rulebooks[book], facts, date(programme.year, 12, 31))


def _facts(programme: Programme, book: str) -> dict[str, UnitFacts]:
    return read_facts(_EXAMPLES / f"{book}.csv", programme, programme.rulebooks[book]).facts


def _world(shipped: Programme, known: Facts, size: int) -> tuple[Programme, Facts]:
    """So many units, the shipped ones over and over under further codes, each with the facts of its original."""
    units: list[Unit] = []
    facts: dict[str, UnitFacts] = {}
    for number in range(size):
        original = shipped.units[number % len(shipped.units)]
        code = f"u-{number}"
        units.append(replace(original, code=code, number=number + 1))
        if original.code in known:
            facts[code] = known[original.code]
    return replace(shipped, units=tuple(units)), facts
