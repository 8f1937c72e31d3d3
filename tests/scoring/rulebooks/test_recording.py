"""What the bot's own record shows for an item of a checklist, by hand."""

from __future__ import annotations

from datetime import date

import pytest

from locales.catalog import catalog
from programmes.evaluations import Item
from programmes.loading import load
from programmes.model import Programme
from programmes.periods import Period
from scoring.figures import Figure, History, Kind
from scoring.rulebooks.checklists import check
from scoring.rulebooks.recording import Evidence, Record, evidence
from scoring.rulebooks.written import checklist_document
from tests.scoring.histories import filed_month, history

MID = date(2022, 6, 30)


@pytest.fixture(scope="module")
def henan() -> Programme:
    return load("henan-edu-2022")


@pytest.fixture(scope="module")
def jiaoda() -> History:
    """焦作大学 (targets 5 500, 4 410, 3 400, 890): March in time, April late, May within a table, June not yet."""
    return history(
        "hn-075",
        filed_month("2022-03", {"training": 1000, "certificates": 400}),
        filed_month("2022-04", {"training": 900, "certificates": 605}, late=True),
        filed_month("2022-05", {"training": 500, "certificates": 0}, late=None),
    )


def item(programme: Programme, book: str, key: str) -> Item:
    return next(one for one in programme.rulebooks[book].items if one.key == key)


def of(programme: Programme, told: History, key: str, day: date, *exempt: str) -> Evidence:
    record = Record(told, frozenset(map(Period.parse, exempt)))
    found = evidence(item(programme, "schools", key), programme, programme.unit(told.unit), record, day)
    assert found is not None
    return found


def said(found: Evidence, language: str = "zh_CN") -> list[str]:
    return [catalog(language).plain(one) for one in found.why]


def test_monthly_reports_are_those_due_by_the_day(henan: Programme, jiaoda: History) -> None:
    found = of(henan, jiaoda, "2.5", MID)
    assert found.inputs == {
        "due": 4,
        "on_time": 1,
        "late": ("2022-04",),
        "missing": ("2022-06",),
        "unknown": ("2022-05",),
    }
    assert said(found) == [
        "截至 2022年6月30日 应报 4 期，按时 1 期",
        "迟报：2022年4月",
        "缺报：2022年6月",
        "导入的月报，报送时间不明：2022年5月",
    ]


def test_the_due_day_itself_is_in_and_the_day_before_is_not(henan: Programme, jiaoda: History) -> None:
    assert of(henan, jiaoda, "2.5", date(2022, 6, 29)).inputs["missing"] == ()
    assert of(henan, jiaoda, "2.5", MID).inputs["missing"] == ("2022-06",)


def test_an_exempt_month_is_not_due(henan: Programme, jiaoda: History) -> None:
    found = of(henan, jiaoda, "2.5", MID, "2022-06", "2022-04")
    assert (found.inputs["due"], found.inputs["late"], found.inputs["missing"]) == (2, (), ())


def test_a_month_reported_in_a_later_one_came(henan: Programme) -> None:
    told = history("hn-075", filed_month("2022-03", {}, reported_in="2022-04"), filed_month("2022-04", {"training": 9}))
    assert of(henan, told, "2.5", date(2022, 4, 30)).inputs["on_time"] == 2


def test_before_anything_is_due_the_record_says_so(henan: Programme) -> None:
    assert said(of(henan, History("hn-075"), "2.5", date(2022, 3, 29))) == ["截至 2022年3月29日 还没有到期的月报"]
    assert of(henan, History("hn-075"), "2.4", date(2022, 3, 19)).inputs == {}


def test_completion_rates_are_those_of_progress(henan: Programme, jiaoda: History) -> None:
    found = of(henan, jiaoda, "2.4", MID)
    assert {name: found.inputs[name] for name in ("period", "reported_to")} == {
        "period": "2022-06",
        "reported_to": "2022-05",
    }
    rates = {name: value for name, value in found.inputs.items() if name.startswith(("training", "senior"))}
    assert rates == {
        "training.target": 5500,
        "training.cumulative": 2400,
        "training.rate": "43.64",
        "senior.target": 3400,
        "senior.cumulative": 0,
        "senior.rate": "0.00",
    }
    assert said(found)[0] == "培训任务截至2022年5月累计 2 400，任务 5 500，完成率 43.64%"


def test_a_line_not_applicable_has_no_rate(henan: Programme) -> None:
    none = Figure(Kind.NOT_APPLICABLE, None, "reason")
    told = history("hn-075", filed_month("2022-06", {"training": none, "certificates": 10}))
    assert of(henan, told, "2.4", MID).inputs["training.rate"] is None


def test_other_items_and_points_have_nothing_recorded(henan: Programme, jiaoda: History) -> None:
    assert evidence(item(henan, "schools", "1.1"), henan, henan.unit("hn-075"), Record(jiaoda), MID) is None
    assert not [one for book in load("xinxiang-2023").rulebooks.values() for one in book.items if one.recorded]


def test_the_document_shows_it_beside_the_state(henan: Programme, jiaoda: History) -> None:
    checklist = check(henan, henan.rulebooks["schools"], {}, MID, {"hn-075": Record(jiaoda)})
    told = checklist_document(henan, checklist, catalog("zh_CN").plain)
    units = told["units"]
    assert isinstance(units, list)
    mine = next(one for one in units if one["unit"] == "焦作大学")
    reports = next(one for one in mine["items"] if one["key"] == "2.5")
    assert reports["inputs"]["late"] == ["2022-04"]
    assert reports["why"].startswith("待评定；截至 2022年6月30日 应报 4 期")
    other = next(one for one in units if one["unit"] == "开封大学")
    assert next(one for one in other["items"] if one["key"] == "2.5")["inputs"]["missing"] == [
        "2022-03", "2022-04", "2022-05", "2022-06",
    ]  # fmt: skip


def test_without_a_record_the_document_shows_none(henan: Programme) -> None:
    told = checklist_document(henan, check(henan, henan.rulebooks["schools"], {}, MID), catalog("zh_CN").plain)
    units = told["units"]
    assert isinstance(units, list)
    assert not [one for one in units[0]["items"] if one["inputs"]]
