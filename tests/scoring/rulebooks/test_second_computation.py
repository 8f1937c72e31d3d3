"""The engine and the computation by hand agree on every item, total, final result, rank and choice."""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from documents.facts import read_facts
from programmes.evaluations import Rulebook
from programmes.loading import load
from programmes.model import Programme
from scoring.rulebooks.evaluating import assessed, evaluate
from scoring.rulebooks.merging import ItemState
from scoring.rulebooks.scores import Advanced, Evaluation
from tests.scoring.rulebooks.by_hand import evaluation
from tests.scoring.rulebooks.drawing import Row, draw

SETS = 500
ADVANCED = {Advanced.YES: True, Advanced.NO: False, Advanced.TIE: "tie"}


@pytest.fixture(scope="module")
def xinxiang() -> Programme:
    return load("xinxiang-2023")


def engine(programme: Programme, book: Rulebook, rows: list[Row], day: date, file: Path) -> Evaluation:
    with file.open("w", encoding="utf-8", newline="") as written:
        csv.writer(written).writerows([("unit", "key", "period", "value"), *rows])
    reading = read_facts(file, programme, book)
    assert not reading.faults
    return evaluate(programme, book, reading.facts, day)


def told(result: Evaluation) -> dict[str, dict[str, object]]:
    """What the engine says, in the words of the computation by hand."""
    return {
        unit.unit.name: {
            "items": {
                one.item.key: one.state.value
                if one.state in (ItemState.MERGED, ItemState.NOT_ASSESSABLE)
                else one.points
                for one in unit.items
            },
            "assessable": int(unit.assessable),
            "total": unit.total,
            "final": unit.final,
            "vetoed": sorted(unit.vetoed),
            "disqualified": unit.disqualified,
            "rank": unit.rank,
            "advanced": ADVANCED[unit.advanced],
        }
        for unit in result.units
    }


@pytest.mark.parametrize("table", ["areas", "departments"])
def test_two_computations_agree_on_random_facts(xinxiang: Programme, table: str, tmp_path: Path) -> None:
    book = xinxiang.rulebooks[table]
    targets = {unit.name: dict(unit.targets) for unit in assessed(xinxiang, book)}
    seen: set[object] = set()
    for seed in range(SETS):
        rows, day = draw(xinxiang, book, seed)
        first = told(engine(xinxiang, book, rows, day, tmp_path / "facts.csv"))
        second = evaluation(table, targets, rows, day)
        for one in second.values():
            one["vetoed"] = sorted(one["vetoed"])  # type: ignore[call-overload]
        for unit in targets:
            assert first[unit] == second[unit], (seed, day, unit)
            seen |= {first[unit]["advanced"], first[unit]["rank"], isinstance(first[unit]["final"], Fraction)}
    # The draw reaches what matters: chosen and not, ties at the last place, open units and final results.
    assert {True, False, "tie", None} <= seen
