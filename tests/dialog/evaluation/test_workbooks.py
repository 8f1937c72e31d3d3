"""The screens of Excel in and out: counts, the first of many, and no confirming for who has not been sent all of it."""

from __future__ import annotations

from datetime import date

import pytest

from dialog.evaluation.workbooks import FAULTS_SHOWN, Sent, batch_screen, faults_screen, preview_screen
from dialog.screens import Screen
from locales.catalog import catalog
from locales.languages import LANGUAGES
from locales.text import text
from programmes.loading import load
from scoring.entries import Fault
from scoring.rulebooks.entered import Change, Comparison, Said, Spot

PROGRAMME = load("xinxiang-2023")
AREAS = [unit for unit in PROGRAMME.units if unit.unit_class == "areas" and unit.assessed]
SENT = Sent(7, "评价.xlsx", "周处", date(2023, 10, 9))


def _change(number: int, stands: str | None = None, waiting: str | None = None) -> Change:
    return Change(Said(Spot("areas", AREAS[number].code, "2.1.4.untrue"), "5"), stands, waiting)


def _lines(screen: Screen) -> list[str]:
    for language in LANGUAGES:
        said = catalog(language).lines(screen.lines).text
    assert said
    return catalog("zh_CN").lines(screen.lines).text.splitlines()


def _labels(screen: Screen) -> list[str]:
    return [catalog("zh_CN").plain(button.label) for button in screen.buttons]


def test_of_many_changes_the_first_are_shown_and_the_rest_counted() -> None:
    changes = tuple(_change(number, stands="1") for number in range(12))
    lines = _lines(preview_screen(PROGRAMME, SENT, Comparison(changes, 3, 2), 4, "abc123"))
    assert sum("1 → 5" in line for line in lines) == 8
    assert [line for line in lines if "另有 4 项" in line]
    assert "3 项与现有一致，不再录入。" in lines
    assert "2 项相同的内容已在待核对中，不再录入。" in lines
    assert "其中 4 项与单位自查所报不同。" in lines


def test_a_figure_and_a_taking_back_are_named() -> None:
    figure = Change(Said(Spot("departments", "xx-d01", "training", "2023-Q1", "platform"), "120"), None, "")
    lines = _lines(preview_screen(PROGRAMME, SENT, Comparison((figure,), 0, 0), 0, "abc123"))
    (conflict,) = [line for line in lines if line.startswith("·")]
    assert "120" in conflict
    assert "撤销" in conflict


@pytest.mark.parametrize(
    ("mine", "nonce", "confirm"), [(True, "abc123", False), (False, None, False), (False, "abc123", True)]
)
def test_only_another_person_who_has_been_sent_all_of_it_can_confirm(
    mine: bool, nonce: str | None, confirm: bool
) -> None:
    screen = batch_screen(PROGRAMME, SENT, [_change(0)], 0, mine=mine, nonce=nonce, first=41)
    assert ("全部确认（1 项）" in _labels(screen)) is confirm
    assert ("撤回" in _labels(screen)) is mine
    assert all(len(button.action) <= 24 for button in screen.buttons)


def test_bad_cells_are_listed_up_to_the_twentieth() -> None:
    fault = Fault(4, "值", "很" * 60, text("score.expected.yes_no"))
    few, many = (faults_screen("评价.xlsx", [("areas", fault)] * count) for count in (1, FAULTS_SHOWN + 1))
    assert "“areas”第 4 行“值”是“" + "很" * 40 + "…”，应为：yes 或 no" in _lines(few)
    assert sum("应为" in line for line in _lines(many)) == FAULTS_SHOWN
    assert [line for line in _lines(many) if "另有 1 处" in line]
