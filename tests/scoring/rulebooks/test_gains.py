"""What an item lost and can still bring, and where a supposed amount goes: properties over random facts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.evaluations import Rulebook
from programmes.loading import load
from programmes.model import Programme
from programmes.periods import Period
from scoring.rulebooks.evaluating import done, evaluate, what_if
from scoring.rulebooks.facts import Amount, Facts, Source, UnitFacts
from scoring.rulebooks.gains import gain, lost, spread
from scoring.rulebooks.inputs import said
from scoring.rulebooks.merging import ItemState
from scoring.rulebooks.stages import Stage
from scoring.rulebooks.supposing import supposed
from tests.scoring.rulebooks.test_properties import world

END = date(2023, 12, 31)


@cache
def xinxiang() -> Programme:
    return load("xinxiang-2023")


def drawn(code: str, seed: int) -> tuple[Rulebook, Facts, date]:
    facts, day = world(code, seed)
    return xinxiang().rulebooks[code], facts, day


SEEDS = st.integers(0, 10_000)
BOOKS = st.sampled_from(["areas", "departments"])


@given(BOOKS, SEEDS)
@settings(max_examples=40, deadline=None)
def test_losses_and_gains_stay_within_what_the_item_has(code: str, seed: int) -> None:
    book, facts, day = drawn(code, seed)
    found = evaluate(xinxiang(), book, facts, day)
    for score in (item for unit in found.units for item in unit.items):
        low, high = spread(score)
        assert 0 <= low <= high <= score.most or score.state is ItemState.MERGED
        if score.state is not ItemState.SCORED or score.points is None:
            assert lost(score, found.stage) == gain(score, day) == 0
            continue
        rest = score.most - score.points
        assert 0 <= lost(score, found.stage) <= rest
        assert 0 <= gain(score, day) <= rest
        if found.stage is Stage.YEAR_END:
            assert lost(score, found.stage) == rest
        assert all(one.arguments["name"] for one in said(xinxiang(), score.item, score.inputs))


@given(BOOKS, SEEDS, st.integers(1, 12), st.integers(1, 5000), st.booleans())
@settings(max_examples=60, deadline=None)
def test_exactly_what_is_supposed_is_added(code: str, seed: int, month: int, value: int, mixed: bool) -> None:
    book, facts, _ = drawn(code, seed)
    unit = next(one for one in xinxiang().units if one.unit_class == book.unit_class and one.assessed)
    known = facts.get(unit.code, UnitFacts())
    if mixed:
        known = with_other_sources(known, month)
    more = supposed(known, "training", Period(2023, month), value)
    both = UnitFacts((*known.amounts, *more.amounts), known.judgements)
    before = done(xinxiang(), book, unit, known, END).get("training", 0)
    assert done(xinxiang(), book, unit, both, END)["training"] == before + value


def with_other_sources(known: UnitFacts, month: int) -> UnitFacts:
    """Reported months beside the platform's, and a verified month in another place of the quarter."""
    quarter = (month + 2) // 3
    first = 3 * quarter - 2
    extra = [Amount("training", quarter, first + at, 10 * at + 1, Source.REPORTED) for at in range(3)]
    if month % 2:
        extra.append(Amount("training", quarter, first + month % 3, 77, Source.VERIFIED))
    return UnitFacts((*known.amounts, *extra), known.judgements)


@given(BOOKS, SEEDS, st.integers(1, 5000))
@settings(max_examples=25, deadline=None)
def test_more_work_never_costs_the_unit_points_of_its_schedule(code: str, seed: int, value: int) -> None:
    book, facts, day = drawn(code, seed)
    unit = next(one for one in xinxiang().units if one.unit_class == book.unit_class and one.assessed)
    more = supposed(facts.get(unit.code, UnitFacts()), "training", Period(2023, 3), value)
    before, after = what_if(xinxiang(), book, facts, day, {unit.code: more})
    pair = [next(one for one in found.units if one.unit.code == unit.code) for found in (before, after)]
    points = [next(item.points for item in one.items if item.item.key == "2.1.1") for one in pair]
    assert (points[0] or Fraction(0)) <= (points[1] or Fraction(0))
