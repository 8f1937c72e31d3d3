"""The shipped programme against 附件1 and 附件2, read a second time from the printed tables."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from programmes.loading import check, load
from programmes.model import Citation, Programme
from programmes.periods import Period
from programmes.quarters import Quarter

CODES = ("training", "subsidised", "skilled", "high_skilled", "technicians", "apprenticeship")
# As printed: 万人次, 万人次, 万人, 万人, 人, 人.
AREAS = """
市本级 0 0 6 3 0 0
长垣市 2.97 1.03 0.9 0.38 395 131
卫辉市 1.39 0.49 0.45 0.18 185 66
辉县市 2.60 0.92 0.8 0.34 350 119
新乡县 1.13 0.40 0.35 0.15 160 53
获嘉县 1.33 0.47 0.4 0.17 180 63
原阳县 1.66 0.55 0.43 0.18 185 79
延津县 1.34 0.47 0.4 0.18 185 63
封丘县 1.70 0.56 0.43 0.18 185 98
卫滨区 0.79 0.25 0.22 0.09 95 33
红旗区 1.15 0.41 0.45 0.15 160 55
牧野区 0.99 0.35 0.31 0.13 140 47
凤泉区 0.50 0.23 0.14 0.06 60 21
高新区 0.58 0.23 0.28 0.12 120 20
经开区 0.45 0.18 0.25 0.10 105 20
平原示范区 0.42 0.16 0.19 0.09 95 32
"""
DEPARTMENTS = [
    ("市教育局", 72400, 36330, 11050),
    ("市司法局", 750, 140, 0),
    ("市交通运输局", 1000, 0, 0),
    ("市商务局", 6000, 0, 0),
    ("市市场监管局", 6000, 3600, 0),
    ("市残联", 3420, 80, 15),
]


@pytest.fixture(scope="module")
def xinxiang() -> Programme:
    return load("xinxiang-2023")


def test_it_is_sound() -> None:
    assert check("xinxiang-2023") == ()


def test_areas_hold_the_printed_targets_in_persons(xinxiang: Programme) -> None:
    for line in AREAS.strip().splitlines():
        name, *printed = line.split()
        scale = (10_000, 10_000, 10_000, 10_000, 1, 1)
        # int cuts nothing off: every printed number is a whole number of persons.
        wanted = {code: int(Decimal(cell) * by) for code, cell, by in zip(CODES, printed, scale, strict=True)}
        unit = xinxiang.unit_named(name)
        assert unit is not None
        assert (unit.unit_class, unit.targets) == ("areas", wanted)


def test_departments_have_three_targets_and_keep_their_noughts(xinxiang: Programme) -> None:
    for name, *targets in DEPARTMENTS:
        unit = xinxiang.unit_named(str(name))
        assert unit is not None
        assert unit.targets == dict(zip(("training", "skilled", "high_skilled"), targets, strict=True))


def test_sixteen_areas_and_twenty_five_departments_of_which_one_is_not_assessed(xinxiang: Programme) -> None:
    counts = [sum(unit.unit_class == one.code for unit in xinxiang.units) for one in xinxiang.classes]
    assert counts == [16, 25]
    assert [unit.name for unit in xinxiang.units if not unit.assessed] == ["市本级"]


def test_three_indicators_are_asked_monthly_and_all_six_in_quarter_months(xinxiang: Programme) -> None:
    asked = {
        month: [line.indicator for line in xinxiang.form.lines if line.asked_in(Period(2023, month))]
        for month in range(1, 13)
    }
    assert {month for month, lines in asked.items() if len(lines) == 6} == {3, 6, 9, 12}
    assert asked[1] == ["training", "skilled", "high_skilled"]


def test_the_quarterly_report_is_text_due_a_week_after_the_quarter(xinxiang: Programme) -> None:
    (form,) = xinxiang.text_forms
    assert [part.code for part in form.parts] == ["progress", "problems", "next_steps"]
    assert form.due_on(date(2023, 6, 30)) == date(2023, 7, 7)
    due = form.due_at(Quarter(2023, 2), xinxiang.calendar.zone)
    assert due == datetime.fromisoformat("2023-07-08T00:00:00+08:00")


def test_the_quarterly_reports_lengths_are_data_with_their_reading(xinxiang: Programme) -> None:
    (form,) = xinxiang.text_forms
    assert (form.least, form.most, form.may_be_none) == (10, 5000, ("problems",))
    assert set(form.readings) == {"opens", "length"}


def test_only_the_programme_whose_document_asks_for_a_signed_scan_asks_for_one(xinxiang: Programme) -> None:
    assert xinxiang.form.signed_scan is None
    assert load("henan-edu-2022").form.signed_scan == Citation("tasks", "三")


def test_points_stand_as_the_document_gives_them(xinxiang: Programme) -> None:
    books = xinxiang.rulebooks
    sections = {code: [int(g.points or 0) for g in book.groups if "." not in g.key] for code, book in books.items()}
    assert sections == {"areas": [55, 20, 10, 15], "departments": [70, 30]}
    subsections = [int(group.points or 0) for group in books["areas"].groups if group.key.startswith("2.")]
    assert subsections == [14, 22, 19]
    assert [len([i for i in books["areas"].items if i.key.startswith(f"2.{n}.")]) for n in (1, 2, 3)] == [5, 5, 3]


def test_every_item_cites_its_clause_and_carries_an_example(xinxiang: Programme) -> None:
    for book in xinxiang.rulebooks.values():
        assert all(item.cites.clause and item.examples for item in book.items)
