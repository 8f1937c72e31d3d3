"""The monthly form on paper: its figures are those of the progress table, its words fit, nothing is a formula."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from documents.form_values import NONE, FilledForm, filled_form
from documents.forms import form_paper
from documents.paper_writing import write_paper
from documents.papers import BOTTOM, PAGE_HEIGHT, PAGE_WIDTH, SIDE, TOP, Count, Field, Paper, broken, shown, width_of
from locales.catalog import catalog
from locales.text import Percent
from programmes.loading import load
from programmes.model import Programme, Unit
from programmes.periods import Period
from scoring.figures import Figure, FiledMonth, History, Kind, Status, number
from scoring.progress import unit_rows

IDS = ["henan-edu-2022", "xinxiang-2023", "henan-2022", "jiaozuo-edu-2022"]
HENAN = load("henan-edu-2022")
UNIT = HENAN.unit("hn-029")
JUNE = Period(2022, 6)
NONE_NEEDED = Figure(Kind.NOT_APPLICABLE, None, "今年没有试点")


def filed(programme: Programme, period: Period, figures: dict[str, Figure], **details: Any) -> FiledMonth:
    at = datetime(period.year, period.month, 28, 15, 20, tzinfo=programme.calendar.zone)
    known: dict[str, Any] = {"revision": 1, "status": Status.SUBMITTED, "late": False, "source": "chat"}
    return FiledMonth(period, figures, filed_at=at, first_filed_at=at, receipt="YB-1", **(known | details))


def everything(programme: Programme, value: int = 30) -> dict[str, Figure]:
    return {line.indicator: number(value) for line in programme.form.lines}


def history(*months: FiledMonth, opening: dict[str, int] | None = None) -> History:
    return History(UNIT.code, opening, {month.period: month for month in months})


def form(known: History, period: Period = JUNE, unit: Unit = UNIT, programme: Programme = HENAN) -> FilledForm:
    return filled_form(programme, unit, known, period, catalog("zh_CN"))


def a_unit(programme: Programme) -> Unit:
    """One with a target in everything; the plans list no units."""
    targets = {flow.code: 12_345 for flow in programme.flows}
    return replace(UNIT, targets=targets, name="中国共产主义青年团河南省团校")


def words_of(paper: Paper) -> list[str]:
    return [shown(field.value).replace("\n", "") for field in paper.fields]


def test_the_figures_are_the_rows_of_the_progress_table() -> None:
    known = history(filed(HENAN, Period(2022, 5), everything(HENAN)), filed(HENAN, JUNE, everything(HENAN, 7)))
    rows = [row for row in unit_rows(HENAN, UNIT, known, False, JUNE) if not row.indicator.stock]
    found = [(line.target, line.completed, line.cumulative, line.rate) for line in form(known).flows]
    assert found == [(row.target, row.completed, row.cumulative, Percent(row.share or Fraction(0))) for row in rows]
    assert [line.level for line in form(known).stocks] == [Count(7, "个")] * 4


def test_the_labels_and_their_order_are_the_papers() -> None:
    paper = form_paper(HENAN, UNIT, history(filed(HENAN, JUNE, everything(HENAN))), JUNE, catalog("zh_CN"))
    said = words_of(paper)
    wanted = [line.label for line in HENAN.form.lines]
    assert [words for words in said if words in wanted] == wanted
    assert "填报单位（公章）：河南理工大学" in said
    assert "报告期：2022年6月" in said
    assert "填报单位领导小组组长（签字）：" in said
    assert "填报时间：2022 年 6 月 28 日" in said
    assert any("YB-1" in words for words in said)
    assert said.count("年度任务（人次）") == 1
    assert said.count("累计完成率（%）") == 4


def test_what_is_no_figure_says_why() -> None:
    figures = {**everything(HENAN), "one_plus_x": NONE_NEEDED}
    without = replace(UNIT, targets={code: 100 for code in UNIT.targets if code != "senior"})
    del figures["training"], figures["senior"]
    training, _, senior, one_plus_x = form(history(filed(HENAN, JUNE, figures)), unit=without).flows
    assert training.completed == "未填"
    assert (senior.target, senior.completed, senior.cumulative, senior.rate) == (NONE,) * 4
    assert (one_plus_x.completed, one_plus_x.cumulative, one_plus_x.rate) == ("不适用", 0, NONE)
    assert form(history(filed(HENAN, JUNE, figures))).notes == ("1+X 证书取证人数不适用：今年没有试点",)


def test_a_month_inside_a_later_one_and_the_later_one_say_so() -> None:
    may = filed(HENAN, Period(2022, 5), {}, reported_in=JUNE)
    known = history(may, filed(HENAN, JUNE, everything(HENAN)))
    earlier, later = form(known, may.period), form(known)
    assert [line.completed for line in earlier.flows] == ["计入6月"] * 4
    assert {line.level for line in earlier.stocks} == {NONE}
    assert earlier.notes == ("本月数据计入2022年6月月报。",)
    assert later.notes == ("当月完成含2022年5月的数。",)


def test_a_line_of_the_quarter_is_not_asked_in_between() -> None:
    xinxiang, april = load("xinxiang-2023"), Period(2023, 4)
    figures = {code: number(1) for code in ("training", "skilled", "high_skilled")}
    flows = form(history(filed(xinxiang, april, figures)), april, xinxiang.unit("xx-a02"), xinxiang).flows
    assert [line.completed for line in flows] == [1, 1, 1, "本月不报", "本月不报", "本月不报"]


def test_an_imported_month_leaves_the_day_to_the_pen_and_a_returned_one_says_so() -> None:
    month = filed(HENAN, JUNE, everything(HENAN), source="import", status=Status.RETURNED)
    assert form(history(month)).day == ""
    assert "退回" in form(history(month)).notes[0]
    labelled = filled_form(HENAN, UNIT, history(month), JUNE, catalog("zh_CN"), "演示数据")
    assert labelled.notes[0] == "演示数据"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
@pytest.mark.parametrize("programme", IDS)
def test_every_programmes_form_fits_one_page(programme: str, language: str) -> None:
    known = load(programme)
    last = known.calendar.last_period
    figures = {code: NONE_NEEDED if code != "training" else number(100_000_000) for code in everything(known)}
    before = filed(known, last.plus(-1), {}, reported_in=last)
    paper = form_paper(known, a_unit(known), history(before, filed(known, last, figures)), last, catalog(language))
    assert sum(paper.heights) <= PAGE_HEIGHT - TOP - BOTTOM + 0.01
    assert paper.edges[-1] <= PAGE_WIDTH - 2 * SIDE
    assert not [pair for pair in combinations(paper.fields, 2) if _meet(*pair)]
    for field in paper.fields if language == "zh_CN" else ():
        room = paper.edges[field.right] - paper.edges[field.left]
        assert max(width_of(line, field.style.size) for line in shown(field.value).split("\n")) <= room, field
        tall = sum(paper.heights[field.top : field.bottom])
        assert (shown(field.value).count("\n") + 1) * field.style.size * 0.4 <= tall, field


def _meet(one: Field, other: Field) -> bool:
    across = one.left < other.right and other.left < one.right
    return across and one.top < other.bottom and other.top < one.bottom


def test_the_workbook_prints_on_one_upright_a4_page(tmp_path: Path) -> None:
    sheet = written(tmp_path, UNIT)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "portrait")
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    assert sheet.print_area
    assert sheet.print_options.horizontalCentered
    assert {cell.font.name for cell in values(sheet)} == {"宋体", "黑体"}
    assert len(sheet.merged_cells.ranges) > 20
    framed = [cell for cell in values(sheet) if isinstance(cell.value, int | float)]
    assert all(cell.border.left.style and cell.border.bottom.style for cell in framed)


def test_numbers_stay_numbers_and_words_stay_words(tmp_path: Path) -> None:
    cells = values(written(tmp_path, replace(UNIT, name='=HYPERLINK("http://x")')))
    assert {cell.value for cell in cells if isinstance(cell.value, int)} >= {2400, 500}
    assert 533.33 in {cell.value for cell in cells if isinstance(cell.value, float)}
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "=HYPERLINK" in str([cell.value for cell in cells])


def test_a_name_that_begins_like_a_formula_is_quoted(tmp_path: Path) -> None:
    """Where a programme's form has no words before the unit's name."""
    bare = replace(HENAN, form=replace(HENAN.form, anchors=()))
    cells = values(written(tmp_path, replace(UNIT, name="=1+1"), bare))
    (named,) = [cell for cell in cells if cell.value == "=1+1"]
    assert (named.data_type, named.quotePrefix) == ("s", True)


def test_words_are_broken_into_lines_of_about_one_length() -> None:
    assert broken("新备案技能等级认定机构", 12, 44) == "新备案技能等\n级认定机构"
    assert broken("取证人数", 12, 44) == "取证人数"
    assert broken("", 12, 44) == ""


def written(folder: Path, unit: Unit, programme: Programme = HENAN) -> Any:
    month = filed(programme, JUNE, everything(programme, 2400))
    write_paper(folder / "form.xlsx", form_paper(programme, unit, history(month), JUNE, catalog("zh_CN")))
    return load_workbook(folder / "form.xlsx").active


def values(sheet: Any) -> list[Any]:
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
