"""What holds of every evaluation, whatever the facts: bounds, no reward for less work, no matter of order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from programmes.facts import FactKind
from programmes.loading import load
from programmes.model import Programme
from scoring.rulebooks.evaluating import assessed, evaluate, what_if
from scoring.rulebooks.facts import NOTHING, Amount, Facts, Gathering, Judgement, Source, UnitFacts
from scoring.rulebooks.merging import ItemState
from scoring.rulebooks.scores import Advanced, Evaluation, UnitScore
from tests.scoring.rulebooks.drawing import DAYS, Row, draw

XINXIANG = load("xinxiang-2023")
BOOKS = st.sampled_from(sorted(XINXIANG.rulebooks))
SEEDS = st.integers(0, 10**6)
# A world is drawn whole by its seed, so there is nothing for hypothesis to shrink and no time to keep.
unhurried = settings(deadline=None, max_examples=40)


def facts_of(programme: Programme, book: str, rows: list[Row]) -> dict[str, UnitFacts]:
    """The rows as facts, without the detour of a file."""
    gathered, known = Gathering(), programme.rulebooks[book].facts()
    for name, key, period, value in rows:
        unit = programme.unit_named(name)
        assert unit is not None
        quarter = (int(period[-1]) if "Q" in period else (int(period[-2:]) + 2) // 3) if period else None
        if key in known:
            gathered.add(unit.code, Judgement(key, quarter, _value(known[key].kind, value)))
        else:
            gathered.add(unit.code, Amount(key, quarter or 0, None if "Q" in period else int(period[-2:]), int(value)))
    return gathered.facts()


def _value(kind: FactKind, written: str) -> Fraction | bool | date:
    if kind is FactKind.YES_NO:
        return written == "yes"
    if kind is FactKind.DATE:
        return date.max if written == "none" else date.fromisoformat(written)
    return Fraction(written)


def world(book: str, seed: int) -> tuple[dict[str, UnitFacts], date]:
    rows, day = draw(XINXIANG, XINXIANG.rulebooks[book], seed)
    return facts_of(XINXIANG, book, rows), day


def run(book: str, facts: Facts, day: date, programme: Programme = XINXIANG) -> Evaluation:
    return evaluate(programme, programme.rulebooks[book], facts, day)


def points(score: UnitScore) -> dict[str, Fraction | None]:
    return {one.item.key: one.points for one in score.items}


@unhurried
@given(BOOKS, SEEDS)
def test_points_lie_between_0_and_the_most_of_their_item(book: str, seed: int) -> None:
    result = run(book, *world(book, seed))
    for unit in result.units:
        assert unit.total is None or 0 <= unit.total <= 100
        assert unit.final is None or 0 <= unit.final <= 100
        assert sum(one.most for one in unit.items if one.state is not ItemState.NOT_ASSESSABLE) == unit.assessable
        for one in unit.items:
            assert (one.points is None) == (one.state is not ItemState.SCORED)
            assert one.points is None or 0 <= one.points <= one.most


@unhurried
@given(BOOKS, SEEDS)
def test_never_more_chosen_than_places_and_never_one_who_may_not_be(book: str, seed: int) -> None:
    result = run(book, *world(book, seed))
    selection = result.rulebook.selection
    assert selection is not None
    chosen = [unit for unit in result.units if unit.advanced is Advanced.YES]
    assert len(chosen) <= selection.places
    assert all(unit.eligible and unit.rank is not None and unit.rank <= selection.places for unit in chosen)
    able = [unit for unit in result.units if unit.rank is not None]
    if 0 < len(able) <= selection.places and result.stage != "running":
        assert chosen == able


@unhurried
@given(BOOKS, SEEDS, st.randoms(use_true_random=False))
def test_the_order_of_the_units_does_not_matter(book: str, seed: int, random: Random) -> None:
    facts, day = world(book, seed)
    units = list(XINXIANG.units)
    random.shuffle(units)
    shuffled = run(book, facts, day, replace(XINXIANG, units=tuple(units)))
    plain = {unit.unit.code: unit for unit in run(book, facts, day).units}
    assert {unit.unit.code: unit for unit in shuffled.units} == plain


@unhurried
@given(BOOKS, SEEDS)
def test_the_order_of_the_lines_does_not_matter(book: str, seed: int) -> None:
    rows, day = draw(XINXIANG, XINXIANG.rulebooks[book], seed)
    forwards, backwards = (facts_of(XINXIANG, book, lines) for lines in (rows, rows[::-1]))
    assert run(book, forwards, day) == run(book, backwards, day)


@unhurried
@given(BOOKS, SEEDS)
def test_what_if_with_no_change_changes_nothing(book: str, seed: int) -> None:
    facts, day = world(book, seed)
    before, after = what_if(XINXIANG, XINXIANG.rulebooks[book], facts, day, {})
    assert before == after
    assert what_if(XINXIANG, XINXIANG.rulebooks[book], facts, day, dict.fromkeys(facts, NOTHING))[1] == before


@unhurried
@given(BOOKS, SEEDS, st.data())
def test_more_work_never_lowers_an_item_that_counts_it(book: str, seed: int, data: st.DataObject) -> None:
    """One item counts an indicator as work alone where no share is made of it."""
    facts, day = world(book, seed)
    counting = {"2.1.1", "2.1.2", "2.1.3", "2.2.1", "2.3.1", "2.3.2"}
    unit = data.draw(st.sampled_from(assessed(XINXIANG, XINXIANG.rulebooks[book])))
    code = data.draw(st.sampled_from(sorted(unit.targets)))
    more = Amount(code, data.draw(st.integers(1, 4)), None, data.draw(st.integers(1, 50_000)))
    before, after = what_if(XINXIANG, XINXIANG.rulebooks[book], facts, day, {unit.code: UnitFacts((more,))})
    for old, new in zip(before.units, after.units, strict=True):
        if old.unit == unit:
            assert set(new.vetoed) <= set(old.vetoed)
            for key in counting & points(old).keys():
                was, now = points(old)[key], points(new)[key]
                assert was is None or (now is not None and now >= was)


@unhurried
@given(BOOKS, SEEDS, st.data())
def test_another_incident_or_a_later_day_never_earns_more(book: str, seed: int, data: st.DataObject) -> None:
    facts, day = world(book, seed)
    bad = [key for key, fact in XINXIANG.rulebooks[book].facts().items() if fact.name in INCIDENTS]
    unit = data.draw(st.sampled_from(assessed(XINXIANG, XINXIANG.rulebooks[book])))
    key = data.draw(st.sampled_from(sorted(bad)))
    one = UnitFacts(judgements=(Judgement(key, None, data.draw(st.integers(1, 100))),))
    before, after = what_if(XINXIANG, XINXIANG.rulebooks[book], facts, day, {unit.code: one})
    for old, new in zip(before.units, after.units, strict=True):
        was, now = points(old)[key.rpartition(".")[0]], points(new)[key.rpartition(".")[0]]
        assert was is None or now is None or now <= was


INCIDENTS = {
    "incomplete", "untrue", "special", "violations", "months_over", "overdue", "incidents", "months_missing",
    "mismatched", "months_mismatched", "missing", "late", "false_records",
}  # fmt: skip


@unhurried
@given(SEEDS, st.sampled_from(DAYS))
def test_a_higher_source_replaces_what_was_reported(seed: int, day: date) -> None:
    """Lines of a lower source beside a full set of a higher one change nothing but what is named."""
    facts, _ = world("areas", seed)
    units = assessed(XINXIANG, XINXIANG.rulebooks["areas"])
    full = {
        unit.code: replace(
            facts.get(unit.code, NOTHING),
            amounts=tuple(
                Amount(code, quarter, None, 1 + quarter, Source.VERIFIED)
                for code in unit.targets
                for quarter in (1, 2, 3, 4)
            ),
        )
        for unit in units
    }
    lower = {
        unit.code: UnitFacts(tuple(Amount(code, 2, 5, 99_999, Source.REPORTED) for code in unit.targets))
        for unit in units
    }
    before, after = what_if(XINXIANG, XINXIANG.rulebooks["areas"], full, day, lower)
    assert before == after


def test_equals_beyond_the_last_place_are_marked_and_nobody_of_them_is_chosen() -> None:
    """All areas alike share the first place, and there are more of them than places."""
    book = XINXIANG.rulebooks["areas"]
    units = [replace(unit, targets={}) for unit in XINXIANG.units]
    judged = tuple(Judgement(key, None, _even(fact.kind)) for key, fact in book.facts().items() if "." in key)
    facts = {unit.code: UnitFacts(judgements=judged) for unit in units}
    result = evaluate(replace(XINXIANG, units=tuple(units)), book, facts, date(2023, 12, 31))
    assert {(unit.rank, unit.advanced) for unit in result.units} == {(1, Advanced.TIE)}
    few = evaluate(replace(XINXIANG, units=tuple(units[:5])), book, facts, date(2023, 12, 31))
    assert {(unit.rank, unit.advanced) for unit in few.units} == {(1, Advanced.YES)}


def _even(kind: FactKind) -> Fraction | bool | date:
    if kind is FactKind.YES_NO:
        return True
    return date(2023, 5, 1) if kind is FactKind.DATE else Fraction(1)


@pytest.mark.parametrize("day", [date(2023, 1, 15), date(2024, 2, 1)])
def test_a_day_between_the_stages_has_no_veto_by_targets_and_chooses_nobody(day: date) -> None:
    facts, _ = world("areas", 3)
    result = run("areas", facts, day)
    assert result.stage == "running"
    assert not any(set(unit.vetoed) - {"liability"} or unit.advanced is not Advanced.NO for unit in result.units)
