"""What an answer says where there is no plain figure, and where its numbers come from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from locales.catalog import catalog
from programmes.model import Programme
from programmes.periods import Period
from programmes.roles import Role
from scoring.answers import Answer, Doubt, Given, Intent, Outcome, Question, Reason, When, answer
from scoring.figures import Figure, History, Kind, Status
from tests.scoring.answers.given_reports import CODES, facts, filed, programme, unit

NOW = datetime(2022, 6, 25, 4, tzinfo=UTC)
OWN = "焦作大学"
ROW = dict.fromkeys(CODES, 100)
DECEMBER = datetime(2022, 12, 25, 4, tzinfo=UTC)
APRIL, MAY, JUNE = Period(2022, 4), Period(2022, 5), Period(2022, 6)


def ask(intent: Intent, held: Given, now: datetime = NOW, **more: object) -> Answer:
    more.setdefault("units", (unit(OWN).code,))
    return answer(Question(intent, **more), held, now)  # type: ignore[arg-type]


def words(found: Answer) -> str:
    return catalog("zh_CN").lines(found.lines).text


def month(period: Period) -> When:
    return When(period, period)


def history(*months: tuple[Period, object]) -> Given:
    own = unit(OWN).code
    return Given(programme(), Role.OFFICIAL, None, {own: History(own, {}, dict(months))})  # type: ignore[arg-type]


def test_the_figure_comes_first_then_its_arithmetic_then_its_source() -> None:
    held = facts({OWN: {"opening": dict.fromkeys(CODES, 2_280), "2022-06": dict.fromkeys(CODES, 120)}})
    lines = words(ask(Intent.CUMULATIVE_RATE, held, indicators=("training",))).splitlines()
    assert lines[:3] == [OWN, "培训任务：累计完成率 43.64%", "＝ 累计 2 400 ÷ 年度任务 5 500 人次（截至2022年6月）"]
    assert lines[3].startswith("依据：2022年6月月报")
    assert "暂定" in lines[3]


def test_a_unit_is_named_once_however_many_indicators_it_has() -> None:
    held = facts({OWN: {"2022-06": ROW}, "开封大学": {"2022-06": ROW}})
    both = (unit(OWN).code, unit("开封大学").code)
    said = words(ask(Intent.CUMULATIVE_RATE, held, units=both))
    assert (said.count(OWN), said.count("开封大学"), said.count("依据：")) == (1, 1, 2)


def test_imported_figures_say_that_they_were_imported_and_not_when() -> None:
    held = history((JUNE, replace(filed(JUNE, ROW), source="import", late=None)))
    said = words(ask(Intent.CUMULATIVE_RATE, held, indicators=("training",)))
    assert "依据：2022年6月月报（导入），暂定。" in said
    assert "报送" not in said


def test_a_unit_that_has_not_filed_the_period_answers_with_its_last_cumulative_and_names_that_month() -> None:
    found = ask(Intent.CUMULATIVE_RATE, facts({OWN: {"2022-04": ROW}}), indicators=("training",))
    assert {figure.period for figure in found.figures} == {APRIL}
    assert "还没有报2022年6月，以上是截至2022年4月的累计" in words(found)


def test_a_month_that_was_not_reported_is_neither_the_last_one_nor_zero() -> None:
    for intent in (Intent.CUMULATIVE_RATE, Intent.MONTH_FIGURE, Intent.RANK, Intent.QUARTER_GAP, Intent.TREND):
        found = ask(intent, facts({OWN: {"2022-04": ROW}}), indicators=("training",), when=month(MAY))
        assert [figure.value for figure in found.figures if figure.period == MAY] == [None]


def test_a_month_figure_without_a_period_is_never_the_last_months() -> None:
    found = ask(Intent.MONTH_FIGURE, facts({OWN: {"2022-04": ROW}}), indicators=("training",), new=True)
    assert [figure.value for figure in found.figures] == [None]


def test_a_month_that_has_not_opened_is_said_so_without_a_number() -> None:
    found = ask(Intent.MONTH_FIGURE, facts({OWN: {"2022-07": ROW}}), when=month(Period(2022, 7)))
    assert (found.outcome, found.figures) == (Outcome.REFUSED, ())
    assert "还没有开放" in words(found)
    early = datetime(2022, 3, 1, tzinfo=UTC)
    assert ask(Intent.TARGET, facts({}), early).outcome is Outcome.REFUSED


@pytest.mark.parametrize(
    ("at", "named"),
    [
        (When(Period(2021, 1), Period(2021, 12)), "2021年的"),
        (month(Period(2022, 2)), "2022年2月的"),
        (month(Period(2023, 1)), "2023年1月的"),
    ],
)
def test_a_year_or_month_outside_the_programme_is_said_so(at: When, named: str) -> None:
    found = ask(Intent.CUMULATIVE_RATE, facts({OWN: {"2022-06": ROW}}), when=at)
    assert (found.outcome, found.figures) == (Outcome.REFUSED, ())
    assert "2022年3月至2022年12月" in words(found)
    assert f"没有{named}月报" in words(found)


def test_no_target_is_not_zero() -> None:
    found = answer(
        Question(Intent.CUMULATIVE_RATE, units=(unit("焦作市").code,), indicators=("senior",)),
        facts({"焦作市": {"2022-06": ROW}}),
        NOW,
    )
    assert (found.outcome, found.figures) == (Outcome.REFUSED, ())
    assert "没有年度任务" in words(found)


def test_a_month_reported_in_a_later_one_has_no_figure_of_its_own() -> None:
    april = replace(filed(APRIL, {}), reported_in=MAY)
    held = history((APRIL, april), (MAY, filed(MAY, ROW)))
    found = ask(Intent.MONTH_FIGURE, held, indicators=("training",), when=month(APRIL))
    assert [figure.value for figure in found.figures] == [None]
    assert "已并入2022年5月" in words(found)
    both = ask(Intent.MONTH_FIGURE, held, indicators=("training",), when=When(APRIL, MAY))
    assert [f.value for f in both.figures if f.measure == "completed_in_stretch"] == [100]
    assert "已并入2022年5月" in words(ask(Intent.MY_STATUS, held, when=month(APRIL)))


def test_a_contained_month_that_was_corrected_states_its_own_figure() -> None:
    april = replace(filed(APRIL, {"training": 40}), reported_in=MAY)
    held = history((APRIL, april), (MAY, filed(MAY, ROW)))
    found = ask(Intent.MONTH_FIGURE, held, indicators=("training",), when=month(APRIL))
    assert [figure.value for figure in found.figures] == [40]
    other = ask(Intent.MONTH_FIGURE, held, indicators=("certificates",), when=month(APRIL))
    assert [figure.value for figure in other.figures] == [None]


def test_a_stretch_with_a_month_missing_has_no_sum() -> None:
    found = ask(
        Intent.MONTH_FIGURE,
        facts({OWN: {"2022-04": ROW, "2022-06": ROW}}),
        indicators=("training",),
        when=When(APRIL, JUNE),
    )
    assert [(f.measure, f.value) for f in found.figures] == [
        ("completed", 100),
        ("completed", None),
        ("completed", 100),
    ]


def test_not_applicable_is_no_figure() -> None:
    figures = {"training": Figure(Kind.NOT_APPLICABLE, None, "停办")}
    held = history((JUNE, replace(filed(JUNE, {}), figures=figures)))
    found = ask(Intent.CUMULATIVE_RATE, held, indicators=("training",))
    assert [figure.value for figure in found.figures] == [None]
    assert "不适用" in words(found)


def test_an_over_quarter_says_short_by_how_many() -> None:
    from scoring.answers import Horizon

    held = facts({OWN: {"2022-06": ROW}})
    found = ask(Intent.PACE, held, indicators=("training",), horizon=Horizon.QUARTER)
    assert "已没有剩余月份，离 2 750 差 2 650" in words(found)
    reached = facts({OWN: {"2022-06": dict.fromkeys(CODES, 6_000)}})
    assert "已达到" in words(ask(Intent.PACE, reached, indicators=("training",)))
    coming = ask(Intent.PACE, held, indicators=("training",), when=When(Period(2022, 7), Period(2022, 9)))
    assert {f.measure: f.value for f in coming.figures}["pace"] == 1_342


def test_what_lies_ahead_ends_with_the_indicators_own_year() -> None:
    early = [
        replace(one, year_end=Period(2022, 11)) if one.code == "certificates" else one for one in programme().indicators
    ]
    held = replace(facts({OWN: {"2022-06": ROW}}), programme=replace(programme(), indicators=tuple(early)))
    pace = ask(Intent.PACE, held, indicators=("certificates",))
    missing = unit(OWN).targets["certificates"] - 100
    assert {f.measure: f.value for f in pace.figures}["pace"] == -(-missing // 5)
    assert "到2022年11月底" in words(pace)
    coming = ask(Intent.FORECAST, held, indicators=("certificates",))
    assert [(f.value, str(f.period)) for f in coming.figures if f.measure == "forecast"] == [(225, "2022-11")]
    assert "到2022年11月底预计 225" in words(coming)
    assert "年底预计 250" in words(ask(Intent.FORECAST, held, indicators=("training",)))
    autumn = replace(held, reports=facts({OWN: {"2022-10": ROW}}).reports)
    gap = ask(Intent.QUARTER_GAP, autumn, indicators=("certificates",), when=month(Period(2022, 10)), now=DECEMBER)
    assert "2022年11月底" in words(gap)


@pytest.mark.parametrize(("done", "state"), [(2_749, "behind"), (2_750, "on"), (2_751, "ahead")])
def test_the_schedule_is_behind_on_or_ahead(done: int, state: str) -> None:
    held = facts({OWN: {"2022-06": dict.fromkeys(CODES, done)}})
    found = ask(Intent.SCHEDULE_STATUS, held, indicators=("training",))
    assert {f.measure: f.value for f in found.figures}["schedule_status"] == state


def test_why_shows_inputs_formula_and_clause() -> None:
    held = facts({OWN: {"2022-06": ROW}})
    found = ask(Intent.EXPLAIN, held, about=Intent.QUARTER_GAP, indicators=("training",))
    assert found.trace
    assert "教办职成〔2022〕50 号" in words(found)
    assert "文件未定时序" in words(found)
    general = ask(Intent.EXPLAIN, held, units=())
    assert "累计完成率 ＝ 累计完成 ÷ 年度任务" in words(general)
    assert not general.figures


def test_the_deadline_and_the_days_left() -> None:
    found = ask(Intent.DEADLINE, facts({}), units=())
    assert [figure.value for figure in found.figures] == ["2022-06-30", 5]
    past = ask(Intent.DEADLINE, facts({}), datetime(2022, 7, 2, 4, tzinfo=UTC), units=())
    assert [figure.value for figure in past.figures] == ["2022-06-30", -2]
    assert "2022年7月月报 7月20日 开始" in words(past)
    coming = ask(Intent.DEADLINE, facts({}), units=(), when=month(Period(2022, 7)))
    assert (coming.outcome, coming.figures) == (Outcome.ANSWERED, ())


def test_how_my_report_stands() -> None:
    held = facts({OWN: {"2022-05": ROW}})
    assert "还没有报" in words(ask(Intent.MY_STATUS, held))
    assert "按时报送" in words(ask(Intent.MY_STATUS, held, when=month(MAY)))
    late = history((MAY, filed(MAY, ROW, late=True)), (JUNE, filed(JUNE, ROW, late=None)))
    assert "逾期报送" in words(ask(Intent.MY_STATUS, late, when=month(MAY)))
    assert "报送时间不详" in words(ask(Intent.MY_STATUS, late))
    past = ask(Intent.MY_STATUS, held, datetime(2022, 7, 2, 4, tzinfo=UTC))
    assert "仍可补报" in words(past)
    draft = replace(held, drafted={JUNE: {unit(OWN).code}})
    assert [f.value for f in ask(Intent.MY_STATUS, draft).figures] == [Status.DRAFT.value, None]


def test_who_is_late_are_those_that_filed_late_and_once_due_those_that_did_not_file() -> None:
    held = history((JUNE, filed(JUNE, ROW, late=True)))
    found = ask(Intent.LATE, held, units=())
    assert [(f.unit, f.measure) for f in found.figures] == [(OWN, "late")]
    past = ask(Intent.LATE, held, datetime(2022, 7, 2, 4, tzinfo=UTC), units=())
    assert sum(f.measure == "overdue" for f in past.figures) == 170
    unknown = ask(Intent.LATE, history((JUNE, filed(JUNE, ROW, late=None))), units=())
    assert "报送时间不详" in words(unknown)


def test_zero_progress_of_a_month_is_a_reported_zero() -> None:
    held = facts({OWN: {"2022-05": ROW, "2022-06": dict.fromkeys(CODES, 0)}})
    found = ask(Intent.ZERO_PROGRESS, held, units=(), indicators=("training",), new=True)
    assert [figure.unit for figure in found.figures] == [OWN]
    nobody = ask(Intent.ZERO_PROGRESS, facts({}), units=(), indicators=("training",), new=True)
    assert "没有为零的单位" in words(nobody)


def test_bodies_are_levels_of_the_last_month_that_states_them() -> None:
    held = history((MAY, filed(MAY, {"body_school": 2})), (JUNE, filed(JUNE, ROW)))
    found = ask(Intent.BODIES, held, indicators=("body_school",))
    assert [(f.value, f.period) for f in found.figures] == [(2, MAY)]
    named = ask(Intent.BODIES, held, indicators=("body_school",), when=month(JUNE))
    assert [f.value for f in named.figures] == [None]
    whole = ask(Intent.BODIES, held, units=(), unit_class="all", indicators=("body_school",))
    assert [f.value for f in whole.figures] == [2]


def test_the_first_of_a_class_has_nobody_to_pass() -> None:
    found = ask(Intent.PASS_NEXT, facts({OWN: {"2022-06": ROW}}), indicators=("training",))
    assert "没有完成率更高的单位" in words(found)


def test_an_official_reads_whom_to_pass_and_a_liaison_does_not() -> None:
    raw = {OWN: {"2022-06": ROW}, "开封大学": {"2022-06": dict.fromkeys(CODES, 500)}}
    assert "开封大学" in words(ask(Intent.PASS_NEXT, facts(raw), indicators=("training",)))
    own = ask(Intent.PASS_NEXT, facts(raw, Role.LIAISON, OWN), indicators=("training",))
    assert "开封大学" not in words(own)
    assert own.figures


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        (Reason.OFF_TOPIC, Outcome.REFUSED),
        (Reason.UNIT_UNKNOWN, Outcome.REFUSED),
        (Reason.UNIT_WANTED, Outcome.CLARIFY),
        (Reason.PERIOD_UNCLEAR, Outcome.CLARIFY),
        (Reason.WORDS_UNKNOWN, Outcome.CLARIFY),
        (Reason.INTENT_UNCLEAR, Outcome.CLARIFY),
    ],
)
def test_a_doubt_is_asked_back_or_refused_never_answered(reason: Reason, outcome: Outcome) -> None:
    found = ask(Intent.CUMULATIVE_RATE, facts({OWN: {"2022-06": ROW}}), doubt=Doubt(reason, words="净"))
    assert (found.outcome, found.figures) == (outcome, ())
    assert words(found)


def test_a_question_without_intent_is_asked_back() -> None:
    assert answer(Question(None), facts({}), NOW).outcome is Outcome.CLARIFY


def test_an_export_asks_for_the_table() -> None:
    assert ask(Intent.EXPORT, facts({}), units=(), unit_class="all").table


def test_a_class_without_targets_has_no_total() -> None:
    found = ask(Intent.TOTALS, facts({}), units=(), unit_class="bureaus", indicators=("senior",))
    assert (found.outcome, found.figures) == (Outcome.REFUSED, ())


def test_months_of_a_class_are_shown_one_by_one() -> None:
    held = facts({OWN: {"2022-04": ROW, "2022-05": ROW}})
    found = ask(
        Intent.MONTH_FIGURE, held, units=(), unit_class="schools", indicators=("training",), when=When(APRIL, MAY)
    )
    assert [(str(f.period), f.value) for f in found.figures] == [("2022-04", 100), ("2022-05", 100)]
    none = ask(Intent.MONTH_FIGURE, held, units=(), unit_class="schools", indicators=("training",), when=month(JUNE))
    assert [f.value for f in none.figures] == [None]
    trend = ask(Intent.TREND, held, units=(), unit_class="schools", indicators=("training",))
    assert [f.value for f in trend.figures if f.measure == "completed"] == [100, 100]


def test_a_unit_that_is_not_assessed_is_told_so_and_stands_in_no_ranking(xinxiang: Programme) -> None:
    period, now = Period(2023, 6), datetime(2023, 6, 25, 4, tzinfo=UTC)
    city, first = xinxiang.units[:2]
    histories = {one.code: History(one.code, {}, {period: filed(period, {"skilled": 9_000})}) for one in (city, first)}
    held = Given(xinxiang, Role.OFFICIAL, None, histories)
    for intent in (Intent.RANK, Intent.PASS_NEXT):
        found = answer(Question(intent, units=(city.code,), indicators=("skilled",)), held, now)
        assert [figure.value for figure in found.figures] == [None]
        assert "市本级有任务，但不参加考核，不排名" in words(found)
    fastest = answer(Question(Intent.FASTEST, unit_class="areas", indicators=("skilled",), count=16), held, now)
    assert {figure.unit for figure in fastest.figures} == {one.name for one in xinxiang.units[1:16]}
