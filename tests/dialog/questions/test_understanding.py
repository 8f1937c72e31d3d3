"""What is understood from words, who asks, and what was asked before."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialog.questions import Context, Understood, codec, understand
from dialog.questions.numerals import small
from programmes.periods import Period
from programmes.roles import Role
from scoring.answers import Horizon, Intent, Question, Reason, When
from tests.dialog.questions.banking import programme

NOW = datetime(2022, 6, 20, 4, tzinfo=UTC)


def ask(text: str, unit: str | None = None, after: str | None = None, now: datetime = NOW) -> Question:
    own = programme().unit_named(unit) if unit else None
    context = Context(programme(), Role.LIAISON if own else Role.OFFICIAL, own.code if own else None, now)
    earlier = understand(after, context) if after else None
    return understand(text, context, earlier).question


def units(question: Question) -> list[str]:
    return [programme().unit(code).name for code in question.units]


def test_a_place_is_the_bureau_unless_a_school_word_stands_beside_it() -> None:
    assert units(ask("焦作完成率")) == ["焦作市"]
    assert units(ask("焦作大学完成率")) == ["焦作大学"]
    doubt = ask("焦作的学校完成率").doubt
    assert doubt is not None
    assert doubt.reason is Reason.UNIT_AMBIGUOUS
    assert [programme().unit(code).name for code in doubt.options] == [
        "焦作大学",
        "焦作师范高等专科学校",
        "焦作工贸职业学院",
    ]


@pytest.mark.parametrize(
    "name", ["黄河水院", "黄河水利职院", "黃河水利職業技術學院", "黄河水力职业技术学院", "76号单位"]
)
def test_a_unit_is_known_by_many_names(name: str) -> None:
    assert units(ask(f"{name}培训完成率")) == ["黄河水利职业技术学院"]


@pytest.mark.parametrize("name", ["jiaozuo daxue", "Jiaozuo University", "jiaozuodaxue", "jzdx", "jiaozuo dasue"])
def test_a_unit_is_known_in_latin_letters(name: str) -> None:
    assert units(ask(f"{name} 培训完成率")) == ["焦作大学"]


@pytest.mark.parametrize("name", ["安阳医学院", "许昌工学院", "洛阳学院", "郑州信息职业学院", "农业职院"])
def test_a_name_that_may_be_another_school_is_asked_back(name: str) -> None:
    doubt = ask(f"{name}完成率").doubt
    assert doubt is not None
    assert doubt.reason is Reason.UNIT_AMBIGUOUS
    assert doubt.options


@pytest.mark.parametrize(
    "words",
    [
        "还有多少学校没达标",
        "焦作大学排名变化",
        "哪个月培训最多",
        "焦作大学取证通过率",
        "开封市4月和6月取证",
        "洛阳市谁没报",
        "大学完成率",
    ],
)
def test_what_has_no_answer_here_gets_none(words: str) -> None:
    assert ask(words).doubt is not None


def test_an_absorbed_school_stands_for_the_unit_that_took_it_over() -> None:
    assert units(ask("河南省财经学校完成率")) == ["河南物流职业学院"]


@pytest.mark.parametrize(
    "name",
    ["北京大学", "河北工业大学", "郑州大学", "河南大学", "新乡医学院", "Peking University", "999号单位", "第500个单位"],
)
def test_a_stranger_is_no_unit_however_much_it_resembles_one(name: str) -> None:
    doubt = ask(f"{name}培训完成率").doubt
    assert doubt is not None
    assert doubt.reason is Reason.UNIT_UNKNOWN


@pytest.mark.parametrize(
    ("words", "first", "last", "upto"),
    [
        ("6月", "2022-06", "2022-06", False),
        ("六月份", "2022-06", "2022-06", False),
        ("2022年6月", "2022-06", "2022-06", False),
        ("2022-06", "2022-06", "2022-06", False),
        ("本月", "2022-06", "2022-06", False),
        ("上月", "2022-05", "2022-05", False),
        ("上上个月", "2022-04", "2022-04", False),
        ("下个月", "2022-07", "2022-07", False),
        ("截至5月底", "2022-05", "2022-05", True),
        ("到5月为止", "2022-05", "2022-05", True),
        ("截至上月底", "2022-05", "2022-05", True),
        ("本月底", "2022-06", "2022-06", True),
        ("上半年", "2022-01", "2022-06", False),
        ("下半年", "2022-07", "2022-12", False),
        ("二季度", "2022-04", "2022-06", False),
        ("第二季度", "2022-04", "2022-06", False),
        ("Q2", "2022-04", "2022-06", False),
        ("本季度", "2022-04", "2022-06", False),
        ("上季度", "2022-01", "2022-03", False),
        ("前两季度", "2022-01", "2022-06", False),
        ("前5个月", "2022-01", "2022-05", False),
        ("近三个月", "2022-04", "2022-06", False),
        ("3月以来", "2022-03", "2022-06", False),
        ("3到5月", "2022-03", "2022-05", False),
        ("去年", "2021-01", "2021-12", False),
        ("明年", "2023-01", "2023-12", False),
        ("2021年", "2021-01", "2021-12", False),
        ("21年5月", "2021-05", "2021-05", False),
        ("as of June ", "2022-06", "2022-06", True),
        ("in June ", "2022-06", "2022-06", False),
        ("June 2022 ", "2022-06", "2022-06", False),
        ("last month ", "2022-05", "2022-05", False),
        ("the month before last ", "2022-04", "2022-04", False),
        ("through the end of May ", "2022-05", "2022-05", True),
        ("from March to May ", "2022-03", "2022-05", False),
        ("since April ", "2022-04", "2022-06", False),
        ("first half ", "2022-01", "2022-06", False),
        ("second quarter ", "2022-04", "2022-06", False),
        ("quarter two ", "2022-04", "2022-06", False),
        ("last quarter ", "2022-01", "2022-03", False),
        ("last year ", "2021-01", "2021-12", False),
        ("last three months ", "2022-04", "2022-06", False),
        ("first five months ", "2022-01", "2022-05", False),
    ],
)
def test_periods_are_read(words: str, first: str, last: str, upto: bool) -> None:
    asked = ask(f"{words}取证完成多少", "焦作大学") if words[-1] != " " else ask(f"{words}training done", "焦作大学")
    assert asked.when == When(Period.parse(first), Period.parse(last), upto)
    assert asked.doubt is None


@pytest.mark.parametrize(
    "words", ["上周", "6月15日", "13月", "5月到3月", "昨天", "3月和6月", "6月之前", "before June ", "yesterday "]
)
def test_what_is_no_whole_month_is_asked_back(words: str) -> None:
    doubt = ask(f"{words}培训多少" if words[-1] != " " else f"training done {words}", "焦作大学").doubt
    assert doubt is not None
    assert doubt.reason is Reason.PERIOD_UNCLEAR


def test_may_is_a_month_and_not_a_wish() -> None:
    assert ask("training in May", "焦作大学").when == When(Period(2022, 5), Period(2022, 5))
    assert ask("may I ask our training rate", "焦作大学").when is None


@pytest.mark.parametrize(
    "words", ["焦作大学女生培训完成率", "焦作大学平均完成率", "除了1+X焦作大学完成率", "焦作大学净完成率"]
)
def test_a_word_that_is_not_known_keeps_the_number_back(words: str) -> None:
    assert ask(words).doubt is not None


def test_we_is_the_asker_and_nobody_for_an_official() -> None:
    assert units(ask("我们的完成率", "开封大学")) == ["开封大学"]
    doubt = ask("我们的完成率").doubt
    assert doubt is not None
    assert doubt.reason is Reason.UNIT_WANTED


def test_a_certificate_of_seniors_is_one_indicator() -> None:
    assert ask("我们高级工拿了多少证", "焦作大学").indicators == ("senior",)
    assert ask("取证和高级工完成率", "焦作大学").indicators == ("certificates", "senior")


def test_follow_ups_keep_the_thread() -> None:
    asked = ask("那取证呢？", after="开封大学培训上月完成率")
    assert (asked.intent, units(asked), asked.indicators) == (Intent.CUMULATIVE_RATE, ["开封大学"], ("certificates",))
    assert asked.when == When(Period(2022, 5), Period(2022, 5))
    why = ask("为什么？", after="开封大学培训季度缺口")
    assert (why.intent, why.about, units(why)) == (Intent.EXPLAIN, Intent.QUARTER_GAP, ["开封大学"])


def test_a_choice_of_unit_answers_the_question_that_was_asked_back() -> None:
    asked = ask("平顶山职业技术学院", after="平职院取证完成率")
    assert (asked.intent, units(asked), asked.indicators) == (
        Intent.CUMULATIVE_RATE,
        ["平顶山职业技术学院"],
        ("certificates",),
    )
    assert asked.doubt is None


def test_a_new_question_does_not_inherit() -> None:
    asked = ask("郑州市取证完成率", after="开封大学培训上月缺口")
    assert (asked.intent, units(asked), asked.when) == (Intent.CUMULATIVE_RATE, ["郑州市"], None)


def test_the_quarter_and_the_year_are_horizons() -> None:
    assert ask("每月要完成多少才能达到季度目标", "焦作大学").horizon is Horizon.QUARTER
    assert ask("每月要完成多少才能完成全年任务", "焦作大学").horizon is Horizon.YEAR


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_any_text_is_understood_or_refused_without_falling_over(text: str) -> None:
    asked = ask(text, "焦作大学")
    assert codec.decoded(codec.encoded(Understood(asked))) == Understood(asked)


def test_what_was_understood_survives_its_way_through_json() -> None:
    for text in ("平职院取证完成率", "截至5月底我们培训累计", "最慢的5个地市", "为什么"):
        asked = Understood(ask(text, "焦作大学"))
        assert codec.decoded(codec.encoded(asked)) == asked


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("五", 5),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("three", 3),
        ("fifteen", 15),
        ("百分", None),
    ],
)
def test_small_numbers_are_read(text: str, value: int | None) -> None:
    assert small(text) == value


def test_the_understanding_imports_nothing_heavy() -> None:
    """Pinyin, OpenCC and edit distances come in with the first question that needs them."""
    heavy = "('pypinyin', 'opencc', 'rapidfuzz', 'pandas')"
    code = f"import sys, dialog.questions; print([one for one in {heavy} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("text", "number", "intent"),
    [
        ("第3号通报里洛阳市取证完成率", 3, Intent.CUMULATIVE_RATE),
        ("根据第二期通报，取证最慢的5个学校", 2, Intent.SLOWEST),
        ("最新一期通报里谁没报", 0, Intent.NOT_REPORTED),
        ("通报第4号", 4, Intent.TOTALS),
        ("what was our training rate as of circular no. 3", 3, Intent.CUMULATIVE_RATE),
        ("rank of 开封大学 in the latest circular", 0, Intent.RANK),
    ],
)
def test_a_published_circular_may_be_what_is_asked(text: str, number: int, intent: Intent) -> None:
    found = ask(text, "焦作大学")
    assert (found.circular, found.intent, found.doubt) == (number, intent, None)


def test_what_is_off_topic_was_understood_as_nothing() -> None:
    assert ask("今天天气怎么样").intent is None
    assert ask("焦作大学校长是谁").intent is None


@pytest.mark.parametrize(
    "text", ["哪些学校没有落后", "which schools are ahead of schedule", "剩余任务最多的学校", "本月任务多少"]
)
def test_a_list_or_a_target_that_there_is_not_is_asked_back(text: str) -> None:
    doubt = ask(text).doubt
    assert doubt is not None
    assert doubt.reason in (Reason.INTENT_UNCLEAR, Reason.UNIT_WANTED)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("培训完程率", "培训完成率"), ("高级公完成了多少", "高级工完成了多少"), ("我们进渡咋样", "我们进度咋样")],
)
def test_a_word_that_only_sounds_right_is_heard_as_the_one_that_is_meant(typed: str, meant: str) -> None:
    assert ask(typed, "焦作大学") == ask(meant, "焦作大学")


@pytest.mark.parametrize("typed", ["极度落后吗", "培训目的是多少", "培训多少女工", "我们培训不好"])
def test_what_only_resembles_a_word_stays_unknown(typed: str) -> None:
    doubt = ask(typed, "焦作大学").doubt
    assert doubt is not None
    assert doubt.reason is Reason.WORDS_UNKNOWN


def test_a_class_behind_a_number_is_the_class_that_is_listed() -> None:
    assert (ask("取证最慢的三个地市").count, ask("取证最慢的三个地市").unit_class) == (3, "bureaus")
    assert (ask("最慢的两个市").count, ask("最慢的两个市").unit_class) == (2, "bureaus")
    after = ask("最快的呢", after="取证最慢的三个地市")
    assert (after.intent, after.count, after.unit_class) == (Intent.FASTEST, 3, "bureaus")


@pytest.mark.parametrize("typed", ["收到谢谢", "好嘞谢谢", "嗯嗯收到", "好的，知道了", "ok got it thanks"])
def test_who_only_says_that_it_was_heard_is_told_no_number(typed: str) -> None:
    assert ask(typed, "焦作大学", after="取证完成率").doubt is not None


@pytest.mark.parametrize("typed", ["帮我填一下6月的数", "替我改6月取证", "delete our june report"])
def test_what_is_to_be_written_is_no_question(typed: str) -> None:
    doubt = ask(typed, "焦作大学").doubt
    assert doubt is not None
    assert doubt.reason is Reason.OFF_TOPIC


def test_the_half_years_target_is_never_taken_for_the_years() -> None:
    doubt = ask("离半年目标差多少培训", "南阳市").doubt
    assert doubt is not None
    assert doubt.reason is Reason.PERIOD_UNCLEAR


def test_months_listed_are_a_stretch_where_they_follow_each_other() -> None:
    listed = ask("3、4、5月培训数", "焦作大学").when
    assert listed == When(Period(2022, 3), Period(2022, 5))
    assert ask("3、5月培训数", "焦作大学").doubt is not None
