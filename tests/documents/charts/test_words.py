"""The specs say what scoring computed: titles, tags, sources, and which lines of a long ranking are shown."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from documents.charts.groups import class_trend_chart, ranking_chart
from documents.charts.selecting import ENDS, NEIGHBOURS, shown
from documents.charts.specs import Ranked, RankingChart, Skipped, TrendChart, UnitProgressChart
from documents.charts.units import unit_progress_chart, unit_trend_chart
from programmes.periods import Period
from scoring import arithmetic
from scoring.figures import Status
from tests.documents.charts.samples import BEHIND, CERTIFICATES, LONGEST, SCHOOL, TRAINING
from tests.documents.charts.year import LABEL, PERIOD, PROGRAMME, about, history, month, table


def progress_of(language: str, period: Period = PERIOD) -> UnitProgressChart:
    chart = unit_progress_chart(about(language, period, LABEL), SCHOOL, TRAINING, BEHIND)
    assert chart is not None
    return chart


def test_the_title_states_the_finding() -> None:
    assert progress_of("zh_CN").frame.title == "焦作大学：培训任务完成 43.64%，落后时序 6.36 个百分点"
    assert progress_of("en").frame.title == "焦作大学: training at 43.64%, 6.36 percentage points behind schedule"


def test_the_subtitle_is_the_same_in_whole_numbers() -> None:
    assert progress_of("zh_CN").frame.subtitle == (
        "截至 6月底累计 2 400 人次，年度任务 5 500；本季末应达 2 750，还差 350"
    )


def test_a_later_period_names_the_month_of_the_last_figures() -> None:
    chart = progress_of("zh_CN", Period(2022, 8))
    assert chart.frame.title == "焦作大学：培训任务完成 43.64%，落后时序 31.36 个百分点"
    assert chart.frame.subtitle.startswith("截至 6月底累计 2 400 人次")
    assert [point.shown for point in chart.points][-7:] == ["43.64%", "未报", "未报", "", "", "", ""]


def test_the_source_names_period_time_missing_units_and_the_reading() -> None:
    frame = progress_of("zh_CN").frame
    assert frame.source[0] == "2022年6月期，截至 2022年6月30日 18:00 的数据；12 个单位未报"
    assert "25%、50%、75%和100%" in frame.source[1]
    assert frame.warning == LABEL


def test_titles_tell_ahead_on_and_hardly_behind() -> None:
    target = SCHOOL.targets["training"]
    assert _title(target) == "焦作大学：培训任务完成 100.00%，超出时序 50.00 个百分点"
    assert _title(target // 2) == "焦作大学：培训任务完成 50.00%，达到时序"
    large = PROGRAMME.units[0]
    short = history(large, {6: {"training": large.targets["training"] // 2 - 1}}, None)
    chart = unit_progress_chart(about("zh_CN"), large, TRAINING, short)
    assert chart is not None
    assert chart.frame.title == "郑州市：培训任务完成 50.00%，距时序还差 1 人次"


def _title(completed: int) -> str:
    filed = history(SCHOOL, {6: {"training": completed}}, {"training": 0})
    chart = unit_progress_chart(about("zh_CN"), SCHOOL, TRAINING, filed)
    assert chart is not None
    return chart.frame.title


def test_nothing_filed_is_no_zero() -> None:
    chart = unit_progress_chart(about("zh_CN"), SCHOOL, TRAINING, history(SCHOOL, {}, None))
    assert chart is not None
    assert chart.frame.title == "焦作大学：培训任务尚无填报"
    assert all(point.share is None for point in chart.points)


def test_a_month_reported_in_a_later_one_is_not_missing() -> None:
    july = Period(2022, 7)
    filed = replace(BEHIND, months={**BEHIND.months, Period(2022, 4): month(Period(2022, 4), {}, july)})
    chart = unit_progress_chart(about("zh_CN"), SCHOOL, TRAINING, filed)
    assert chart is not None
    assert [point.shown for point in chart.points][1] == "并报"


def test_without_a_target_there_is_no_progress_to_draw() -> None:
    senior = PROGRAMME.indicator("senior")
    city = PROGRAMME.units[0]
    assert unit_progress_chart(about("zh_CN"), city, senior, history(city, {}, None)) is None
    chart = unit_progress_chart(about("zh_CN"), city, TRAINING, history(city, {}, None))
    assert chart is not None
    assert [task.shown for task in chart.tasks][1] == "无任务"


def ranking(own: str = "") -> RankingChart:
    chart = ranking_chart(about("zh_CN"), table(), "schools", TRAINING, [own] if own else [])
    assert chart is not None
    return chart


def test_a_ranking_prints_the_rows_of_the_progress_table() -> None:
    rows = {row.unit.name: row for row in table().rows if row.indicator.code == "training"}
    for line in ranking(SCHOOL.code).rows:
        if isinstance(line, Ranked):
            row = rows[line.name]
            assert row.share is not None
            assert (line.place, line.shown) == (str(row.rank), f"{arithmetic.percent(row.share)}%")
            assert line.missing == (row.status is Status.MISSING)
            assert ("未报" in line.tag) == line.missing


def test_a_ranking_accounts_for_every_unit() -> None:
    chart = ranking(SCHOOL.code)
    left_out = sum(int(row.label.split()[2]) for row in chart.rows if isinstance(row, Skipped))
    assert left_out + sum(isinstance(row, Ranked) for row in chart.rows) == 143


def test_the_askers_unit_is_marked_in_words() -> None:
    (own,) = [row for row in ranking(SCHOOL.code).rows if isinstance(row, Ranked) and row.own]
    assert own.name == SCHOOL.name
    assert own.tag.startswith("◀ 本单位")
    assert SCHOOL.name in ranking(SCHOOL.code).frame.title


def test_a_ranking_without_an_asker_counts_those_behind() -> None:
    rows = [row for row in table().rows if row.unit.unit_class == "schools" and row.indicator.code == "training"]
    behind = sum(bool(row.gap) for row in rows)
    assert ranking().frame.title == f"相关学校 143 个单位中，{behind} 个培训任务落后时序"


@given(st.integers(0, 200), st.lists(st.integers(0, 199), max_size=3))
def test_both_ends_and_the_neighbours_are_always_shown(count: int, wanted: list[int]) -> None:
    own = [place for place in wanted if place < count]
    places = [place for stretch in shown(count, own) for place in stretch]
    assert places == sorted(set(places))
    assert set(places) >= {*range(min(ENDS, count)), *range(max(0, count - ENDS), count)}
    for place in own:
        assert set(places) >= {near for near in range(place - NEIGHBOURS, place + NEIGHBOURS + 1) if 0 <= near < count}
    assert not [gap for one, gap in pairwise(places) if gap - one == 2]


def test_a_trend_tells_the_change_only_from_a_month_that_was_reported() -> None:
    def title(period: Period) -> str:
        return unit_trend_chart(about("zh_CN", period), SCHOOL, TRAINING, BEHIND).frame.title

    assert title(Period(2022, 6)) == "焦作大学：6月培训任务完成 400，比 5月少 300"
    assert title(Period(2022, 5)) == "焦作大学：5月培训任务完成 700"
    assert title(Period(2022, 4)) == "焦作大学：4月培训任务没有填报数"


def test_a_class_trend_prints_the_totals_and_how_many_are_missing() -> None:
    tables = [table(period) for period in PROGRAMME.calendar.periods()[:4]]
    chart = class_trend_chart(about("zh_CN"), tables, "schools", CERTIFICATES)
    assert isinstance(chart, TrendChart)
    (total,) = [t for t in tables[-1].totals if (t.unit_class, t.indicator) == ("schools", CERTIFICATES)]
    lines = [row for row in tables[-1].rows if row.unit.unit_class == "schools" and row.indicator is CERTIFICATES]
    missing = sum(row.status is Status.MISSING for row in lines)
    assert (chart.bars[-1].value, chart.bars[-1].note) == (total.completed, f"缺 {missing} 个单位")


def test_a_share_is_exact_until_it_is_drawn() -> None:
    shares = [point.share for point in progress_of("zh_CN").points if point.share is not None]
    assert shares[-1] == Fraction(2400, 5500)


def test_a_line_that_does_not_apply_is_said_so() -> None:
    filed = history(LONGEST, {6: {"training": None}}, None)
    chart = unit_progress_chart(about("zh_CN"), LONGEST, TRAINING, filed)
    assert chart is not None
    assert chart.frame.title == f"{LONGEST.name}：培训任务本期不适用"
