"""The screen of one fact: complete in both languages, its buttons short enough, and what an answer on it means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dialog.evaluation.answering import Meaning, meaning
from dialog.evaluation.asking import View, fact_screen, period_screen
from dialog.evaluation.saying import Said
from dialog.evaluation.subjects import Questionnaire
from dialog.evaluation.times import at_years_end, choices, touched, usual
from dialog.evaluation.walking import By, Walk
from dialog.screens import Screen
from handlers.buttons import LONGEST_ACTION
from handlers.rendering import length16
from locales.catalog import catalog
from locales.languages import LANGUAGES
from locales.text import Text, text
from tests.dialog.evaluation.sheets import AREAS, BOOKS, BUREAUS, DEPARTMENTS, VALUES

DAY = date(2023, 11, 20)
Q4 = "2023-Q4"


def view(questions: Questionnaire, key: str, by: By = By.UNIT, **more: object) -> View:
    unit = questions.units[0]
    subject = next(one for one in questions.of(unit) if any(fact.key == key for fact in one.facts))
    period = "" if questions.book.checklist else Q4
    walk = Walk(questions.book.code, by, unit.code, period, unit.code, key, 7)
    fact = questions.book.facts()[key]
    made = View(questions.programme, questions.book, walk, subject, fact, unit, DAY, 1, 36, 1, 15)
    return replace(made, **more)  # type: ignore[arg-type]


def said(value: str | None, period: str = Q4, *, mine: bool = False, remark: str = "") -> Said:
    return Said(5, value, period, "周处", DAY, remark, "李处", mine)


def words(screen: Screen, language: str = "zh_CN") -> str:
    drawn = catalog(language)
    labels = [drawn.plain(button.label) for button in screen.buttons]
    return "\n".join([drawn.lines(screen.lines).text, *labels])


def labels(screen: Screen) -> list[str]:
    return [catalog("zh_CN").plain(button.label) for button in screen.buttons]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("by", By)
@pytest.mark.parametrize("questions", BOOKS, ids=lambda one: one.book.code)
def test_every_fact_can_be_asked(questions: Questionnaire, by: By, language: str) -> None:
    for key, fact in questions.book.facts().items():
        if not any(stop.fact == key for stop in questions.about_unit(questions.units[0])):
            continue
        for value in (*VALUES[fact.kind], None):
            period = "" if questions.book.checklist else Q4
            all_of_it = (said(value, period, remark="见附件"),)
            one = view(questions, key, by, standing=all_of_it, waiting=all_of_it, claim=all_of_it[0], evidence=2,
                       claims_left=3, recorded=(text("evaluation.value.yes"),))  # fmt: skip
            screen = fact_screen(one, text("evaluation.remark.kept"))
            assert length16(words(screen, language)) < 2000
            assert all(len(button.action) <= LONGEST_ACTION for button in screen.buttons)
            assert len(labels(screen)) == len(set(labels(screen)))


def test_it_says_clause_points_reading_time_and_what_an_answer_does() -> None:
    shown = words(fact_screen(view(AREAS, "2.1.4.incomplete")))
    assert "2.1.4 培训数据真实、准确、规范（2 分）" in shown
    assert "新技领办〔2023〕4号 附件3 二（一）4" in shown
    assert "不完整信息（条）每 1 扣 0.1" in shown
    assert "两类扣分合并计算" in shown
    assert "第4季度，只计入年底考核，2023年12月31日起计分" in shown
    assert "只填还没有计入的" in shown


def test_a_checklist_says_nothing_of_points_or_time() -> None:
    shown = words(fact_screen(view(BUREAUS, "1.1.state")))
    assert "分）" not in shown
    assert "录入时间" not in shown
    assert "佐证材料：成立领导小组的相关文件及工作记录" in shown
    assert "改时间" not in shown


def test_one_item_for_all_units_counts_the_units() -> None:
    assert "（1/15）" in words(fact_screen(view(AREAS, "2.1.4.incomplete", By.ITEM)))
    assert "（1/15）" not in words(fact_screen(view(AREAS, "2.1.4.incomplete")))


def test_buttons_settle_only_what_may_be_settled() -> None:
    key = "2.1.4.incomplete"
    assert "确认 3（周处录入）" in labels(fact_screen(view(AREAS, key, waiting=(said("3"),))))
    assert "撤回我录入的 3" in labels(fact_screen(view(AREAS, key, waiting=(said("3", mine=True),))))
    assert "撤销现行评定" in labels(fact_screen(view(AREAS, key, standing=(said("3"),))))
    assert "撤销现行评定" not in labels(fact_screen(view(AREAS, key, standing=(said("3", "2023-Q2"),))))
    assert "按自报确认：3" in labels(fact_screen(view(AREAS, key, claim=said("3"))))
    own = labels(fact_screen(view(AREAS, key, By.SELF, claim=said("3"), standing=(said("2"),))))
    assert "撤回这一条" in own
    assert not {"按自报确认：3", "撤销现行评定", "改时间"} & set(own)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_time_can_be_chosen_and_each_says_what_it_touches(language: str) -> None:
    screen = period_screen(view(AREAS, "2.1.4.incomplete"))
    assert [button.action for button in screen.buttons] == [
        "score:at:7:Q1", "score:at:7:Q2", "score:at:7:Q3", "score:at:7:Q4", "score:at:7:all", "score:show:7",
    ]  # fmt: skip
    assert words(screen, language)


@pytest.mark.parametrize(
    ("key", "by", "more", "value", "meant"),
    [
        ("2.1.4.incomplete", By.UNIT, {}, "3", Meaning.PROPOSE),
        ("2.1.4.incomplete", By.UNIT, {"standing": (said("3"),)}, "3", Meaning.STANDS),
        ("2.1.4.incomplete", By.UNIT, {"standing": (said("3"),)}, "4", Meaning.PROPOSE),
        ("2.1.4.incomplete", By.UNIT, {"standing": (said("3", "2023-Q2"),)}, "3", Meaning.PROPOSE),
        ("2.1.4.incomplete", By.UNIT, {"waiting": (said("3"),)}, "3", Meaning.SECOND),
        ("2.1.4.incomplete", By.UNIT, {"waiting": (said("3"),)}, "4", Meaning.REPLACE),
        ("2.1.4.incomplete", By.UNIT, {"waiting": (said("3", mine=True),)}, "3", Meaning.SAID),
        ("2.1.4.incomplete", By.UNIT, {"waiting": (said("3", mine=True),)}, "4", Meaning.PROPOSE),
        ("2.1.4.incomplete", By.UNIT, {"waiting": (said(None),)}, "3", Meaning.REPLACE),
        ("2.1.4.incomplete", By.CLAIMS, {"claim": said("3")}, "3", Meaning.CONFIRM_CLAIM),
        ("2.1.4.incomplete", By.ITEM, {"claim": said("3")}, "4", Meaning.CHANGE_CLAIM),
        ("2.1.4.incomplete", By.UNIT, {"claim": said("3", "2023-Q3")}, "4", Meaning.PROPOSE),
        ("2.1.4.incomplete", By.SELF, {}, "3", Meaning.CLAIM),
        ("2.1.4.incomplete", By.SELF, {"claim": said("3")}, "3", Meaning.SAID),
        ("2.1.4.incomplete", By.SELF, {"claim": said("3")}, "4", Meaning.CLAIM),
    ],
)
def test_what_an_answer_means(key: str, by: By, more: dict[str, object], value: str, meant: Meaning) -> None:
    assert meaning(view(AREAS, key, by, **more), value) is meant


@pytest.mark.parametrize("more", [{"waiting": (said("3", mine=True),)}, {"standing": (said("3"),)}])
def test_a_remark_that_waits_makes_the_same_value_worth_entering(more: dict[str, object]) -> None:
    asked = view(AREAS, "2.1.4.incomplete", By.UNIT, **more)
    assert meaning(replace(asked, walk=asked.walk.remarked("复核")), "3") is Meaning.PROPOSE


@pytest.mark.parametrize(
    ("today", "period"),
    [
        (date(2022, 12, 31), "2023-Q1"),
        (date(2023, 1, 1), "2023-Q1"),
        (date(2023, 7, 10), "2023-Q2"),
        (date(2023, 8, 1), "2023-Q3"),
        (date(2023, 12, 31), "2023-Q4"),
        (date(2024, 2, 1), "2023-Q4"),
    ],
)
def test_the_present_quarter_is_the_usual_one_and_in_july_the_second(today: date, period: str) -> None:
    assert usual(AREAS.book, 2023, today) == period
    assert usual(BUREAUS.book, 2022, today) == ""


def test_what_units_say_of_themselves_belongs_to_the_years_end() -> None:
    assert at_years_end(DEPARTMENTS.book, 2023) == Q4
    assert at_years_end(BUREAUS.book, 2022) == ""
    assert choices(BUREAUS.book, 2022) == ("",)


@pytest.mark.parametrize(
    ("period", "today", "touches"),
    [
        ("", DAY, "年中评价和年底考核都计入"),
        ("2023-Q1", DAY, "年中评价和年底考核都计入"),
        ("2023-Q2", date(2023, 5, 1), "年中评价和年底考核都计入，2023年6月30日起计分"),
        ("2023-Q3", DAY, "只计入年底考核"),
        (Q4, DAY, "只计入年底考核，2023年12月31日起计分"),
        (Q4, date(2023, 12, 31), "只计入年底考核"),
    ],
)
def test_a_time_says_which_evaluation_it_touches(period: str, today: date, touches: str) -> None:
    said: Text = touched(AREAS.book, period, today)
    assert catalog("zh_CN").plain(said) == touches
