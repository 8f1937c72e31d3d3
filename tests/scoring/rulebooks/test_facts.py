"""What facts come to at a moment: the bot's own record, several sources, several lines, an early year's end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from programmes.evaluations import Rulebook
from programmes.loading import load
from programmes.model import Programme
from programmes.periods import Period
from scoring.rulebooks.checklists import check
from scoring.rulebooks.evaluating import evaluate
from scoring.rulebooks.facts import Amount, Judgement, UnitFacts
from scoring.rulebooks.scores import ItemScore
from scoring.rulebooks.stages import moment
from scoring.rulebooks.standings import Ground, standing

MID, END = date(2023, 6, 30), date(2023, 12, 31)


@pytest.fixture(scope="module")
def xinxiang() -> Programme:
    return load("xinxiang-2023")


def scored(programme: Programme, book: Rulebook, facts: UnitFacts, key: str, day: date) -> ItemScore:
    unit = next(unit for unit in programme.units if unit.unit_class == book.unit_class and unit.assessed)
    result = evaluate(programme, book, {unit.code: facts}, day).units[0]
    return next(one for one in result.items if one.item.key == key)


def test_lateness_comes_from_the_record_where_there_is_one(xinxiang: Programme) -> None:
    book = xinxiang.rulebooks["departments"]
    entered = (Judgement("3.4.late", None, Fraction(8)),)
    assert scored(xinxiang, book, UnitFacts(judgements=entered), "3.4", MID).points == 1
    own = UnitFacts(judgements=entered, late={1: 1, 2: 0, 3: 1, 4: 0})
    assert scored(xinxiang, book, own, "3.4", MID).points == Fraction(9, 2)
    assert scored(xinxiang, book, own, "3.4", END).points == 4
    assert scored(xinxiang, book, UnitFacts(late={}), "3.4", END).points == 5


def test_what_is_done_after_an_indicators_own_years_end_does_not_count(xinxiang: Programme) -> None:
    early = [replace(one, year_end=Period(2023, 11)) if one.code == "skilled" else one for one in xinxiang.indicators]
    amounts = tuple(Amount(code, 4, number_, 10) for code in ("skilled", "training") for number_ in (10, 11, 12))
    ground = Ground.of(moment(2023, END), {}, (), early)
    stands = standing(xinxiang.units[1], UnitFacts(amounts), ground)
    assert (stands.sum("skilled"), stands.sum("training")) == (20, 30)


def test_a_yes_stays_and_the_first_of_several_days_counts(xinxiang: Programme) -> None:
    book = xinxiang.rulebooks["areas"]
    said = (
        Judgement("4.1.met", 1, True),
        Judgement("4.1.met", 3, False),
        Judgement("4.2.issued_on", 1, date.max),
        Judgement("4.2.issued_on", 2, date(2023, 5, 20)),
        Judgement("4.2.issued_on", 4, date(2023, 5, 22)),
    )
    for key in ("4.1", "4.2"):
        assert scored(xinxiang, book, UnitFacts(judgements=said), key, END).points == 1


def test_a_judgement_of_a_quarter_is_open_before_it(xinxiang: Programme) -> None:
    book = xinxiang.rulebooks["areas"]
    later = UnitFacts(judgements=(Judgement("4.3.met", 3, True),))
    assert scored(xinxiang, book, later, "4.3", MID).points is None
    assert scored(xinxiang, book, later, "4.3", END).points == 1
    unit = next(unit for unit in xinxiang.units if unit.assessed)
    told = evaluate(xinxiang, book, {unit.code: later}, END).units[0]
    assert ("4.3" in told.open, "4.3" in told.open_mid_year) == (False, True)


def test_an_item_is_decided_where_nothing_unknown_can_change_it(xinxiang: Programme) -> None:
    book = xinxiang.rulebooks["areas"]
    cases: list[tuple[str, str, Fraction | bool]] = [
        ("2.1.4", "incomplete", Fraction(20)),
        ("3.3", "met", False),
        ("4.5", "national", Fraction(2)),
        ("5.3", "carried_out", False),
        ("2.2.4", "issued", Fraction(0)),
        ("3.1", "fund", Fraction(0)),
        ("3.1", "spent", Fraction(0)),
    ]
    for key, fact, value in cases:
        known = UnitFacts(judgements=(Judgement(f"{key}.{fact}", None, value),))
        assert scored(xinxiang, book, known, key, MID).points == (3 if key == "4.5" else 0)


def test_the_last_state_of_a_checklist_counts() -> None:
    henan = load("henan-edu-2022")
    unit = henan.units[0]
    said = (Judgement("1.1.state", None, "not"), Judgement("1.1.state", 2, "partly"), Judgement("1.1.state", 4, "met"))
    for day, state in [(date(2022, 3, 31), "not"), (date(2022, 6, 30), "partly"), (date(2022, 12, 31), "met")]:
        result = check(henan, henan.rulebooks["bureaus"], {unit.code: UnitFacts(judgements=said)}, day)
        assert result.units[0].items[0].state == state
