"""Where a walk goes: every fact once, nothing lost by going back or leaving something out."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialog.evaluation import walking as moves
from dialog.evaluation.subjects import Questionnaire, Stop
from dialog.evaluation.walking import By, Walk
from tests.dialog.evaluation.sheets import AREAS, BOOKS, BUREAUS, DEPARTMENTS, SCHOOLS, Sheet

PERIODS = ("", "2023-Q1", "2023-Q4")
FIGURES_ALONE = {"2.1.1", "2.1.2", "2.1.3", "2.2.1", "2.3.1", "2.3.2", "2.3.3"}


@st.composite
def walks(draw: st.DrawFn) -> Sheet:
    """One item for all units, or all items of one unit."""
    questions = BOOKS[draw(st.integers(0, 2))]
    period = "" if questions.book.checklist else draw(st.sampled_from(PERIODS))
    if draw(st.booleans()):
        return Sheet.of(questions, By.ITEM, draw(st.sampled_from([one.key for one in questions.subjects])), period)
    return Sheet.of(questions, By.UNIT, draw(st.sampled_from([one.code for one in questions.units])), period)


@given(walks(), st.integers())
def test_every_fact_that_can_still_count_is_asked_once(sheet: Sheet, seed: int) -> None:
    chance = Random(seed)
    while sheet.here:
        sheet.answer_by(chance)
    assert len(sheet.asked) == len(set(sheet.asked))
    assert all(sheet.is_settled(stop) for stop in sheet.places)
    assert [stop for stop in sheet.places if stop in set(sheet.asked)] == sheet.asked


@given(walks(), st.lists(st.sampled_from(["answer", "skip", "back", "again"]), max_size=40), st.integers())
def test_going_back_and_leaving_out_never_lose_an_answer(sheet: Sheet, acts: list[str], seed: int) -> None:
    chance = Random(seed)
    for act in acts:
        before, here = sum(map(len, sheet.values.values())), sheet.here
        if act == "answer" and here:
            sheet.answer_by(chance)
            assert sheet.values[here.unit][here.fact]
        elif act != "answer":
            getattr(sheet, act)()
            assert sum(map(len, sheet.values.values())) == before
        assert sheet.walk.over == (sheet.here is None)
    sheet.again()
    assert sheet.walk.over == (moves.left(sheet.places, sheet.is_settled) == 0)


def test_going_back_from_the_end_leads_to_the_last_fact() -> None:
    sheet = Sheet.of(BUREAUS, By.UNIT, BUREAUS.units[0].code)
    while sheet.here:
        sheet.skip()
    sheet.back()
    assert sheet.here == sheet.places[-1]
    for _ in range(50):
        sheet.back()
    assert sheet.here == sheet.places[0]


def test_what_was_skipped_is_asked_when_one_begins_again() -> None:
    sheet = Sheet.of(SCHOOLS, By.UNIT, SCHOOLS.units[0].code)
    sheet.skip()
    while sheet.here:
        sheet.answer("met")
    sheet.again()
    assert sheet.here == sheet.places[0]


def test_all_of_it_can_be_gone_through_again() -> None:
    sheet = Sheet.of(SCHOOLS, By.UNIT, SCHOOLS.units[0].code)
    while sheet.here:
        sheet.answer("met")
    every = Walk("schools", By.UNIT, SCHOOLS.units[0].code, "", every=True)
    found, walk = [], moves.begun(every, sheet.places, sheet.is_settled)
    while not walk.over:
        found.append(walk.fact)
        walk = moves.onward(walk, sheet.places, sheet.is_settled)
    assert found == [stop.fact for stop in sheet.places]


@pytest.mark.parametrize("questions", BOOKS, ids=lambda one: one.book.code)
def test_items_scored_from_figures_alone_are_not_asked(questions: Questionnaire) -> None:
    asked = {subject.key for subject in questions.subjects}
    alone = {item.key for item in questions.book.items if not item.facts}
    assert not asked & alone
    assert alone == (FIGURES_ALONE if questions is AREAS else alone)


@pytest.mark.parametrize("questions", [AREAS, DEPARTMENTS], ids=lambda one: one.book.code)
def test_findings_about_the_unit_are_asked_last(questions: Questionnaire) -> None:
    stops = questions.about_unit(questions.units[0])
    assert [stop.fact for stop in stops[-2:]] == ["liability", "disqualified"]


def test_a_unit_without_a_target_is_not_asked_for_the_merged_item() -> None:
    without = next(unit for unit in DEPARTMENTS.units if not unit.targets.get("high_skilled"))
    having = next(unit for unit in DEPARTMENTS.units if unit.targets.get("high_skilled"))
    assert "2.3.2" not in {stop.subject for stop in DEPARTMENTS.about_unit(without)}
    assert "2.3.2" in {stop.subject for stop in DEPARTMENTS.about_unit(having)}
    grown = next(one for one in DEPARTMENTS.of(without) if one.key == "2.2.2")
    assert grown.most is not None
    assert grown.most > next(one for one in DEPARTMENTS.of(having) if one.key == "2.2.2").most  # type: ignore[operator]


def test_a_walk_of_a_unit_or_item_that_is_gone_is_over() -> None:
    for by in By:
        walk = Walk("areas", by, "nowhere", "")
        assert moves.stops(AREAS, walk) == ()
        assert moves.begun(walk, (), lambda _: False).over
        assert moves.back(walk, ()).over


def test_a_walk_stands_where_it_is_led_or_stays() -> None:
    sheet = Sheet.of(AREAS, By.UNIT, AREAS.units[0].code)
    led = moves.at_fact(sheet.walk, sheet.places, lambda stop: stop.subject == "4.2")
    assert led.fact == "4.2.issued_on"
    assert moves.at_fact(led, sheet.places, lambda _: False) == led


def test_a_remark_waits_for_its_value_wherever_one_goes() -> None:
    sheet = Sheet.of(AREAS, By.UNIT, AREAS.units[0].code)
    said = sheet.walk.remarked("见附件")
    on = moves.onward(said, sheet.places, sheet.is_settled)
    assert (on.remark, moves.back(on, sheet.places).remark) == ("", "见附件")
    assert said.remarked("").remarks == {}


@pytest.mark.parametrize(
    "body", ["", "{}", "[]", "nonsense", '{"version": 0, "body": {}}', '{"version": 1, "body": 3}']
)
def test_what_is_no_walk_is_none(body: str) -> None:
    assert moves.loaded(body) is None


def test_a_stop_names_unit_item_and_fact() -> None:
    assert AREAS.about_subject("2.1.4")[:2] == (
        Stop("xx-a02", "2.1.4", "2.1.4.incomplete"),
        Stop("xx-a02", "2.1.4", "2.1.4.untrue"),
    )
