"""How questions about scores are read: what is supposed, when, whose; and what a programme's own words are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dialog.questions import Context, Understood, understand
from dialog.questions.codec import decoded, encoded
from programmes.loading import load
from programmes.model import Programme
from programmes.periods import Period
from programmes.roles import Role
from scoring.answers import Intent, Question, Reason, When

NOW = datetime(2023, 8, 10, 4, tzinfo=UTC)
OWN = "红旗区"


@pytest.fixture(scope="module")
def xinxiang() -> Programme:
    return load("xinxiang-2023")


def read(programme: Programme, *questions: str, official: bool = False) -> Question:
    """The last of a thread, as the liaison of 红旗区 or an official asks it."""
    own = programme.unit_named(OWN)
    assert own is not None
    context = Context(programme, Role.OFFICIAL if official else Role.LIAISON, None if official else own.code, NOW)
    earlier: Understood | None = None
    for one in questions:
        earlier = understand(one, context, earlier)
    assert earlier is not None
    return earlier.question


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("如果再培训500人", 500),
        ("如果再培训５００人次", 500),
        ("如果再培训1,200人", 1200),
        ("如果再培训1.2万人次", 12000),
        ("如果再培训五百人", 500),
        ("如果再培训两千人次", 2000),
        ("如果再培训一万二千人", 12000),
        ("如果再培训50人", 50),
        ("如果再培训8个", 8),
        ("if we train 500 more", 500),
        ("if we train 2 000 more", 2000),
        ("if we train 1,000 more", 1000),
        ("if we train 30 more people", 30),
        ("如果再培训三百五人", None),
        ("如果再培训1.5人", None),
        ("如果再培训0人", None),
        ("如果再培训2023年", None),
    ],
)
def test_how_much_is_supposed(xinxiang: Programme, words: str, amount: int | None) -> None:
    found = read(xinxiang, words)
    if amount is None:
        assert found.doubt is not None
    else:
        assert (found.intent, found.amount, found.indicators) == (Intent.WHAT_IF, amount, ("training",))
        assert found.doubt is None


@pytest.mark.parametrize(
    ("words", "month", "upto"),
    [
        ("如果9月前再培训500人", 8, True),
        ("如果9月底前再培训500人", 9, True),
        ("如果9月再培训500人", 9, False),
        ("如果到9月再培训500人", 9, True),
        ("如果下个月再培训500人", 9, False),
        ("如果年底前再培训500人", 12, True),
        ("如果年中再培训500人", 6, True),
        ("if we train 500 more before October", 9, True),
        ("if we train 500 more by October", 10, True),
        ("if we train 500 more by the end of the year", 12, True),
    ],
)
def test_when_it_is_supposed(xinxiang: Programme, words: str, month: int, upto: bool) -> None:
    period = Period(2023, month)
    assert read(xinxiang, words).when == When(period, period, upto)


@pytest.mark.parametrize("words", ["如果9月15日前再培训500人", "如果7月前和9月再培训500人", "如果上周再培训500人"])
def test_a_day_or_a_second_month_is_asked_back(xinxiang: Programme, words: str) -> None:
    doubt = read(xinxiang, words).doubt
    assert doubt is not None
    assert doubt.reason is Reason.PERIOD_UNCLEAR


def test_before_a_month_stays_no_period_of_other_questions(xinxiang: Programme) -> None:
    found = read(xinxiang, "我们9月前的培训完成率")
    assert (found.when, found.doubt and found.doubt.reason) == (None, Reason.PERIOD_UNCLEAR)


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("如果再做500人", Reason.INDICATOR_WANTED),
        ("如果再培训500人和取证300人", Reason.WORDS_UNKNOWN),
        ("如果再培训很多人", Reason.INTENT_UNCLEAR),
        ("培训500人", Reason.OFF_TOPIC),
        ("培训得分", Reason.INTENT_UNCLEAR),
    ],
)
def test_what_is_not_whole_is_asked_back(xinxiang: Programme, words: str, reason: Reason) -> None:
    doubt = read(xinxiang, words).doubt
    assert doubt is not None
    assert doubt.reason is reason


def test_what_was_asked_back_is_completed_by_the_next_words(xinxiang: Programme) -> None:
    found = read(xinxiang, "如果9月底前再做500人", "高技能人才")
    assert (found.intent, found.amount, found.indicators) == (Intent.WHAT_IF, 500, ("high_skilled",))
    assert (found.when and found.when.last, found.doubt) == (Period(2023, 9), None)


def test_the_day_of_an_evaluation_is_no_month_of_figures(xinxiang: Programme) -> None:
    assert read(xinxiang, "我们6月培训完成率", "得了多少分").when is None
    assert read(xinxiang, "我们年中得分", "为什么").when == When(Period(2023, 6), Period(2023, 6), True)
    assert read(xinxiang, "我们6月培训完成率", "如果再做500人").when is None


def test_why_after_a_score_is_what_was_lost_and_after_a_supposition_its_arithmetic(xinxiang: Programme) -> None:
    assert read(xinxiang, "我们得了多少分", "为什么").intent is Intent.SCORE_WHY
    assert read(xinxiang, "还差什么能进前五", "why").intent is Intent.SCORE_WHY
    found = read(xinxiang, "如果再培训500人", "为什么")
    assert (found.intent, found.about, found.amount) == (Intent.EXPLAIN, Intent.WHAT_IF, 500)


def test_lists_by_points_are_of_all_units_and_all_else_is_the_askers(xinxiang: Programme) -> None:
    listed = read(xinxiang, "得分最低的三个县区", official=True)
    assert (listed.unit_class, listed.count, listed.lowest) == ("areas", 3, True)
    assert read(xinxiang, "得分排名", official=True).unit_class == "all"
    own = xinxiang.unit_named(OWN)
    assert own is not None
    assert read(xinxiang, "得分排名").units == (own.code,)
    doubt = read(xinxiang, "我们得了多少分", official=True).doubt
    assert doubt is not None
    assert doubt.reason is Reason.UNIT_WANTED


@pytest.mark.parametrize(
    ("words", "indicator"),
    [
        ("补贴性培训完成率", "subsidised"),
        ("新增技师和高级技师完成率", "technicians"),
        ("高技能人才完成率", "high_skilled"),
        ("取证完成率", "skilled"),
        ("学徒制完成率", "apprenticeship"),
        ("rate of high-skilled workers", "high_skilled"),
    ],
)
def test_a_programmes_own_indicators_are_known_by_its_own_names(
    xinxiang: Programme, words: str, indicator: str
) -> None:
    found = read(xinxiang, words)
    assert (found.intent, found.indicators, found.doubt) == (Intent.CUMULATIVE_RATE, (indicator,), None)


@pytest.mark.parametrize("words", ["我们1+X完成率", "我们高级工任务", "哪些学校没报"])
def test_words_of_another_programme_get_no_number_here(xinxiang: Programme, words: str) -> None:
    assert read(xinxiang, words).doubt is not None


def test_a_supposition_goes_through_the_codec_whole(xinxiang: Programme) -> None:
    found = read(xinxiang, "如果9月前再培训500人")
    assert decoded(encoded(Understood(found))).question == found
    listed = read(xinxiang, "得分倒数三名", official=True)
    assert decoded(encoded(Understood(listed))).question == listed
