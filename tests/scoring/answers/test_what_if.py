"""What is only supposed: computed again, before beside after, by points and by progress; nothing is stored."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from locales.catalog import catalog
from locales.languages import LANGUAGES
from programmes.periods import Period
from programmes.roles import Role
from scoring.answers import Answer, Given, Intent, Outcome, Question, When, answer
from scoring.answers.answered import Cell
from tests.scoring.answers import given_reports
from tests.scoring.answers.score_world import AUGUST, OPEN, OWN, code, judged, xinxiang

SEPTEMBER, JUNE = When(Period(2023, 9), Period(2023, 9), True), When(Period(2023, 6), Period(2023, 6))
YEAR_END = When(Period(2023, 12), Period(2023, 12), True)


def suppose(
    amount: int, when: When | None, indicator: str = "training", unit: str = OWN, role: Role = Role.LIAISON
) -> Answer:
    held = Given(xinxiang(), role, code(OWN), judged=judged())
    question = Question(Intent.WHAT_IF, (code(unit),), indicators=(indicator,), when=when, amount=amount)
    return answer(question, held, AUGUST)


def words(found: Answer) -> list[str]:
    return catalog("zh_CN").lines(found.lines).text.splitlines()


def values(found: Answer) -> dict[tuple[str | None, str], Cell]:
    return {(one.indicator, one.measure): one.value for one in found.figures}


def test_total_place_and_the_items_that_change_stand_before_and_after() -> None:
    found = suppose(175, SEPTEMBER)
    assert words(found)[1:7] == [
        "如果2023年9月再完成职业技能培训 175 人次：",
        "按 2023年9月30日 测算，其他单位和其他数按现有的不变",
        "累计：350 → 525 人次（任务 700），完成率 50.00% → 75.00%",
        "得分：74.5 → 77",
        "名次：9 → 9",
        "2.1.1 季度培训人数达到年度时序目标：5.5 → 8。3 个季度末均达时序，得 8 分；加分 2 分年底才给",
    ]
    assert "只是测算，没有保存" in words(found)
    assert values(found) == {
        ("training", "more"): 175,
        ("training", "cumulative"): 350,
        ("training", "cumulative_after"): 525,
        (None, "total"): "74.5",
        (None, "total_after"): "77",
        (None, "rank"): 9,
        (None, "rank_after"): 9,
        ("2.1.1", "points"): "5.5",
        ("2.1.1", "points_after"): "8",
    }
    assert found.period == Period(2023, 9)
    assert {one.unit for one in found.figures} == {OWN}


def test_one_too_few_changes_no_item_and_says_so() -> None:
    found = suppose(174, SEPTEMBER)
    assert "各项得分都不变" in words(found)
    assert values(found)[None, "total_after"] == "74.5"


def test_without_a_month_it_is_the_present_quarter_and_says_so() -> None:
    found = suppose(175, None)
    assert "（没有说明月份，按本季度的2023年8月计入）" in words(found)
    assert values(found)[None, "total_after"] == "77"


def test_a_quarter_that_is_over_is_computed_as_of_today() -> None:
    found = suppose(500, JUNE, indicator="high_skilled")
    assert "按 2023年8月10日 测算，其他单位和其他数按现有的不变" in words(found)
    # Q1 stays missed; without any schedule regained nothing changes.
    assert "各项得分都不变" in words(found)


def test_of_a_part_it_is_said_that_the_whole_stays() -> None:
    line = "（新增高技能人才也算在新增技能人才里；这里新增技能人才按现有的数，没有一起加）"
    assert line in words(suppose(10, SEPTEMBER, indicator="high_skilled"))
    assert not any("没有一起加" in said for said in words(suppose(10, SEPTEMBER, indicator="skilled")))


def test_at_the_years_end_vetoes_and_the_final_result_stand_beside_each_other() -> None:
    found = suppose(350, YEAR_END)
    vetoes = next(line for line in words(found) if line.startswith("不合格情形"))
    assert vetoes == ("不合格情形：职业技能培训、新增技能人才和新增高技能人才 → 新增技能人才和新增高技能人才")
    held = values(found)
    # Q4 is reached, Q3 stays missed: one miss less in 2.1.1; 140 % is not.
    assert (held["2.1.1", "points"], held["2.1.1", "points_after"]) == ("4", "6.5")
    assert (held[None, "final"], held[None, "final_after"]) == ("73.80", "75.30")


def test_an_open_item_keeps_the_total_back_on_both_sides() -> None:
    found = suppose(20000, SEPTEMBER, unit=OPEN, role=Role.OFFICIAL)
    assert "得分：待评定 → 待评定" in words(found)
    assert "待评定：3.7 以赛促训，组织开展职业技能竞赛" in words(found)
    assert (values(found)[None, "total"], values(found)["2.1.1", "points_after"]) == (None, "8")


def test_an_indicator_without_a_target_is_computed_all_the_same() -> None:
    found = suppose(10, SEPTEMBER, indicator="subsidised")
    assert "累计：0 → 10 人次（没有任务）" in words(found)


def test_asking_why_shows_both_sides_of_each_item() -> None:
    held = Given(xinxiang(), Role.LIAISON, code(OWN), judged=judged())
    question = Question(
        Intent.EXPLAIN, (code(OWN),), indicators=("training",), when=SEPTEMBER, amount=175, about=Intent.WHAT_IF
    )
    found = answer(question, held, AUGUST)
    assert any(
        line.startswith("· 2.1.1 季度培训人数达到年度时序目标：5.5（1 次未达时序（第3季度）") for line in words(found)
    )


@pytest.mark.parametrize("month", [Period(2022, 12), Period(2024, 1)])
def test_a_month_outside_the_year_is_refused(month: Period) -> None:
    found = suppose(10, When(month, month))
    assert (found.outcome, words(found)) == (Outcome.REFUSED, ["只能算 2023 年的得分"])


def test_more_of_what_is_asked_back_with_the_indicators() -> None:
    held = Given(xinxiang(), Role.LIAISON, code(OWN), judged=judged())
    found = answer(Question(Intent.WHAT_IF, (code(OWN),), amount=500), held, AUGUST)
    assert (found.outcome, found.options) == (Outcome.CLARIFY, ())
    assert words(found)[0].startswith("请说明是哪项指标，例如：职业技能培训、")


# --- a checklist: progress alone --------------------------------------------------------------------------------------

NOW = datetime(2022, 6, 25, 4, tzinfo=UTC)
JIAODA, KAIDA = "焦作大学", "开封大学"


def progressed(amount: int, when: When | None, unit: str = JIAODA, indicator: str = "training") -> Answer:
    """焦作大学 has 2 400 of 5 500, 开封大学 3 500 of 7 000."""
    raw = {JIAODA: {"2022-06": {"training": 2400}}, KAIDA: {"2022-06": {"training": 3500}}}
    held = given_reports.facts(raw, Role.LIAISON, JIAODA)
    codes = (given_reports.unit(unit).code,)
    return answer(Question(Intent.WHAT_IF, codes, indicators=(indicator,), when=when, amount=amount), held, NOW)


def test_under_a_checklist_it_is_the_progress_before_and_after() -> None:
    found = progressed(500, When(Period(2022, 9), Period(2022, 9), True))
    assert words(found) == [
        JIAODA,
        "如果2022年9月再完成培训任务 500 人次：",
        "累计：2 400 → 2 900 人次（任务 5 500），完成率 43.64% → 52.73%",
        "2022年9月底时序 4 125，缺口：1 725 → 1 225 人次",
        "同类 143 家中：第 2 名 → 第 1 名",
        "只是测算，没有保存",
    ]
    assert values(found) == {
        ("training", "more"): 500,
        ("training", "cumulative"): 2400,
        ("training", "cumulative_after"): 2900,
        ("training", "rate"): "43.64",
        ("training", "rate_after"): "52.73",
        ("training", "gap"): 1725,
        ("training", "gap_after"): 1225,
        ("training", "rank"): 2,
        ("training", "rank_after"): 1,
    }
    assert found.period == Period(2022, 9)


def test_without_a_month_it_is_this_one_with_its_quarters_end() -> None:
    found = progressed(350, None)
    assert "（没有说明月份，按本季度的2022年6月计入）" in words(found)
    assert "2022年6月底时序 2 750，缺口：350 → 0 人次" in words(found)


def test_a_unit_without_that_target_gets_no_number() -> None:
    found = progressed(10, None, indicator="body_school")
    assert found.outcome is Outcome.REFUSED
    assert not found.figures


def test_another_units_supposition_is_refused_like_any_other() -> None:
    found = progressed(10, None, unit=KAIDA)
    assert (found.outcome, found.figures) == (Outcome.REFUSED, ())
    assert found.lines[0].key == "answers.refused.unit"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_supposition_has_words_in_both_languages(language: str) -> None:
    for found in (suppose(175, None), suppose(350, YEAR_END), progressed(500, None)):
        assert catalog("zh_CN" if language == "zh_CN" else "en").lines(found.lines).text
