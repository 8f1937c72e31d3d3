"""The list of candidates for commendation as officials see it: by group, with reasons, and as a workbook."""

from __future__ import annotations

from datetime import date

import pytest

from dialog.commendation import Candidates, Group, list_screen, rows_of, unit_screen
from locales.catalog import catalog
from programmes.loading import load
from scoring.rulebooks.candidates import Overdue
from scoring.rulebooks.commending import commended

HENAN, XINXIANG = load("henan-edu-2022"), load("xinxiang-2023")
DAY = date(2022, 7, 20)


def henan(*late: str) -> Candidates:
    """Nothing is known but findings: each of the units `late` has one that is overdue."""
    book = HENAN.rulebooks["bureaus"]
    findings = {code: (Overdue("未建立工作专班", date(2022, 7, 1)),) for code in late}
    return Candidates(HENAN, book, 0, DAY, commended(HENAN, book, {}, DAY, {}, findings))


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("group", Group)
def test_every_unit_is_in_one_group_and_each_page_fits(language: str, group: Group) -> None:
    found = henan("hn-001")
    assert sorted(one.unit.code for each in Group for one in found.of(each)) == sorted(
        one.unit.code for one in found.every
    )
    for number in range(-(-len(found.of(group)) // 6) or 1):
        screen = list_screen(found, group, number)
        assert len(catalog(language).lines(screen.lines).text) < 4096
        assert all(len(button.action) <= 24 for button in screen.buttons)


def test_what_keeps_a_unit_out_is_said_and_nothing_else() -> None:
    found = henan("hn-001")
    said = catalog("zh_CN").lines(list_screen(found, Group.NO, 0).lines).text
    assert "未建立工作专班" in said
    assert all(line.startswith("×") for line in said.splitlines() if line[:1] in "✓?×")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_unit_shows_every_reason_with_its_clause(language: str) -> None:
    found = henan("hn-001")
    (one,) = (each for each in found.every if each.unit.code == "hn-001")
    said = catalog(language).lines(unit_screen(found, one).lines).text
    assert said.count("教职成函〔2022〕136 号") == len(one.reasons)
    assert "未建立工作专班" in said


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_the_workbook_has_a_line_for_each_unit(language: str) -> None:
    found = henan("hn-001")
    rows = list(rows_of(found, catalog(language).plain))
    units = [row[0] for row in rows if row[0] in {one.unit.name for one in found.every}]
    assert len(units) == len(found.every)
    assert {len(row) for row in rows if row[0] in units} == {2 + 2 * len(found.every[0].reasons)}


def test_points_give_candidates_too() -> None:
    book, day = XINXIANG.rulebooks["areas"], date(2023, 6, 30)
    found = Candidates(XINXIANG, book, 0, day, commended(XINXIANG, book, {}, day))
    assert found.every
    assert catalog("zh_CN").lines(list_screen(found, Group.NO, 0).lines).text
    assert list(rows_of(found, catalog("zh_CN").plain))
